/// A fast random generator with a seed, for what has to be unlike but not secret: jitter, ties, random choice. The same seed gives the same numbers.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// A generator that begins at `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed &>> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed &>> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed &>> 31
  }

  /// A number from 0 up to, not including, 1.
  @inline(__always)
  mutating func fraction() -> Double { Double(next() &>> 11) * 0x1p-53 }
}

extension RandomNumberGenerator {
  /// A number from 0 up to, not including, 1.
  mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }
}

extension Duration {
  /// The duration in seconds.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// A duration of so many seconds, between nothing and about 31 years: what is not a number is nothing.
  static func bounded(seconds: Double) -> Duration {
    guard seconds > 0 else { return .zero }
    return .seconds(min(seconds, 1e9))
  }

  /// This duration times a factor, within the bounds of ``bounded(seconds:)``.
  func scaled(by factor: Double) -> Duration { .bounded(seconds: inSeconds * factor) }
}

extension Int {
  /// The sum, or the largest or smallest number where it does not fit.
  @inline(__always)
  func saturatingAdd(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  /// The product of two numbers that are not negative, or the largest number where it does not fit.
  @inline(__always)
  func saturatingMultiply(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
