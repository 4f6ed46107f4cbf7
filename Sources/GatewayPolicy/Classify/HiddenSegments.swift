/// Texts that are hidden in a text: base 64, hex, ROT13, tag characters.
enum HiddenSegments {
  /// So many segments are looked at one by one; all further ones together, so that no number of harmless ones hides the one that is not.
  private static let limit = 16

  /// The shortest run of digits that is looked at.
  private static let shortest = 20

  /// The hidden texts, as far as they look like texts.
  static func found(in text: Span<UInt8>) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var index = 0
    var rest: [UInt8] = []
    func add(_ segment: [UInt8]) {
      if result.count < limit { result.append(segment) } else { rest += segment + [0x0a] }
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
      var run: [UInt8] = []
      while index < text.count, Base64.isDigit(text[index]) {
        run.append(text[index])
        index += 1
      }
      if let decoded = hex(run[...]), isText(decoded) {
        add(decoded)
      } else {
        let decoded = Base64.decoded(run)
        if isText(decoded) { add(decoded) }
      }
    }
    if !rest.isEmpty { result.append(rest) }
    return result
  }

  private static func hex(_ run: ArraySlice<UInt8>) -> [UInt8]? {
    guard run.count % 2 == 0 else { return nil }
    var result: [UInt8] = []
    var high: UInt8?
    for byte in run {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte &- 0x30
      case 0x41...0x46: digit = byte &- 0x37
      case 0x61...0x66: digit = byte &- 0x57
      default: return nil
      }
      if let first = high {
        result.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return result
  }

  /// Mostly letters and blanks.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 12 else { return false }
    let plain = bytes.count { ByteClass.isLetter($0) || $0 == 0x20 }
    return plain * 10 >= bytes.count * 8 && bytes.contains(0x20)
  }

  /// ASCII that is written in tag characters, U+E0020 to U+E007E.
  static func tagged(_ text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index + 3 < text.count {
      if text[index] == 0xf3, text[index + 1] == 0xa0, text[index + 2] & 0xfe == 0x80 {
        let byte = (text[index + 2] & 1) << 6 | text[index + 3] & 0x3f
        if byte >= 0x20, byte < 0x7f { result.append(byte) }
        index += 4
      } else {
        index += 1
      }
    }
    return result
  }

  /// A text with every letter thirteen places on.
  static func rotated(_ text: [UInt8]) -> [UInt8] {
    text.map { byte in
      if ByteClass.isLower(byte) { return (byte &- 0x61 &+ 13) % 26 &+ 0x61 }
      return ByteClass.isUpper(byte) ? (byte &- 0x41 &+ 13) % 26 &+ 0x41 : byte
    }
  }
}
