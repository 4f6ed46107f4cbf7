internal import Crypto

/// Numbers to base 58 in Bitcoin's alphabet, and the check that addresses and keys carry.
enum Base58 {
  /// What a character counts: digits without 0, capitals without I and O, small letters without l.
  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x31...0x39: byte &- 0x31
    case 0x41...0x48: byte &- 0x41 &+ 9
    case 0x4a...0x4e: byte &- 0x4a &+ 17
    case 0x50...0x5a: byte &- 0x50 &+ 22
    case 0x61...0x6b: byte &- 0x61 &+ 33
    case 0x6d...0x7a: byte &- 0x6d &+ 44
    default: nil
    }
  }

  /// The characters.
  static let digits = ByteSet { value(of: $0) != nil }

  /// The bytes of a number that has so many of them, the last four being the check of the others (Base58Check); nil when it does not hold.
  static func checked(_ values: [UInt8], count: Int) -> ArraySlice<UInt8>? {
    guard count > 4, let bytes = decoded(values, atMost: count), bytes.count == count else { return nil }
    let digest = SHA256.hash(data: Array(SHA256.hash(data: bytes.dropLast(4))))
    return digest.prefix(4).elementsEqual(bytes.suffix(4)) ? bytes.dropLast(4) : nil
  }

  /// The bytes of a number, nil when there are more than allowed; leading ones stand for zero bytes.
  private static func decoded(_ values: [UInt8], atMost limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    for value in values {
      var carry = Int(value)
      for index in bytes.indices {
        carry &+= Int(bytes[index]) &* 58
        bytes[index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      if carry > 0 { bytes.append(UInt8(truncatingIfNeeded: carry)) }
      if bytes.count > limit { return nil }
    }
    let zeros = values.prefix { $0 == 0 }.count
    return [UInt8](repeating: 0, count: zeros) + bytes.reversed()
  }
}
