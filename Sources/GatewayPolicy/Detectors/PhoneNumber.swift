/// Telephone numbers: international ones by calling code, the North American plan, common national forms, and what the context calls a phone.
enum PhoneNumber {
  static func match(_ run: DigitRun, _ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    guard run.digits.count >= 7 else { return }
    var count = min(run.groups.count, 8)
    while count > 0 {
      let digits = run.digits(ofGroups: count)
      if digits.count < 7 { return }
      if digits.count <= 16, mayEnd(run, count, &probe) {
        var score = score(digits, run, count, context)
        if score > 0 {
          let end = run.groups[count &- 1].end
          if score < 90, !context.label.contains(.phone), !run.hasParenthesis, isHouse(run, count, &probe) { score = min(score, 45) }
          let extended = PhoneExtension.end(&probe, end)
          if extended > end { score = min(95, score &+ 20) }
          if score < 60, PhoneExtension.isLabelledBehind(&probe, extended) { score = 80 }
          if score >= 40 { matches.append(SpanMatch(.phone, length: extended, score: score)) }
          if score >= 60 { return }
        }
      }
      count &-= 1
    }
  }

  /// As for every number, but an `x` of an extension, or a hyphen and a word, may follow.
  private static func mayEnd(_ run: DigitRun, _ count: Int, _ probe: inout Probe) -> Bool {
    let end = run.groups[count &- 1].end
    if ByteClass.lowered(probe[end]) == UInt8(ascii: "x") { return count == run.groups.count && probe.isDigit(end &+ 1) }
    return run.mayEnd(count, &probe)
  }

  /// Whether one or two groups are followed by a name, as the numbers of houses are.
  private static func isHouse(_ run: DigitRun, _ count: Int, _ probe: inout Probe) -> Bool {
    let end = run.groups[count &- 1].end
    guard count <= 2, probe[end] == UInt8(ascii: " "), ByteClass.isUpper(probe[end &+ 1]), ByteClass.isLower(probe[end &+ 2]) else {
      return false
    }
    return !probe.has("i ", at: end &+ 1) && !probe.has("or ", at: end &+ 1)
  }

  private static func score(_ digits: Digits, _ run: DigitRun, _ count: Int, _ context: Context) -> Int {
    let isLabelled = context.label.contains(.phone) || context.label.contains(.phoneHint)
    let isNear = isLabelled || context.all.contains(.phone)
    let isHinted = isNear || context.all.contains(.phoneHint)
    guard hasPhoneSeparators(run, count) else { return 0 }
    if run.hasPlus { return international(digits, isHinted) }
    if digits.count > 2, digits[0] == 0, digits[1] == 0, let split = CallingCodes.split(digits.dropFirst(2)) {
      if split.isPlausible, isHinted || count > 1 { return isHinted ? 88 : 70 }
    }
    if looksLikeDate(run, count) || !context.label.contains(.phone) && looksLikeYears(run, count) { return 0 }
    // What another label claims is not called a phone.
    if !context.label.isSubset(of: [.date, .year, .ip, .ageHint]), !isLabelled { return 0 }
    let shape = max(northAmerican(digits, run, count), max(zeroLed(digits, run, count), grouped(digits, run, count)))
    // Digits in a row, which only a word in front or behind makes a number to call.
    if shape == 0 { return count == 1 && digits.count <= 13 && !isRound(digits) ? (isNear ? (isLabelled ? 85 : 65) : 20) : 0 }
    return isNear ? max(85, shape) : isHinted ? max(shape, min(85, shape &+ 25)) : shape
  }

  private static func international(_ digits: Digits, _ isHinted: Bool) -> Int {
    guard let split = CallingCodes.split(digits) else { return isHinted && digits.count >= 8 ? 60 : 0 }
    return split.isPlausible ? 92 : digits.count >= 9 ? 70 : isHinted ? 65 : 50
  }

  /// Blanks, hyphens, dots, slashes, parentheses; a slash or several bytes only once.
  private static func hasPhoneSeparators(_ run: DigitRun, _ count: Int) -> Bool {
    // Rows of single digits are tables.
    run.singles(ofGroups: count) <= 2 && run.odd(ofGroups: count) <= 1
  }

