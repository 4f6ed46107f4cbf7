/// Identity numbers of letters and digits that check themselves: Spain, Italy, India, the United Kingdom.
enum IdentityCode {
  private static let spanish = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)

  /// Spain's NIF: eight digits and a letter that is their remainder by 23. A blank or hyphen may stand before the letter.
  static func matchDigitLed(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    guard let end = spanishEnd(&probe, from: 0, digits: 8, lead: 0) else { return }
    matches.append(SpanMatch(.nationalID, length: end, score: context.all.contains(.nationalID) ? 98 : 90))
  }

  /// What begins with a letter.
  static func matchLetterLed(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    let first = probe[0] & 0xdf
    if first >= UInt8(ascii: "X"), first <= UInt8(ascii: "Z"),
      let end = spanishEnd(&probe, from: 1, digits: 7, lead: Int(first &- UInt8(ascii: "X")))
    {
      matches.append(SpanMatch(.nationalID, length: end, score: 95))
    }
    matchInsurance(&probe, context, &matches)
    matchIndian(&probe, context, &matches)
    ItalianCode.match(&probe, &matches)
  }

  private static func spanishEnd(_ probe: inout Probe, from start: Int, digits count: Int, lead: Int) -> Int? {
    let offset = probe[start] == UInt8(ascii: "-") && start > 0 ? start &+ 1 : start
    let number = probe.number(at: offset, limit: count)
    guard number.count == count else { return nil }
    var end = offset &+ count
    if probe[end] == UInt8(ascii: "-") { end &+= 1 }
    let letter = probe[end] & 0xdf
    let value = count == 7 ? lead &* 10_000_000 &+ number.value : number.value
    guard ByteClass.isLetter(probe[end]), letter == spanish[value % 23], probe.endsWord(end &+ 1) else { return nil }
    return end &+ 1
  }

  /// The national insurance number: two letters, six digits in pairs, A to D.
  private static func matchInsurance(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    guard ByteClass.isUpper(probe[0]) || context.all.contains(.nino), ByteClass.isLetter(probe[1]) else { return }
    let (one, two) = (probe[0] & 0xdf, probe[1] & 0xdf)
    guard !isExcluded(one), !isExcluded(two), two != UInt8(ascii: "O") else { return }
    switch (one, two) {
    case (0x42, 0x47), (0x47, 0x42), (0x4b, 0x4e), (0x4e, 0x4b), (0x4e, 0x54), (0x54, 0x4e), (0x5a, 0x5a): return
    default: break
    }
    var offset = 2
    for pair in 0..<4 {
      if probe[offset] == UInt8(ascii: " ") || probe[offset] == UInt8(ascii: "-") { offset &+= 1 }
      if pair == 3 { break }
      guard probe.isDigit(offset), probe.isDigit(offset &+ 1) else { return }
      offset &+= 2
    }
    let suffix = probe[offset] & 0xdf
    guard suffix >= UInt8(ascii: "A"), suffix <= UInt8(ascii: "D"), probe.endsWord(offset &+ 1) else { return }
    matches.append(SpanMatch(.nationalID, length: offset &+ 1, score: context.all.contains(.nino) ? 97 : 85))
  }

  private static func isExcluded(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "D"), UInt8(ascii: "F"), UInt8(ascii: "I"), UInt8(ascii: "Q"), UInt8(ascii: "U"), UInt8(ascii: "V"): true
    default: false
    }
  }

  /// India's PAN: five letters, the fourth the kind of holder, four digits, a letter.
  private static func matchIndian(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    for index in 0..<10 {
      let byte = probe[index]
      guard 5..<9 ~= index ? ByteClass.isDigit(byte) : ByteClass.isUpper(byte) else { return }
    }
    switch probe[3] {
    case UInt8(ascii: "P"), UInt8(ascii: "C"), UInt8(ascii: "F"), UInt8(ascii: "H"), UInt8(ascii: "A"), UInt8(ascii: "T"),
      UInt8(ascii: "B"),
      UInt8(ascii: "L"), UInt8(ascii: "J"), UInt8(ascii: "G"):
      break
    default: return
    }
    guard probe.endsWord(10) else { return }
    matches.append(SpanMatch(.nationalID, length: 10, score: context.all.contains(.pan) ? 95 : 75))
  }
}
