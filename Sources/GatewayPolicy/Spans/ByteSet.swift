/// A set of bytes.
public struct ByteSet: Hashable, Sendable {
  /// One bit for each byte, the lowest bit of the first word for byte 0.
  private(set) var words: SIMD4<UInt64> = .zero

  /// No byte.
  public init() {}

  /// The bytes for which `isMember` is true.
  public init(where isMember: (UInt8) -> Bool) {
    for word in words.indices {
      var bit: UInt64 = 0
      while bit < 64 {
        if isMember(UInt8(truncatingIfNeeded: UInt64(word) << 6 | bit)) { words[word] |= 1 &<< bit }
        bit += 1
      }
    }
  }

  /// One byte.
  public init(_ byte: UInt8) { insert(byte) }

  /// The bytes of an ASCII string, as they are.
  public init(_ characters: String) {
    for byte in characters.utf8 { insert(byte) }
  }

  /// All bytes.
  public static let all = ByteSet { _ in true }
  /// `0` to `9`
  public static let digits = ByteSet(where: ByteClass.isDigit)
  /// ASCII letters.
  public static let letters = ByteSet(where: ByteClass.isLetter)
  /// `a` to `z`
  public static let lower = ByteSet(where: ByteClass.isLower)
  /// `A` to `Z`
  public static let upper = ByteSet(where: ByteClass.isUpper)
  /// `0` to `9`, `a` to `f`, `A` to `F`
  public static let hexDigits = ByteSet(where: ByteClass.isHexDigit)
  /// ASCII letters and digits.
  public static let alphanumerics = ByteSet(where: ByteClass.isAlphanumeric)

  /// How many bytes are in it.
  var count: Int { words.indices.reduce(0) { $0 + words[$1].nonzeroBitCount } }

  /// Adds a byte.
  public mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 &<< UInt64(byte & 63) }

  /// Whether a byte is in it.
  public func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 &<< UInt64(byte & 63)) != 0 }

  /// Calls the body with every byte in it, in order.
  func forEach(_ body: (UInt8) -> Void) {
    for word in words.indices {
      var rest = words[word]
      while rest != 0 {
        body(UInt8(word << 6 | rest.trailingZeroBitCount))
        rest &= rest &- 1
      }
    }
  }

  /// The bytes of both.
  public func union(_ other: ByteSet) -> ByteSet {
    var result = self
    result.words |= other.words
    return result
  }

  /// The bytes that are in both.
  public func intersection(_ other: ByteSet) -> ByteSet {
    var result = self
    result.words &= other.words
    return result
  }
}
