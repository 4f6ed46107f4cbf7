/// A fast keyed hash of bytes: products of 64 by 64 bits, folded, in four independent lanes. It is no cryptographic hash: its key, which is made anew in every process, keeps clients from
/// writing prompts that collide, and a collision costs no more than a worse choice of replica.
struct BlockHash: Sendable {
  private static let odd: (UInt64, UInt64, UInt64, UInt64) = (
    0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3, 0x5899_65cc_7537_4cc3
  )

  let key: UInt64

  /// Two words, folded into one.
  @inline(__always)
  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }

  /// One word after another: never the same as in another order.
  @inline(__always)
  func chained(_ previous: UInt64, _ next: UInt64) -> UInt64 {
    Self.mix(previous ^ Self.odd.0 ^ key, next ^ Self.odd.1)
  }

  /// The hash of the bytes of a range, which the caller knows to be inside.
  @inline(__always)
  func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    var (one, two) = (key ^ Self.odd.0, key ^ Self.odd.1)
    var (three, four) = (key ^ Self.odd.2, key ^ Self.odd.3)
    var index = range.lowerBound
    while index &+ 64 <= range.upperBound {
      one = Self.mix(bytes.eight(index) ^ Self.odd.0, bytes.eight(index &+ 8) ^ one)
      two = Self.mix(bytes.eight(index &+ 16) ^ Self.odd.1, bytes.eight(index &+ 24) ^ two)
      three = Self.mix(bytes.eight(index &+ 32) ^ Self.odd.2, bytes.eight(index &+ 40) ^ three)
      four = Self.mix(bytes.eight(index &+ 48) ^ Self.odd.3, bytes.eight(index &+ 56) ^ four)
      index &+= 64
    }
    while index < range.upperBound {
      one = Self.mix(one ^ Self.tail(bytes, index..<range.upperBound), Self.odd.2)
      index &+= 8
    }
    let count = UInt64(truncatingIfNeeded: range.count)
    return Self.mix(one ^ two ^ Self.odd.3, (three ^ Self.odd.1) &+ four ^ count)
  }

  /// The hash of a text.
  func hash(_ text: String) -> UInt64 {
    let bytes = Array(text.utf8)
    return hash(bytes.span.bytes, 0..<bytes.count)
  }

  /// Up to eight bytes as a word.
  @inline(__always)
  private static func tail(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    if range.count >= 8 { return bytes.eight(range.lowerBound) }
    var result: UInt64 = 0
    for index in range.reversed() { result = result &<< 8 | UInt64(bytes.byte(index)) }
    return result
  }
}
