/// Dates in the usual forms: numbers with separators, names of months, a time behind; years and days of the week where they stand for a date.
///
/// One detector for numbers and one for each first letter of a name, so that few words are asked about.
struct DateDetector: Detector {
  private let first: UInt8

  /// The first letters of months and days of the week, and the second letters behind them. Names in other languages than English begin a date only with a capital: in
  /// small letters they stand behind the day.
  private static let letters: [(UInt8, String)] = [
    (0x6a, "au"), (0x66, "er"), (0x6d, "ao"), (0x61, "pu"), (0x73, "eau"), (0x6f, "c"), (0x6e, "o"), (0x64, "e"), (0x74, "uh"), (0x77, "e"),
    (0x4a, "aueAUE"), (0x46, "erER"), (0x4d, "aoieAOIE"), (0x41, "puvbgoPUVBGO"), (0x53, "eauoEAUO"), (0x4f, "ckutCKUT"), (0x4e, "oO"),
    (0x44, "eioEIO"), (0x54, "uhUH"), (0x57, "eE"), (0x45, "nN"), (0x4c, "uU"), (0x56, "eiEI"), (0x47, "eiEI"),
  ]

  static let all: [DateDetector] = [DateDetector(first: 0x30)] + letters.map { DateDetector(first: $0.0) }

  var entities: [Entity] { [.date] }
  var starts: StartSet {
    guard let pair = Self.letters.first(where: { $0.0 == first }) else {
      return StartSet(
        .word, first: .digits, second: ByteSet { ByteClass.isAlphanumeric($0) || $0 == 0x20 || (0x2d...0x2f).contains($0) || $0 == 0x3a })
    }
    return StartSet(.word, first: ByteSet(first), second: ByteSet(pair.1), shapes: MonthNames.shapes(beginningWith: first))
  }
  var lookahead: Int { 80 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if ByteClass.isDigit(first) {
      if !probe.isInsideNumber() { detectNumber(&probe, &matches) }
    } else {
      detectName(&probe, &matches)
    }
  }

  private func detectNumber(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let first = probe.number(at: 0, limit: 9)
    let separator = probe[first.count]
    switch first.count {
    case 1, 2:
      if let end = WrittenDate.dayFirst(&probe, first.value, first.count) { return emit(&probe, end, 88, &matches) }
      guard separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") || separator == UInt8(ascii: ".") else { return }
      if let date = NumericDate.yearLast(&probe, first, separator) { emit(&probe, date.end, date.score, &matches) }
    case 4:
      if let end = NumericDate.withUnits(&probe, first) { return emit(&probe, end, 90, &matches) }
      if let date = NumericDate.yearFirst(&probe, first, separator) { return emit(&probe, date.end, date.score, &matches) }
      NumericDate.matchYear(&probe, first.value, &matches)
    case 8:
      guard probe.endsWord(8), NumericDate.isCompact(first.value) else { return }
      let context = probe.context()
      if context.label.contains(.birth) || context.label.contains(.date) || context.all.contains(.birth) { emit(&probe, 8, 80, &matches) }
    default: break
    }
  }

  private func emit(_ probe: inout Probe, _ end: Int, _ score: Int, _ matches: inout [SpanMatch]) {
    let isBirth = score < 95 && score >= 45 && probe.context().all.contains(.birth)
    matches.append(SpanMatch(.date, length: ClockTime.end(&probe, end), score: isBirth ? 96 : score))
  }

  private func detectName(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard let name = MonthNames.named(&probe, at: 0) else { return }
    if let month = MonthNames.month(name), let date = WrittenDate.monthFirst(month, &probe) {
      // Wherever a month is a word too ("may 3"), small letters are no sure sign.
      return emit(&probe, date.end, date.score, &matches)
    }
    guard let day = MonthNames.day(name) else { return }
    if let end = WrittenDate.behindDay(&probe, day) { return emit(&probe, end, 90, &matches) }
    let isEnglish = ByteClass.lowered(probe[day &- 1]) == UInt8(ascii: "y")
    matches.append(SpanMatch(.date, length: day, score: isEnglish ? 60 : ByteClass.isUpper(probe[0]) ? 50 : 40))
  }
}
