/// An average in which a sample weighs a tenth, and more the longer none came: after a pause of one time constant it weighs half.
public struct MovingAverage: Sendable, Hashable {
  /// The average; nil before the first sample.
  public private(set) var value: Double?
  /// How many samples there were.
  public private(set) var samples = 0
  private let timeConstant: Double
  private var last = Duration.zero

  /// An average without samples.
  public init(timeConstant: Duration = .seconds(10)) { self.timeConstant = max(timeConstant.inSeconds, 1e-9) }

  /// Takes a sample; one that is not finite or negative is passed over.
  public mutating func add(_ sample: Double, at now: Duration) {
    guard sample.isFinite, sample >= 0 else { return }
    let gap = max(0, (now - last).inSeconds)
    let weight = max(0.1, gap / (gap + timeConstant))
    value = value.map { $0 + weight * (sample - $0) } ?? sample
    samples = samples.saturatingAdd(1)
    last = max(last, now)
  }

  /// The average as it counts now: what is old counts less (half after `window`), so that a replica that was slow once is tried again.
  func aged(at now: Duration, window: Duration) -> Double? {
    guard let value else { return nil }
    let age = max(0, (now - last).inSeconds)
    let window = max(window.inSeconds, 1e-9)
    return value * window / (window + age)
  }
}
