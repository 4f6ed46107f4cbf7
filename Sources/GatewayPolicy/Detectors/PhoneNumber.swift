/// Telephone numbers: international ones by country code and length, those of the North American plan by its rules, and national ones by their grouping or a word that
/// names them.
enum PhoneNumber {
  private static let words = WordSet([
    "phone", "answering", "telephone", "tel", "call", "cell", "mobile", "fax", "ring", "text", "sms", "whatsapp", "dial", "contact",
    "hotline",
    "helpline",
    "telefon", "handy", "rufnummer", "telefonnummer", "mobil", "telefono", "movil", "llame", "portable", "appeler", "appelez", "reach",
    "ph", "mob",
    "landline", "voicemail", "pager", "extension",
  ])
  private static let strangers = WordSet([
    "account", "order", "invoice", "ticket", "case", "tracking", "isbn", "issn", "serial", "version", "sku", "imei", "iban", "card", "ssn",
    "reference", "ref",
    "timestamp", "epoch", "id", "customer", "policy", "claim", "konto", "bestellung", "rechnung",
  ])

  static func detect(_ number: NumberGroups, _ probe: inout Probe, _ matches: inout [SpanMatch]) {
    for count in stride(from: min(number.groups.count, 7), to: 0, by: -1) {
      let digits = number.digits(of: count)
      guard 7...15 ~= digits.count else { continue }
      let end = number.end(of: count)
      guard !ByteClass.isWord(probe[end]) || isExtension(&probe, end) else { continue }
      var score = self.score(number, count, digits, &probe)
      if score < 60, count > 1, !isDate(number, count), !isNetworkAddress(number, count), namedBehind(&probe, end) { score = 65 }
      guard score > 0 else { continue }
      let length = end &+ extensionLength(&probe, end)
      let start = number.hasParenthesis && !number.hasPlus && !closes(number, &probe) ? 0 : length
      matches.append(SpanMatch(.phone, length: max(start, length), score: score))
      return
    }
  }

  /// Whether the parenthesis at the start is closed in the number.
  private static func closes(_ number: NumberGroups, _ probe: inout Probe) -> Bool {
    number.groups.count > 1 && number.groups[1].separator == 0x29
  }

  private static func score(_ number: NumberGroups, _ count: Int, _ digits: ArraySlice<UInt8>, _ probe: inout Probe) -> Int {
    if isDate(number, count) || isNetworkAddress(number, count) { return 0 }
    if number.hasPlus { return CountryCodes.isPlausible(digits) ? 90 : 0 }
    let shape = number.shape(count)
    let hasZeros = digits.starts(with: [0x30, 0x30]) && digits.count >= 11
    if hasZeros, CountryCodes.isPlausible(digits.dropFirst(2)) { return count > 1 || named(&probe) ? 75 : 45 }
    let american = isAmerican(number, count, digits)
    if american, count > 1 {
      let isUsual = [[3, 3, 4], [1, 3, 3, 4], [3, 7], [3, 4]].contains(shape)
      if isUsual { return estranged(&probe) ? 45 : number.groups.last?.separator == 0x2e ? 75 : 80 }
    }
    guard digits.first == 0x30 || american || count > 1 else { return named(&probe) && 7...12 ~= digits.count ? 65 : 0 }
    if digits.first == 0x30, 9...12 ~= digits.count, count > 1, isNationalShape(shape) { return estranged(&probe) ? 40 : 70 }
    if count == 1, american { return named(&probe) ? 75 : 40 }
    return named(&probe)
      ? 70 : count > 2 && shape.allSatisfy { 2...4 ~= $0 } && 8...11 ~= digits.count && number.commonSeparator(count) != nil ? 50 : 0
  }

  private static func named(_ probe: inout Probe) -> Bool {
    let lookback = Lookback(&probe, limit: 40)
    return lookback.mentions(words, within: 40) && !lookback.mentions(strangers, within: 24)
  }

  /// Whether a word behind the number names it: `555 1234 (office)`, `… fax`.
  private static func namedBehind(_ probe: inout Probe, _ end: Int) -> Bool {
    guard " -(,".utf8.contains(probe[end]) else { return false }
    let offset = probe[end &+ 1] == 0x28 ? end &+ 2 : end &+ 1
    for word in ["office", "fax", "mobile", "cell", "home", "phone"] as [StaticString] where probe.hasPrefix(word, at: offset) {
      return true
    }
    return false
  }

