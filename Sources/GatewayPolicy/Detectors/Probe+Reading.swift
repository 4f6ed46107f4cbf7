/// What detectors read again and again.
extension Probe {
  /// Whether the byte at an offset is a digit.
  @inline(__always)
  mutating func isDigit(_ offset: Int) -> Bool { ByteClass.isDigit(self[offset]) }

  /// Whether a match may end in front of an offset: no byte of a word follows.
  @inline(__always)
  mutating func endsWord(_ offset: Int) -> Bool { !ByteClass.isWord(self[offset]) }

  /// Whether the start stands inside a larger number: `1.2` in front of `.3`, or behind a currency sign.
  mutating func isInsideNumber() -> Bool {
    switch previous {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"): return ByteClass.isDigit(self[-2])
    // Thousands and times; but lists of values have commas and colons, too.
    case UInt8(ascii: ","):
      return ByteClass.isDigit(self[-2]) && digitCount(upTo: 4) == 3 && self[3] != UInt8(ascii: "-") && self[3] != UInt8(ascii: ".")
    case UInt8(ascii: ":"): return ByteClass.isDigit(self[-2]) && digitCount(upTo: 3) < 3
    case UInt8(ascii: "$"): return true
    case 0xac: return self[-2] == 0x82 && self[-3] == 0xe2
    default: return false
    }
  }

  /// How many digits the start has, up to a limit.
  private mutating func digitCount(upTo limit: Int) -> Int { run(from: 0, limit: limit, where: ByteClass.isDigit) }

  /// How many bytes from an offset on are as `isMember` says, at most `limit`.
  mutating func run(from offset: Int, limit: Int, where isMember: (UInt8) -> Bool) -> Int {
    var length = 0
    while length < limit, isMember(self[offset &+ length]) { length &+= 1 }
    return length
  }

  /// Whether an ASCII text in lower case stands at an offset, in any case.
  mutating func has(_ word: StaticString, at offset: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    for index in 0..<count {
      // SAFETY: index < utf8CodeUnitCount.
      let expected = unsafe word.utf8Start[index]
      if ByteClass.lowered(self[offset &+ index]) != expected { return false }
    }
    return true
  }

  /// Whether an ASCII text stands at an offset, as it is.
  mutating func hasExactly(_ word: StaticString, at offset: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    for index in 0..<count {
      // SAFETY: index < utf8CodeUnitCount.
      let expected = unsafe word.utf8Start[index]
      if self[offset &+ index] != expected { return false }
    }
    return true
  }

  /// The number that the digits from an offset on spell, and how many they are, at most `limit`.
  mutating func number(at offset: Int, limit: Int) -> (value: Int, count: Int) {
    var value = 0
    var count = 0
    while count < min(limit, 15), isDigit(offset &+ count) {
      value = value &* 10 &+ Int(self[offset &+ count] &- 0x30)
      count &+= 1
    }
    return (value, count)
  }

  /// The character at an offset, and how many bytes it takes; 0 at the text's end. A byte that is no UTF-8, or of a character that ends behind what can be read, is
  /// ``noCharacter``.
  mutating func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    let first = self[offset]
    guard first >= 0x80 else { return (UInt32(first), 1) }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard 0xc2...0xf4 ~= first else { return (Self.noCharacter, 1) }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for index in 1..<length {
      let byte = self[offset &+ index]
      guard byte & 0xc0 == 0x80 else { return (Self.noCharacter, 1) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return (value, length)
  }

  /// A number that is no character's.
  static let noCharacter: UInt32 = 0x110000

  /// The character before the start; 0 at the text's beginning.
  var scalarBefore: UInt32 {
    mutating get {
      guard previous >= 0x80 else { return UInt32(previous) }
      var lead = -1
      while lead > -4, self[lead] & 0xc0 == 0x80 { lead &-= 1 }
      return scalar(at: lead).value
    }
  }
}
