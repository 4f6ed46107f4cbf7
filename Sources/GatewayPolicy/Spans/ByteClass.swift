/// What a folded byte is.
public enum ByteClass {
  /// `0` to `9`
  @inline(__always)
  public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// `a` to `z`
  @inline(__always)
  public static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  /// `A` to `Z`
  @inline(__always)
  public static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  /// `0` to `9`, `a` to `f`, `A` to `F`
  @inline(__always)
  public static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

  /// `"` or `'`
  @inline(__always)
  public static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// `"`, `'`, or a backtick, which quotes in Markdown and in shells.
  @inline(__always)
  public static func isAnyQuote(_ byte: UInt8) -> Bool { isQuote(byte) || byte == UInt8(ascii: "`") }

  /// An ASCII letter.
  @inline(__always)
  public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// An ASCII letter or digit.
  @inline(__always)
  public static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  /// A byte of a word: letter, digit, `_`. Characters that are not ASCII separate words: a number between Chinese characters is a number.
  @inline(__always)
  public static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x5f }

  /// A blank, tab or line break.
  @inline(__always)
  public static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

  /// The letter in lower case; other bytes as they are.
  @inline(__always)
  public static func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
}
