/// How often and how fast a request is tried again before its first byte went to the client.
public struct RetrySettings: Sendable, Hashable {
  /// Attempts in all, the first one among them; at least 1.
  public var attempts: Int
  /// The back-off before the second attempt at a target that was asked before; each further one doubles it. Another target is asked at once the first time.
  public var backoff: Duration
  /// The longest back-off.
  public var maximumBackoff: Duration
  /// The longest `Retry-After` that is waited for; a longer one goes to the client.
  public var maximumRetryAfter: Duration
  /// After how long without a first token a second replica is asked as well; nil for never.
  public var hedgeAfter: Duration?

  /// The settings in force when the configuration says nothing: 3 attempts, back-off from 50 ms to 2 s, `Retry-After` up to 5 s, no hedging.
  public init(
    attempts: Int = 3, backoff: Duration = .milliseconds(50), maximumBackoff: Duration = .seconds(2),
    maximumRetryAfter: Duration = .seconds(5), hedgeAfter: Duration? = nil
  ) {
    self.attempts = min(max(1, attempts), 64)
    self.backoff = max(.zero, backoff)
    self.maximumBackoff = max(.zero, maximumBackoff)
    self.maximumRetryAfter = max(.zero, maximumRetryAfter)
    self.hedgeAfter = hedgeAfter
  }
}
