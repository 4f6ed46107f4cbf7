/// A UTC date and time of day.
public struct CivilTime: Sendable, Hashable {
  /// The year of the Gregorian calendar.
  public let year: Int
  /// The month, from 1.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int
  /// The hour, 0 to 23.
  public let hour: Int
  /// The minute.
  public let minute: Int
  /// The second; there are no leap seconds.
  public let second: Int
  /// The day of the week, Sunday is 0.
  public let weekday: Int

  /// The date of `seconds` since 1970 (days-from-civil, reversed, in the proleptic Gregorian calendar).
  public init(seconds: Int) {
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

  /// Days from 1970-01-01 to a date (days-from-civil).
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// How many days a month has.
  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// `Sat, 21 Nov 2026 00:13:54 GMT` (RFC 9110, section 5.6.7).
  public var httpDate: String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(days[weekday]), \(Self.pad(day)) \(months[month - 1]) \(Self.pad(year, 4)) \(timeOfDay) GMT"
  }

  /// `2026-11-21T00:13:54` (RFC 3339, without fraction and zone).
  public var timestamp: String { "\(Self.pad(year, 4))-\(Self.pad(month))-\(Self.pad(day))T\(timeOfDay)" }

  private var timeOfDay: String { "\(Self.pad(hour)):\(Self.pad(minute)):\(Self.pad(second))" }
}
