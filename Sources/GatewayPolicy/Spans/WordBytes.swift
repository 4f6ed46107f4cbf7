/// What the bytes of words are, as one number for each, so that a word is read with one look-up a byte.
struct WordBytes: Sendable {
  /// A byte of a word: its lower case, and one for each of what it is, to be summed up over at most 255 bytes. Zero for a byte that is none.
  struct Info: Sendable {
    /// The lower case in the highest byte, then the digits, the capitals and the letters.
    fileprivate(set) var value: UInt32 = 0

    /// In lower case.
    @inline(__always)
    var lowered: UInt8 { UInt8(truncatingIfNeeded: value >> 24) }
    /// Whether it is a byte of a word.
    @inline(__always)
    var isWord: Bool { value != 0 }
    /// How many ASCII letters were summed up.
    var letters: Int { Int(value & 0xff) }
    /// How many of them are capitals.
    var capitals: Int { Int(value >> 8 & 0xff) }
    /// How many digits were summed up.
    var digits: Int { Int(value >> 16 & 0xff) }

    /// Counts another byte. What is in the highest byte is nothing then.
    @inline(__always)
    mutating func count(_ other: Info) { value &+= other.value }
  }

  private let infos: [Info]

  /// Letters and digits, and everything that is not ASCII.
  init() {
    infos = (UInt8.min...UInt8.max).map { byte in
      guard ByteClass.isAlphanumeric(byte) || byte >= 0x80 else { return Info() }
      let (letter, capital) = (ByteClass.isLetter(byte), ByteClass.isUpper(byte))
      let counts: UInt32 = (ByteClass.isDigit(byte) ? 1 << 16 : 0) | (capital ? 1 << 8 : 0) | (letter ? 1 : 0)
      return Info(value: UInt32(ByteClass.lowered(byte)) << 24 | counts)
    }
  }

  /// What a byte is.
  @inline(__always)
  subscript(_ byte: UInt8) -> Info {
    // SAFETY: there are 256 of them.
    unsafe infos.span[unchecked: Int(byte)]
  }
}
