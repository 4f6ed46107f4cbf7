/// Medicare beneficiary identifiers and DEA numbers.
enum MedicalCode {
  /// The eleven positions of a Medicare beneficiary identifier, perhaps as 4-3-4 with hyphens: digits, letters without S, L, O, I, B and Z, or either.
  static func matchBeneficiary(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    let first = probe[0]
    guard first >= UInt8(ascii: "1"), first <= UInt8(ascii: "9"), ByteClass.isLetter(probe[1]) else { return }
    let isHyphenated = probe[4] == UInt8(ascii: "-")
    var offset = 0
    for position in 0..<11 {
      if isHyphenated, position == 4 || position == 7 {
        guard probe[offset] == UInt8(ascii: "-") else { return }
        offset &+= 1
      }
      let byte = probe[offset]
      let isFitting =
        switch position {
        case 0, 3, 6, 9, 10: ByteClass.isDigit(byte)
        case 1, 4, 7, 8: isLetter(byte)
        default: isLetter(byte) || ByteClass.isDigit(byte)
        }
      guard isFitting else { return }
      offset &+= 1
    }
    guard probe.endsWord(offset) else { return }
    matches.append(SpanMatch(.mbi, length: offset, score: context.all.contains(.mbi) ? 95 : 80))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    guard ByteClass.isLetter(byte) else { return false }
    switch byte | 0x20 {
    case UInt8(ascii: "s"), UInt8(ascii: "l"), UInt8(ascii: "o"), UInt8(ascii: "i"), UInt8(ascii: "b"), UInt8(ascii: "z"): return false
    default: return true
    }
  }

  /// A DEA number: a registrant's letter, a letter or 9, seven digits whose last one is a check.
  static func matchDEA(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    switch probe[0] | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "h"), UInt8(ascii: "j")...UInt8(ascii: "m"), UInt8(ascii: "p"), UInt8(ascii: "r"),
      UInt8(ascii: "s"),
      UInt8(ascii: "t"), UInt8(ascii: "u"), UInt8(ascii: "x"):
      break
    default: return
    }
    guard ByteClass.isLetter(probe[1]) || probe[1] == UInt8(ascii: "9") else { return }
    var digits: [Int] = []
    for index in 2..<9 {
      guard probe.isDigit(index) else { return }
      digits.append(Int(probe[index] &- 0x30))
    }
    guard probe.endsWord(9), digits[0] &+ digits[2] &+ digits[4] &+ 2 &* (digits[1] &+ digits[3] &+ digits[5]) > 0 else { return }
    let sum = digits[0] &+ digits[2] &+ digits[4] &+ 2 &* (digits[1] &+ digits[3] &+ digits[5])
    guard sum % 10 == digits[6] else { return }
    matches.append(SpanMatch(.dea, length: 9, score: context.all.contains(.dea) ? 98 : 70))
  }
}
