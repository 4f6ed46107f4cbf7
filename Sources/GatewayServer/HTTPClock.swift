#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The wall clock of one event loop, with its texts made at most once a second.
final class HTTPClock {
  private var second = -1
  private var dateField: [UInt8] = []
  private var timestampSecond: [UInt8] = []

  /// Seconds and microseconds since 1970.
  var now: (seconds: Int, microseconds: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (Int(time.tv_sec), Int(time.tv_nsec) / 1000)
  }

  /// `date: Sat, 21 Nov 2026 00:13:54 GMT` and its line end.
  var dateLine: [UInt8] {
    refresh(now.seconds)
    return dateField
  }

  /// Appends a UTC time, as `2026-11-21T00:13:54.000001Z`.
  func appendTimestamp(_ time: (seconds: Int, microseconds: Int), to bytes: inout [UInt8]) {
    refresh(time.seconds)
    bytes += timestampSecond
    var divisor = 100_000
    while divisor > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + time.microseconds / divisor % 10))
      divisor /= 10
    }
    bytes.append(0x5a)
  }

  private func refresh(_ seconds: Int) {
    guard seconds != second else { return }
    second = seconds
    let time = CivilTime(seconds: seconds)
    dateField = Array("date: \(time.httpDate)\r\n".utf8)
    timestampSecond = Array("\(time.timestamp).".utf8)
  }
}

/// The wall clock for everything that is not on a request's way.
public enum WallClock {
  /// The UTC time now, as `2026-11-21T00:13:54.000001Z`.
  public static var timestamp: String {
    var bytes: [UInt8] = []
    let clock = HTTPClock()
    clock.appendTimestamp(clock.now, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A UTC date and time of day.
struct CivilTime {
  let year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, weekday: Int

  /// The date of `seconds` since 1970 (days-from-civil, reversed, in the proleptic Gregorian calendar).
  init(seconds: Int) {
    let days = Int((Double(seconds) / 86400).rounded(.down))
    let time = seconds - days * 86400
    hour = time / 3600
    minute = time / 60 % 60
    second = time % 60
    weekday = ((days + 4) % 7 + 7) % 7
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// `Sat, 21 Nov 2026 00:13:54 GMT` (RFC 9110, section 5.6.7).
  var httpDate: String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(days[weekday]), \(Self.pad(day)) \(months[month - 1]) \(Self.pad(year, 4)) \(timeOfDay) GMT"
  }

  /// `2026-11-21T00:13:54` (RFC 3339, without fraction and zone).
  var timestamp: String { "\(Self.pad(year, 4))-\(Self.pad(month))-\(Self.pad(day))T\(timeOfDay)" }

  private var timeOfDay: String { "\(Self.pad(hour)):\(Self.pad(minute)):\(Self.pad(second))" }
}
