internal import NIOCore

extension ByteBuffer {
  /// Writes a non-negative number in hexadecimal.
  mutating func writeHex(_ number: Int) {
    writeString(String(number, radix: 16))
  }

  /// Writes a non-negative number in decimal.
  mutating func writeDecimal(_ number: Int) {
    if number < 10 {
      writeInteger(UInt8(truncatingIfNeeded: 0x30 &+ number))
    } else {
      writeString(String(number))
    }
  }
}
