/// Payment cards, social security and tax numbers, phone numbers, and the national numbers that are digits alone: one reading of the digits serves all.
struct NumberDetector: Detector {
  var entities: [Entity] { [.creditCard, .ssn, .itin, .phone, .nationalID, .npi, .routingNumber] }
  var starts: StartSet {
    StartSet(.word, first: ByteSet("0123456789+("), second: ByteSet("0123456789-./ +()"))
  }
  var lookahead: Int { 48 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    // A number that goes on to the left is not a number of its own.
    let before = probe.previous
    if before == 0x2e || before == 0x2c || before == 0x2d || before == 0x2f, ByteClass.isDigit(probe[-2]) { return }
    if before == 0x24 || before == 0x2b && ByteClass.isDigit(probe[0]) { return }
    let number = NumberGroups(&probe)
    guard number.digits.count >= 7 else { return }
    if !number.hasPlus, !number.hasParenthesis, before != 0x2d {
      PaymentCard.detect(number, &probe, &matches)
      SocialSecurity.detect(number, &probe, &matches)
      NationalNumbers.detect(number, &probe, &matches)
    }
    PhoneNumber.detect(number, &probe, &matches)
  }
}

/// Payment card numbers.
enum PaymentCard {
  private static let words = WordSet([
    "card", "cards", "cc", "credit", "debit", "visa", "mastercard", "amex", "maestro", "discover", "jcb", "diners", "unionpay", "karte",
    "kreditkarte", "carte",
    "tarjeta", "carta", "pan",
  ])

  static func detect(_ number: NumberGroups, _ probe: inout Probe, _ matches: inout [SpanMatch]) {
    for count in stride(from: number.groups.count, to: 0, by: -1) {
      let digits = number.digits(of: count)
      guard 12...19 ~= digits.count, let separator = number.commonSeparator(count), separator != 0x2f, separator != 0x29 else { continue }
      guard count == 1 || isGrouped(number.shape(count)) else { continue }
      let end = number.end(of: count)
      guard !ByteClass.isWord(probe[end]), Set(digits).count > 1, Checksums.luhn(digits) else { continue }
      let isIssued = hasIssuer(digits)
      guard isIssued && digits.count > 12 || Lookback(&probe, limit: 48).mentions(words) else { continue }
      matches.append(SpanMatch(.creditCard, length: end, score: isIssued ? 100 : 85))
      return
    }
  }

  /// 4-4-4-4 (and shorter or longer last groups), 4-6-5, 4-6-4, and the like.
  private static func isGrouped(_ shape: [Int]) -> Bool {
    guard shape[0] == 4 || shape[0] == 6 else { return false }
    if shape.dropLast().allSatisfy({ $0 == 4 }) { return shape.last ?? 0 <= 4 }
    return [[4, 6, 5], [4, 6, 4], [4, 4, 5], [6, 13], [4, 5, 6], [6, 6], [6, 7]].contains(shape)
  }

  /// Issuer ranges with the lengths that they use.
  private static func hasIssuer(_ digits: ArraySlice<UInt8>) -> Bool {
    let count = digits.count
    func prefix(_ length: Int) -> Int { digits.prefix(length).reduce(0) { $0 * 10 + Int($1 &- 0x30) } }
    let (two, three, four, six) = (prefix(2), prefix(3), prefix(4), prefix(6))
    if digits.first == 0x34 { return count == 13 || count == 16 || count == 19 }
    if 51...55 ~= two || 2221...2720 ~= four { return count == 16 }
    if two == 34 || two == 37 { return count == 15 }
    if four == 6011 || 644...649 ~= three || two == 65 || 622126...622925 ~= six { return 16...19 ~= count }
    if 3528...3589 ~= four { return 16...19 ~= count }
    if four == 2131 || four == 1800 { return count == 15 }
    if 300...305 ~= three || two == 36 || three == 309 || two == 38 || two == 39 { return 14...19 ~= count }
    if two == 62 || two == 81 { return 16...19 ~= count }
    if two == 50 || 56...58 ~= two || two == 63 || two == 67 || two == 60 { return 12...19 ~= count }
    return false
  }
}

