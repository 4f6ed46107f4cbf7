/// Dates in the usual forms: numbers with separators, names of months in four languages, a time behind; years and days of the week where they stand for a date.
struct DateDetector: Detector {
  var entities: [Entity] { [.date] }
  var starts: StartSet {
    StartSet(
      .word, first: ByteSet("0123456789JFMASONDEWTLVGjfmasondewtlvg"),
      second: ByteSet("0123456789aepuovcgknbhrialtAEPUOVCGKNBHRIALT-/. "))
  }
  var lookahead: Int { 80 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if ByteClass.isDigit(probe[0]) {
      if probe.isInsideNumber() { return }
      detectNumber(&probe, &matches)
    } else if mayBeName(&probe) {
      detectName(&probe, &matches)
    }
  }

  private func mayBeName(_ probe: inout Probe) -> Bool {
    // Three letters tell nearly every other word.
    let third = probe[1] == 0 ? 0 : probe[2] | 0x20
    switch (probe[0] | 0x20, probe[1] | 0x20) {
    case (0x6a, 0x61), (0x6a, 0x75), (0x66, 0x65), (0x6d, 0x61), (0x61, 0x70), (0x61, 0x75), (0x61, 0x76), (0x61, 0x62), (0x61, 0x67),
      (0x61, 0x6f),
      (0x73, 0x65), (0x6f, 0x63), (0x6f, 0x6b), (0x6f, 0x75), (0x6f, 0x74), (0x6e, 0x6f), (0x64, 0x65), (0x64, 0x69), (0x65, 0x6e),
      (0x6d, 0x6f),
      (0x74, 0x75), (0x77, 0x65), (0x66, 0x72), (0x73, 0x61), (0x73, 0x75), (0x6d, 0x69), (0x64, 0x6f), (0x73, 0x6f), (0x67, 0x65),
      (0x67, 0x69),
      (0x6c, 0x75), (0x6d, 0x65), (0x6a, 0x65), (0x76, 0x65), (0x76, 0x69), (0x6d, 0x61):
      return ByteClass.isLetter(third)
    case (0x74, 0x68): return third == 0x75
    default: return false
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
    if let date = WrittenDate.monthFirst(&probe) {
      // Wherever a month is a word too ("may 3"), small letters are no sure sign.
      return emit(&probe, date.end, date.score, &matches)
    }
    guard let day = MonthNames.day(&probe, at: 0) else { return }
    if let end = WrittenDate.behindDay(&probe, day) { return emit(&probe, end, 90, &matches) }
    let isEnglish = ByteClass.lowered(probe[day &- 1]) == UInt8(ascii: "y")
    matches.append(SpanMatch(.date, length: day, score: isEnglish ? 60 : ByteClass.isUpper(probe[0]) ? 50 : 40))
  }
}
