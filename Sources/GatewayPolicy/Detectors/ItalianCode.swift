/// Italy's codice fiscale: six letters, year, month letter, day, place, and a check letter.
enum ItalianCode {
  /// What the characters in odd places count: 0 to 9, and A to Z, where A to J count as the digits do.
  private static let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

  static func match(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var sum = 0
    for index in 0..<15 {
      let byte = probe[index]
      let isLetter = ByteClass.isLetter(byte)
      switch index {
      case 0..<6, 8, 11: guard isLetter else { return }
      // Letters stand for digits where two persons would have the same code.
      default: guard ByteClass.isDigit(byte) || isLetter else { return }
      }
      let value = isLetter ? Int((byte | 0x20) &- 0x61) : Int(byte &- 0x30)
      sum &+= index & 1 == 0 ? odd[value] : value
    }
    guard ByteClass.isDigit(probe[6]) || ByteClass.isDigit(probe[9]), ByteClass.isLetter(probe[15]), probe.endsWord(16) else { return }
    guard Int((probe[15] | 0x20) &- 0x61) == sum % 26 else { return }
    matches.append(SpanMatch(.nationalID, length: 16, score: 97))
  }
}
