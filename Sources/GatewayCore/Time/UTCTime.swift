internal import Glibc

/// A point in time, to the microsecond, in UTC.
public struct UTCTime: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Whole seconds since 1970.
  public var seconds: Int
  /// Microseconds of the second, 0 to 999,999.
  public var microseconds: Int

  /// A time of its parts.
  public init(seconds: Int, microseconds: Int = 0) {
    self.seconds = seconds
    self.microseconds = min(max(microseconds, 0), 999_999)
  }

  /// The wall clock.
  public static var now: UTCTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UTCTime(seconds: Int(time.tv_sec), microseconds: Int(time.tv_nsec) / 1000)
  }

  /// `2026-11-21T00:13:54.000001Z` (RFC 3339).
  public var description: String {
    let fraction = String(microseconds)
    return "\(CivilTime(seconds: seconds).timestamp).\(String(repeating: "0", count: 6 - fraction.count))\(fraction)Z"
  }

  /// Reads a time of RFC 3339, with `Z` or an offset, with or without a fraction; digits beyond microseconds are dropped. Nil when the text is none.
  public init?(_ text: String) {
    var reader = TimestampReader(text)
    guard let time = reader.read() else { return nil }
    self = time
  }

  /// Whether one time is before another.
  public static func < (left: UTCTime, right: UTCTime) -> Bool {
    (left.seconds, left.microseconds) < (right.seconds, right.microseconds)
  }

  /// The time `duration` before this one; fractions of a second are dropped from `duration`.
  public func before(_ duration: Duration) -> UTCTime {
    let (seconds, overflow) = seconds.subtractingReportingOverflow(Int(clamping: duration.components.seconds))
    return UTCTime(seconds: overflow ? .min : seconds, microseconds: microseconds)
  }

  /// The time from `earlier` to this one, to the microsecond; negative when this one is earlier.
  public func since(_ earlier: UTCTime) -> Duration {
    let (seconds, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
    return .seconds(overflow ? .max / 2 : seconds) + .microseconds(microseconds - earlier.microseconds)
  }
}

/// Reads `2026-11-21T00:13:54.000001Z`.
private struct TimestampReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func read() -> UTCTime? {
    guard let year = number(4), take("-"), let month = number(2), (1...12).contains(month), take("-"), let day = number(2) else {
      return nil
    }
    guard day >= 1, day <= CivilTime.days(inMonth: month, of: year), take("T") || take("t") || take(" ") else { return nil }
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60, take(":"), let second = number(2), second < 61
    else { return nil }
    let microseconds = fraction()
    guard let microseconds, let offset = offset(), position == bytes.count else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    return UTCTime(seconds: days * 86_400 + hour * 3600 + minute * 60 + second - offset, microseconds: microseconds)
  }

  private mutating func take(_ character: Character) -> Bool {
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func number(_ digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard position < bytes.count, (0x30...0x39).contains(bytes[position]) else { return nil }
      value = value * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    return value
  }

  private mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    var (value, digits) = (0, 0)
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      if digits < 6 { value = value * 10 + Int(bytes[position] - 0x30) }
      digits += 1
      position += 1
    }
    guard digits > 0 else { return nil }
    for _ in min(digits, 6)..<6 { value *= 10 }
    return value
  }

  /// Seconds east of UTC.
  private mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
