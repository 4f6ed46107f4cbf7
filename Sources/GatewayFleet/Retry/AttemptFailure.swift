/// How an attempt failed before its first byte went to the client.
public enum AttemptFailure: Sendable, Hashable {
  /// No connection, or none in time: the request was not sent.
  case connectFailed
  /// The connection broke after the request was sent, before the first byte of an answer.
  case reset
  /// No first byte in time: the target took the request and is silent.
  case firstByteTimeout
  /// An answer with a status from 400 on; with the pause that its `Retry-After` asks for.
  case status(Int, retryAfter: Duration?)
  /// A 400 that says that prompt and answer do not fit into the model's context window.
  case contextLengthExceeded
  /// An answer without a body, or with one that is no answer.
  case unusableAnswer
  /// The client went away, or the gateway is stopping.
  case cancelled

  /// Whether another attempt may go better.
  var isRetryable: Bool {
    switch self {
    case .connectFailed, .reset, .firstByteTimeout, .unusableAnswer: true
    case .status(let status, _): [429, 500, 502, 503, 504, 529].contains(status)
    case .contextLengthExceeded, .cancelled: false
    }
  }

  /// Whether the same target must not be asked again for this request: it may have the request still, or die of it.
  var rulesOutTarget: Bool {
    switch self {
    case .firstByteTimeout, .reset: true
    case .connectFailed, .status, .contextLengthExceeded, .unusableAnswer, .cancelled: false
    }
  }

  /// The pause that the target asked for.
  public var retryAfter: Duration? {
    if case .status(_, let pause) = self { pause } else { nil }
  }
}
