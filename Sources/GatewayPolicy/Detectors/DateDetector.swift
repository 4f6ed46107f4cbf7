/// Dates in the usual written forms, and ages.
struct DateDetector: Detector {
  var entities: [Entity] { [.date, .age] }
  var starts: StartSet {
    StartSet(.word, first: ByteSet("0123456789JFMASONDETW"), second: ByteSet("0123456789-/. aeupcogvinrthAEUPCOGVINRTH"))
  }
  var lookahead: Int { 40 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if ByteClass.isDigit(probe[0]) {
      let before = probe.previous
      if before == 0x2d || before == 0x2f || before == 0x2e || before == 0x2c || before == 0x24,
        ByteClass.isAlphanumeric(probe[-2]) || before == 0x24
      {
        return
      }
      if numeric(&probe, &matches) { return }
      dayAndMonth(&probe, &matches)
      age(&probe, &matches)
    } else if ByteClass.isUpper(probe[0]) {
      monthFirst(&probe, &matches)
      weekday(&probe, &matches)
    }
  }

  /// ISO, and day, month and year with one separator.
  private func numeric(_ probe: inout Probe, _ matches: inout [SpanMatch]) -> Bool {
    let first = probe.run(from: 0, limit: 5, where: ByteClass.isDigit)
    let separator = probe[first]
    guard 1...4 ~= first, first != 3, separator == 0x2d || separator == 0x2f || separator == 0x2e else { return false }
    let second = probe.run(from: first &+ 1, limit: 3, where: ByteClass.isDigit)
    guard 1...2 ~= second else { return monthInTheMiddle(&probe, first, separator, &matches) }
    let place = first &+ 1 &+ second
    guard probe[place] == separator else { return false }
    let third = probe.run(from: place &+ 1, limit: 5, where: ByteClass.isDigit)
    let end = place &+ 1 &+ third
    guard third == 2 || third == 4 || first == 4 && third == 1 else { return false }
    let values = [value(&probe, 0..<first), value(&probe, (first &+ 1)..<place), value(&probe, (place &+ 1)..<end)]
    let isDate =
      first == 4
      ? 1000...2999 ~= values[0] && 1...12 ~= values[1] && 1...31 ~= values[2]
      : (1...12 ~= values[0] && 1...31 ~= values[1] || 1...31 ~= values[0] && 1...12 ~= values[1])
        && (third == 2 || 1000...2999 ~= values[2])
    guard isDate, !(probe[end] == separator && ByteClass.isDigit(probe[end &+ 1])) else { return false }
    guard !ByteClass.isWord(probe[end]) || probe[end] == 0x54 || probe[end] == 0x74 else { return false }
    let isVersionLike = separator == 0x2e && third == 2 && first <= 2 && first == 1
    matches.append(SpanMatch(.date, length: end &+ timeLength(&probe, end), score: isVersionLike ? 50 : third == 2 ? 70 : 85))
    return true
  }

  /// 12-Mar-2021, 12/March/2021
  private func monthInTheMiddle(_ probe: inout Probe, _ first: Int, _ separator: UInt8, _ matches: inout [SpanMatch]) -> Bool {
    guard first <= 2, let month = Months.length(&probe, at: first &+ 1), probe[first &+ 1 &+ month] == separator else { return false }
    let start = first &+ month &+ 2
    let year = probe.run(from: start, limit: 5, where: ByteClass.isDigit)
    guard year == 4 || year == 2, !ByteClass.isWord(probe[start &+ year]) else { return false }
    matches.append(SpanMatch(.date, length: start &+ year, score: 90))
    return true
  }

  /// `T12:30:00Z`, ` 12:30:00`
  private func timeLength(_ probe: inout Probe, _ end: Int) -> Int {
    guard probe[end] == 0x54 || probe[end] == 0x74 || probe[end] == 0x20, ByteClass.isDigit(probe[end &+ 1]) else { return 0 }
    var offset = end &+ 1
    let hours = probe.run(from: offset, limit: 3, where: ByteClass.isDigit)
    guard 1...2 ~= hours, probe[offset &+ hours] == 0x3a, ByteClass.isDigit(probe[offset &+ hours &+ 1]),
      ByteClass.isDigit(probe[offset &+ hours &+ 2])
    else { return 0 }
    offset &+= hours &+ 3
    if probe[offset] == 0x3a, ByteClass.isDigit(probe[offset &+ 1]), ByteClass.isDigit(probe[offset &+ 2]) { offset &+= 3 }
    if probe[offset] | 0x20 == 0x7a, !ByteClass.isWord(probe[offset &+ 1]) { offset &+= 1 }
    return offset &- end
  }

  /// `5 March 2021`, `5th of March`, `5. Mai 1990`, `5 de mayo de 1990`
  private func dayAndMonth(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let digits = probe.run(from: 0, limit: 3, where: ByteClass.isDigit)
    guard 1...2 ~= digits, 1...31 ~= value(&probe, 0..<digits) else { return }
    var offset = digits &+ ordinal(&probe, digits)
    guard probe[offset] == 0x20 else { return }
    offset &+= 1
    if probe.hasPrefix("of ", at: offset) || probe.hasPrefix("de ", at: offset) { offset &+= 3 }
    guard let month = Months.length(&probe, at: offset), !ByteClass.isLetter(probe[offset &+ month]) else { return }
    offset &+= month
    matches.append(SpanMatch(.date, length: offset &+ yearLength(&probe, offset), score: 85))
  }

