internal import OpenAIWire

/// What one pass over a text finds for all classifiers: the sums of their weights, the words, and the places where marks can begin. tools/train_classifiers/features.py computes
/// the same features:
///
/// * four bytes, of which the two in the middle are of a word;
/// * words, and pairs of words that follow one another;
/// * what words are about, alone and behind the word before that is about something, if no more than seven stand between them;
/// * symbols with the kinds of what stands around them, and pairs of symbols that follow one another; a symbol behind three of the same is passed over, so that a drawn line says no more
///   for being long.
///
/// A text is divided into blocks of 64 bytes, of which the last has what is left over; eight are a bin, and two bins that follow one another are a window. Blocks that follow one another are
/// passages, which are judged for themselves in texts of a bin and more: a window dilutes them. Every byte is read once.
public struct TextReading: Sendable {
  /// How many blocks a bin has.
  static let bin = 8
  /// The hash of every word.
  private(set) var words: [UInt64] = []
  /// Where `<`, `[`, `#` and line breaks stand.
  private(set) var marks: [Int] = []
  /// How many bytes there are that escapes begin with: `%`, `\`, `&`.
  private(set) var escapeMarks = 0
  /// Whether a block has letters that stand apart, as in `i g n o r e`.
  private(set) var isSpelled = false
  /// The sums of every block.
  private(set) var blocks: [WeightSums]
  /// The sums of every window: two bins that follow one another, a text of less than two bins whole.
  private(set) var windows: [WeightSums] = []

  /// Whether the text is all ASCII: then it is the folded text.
  private(set) var isASCII = true
  /// The folded text, if the text is not all ASCII.
  private(set) var wide: [UInt8] = []

  /// Folds and reads a text in UTF-8.
  public init(_ text: Span<UInt8>) {
    guard !text.isASCII else {
      self.init(folded: text)
      return
    }
    let folded = FoldedText.bytes(of: text)
    self.init(folded: folded.span)
    wide = folded
    isASCII = false
  }

  /// Reads a folded text.
  init(folded text: Span<UInt8>, _ table: WeightTable = ClassifierWeights.table) {
    blocks = [WeightSums](repeating: WeightSums(), count: max(1, text.count / 64))
    words.reserveCapacity(text.count / 5)
    let lowered = LoweredText(text)
    var pass = ReadingPass()
    for block in lowered.words.indices {
      var count = pass.addSequences(lowered, block, table)
      count &+= pass.addWords(lowered, block, table, &words)
      if lowered.symbols[block] != 0 { count &+= pass.addSymbols(text.bytes, lowered.symbols[block], block, table, &marks) }
      isSpelled = isSpelled || Self.hasSingles(lowered.words[block])
      blocks[min(block, blocks.count &- 1)].add(pass.takeRows(), count: count)
    }
    escapeMarks = pass.escapeMarks
    windows = Self.windows(blocks)
  }

  /// Whether eight words of a block are one byte long.
  @inline(__always)
  private static func hasSingles(_ words: UInt64) -> Bool { (words & ~(words &<< 1) & ~(words &>> 1)).nonzeroBitCount >= 8 }

  private static func windows(_ blocks: [WeightSums]) -> [WeightSums] {
    var bins = [WeightSums](repeating: WeightSums(), count: max(1, blocks.count / bin))
    for (index, block) in blocks.enumerated() { bins[min(index / bin, bins.count - 1)] += block }
    return bins.count == 1 ? bins : zip(bins, bins.dropFirst()).map { $0 + $1 }
  }
}

/// The pass itself, 64 bytes a step.
private struct ReadingPass {
  private var wordStart = -1
  private var lastWord: UInt64 = 0
  private var hasWord = false
  /// The class of the last word that has one, and which word that was.
  private var lastClass: (kind: UInt8, place: Int) = (0, 0)
  private var lastSymbol: UInt8?
  /// How many bytes escapes could begin with.
  private(set) var escapeMarks = 0
  /// The rows of the block, added up. A byte begins one sequence at most, ends a word and a pair, or is a symbol and ends a pair: 64 bytes are no more than 128 features, and
  /// their 32 words at most 64 more by their classes.
  private var rows: UInt64 = 0

  /// The rows since the last time.
  mutating func takeRows() -> UInt64 {
    defer { rows = 0 }
    return rows
  }

  /// Adds the sequences of a block.
  /// - Returns: how many there are.
  @inline(__always)
  mutating func addSequences(_ text: borrowing LoweredText, _ block: Int, _ table: borrowing WeightTable) -> Int {
    let words = text.words[block]
    let next = block &+ 1 < text.words.count ? text.words[block &+ 1] : 0
    var left = words & (words &>> 1 | next &<< 63)
    let count = left.nonzeroBitCount
    let bytes = text.bytes.span.bytes
    var sum: UInt64 = 0
    while left != 0 {
      // From the byte before on: the text in lower case begins with a blank of its own.
      sum &+= table[UInt64(bytes.four(block &* 64 &+ left.trailingZeroBitCount))]
      left &= left &- 1
    }
    rows &+= sum
    return count
  }

