/// Bounds retries and hedges to a share of the traffic: when a fleet fails as a whole, trying everything again would be an attack on it.
///
/// A bucket of tokens: each request puts in a share of one, each retry takes one; a small flow independent of traffic lets a quiet gateway retry, too.
public struct RetryBudget: Sendable, Hashable {
  /// Retries per request, at most, in the long run.
  public let share: Double
  /// Retries a second that are there without traffic.
  public let floor: Double
  /// The most that is saved up.
  public let capacity: Double
  private var tokens: Double
  private var last = Duration.zero

  /// A full bucket. The settings in force when the configuration says nothing: a fifth of the requests, one in two seconds without traffic, up to 10 saved.
  public init(share: Double = 0.2, floor: Double = 0.5, capacity: Double = 10) {
    self.share = min(max(share, 0), 1)
    self.floor = max(floor, 0)
    self.capacity = max(capacity, 1)
    tokens = self.capacity
  }

  /// A request came from a client.
  public mutating func noteRequest(at now: Duration) {
    refill(at: now)
    tokens = min(capacity, tokens + share)
  }

  /// Takes the right to one more attempt.
  /// - Returns: false when there is none left.
  public mutating func take(at now: Duration) -> Bool {
    refill(at: now)
    guard tokens >= 1 else { return false }
    tokens -= 1
    return true
  }

  /// Whether there is a right left.
  public func isAvailable(at now: Duration) -> Bool {
    var copy = self
    return copy.take(at: now)
  }

  private mutating func refill(at now: Duration) {
    tokens = min(capacity, tokens + max(0, (now - last).inSeconds) * floor)
    last = max(last, now)
  }
}
