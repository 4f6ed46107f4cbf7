extension JSONCursor {
  /// Reads the string at the cursor, which is validated: UTF-8, escapes, no control characters.
  @inline(__always)
  public mutating func string(_ bytes: RawSpan) throws(JSONProblem) -> StringToken {
    guard offset < bytes.byteCount, bytes.byte(offset) == 0x22 else { throw unexpected(bytes) }
    let start = offset &+ 1
    let end = Self.plainEnd(bytes, from: start)
    if end < bytes.byteCount, bytes.byte(end) == 0x22 {
      offset = end &+ 1
      return StringToken(content: start..<end, utf8Count: end &- start, hasEscapes: false)
    }
    return try unusualString(bytes, start: start, from: end)
  }

  /// The string that begins at an offset, a piece that may be cut between the halves of a pair; nil if there is none.
  @inline(__always)
  static func string(_ bytes: RawSpan, at offset: Int) -> StringToken? {
    var cursor = JSONCursor(duplicates: .accept)
    (cursor.offset, cursor.acceptsHalves) = (offset, true)
    return try? cursor.string(bytes)
  }

  /// Goes on with a string that holds something else than printable ASCII.
  @inline(never)
  private mutating func unusualString(_ bytes: RawSpan, start: Int, from: Int) throws(JSONProblem) -> StringToken {
    let count = bytes.byteCount
    var index = from
    var saved = 0
    var hasEscapes = false
    while index < count {
      let byte = bytes.byte(index)
      if byte >= 0x80 {
        let length = Self.sequenceLength(bytes, at: index)
        guard length > 0 else { throw JSONProblem(offset: index, reason: "invalid UTF-8") }
        index &+= length
      } else if byte == 0x22 {
        offset = index &+ 1
        return StringToken(content: start..<index, utf8Count: index &- start &- saved, hasEscapes: hasEscapes)
      } else if byte == 0x5c {
        hasEscapes = true
        let length = try Self.escape(bytes, at: index, saved: &saved, cutStart: acceptsHalves ? start : nil)
        index &+= length
      } else if byte >= 0x20 {
        // Between letters that are not ASCII there is often a single blank; longer runs are worth whole words.
        index &+= 1
        if index < count, bytes.byte(index) < 0x80 { index = Self.plainEnd(bytes, from: index) }
      } else {
        throw JSONProblem(offset: index, reason: "control character in string")
      }
    }
    throw JSONProblem(offset: count, reason: "unexpected end")
  }

  /// The length of the escape at an offset; adds to `saved` what it is shorter when decoded. `cutStart` is where the string's content begins, when it may be cut
  /// between the halves of a pair.
  @inline(__always)
  private static func escape(_ bytes: RawSpan, at index: Int, saved: inout Int, cutStart: Int?) throws(JSONProblem) -> Int {
    if index &+ 1 < bytes.byteCount {
      switch bytes.byte(index &+ 1) {
      case 0x22, 0x2f, 0x5c, 0x62, 0x66, 0x6e, 0x72, 0x74:
        saved &+= 1
        return 2
      default: break
      }
    }
    let end = bytes.byteCount
    guard let escape = JSONEscape(bytes, at: index, end: end) else {
      guard let cutStart, let half = JSONEscape.half(bytes, at: index, end: end),
        half < 0xdc00 ? index &+ 6 < end && bytes.byte(index &+ 6) == 0x22 : index == cutStart
      else { throw JSONEscape.problem(bytes, at: index, end: end) }
      saved &+= 6
      return 6
    }
    saved &+= escape.length &- escape.utf8Count
    return escape.length
  }

  /// The first byte from `from` on that is not plain: a quote, a backslash, a control character, or not ASCII. Eight bytes at a time, and
  /// 32 at a time in long strings.
  @inline(__always)
  private static func plainEnd(_ bytes: RawSpan, from: Int) -> Int {
    let count = bytes.byteCount
    var index = from
    while index &+ 8 <= count {
      let flags = unusual(bytes.eight(index))
      if flags != 0 { return index &+ flags.trailingZeroBitCount >> 3 }
      index &+= 8
      if index &- from == 32 { index = longPlainEnd(bytes, from: index) }
    }
    while index < count {
      let byte = bytes.byte(index)
      if byte == 0x22 || byte == 0x5c || byte < 0x20 || byte >= 0x80 { return index }
      index &+= 1
    }
    return count
  }

  /// Passes 32 bytes at a time, as long as all of them are plain.
  @inline(never)
  private static func longPlainEnd(_ bytes: RawSpan, from: Int) -> Int {
    let count = bytes.byteCount
    var index = from
    while index &+ 32 <= count {
      let words = bytes.words(index)
      let quotes = (words ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
      let backslashes = (words ^ 0x5c5c_5c5c_5c5c_5c5c) &- 0x0101_0101_0101_0101
      let controls = words &- 0x2020_2020_2020_2020
      let flags = (quotes | backslashes | controls | words) & SIMD4(repeating: 0x8080_8080_8080_8080)
      if flags != .zero { break }
      index &+= 32
    }
    return index
  }

  /// Flags the bytes of a word that are not plain. A borrow can raise a flag too many above a true one, never below it: the lowest flag is
  /// always right.
  @inline(__always)
  private static func unusual(_ word: UInt64) -> UInt64 {
    let quotes = (word ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
    let backslashes = (word ^ 0x5c5c_5c5c_5c5c_5c5c) &- 0x0101_0101_0101_0101
    let controls = word &- 0x2020_2020_2020_2020
    return (quotes | backslashes | controls | word) & 0x8080_8080_8080_8080
  }

  /// The length of the well-formed UTF-8 sequence at an offset, which is not ASCII; 0 if there is none.
  @inline(__always)
  static func sequenceLength(_ bytes: RawSpan, at offset: Int) -> Int {
    let left = bytes.byteCount &- offset
    let sequence = left >= 4 ? bytes.four(offset) : UInt32(truncatingIfNeeded: bytes.eight(offset, count: left))
    // Missing bytes are zero, which no continuation byte is. 0x80 marks a continuation byte: the two top bits are compared.
    let first = sequence & 0xff
    let second = sequence >> 8 & 0xff
    if first < 0xe0 { return first >= 0xc2 && sequence & 0xc000 == 0x8000 ? 2 : 0 }
    if first < 0xf0 {
      guard sequence & 0xc0_c000 == 0x80_8000 else { return 0 }
      return first == 0xe0 && second < 0xa0 || first == 0xed && second >= 0xa0 ? 0 : 3
    }
    guard sequence & 0xc0c0_c000 == 0x8080_8000, first <= 0xf4 else { return 0 }
    return first == 0xf0 && second < 0x90 || first == 0xf4 && second >= 0x90 ? 0 : 4
  }
}
