/// Whether, how often and how calls are tried again. Nothing is tried again unless a call is given one.
///
/// ```swift
/// let answer = try await provider.complete(messages, retry: RetryPolicy(maxAttempts: 4))
/// ```
///
/// A call is tried again when its error ``ProviderError/isTransient``, or when the output broke the schema and there is a ``reask``; both draw on the same
/// ``maxAttempts``. Policy violations, exhausted budgets, and whatever a server marks with `x-should-retry: false` are never tried again by default.
/// A rate limit is waited out: the wait is what `Retry-After` says, or the back-off when that is longer.
public struct RetryPolicy: Sendable {
  /// Why a call is tried again.
  public enum Reason: String, Sendable, Hashable {
    /// The server may do better later.
    case transient
    /// The model is shown its mistake.
    case reask
  }

  /// A try that comes next.
  public struct Event: Sendable {
    /// The number of the try that comes: 1 is the second one.
    public let attempt: Int
    /// Why.
    public let reason: Reason
    /// What went wrong before.
    public let error: ProviderError
    /// The wait until then.
    public let delay: Duration
  }

  /// The most tries, the first one included. Less than 1 counts as 1.
  public var maxAttempts: Int
  /// The wait between tries. A re-ask does not wait.
  public var backoff: Backoff
  /// The longest `Retry-After` that is waited for. A server that asks for more gets no further try: the error is thrown at once.
  public var maxRetryAfter: Duration
  /// Which errors are worth another try; ``ProviderError/isTransient`` by default.
  public var classifier: @Sendable (ProviderError) -> Bool
  /// How the model is shown its mistake; nil never asks again.
  public var reask: Reask?
  /// Configurations of the second try, the third and so on, each laid over the call's own; nil lays nothing. The last one serves for all later tries.
  public var overrides: [RuntimeConfig?]
  /// Told before every further try.
  public var onRetry: (@Sendable (Event) -> Void)?
  /// What time the waits are measured in.
  public var clock: any Clock<Duration>

  /// A policy.
  public init(
    maxAttempts: Int = 3, backoff: Backoff = .fullJitter(), maxRetryAfter: Duration = .seconds(60), reask: Reask? = nil,
    overrides: [RuntimeConfig?] = [], clock: any Clock<Duration> = ContinuousClock(), onRetry: (@Sendable (Event) -> Void)? = nil,
    classifier: @escaping @Sendable (ProviderError) -> Bool = { $0.isTransient }
  ) {
    self.maxAttempts = maxAttempts
    self.backoff = backoff
    self.maxRetryAfter = maxRetryAfter
    self.classifier = classifier
    self.reask = reask
    self.overrides = overrides
    self.clock = clock
    self.onRetry = onRetry
  }

  /// One try.
  public static let never = RetryPolicy(maxAttempts: 1)

  /// The configuration of a try: 0 is the first.
  func config(_ base: RuntimeConfig, attempt: Int) -> RuntimeConfig {
    guard attempt > 0, let last = overrides.indices.last, let override = overrides[min(attempt - 1, last)] else { return base }
    return base.overridden(by: override)
  }

  /// What to do after a failed try.
  enum Decision {
    case giveUp
    case again(Reason, after: Duration, adding: [Message])
  }

  func decision(after error: ProviderError, attempt: Int) -> Decision {
    guard attempt + 1 < maxAttempts else { return .giveUp }
    if error.category == .structuredOutputInvalid, let reask, let output = error.invalidOutput {
      return .again(.reask, after: .zero, adding: reask.messages(for: output))
    }
    guard classifier(error) else { return .giveUp }
    let asked = error.retryAfter ?? .zero
    guard asked <= maxRetryAfter else { return .giveUp }
    return .again(.transient, after: max(asked, backoff.duration(afterAttempt: attempt)), adding: [])
  }
}
