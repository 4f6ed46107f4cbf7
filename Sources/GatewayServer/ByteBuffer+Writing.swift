internal import NIOCore

extension ByteBuffer {
  /// Writes a non-negative number in hexadecimal.
  mutating func writeHex(_ number: Int) { writeDigits(number, radix: 16) }

  /// Writes a number in decimal; negative ones, which the gateway does not have, as 0.
  mutating func writeDecimal(_ number: Int) { writeDigits(number, radix: 10) }

  private mutating func writeDigits(_ number: Int, radix: Int) {
    let number = max(0, number)
    var divisor = 1
    while number / divisor >= radix { divisor *= radix }
    // An `Int` has 19 digits at most.
    writeWithOutputRawSpan(minimumWritableBytes: 19) { span in
      while divisor > 0 {
        let digit = UInt8(truncatingIfNeeded: number / divisor % radix)
        span.append(digit < 10 ? 0x30 &+ digit : 0x57 &+ digit)
        divisor /= radix
      }
    }
  }

  /// Writes `count` bytes from `offset` of another buffer's readable bytes; nothing when the range lies outside.
  mutating func write(_ other: ByteBuffer, _ range: Range<Int>) {
    guard range.lowerBound >= 0, range.upperBound <= other.readableBytes else { return }
    writeBytes(other.readableBytesSpan.extracting(range))
  }
}