  private static func estranged(_ probe: inout Probe) -> Bool { Lookback(&probe, limit: 24).mentions(strangers, within: 24) }

  /// 2021-03-04, 03/04/2021, 3.4.2021: no phone numbers.
  private static func isDate(_ number: NumberGroups, _ count: Int) -> Bool {
    let shape = number.shape(count)
    // Social security numbers are grouped like this, telephone numbers are not.
    if shape == [3, 2, 4] { return true }
    guard count == 3 else { return false }
    if shape[0] == 4, shape[1] <= 2, shape[2] <= 2 { return true }
    return shape[0] <= 2 && shape[1] <= 2 && (shape[2] == 4 || shape[2] == 2)
  }

  private static func isNetworkAddress(_ number: NumberGroups, _ count: Int) -> Bool {
    count == 4 && number.commonSeparator(4) == 0x2e && number.shape(4).allSatisfy { $0 <= 3 }
  }

  /// The North American plan: area and exchange begin with 2 to 9, and an exchange is not N11.
  private static func isAmerican(_ number: NumberGroups, _ count: Int, _ digits: ArraySlice<UInt8>) -> Bool {
    var national = digits
    if national.count == 11, national.first == 0x31 { national = national.dropFirst() }
    guard national.count == 10 else { return false }
    let bytes = Array(national)
    return bytes[0] >= 0x32 && bytes[3] >= 0x32 && !(bytes[1] == 0x31 && bytes[2] == 0x31) && !(bytes[4] == 0x31 && bytes[5] == 0x31)
  }

  /// 020 7946 0958, 01 23 45 67 89, 030 123456, 0170 1234567.
  private static func isNationalShape(_ shape: [Int]) -> Bool { 2...5 ~= shape[0] && shape.dropFirst().allSatisfy { $0 >= 2 } }

  /// ` x123`, ` ext. 123`
  private static func extensionLength(_ probe: inout Probe, _ end: Int) -> Int {
    var offset = end
    if probe[offset] == 0x20 { offset &+= 1 }
    switch ByteClass.lowered(probe[offset]) {
    case 0x78: offset &+= 1
    case 0x65:
      guard probe.hasPrefix("ext", at: offset) else { return 0 }
      offset &+= 3
      if probe[offset] == 0x2e { offset &+= 1 }
    default: return 0
    }
    if probe[offset] == 0x20 { offset &+= 1 }
    let digits = probe.run(from: offset, limit: 7, where: ByteClass.isDigit)
    return digits >= 1 && digits <= 6 && !ByteClass.isWord(probe[offset &+ digits]) ? offset &+ digits &- end : 0
  }

  private static func isExtension(_ probe: inout Probe, _ end: Int) -> Bool { extensionLength(&probe, end) > 0 }
}

/// The country codes of the international numbering plan (ITU E.164), with the lengths of national numbers.
enum CountryCodes {
  /// Whether digits begin with a country code and have a length that fits.
  static func isPlausible(_ digits: ArraySlice<UInt8>) -> Bool {
    guard 8...15 ~= digits.count, let first = digits.first, first != 0x30 else { return false }
    let bytes = Array(digits.prefix(3))
    let one = Int(bytes[0] &- 0x30)
    let two = one * 10 + Int(bytes[1] &- 0x30)
    let three = two * 10 + Int(bytes[2] &- 0x30)
    if one == 1 { return digits.count == 11 && bytes[1] >= 0x32 }
    if one == 7 { return digits.count == 11 }
    if twoDigit.contains(two) { return digits.count >= 9 }
    return threeDigit.contains(three) && digits.count >= 9
  }

  private static let twoDigit: Set<Int> = [
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81,
    82, 84, 86, 90,
    91, 92, 93, 94, 95, 98,
  ]
  private static let threeDigit: Set<Int> = Set(
    [
      211, 212, 213, 216, 218, 290, 291, 297, 298, 299, 420, 421, 423, 800, 808, 850, 852, 853, 855, 856, 870, 878, 880, 881, 882, 883, 886,
      888,
    ]
      + Array(220...269) + Array(350...359) + Array(370...389) + Array(500...509) + Array(590...599) + Array(670...692) + Array(960...979)
      + Array(992...998))
}
