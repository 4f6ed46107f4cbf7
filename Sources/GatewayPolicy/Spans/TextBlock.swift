import CTextScan

/// Up to 64 bytes of a text, as one bit for each: what they are.
struct TextBlock {
  /// How many bytes a block has at most.
  static let size = 64

  private let bits: CTextBits
  /// The marks.
  let marks: UInt64

  /// Reads the block that begins at a position; what lies behind the text's end is blank.
  @inline(__always)
  init(_ text: Span<UInt8>, at start: Int, marks sought: Marks) {
    let (mark, other) = sought.patterns
    let known = text.count &- start
    // SAFETY: 64 bytes from `start` on are there, or the known ones.
    bits = unsafe text.withUnsafeBufferPointer {
      let bytes = unsafe $0.baseAddress.unsafelyUnwrapped + start
      return known >= Self.size ? unsafe CTextBitsOf(bytes, mark, other) : unsafe CTextBitsOfEnd(bytes, known, mark, other)
    }
    marks = sought.count == 0 ? 0 : bits.marks
  }

  /// The bytes of words.
  @inline(__always)
  var words: UInt64 { bits.lower | bits.loud | bits.underscores }

  /// Small letters.
  @inline(__always)
  var lower: UInt64 { bits.lower }

  /// Capitals and digits.
  @inline(__always)
  var loud: UInt64 { bits.loud }

  @inline(__always)
  var underscores: UInt64 { bits.underscores }

  /// Blanks and control characters, line breaks among them.
  @inline(__always)
  var blanks: UInt64 { bits.blanks }

  /// Up to two ASCII bytes that are looked for.
  struct Marks: Sendable {
    /// How many there can be.
    static let capacity = 2
    fileprivate private(set) var patterns: (UInt8, UInt8) = (0, 0)
    private(set) var count = 0

    /// Adds a mark; false when there is no room, or it is there, or it is not ASCII.
    mutating func add(_ mark: UInt8) -> Bool {
      guard count < Self.capacity, mark < 0x80, count == 0 || patterns.0 != mark else { return false }
      patterns = count == 0 ? (mark, mark) : (patterns.0, mark)
      count &+= 1
      return true
    }
  }
}
