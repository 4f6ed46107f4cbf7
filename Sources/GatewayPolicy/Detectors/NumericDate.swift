/// Dates of numbers alone.
enum NumericDate {
  /// `2021-03-04`, `2021/3/4`, `2021.03.04`, and `2021-03`.
  static func yearFirst(_ probe: inout Probe, _ year: (value: Int, count: Int), _ separator: UInt8) -> (end: Int, score: Int)? {
    guard 1000...2199 ~= year.value, separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
    else { return nil }
    let month = probe.number(at: 5, limit: 3)
    guard 1...2 ~= month.count, 1...12 ~= month.value else { return nil }
    let end = 5 &+ month.count
    guard probe[end] == separator, probe.isDigit(end &+ 1) else {
      let isMonth = separator == UInt8(ascii: "-") && month.count == 2 && year.value > 1899 && ends(&probe, end)
      return isMonth ? (end, 55) : nil
    }
    let day = probe.number(at: end &+ 1, limit: 3)
    let last = end &+ 1 &+ day.count
    guard 1...2 ~= day.count, 1...31 ~= day.value, ends(&probe, last) || probe[last] | 0x20 == UInt8(ascii: "t") && probe.isDigit(last &+ 1)
    else { return nil }
    return (last, separator == UInt8(ascii: ".") ? 80 : 92)
  }

  /// `2021年3月5日`, `2021년 3월 5일`, and without the day, from behind the year's digits on.
  static func withUnits(_ probe: inout Probe, _ year: (value: Int, count: Int)) -> Int? {
    guard 1000...2199 ~= year.value, probe[year.count] >= 0xe5 else { return nil }
    for units in units where has(&probe, units.year, at: year.count) {
      let start = skipBlank(&probe, year.count &+ 3)
      let month = probe.number(at: start, limit: 3)
      guard 1...2 ~= month.count, 1...12 ~= month.value, has(&probe, units.month, at: start &+ month.count) else { continue }
      let end = start &+ month.count &+ 3
      let place = skipBlank(&probe, end)
      let day = probe.number(at: place, limit: 3)
      guard 1...2 ~= day.count, 1...31 ~= day.value, has(&probe, units.day, at: place &+ day.count) else { return end }
      return place &+ day.count &+ 3
    }
    return nil
  }

  /// The characters for year, month and day: three bytes each.
  private static let units = [("年", "月", "日"), ("년", "월", "일")].map {
    (year: Array($0.0.utf8), month: Array($0.1.utf8), day: Array($0.2.utf8))
  }

  private static func has(_ probe: inout Probe, _ unit: [UInt8], at offset: Int) -> Bool {
    for (place, byte) in unit.enumerated() where probe[offset &+ place] != byte { return false }
    return true
  }

  private static func skipBlank(_ probe: inout Probe, _ offset: Int) -> Int { probe[offset] == UInt8(ascii: " ") ? offset &+ 1 : offset }

  /// `3/4/2021`, `04.03.2021`, `4-3-21`: day and month in either order.
  static func yearLast(_ probe: inout Probe, _ first: (value: Int, count: Int), _ separator: UInt8) -> (end: Int, score: Int)? {
    let start = first.count &+ 1
    let second = probe.number(at: start, limit: 3)
    guard 1...2 ~= second.count, isDayAndMonth(first.value, second.value) else { return nil }
    let place = start &+ second.count
    guard probe[place] == separator, probe.isDigit(place &+ 1) else {
      // A day and a month without a year: only what the context makes one.
      return separator != UInt8(ascii: "-") && ends(&probe, place) && probe.context(labelOnly: true).label.contains(.birth)
        ? (place, 70) : nil
    }
    let year = probe.number(at: place &+ 1, limit: 5)
    let end = place &+ 1 &+ year.count
    guard ends(&probe, end) || probe[end] | 0x20 == UInt8(ascii: "t") && probe.isDigit(end &+ 1) else { return nil }
    if year.count == 4 { return 1000...2199 ~= year.value ? (end, 90) : nil }
    guard year.count == 2 else { return nil }
    if separator == UInt8(ascii: "/") { return (end, 75) }
    // 1.2.10 is a version more often than a date; 01.02.10 is a date.
    if first.count == 2, second.count == 2 { return (end, 65) }
    return (end, separator == UInt8(ascii: ".") ? 40 : 55)
  }

  private static func isDayAndMonth(_ one: Int, _ other: Int) -> Bool {
    1...12 ~= one && 1...31 ~= other || 1...31 ~= one && 1...12 ~= other
  }

  private static func ends(_ probe: inout Probe, _ end: Int) -> Bool {
    guard probe.endsWord(end) else { return false }
    switch probe[end] {
    case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."): return !probe.isDigit(end &+ 1)
    case UInt8(ascii: "%"), UInt8(ascii: "$"): return false
    default: return true
    }
  }

  /// Whether eight digits are year, month and day, or day, month and year.
  static func isCompact(_ value: Int) -> Bool {
    let (year, month, day) = (value / 10000, value / 100 % 100, value % 100)
    if 1900...2099 ~= year, 1...12 ~= month, 1...31 ~= day { return true }
    return 1900...2099 ~= value % 10000 && isDayAndMonth(value / 1_000_000, value / 10000 % 100)
  }

  /// A year, where the word in front says so: "in 1977", "since 2004".
  static func matchYear(_ probe: inout Probe, _ year: Int, _ matches: inout [SpanMatch]) {
    guard 1900...2099 ~= year, ends(&probe, 4), probe[4] != UInt8(ascii: ":"), probe[4] != UInt8(ascii: "'") else { return }
    guard probe.previous == UInt8(ascii: " ") || probe.previous == UInt8(ascii: "(") else { return }
    let label = probe.context(labelOnly: true).label
    guard label.contains(.year) || label.contains(.birth) || label.contains(.date) else { return }
    matches.append(SpanMatch(.date, length: 4, score: label.contains(.birth) ? 75 : 60))
  }
}
