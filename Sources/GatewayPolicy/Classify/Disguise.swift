internal import GatewayCore
internal import OpenAIWire

/// Ways to write a text so that its words are not seen, undone: control characters and tags inside of words, escapes instead of characters, letters that stand apart.
///
/// Every step reads a text once. Prose has nothing of it, which the reading tells beforehand.
enum Disguise {
  /// So many escapes are more than a stray one.
  private static let fewestEscapes = 6
  /// The longest tag that is taken out of a word, in bytes.
  private static let longestTag = 64

  /// The text without its disguise.
  /// - Parameters:
  ///   - text: the folded text.
  ///   - reading: its reading.
  /// - Returns: nothing if there is none.
  static func undone(_ text: Span<UInt8>, _ reading: TextReading) -> [UInt8]? {
    var result: [UInt8]?
    if reading.isASCII, FoldedText.hasHidden(text.bytes) { result = shown(text) }
    if reading.escapeMarks >= fewestEscapes || reading.escapeMarks > 0 && spellsCharacters(text) { result = next(text, result, unescaped) }
    if reading.marks.contains(where: { text[$0] == 0x3c }) { result = next(text, result, untagged) }
    if reading.isSpelled { result = next(text, result, joined) }
    return result
  }

  /// What a step makes of the steps' result so far, or of the text if there is none.
  private static func next(_ text: Span<UInt8>, _ result: [UInt8]?, _ step: (Span<UInt8>) -> [UInt8]?) -> [UInt8]? {
    guard let result else { return step(text) }
    return step(result.span) ?? result
  }

  /// A text without control characters that do not show: a reading keeps those of a text that is all ASCII.
  /// - Returns: nothing if there are none.
  static func shown(_ text: Span<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    for index in text.indices where !FoldedText.isHidden(text[index]) { result.append(text[index]) }
    return result.count < text.count ? result : nil
  }

  /// Whether an escape stands for an ASCII letter or digit, which nobody has to escape.
  private static func spellsCharacters(_ text: Span<UInt8>) -> Bool {
    let bytes = text.bytes
    var index = 0
    while index < text.count {
      let eight = bytes.upToEight(index)
      var marks = ByteLanes.equal(eight, 0x25) | ByteLanes.equal(eight, 0x5c) | ByteLanes.equal(eight, 0x26)
      while marks != 0 {
        if let escape = escape(text, index &+ marks.trailingZeroBitCount / 8), escape.isCharacter { return true }
        marks &= marks &- 1
      }
      index &+= 8
    }
    return false
  }

