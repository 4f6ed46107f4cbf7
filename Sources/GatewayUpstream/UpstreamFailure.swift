public import GatewayHTTP

/// Why an exchange with an upstream failed on the wire.
public enum UpstreamFailure: Error, Hashable, Sendable {
  /// No connection could be made: refused, unreachable, a name that does not resolve, a TLS handshake that failed. The text is for the log and for the client's
  /// error; it holds neither credentials nor a peer's bytes.
  case unreachable(String)
  /// The connection was closed or reset before the answer was complete.
  case closed
  /// The upstream's bytes are no acceptable HTTP.
  case malformed(HTTPProblem)
}
