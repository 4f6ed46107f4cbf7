/// The hash of a word's folded bytes in lower case, fed byte by byte.
struct WordHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Takes a byte in.
  @inline(__always)
  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// What tells words apart in the table.
  @inline(__always)
  var key: UInt64 { value >> 20 }

  /// Where to look first in a table of 2^bits places.
  @inline(__always)
  func place(_ bits: Int) -> Int { Int(truncatingIfNeeded: (value &* 0x9e37_79b9_7f4a_7c15) >> UInt64(64 &- bits)) }
}
