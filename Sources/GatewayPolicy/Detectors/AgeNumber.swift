/// Ages: "47 years old", "47-year-old", "aged 90", "age: 47".
enum AgeNumber {
  /// - Returns: whether the number is an age, and so nothing else.
  static func match(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) -> Bool {
    let number = probe.number(at: 0, limit: 4)
    guard number.count > 0, number.count <= 3, number.value <= 130, !ByteClass.isDigit(probe[number.count]) else { return false }
    let unit = unitScore(&probe, number.count)
    if unit > 0 {
      matches.append(SpanMatch(.age, length: number.count, score: unit))
      return true
    }
    guard number.value > 0, !context.label.isDisjoint(with: [.age, .ageHint]), endsAsAge(&probe, number.count) else {
      return false
    }
    matches.append(SpanMatch(.age, length: number.count, score: context.label.contains(.age) ? 85 : 70))
    return context.label.contains(.age)
  }

  /// Whether no unit or further digits follow.
  private static func endsAsAge(_ probe: inout Probe, _ end: Int) -> Bool {
    switch probe[end] {
    case UInt8(ascii: "."), UInt8(ascii: ","): !probe.isDigit(end &+ 1)
    case 0, 0x0a, 0x0d, UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    case UInt8(ascii: " "):
      probe.has("and ", at: end &+ 1) || probe.has("when", at: end &+ 1) || probe.has("years", at: end &+ 1)
        || probe.has("now", at: end &+ 1) || probe.has("today", at: end &+ 1) || probe.has("last", at: end &+ 1)
        || probe.has("this", at: end &+ 1)
    default: false
    }
  }

  /// How sure the words behind make it.
  private static func unitScore(_ probe: inout Probe, _ end: Int) -> Int {
    var offset = end
    switch probe[offset] {
    case UInt8(ascii: " "), UInt8(ascii: "-"): offset &+= 1
    case UInt8(ascii: "y"), UInt8(ascii: "Y"): break
    default: return 0
    }
    switch ByteClass.lowered(probe[offset]) {
    case UInt8(ascii: "y"): return english(&probe, offset)
    case UInt8(ascii: "m"), UInt8(ascii: "w"), UInt8(ascii: "d"): return young(&probe, offset)
    case UInt8(ascii: "j"):
      if probe.has("jahre alt", at: offset) || probe.has("jahrig", at: offset) || probe.has("jaehrig", at: offset) { return 90 }
      return 0
    case UInt8(ascii: "a"):
      return probe.has("anos", at: offset) && probe.endsWord(offset &+ 4) || probe.has("ans", at: offset) && probe.endsWord(offset &+ 3)
        ? 65 : 0
    default: return 0
    }
  }

  private static func english(_ probe: inout Probe, _ start: Int) -> Int {
    if probe.has("y/o", at: start), probe.endsWord(start &+ 3) || probe[start &+ 3] == 0x6d || probe[start &+ 3] == 0x66 { return 90 }
    if probe.has("yo", at: start), probe.endsWord(start &+ 2) { return 75 }
    if probe.has("y.o", at: start) { return 85 }
    var offset = start
    if probe.has("year", at: start) { offset &+= 4 } else if probe.has("yr", at: start) { offset &+= 2 } else { return 0 }
    if ByteClass.lowered(probe[offset]) == UInt8(ascii: "s") { offset &+= 1 }
    if probe[offset] == UInt8(ascii: ".") { offset &+= 1 }
    guard probe[offset] == UInt8(ascii: " ") || probe[offset] == UInt8(ascii: "-") else { return 0 }
    return probe.has("old", at: offset &+ 1) || probe.has("of age", at: offset &+ 1) ? 92 : 0
  }

  private static func young(_ probe: inout Probe, _ start: Int) -> Int {
    var offset = start
    if probe.has("month", at: start) {
      offset &+= 5
    } else if probe.has("week", at: start) {
      offset &+= 4
    } else if probe.has("day", at: start) {
      offset &+= 3
    } else {
      return 0
    }
    if ByteClass.lowered(probe[offset]) == UInt8(ascii: "s") { offset &+= 1 }
    guard probe[offset] == UInt8(ascii: " ") || probe[offset] == UInt8(ascii: "-") else { return 0 }
    return probe.has("old", at: offset &+ 1) ? 80 : 0
  }
}
