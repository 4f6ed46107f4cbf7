/// Up to 64 bytes of a text, as one bit for each: which are bytes of a word, and which are one of a few marks.
struct TextBlock {
  /// How many bytes a block has at most.
  static let size = 64

  /// The bytes of words.
  private(set) var words: UInt64 = 0
  /// The marks.
  private(set) var marks: UInt64 = 0

  /// Reads the block that begins at a position; what lies behind the text's end is neither.
  @inline(__always)
  init(_ text: Span<UInt8>, at start: Int, marks sought: Marks) {
    guard start &+ Self.size <= text.count else {
      readEnd(text, start, sought)
      return
    }
    let bytes = text.bytes
    for step in 0..<8 {
      // SAFETY: 64 bytes from `start` on are there, and any bits are a number.
      let eight = UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start &+ step &* 8, as: UInt64.self))
      let shift = UInt64(step &* 8)
      words |= Self.gathered(Self.wordBytes(eight)) << shift
      marks |= Self.gathered(sought.found(in: eight)) << shift
    }
  }

  private mutating func readEnd(_ text: Span<UInt8>, _ start: Int, _ sought: Marks) {
    for index in start..<text.count {
      let bit = UInt64(1) << UInt64(index &- start)
      if ByteClass.isWord(text[index]) { words |= bit }
      if sought.contains(text[index]) { marks |= bit }
    }
  }

  /// The highest bit of each byte that is a letter, a digit or `_`. No carry leaves a byte: the lower seven bits are compared.
  @inline(__always)
  private static func wordBytes(_ eight: UInt64) -> UInt64 {
    let low = eight & 0x7f7f_7f7f_7f7f_7f7f
    let folded = low | 0x2020_2020_2020_2020
    // From `a` on and not behind `z`; from `0` on and not behind `9`.
    let letters = (folded &+ 0x1f1f_1f1f_1f1f_1f1f) ^ (folded &+ 0x0505_0505_0505_0505)
    let digits = (low &+ 0x5050_5050_5050_5050) ^ (low &+ 0x4646_4646_4646_4646)
    return (letters | digits | equal(low, 0x5f5f_5f5f_5f5f_5f5f)) & ~eight & 0x8080_8080_8080_8080
  }

  /// The highest bit of each byte, below 0x80 all of them, that is equal in both.
  @inline(__always)
  fileprivate static func equal(_ low: UInt64, _ pattern: UInt64) -> UInt64 { ~((low ^ pattern) &+ 0x7f7f_7f7f_7f7f_7f7f) }

  /// The highest bits of eight bytes as the bits of one.
  @inline(__always)
  private static func gathered(_ bits: UInt64) -> UInt64 { (bits &* 0x0002_0408_1020_4081) >> 56 }

  /// Up to two ASCII bytes that are looked for.
  struct Marks: Sendable {
    /// How many there can be.
    static let capacity = 2
    private var patterns: (UInt64, UInt64) = (0, 0)
    private(set) var count = 0

    /// Adds a mark; false when there is no room, or it is there, or it is not ASCII.
    mutating func add(_ mark: UInt8) -> Bool {
      guard count < Self.capacity, mark < 0x80, !contains(mark) else { return false }
      let pattern = UInt64(mark) &* 0x0101_0101_0101_0101
      patterns = count == 0 ? (pattern, pattern) : (patterns.0, pattern)
      count &+= 1
      return true
    }

    /// Whether a byte is one of them.
    func contains(_ byte: UInt8) -> Bool {
      count > 0 && (UInt8(truncatingIfNeeded: patterns.0) == byte || UInt8(truncatingIfNeeded: patterns.1) == byte)
    }

    /// The highest bit of each byte that is a mark.
    @inline(__always)
    fileprivate func found(in eight: UInt64) -> UInt64 {
      guard count > 0 else { return 0 }
      let low = eight & 0x7f7f_7f7f_7f7f_7f7f
      return (TextBlock.equal(low, patterns.0) | TextBlock.equal(low, patterns.1)) & ~eight & 0x8080_8080_8080_8080
    }
  }
}
