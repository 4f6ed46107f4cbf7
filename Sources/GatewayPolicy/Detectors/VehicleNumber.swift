/// Vehicle identification numbers, ISO 3779: 17 characters without I, O and Q, the ninth a check.
enum VehicleNumber {
  private static let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

  static func match(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    var sum = 0
    var digits = 0
    for index in 0..<17 {
      let byte = probe[index]
      guard let value = value(byte) else { return }
      if ByteClass.isDigit(byte) { digits &+= 1 }
      sum &+= value &* weights[index]
    }
    guard probe.endsWord(17), digits >= 3 else { return }
    let check = probe[8]
    let isChecked =
      sum % 11 == 10 ? check == UInt8(ascii: "X") || check == UInt8(ascii: "x") : check == 0x30 &+ UInt8(truncatingIfNeeded: sum % 11)
    let isLabelled = context.all.contains(.vin)
    // Seventeen digits alone are more often something else.
    if isChecked { return matches.append(SpanMatch(.vehicleID, length: 17, score: digits == 17 ? (isLabelled ? 95 : 30) : 96)) }
    if isLabelled { matches.append(SpanMatch(.vehicleID, length: 17, score: 85)) }
  }

  private static func value(_ byte: UInt8) -> Int? {
    if ByteClass.isDigit(byte) { return Int(byte &- 0x30) }
    guard ByteClass.isLetter(byte) else { return nil }
    let letter = Int((byte | 0x20) &- 0x61)
    switch letter {
    case 8, 14, 16: return nil
    case 0...7: return letter &+ 1
    case 9...13: return letter &- 8
    case 15: return 7
    case 17: return 9
    default: return letter &- 16
    }
  }
}
