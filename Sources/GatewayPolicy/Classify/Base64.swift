/// Base 64 (RFC 4648), with either alphabet, with or without padding.
enum Base64 {
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xff, count: 256)
    for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
      values[Int(byte)] = UInt8(value)
    }
    values[0x2d] = 62
    values[0x5f] = 63
    return values
  }()

  /// Whether a byte is of one of the alphabets.
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    ByteClass.isAlphanumeric(byte) || byte == 0x2b || byte == 0x2f || byte == 0x2d || byte == 0x5f
  }

  /// The decoded bytes of a text of the program's own.
  static func decoded(_ text: StaticString) -> [UInt8] {
    // SAFETY: the buffer is read inside of the closure only.
    text.withUTF8Buffer { unsafe decoded($0) }
  }

  /// The decoded bytes; what is no digit is passed over.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value = values[Int(byte)]
      guard value != 0xff else { continue }
      bits = bits << 6 | UInt32(value)
      count &+= 6
      if count >= 8 {
        count &-= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}
