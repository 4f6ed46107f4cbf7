/// Reads words of a text, and what stands between them.
struct WordReader: Sendable {
  /// The longest word; what is longer is no name.
  static let longest = 40
  private static let longestGap = 12
  /// The longest head of a compound.
  private static let longestHead = 14

  let table: WordTable

  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool { ByteClass.isAlphanumeric(byte) || byte >= 0x80 }

  /// Reads the gap behind `from` and the word behind the gap.
  func next(_ from: Int, isStart: Bool, _ probe: inout Probe) -> Word {
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
    // Most words have one blank between them.
    if probe[offset] == 0x20, table.bytes[probe[offset &+ 1]].isWord {
      offset &+= 1
      return .blank
    }
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
    guard probe.isKnown(word.offset, word.offset &+ limit &+ 1), readPlain(&word, limit, &probe) else {
      return readParts(&word, limit, &probe)
    }
  }

  /// Reads a word of one part, all bytes that it may have and the one behind being known.
  /// - Returns: false for a word that may have several parts, of which nothing was kept.
  @inline(__always)
  private func readPlain(_ word: inout Word, _ limit: Int, _ probe: inout Probe) -> Bool {
    let start = word.offset
    var length = 0
    var (head, tail): (UInt32, UInt32) = (0, 0)
    var sum = WordBytes.Info()
    // The hashes of the word without its last one, two and three bytes.
    var hash = WordHash()
    var shorter = (hash, hash, hash)
    while length < limit {
      let byte = probe[known: start &+ length]
      let info = table.bytes[byte]
      if !info.isWord {
        if byte == 0x27 || byte == 0x2d { return false }
        break
      }
      sum.count(info)
      shorter = (hash, shorter.0, shorter.1)
      hash.add(info.lowered)
      tail = tail << 8 | UInt32(info.lowered)
      length &+= 1
      if length == 3 { head = tail }
    }
    word.length = length
    (word.hash, word.head, word.tail) = (hash, length < 3 ? tail : head, tail)
    word.shape = Self.shape(probe[known: start], length, sum.capitals, sum.letters &- sum.capitals, sum.digits)
    word.classes = table[hash]
    if word.shape == .number { return true }
    if word.classes.isEmpty, length >= 5 {
      let ending = Self.ending(tail)
      if ending > 0, length &- ending >= 4 {
        word.classes = Self.inherited(table[ending == 1 ? shorter.0 : ending == 2 ? shorter.1 : shorter.2])
      }
    }
    addEnd(&word, &probe)
    return true
  }

