/// What eight bytes are, all at once: a bit for each byte, and the bytes with letters in lower case and everything that is not of a word as a blank.
///
/// Of words are ASCII letters and digits and every byte that is not ASCII. Blank are the blank, the tab and the carriage return. The rest, line breaks among it, are symbols.
struct ByteLanes {
  /// Letters in lower case, digits, bytes that are not ASCII; blanks for everything else.
  let lowered: UInt64
  /// The bytes of words, the first byte in the lowest bit.
  let words: UInt64
  /// The symbols, likewise.
  let symbols: UInt64

  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// Looks at eight bytes, the first one in the lowest bits.
  @inline(__always)
  init(_ bytes: UInt64) {
    let low = bytes & ~Self.high
    let letter = Self.letters(bytes)
    let word = Self.words(bytes)
    let printed =
      ((low ^ Self.all(0x20)) &+ Self.all(0x7f)) & ((low ^ Self.all(0x09)) &+ Self.all(0x7f)) & ((low ^ Self.all(0x0d)) &+ Self.all(0x7f))
    let mask = (word &>> 7) &* 0xff
    lowered = (bytes | letter &>> 2) & mask | Self.all(0x20) & ~mask
    words = Self.gathered(word)
    symbols = Self.gathered(printed & ~word & Self.high)
  }

  /// The highest bits of those bytes that are equal to an ASCII one.
  @inline(__always)
  static func equal(_ bytes: UInt64, _ byte: UInt8) -> UInt64 { ~(((bytes & ~high) ^ all(UInt64(byte))) &+ all(0x7f)) & ~bytes & high }

  /// The highest bits of those bytes that are blanks or control characters.
  @inline(__always)
  static func blank(_ bytes: UInt64) -> UInt64 { ~((bytes & ~high) &+ all(0x80 - 0x21)) & ~bytes & high }

  /// The highest bits of those bytes that are ASCII letters.
  @inline(__always)
  static func letters(_ bytes: UInt64) -> UInt64 {
    // No sum here carries into the next byte: both numbers are below 128.
    let folded = bytes & ~high | all(0x20)
    return (folded &+ all(0x80 - 0x61)) & ~(folded &+ all(0x80 - 0x7b)) & ~bytes & high
  }

  /// The highest bits of those bytes that are ASCII, from one to another.
  @inline(__always)
  static func range(_ bytes: UInt64, _ first: UInt64, _ last: UInt64) -> UInt64 {
    let low = bytes & ~high
    return (low &+ all(0x80 - first)) & ~(low &+ all(0x7f - last)) & ~bytes & high
  }

  /// The highest bits of those bytes that are of words: letters, digits, and what is not ASCII.
  @inline(__always)
  static func words(_ bytes: UInt64) -> UInt64 { letters(bytes) | range(bytes, 0x30, 0x39) | bytes & high }

  /// The highest bits of those bytes that are none of a name: of no word, and no `_`, `-` or dot.
  @inline(__always)
  static func notNames(_ bytes: UInt64) -> UInt64 { ~(words(bytes) | equal(bytes, 0x5f) | range(bytes, 0x2d, 0x2e)) & high }

  /// The bytes with letters in lower case.
  @inline(__always)
  static func lowered(_ bytes: UInt64) -> UInt64 { bytes | (letters(bytes) & ~(bytes &<< 2)) &>> 2 }

  @inline(__always)
  private static func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The highest bits of all bytes, side by side.
  @inline(__always)
  private static func gathered(_ bits: UInt64) -> UInt64 { ((bits &>> 7) &* 0x0102_0408_1020_4080) &>> 56 }
}