  /// The North American plan: 3-3-4, perhaps behind a 1; areas and exchanges begin with 2 to 9 and do not end in 11.
  private static func northAmerican(_ digits: Digits, _ run: DigitRun, _ count: Int) -> Int {
    var national = digits
    var first = 0
    if digits.count == 11, digits[0] == 1 {
      national = digits.dropFirst()
      if count > 1, run.groups[0].count == 1 { first = 1 } else if count > 1 { return 0 }
    }
    guard national.count == 10 else { return 0 }
    let start = national.startIndex
    let (area, exchange) = (national[start], national[start &+ 3])
    let isArea = area >= 2 && !(national[start &+ 1] == 1 && national[start &+ 2] == 1)
    let isValid = isArea && exchange >= 2 && !(national[start &+ 4] == 1 && national[start &+ 5] == 1)
    switch run.shape(from: first, ofGroups: count) {
    case 0x334:
      let groups = run.groups[first..<count]
      if run.hasParenthesis || groups.contains(where: { $0.separator == UInt8(ascii: "(") || $0.separator == UInt8(ascii: ")") }) {
        return isArea ? 90 : 70
      }
      return isValid ? 85 : area == 0 ? 0 : 62
    case 0x37, 0x64: return run.hasParenthesis ? 75 : isValid ? 45 : 0
    case 0xa: return isValid && !isRound(digits) ? 50 : 0
    case 0xb: return isValid ? 50 : 0
    default: return 0
    }
  }

  /// National forms that begin with 0: two to five groups, 8 to 13 digits.
  private static func zeroLed(_ digits: Digits, _ run: DigitRun, _ count: Int) -> Int {
    guard digits[0] == 0, digits[1] != 0 || run.groups[0].count == 4, 8...13 ~= digits.count else { return 0 }
    if count == 1 { return digits.count >= 10 && !run.hasParenthesis ? 50 : 0 }
    guard run.groups[0].count >= 2, run.groups[0].count <= 6 else { return 0 }
    if count > 2, run.groups[2..<count].contains(where: { $0.count < 2 }) { return 0 }
    // 01.02.2021 and 0.1234 5678 are something else, and short ones need to be called a phone.
    if run.groups[1].separator == UInt8(ascii: "."), count < 4 { return count == 3 && digits.count > 8 ? 42 : 0 }
    if digits.count == 8 || digits[1] == 0 || run.groups[1].count < 2 { return 42 }
    return run.hasParenthesis || count >= 4 ? 80 : 72
  }

  /// Other groups: enough for a phone that is spoken of, and only parentheses or four pairs nearly enough alone.
  private static func grouped(_ digits: Digits, _ run: DigitRun, _ count: Int) -> Int {
    guard count > 1, 7...12 ~= digits.count, digits[0] != 0 || run.hasParenthesis else { return 0 }
    let shape = run.shape(ofGroups: count)
    if run.hasParenthesis {
      return run.groups[1].separator == UInt8(ascii: ")") && 2...5 ~= run.groups[0].count
        && run.groups[1..<count].allSatisfy({ $0.count >= 2 }) ? 75 : 0
    }
    guard run.separator(ofGroups: count) != nil else { return count > 2 ? 35 : 0 }
    switch shape {
    case 0x2222, 0x22222, 0x3222, 0x2322, 0x3322, 0x2332, 0x344:
      return run.groups[1].separator == UInt8(ascii: ".") ? 45 : 50
    case 0x34: return run.groups[1].separator == UInt8(ascii: "-") && digits[0] >= 2 ? 52 : 42
    case 0x44, 0x333, 0x233, 0x323, 0x26, 0x433, 0x334, 0x234, 0x244, 0x46, 0x55, 0x56, 0x36,
      0x27, 0x28, 0x2334, 0x144, 0x1334, 0x35, 0x37,
      0x38, 0x45, 0x12222, 0x2323, 0x332, 0x223, 0x224, 0x322, 0x4222, 0x434:
      return 42
    default: return 35
    }
  }

  private static func looksLikeDate(_ run: DigitRun, _ count: Int) -> Bool {
    guard count >= 3 else { return false }
    let separator = run.groups[1].separator
    guard separator != UInt8(ascii: " "), separator == run.groups[2].separator else { return false }
    return run.hasShape(0x422) || run.hasShape(0x224) || run.hasShape(0x124) || run.hasShape(0x214)
      || run.hasShape(0x114)
      || run.hasShape(0x412) || run.hasShape(0x421) || run.hasShape(0x411)
  }

  /// Two years, as in 1939-1945.
  private static func looksLikeYears(_ run: DigitRun, _ count: Int) -> Bool {
    guard count >= 2, run.hasShape(0x44) else { return false }
    let century = run.digits[0] &* 10 &+ run.digits[1]
    let other = run.digits[4] &* 10 &+ run.digits[5]
    return 17...21 ~= century && 17...21 ~= other
  }

  /// Amounts such as 1000000000, and sequences of one digit.
  private static func isRound(_ digits: Digits) -> Bool { digits.suffix(5).allSatisfy { $0 == digits[digits.endIndex &- 1] } }
}
