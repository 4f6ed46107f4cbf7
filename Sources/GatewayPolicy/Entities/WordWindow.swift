/// The words around a probe's start: three before, and as many behind as a detector asks for, read when they are asked for.
///
/// Nothing is read behind the bytes that were asked for: a detector that looks at one word does not make the text wait for the next one.
struct WordWindow {
  /// The word at the start has this index.
  static let start = 3
  static let capacity = 24
  /// The longest word; what is longer is no name.
  static let longest = 40
  private static let longestGap = 12

  private var words: InlineArray<24, Word>
  private var count: Int
  private let table: WordTable
  /// The word in front that was read last; what stands in front of it is known, too.
  private var pastIndex: Int?
  /// Where the next word in front ends.
  private var pastEnd = 0
  private var isPastOver = false

  /// A window whose start is the probe's.
  init(_ table: WordTable) {
    self.table = table
    words = InlineArray(repeating: Word())
    count = Self.start
  }

  /// The word at an index: ``start`` is the one at the probe's start. Behind the text's end and behind the window's capacity, an empty one.
  mutating func word(_ index: Int, _ probe: inout Probe) -> Word {
    guard index >= 0, index < Self.capacity else { return Word() }
    if index <= Self.start {
      _ = first(&probe)
      readPast(upTo: index, &probe)
      return words[index]
    }
    if count == Self.start { _ = first(&probe) }
    while count <= index {
      words[count] = next(words[count &- 1].end, isStart: false, &probe)
      count &+= 1
    }
    return words[index]
  }