  /// A text with its escapes replaced by what they stand for: `%41`, `\x41`, `\u0041`, `\u{41}`, `&#65;`, `&#x41;`.
  /// - Returns: nothing if there are few, and none for an ASCII letter or digit.
  static func unescaped(_ text: Span<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    var count = 0
    var hasCharacter = false
    while index < text.count {
      if let escape = escape(text, index) {
        hasCharacter = hasCharacter || escape.isCharacter
        // What stands for a byte is one, whatever it is part of.
        if escape.isByte {
          result.append(UInt8(truncatingIfNeeded: escape.value))
        } else if let letter = FoldMap.tagged(escape.value) {
          result.append(letter)
        } else if let scalar = Unicode.Scalar(escape.value) {
          result += Array(String(scalar).utf8)
        }
        index = escape.end
        count += 1
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return count >= fewestEscapes || hasCharacter ? FoldedText.bytes(of: result.span) : nil
  }

  /// One escape.
  private struct Escape {
    let value: UInt32
    /// Whether it stands for a byte, not for a character.
    let isByte: Bool
    /// Behind it.
    let end: Int

    /// Whether it stands for an ASCII letter or digit.
    var isCharacter: Bool { value < 0x80 && ByteClass.isAlphanumeric(UInt8(truncatingIfNeeded: value)) }
  }

  private static func escape(_ text: Span<UInt8>, _ index: Int) -> Escape? {
    func at(_ offset: Int) -> UInt8 { index + offset < text.count ? text[index + offset] : 0 }
    func byte(_ start: Int) -> Escape? { fixed(text, start, 2).map { Escape(value: $0, isByte: true, end: start + 2) } }
    switch (text[index], at(1) | 0x20, at(2)) {
    case (0x25, _, _): return byte(index + 1)
    case (0x5c, 0x78, _): return byte(index + 2)
    case (0x5c, 0x75, 0x7b): return open(text, index + 3, 16, until: 0x7d)
    case (0x5c, 0x75, _): return unit(text, index).map { pair(text, index, $0) ?? Escape(value: $0, isByte: false, end: index + 6) }
    case (0x26, 0x23, 0x58), (0x26, 0x23, 0x78): return open(text, index + 3, 16, until: 0x3b)
    case (0x26, 0x23, _): return open(text, index + 2, 10, until: 0x3b)
    default: return nil
    }
  }

  /// The code unit of UTF-16 that an escape of JSON stands for.
  private static func unit(_ text: Span<UInt8>, _ index: Int) -> UInt32? {
    guard index + 6 <= text.count, text[index] == 0x5c, text[index + 1] | 0x20 == 0x75 else { return nil }
    return fixed(text, index + 2, 4)
  }

  /// The character of two such escapes, the first of which is a code unit.
  private static func pair(_ text: Span<UInt8>, _ index: Int, _ first: UInt32) -> Escape? {
    guard first & 0xfc00 == 0xd800, let second = unit(text, index + 6), second & 0xfc00 == 0xdc00 else { return nil }
    return Escape(value: FoldUnit.joined(first, second), isByte: false, end: index + 12)
  }

  /// A number of a fixed count of digits of hex.
  private static func fixed(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
    guard start + count <= text.count else { return nil }
    var value: UInt32 = 0
    for index in start..<(start + count) {
      guard let digit = HexText.value(text[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// A number of one to seven digits, zeros in front of it not counted, and what closes it.
  private static func open(_ text: Span<UInt8>, _ start: Int, _ base: UInt32, until close: UInt8) -> Escape? {
    var first = start
    while first < min(text.count, start + 32), text[first] == 0x30 { first += 1 }
    var value: UInt32 = 0
    for index in first..<max(first, min(text.count, first + 8)) {
      if text[index] == close, index > start { return Escape(value: value, isByte: false, end: index + 1) }
      guard let digit = HexText.value(text[index]), digit < base else { return nil }
      value = value &* base &+ UInt32(digit)
    }
    return nil
  }

  /// A text without the tags and comments that stand inside of words.
  /// - Returns: nothing if there are none.
  static func untagged(_ text: Span<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    var isChanged = false
    while index < text.count {
      if text[index] == 0x3c, index > 0, let end = innerTagEnd(text, index, follows: result.last) {
        index = end
        isChanged = true
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return isChanged ? result : nil
  }

  /// Where the tags that begin at an index end, if letters stand on both sides.
  private static func innerTagEnd(_ text: Span<UInt8>, _ index: Int, follows last: UInt8?) -> Int? {
    guard let last, ByteClass.isLetter(last) else { return nil }
    var end = index + 1
    while end < min(text.count, index + longestTag) {
      if text[end] == 0x3e {
        // Another tag may follow: `<b></b>`.
        guard end + 1 < text.count, text[end + 1] != 0x3c else {
          end += 2
          continue
        }
        return ByteClass.isLetter(text[end + 1]) ? end + 1 : nil
      }
      end += 1
    }
    return nil
  }

  /// A text whose single letters, each with one byte between them, are put together. A blank is the end of a word if the letters of the word have something else between them.
  /// - Returns: nothing if there are none.
  static func joined(_ text: Span<UInt8>) -> [UInt8]? {
    func isAlone(_ index: Int) -> Bool {
      index < text.count && ByteClass.isAlphanumeric(text[index]) && (index == 0 || !ByteClass.isAlphanumeric(text[index - 1]))
        && (index + 1 >= text.count || !ByteClass.isAlphanumeric(text[index + 1]))
    }
    var result: [UInt8] = []
    var index = 0
    // What stands between the first two letters of the word.
    var first: UInt8?
    while index < text.count {
      result.append(text[index])
      let isInside = isAlone(index) && isAlone(index + 2) && (first == nil || first == 0x20 || text[index + 1] != 0x20)
      first = isInside ? first ?? text[index + 1] : nil
      index += isInside ? 2 : 1
    }
    return result.count < text.count ? result : nil
  }
}
