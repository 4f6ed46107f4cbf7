internal import OpenAIWire

/// Reads the lines of a file, one after the other, in blocks: memory stays the same however long the file is. What a writer may still take back is not there yet.
struct LineReader {
  /// One line of the file.
  struct Line {
    /// Where it begins in the file.
    let offset: Int
    /// Its bytes in ``LineReader/buffer``, without the line feed.
    let range: Range<Int>
    /// Whether it ends with a line feed.
    let isComplete: Bool
  }

  /// The longest line; a longer one is given in pieces, which are no records.
  static let maxLine = 4 << 20

  private let file: any AuditFile
  /// How much is read at once.
  private let block: Int
  private(set) var buffer: [UInt8] = []
  private var start = 0
  private var searched = 0
  /// Where `buffer` begins in the file.
  private var base: Int
  /// Where reading ends, whatever comes behind.
  private let end: Int

  init(_ file: any AuditFile, from offset: Int = 0, block: Int = 1 << 20, end: Int = .max) {
    self.file = file
    self.block = block
    self.end = end
    base = offset
  }

  /// The next line; nil at the end of the file. Asked again later, it reads what was appended meanwhile. A last line without its line feed is given only with `partial`.
  mutating func next(partial: Bool = true) throws(FileProblem) -> Line? {
    while true {
      if let end = nextFeed() { return take(through: end, isComplete: true) }
      if buffer.count - start >= Self.maxLine { return take(through: buffer.count, isComplete: false) }
      guard try fill() else {
        return partial && buffer.count > start ? take(through: buffer.count, isComplete: false) : nil
      }
    }
  }

  private mutating func take(through end: Int, isComplete: Bool) -> Line {
    let line = Line(offset: base + start, range: start..<end, isComplete: isComplete)
    start = isComplete ? end + 1 : end
    searched = start
    return line
  }

  private mutating func nextFeed() -> Int? {
    if let end = Self.feed(in: buffer.span.bytes, from: searched) { return end }
    searched = buffer.count
    return nil
  }

  /// The first line feed from `start` on. Eight bytes at a time.
  private static func feed(in bytes: RawSpan, from start: Int) -> Int? {
    var index = start
    while index + 8 <= bytes.byteCount {
      let word = bytes.eight(index) ^ 0x0a0a_0a0a_0a0a_0a0a
      // The lowest flag that is set is that of a byte that is zero.
      let flags = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if flags != 0 { return index + (flags.trailingZeroBitCount >> 3) }
      index += 8
    }
    while index < bytes.byteCount {
      if bytes.byte(index) == 0x0a { return index }
      index += 1
    }
    return nil
  }

  /// Reads on; false when there is nothing more.
  private mutating func fill() throws(FileProblem) -> Bool {
    let place = base + buffer.count
    guard place < end else { return false }
    let piece = try file.readSettled(at: place, count: min(block, end - place))
    guard !piece.isEmpty else { return false }
    buffer.removeFirst(start)
    base += start
    searched -= start
    start = 0
    buffer += piece
    return true
  }
}
