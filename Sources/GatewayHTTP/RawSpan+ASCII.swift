extension StaticString {
  /// The first byte, or 0 for an empty string.
  var firstByte: UInt8 { withUTF8Buffer { $0.first ?? 0 } }
}

extension RawSpan {
  /// The byte at `offset`; the access is bounds-checked.
  @inline(__always) func byte(_ offset: Int) -> UInt8 {
    // SAFETY: every bit pattern is a UInt8, and the load checks its bounds.
    unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }

  /// Eight bytes from `offset`; the access is bounds-checked.
  @inline(__always) func word(_ offset: Int) -> UInt64 {
    // SAFETY: every bit pattern is a UInt64, and the load checks its bounds.
    unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// The offset of the first `byte` at or behind `start`, or nil.
  func firstOffset(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    var offset = start
    while offset &+ 8 <= end {
      let difference = word(offset) ^ pattern
      let hits = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
      if hits != 0 { return offset &+ hits.littleEndian.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < end {
      if self.byte(offset) == byte { return offset }
      offset &+= 1
    }
    return nil
  }

  /// Whether the bytes at `offset`, in lower case, are `text` (which is in lower case). The range must lie inside the span.
  func equalsLowercase(_ text: StaticString, at offset: Int) -> Bool {
    text.withUTF8Buffer { expected in
      guard offset &+ expected.count <= byteCount else { return false }
      for index in expected.indices {
        var byte = byte(offset &+ index)
        if byte &- 0x41 < 26 { byte |= 0x20 }
        if byte != expected[index] { return false }
      }
      return true
    }
  }

  /// Whether the bytes at `offset` are `text`, to the letter.
  func equals(_ text: StaticString, at offset: Int) -> Bool {
    text.withUTF8Buffer { expected in
      guard offset &+ expected.count <= byteCount else { return false }
      for index in expected.indices where byte(offset &+ index) != expected[index] { return false }
      return true
    }
  }

  /// Whether exactly `range`, in lower case, is `text`.
  func equalsLowercase(_ text: StaticString, in range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount && equalsLowercase(text, at: range.lowerBound)
  }
}
