/// A character as terms are compared: in lower case, all white space alike.
enum TermLetter {
  /// White space.
  static let blank = UInt32(UInt8(ascii: " "))

  /// What a character of a folded text is compared as.
  static func compared(_ scalar: UInt32) -> UInt32 {
    guard scalar >= 0x80 else {
      let byte = UInt8(truncatingIfNeeded: scalar)
      return ByteClass.isSpace(byte) ? blank : UInt32(ByteClass.lowered(byte))
    }
    // By way of the capital: two small letters can have the same one, as the two forms of sigma.
    return single(single(scalar, \.uppercaseMapping), \.lowercaseMapping)
  }

  /// A scalar's mapping, where it is one scalar.
  private static func single(_ scalar: UInt32, _ mapping: (Unicode.Scalar.Properties) -> String) -> UInt32 {
    guard let properties = Unicode.Scalar(scalar)?.properties else { return scalar }
    let mapped = mapping(properties).unicodeScalars
    return mapped.count == 1 ? mapped.first?.value ?? scalar : scalar
  }

  /// Whether a character joins with one like it into a word, so that a term that ends with it does not end in front of another. Between Latin, Greek, Cyrillic, Armenian and Georgian
  /// words stand blanks; in other scripts words are written without, or other ones are written to them, so that a term counts wherever it stands.
  static func joins(_ scalar: UInt32) -> Bool {
    switch scalar {
    case ..<0x80: ByteClass.isWord(UInt8(truncatingIfNeeded: scalar))
    case ..<0x590, 0x10a0..<0x1100, 0x1c80..<0x1cc0, 0x1e00..<0x2000, 0x2c60..<0x2c80, 0x2d00..<0x2d30, 0xa640..<0xa6a0, 0xa720..<0xa800:
      Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    default: false
    }
  }

  /// Whether a character is ASCII and nothing of a word.
  static func isMark(_ scalar: UInt32) -> Bool { scalar < 0x80 && !joins(scalar) }

  /// The bytes with which characters begin that are not ASCII.
  static let leads = ByteSet { 0xc2...0xf4 ~= $0 }

  /// The bytes with which a character of a text can begin that is compared as this one.
  static func firstBytes(_ letter: UInt32) -> ByteSet {
    guard letter < 0x80 else { return leads }
    guard letter != blank else { return spaces }
    let byte = UInt8(truncatingIfNeeded: letter)
    var bytes = ByteSet(byte)
    if ByteClass.isLower(byte) { bytes.insert(byte ^ 0x20) }
    return bytes
  }

  private static let spaces = ByteSet(where: ByteClass.isSpace)

  /// How many bytes of UTF-8 a character takes.
  static func length(_ letter: UInt32) -> Int { letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4 }
}
