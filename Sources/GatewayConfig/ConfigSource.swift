/// The bytes of one configuration file.
public struct ConfigSource: Sendable, Hashable {
  /// The file's name, as the user gave it; diagnostics repeat it, and relative paths inside the file are relative to its directory.
  public var path: String
  /// The file's bytes.
  public var bytes: [UInt8]

  /// The largest file that is read.
  public static let maximumSize = 4 << 20

  /// A source of its parts.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// A source that holds `text`.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
