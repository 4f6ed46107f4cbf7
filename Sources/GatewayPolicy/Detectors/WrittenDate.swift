/// Dates with the name of a month.
enum WrittenDate {
  /// `3 March 2021`, `3rd of March`, `3. März 2021`, `3 de marzo de 2021`, `1er mars`, `12-Mar-2021`, from behind the day's digits on.
  static func dayFirst(_ probe: inout Probe, _ day: Int, _ digits: Int) -> Int? {
    guard 1...31 ~= day else { return nil }
    var offset = digits &+ ordinal(&probe, digits)
    let separator = probe[offset]
    if separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".") || MonthNames.isLetter(separator)
    {
      let start = MonthNames.isLetter(separator) ? offset : offset &+ 1
      guard MonthNames.isLetter(probe[start]), let month = MonthNames.monthBehindDay(&probe, at: start) else { return nil }
      let end = start &+ month.length
      if start == offset || probe[end] == separator, let year = year(&probe, start == offset ? end : end &+ 1, short: true) { return year }
      return nil
    }
    guard separator == UInt8(ascii: " ") else { return nil }
    offset &+= 1
    if probe[offset] | 0x20 == UInt8(ascii: "o"), probe.has("of ", at: offset) { offset &+= 3 }
    if probe[offset] | 0x20 == UInt8(ascii: "d") {
      if probe.has("de ", at: offset) || probe.has("di ", at: offset) { offset &+= 3 }
      if probe.has("d'", at: offset) { offset &+= 2 }
    }
    guard MonthNames.isLetter(probe[offset]), let month = MonthNames.monthBehindDay(&probe, at: offset) else { return nil }
    let end = offset &+ month.length
    if let full = yearBehind(&probe, end) { return full }
    // "20 may be": a word in small letters is a month only with a year, or behind "of".
    if month.isWord, ByteClass.isLower(probe[offset]), offset &- digits < 3 { return nil }
    return probe.endsWord(end) ? end : nil
  }

  /// `March 3`, `March 3rd, 2021`, `March 2021`, `Mar. 3 2021`, from the month on, which stands at the start.
  static func monthFirst(_ month: MonthNames.Name, _ probe: inout Probe) -> (end: Int, score: Int)? {
    var offset = month.length
    if probe[offset] == UInt8(ascii: ".") { offset &+= 1 }
    let isHyphenated = probe[offset] == UInt8(ascii: "-")
    guard probe[offset] == UInt8(ascii: " ") || probe[offset] == UInt8(ascii: ",") || isHyphenated || probe[offset] == UInt8(ascii: "/")
    else { return nil }
    let isLower = ByteClass.isLower(probe[0])
    if let year = yearBehind(&probe, offset, orQuoted: true) { return (year, month.isWord && isLower ? 75 : 85) }
    offset &+= 1
    if probe[offset &- 1] == UInt8(ascii: ","), probe[offset] == UInt8(ascii: " ") { offset &+= 1 }
    if probe[offset] | 0x20 == UInt8(ascii: "t"), probe.has("the ", at: offset) { offset &+= 4 }
    let day = probe.number(at: offset, limit: 3)
    guard 1...2 ~= day.count, 1...31 ~= day.value else { return nil }
    var end = offset &+ day.count
    end &+= ordinal(&probe, end, dot: false)
    end = rangeEnd(&probe, end)
    guard probe.endsWord(end), probe[end] != UInt8(ascii: ":") || !probe.isDigit(end &+ 1), probe[end] != UInt8(ascii: "%") else {
      return nil
    }
    if isHyphenated, probe[end] == UInt8(ascii: "-"), let year = year(&probe, end &+ 1, short: true) { return (year, 85) }
    if let year = yearBehind(&probe, end, orQuoted: true) { return (year, 90) }
    guard probe[end] != UInt8(ascii: ".") && probe[end] != UInt8(ascii: ",") || !probe.isDigit(end &+ 1) else { return nil }
    return (end, isLower ? (month.isWord ? 45 : 62) : 75)
  }

  /// A date behind a day of the week: `Tuesday, March 3`, `Friday 3 March`, `Friday the 13th`.
  static func behindDay(_ probe: inout Probe, _ day: Int) -> Int? {
    var offset = day
    if probe[offset] == UInt8(ascii: ",") || probe[offset] == UInt8(ascii: ".") { offset &+= 1 }
    guard probe[offset] == UInt8(ascii: " ") else { return nil }
    offset &+= 1
    if probe[offset] | 0x20 == UInt8(ascii: "t"), probe.has("the ", at: offset) { offset &+= 4 }
    if probe[offset] | 0x20 == UInt8(ascii: "d"), probe.has("der ", at: offset) || probe.has("den ", at: offset) { offset &+= 4 }
    if ByteClass.isLetter(probe[offset]) {
      guard let month = MonthNames.month(&probe, at: offset) else { return nil }
      let start = offset &+ month.length &+ 1
      guard probe[start &- 1] == UInt8(ascii: " ") else { return nil }
      let number = probe.number(at: start, limit: 3)
      guard 1...2 ~= number.count, 1...31 ~= number.value else { return nil }
      var end = start &+ number.count
      end &+= ordinal(&probe, end, dot: false)
      guard probe.endsWord(end) else { return nil }
      return yearBehind(&probe, end, orQuoted: true) ?? end
    }
    let number = probe.number(at: offset, limit: 3)
    guard 1...2 ~= number.count, 1...31 ~= number.value else { return nil }
    let digits = offset &+ number.count
    var start = digits &+ ordinal(&probe, digits)
    guard probe[start] == UInt8(ascii: " ") else { return start > digits &+ 1 && probe.endsWord(start) ? start : nil }
    let end = start
    start &+= 1
    if probe[start] | 0x20 == UInt8(ascii: "o"), probe.has("of ", at: start) { start &+= 3 }
    if probe[start] | 0x20 == UInt8(ascii: "d"), probe.has("de ", at: start) { start &+= 3 }
    guard ByteClass.isLetter(probe[start]), let month = MonthNames.month(&probe, at: start) else { return end > digits &+ 1 ? end : nil }
    return yearBehind(&probe, start &+ month.length) ?? start &+ month.length
  }

  /// The length of `st`, `nd`, `rd`, `th`, `er`, of `º` and `ª`, of the `e`, `:e` and `-го` of other languages, or of a dot.
  static func ordinal(_ probe: inout Probe, _ offset: Int, dot: Bool = true) -> Int {
    switch ByteClass.lowered(probe[offset]) {
    case UInt8(ascii: "."): return dot && probe[offset &+ 1] == UInt8(ascii: " ") ? 1 : 0
    case UInt8(ascii: "s"): return ByteClass.lowered(probe[offset &+ 1]) == UInt8(ascii: "t") && probe.endsWord(offset &+ 2) ? 2 : 0
    case UInt8(ascii: "n"), UInt8(ascii: "r"):
      return ByteClass.lowered(probe[offset &+ 1]) == UInt8(ascii: "d") && probe.endsWord(offset &+ 2) ? 2 : 0
    case UInt8(ascii: "t"): return ByteClass.lowered(probe[offset &+ 1]) == UInt8(ascii: "h") && probe.endsWord(offset &+ 2) ? 2 : 0
    case UInt8(ascii: "e"):
      if probe[offset &+ 1] == UInt8(ascii: " ") { return 1 }
      return ByteClass.lowered(probe[offset &+ 1]) == UInt8(ascii: "r") && probe.endsWord(offset &+ 2) ? 2 : 0
    case UInt8(ascii: "o"), UInt8(ascii: "a"): return probe[offset &+ 1] == UInt8(ascii: " ") ? 1 : 0
    case UInt8(ascii: ":"):
      return (probe[offset &+ 1] == UInt8(ascii: "e") || probe[offset &+ 1] == UInt8(ascii: "a")) && probe[offset &+ 2] == UInt8(ascii: " ")
        ? 2 : 0
    case UInt8(ascii: "-"):
      let length = probe.run(from: offset &+ 1, limit: 5) { MonthNames.isLetter($0) }
      return 2...4 ~= length && probe[offset &+ 1] >= 0x80 && probe[offset &+ 1 &+ length] == UInt8(ascii: " ") ? length &+ 1 : 0
    default: return 0
    }
  }

  /// The end of `-5` or `–5th` behind a day.
  private static func rangeEnd(_ probe: inout Probe, _ start: Int) -> Int {
    var offset = start
    if probe[offset] == UInt8(ascii: "-") {
      offset &+= 1
    } else if probe[offset] == 0xe2, probe[offset &+ 1] == 0x80 {
      offset &+= 3
    } else {
      return start
    }
    let day = probe.number(at: offset, limit: 3)
    guard 1...2 ~= day.count, 1...31 ~= day.value else { return start }
    let end = offset &+ day.count
    return end &+ ordinal(&probe, end, dot: false)
  }

  /// The end of a year behind a separator: ` 2021`, `, 2021`, ` de 2021`, ` '21`.
  private static func yearBehind(_ probe: inout Probe, _ start: Int, orQuoted: Bool = false) -> Int? {
    var offset = start
    if probe[offset] == UInt8(ascii: ".") { offset &+= 1 }
    if probe[offset] == UInt8(ascii: ",") { offset &+= 1 }
    if probe[offset] == UInt8(ascii: " ") || probe[offset] == UInt8(ascii: "-") || probe[offset] == UInt8(ascii: "/") { offset &+= 1 }
    guard offset > start else { return nil }
    if probe[offset] | 0x20 == UInt8(ascii: "d"), probe.has("de", at: offset) {
      offset &+= probe.has("del ", at: offset) ? 4 : 3
      guard probe[offset &- 1] == UInt8(ascii: " ") else { return nil }
    } else if probe[offset] | 0x20 == UInt8(ascii: "o"), probe.has("of ", at: offset) {
      offset &+= 3
    }
    if orQuoted, probe[offset] == UInt8(ascii: "'"), probe.isDigit(offset &+ 1), probe.isDigit(offset &+ 2), probe.endsWord(offset &+ 3) {
      return offset &+ 3
    }
    return year(&probe, offset, short: false)
  }

  /// The end of a year at an offset.
  private static func year(_ probe: inout Probe, _ offset: Int, short: Bool) -> Int? {
    let year = probe.number(at: offset, limit: 5)
    let end = offset &+ year.count
    guard probe.endsWord(end) || probe[end] | 0x20 == UInt8(ascii: "t") && probe.isDigit(end &+ 1) else { return nil }
    if year.count == 4, 1700...2199 ~= year.value { return end }
    return short && year.count == 2 ? end : nil
  }
}
