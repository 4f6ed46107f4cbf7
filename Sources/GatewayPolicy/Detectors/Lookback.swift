/// The words in front of a probe's start: what says that a number is an account, and not a price.
struct Lookback {
  /// The text in front of the start, in lower case, at most ``Probe/lookbehind`` bytes.
  private let text: [UInt8]

  init(_ probe: inout Probe, limit: Int = Probe.lookbehind) {
    var offset = -1
    var reversed: [UInt8] = []
    reversed.reserveCapacity(limit)
    while offset >= 0 - limit {
      let byte = probe[offset]
      guard byte != 0 else { break }
      reversed.append(ByteClass.lowered(byte))
      offset &-= 1
    }
    text = reversed.reversed()
  }

  /// Words that may stand between a label and its value.
  private static let fillers: Set<[UInt8]> = Set(
    [
      "is", "no", "nr", "num", "number", "numbers", "id", "ids", "code", "was", "are", "the", "my", "his", "her", "their", "your", "of",
      "for", "as", "and",
      "value", "ist", "lautet", "nummer", "numero", "est", "es", "de", "del", "ending", "with", "in", "card", "to", "at", "a",
    ].map { Array($0.utf8) })

  /// The label directly in front of the value: the longest of those that end there, when separators and a few filler words are passed over.
  func label<Value>(in table: LabelTable<Value>) -> Value? {
    var end = text.count
    for _ in 0..<5 {
      while end > 0, !ByteClass.isAlphanumeric(text[end - 1]), text[end - 1] < 0x80 {
        // A sentence's end or a new paragraph parts a label from what follows.
        if text[end - 1] == 0x0a, end > 1, text[end - 2] == 0x0a { return nil }
        end -= 1
      }
      guard end > 0 else { return nil }
      if let value = table.match(text[..<end]) { return value }
      var start = end
      while start > 0, ByteClass.isAlphanumeric(text[start - 1]) { start -= 1 }
      guard start < end, Self.fillers.contains(Array(text[start..<end])) else { return nil }
      end = start
    }
    return nil
  }

  /// Whether one of some words stands within so many bytes in front of the start.
  func mentions(_ words: WordSet, within limit: Int = 48) -> Bool {
    var index = max(0, text.count - limit)
    while index < text.count {
      if index == 0 || !ByteClass.isAlphanumeric(text[index - 1]) {
        var end = index
        while end < text.count, ByteClass.isAlphanumeric(text[end]) { end += 1 }
        if end > index {
          if words.contains(text[index..<end]) { return true }
          index = end
          continue
        }
      }
      index += 1
    }
    return false
  }
}

/// A set of words in lower case.
struct WordSet: Sendable {
  private let words: Set<[UInt8]>

  init(_ words: [String]) { self.words = Set(words.map { Array($0.utf8) }) }

  func contains(_ word: ArraySlice<UInt8>) -> Bool { words.contains(Array(word)) }
}

/// Labels, of one or several words, in lower case, and what they stand for. Any of `blank`, `-`, `_`, `'` and `.` may stand between the words of a label.
struct LabelTable<Value: Sendable>: Sendable {
  private let entries: [(words: [[UInt8]], value: Value)]
  private let lastWords: Set<[UInt8]>

  init(_ labels: [(String, Value)]) {
    entries = labels.map { label, value in (label.split(separator: " ").map { Array($0.utf8) }, value) }
      .sorted { $0.0.count > $1.0.count }
    lastWords = Set(entries.compactMap(\.words.last))
  }

  /// The label that a text ends with.
  func match(_ text: ArraySlice<UInt8>) -> Value? {
    guard let last = Self.lastWord(text), lastWords.contains(Array(last)) else { return nil }
    return entries.first { Self.ends(text, with: $0.words) }?.value
  }

  private static func lastWord(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var start = text.endIndex
    while start > text.startIndex, ByteClass.isAlphanumeric(text[start - 1]) { start -= 1 }
    return start < text.endIndex ? text[start...] : nil
  }

  private static func ends(_ text: ArraySlice<UInt8>, with words: [[UInt8]]) -> Bool {
    var rest = text
    for (place, word) in words.reversed().enumerated() {
      if place > 0 { while let byte = rest.last, [0x20, 0x2d, 0x5f, 0x27, 0x2e].contains(byte) { rest.removeLast() } }
      guard let last = lastWord(rest), last.elementsEqual(word) else { return false }
      rest = rest[..<last.startIndex]
    }
    return true
  }
}
