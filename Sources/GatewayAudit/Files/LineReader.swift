/// Reads the lines of a file, one after the other, in blocks: memory stays the same however long the file is.
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

  init(_ file: any AuditFile, from offset: Int = 0, block: Int = 1 << 20) {
    self.file = file
    self.block = block
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
    if let end = Self.feed(in: buffer.span, from: searched) { return end }
    searched = buffer.count
    return nil
  }

  private static func feed(in bytes: Span<UInt8>, from start: Int) -> Int? {
    for index in start..<bytes.count where bytes[index] == 0x0a { return index }
    return nil
  }

  /// Reads on; false when there is nothing more.
  private mutating func fill() throws(FileProblem) -> Bool {
    let piece = try file.read(at: base + buffer.count, count: block)
    guard !piece.isEmpty else { return false }
    buffer.removeFirst(start)
    base += start
    searched -= start
    start = 0
    buffer += piece
    return true
  }
}