/// Social security numbers and individual taxpayer numbers of the United States.
enum SocialSecurity {
  private static let words = WordSet(["ssn", "ssns", "social", "sozialversicherung", "itin", "taxpayer", "ss"])

  static func detect(_ number: NumberGroups, _ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let isGrouped = number.groups.count >= 3 && number.shape(3) == [3, 2, 4]
    let isBare = number.groups[0].length == 9
    guard isGrouped || isBare else { return }
    let end = number.end(of: isGrouped ? 3 : 1)
    guard !ByteClass.isWord(probe[end]), !(probe[end] == 0x2d && ByteClass.isDigit(probe[end &+ 1])) else { return }
    let separator = number.commonSeparator(isGrouped ? 3 : 1)
    guard let separator, separator != 0x2f, separator != 0x29 else { return }
    let digits = number.digits.prefix(9)
    let area = value(digits, 0..<3)
    let group = value(digits, 3..<5)
    let serial = value(digits, 5..<9)
    let isNamed = isGrouped && separator == 0x2d ? false : Lookback(&probe, limit: 40).mentions(words, within: 40)
    let score = isGrouped && separator == 0x2d ? 90 : isNamed ? 85 : isGrouped && separator == 0x20 ? 65 : 20
    if area >= 900, 50...65 ~= group || 70...88 ~= group || 90...92 ~= group || 94...99 ~= group {
      matches.append(SpanMatch(.itin, length: end, score: score))
    }
    guard area != 0, area != 666, area < 900, group != 0, serial != 0, !isSample(area, group, serial) else { return }
    matches.append(SpanMatch(.ssn, length: end, score: score))
  }

  private static func value(_ digits: ArraySlice<UInt8>, _ range: Range<Int>) -> Int {
    digits[range].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }

  /// Numbers that were printed on specimens.
  private static func isSample(_ area: Int, _ group: Int, _ serial: Int) -> Bool {
    (area, group, serial) == (78, 5, 1120) || (area, group, serial) == (219, 9, 9999)
  }
}

/// Numbers of authorities that are digits alone: those with a check digit, next to a word that names them.
enum NationalNumbers {
  private static let labels = LabelTable<Kind>([
    ("nhs", .nhs), ("aadhaar", .aadhaar), ("aadhar", .aadhaar), ("uidai", .aadhaar), ("cpf", .cpf), ("pesel", .pesel), ("sin", .sin),
    ("social insurance", .sin), ("npi", .npi), ("national provider identifier", .npi), ("provider identifier", .npi), ("provider", .npi),
    ("routing", .routing), ("aba", .routing), ("rtn", .routing), ("transit", .routing),
  ])

  private enum Kind { case nhs, aadhaar, cpf, pesel, sin, npi, routing }

  static func detect(_ number: NumberGroups, _ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard 9...12 ~= number.digits.count else { return }
    let count = number.groups.count
    let end = number.end(of: count)
    guard !ByteClass.isWord(probe[end]) else { return }
    if count == 4 && number.shape(4) == [3, 3, 3, 2], Checksums.cpf(number.digits) {
      matches.append(SpanMatch(.nationalID, length: end, score: 100))
      return
    }
    guard let kind = Lookback(&probe, limit: 60).label(in: labels) else { return }
    let digits = number.digits
    switch kind {
    case .nhs where Checksums.nhs(digits): matches.append(SpanMatch(.nationalID, length: end, score: 100))
    case .aadhaar where digits.count == 12 && Checksums.verhoeff(digits): matches.append(SpanMatch(.nationalID, length: end, score: 100))
    case .cpf where Checksums.cpf(digits), .pesel where Checksums.pesel(digits), .sin where digits.count == 9 && Checksums.luhn(digits):
      matches.append(SpanMatch(.nationalID, length: end, score: 100))
    case .npi where Checksums.npi(digits): matches.append(SpanMatch(.npi, length: end, score: 100))
    case .routing where Checksums.routing(digits): matches.append(SpanMatch(.routingNumber, length: end, score: 100))
    default: break
    }
  }
}
