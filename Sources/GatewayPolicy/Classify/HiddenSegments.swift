internal import GatewayCore

/// Texts that are hidden in a text: base 64, hex, ROT13, tag characters.
enum HiddenSegments {
  /// So many segments are looked at one by one; all further ones together, so that no number of harmless ones hides the one that is not.
  private static let limit = 16

  /// The shortest run of digits that is looked at.
  private static let shortest = 20

  /// The shortest decoded text that is looked at, in bytes.
  private static let shortestText = 12

  /// The hidden texts, as far as they look like texts. Letters in front of a run shift it: it is decoded from each of its first four digits on, hex from each of two. Every byte is
  /// decoded six times at most.
  static func found(in text: Span<UInt8>) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var index = 0
    var rest: [UInt8] = []
    func add(_ segment: ArraySlice<UInt8>) {
      if result.count < limit { result.append(Array(segment)) } else { rest += segment + [0x0a] }
    }
    // A run that is long enough has a digit at its twentieth place: in prose most bytes are never looked at.
    while index + shortest <= text.count {
      var start = index + shortest
      while start > index, Base64.isDigit(text[start - 1]) { start -= 1 }
      guard start == index else {
        index = start
        continue
      }
      // A run begins here, or went on to here.
      let run = run(in: text, at: &index)
      var isHex = false
      for decoded in hex(run) {
        texts(in: decoded) { segment in
          isHex = true
          add(segment)
        }
      }
      guard !isHex else { continue }
      for skipped in 0..<4 { texts(in: Base64.decoded(run.dropFirst(skipped)), add) }
    }
    if !rest.isEmpty { result.append(rest) }
    return result
  }

  /// The digits of a run, over the line breaks of wrapped lines; the index goes behind it.
  private static func run(in text: Span<UInt8>, at index: inout Int) -> [UInt8] {
    var run: [UInt8] = []
    while index < text.count {
      if Base64.isDigit(text[index]) {
        run.append(text[index])
        index += 1
        continue
      }
      let next = text[index] == 0x0d && index + 1 < text.count && text[index + 1] == 0x0a ? index + 2 : index + 1
      guard text[next - 1] == 0x0a, next < text.count, Base64.isDigit(text[next]) else { break }
      index = next
    }
    return run
  }

  /// What the digits of hex in a run stand for: every row of them that is long enough, from its first digit on and from its second.
  private static func hex(_ run: [UInt8]) -> [[UInt8]] {
    run.split { HexText.value($0) == nil }.filter { $0.count >= shortest }.flatMap { row in
      (0..<2).map { skipped in
        var result: [UInt8] = []
        var high: UInt8?
        for digit in row.dropFirst(skipped).lazy.compactMap(HexText.value) {
          if let first = high { result.append(first << 4 | digit) }
          high = high == nil ? digit : nil
        }
        return result
      }
    }
  }

  /// Shows every stretch of decoded bytes that looks like a text: printed characters in UTF-8, mostly letters and blanks. What is in front and behind may be anything.
  private static func texts(in bytes: [UInt8], _ show: (ArraySlice<UInt8>) -> Void) {
    var start = 0
    var letters = 0
    var hasGap = false
    var index = 0
    while index <= bytes.count {
      let length = characterLength(bytes, index)
      if length > 0 {
        if length > 1 || ByteClass.isLetter(bytes[index]) || bytes[index] == 0x20 { letters += length }
        hasGap = hasGap || length > 1 || bytes[index] == 0x20
        index += length
        continue
      }
      let count = index - start
      if count >= shortestText, hasGap, letters * 10 >= count * 8 { show(bytes[start..<index]) }
      index += 1
      (start, letters, hasGap) = (index, 0, false)
    }
  }

  /// How many bytes the character at an index has; 0 at the end, and if it is none that is printed.
  private static func characterLength(_ bytes: [UInt8], _ index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    let byte = bytes[index]
    switch byte {
    case 0x20..<0x7f, 0x09, 0x0a, 0x0d: return 1
    case 0xc2...0xf4:
      let length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      guard index + length <= bytes.count, bytes[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xc0 == 0x80 }) else { return 0 }
      return length
    default: return 0
    }
  }

  /// Fewer tag characters spell nothing.
  private static let fewestTags = 4

  /// What a text says whose tag characters, which do not show, are the ASCII that they spell: they alone, and among what shows.
  /// - Returns: nothing if there are few.
  static func tagged(_ text: Span<UInt8>) -> [[UInt8]] {
    var alone: [UInt8] = []
    var together: [UInt8] = []
    var index = 0
    // The first byte of them begins no other character that is in use.
    while index < text.count {
      if text[index] == 0xf3, case .scalar(let scalar, let length) = FoldUnit.character(text, index) {
        if let letter = FoldMap.tagged(scalar) {
          alone.append(letter)
          together.append(letter)
        }
        index += length
      } else {
        together.append(text[index])
        index += 1
      }
    }
    return alone.count >= fewestTags ? [alone, together] : []
  }

  /// A text with every letter thirteen places on.
  static func rotated(_ text: [UInt8]) -> [UInt8] {
    text.map { byte in
      if ByteClass.isLower(byte) { return (byte &- 0x61 &+ 13) % 26 &+ 0x61 }
      return ByteClass.isUpper(byte) ? (byte &- 0x41 &+ 13) % 26 &+ 0x41 : byte
    }
  }
}
