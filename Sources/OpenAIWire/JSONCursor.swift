/// A strict pull scanner for one JSON document (RFC 8259), in one pass, with bounds-checked loads.
///
/// It is stricter than the RFC where two parsers could read two things: duplicate members (names compared decoded, in every object), invalid
/// UTF-8, unpaired surrogate escapes, a byte order mark, and nesting beyond a limit are problems. The bytes are handed in with every call and
/// must be the same each time; only offsets are kept. After a problem the cursor is of no more use.
public struct JSONCursor: Sendable {
  /// What begins at the cursor.
  public enum Kind: Hashable, Sendable {
    /// `{`
    case object
    /// `[`
    case array
    /// `"`
    case string
    /// A digit or `-`.
    case number
    /// `true` or `false`, as far as the first letter tells.
    case bool
    /// `null`, as far as the first letter tells.
    case null
    /// No value begins here.
    case invalid
  }

  /// What to do about members of one object that have the same name.
  public enum Duplicates: Hashable, Sendable {
    /// They are a problem.
    case refuse
    /// They are handed out one after the other.
    case accept
  }

  /// An object or array that is open.
  public struct Frame: Sendable {
    var isFirst = true
    let base: Int
  }

  /// The deepest nesting that can be asked for: skipping a value is recursive.
  public static let depthCeiling = 256

  /// The next byte to be read.
  public internal(set) var offset = 0
  let maxDepth: Int
  let duplicates: Duplicates
  /// Whether a string value may begin with the second half of a surrogate pair, and end with the first half of one: a piece of a text that was cut between the two.
  /// ``JSONText/halves(_:_:)`` tells. Names of members never may.
  public var acceptsHalves = false
  var depth = 0
  var ledger = MemberLedger()

  /// A cursor in front of a document.
  public init(maxDepth: Int = 128, duplicates: Duplicates = .refuse) {
    self.maxDepth = min(max(maxDepth, 1), Self.depthCeiling)
    self.duplicates = duplicates
    if duplicates == .refuse { ledger.reserve() }
  }

  /// Goes back in front of a document, which may be another one.
  mutating func rewind() {
    offset = 0
    depth = 0
    acceptsHalves = false
    ledger.reset()
  }

  /// Moves to the first value.
  public mutating func start(_ bytes: RawSpan) throws(JSONProblem) {
    guard bytes.byteCount < 0x7fff_ffff else { throw problem("longer than 2 GiB") }
    if bytes.byteCount >= 3, bytes.byte(0) == 0xef, bytes.byte(1) == 0xbb, bytes.byte(2) == 0xbf {
      throw problem("byte order mark")
    }
    skipWhitespace(bytes)
  }

  /// Makes sure that nothing but white space is left.
  public mutating func finish(_ bytes: RawSpan) throws(JSONProblem) {
    skipWhitespace(bytes)
    if offset < bytes.byteCount { throw problem("something follows the document's end") }
  }

  /// The kind of the value at the cursor.
  @inline(__always)
  public func peek(_ bytes: RawSpan) -> Kind {
    guard offset >= 0, offset < bytes.byteCount else { return .invalid }
    switch bytes.byte(offset) {
    case 0x7b: return .object
    case 0x5b: return .array
    case 0x22: return .string
    case 0x30...0x39, 0x2d: return .number
    case 0x74, 0x66: return .bool
    case 0x6e: return .null
    default: return .invalid
    }
  }

  /// Opens the object at the cursor. Every member must be read to the end, ``nextMember(_:_:)`` must have returned nil.
  @inline(__always)
  public mutating func enterObject(_ bytes: RawSpan) throws(JSONProblem) -> Frame {
    try enter(bytes, 0x7b)
  }

  /// Opens the array at the cursor.
  @inline(__always)
  public mutating func enterArray(_ bytes: RawSpan) throws(JSONProblem) -> Frame {
    try enter(bytes, 0x5b)
  }

