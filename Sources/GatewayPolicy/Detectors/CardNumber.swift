/// Payment cards: the ranges of the networks, their lengths, Luhn's check, the usual groupings.
enum CardNumber {
  static func match(_ run: DigitRun, _ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    if context.label.contains(.cvv), let group = run.groups.first, group.count == 3 || group.count == 4, run.mayEnd(1, &probe) {
      matches.append(SpanMatch(.cardVerification, length: group.end, score: 90))
    }
    if isTail(run, &probe) { return }
    var count = run.groups.count
    while count > 0 {
      let digits = run.digits(ofGroups: count)
      if digits.count < 12 { return }
      if digits.count <= 19, isGrouped(run, count), isCard(digits) || isNamed(digits, context), run.mayEnd(count, &probe) {
        matches.append(SpanMatch(.creditCard, length: run.groups[count &- 1].end, score: score(digits, run, context)))
        return
      }
      count &-= 1
    }
  }

  /// Short numbers of one group are less sure: one in ten of the right beginning passes the check.
  private static func score(_ digits: Digits, _ run: DigitRun, _ context: Context) -> Int {
    if context.all.contains(.card) { return isIssued(digits) ? 100 : 80 }
    return digits.count >= 15 || run.groups.count > 1 ? 96 : 75
  }

  /// Whether digits have the length and beginning of a network's cards, and the check holds.
  static func isCard(_ digits: Digits) -> Bool {
    guard let first = digits.first, digits.contains(where: { $0 != first }) else { return false }
    return isIssued(digits) && Checksums.luhn(digits)
  }

  /// Whether what the context calls a card passes the check: ranges are added and sold faster than lists are.
  private static func isNamed(_ digits: Digits, _ context: Context) -> Bool {
    context.all.contains(.card) && digits.contains { $0 != digits[0] } && Checksums.luhn(digits)
  }

  /// Whether the first four digits may be those of a card of 15 or 16 digits.
  static func mayBegin(_ four: Int) -> Bool { 3000...6999 ~= four || 2200...2204 ~= four || 2221...2720 ~= four || 8100...8299 ~= four }

  private static func isIssued(_ digits: Digits) -> Bool {
    let prefix = digits.prefix(6).reduce(0) { $0 &* 10 &+ Int($1) }
    let (two, three, four) = (prefix / 10000, prefix / 1000, prefix / 100)
    switch digits.count {
    case 12: return isMaestro(two, three, four)
    case 13: return two / 10 == 4 || isMaestro(two, three, four)
    case 14: return 300...305 ~= three || three == 309 || two == 36 || 38...39 ~= two || isMaestro(two, three, four)
    case 15: return two == 34 || two == 37 || four == 2131 || four == 1800 || isMaestro(two, three, four)
    case 16:
      return two / 10 == 4 || 51...55 ~= two || 2221...2720 ~= four || 2200...2204 ~= four || two == 35
        || isDiscover(two, three, four)
        || isUnionPay(two) || 300...305 ~= three || 36...39 ~= two || 637...639 ~= three || four == 9792 || isMaestro(two, three, four)
    default:
      return two / 10 == 4 && digits.count == 19 || 3528...3589 ~= four || isDiscover(two, three, four) || isUnionPay(two)
        || isMaestro(two, three, four) || 36...39 ~= two || 2200...2204 ~= four
    }
  }

  private static func isDiscover(_ two: Int, _ three: Int, _ four: Int) -> Bool { four == 6011 || 644...649 ~= three || two == 65 }

  private static func isUnionPay(_ two: Int) -> Bool { two == 62 || 81...82 ~= two || two == 60 }

  private static func isMaestro(_ two: Int, _ three: Int, _ four: Int) -> Bool {
    two == 50 || 56...58 ~= two || two == 67 || three == 639 || four == 6304 || 6759...6763 ~= four
  }

  /// One group; groups of one length with a shorter last one; 4-6-5, 4-6-4, 4-4-5 and 6-13; one separator throughout. Fours may be joined and separated in any way.
  private static func isGrouped(_ run: DigitRun, _ count: Int) -> Bool {
    guard count > 1 else { return true }
    if count == 4, run.hasShape(0x4444) { return true }
    if count == 3, run.hasShape(0x484) || run.hasShape(0x844) || run.hasShape(0x448) { return true }
    guard let separator = run.separator(ofGroups: count) else { return false }
    switch separator {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "m"): break
    default: return false
    }
    if count == 3, run.hasShape(0x465) || run.hasShape(0x464) || run.hasShape(0x445) { return true }
    if count == 2, run.hasShape(0x6d) || run.hasShape(0x4c) { return true }
    let size = run.groups[0].count
    return (size <= 5 || size == 8) && run.groups[count &- 1].count <= size && run.alike >= count &- 1
  }

  /// Whether the start is the third or a later group of a number grouped by blanks. One group in front may be a year, or a number of its own; and what stands in front may be a whole card.
  private static func isTail(_ run: DigitRun, _ probe: inout Probe) -> Bool {
    guard let size = run.groups.first?.count, size <= 8, run.groups.count > 1 else { return false }
    var groups = 0
    while groups < 5, isGroup(groups &+ 1, size, &probe) { groups &+= 1 }
    guard groups > 1 else { return false }
    for count in 2...groups where 13...19 ~= count &* size {
      if isCard(digits(ofGroupsInFront: count, size, &probe)) { return false }
    }
    return true
  }

  /// Where the group with a number begins, counted from the start backwards, when all have a size and a blank behind them.
  private static func offset(_ number: Int, _ size: Int) -> Int { -number &* (size &+ 1) }

  private static func isGroup(_ number: Int, _ size: Int, _ probe: inout Probe) -> Bool {
    let first = offset(number, size)
    for index in first..<first &+ size where !probe.isDigit(index) { return false }
    return probe[first &+ size] == UInt8(ascii: " ") && !probe.isDigit(first &- 1)
  }

  private static func digits(ofGroupsInFront count: Int, _ size: Int, _ probe: inout Probe) -> Digits {
    var digits = Digits(filler: 0)
    for number in (1...count).reversed() {
      let first = offset(number, size)
      for index in first..<first &+ size { digits.append(probe[index] &- 0x30) }
    }
    return digits
  }
}
