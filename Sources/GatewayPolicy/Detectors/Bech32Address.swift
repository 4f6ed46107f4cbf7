/// Segregated-witness addresses: bech32 (version 0) and bech32m (later versions), by their check.
enum Bech32Address {
  private static let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// What each byte counts; 255 for those that are not used.
  private static let values: [UInt8] = {
    var result = [UInt8](repeating: 255, count: 256)
    for (value, byte) in alphabet.enumerated() {
      result[Int(byte)] = UInt8(value)
      if ByteClass.isLower(byte) { result[Int(byte & 0xdf)] = UInt8(value) }
    }
    return result
  }()

  static func match(_ probe: inout Probe, prefix: StaticString, _ matches: inout [SpanMatch]) {
    let letters = prefix.utf8CodeUnitCount
    var check: UInt32 = 1
    for index in 0..<letters { check = step(check, ByteClass.lowered(probe[index]) >> 5) }
    check = step(check, 0)
    for index in 0..<letters { check = step(check, probe[index] & 31) }
    var end = letters &+ 1
    var upper = 0
    var lower = 0
    while end < 91 {
      let byte = probe[end]
      let value = values[Int(byte)]
      if value == 255 { break }
      if ByteClass.isUpper(byte) { upper &+= 1 } else if ByteClass.isLower(byte) { lower &+= 1 }
      check = step(check, value)
      end &+= 1
    }
    guard end &- letters &- 1 >= 14, end < 91, probe.endsWord(end), upper == 0 || lower == 0 else { return }
    guard check == 1 || check == 0x2bc8_30a3 else { return }
    matches.append(SpanMatch(.cryptoAddress, length: end, score: 100))
  }

  private static func step(_ check: UInt32, _ value: UInt8) -> UInt32 {
    let top = check >> 25
    var result = (check & 0x1ff_ffff) << 5 ^ UInt32(value)
    for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { result ^= generators[bit] }
    return result
  }
}
