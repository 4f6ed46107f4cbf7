/// Loads that are checked against the span's end; a load beyond it would trap, so callers pad what they load from.
extension RawSpan {
  /// The eight bytes at an offset, the first one in the lowest bits.
  @inline(__always)
  func eight(_ offset: Int) -> UInt64 {
    // SAFETY: bounds are checked by the load, and every bit pattern is a UInt64.
    UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The four bytes at an offset, the first one in the lowest bits.
  @inline(__always)
  func four(_ offset: Int) -> UInt32 {
    // SAFETY: bounds are checked by the load, and every bit pattern is a UInt32.
    UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The eight bytes at an offset, or those that are left, followed by zeros; the first one in the lowest bits.
  @inline(__always)
  func upToEight(_ offset: Int) -> UInt64 {
    if offset &+ 8 <= byteCount { return eight(offset) }
    var word: UInt64 = 0
    for index in (offset..<byteCount).reversed() {
      // SAFETY: bounds are checked by the load, and every bit pattern is a UInt8.
      word = word &<< 8 | UInt64(unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self))
    }
    return word
  }
}
