/// How long to wait before an attempt: a random time up to a limit that doubles ("full jitter").
struct Backoff: Sendable {
  private static let base = Duration.milliseconds(200)
  private static let cap = Duration.seconds(60)
  private var failures = 0

  /// The wait before the next attempt. `random` gives numbers from 0 up to 1.
  mutating func next(atLeast least: Duration? = nil, random: () -> Double) -> Duration {
    let limit = min(Self.cap, Self.base * (1 << min(failures, 20)))
    failures = min(failures + 1, 20)
    return max(limit * random(), min(least ?? .zero, Self.cap))
  }

  /// An attempt went well.
  mutating func reset() { failures = 0 }
}
