/// How many tokens of waiting requests are served in a second, measured while requests wait.
struct DrainRate: Sendable {
  private static let window = 0.5

  private var average = MovingAverage(timeConstant: .seconds(2))
  private var since: Duration?
  private var tokens = 0
  private var rolledAt = Duration.zero
  /// When the first request of this window was served: others that leave in the same moment belong to it.
  private var firstServed: Duration?
  /// Tokens of a request that is served, on average.
  private var size = 0.0
  /// How long nobody has been served while requests wait.
  private var pause = 0.0

  /// Tokens a second; nil before the first departure of a waiting request, as nothing is known then: answers take seconds, and a fleet whose first ones are under way does not stand still.
  /// When nobody has been served for a while, it is at most what one more request in that time would be. Never 0.
  var perSecond: Double? {
    average.value.map { max(pause > Self.window ? min($0, size / pause) : $0, 1e-3) }
  }

  /// The time in which so many tokens are served.
  func time(for tokens: Int) -> Duration? { perSecond.map { .bounded(seconds: Double(tokens) / $0) } }

  /// To be called before a request enters or leaves.
  /// - Parameter isBusy: whether requests wait.
  mutating func roll(isBusy: Bool, at now: Duration) {
    rolledAt = now
    guard isBusy, let since else {
      self.since = now
      (tokens, pause, firstServed) = (0, 0, nil)
      return
    }
    let seconds = (now - since).inSeconds
    // A window without a departure goes on until there is one: slots that are taken for seconds are no standstill.
    pause = tokens == 0 ? seconds : 0
    guard let firstServed, (now - firstServed).inSeconds >= Self.window else { return }
    average.add(Double(tokens) / seconds, at: now)
    self.since = now
    (tokens, self.firstServed) = (0, nil)
  }

  mutating func served(_ count: Int) {
    tokens = tokens.saturatingAdd(count)
    size = size == 0 ? Double(count) : 0.9 * size + 0.1 * Double(count)
    pause = 0
    firstServed = firstServed ?? rolledAt
  }
}