  /// Moves to the value of the next member of an open object.
  /// - Returns: its name, or nil at the object's end, which is passed.
  @inline(__always)
  public mutating func nextMember(_ bytes: RawSpan, _ frame: inout Frame) throws(JSONProblem) -> StringToken? {
    guard try advance(bytes, &frame, close: 0x7d) else {
      if duplicates == .refuse { ledger.close(base: frame.base) }
      return nil
    }
    guard offset < bytes.byteCount else { throw problem("unexpected end") }
    guard bytes.byte(offset) == 0x22 else { throw problem("expected a member name") }
    let name = try string(bytes)
    if acceptsHalves, name.hasEscapes, JSONText.halves(bytes, name).isAny {
      throw JSONProblem(offset: name.range.lowerBound, reason: "unpaired surrogate escape")
    }
    if duplicates == .refuse, !ledger.insert(bytes, name, base: frame.base) {
      throw duplicate(bytes, name)
    }
    skipWhitespace(bytes)
    guard offset < bytes.byteCount else { throw problem("unexpected end") }
    guard bytes.byte(offset) == 0x3a else { throw problem("expected a colon") }
    offset &+= 1
    skipWhitespace(bytes)
    return name
  }

  /// Moves to the next element of an open array.
  /// - Returns: false at the array's end, which is passed.
  @inline(__always)
  public mutating func nextElement(_ bytes: RawSpan, _ frame: inout Frame) throws(JSONProblem) -> Bool {
    try advance(bytes, &frame, close: 0x5d)
  }

  @inline(__always)
  private mutating func enter(_ bytes: RawSpan, _ brace: UInt8) throws(JSONProblem) -> Frame {
    guard offset < bytes.byteCount, bytes.byte(offset) == brace else { throw unexpected(bytes) }
    guard depth < maxDepth else { throw problem("nested deeper than \(maxDepth)") }
    depth &+= 1
    offset &+= 1
    return Frame(base: ledger.count)
  }

  /// Passes what stands between two members or elements, or the end.
  @inline(__always)
  private mutating func advance(_ bytes: RawSpan, _ frame: inout Frame, close: UInt8) throws(JSONProblem) -> Bool {
    skipWhitespace(bytes)
    guard offset < bytes.byteCount else { throw problem("unexpected end") }
    let byte = bytes.byte(offset)
    if byte == close {
      offset &+= 1
      depth &-= 1
      return false
    }
    if frame.isFirst {
      frame.isFirst = false
      return true
    }
    guard byte == 0x2c else { throw problem(close == 0x7d ? "expected a comma or }" : "expected a comma or ]") }
    offset &+= 1
    skipWhitespace(bytes)
    if offset < bytes.byteCount, bytes.byte(offset) == close { throw problem("trailing comma") }
    return true
  }

  @inline(__always)
  mutating func skipWhitespace(_ bytes: RawSpan) {
    while offset < bytes.byteCount {
      let byte = bytes.byte(offset)
      guard byte <= 0x20, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      offset &+= 1
    }
  }
}

/// Problems, made out of line.
extension JSONCursor {
  /// A problem at the cursor.
  @inline(never)
  func problem(_ reason: String, path: String? = nil) -> JSONProblem {
    JSONProblem(offset: offset, reason: reason, path: path)
  }

  /// Says why no value begins at the cursor.
  @inline(never)
  func unexpected(_ bytes: RawSpan) -> JSONProblem {
    guard offset < bytes.byteCount else { return problem("unexpected end") }
    switch bytes.byte(offset) {
    case 0x4e, 0x49: return problem("NaN and Infinity are not JSON")
    case 0x27: return problem("strings have double quotes in JSON")
    case 0x2f: return problem("JSON has no comments")
    default: return problem("unexpected character")
    }
  }

  /// Names the member only at the top level, and only if it is a name that a person would write: deeper ones may be data.
  @inline(never)
  private func duplicate(_ bytes: RawSpan, _ name: StringToken) -> JSONProblem {
    let text = JSONText.string(bytes, name)
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c }
    let reason = depth == 1 && isPlain && text.utf8.count <= 64 ? "duplicate member \"\(text)\"" : "duplicate member"
    return JSONProblem(offset: name.range.lowerBound, reason: reason)
  }
}
