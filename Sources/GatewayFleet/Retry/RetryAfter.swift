/// Reads `Retry-After` (RFC 9110, 10.2.3): a number of seconds, or a date in one of the three forms of HTTP.
public enum RetryAfter {
  /// The pause that a field value asks for; a date that is past is no pause. Nil for what is neither. Numbers beyond 31 years are that many.
  /// - Parameter unixTime: the time now, in seconds since 1970, UTC.
  public static func parse(_ value: String, unixTime: Int) -> Duration? {
    let text = Array(value.utf8.drop { $0 == 0x20 || $0 == 0x09 })
    let trimmed = text.prefix(64).reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed()
    let bytes = Array(trimmed)
    guard text.count <= 64, !bytes.isEmpty else { return nil }
    if bytes.allSatisfy({ $0 &- 0x30 <= 9 }) {
      var seconds = 0
      for byte in bytes { seconds = min(seconds * 10 + Int(byte &- 0x30), 1_000_000_000) }
      return .seconds(seconds)
    }
    guard let time = HTTPDate.parse(bytes, unixTime: unixTime) else { return nil }
    return .seconds(min(max(0, time - unixTime), 1_000_000_000))
  }
}

/// The dates of HTTP (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Seconds since 1970; nil for what is no date. The day of the week is not compared with the date.
  static func parse(_ bytes: [UInt8], unixTime: Int) -> Int? {
    let words = bytes.split { $0 == 0x20 || $0 == 0x2c || $0 == 0x2d }.map { String(decoding: $0, as: UTF8.self) }
    switch words.count {
    // Sun, 06 Nov 1994 08:49:37 GMT
    case 6 where words[5] == "GMT" && words[3].utf8.count == 4:
      return seconds(year: Int(words[3]), month: words[2], day: Int(words[1]), time: words[4])
    // Sunday, 06-Nov-94 08:49:37 GMT: a year that seems more than 50 years ahead was in the last century.
    case 6 where words[5] == "GMT" && words[3].utf8.count == 2:
      guard let short = Int(words[3]), short >= 0 else { return nil }
      let thisYear = 1970 + unixTime / 31_556_952
      let year = thisYear / 100 * 100 + short
      return seconds(year: year > thisYear + 50 ? year - 100 : year, month: words[2], day: Int(words[1]), time: words[4])
    // Sun Nov  6 08:49:37 1994
    case 5: return seconds(year: Int(words[4]), month: words[1], day: Int(words[2]), time: words[3])
    default: return nil
    }
  }

  private static func seconds(year: Int?, month: String, day: Int?, time: String) -> Int? {
    guard let year, let day, let month = months.firstIndex(of: month), (1970...9999).contains(year), (1...31).contains(day) else {
      return nil
    }
    let parts = time.utf8.split(separator: 0x3a, omittingEmptySubsequences: false).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2] else { return nil }
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
    // Days since 1 March of the year 0, with the leap day at the year's end.
    let shifted = month < 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return days * 86_400 + hour * 3600 + minute * 60 + second
  }
}