  /// `March 5, 2021`, `March 5th`, `March 2021`
  private func monthFirst(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard let month = Months.length(&probe, at: 0), probe[month] == 0x20 || probe[month] == 0x2e || probe[month] == 0x2c else { return }
    var offset = month
    if probe[offset] != 0x20 { offset &+= 1 }
    guard probe[offset] == 0x20 else { return }
    offset &+= 1
    let digits = probe.run(from: offset, limit: 5, where: ByteClass.isDigit)
    if digits == 4, 1000...2999 ~= value(&probe, offset..<(offset &+ 4)), !ByteClass.isWord(probe[offset &+ 4]) {
      matches.append(SpanMatch(.date, length: offset &+ 4, score: 80))
    } else if 1...2 ~= digits, 1...31 ~= value(&probe, offset..<(offset &+ digits)) {
      offset &+= digits
      offset &+= ordinal(&probe, offset)
      guard !ByteClass.isWord(probe[offset]) else { return }
      matches.append(SpanMatch(.date, length: offset &+ yearLength(&probe, offset), score: 80))
    }
  }

  private func ordinal(_ probe: inout Probe, _ offset: Int) -> Int {
    if probe[offset] == 0x2e, probe[offset &+ 1] == 0x20 { return 1 }
    for suffix in ["st", "nd", "rd", "th", "er"] as [StaticString] where probe.hasPrefix(suffix, at: offset) { return 2 }
    return 0
  }

  /// `, 2021`, ` 2021`, ` de 2021`
  private func yearLength(_ probe: inout Probe, _ end: Int) -> Int {
    var offset = end
    if probe[offset] == 0x2c || probe[offset] == 0x2e { offset &+= 1 }
    guard probe[offset] == 0x20 else { return 0 }
    offset &+= 1
    if probe.hasPrefix("de ", at: offset) { offset &+= 3 }
    let digits = probe.run(from: offset, limit: 5, where: ByteClass.isDigit)
    guard digits == 4, 1000...2999 ~= value(&probe, offset..<(offset &+ 4)), !ByteClass.isWord(probe[offset &+ 4]) else { return 0 }
    return offset &+ 4 &- end
  }

  private static let weekdays: [StaticString] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// `Tuesday`, `Tuesday morning`
  private func weekday(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    for name in Self.weekdays where probe.hasPrefix(name) {
      var end = name.utf8CodeUnitCount
      guard !ByteClass.isWord(probe[end]), probe[end] != 0x27 else { return }
      for part in [" morning", " afternoon", " evening", " night"] as [StaticString] where probe.hasPrefix(part, at: end) {
        end &+= part.utf8CodeUnitCount
        break
      }
      matches.append(SpanMatch(.date, length: end, score: 62))
      return
    }
  }

  private static let ageWords = WordSet(["age", "aged", "ages", "alter", "edad"])
  private static let ageLabels = LabelTable<Bool>([
    ("turned", true), ("turn", true), ("turning", true), ("he was", true), ("she was", true), ("aged", true), ("i was", true),
  ])

  /// `47 years old`, `47-year-old`, `age: 47`
  private func age(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let digits = probe.run(from: 0, limit: 4, where: ByteClass.isDigit)
    guard 1...3 ~= digits, value(&probe, 0..<digits) <= 120 else { return }
    let offset = digits &+ 1
    if probe[digits] == 0x20 || probe[digits] == 0x2d, probe.hasPrefix("year", at: offset) {
      var end = offset &+ 4
      if probe[end] == 0x73 { end &+= 1 }
      guard probe[end] == 0x20 || probe[end] == 0x2d, probe.hasPrefix("old", at: end &+ 1) else { return }
      matches.append(SpanMatch(.age, length: end &+ 4, score: 85))
    } else if probe[digits] == 0x20, let unit = ageUnit(&probe, offset) {
      matches.append(SpanMatch(.age, length: offset &+ unit, score: 80))
    } else if digits == 2, ".,!?;)".utf8.contains(probe[digits]) || probe[digits] == 0, !ByteClass.isWord(probe[offset]),
      Lookback(&probe, limit: 24).label(in: Self.ageLabels) != nil
    {
      matches.append(SpanMatch(.age, length: digits, score: 70))
    } else if !ByteClass.isWord(probe[digits]), probe[digits] != 0x2f, Lookback(&probe, limit: 14).mentions(Self.ageWords, within: 14) {
      matches.append(SpanMatch(.age, length: digits, score: 70))
    }
  }

  /// The length of `y/o`, `yo`, `yrs old`.
  private func ageUnit(_ probe: inout Probe, _ offset: Int) -> Int? {
    for unit in ["y/o", "yrs old", "yo"] as [StaticString] where probe.hasPrefix(unit, at: offset) {
      return ByteClass.isWord(probe[offset &+ unit.utf8CodeUnitCount]) ? nil : unit.utf8CodeUnitCount
    }
    return nil
  }

  private func value(_ probe: inout Probe, _ range: Range<Int>) -> Int {
    var result = 0
    for offset in range { result = result &* 10 &+ Int(probe[offset] &- 0x30) }
    return result
  }
}

/// Names of months in English, German, French and Spanish, with the usual short forms. Accents are folded.
enum Months {
  private static let names: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "januar",
    "februar", "marz",
    "mai", "juni", "juli", "oktober", "dezember", "janvier", "fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre",
    "decembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "okt", "dez",
  ].map { Array($0.utf8) }.sorted { $0.count > $1.count }

  /// The length of the month's name at an offset.
  static func length(_ probe: inout Probe, at offset: Int) -> Int? {
    let length = probe.run(from: offset, limit: 11, where: ByteClass.isLetter)
    guard 3...10 ~= length else { return nil }
    let word = probe.bytes(offset..<(offset &+ length)).map(ByteClass.lowered)
    return names.contains(word) ? length : nil
  }
}
