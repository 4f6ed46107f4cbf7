/// How many tokens of waiting requests are served in a second, measured while requests wait.
struct DrainRate: Sendable {
  private static let window = 0.5

  private var average = MovingAverage(timeConstant: .seconds(2))
  private var since: Duration?
  private var tokens = 0

  /// Tokens a second; nil before the first half second with waiting requests. Never 0: a fleet that stands still gives a very small number.
  var perSecond: Double? { average.value.map { max($0, 1e-3) } }

  /// The time in which so many tokens are served.
  func time(for tokens: Int) -> Duration? { perSecond.map { .bounded(seconds: Double(tokens) / $0) } }

  /// To be called before a request enters or leaves.
  /// - Parameter isBusy: whether requests wait.
  mutating func roll(isBusy: Bool, at now: Duration) {
    guard isBusy, let since else {
      self.since = now
      tokens = 0
      return
    }
    let seconds = (now - since).inSeconds
    guard seconds >= Self.window else { return }
    average.add(Double(tokens) / seconds, at: now)
    self.since = now
    tokens = 0
  }

  mutating func served(_ count: Int) { tokens = tokens.saturatingAdd(count) }
}
