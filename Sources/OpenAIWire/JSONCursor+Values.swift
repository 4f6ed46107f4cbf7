extension JSONCursor {
  /// Passes the value at the cursor, validating all of it.
  /// - Returns: where it stands.
  @discardableResult
  public mutating func skipValue(_ bytes: RawSpan) throws(JSONProblem) -> Range<Int> {
    let start = offset
    switch peek(bytes) {
    case .string: _ = try string(bytes)
    case .number: _ = try number(bytes)
    case .bool: _ = try bool(bytes)
    case .null: try null(bytes)
    case .object:
      var frame = try enterObject(bytes)
      while try nextMember(bytes, &frame) != nil { try skipValue(bytes) }
    case .array:
      var frame = try enterArray(bytes)
      while try nextElement(bytes, &frame) { try skipValue(bytes) }
    case .invalid: throw unexpected(bytes)
    }
    return start..<offset
  }

  /// Reads the string at the cursor and decodes it.
  public mutating func decodedString(_ bytes: RawSpan) throws(JSONProblem) -> String {
    JSONText.string(bytes, try string(bytes))
  }

  /// Reads the string at the cursor, to compare it with words that are known: ``JSONText/word(_:_:)``.
  public mutating func decodedWord(_ bytes: RawSpan) throws(JSONProblem) -> String {
    JSONText.word(bytes, try string(bytes))
  }

  /// Shows the members of the object at the cursor, by their names as ``JSONText/word(_:_:)`` gives them; passes a value that is no object.
  /// - Parameter read: has to read or pass the value that the cursor, which it is given, is at.
  public mutating func members(
    _ bytes: RawSpan, _ read: (inout JSONCursor, String) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard peek(bytes) == .object else {
      try skipValue(bytes)
      return
    }
    var frame = try enterObject(bytes)
    while let token = try nextMember(bytes, &frame) { try read(&self, JSONText.word(bytes, token)) }
  }

  /// Reads `true` or `false`.
  public mutating func bool(_ bytes: RawSpan) throws(JSONProblem) -> Bool {
    if literal(bytes, 0x6575_7274) {
      offset &+= 4
      return true
    }
    offset &+= 1
    guard literal(bytes, 0x6573_6c61), bytes.byte(offset &- 1) == 0x66 else {
      offset &-= 1
      throw unexpected(bytes)
    }
    offset &+= 4
    return false
  }

  /// Reads `null`.
  public mutating func null(_ bytes: RawSpan) throws(JSONProblem) {
    guard literal(bytes, 0x6c6c_756e) else { throw unexpected(bytes) }
    offset &+= 4
  }

  /// Passes the number at the cursor.
  /// - Returns: its value if it is written as an integer (no fraction, no exponent) that fits; nil otherwise.
  @inline(__always)
  public mutating func number(_ bytes: RawSpan) throws(JSONProblem) -> Int? {
    let count = bytes.byteCount
    guard offset < count else { throw unexpected(bytes) }
    let isNegative = bytes.byte(offset) == 0x2d
    if isNegative { offset &+= 1 }
    let start = offset
    var magnitude = 0
    while offset < count {
      let digit = bytes.byte(offset) &- 0x30
      guard digit <= 9 else { break }
      magnitude = magnitude &* 10 &+ Int(truncatingIfNeeded: digit)
      offset &+= 1
    }
    let digits = offset &- start
    guard digits > 0 else { throw digitMissing(bytes) }
    guard digits == 1 || bytes.byte(start) != 0x30 else {
      offset = start
      throw problem("number with a leading zero")
    }
    if offset < count, bytes.byte(offset) == 0x2e || bytes.byte(offset) | 0x20 == 0x65 {
      try fraction(bytes)
      return nil
    }
    // Eighteen digits always fit.
    if digits > 18 { return Self.longInteger(bytes, start &- (isNegative ? 1 : 0)..<offset) }
    return isNegative ? 0 &- magnitude : magnitude
  }

  @inline(never)
  private static func longInteger(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
    range.count <= 20 ? Int(bytes.string(range)) : nil
  }

  /// Passes fraction and exponent.
  @inline(__always)
  private mutating func fraction(_ bytes: RawSpan) throws(JSONProblem) {
    if bytes.byte(offset) == 0x2e {
      offset &+= 1
      try digits(bytes)
    }
    guard offset < bytes.byteCount, bytes.byte(offset) | 0x20 == 0x65 else { return }
    offset &+= 1
    if offset < bytes.byteCount, bytes.byte(offset) == 0x2b || bytes.byte(offset) == 0x2d { offset &+= 1 }
    try digits(bytes)
  }

  @inline(__always)
  private mutating func digits(_ bytes: RawSpan) throws(JSONProblem) {
    let start = offset
    while offset < bytes.byteCount, bytes.byte(offset) &- 0x30 <= 9 { offset &+= 1 }
    guard offset > start else { throw digitMissing(bytes) }
  }

  @inline(never)
  private func digitMissing(_ bytes: RawSpan) -> JSONProblem {
    problem(offset < bytes.byteCount ? "expected a digit" : "unexpected end")
  }

  /// Whether four letters stand at the cursor.
  @inline(__always)
  private func literal(_ bytes: RawSpan, _ letters: UInt32) -> Bool {
    offset >= 0 && offset &+ 4 <= bytes.byteCount && bytes.four(offset) == letters
  }
}