  /// Reads a word that may have several parts, or of which not every byte is known.
  private func readParts(_ word: inout Word, _ limit: Int, _ probe: inout Probe) {
    let start = word.offset
    var length = 0
    var letters = 0
    var uppers = 0
    var digits = 0
    var (hash, part) = (WordHash(), WordHash())
    var (head, tail): (UInt32, UInt32) = (0, 0)
    var parts: WordClass = []
    var hasParts = false
    while length < limit {
      let byte = probe[start &+ length]
      if !Self.isWordByte(byte) {
        guard byte == 0x27 || byte == 0x2d, ByteClass.isLetter(probe[start &+ length &+ 1]),
          !isPossessive(start &+ length, &probe)
        else { break }
        parts.formUnion(table[hasParts ? part : hash])
        part = WordHash()
        hasParts = true
      }
      let low = ByteClass.lowered(byte)
      letters &+= ByteClass.isLetter(byte) ? 1 : 0
      uppers &+= ByteClass.isUpper(byte) ? 1 : 0
      digits &+= ByteClass.isDigit(byte) ? 1 : 0
      hash.add(low)
      if hasParts, byte != 0x27, byte != 0x2d { part.add(low) }
      if length < 3 { head = head << 8 | UInt32(low) }
      tail = tail << 8 | UInt32(low)
      length &+= 1
    }
    word.length = length
    (word.hash, word.head, word.tail) = (hash, head, tail)
    word.shape = Self.shape(probe[start], length, uppers, letters &- uppers, digits)
    word.classes = table[hash]
    if hasParts, word.classes.isEmpty { word.classes = parts.union(table[part]).subtracting([.stop, .placeStart]) }
    if word.classes.isEmpty, word.length >= 5, word.shape != .number { addStem(&word, &probe) }
    if word.shape != .number { addEnd(&word, &probe) }
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

  /// Marks forms of ordinary words that the list does not have itself: `walked`, `walking`, `walks`, `Sundays`.
  private func addStem(_ word: inout Word, _ probe: inout Probe) {
    let ending = Self.ending(word.tail)
    guard ending > 0, word.length &- ending >= 4 else { return }
    word.classes = Self.inherited(table[hash(from: word.offset, to: word.end &- ending, &probe)])
  }

  /// What a form of a word is when the word is this.
  @inline(__always)
  private static func inherited(_ classes: WordClass) -> WordClass { classes.contains(.common) ? .common : classes.intersection(.calendar) }

  /// How many bytes the ending of a form has, by a word's last bytes; 0 for none.
  @inline(__always)
  private static func ending(_ tail: UInt32) -> Int {
    tail & 0xff == 0x73 ? 1 : tail & 0xffff == 0x6564 || tail & 0xffff == 0x6c79 ? 2 : tail & 0xff_ffff == 0x696e67 ? 3 : 0
  }

  /// Marks words by what they end with.
  private func addEnd(_ word: inout Word, _ probe: inout Probe) {
    guard word.classes.isDisjoint(with: [.common, .stop]) else { return }
    addTail(&word, &probe)
    if word.classes.isEmpty { addHead(&word, &probe) }
  }

  /// The hash of what stands between two offsets, in lower case.
  private func hash(from start: Int, to end: Int, _ probe: inout Probe) -> WordHash {
    var hash = WordHash()
    for offset in start..<end { hash.add(ByteClass.lowered(probe[offset])) }
    return hash
  }

  /// Marks words that end like the name of a street: `Ziegelgasse`.
  private func addTail(_ word: inout Word, _ probe: inout Probe) {
    guard word.length >= 6, table.mayEndStreet(word.tail) else { return }
    var length = 3
    while length <= 8, length &+ 3 <= word.length {
      if table[hash(from: word.end &- length, to: word.end, &probe)].contains(.streetTail) {
        word.classes.insert(.streetTail)
        return
      }
      length &+= 1
    }
  }

  /// Marks closed compounds that end in a thing: `Systemprompt`.
  private func addHead(_ word: inout Word, _ probe: inout Probe) {
    guard word.length >= 8, table.mayEndCompound(word.tail) else { return }
    var length = min(Self.longestHead, word.length &- 3)
    while length >= 4 {
      // Names end like short heads.
      let isLong = length > 5 || word.length &- length > 3
      if isLong, table.isCompoundHead(hash(from: word.end &- length, to: word.end, &probe)) {
        word.classes = .common
        return
      }
      length &-= 1
    }
  }

  /// Walks back over a gap that ends at `offset`.
  func gapBefore(_ offset: inout Int, _ probe: inout Probe) -> (Gap, Int) {
    // Most words have one blank between them.
    let last = probe[back: offset &- 2]
    if probe[back: offset &- 1] == 0x20, table.bytes[last].isWord, last | 0x20 != 0x73 {
      offset &-= 1
      return (.blank, 1)
    }
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

  /// Reads the word that ends at `offset`, and moves to its first byte; nil when there is none.
  func before(_ offset: inout Int, _ probe: inout Probe) -> Word? {
    let end = offset
    while end &- offset < Self.longest {
      let byte = probe[back: offset &- 1]
      guard table.bytes[byte].isWord || (byte == 0x27 || byte == 0x2d) && offset < end && ByteClass.isLetter(probe[offset &- 2]) else {
        break
      }
      offset &-= 1
    }
    guard offset < end, Self.isWordByte(probe[offset]) else { return nil }
    var word = Word()
    word.offset = offset
    read(&word, end &- offset, &probe)
    return word
  }
}
