public import GatewayCore
internal import NIOCore
public import NIOSSL

/// Where an upstream is and how to speak to it: what connections are pooled by.
public struct UpstreamAddress: Sendable {
  /// Equal for addresses whose connections can serve each other's requests; see ``UpstreamAddressBook``.
  public let id: Int
  /// The host name or address.
  public let host: String
  /// The port.
  public let port: Int
  /// The TLS context, or nil for plain TCP.
  public let tls: NIOSSLContext?
  /// The host that the base URL names: what the server is asked for in TLS, whichever of its addresses is connected to.
  let name: String

  /// The name for SNI and certificate checks; nil for an IP address, which SNI cannot carry.
  var serverName: String? { Self.isIPAddress(name) ? nil : name }

  /// Whether a host is an address, so that there is nothing to resolve.
  public static func isIPAddress(_ host: String) -> Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }

  /// The socket address when the host is an IP address: no resolver is asked then.
  var socketAddress: SocketAddress? { try? SocketAddress(ipAddress: host, port: port) }
}

/// Gives equal addresses equal ids, across reloads of the config too, and makes one TLS context for each way of checking certificates.
///
/// Used while a snapshot is provisioned, off the event loops; not safe to use from two tasks at once.
public final class UpstreamAddressBook {
  private struct Key: Hashable {
    let isTLS: Bool
    let host: String
    let port: Int
    let tls: UpstreamTLS?
    /// A custom authority's file may change between reloads: its bytes are part of what makes two addresses equal.
    let authority: [UInt8]
  }

  /// One address of a name.
  private struct PlaceKey: Hashable {
    let base: Int
    let ip: String
  }

  private var addresses: [Key: UpstreamAddress] = [:]
  private var places: [PlaceKey: UpstreamAddress] = [:]
  private var nextID = 0

  /// An empty book.
  public init() {}

  /// The address of a base URL.
  /// - Throws: what NIOSSL says of a CA file that it cannot use.
  public func address(of url: BaseURL, tls: UpstreamTLS) throws -> UpstreamAddress {
    let authorities = try url.isTLS ? tls.caFile.map { try NIOSSLCertificate.fromPEMFile($0) } : nil
    let bytes = try authorities?.flatMap { try $0.toDERBytes() } ?? []
    let key = Key(isTLS: url.isTLS, host: url.host, port: url.port, tls: url.isTLS ? tls : nil, authority: bytes)
    if let known = addresses[key] { return known }
    let context = try url.isTLS ? Self.context(tls, authorities) : nil
    let address = UpstreamAddress(id: nextID, host: url.host, port: url.port, tls: context, name: url.host)
    nextID += 1
    addresses[key] = address
    return address
  }

  /// One of the IP addresses that the host of `base` stands for: port, TLS context and the name in TLS are those of `base`.
  public func address(_ ip: String, of base: UpstreamAddress) -> UpstreamAddress {
    let key = PlaceKey(base: base.id, ip: ip)
    if let known = places[key] { return known }
    let address = UpstreamAddress(id: nextID, host: ip, port: base.port, tls: base.tls, name: base.name)
    nextID += 1
    places[key] = address
    return address
  }

  private static func context(_ tls: UpstreamTLS, _ authorities: [NIOSSLCertificate]?) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.applicationProtocols = ["http/1.1"]
    // An engine stops when the connection is gone: it is not waited for to say good-bye.
    configuration.shutdownTimeout = .milliseconds(20)
    configuration.certificateVerification = tls.allowsInsecure ? .none : .fullVerification
    if let authorities { configuration.trustRoots = .certificates(authorities) }
    return try NIOSSLContext(configuration: configuration)
  }
}
