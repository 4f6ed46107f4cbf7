internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Says in a few constant words why a connection could not be made.
enum ConnectProblem {
  static func text(_ error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError:
      if let resolution = error.dnsAError ?? error.dnsAAAAError, error.connectionErrors.isEmpty {
        return resolution is SocketAddressError ? "its name does not resolve" : "its name could not be resolved"
      }
      return error.connectionErrors.first.map { text($0.error) } ?? "its name does not resolve"
    case let error as IOError: return text(errno: error.errnoCode)
    case is ChannelError: return "the connection took too long"
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: return "the TLS handshake failed: \(tlsText(error))"
    default: return "the connection failed"
    }
  }

  private static func text(errno code: CInt) -> String {
    switch code {
    case ECONNREFUSED: "the connection was refused"
    case EHOSTUNREACH, ENETUNREACH: "there is no route to it"
    case ETIMEDOUT: "the connection took too long"
    case ECONNRESET, EPIPE: "the connection was reset"
    case EMFILE, ENFILE: "the gateway has no file descriptor left; raise its limit (ulimit -n)"
    default: "the connection failed (errno \(code))"
    }
  }

  private static func tlsText(_ error: any Error) -> String {
    let text = "\(error)"
    if text.contains("CERTIFICATE_VERIFY_FAILED") { return "its certificate is not trusted (see ca_file and allow_insecure_tls)" }
    if text.contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS on this port" }
    if text.contains("failedToValidateHostname") || error is NIOSSLExtraError { return "its certificate is for another name" }
    return "no common TLS version, or a broken peer"
  }
}
