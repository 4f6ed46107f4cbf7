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
    // SAFETY: 64 bytes from `start` on are there, and any bits are a vector.
    let all = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD8<UInt64>.self)
    words = Self.gathered(Self.wordBytes(all))
    // Most blocks have no mark.
    let found = sought.found(in: all)
    if found != .zero { marks = Self.gathered(found) }
  }

  private mutating func readEnd(_ text: Span<UInt8>, _ start: Int, _ sought: Marks) {
    for index in start..<text.count {
      let bit = UInt64(1) << UInt64(index &- start)
      if ByteClass.isWord(text[index]) { words |= bit }
      if sought.contains(text[index]) { marks |= bit }
    }
  }

  /// Which of the up to 64 bytes from a position on are underscores.
  @inline(__always)
  static func underscores(_ text: Span<UInt8>, at start: Int) -> UInt64 {
    guard start &+ size <= text.count else {
      var bits: UInt64 = 0
      for index in start..<text.count where text[index] == UInt8(ascii: "_") { bits |= 1 << UInt64(index &- start) }
      return bits
    }
    // SAFETY: 64 bytes from `start` on are there, and any bits are a vector.
    let all = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD8<UInt64>.self)
    let found = equal(all & Self.all(0x7f), Self.all(UInt8(ascii: "_"))) & ~all & Self.all(0x80)
    return found == .zero ? 0 : gathered(found)
  }

  /// The highest bit of each byte that is a letter, a digit or `_`. No carry leaves a byte: the lower seven bits are compared.
  @inline(__always)
  private static func wordBytes(_ bytes: SIMD8<UInt64>) -> SIMD8<UInt64> {
    let low = bytes & Self.all(0x7f)
    let folded = low | Self.all(0x20)
    // From `a` on and not behind `z`; from `0` on and not behind `9`.
    let letters = (folded &+ Self.all(0x1f)) ^ (folded &+ Self.all(0x05))
    let digits = (low &+ Self.all(0x50)) ^ (low &+ Self.all(0x46))
    return (letters | digits | equal(low, Self.all(0x5f))) & ~bytes & Self.all(0x80)
  }

  /// The highest bit of each byte, below 0x80 all of them, that is equal in both.
  @inline(__always)
  fileprivate static func equal(_ low: SIMD8<UInt64>, _ pattern: SIMD8<UInt64>) -> SIMD8<UInt64> {
    ~((low ^ pattern) &+ Self.all(0x7f))
  }

  /// A byte, 64 times.
  @inline(__always)
  fileprivate static func all(_ byte: UInt8) -> SIMD8<UInt64> { SIMD8(repeating: UInt64(byte) &* 0x0101_0101_0101_0101) }

  /// The highest bits of 64 bytes as the bits of one number.
  @inline(__always)
  private static func gathered(_ bytes: SIMD8<UInt64>) -> UInt64 {
    let halves = (gathered(bytes[0]) | gathered(bytes[1]) << 8, gathered(bytes[2]) | gathered(bytes[3]) << 8)
    let others = (gathered(bytes[4]) | gathered(bytes[5]) << 8, gathered(bytes[6]) | gathered(bytes[7]) << 8)
    return halves.0 | halves.1 << 16 | (others.0 | others.1 << 16) << 32
  }

  /// The highest bits of eight bytes as the bits of one, no other bit being set.
  @inline(__always)
  private static func gathered(_ bits: UInt64) -> UInt64 { (UInt64(littleEndian: bits) &* 0x0002_0408_1020_4081) >> 56 }

  /// Up to two ASCII bytes that are looked for.
  struct Marks: Sendable {
    /// How many there can be.
    static let capacity = 2
    private var patterns: (UInt8, UInt8) = (0, 0)
    private(set) var count = 0

    /// Adds a mark; false when there is no room, or it is there, or it is not ASCII.
    mutating func add(_ mark: UInt8) -> Bool {
      guard count < Self.capacity, mark < 0x80, !contains(mark) else { return false }
      patterns = count == 0 ? (mark, mark) : (patterns.0, mark)
      count &+= 1
      return true
    }

    /// Whether a byte is one of them.
    func contains(_ byte: UInt8) -> Bool { count > 0 && (patterns.0 == byte || patterns.1 == byte) }

    /// The highest bit of each byte that is a mark.
    @inline(__always)
    fileprivate func found(in bytes: SIMD8<UInt64>) -> SIMD8<UInt64> {
      guard count > 0 else { return .zero }
      let low = bytes & TextBlock.all(0x7f)
      let either = TextBlock.equal(low, TextBlock.all(patterns.0)) | TextBlock.equal(low, TextBlock.all(patterns.1))
      return either & ~bytes & TextBlock.all(0x80)
    }
  }
}