  /// Adds the words that end in a block, and the pairs of which they are the second.
  /// - Returns: how many there are.
  @inline(__always)
  mutating func addWords(_ text: borrowing LoweredText, _ block: Int, _ table: borrowing WeightTable, _ words: inout [UInt64]) -> Int {
    let before = block == 0 ? 0 : text.words[block &- 1] &>> 63
    // Words begin and end by turns.
    var left = text.words[block] ^ (text.words[block] &<< 1 | before)
    var count = 0
    let bytes = text.bytes.span.bytes
    while left != 0 {
      let place = block &* 64 &+ left.trailingZeroBitCount
      left &= left &- 1
      guard wordStart >= 0 else {
        wordStart = place
        continue
      }
      let length = place &- wordStart
      let isLong = length > 8
      let first = bytes.eight(wordStart &+ 1) & (isLong ? UInt64.max : UInt64.max &>> UInt64(64 &- 8 &* length))
      let word = ReadWord.hash(first: first, last: isLong ? bytes.eight(place &- 7) : first, count: length)
      rows &+= table[word]
      count &+= 1
      if hasWord {
        rows &+= table[lastWord &* 31 &+ word]
        count &+= 1
      }
      let kind = table.classes[word]
      if kind != 0 { count &+= addClass(kind, words.count, table) }
      words.append(word)
      lastWord = word
      hasWord = true
      wordStart = -1
    }
    return count
  }

  /// Words of classes that are so many words apart or fewer are a pair.
  private static let classReach = 8

  /// Adds the class of a word.
  /// - Returns: how many features that is.
  @inline(__always)
  private mutating func addClass(_ kind: UInt8, _ place: Int, _ table: borrowing WeightTable) -> Int {
    let (before, start) = lastClass
    lastClass = (kind, place)
    rows &+= table[kind, behind: 0]
    guard before != 0, place &- start <= Self.classReach else { return 1 }
    rows &+= table[kind, behind: before]
    return 2
  }

  /// Adds the symbols of a block, and the pairs of which they are the second.
  /// - Returns: how many there are.
  mutating func addSymbols(_ text: RawSpan, _ symbols: UInt64, _ block: Int, _ table: borrowing WeightTable, _ marks: inout [Int]) -> Int {
    var left = symbols
    var count = 0
    while left != 0 {
      let place = block &* 64 &+ left.trailingZeroBitCount
      left &= left &- 1
      let byte = Self.byte(text, place)
      if byte == 0x3c || byte == 0x5b || byte == 0x23 || byte == 0x0a { marks.append(place) }
      if byte == 0x25 || byte == 0x5c || byte == 0x26 { escapeMarks &+= 1 }
      let before = Self.byte(text, place &- 1)
      if byte == before, byte == Self.byte(text, place &- 2), byte == Self.byte(text, place &- 3) { continue }
      let around = UInt64(ByteKind.of(before)) &<< 8 | UInt64(ByteKind.of(Self.byte(text, place &+ 1))) &<< 16
      count &+= 1
      rows &+= table[UInt64(byte) | around | 1 &<< 40]
      if let last = lastSymbol {
        rows &+= table[UInt64(last) | UInt64(byte) &<< 8 | 1 &<< 41]
        count &+= 1
      }
      lastSymbol = byte
    }
    return count
  }

  /// The byte at a place; a blank outside of the text.
  @inline(__always)
  private static func byte(_ text: RawSpan, _ place: Int) -> UInt8 {
    guard place >= 0, place < text.byteCount else { return 0x20 }
    // SAFETY: bounds are checked by the load, and every bit pattern is a UInt8.
    return unsafe text.unsafeLoad(fromByteOffset: place, as: UInt8.self)
  }
}

/// What stands beside a symbol.
private enum ByteKind {
  private static let blank: UInt8 = 0, lower: UInt8 = 1, upper: UInt8 = 2, digit: UInt8 = 3, lineBreak: UInt8 = 4, symbol: UInt8 = 5

  /// The kind of a byte.
  @inline(__always)
  static func of(_ byte: UInt8) -> UInt8 {
    if byte == 0x20 || byte == 0x09 || byte == 0x0d { return blank }
    if byte == 0x0a { return lineBreak }
    if byte >= 0x80 || ByteClass.isLower(byte) { return lower }
    return ByteClass.isUpper(byte) ? upper : ByteClass.isDigit(byte) ? digit : symbol
  }
}
