/// Where the admin API listens.
public struct AdminPlace: Sendable, Hashable {
  /// The address.
  public var host: String
  /// The port; 0 takes any free one.
  public var port: Int

  /// A place of its parts.
  public init(host: String = "127.0.0.1", port: Int) {
    self.host = host
    self.port = port
  }

  /// Whether only this machine gets there.
  public var isLoopback: Bool { host == "127.0.0.1" || host == "::1" || host == "localhost" }
}
