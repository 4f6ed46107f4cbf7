/// Checked loads. Everything that looks at a peer's bytes does so through these: a load behind the end traps, so callers compare with `byteCount` before, or pad what they load from.
extension RawSpan {
  /// The byte at an offset, which the caller has compared with `byteCount`; the load checks it again.
  @inlinable @inline(__always)
  package func byte(_ offset: Int) -> UInt8 {
    // SAFETY: bounds are checked by the load, and every bit pattern is a UInt8.
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
  }

  /// The eight bytes at an offset, the first one in the lowest bits.
  @inlinable @inline(__always)
  package func eight(_ offset: Int) -> UInt64 {
    // SAFETY: bounds are checked by the load, and every bit pattern is a UInt64.
    UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The 32 bytes at an offset, as four words in the machine's byte order.
  @inline(__always)
  func words(_ offset: Int) -> SIMD4<UInt64> {
    // SAFETY: bounds are checked by the load, and every bit pattern is a vector of words.
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
  }

  /// The four bytes at an offset, the first one in the lowest bits.
  @inlinable @inline(__always)
  package func four(_ offset: Int) -> UInt32 {
    // SAFETY: bounds are checked by the load, and every bit pattern is a UInt32.
    UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The eight bytes at an offset, or those that are left, followed by zeros; the first one in the lowest bits.
  @inlinable @inline(__always)
  package func upToEight(_ offset: Int) -> UInt64 { eight(offset, count: byteCount &- offset) }

  /// Up to eight bytes at an offset, followed by zeros.
  @inlinable @inline(__always)
  package func eight(_ offset: Int, count: Int) -> UInt64 {
    if count >= 8 { return eight(offset) }
    if count <= 0 { return 0 }
    if offset &+ 8 <= byteCount {
      return eight(offset) & ((1 &<< (UInt64(truncatingIfNeeded: count) &* 8)) &- 1)
    }
    var result: UInt64 = 0
    var index = count
    while index > 0 {
      index &-= 1
      result = result &<< 8 | UInt64(byte(offset &+ index))
    }
    return result
  }

  /// The bytes of a range as a string; invalid UTF-8 becomes U+FFFD. A range outside of the span gives what is inside.
  func string(_ range: Range<Int>) -> String {
    let inside = range.clamped(to: byteOffsets)
    // SAFETY: the buffer is read inside of the closure only.
    return unsafe extracting(inside).withUnsafeBytes { buffer in unsafe String(decoding: buffer, as: UTF8.self) }
  }

  /// The bytes of a range, copied. A range outside of the span gives what is inside.
  public func array(_ range: Range<Int>) -> [UInt8] {
    let inside = range.clamped(to: byteOffsets)
    // SAFETY: the buffer is read inside of the closure only.
    return unsafe extracting(inside).withUnsafeBytes { buffer in unsafe [UInt8](buffer) }
  }

  /// Appends the bytes of a range to an array. A range outside of the span gives what is inside.
  public func append(_ range: Range<Int>, to array: inout [UInt8]) {
    let inside = range.clamped(to: byteOffsets)
    // SAFETY: the buffer is read inside of the closure only.
    unsafe extracting(inside).withUnsafeBytes { buffer in unsafe array.append(contentsOf: buffer) }
  }

  /// Whether the bytes of two ranges of this span, which the caller knows to be inside, are the same.
  func equal(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    first.count == second.count && isEqual(first, to: self, at: second.lowerBound)
  }

  /// Whether the bytes of a range are those of another span from an offset on. Both are known to be inside.
  @inline(__always)
  func isEqual(_ range: Range<Int>, to other: RawSpan, at offset: Int) -> Bool {
    var index = 0
    while index &+ 32 <= range.count {
      if words(range.lowerBound &+ index) != other.words(offset &+ index) { return false }
      index &+= 32
    }
    while index < range.count {
      let left = range.count &- index
      if eight(range.lowerBound &+ index, count: left) != other.eight(offset &+ index, count: left) { return false }
      index &+= 8
    }
    return true
  }
}
