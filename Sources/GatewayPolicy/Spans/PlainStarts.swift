import CTextScan

/// The starts of nearly all words of prose, small letters behind a blank: whether anybody can find something there, by two look-ups of one bit each.
///
/// A row is in the table for what stands in front, or in the one for what follows, whichever says more; so a start that neither table knows is one of no row. Of a byte its lowest
/// five bits count, so that a look-up may say more than is so, and never less. Starts behind characters that are not ASCII are none of these.
struct PlainStarts: Sendable {
  /// How many places in front of a start are looked at, the blank directly in front of it among them; and how many from it on.
  private static let depth = 4
  private static let reach = 3
  /// How many numbers a table has.
  private static let size = 1 << 9

  private static let ascii = ByteSet { $0 < 0x80 }
  private static let blanks = ByteSet { $0 <= 0x20 }
  /// What may stand behind the start's first byte.
  private static let quiet = ByteSet { !ByteClass.isUpper($0) && !ByteClass.isDigit($0) }

  /// A bit for the bytes of each three places: those in front of the blank, and those from the start on.
  private var tables = [UInt64](repeating: 0, count: 2 * size)

  /// Adds a row.
  /// - Parameter sets: The bytes at each place, from `-StartShape.depth` on.
  mutating func add(_ sets: [ByteSet]) {
    let start = StartShape.depth
    if sets[start - 1].intersection(Self.blanks) == ByteSet() { return }
    let before = sets[start - Self.depth..<start - 1].map { Self.classes($0.intersection(Self.ascii)) }
    let after = sets[start..<start + Self.reach].enumerated().map { Self.classes($1.intersection($0 == 0 ? .lower : Self.quiet)) }
    let (few, many) = (before.reduce(1) { $0 * $1.nonzeroBitCount }, after.reduce(1) { $0 * $1.nonzeroBitCount })
    if few == 0 || many == 0 { return }
    if few < many { add(before, to: 0) } else { add(after, to: Self.size) }
  }

  /// The lowest five bits of some bytes, as a bit for each.
  private static func classes(_ set: ByteSet) -> UInt32 {
    var classes: UInt32 = 0
    set.forEach { classes |= 1 << UInt32($0 & 31) }
    return classes
  }

  private mutating func add(_ places: [UInt32], to table: Int) {
    for third in 0..<32 where places[2] >> third & 1 != 0 {
      // The bytes at the first place are half a number, side by side.
      for second in 0..<32 where places[1] >> second & 1 != 0 {
        tables[table + (third << 4 | second >> 1)] |= UInt64(places[0]) << UInt64((second & 1) << 5)
      }
    }
  }

  /// Those of a block's starts at which no row can fit, as far as that is to be seen here.
  /// - Parameter starts: Where a word, or none, begins: no byte of a word stands in front.
  @inline(__always)
  func idle(_ text: Span<UInt8>, _ block: TextBlock, at base: Int, starts: UInt64) -> UInt64 {
    let (count, loud) = (text.count &- base, block.loud)
    var places = starts & block.lower & block.blanks << 1 & ~(loud >> 1 | loud >> 2) & (1 << 62 &- 1)
    // Four bytes in front of a start and four from it on are read.
    if base < Self.depth { places &= .max << UInt64(Self.depth) }
    if count < 66 { places &= count < 4 ? 0 : 1 << UInt64(count &- 3) &- 1 }
    if places == 0 { return 0 }
    // SAFETY: those bytes are in the text; there are two tables of 2^15 bits.
    return unsafe text.withUnsafeBufferPointer { bytes in
      unsafe tables.span.withUnsafeBufferPointer {
        unsafe CTextIdle(bytes.baseAddress.unsafelyUnwrapped + base, places, $0.baseAddress.unsafelyUnwrapped)
      }
    }
  }
}
