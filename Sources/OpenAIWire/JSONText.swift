/// JSON strings: writing them, and undoing their escapes.
public enum JSONText {
  /// A JSON string literal of a text, with the quotes and no more escapes than JSON demands.
  public static func quoted(_ string: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(string.utf8.count &+ 2)
    appendQuoted(string, to: &result)
    return result
  }

  /// Appends what ``quoted(_:)`` gives.
  public static func appendQuoted(_ string: String, to result: inout [UInt8]) {
    result.append(0x22)
    for byte in string.utf8 { append(byte, to: &result) }
    result.append(0x22)
  }

  /// Appends one byte of a UTF-8 text, escaped if JSON demands it.
  private static func append(_ byte: UInt8, to result: inout [UInt8]) {
    switch byte {
    case 0x22, 0x5c: result += [0x5c, byte]
    case 0x08: result += [0x5c, 0x62]
    case 0x09: result += [0x5c, 0x74]
    case 0x0a: result += [0x5c, 0x6e]
    case 0x0c: result += [0x5c, 0x66]
    case 0x0d: result += [0x5c, 0x72]
    case 0..<0x20:
      let low = byte & 15
      result += [0x5c, 0x75, 0x30, 0x30, 0x30 &+ (byte >> 4), low < 10 ? 0x30 &+ low : 0x57 &+ low]
    default: result.append(byte)
    }
  }

  /// The halves of surrogate pairs at the ends of a string, which was cut between them.
  public struct Halves: Hashable, Sendable {
    /// The second half that it begins with.
    public var low: UInt32?
    /// The first half that it ends with.
    public var high: UInt32?

    /// Whether there is one.
    public var isAny: Bool { low != nil || high != nil }
  }

  /// The halves at the ends of a string that a cursor has read.
  public static func halves(_ bytes: RawSpan, _ token: StringToken) -> Halves {
    let content = token.content.clamped(to: bytes.byteOffsets)
    var halves = Halves()
    guard token.hasEscapes, content.count >= 6 else { return halves }
    if let first = JSONEscape.half(bytes, at: content.lowerBound, end: content.upperBound), first >= 0xdc00 { halves.low = first }
    let last = content.upperBound &- 6
    guard let unit = JSONEscape.half(bytes, at: last, end: content.upperBound), unit < 0xdc00 else { return halves }
    // A backslash that is escaped itself begins nothing.
    var start = last
    while start > content.lowerBound, bytes.byte(start &- 1) == 0x5c { start &-= 1 }
    if (last &- start) % 2 == 0 { halves.high = unit }
    return halves
  }

  /// The character of two halves, in UTF-8.
  public static func joined(high: UInt32, low: UInt32) -> [UInt8] {
    var result: [UInt8] = []
    JSONEscape(high: high, low: low).append(to: &result)
    return result
  }

  /// The decoded bytes of a string that a cursor has read, without the halves of surrogate pairs at its ends. Escapes that the cursor would have refused are left
  /// out.
  public static func unescaped(_ bytes: RawSpan, _ token: StringToken) -> [UInt8] {
    guard token.hasEscapes else { return bytes.array(token.content) }
    var result: [UInt8] = []
    result.reserveCapacity(max(token.utf8Count, 0))
    appendUnescaped(bytes, token, to: &result)
    return result
  }

  /// Appends what ``unescaped(_:_:)`` gives.
  public static func appendUnescaped(_ bytes: RawSpan, _ token: StringToken, to result: inout [UInt8]) {
    guard token.hasEscapes else { return bytes.append(token.content, to: &result) }
    let content = token.content.clamped(to: bytes.byteOffsets)
    var index = content.lowerBound
    while index < content.upperBound {
      let plain = index
      index = backslash(bytes, index..<content.upperBound)
      bytes.append(plain..<index, to: &result)
      guard index < content.upperBound else { break }
      guard let escape = JSONEscape(bytes, at: index, end: content.upperBound) else {
        index &+= JSONEscape.half(bytes, at: index, end: content.upperBound) == nil ? 1 : 6
        continue
      }
      escape.append(to: &result)
      index &+= escape.length
    }
  }

  /// The first backslash in a range, or the range's end. Eight bytes at a time.
  private static func backslash(_ bytes: RawSpan, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let word = bytes.eight(index) ^ 0x5c5c_5c5c_5c5c_5c5c
      let flags = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if flags != 0 { return index &+ flags.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < range.upperBound, bytes.byte(index) != 0x5c { index &+= 1 }
    return index
  }

  /// The decoded text of a string that a cursor has read.
  public static func string(_ bytes: RawSpan, _ token: StringToken) -> String {
    token.hasEscapes ? String(decoding: unescaped(bytes, token), as: UTF8.self) : bytes.string(token.content)
  }

  /// The decoded text of a string, to compare with words that are known: empty when it is longer than ``longestWord``, as none of them is.
  ///
  /// Swift compares and hashes strings by canonical equivalence, at a cost that grows with the square of the combining marks in a row: what a peer sends is not compared
  /// as it comes.
  public static func word(_ bytes: RawSpan, _ token: StringToken) -> String {
    guard token.content.count <= longestWord * 6 else { return "" }
    let text = string(bytes, token)
    return text.utf8.count <= longestWord ? text : ""
  }

  /// So many bytes no word that is known is longer than.
  static let longestWord = 64
}

extension JSONText {
  /// The decoded bytes of a string literal that stands, with its quotes, at a range which was validated before.
  public static func decoded(_ bytes: RawSpan, string range: Range<Int>) -> [UInt8] {
    var cursor = JSONCursor()
    let literal = bytes.extracting(range.clamped(to: bytes.byteOffsets))
    do throws(JSONProblem) { return unescaped(literal, try cursor.string(literal)) } catch { return [] }
  }
}
