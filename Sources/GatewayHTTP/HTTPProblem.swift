/// Why bytes are not an acceptable HTTP/1.1 message.
public enum HTTPProblem: Error, Hashable, Sendable {
  /// A rule of RFC 9112 is broken; the text says which one, without quoting the peer.
  case malformed(String)
  /// The head is longer than the limit, or has too many fields.
  case headTooLarge
  /// The body is longer than the limit.
  case bodyTooLarge
  /// A version other than 1.0 and 1.1.
  case unsupportedVersion
  /// A transfer coding other than `chunked`.
  case unsupportedTransferCoding
}