  /// The word at the start alone, without what stands before.
  mutating func first(_ probe: inout Probe) -> Word {
    if count == Self.start {
      words[count] = next(0, isStart: true, &probe)
      count &+= 1
    }
    return words[Self.start]
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
      if table[hash].contains(.placePhrase) { found = step &+ 1 }
      step &+= 1
    }
    return found
  }

  private static func add(_ word: Word, to hash: inout WordHash, _ probe: inout Probe) {
    for offset in word.offset..<word.end { hash.add(ByteClass.lowered(probe[offset])) }
  }

  // MARK: Reading

  @inline(__always)
  private static func isWordByte(_ byte: UInt8) -> Bool { ByteClass.isAlphanumeric(byte) || byte >= 0x80 }

  /// Reads the gap behind `from` and the word behind the gap.
  private func next(_ from: Int, isStart: Bool, _ probe: inout Probe) -> Word {
    var word = Word()
    var offset = from
    if !isStart {
      word.gap = gap(&offset, &probe)
      word.gapLength = offset &- from
    }
    word.offset = offset
    guard Self.isWordByte(probe[offset]) else { return word }
    read(&word, Self.longest, &probe)
    return word
  }

  private func gap(_ offset: inout Int, _ probe: inout Probe) -> Gap {
    var gap: Gap = []
    let limit = offset &+ Self.longestGap
    if probe[offset] == 0x27, probe[offset &+ 1] | 0x20 == 0x73, !Self.isWordByte(probe[offset &+ 2]) {
      gap.insert(.possessive)
      offset &+= 2
    }
    while offset < limit {
      let byte = probe[offset]
      if Self.isWordByte(byte) { return gap }
      if byte == 0 { break }
      gap.formUnion(Self.kind(byte))
      offset &+= 1
    }
    return gap.union(.other)
  }

  private static func kind(_ byte: UInt8) -> Gap {
    switch byte {
    case 0x20, 0x09: .blank
    case 0x0a, 0x0d: .newline
    case 0x2c: .comma
    case 0x2e: .period
    case 0x3a, 0x3b: .colon
    case 0x22, 0x27, 0x28, 0x29, 0x5b, 0x5d, 0x60: .quote
    default: .other
    }
  }

  /// Reads a word's bytes from its offset on: letters and digits, and single `'` and `-` between letters.
  private func read(_ word: inout Word, _ limit: Int, _ probe: inout Probe) {
    var length = 0
    var uppers = 0
    var lowers = 0
    var digits = 0
    var part = WordHash()
    var parts: WordClass = []
    var hasParts = false
    while length < limit {
      let byte = probe[word.offset &+ length]
      if !Self.isWordByte(byte) {
        guard byte == 0x27 || byte == 0x2d, ByteClass.isLetter(probe[word.offset &+ length &+ 1]),
          !isPossessive(word.offset &+ length, &probe)
        else { break }
        parts.formUnion(table[hasParts ? part : word.hash])
        part = WordHash()
        hasParts = true
      }
      let low = ByteClass.lowered(byte)
      if ByteClass.isUpper(byte) {
        uppers &+= 1
      } else if ByteClass.isLower(byte) {
        lowers &+= 1
      } else if ByteClass.isDigit(byte) {
        digits &+= 1
      }
      word.hash.add(low)
      if hasParts, byte != 0x27, byte != 0x2d { part.add(low) }
      if length < 3 { word.head = word.head << 8 | UInt32(low) }
      word.tail = word.tail << 8 | UInt32(low)
      length &+= 1
    }
    word.length = length
    word.shape = Self.shape(probe[word.offset], length, uppers, lowers, digits)
    word.classes = table[word.hash]
    if hasParts, word.classes.isEmpty { word.classes = parts.union(table[part]).subtracting([.stop, .placeStart]) }
    if word.classes.isEmpty, word.length >= 5, word.shape != .number { addStem(&word, &probe) }
    if word.shape != .number, word.classes.isDisjoint(with: [.common, .stop]) { addTail(&word, &probe) }
  }

  private func isPossessive(_ offset: Int, _ probe: inout Probe) -> Bool {
    probe[offset] == 0x27 && probe[offset &+ 1] | 0x20 == 0x73 && !Self.isWordByte(probe[offset &+ 2])
  }

  private static func shape(_ first: UInt8, _ length: Int, _ uppers: Int, _ lowers: Int, _ digits: Int) -> Word.Shape {
    if length == 0 { return .none }
    if first >= 0x80 { return .foreign }
    if digits > 0 { return uppers &+ lowers == 0 && digits == length ? .number : .code }
    guard ByteClass.isUpper(first) else { return uppers > 0 ? .mixed : .lower }
    if uppers == 1 { return length == 1 ? .initial : .capitalized }
    return lowers == 0 ? .upper : .mixed
  }

  /// Marks forms of ordinary words that the list does not have itself: `walked`, `walking`, `walks`.
  private func addStem(_ word: inout Word, _ probe: inout Probe) {
    let tail = word.tail
    let ending = tail & 0xff == 0x73 ? 1 : tail & 0xffff == 0x6564 || tail & 0xffff == 0x6c79 ? 2 : tail & 0xff_ffff == 0x696e67 ? 3 : 0
    guard ending > 0, word.length &- ending >= 4 else { return }
    var hash = WordHash()
    for offset in word.offset..<(word.end &- ending) { hash.add(ByteClass.lowered(probe[offset])) }
    if table[hash].contains(.common) { word.classes = .common }
  }

  /// Marks words that end like the name of a street: `Ziegelgasse`.
  private func addTail(_ word: inout Word, _ probe: inout Probe) {
    guard word.length >= 6, table.mayEndStreet(word.tail) else { return }
    var length = 3
    while length <= 8, length &+ 3 <= word.length {
      var hash = WordHash()
      for offset in (word.end &- length)..<word.end { hash.add(ByteClass.lowered(probe[offset])) }
      if table[hash].contains(.streetTail) {
        word.classes.insert(.streetTail)
        return
      }
      length &+= 1
    }
  }

  // MARK: What stands before

  /// Reads the words in front down to the one with an index, and what stands in front of it.
  private mutating func readPast(upTo index: Int, _ probe: inout Probe) {
    if pastIndex == nil { passGap(before: Self.start, &probe) }
    while let last = pastIndex, last > index, !isPastOver {
      var end = pastEnd
      guard readBefore(&end, last &- 1, &probe) else {
        isPastOver = true
        return
      }
      pastEnd = end
      passGap(before: last &- 1, &probe)
    }
  }

  private mutating func passGap(before index: Int, _ probe: inout Probe) {
    var end = pastEnd
    let (gap, length) = gapBefore(&end, &probe)
    pastEnd = end
    words[index].gap = gap
    words[index].gapLength = length
    pastIndex = index
  }

  /// Walks back over a gap that ends at `offset`.
  private func gapBefore(_ offset: inout Int, _ probe: inout Probe) -> (Gap, Int) {
    var gap: Gap = []
    let end = offset
    while end &- offset < Self.longestGap {
      let byte = probe[offset &- 1]
      if byte == 0 { return (gap.union(.other), end &- offset) }
      if Self.isWordByte(byte) {
        if byte | 0x20 == 0x73, probe[offset &- 2] == 0x27, Self.isWordByte(probe[offset &- 3]) {
          gap.insert(.possessive)
          offset &-= 2
        }
        return (gap, end &- offset)
      }
      gap.formUnion(Self.kind(byte))
      offset &-= 1
    }
    return (gap.union(.other), end &- offset)
  }

  /// Reads the word that ends at `offset`, and moves to its first byte.
  private mutating func readBefore(_ offset: inout Int, _ index: Int, _ probe: inout Probe) -> Bool {
    let end = offset
    while end &- offset < Self.longest {
      let byte = probe[offset &- 1]
      guard Self.isWordByte(byte) || (byte == 0x27 || byte == 0x2d) && offset < end && ByteClass.isLetter(probe[offset &- 2]) else { break }
      offset &-= 1
    }
    guard offset < end, Self.isWordByte(probe[offset]) else { return false }
    var word = Word()
    word.offset = offset
    read(&word, end &- offset, &probe)
    words[index] = word
    return true
  }
}
