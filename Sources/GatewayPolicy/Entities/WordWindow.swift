/// The words around a probe's start: three before, and as many behind as a detector asks for, read when they are asked for.
///
/// Nothing is read behind the bytes that were asked for: a detector that looks at one word does not make the text wait for the next one.
struct WordWindow: ~Copyable {
  /// The word at the start has this index.
  static let start = 3
  static let capacity = 24

  private var words: InlineArray<24, Word>
  private var count: Int
  private let reader: WordReader
  /// The word in front that was read last; what stands in front of it is known, too.
  private var pastIndex: Int?
  /// Where the next word in front ends.
  private var pastEnd = 0
  private var isPastOver = false
  /// The first word that was read, together with what stands in front of it.
  private var first = Self.start &+ 1

  /// A window whose start is the probe's, and the word there.
  init(_ word: Word, _ reader: WordReader) {
    self.reader = reader
    words = InlineArray(repeating: Word())
    words[Self.start] = word
    count = Self.start &+ 1
  }

  /// The word at the window's start, without what stands before.
  @inline(__always)
  var startWord: Word { words[Self.start] }

  /// The word at an index: ``start`` is the one at the probe's start. Behind the text's end and behind the window's capacity, an empty one.
  @inline(__always)
  mutating func word(_ index: Int, _ probe: inout Probe) -> Word {
    // SAFETY: 0 ≤ first ≤ index < count ≤ capacity.
    if index >= first, index < count { return unsafe words.span[unchecked: index] }
    return read(index, &probe)
  }

  @inline(never)
  private mutating func read(_ index: Int, _ probe: inout Probe) -> Word {
    guard index >= 0, index < Self.capacity else { return Word() }
    if index <= Self.start {
      readPast(upTo: index, &probe)
      first = isPastOver ? 0 : min(first, index)
      return words.span[index]
    }
    while count <= index {
      let word = reader.next(words.span[count &- 1].end, isStart: false, &probe)
      put(word, at: count)
      count &+= 1
    }
    return words.span[index]
  }

  /// A copy of one word, not of the window.
  private mutating func put(_ word: Word, at index: Int) {
    var words = words.mutableSpan
    words[index] = word
  }

  /// The name of several words that begins at an index and is a place: how many words it has, 0 if none.
  mutating func placePhrase(at index: Int, _ probe: inout Probe) -> Int {
    let first = word(index, &probe)
    guard first.classes.contains(.placeStart), first.isCapital else { return 0 }
    var hash = first.hash
    var found = 0
    var step = 1
    while step < 5 {
      let word = word(index &+ step, &probe)
      if word.shape == .none || word.gapLength > 2 || word.gap.contains(.comma) { break }
      hash.add(0x5f)
      Self.add(word, to: &hash, &probe)
      if reader.table[hash].contains(.placePhrase) { found = step &+ 1 }
      step &+= 1
    }
    return found
  }

  private static func add(_ word: Word, to hash: inout WordHash, _ probe: inout Probe) {
    for offset in word.offset..<word.end { hash.add(ByteClass.lowered(probe[offset])) }
  }

  // MARK: What stands before

  /// Reads the words in front down to the one with an index, and what stands in front of it.
  private mutating func readPast(upTo index: Int, _ probe: inout Probe) {
    if pastIndex == nil { passGap(before: Self.start, &probe) }
    while let last = pastIndex, last > index, !isPastOver {
      var end = pastEnd
      guard let word = reader.before(&end, &probe) else {
        isPastOver = true
        return
      }
      pastEnd = end
      put(word, at: last &- 1)
      passGap(before: last &- 1, &probe)
    }
  }

  private mutating func passGap(before index: Int, _ probe: inout Probe) {
    var end = pastEnd
    let (gap, length) = reader.gapBefore(&end, &probe)
    pastEnd = end
    var words = words.mutableSpan
    words[index].gap = gap
    words[index].gapLength = length
    pastIndex = index
  }
}
