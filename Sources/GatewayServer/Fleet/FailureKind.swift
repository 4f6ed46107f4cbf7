internal import GatewayCore
internal import GatewayFleet

/// What an error says of the target that gave it: the words of the data path in the words of the fleet.
struct FailureKind {
  private let error: GatewayError

  init(_ error: GatewayError) { self.error = error }

  private var pause: Duration? { error.retryAfter.flatMap { RetryAfter.parse($0, unixTime: UTCTime.now.seconds) } }

  /// What the target's health learns of it.
  var signal: PassiveSignal {
    switch error.code {
    case .upstreamUnreachable, .upstreamConnectTimeout: .connectFailed
    case .upstreamClosed: .reset
    case .upstreamTimeout: .firstByteTimeout
    case .upstreamStalled, .upstreamDeadline: .stalled
    case .upstreamAborted: .aborted
    case .upstreamRateLimited: .rateLimited(retryAfter: pause)
    case .upstreamOverloaded: .serverError(status: 503, retryAfter: pause)
    case .upstreamError, .upstreamEmptyAnswer, .upstreamMalformedAnswer: .serverError(status: 502, retryAfter: nil)
    case .upstreamAuthentication: .serverError(status: 401, retryAfter: nil)
    default: error.code.origin == .upstream || error.code == .contextLengthExceeded ? .success : .cancelled
    }
  }

  /// How the attempt failed; nil for what is not the target's fault.
  var failure: AttemptFailure? {
    switch error.code {
    case .upstreamUnreachable, .upstreamConnectTimeout: .connectFailed
    case .upstreamClosed, .upstreamStalled: .reset
    case .upstreamTimeout, .upstreamDeadline: .firstByteTimeout
    case .upstreamRateLimited: .status(429, retryAfter: pause)
    case .upstreamOverloaded: .status(503, retryAfter: pause)
    case .upstreamError: .status(500, retryAfter: nil)
    case .upstreamAborted, .upstreamEmptyAnswer, .upstreamMalformedAnswer, .upstreamAuthentication: .unusableAnswer
    // One replica of several may not have the model yet.
    case .modelNotFound: .unusableAnswer
    default: nil
    }
  }

  /// Whether the request may be tried at another target, by what the configuration says.
  func mayGoElsewhere(_ triggers: Set<FleetSettings.Trigger>) -> Bool {
    switch error.code {
    case .upstreamUnreachable, .upstreamConnectTimeout: triggers.contains(.connection)
    case .upstreamTimeout, .upstreamDeadline: triggers.contains(.timeout)
    case .upstreamRateLimited: triggers.contains(.rateLimit)
    case .contextLengthExceeded: true
    default: failure != nil && triggers.contains(.serverError)
    }
  }
}
