/// Cards and social security numbers whose groups are kept apart by what no number has: line breaks, tabs, the marks of tables and of Markdown, entities of HTML.
///
/// Columns of numbers look the same. So a card has the groups of its network, one kind of separator throughout, its check, and no number before or behind it in the same row; a
/// social security number has a label.
enum ScatteredNumber {
  static func match(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let first = probe.number(at: 0, limit: 5)
    guard first.count == 3 || first.count == 4 && CardNumber.mayBegin(first.value), isScattered(&probe, first.count) else { return }
    guard let groups = groups(&probe, first.count) else { return }
    if first.count == 3 {
      guard groups.separator != UInt8(ascii: ","), SocialNumber.isSocialSecurity(groups.digits[...]) else { return }
      let label = probe.context(labelOnly: true).label
      if label.contains(.ssn) { matches.append(SpanMatch(.ssn, length: groups.end, score: 90)) }
      return
    }
    guard CardNumber.isCard(groups.digits[...]) else { return }
    if probe.context().all.contains(.card) {
      matches.append(SpanMatch(.creditCard, length: groups.end, score: 95))
    } else if groups.separator != UInt8(ascii: ","), !isPartOfRow(&probe, groups) {
      matches.append(SpanMatch(.creditCard, length: groups.end, score: 75))
    }
  }

  private struct Groups {
    var digits = Digits(filler: 0)
    var end = 0
    var separator: UInt8 = 0
  }

  /// Whether something else than the usual separators stands behind the first group.
  private static func isScattered(_ probe: inout Probe, _ count: Int) -> Bool {
    let next = probe[count]
    if next == UInt8(ascii: " ") { return GroupSeparator.marks.contains(probe[count &+ 1]) || probe[count &+ 1] == UInt8(ascii: "&") }
    return next != UInt8(ascii: "-") && next != UInt8(ascii: ".")
      && (GroupSeparator.marks.contains(next) || next == UInt8(ascii: "&") || next == UInt8(ascii: "<"))
  }

  /// The groups of a number whose first one has so many digits.
  private static func groups(_ probe: inout Probe, _ first: Int) -> Groups? {
    first == 3 ? groups(&probe, of: [3, 2, 4]) : groups(&probe, of: [4, 4, 4, 4]) ?? groups(&probe, of: [4, 6, 5])
  }

  /// Groups of the given lengths, with one kind of separator.
  private static func groups(_ probe: inout Probe, of lengths: [Int]) -> Groups? {
    var groups = Groups()
    var offset = 0
    for (index, length) in lengths.enumerated() {
      if index > 0 {
        let end = GroupSeparator.end(&probe, offset)
        guard end > offset else { return nil }
        let kind = GroupSeparator.kind(&probe, offset, end)
        guard index == 1 || kind == groups.separator else { return nil }
        groups.separator = kind
        offset = end
      }
      for _ in 0..<length {
        guard probe.isDigit(offset) else { return nil }
        groups.digits.append(probe[offset] &- 0x30)
        offset &+= 1
      }
    }
    groups.end = offset
    return ByteClass.isAlphanumeric(probe[offset]) ? nil : groups
  }

  /// Whether a number stands in front or behind, with the same separator.
  private static func isPartOfRow(_ probe: inout Probe, _ groups: Groups) -> Bool {
    let next = GroupSeparator.end(&probe, groups.end)
    if next > groups.end, probe.isDigit(next), GroupSeparator.kind(&probe, groups.end, next) == groups.separator { return true }
    var back = -1
    while back > -9, GroupSeparator.marks.contains(probe[back]) || probe[back] == UInt8(ascii: ";") {
      let isEntity = probe[back] == UInt8(ascii: ";")
      back &-= 1
      // Back to where an entity begins.
      while isEntity, back > -9, ByteClass.isAlphanumeric(probe[back]) || probe[back] == UInt8(ascii: "#") { back &-= 1 }
      if isEntity, probe[back] == UInt8(ascii: "&") { back &-= 1 }
    }
    return back < -1 && probe.isDigit(back) && GroupSeparator.kind(&probe, back &+ 1, 0) == groups.separator
  }
}
