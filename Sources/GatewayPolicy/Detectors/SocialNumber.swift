/// US social security numbers, and taxpayer numbers of the same form.
enum SocialNumber {
  static func match(_ run: DigitRun, _ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    let isGrouped = run.groups.count >= 3 && run.hasShape(0x324)
    let count = isGrouped ? 3 : 1
    let digits = run.digits(ofGroups: count)
    guard digits.count == 9, let separator = run.separator(ofGroups: count), run.mayEnd(count, &probe) else { return }
    guard digits.contains(where: { $0 != digits[0] }) else { return }
    let length = run.groups[count &- 1].end
    let isSocial = isSocialSecurity(digits)
    guard isSocial || isTaxpayer(digits) else { return }
    let isLabelled = context.all.contains(isSocial ? .ssn : .itin) || context.all.contains(.ssn)
    let score =
      switch separator {
      case UInt8(ascii: "-"): isLabelled ? 99 : 85
      case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "m"): isLabelled ? 95 : 60
      default: isLabelled ? 90 : 20
      }
    if score >= 50 { matches.append(SpanMatch(isSocial ? .ssn : .itin, length: length, score: score)) }
  }

  /// The rules of the areas, groups and serials; numbers that are printed as samples are no numbers.
  static func isSocialSecurity(_ digits: Digits) -> Bool {
    let value = digits.reduce(0) { $0 &* 10 &+ Int($1) }
    let (area, group, serial) = (value / 1_000_000, value / 10000 % 100, value % 10000)
    guard area != 0, area != 666, area < 900, group != 0, serial != 0 else { return false }
    // Numbers that were printed on specimens. 123-45-6789 is none of them: it is what people write to see whether anything happens.
    return value != 78_051_120 && value != 219_099_999
  }

  private static func isTaxpayer(_ digits: Digits) -> Bool {
    let value = digits.reduce(0) { $0 &* 10 &+ Int($1) }
    let group = value / 10000 % 100
    // 987-65-4320 to -4329 stand in advertisements.
    guard value / 1_000_000 >= 900, value / 10 != 98_765_432 else { return false }
    return 50...65 ~= group || 70...88 ~= group || 90...92 ~= group || 94...99 ~= group
  }
}
