public import GatewayCore

/// The attempts of one request until its first byte: a value without clock. It says whether, where and when to try again.
public struct RetryPlan: Sendable {
  /// What follows from a failure.
  public enum Step: Sendable, Hashable {
    /// Try a target that is not among ``excluded``, after a pause.
    case retry(after: Duration)
    /// Give the failure to the client.
    case stop(StopReason)
  }

  /// Why there is no further attempt.
  public enum StopReason: String, Sendable, Hashable, CaseIterable {
    /// It would fail again: the request is at fault.
    case notRetryable = "not_retryable"
    /// All attempts are used up.
    case attempts
    /// Too much of the traffic is retries already.
    case budget
    /// Every target was tried or is out of the question.
    case noTarget = "no_target"
    /// The target asks for a longer pause than is waited for.
    case pauseTooLong = "pause_too_long"
  }

  private let settings: RetrySettings
  /// Attempts that have begun.
  public private(set) var attempts = 0
  /// Targets that were tried and failed, by their place in the group; asked again only when no other is left.
  public private(set) var tried: Set<Int> = []
  /// Targets that must not be asked again for this request: they were silent, or broke the connection with the request in hand.
  public private(set) var ruledOut: Set<Int> = []
  private var pauses: [Int: Duration] = [:]
  private var isHedged = false

  /// A plan before the first attempt.
  public init(settings: RetrySettings = RetrySettings()) { self.settings = settings }

  /// Targets that the next choice must leave out: those ruled out, and those that were tried, as long as one of `targets` is left that was not.
  public func excluded(among targets: Range<Int>) -> Set<Int> {
    let all = tried.union(ruledOut)
    return targets.allSatisfy { all.contains($0) } ? ruledOut : all
  }

  /// An attempt begins. The first one is not a retry.
  public mutating func begin() { attempts = attempts.saturatingAdd(1) }

  /// An attempt has failed.
  /// - Parameter target: the target's place in the group.
  /// - Parameter targets: the places that could take the request, whether tried or not.
  /// - Parameter hasHealthy: whether a target that was not tried is in full health. Going on to one takes nothing from the budget: an engine that dies with a hundred requests
  ///   in hand fails no client while another is well, and a fleet that fails as a whole has no healthy target.
  public mutating func failed(
    target: Int, _ failure: AttemptFailure, among targets: Range<Int>, hasHealthy: Bool = false,
    budget: inout RetryBudget, at now: Duration, using random: inout some RandomNumberGenerator
  ) -> Step {
    guard failure.isRetryable else { return .stop(.notRetryable) }
    tried.insert(target)
    if failure.rulesOutTarget { ruledOut.insert(target) }
    if let pause = failure.retryAfter { pauses[target] = now + max(.zero, pause) }
    guard attempts < settings.attempts else { return .stop(.attempts) }
    guard let pause = pause(among: targets, at: now, using: &random) else { return .stop(.noTarget) }
    guard pause <= max(settings.maximumRetryAfter, settings.maximumBackoff) else { return .stop(.pauseTooLong) }
    guard hasHealthy || budget.take(at: now) else { return .stop(.budget) }
    return .retry(after: pause)
  }

  /// How long to wait before the next attempt; nil when there is no target for it.
  ///
  /// A target that was not asked yet is asked at once after the first failure, and with back-off after later ones: several failures are a sign of a sick fleet. A target that was asked
  /// is waited for as long as it said, and never less than the back-off.
  private func pause(among targets: Range<Int>, at now: Duration, using random: inout some RandomNumberGenerator) -> Duration? {
    let fresh = targets.contains { !tried.contains($0) && !ruledOut.contains($0) }
    let backoff = backoff(using: &random)
    if fresh { return attempts <= 1 ? .zero : backoff }
    let waits = targets.filter { !ruledOut.contains($0) }.map { max(.zero, (pauses[$0] ?? now) - now) }
    guard let shortest = waits.min() else { return nil }
    guard shortest <= settings.maximumRetryAfter else { return shortest }
    return max(shortest, backoff)
  }

  /// Full jitter: anything between nothing and the bound, which doubles.
  private func backoff(using random: inout some RandomNumberGenerator) -> Duration {
    let doublings = min(max(attempts - 1, 0), 30)
    let bound = min(settings.backoff.scaled(by: Double(1 << doublings)), settings.maximumBackoff)
    return bound.scaled(by: random.unit())
  }

  // MARK: Hedging

  /// What to do while the first token does not come.
  public enum Hedge: Sendable, Hashable {
    /// Ask a second replica now; the budget has been charged.
    case now
    /// Ask again at this time.
    case at(Duration)
    /// Never.
    case never
  }

  /// One of two attempts at the same time has failed, while the other goes on.
  /// - Parameter target: the failed one's place in the group.
  public mutating func dropped(target: Int, _ failure: AttemptFailure) {
    tried.insert(target)
    if failure.rulesOutTarget { ruledOut.insert(target) }
  }

  /// Whether it is time for a second replica, whatever the budget says: charges nothing.
  /// - Parameter startedAt: when the attempt in hand was sent.
  public func hedgeTime(startedAt: Duration, at now: Duration) -> Hedge {
    guard let delay = settings.hedgeAfter, !isHedged, attempts < settings.attempts else { return .never }
    return now - startedAt >= delay ? .now : .at(startedAt + delay)
  }

  /// Whether a second replica is asked as well. At most once a request, and only within the budget.
  /// - Parameter startedAt: when the attempt in hand was sent.
  /// - Parameter hasOther: whether another replica could take the request.
  public mutating func hedge(startedAt: Duration, hasOther: Bool, budget: inout RetryBudget, at now: Duration) -> Hedge {
    let time = hedgeTime(startedAt: startedAt, at: now)
    guard time == .now else { return time }
    isHedged = true
    return hasOther && budget.take(at: now) ? .now : .never
  }
}
