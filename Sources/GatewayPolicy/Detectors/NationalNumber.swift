/// Numbers of authorities and banks that are written in digits and have a check of their own.
enum NationalNumber {
  static func match(_ run: DigitRun, _ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    guard run.digits.count >= 8 else { return }
    var count = min(run.groups.count, 7)
    while count > 0 {
      let digits = run.digits(ofGroups: count)
      if digits.count < 8 { return }
      if digits.count <= 15, run.mayEnd(count, &probe) || probe[run.groups[count &- 1].end] == UInt8(ascii: "-") {
        let length = run.groups[count &- 1].end
        match(digits, run, count, context) { entity, score in
          matches.append(SpanMatch(entity, length: length, score: score))
        }
      }
      count &-= 1
    }
  }

  private static func match(_ digits: Digits, _ run: DigitRun, _ count: Int, _ context: Context, _ found: (Entity, Int) -> Void) {
    guard digits.contains(where: { $0 != digits[0] }) else { return }
    let all = context.all
    switch digits.count {
    case 8, 9:
      if digits.count == 9, all.contains(.routing), isRouting(digits) { found(.routingNumber, 97) }
      if digits.count == 9, all.contains(.sin), digits[0] != 8, Checksums.luhn(digits) { found(.nationalID, 96) }
      if digits.count == 9, all.contains(.nationalID), isDutch(digits) { found(.nationalID, 85) }
      if all.contains(.taxFile), isTaxFile(digits) { found(.nationalID, 96) }
    case 10: matchTen(digits, run, count, context, found)
    case 11: matchEleven(digits, run, count, context, found)
    case 12:
      let isSpaced = count == 3 && run.hasShape(0x444) && run.separator(ofGroups: 3) != nil
      if digits[0] >= 2, isSpaced || all.contains(.aadhaar), Checksums.verhoeff(digits) {
        if all.contains(.aadhaar) { found(.nationalID, 98) } else if isSpaced { found(.nationalID, 55) }
      }
      if all.contains(.personnummer), Checksums.luhn(digits.dropFirst(2)), isDate(digits, at: 2) { found(.nationalID, 96) }
    case 13, 15: if digits.count == 15, isFrench(digits) { found(.nationalID, run.groups.count > 1 || all.contains(.nationalID) ? 96 : 80) }
    default: break
    }
  }

  private static func matchTen(_ digits: Digits, _ run: DigitRun, _ count: Int, _ context: Context, _ found: (Entity, Int) -> Void) {
    let all = context.all
    if all.contains(.nhs), isNHS(digits) { found(.nationalID, 98) }
    if all.contains(.npi), digits[0] == 1 || digits[0] == 2, Checksums.luhn(digits, prefixSum: 24) { found(.npi, 97) }
    if all.contains(.medicare), 2...6 ~= digits[0], isAustralianMedicare(digits) { found(.nationalID, 95) }
    let isSwedish = Checksums.luhn(digits) && isDate(digits, at: 0)
    if isSwedish, all.contains(.personnummer) {
      found(.nationalID, 97)
    } else if isSwedish, count == 2, run.hasShape(0x64),
      run.groups[1].separator == UInt8(ascii: "-")
    {
      found(.nationalID, 75)
    }
    if all.contains(.personnummer), isDayFirst(digits) { found(.nationalID, 80) }
  }

  private static func matchEleven(_ digits: Digits, _ run: DigitRun, _ count: Int, _ context: Context, _ found: (Entity, Int) -> Void) {
    let all = context.all
    if all.contains(.steuerID), digits[0] != 0, Checksums.mod11and10(digits) { found(.nationalID, 97) }
    if isPESEL(digits) { found(.nationalID, all.contains(.pesel) ? 98 : 50) }
    if isCPF(digits) {
      let isWritten = count == 4 && run.hasShape(0x3332) && run.groups[1].separator == UInt8(ascii: ".")
      if isWritten || all.contains(.cpf) { found(.nationalID, 96) }
    }
    if count >= 5, run.hasShape(0x22232), isBelgian(digits) {
      found(.nationalID, 96)
    } else if all.contains(.nationalID), isBelgian(digits) {
      found(.nationalID, 90)
    }
    if all.contains(.medicare), 2...6 ~= digits[0], isAustralianMedicare(digits.prefix(10)) { found(.nationalID, 95) }
    if all.contains(.personnummer), isDayFirst(digits) { found(.nationalID, 85) }
  }

  /// US bank routing numbers: weights 3, 7, 1, and the ranges of the Federal Reserve.
  private static func isRouting(_ digits: Digits) -> Bool {
    let district = Int(digits[0]) &* 10 &+ Int(digits[1])
    guard district <= 12 || 21...32 ~= district || 61...72 ~= district || district == 80 else { return false }
    return Checksums.weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
  }

  private static func isNHS(_ digits: Digits) -> Bool {
    let check = 11 &- Checksums.weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return check != 10 && check % 11 == Int(digits[9])
  }

  private static func isTaxFile(_ digits: Digits) -> Bool {
    let weights = digits.count == 9 ? [1, 4, 3, 7, 5, 8, 6, 9, 10] : [10, 7, 8, 4, 6, 3, 5, 1]
    return Checksums.weighted(digits, weights) % 11 == 0
  }

  private static func isAustralianMedicare(_ digits: Digits) -> Bool {
    Checksums.weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 == Int(digits[8])
  }

  private static func isPESEL(_ digits: Digits) -> Bool {
    let month = Int(digits[2]) &* 10 &+ Int(digits[3])
    let day = Int(digits[4]) &* 10 &+ Int(digits[5])
    guard 1...12 ~= month % 20, 1...31 ~= day else { return false }
    return Checksums.weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
  }

  private static func isCPF(_ digits: Digits) -> Bool {
    let one = Checksums.weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) &* 10 % 11 % 10
    let two = Checksums.weighted(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) &* 10 % 11 % 10
    return one == Int(digits[9]) && two == Int(digits[10])
  }

  private static func isBelgian(_ digits: Digits) -> Bool {
    let check = Checksums.modulo(digits[9..<11], 97)
    guard isDate(digits, at: 0) else { return false }
    return 97 &- Checksums.modulo(digits[0..<9], 97) == check || 97 &- Checksums.modulo(digits[0..<9], 97, behind: 2) == check
  }

  private static func isDutch(_ digits: Digits) -> Bool {
    Checksums.weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
  }

  /// The French number: sex, year, month, department, commune, order, and a key modulo 97.
  private static func isFrench(_ digits: Digits) -> Bool {
    let month = Int(digits[3]) &* 10 &+ Int(digits[4])
    guard digits[0] == 1 || digits[0] == 2, 1...12 ~= month || 20...42 ~= month || month >= 50 else { return false }
    return 97 &- Checksums.modulo(digits[0..<13], 97) == Checksums.modulo(digits[13..<15], 97)
  }

  /// Whether six digits are year, month and day.
  private static func isDate(_ digits: Digits, at index: Int) -> Bool {
    guard digits.count >= index &+ 6 else { return false }
    let month = Int(digits[index &+ 2]) &* 10 &+ Int(digits[index &+ 3])
    let day = Int(digits[index &+ 4]) &* 10 &+ Int(digits[index &+ 5])
    return 1...12 ~= month && 1...31 ~= day
  }

  private static func isDayFirst(_ digits: Digits) -> Bool {
    let day = Int(digits[0]) &* 10 &+ Int(digits[1])
    let month = Int(digits[2]) &* 10 &+ Int(digits[3])
    return 1...12 ~= month && 1...31 ~= day
  }
}
