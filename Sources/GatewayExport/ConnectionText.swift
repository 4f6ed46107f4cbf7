internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Why a connection failed, for people.
public enum ConnectionText {
  /// A sentence without a full stop: `connection refused`.
  public static func of(_ error: any Error) -> String {
    switch error {
    case let error as IOError: words(error.errnoCode)
    case let error as NIOConnectionError: of(error)
    case let error as HTTPClientError: lowered(error.shortDescription)
    case ChannelError.connectTimeout: "no connection in time"
    case is ChannelError: "the connection is closed"
    case NIOSSLError.handshakeFailed(let problem): "no TLS: \(problem)"
    default: "\(error)"
    }
  }

  private static func of(_ error: NIOConnectionError) -> String {
    // Each address of the name has failed in its way; they rarely differ.
    if let first = error.connectionErrors.first { return of(first.error) }
    return "the name \(error.host) does not resolve"
  }

  private static func words(_ code: Int32) -> String { strerror(code).map { lowered(String(cString: $0)) } ?? "error \(code)" }

  private static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
