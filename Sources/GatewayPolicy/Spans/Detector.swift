/// Finds spans of some kinds of sensitive data, one start position at a time.
///
/// `detect` is a pure function of what its probe shows: no state, no clock. It is called for every position that ``starts`` allows, independently of what was found elsewhere;
/// overlapping findings are merged by the scanner. It must not trap, whatever the bytes are.
public protocol Detector: Sendable {
  /// What it can find.
  var entities: [Entity] { get }
  /// Where it wants to be asked.
  var starts: StartSet { get }
  /// How many folded bytes from the start on it may look at, the byte behind a match included. Text may be held back for so long.
  var lookahead: Int { get }
  /// Looks for spans that begin at the probe's start, and adds them to `matches`.
  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch])
}

/// A span that a detector found at a probe's start.
public struct SpanMatch: Hashable, Sendable {
  /// What it is.
  public let entity: Entity
  /// Its length in folded bytes, at least 1.
  public let length: Int
  /// How sure it is: 100 for a checksum that holds, about 50 for a shape alone, more when the context says so.
  public let score: Int

  /// A match of its parts.
  public init(_ entity: Entity, length: Int, score: Int) {
    self.entity = entity
    self.length = length
    self.score = score
  }
}

/// The positions at which a detector is asked: by the first byte, the second one, and what stands before.
public struct StartSet: Sendable {
  /// What must stand before.
  public enum Boundary: Sendable, Hashable {
    /// No byte of a word (letter, digit, `_`).
    case word
    /// Anything.
    case none
  }

  /// What must stand before.
  public let boundary: Boundary
  /// The first byte.
  public let first: ByteSet
  /// The second byte; the end of the text counts as byte 0.
  public let second: ByteSet

  /// A set of its parts.
  public init(_ boundary: Boundary = .word, first: ByteSet, second: ByteSet = .all) {
    self.boundary = boundary
    self.first = first
    self.second = second
  }
}

/// A set of bytes.
public struct ByteSet: Hashable, Sendable {
  private var low: SIMD2<UInt64> = .zero
  private var high: SIMD2<UInt64> = .zero

  /// No byte.
  public init() {}

  /// The bytes for which `isMember` is true.
  public init(where isMember: (UInt8) -> Bool) {
    for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
  }

  /// The bytes of an ASCII string, as they are.
  public init(_ characters: StaticString) {
    characters.withUTF8Buffer { buffer in
      for byte in unsafe buffer { insert(byte) }
    }
  }

  /// All bytes.
  public static let all = ByteSet { _ in true }
  /// `0` to `9`
  public static let digits = ByteSet(where: ByteClass.isDigit)
  /// ASCII letters.
  public static let letters = ByteSet(where: ByteClass.isLetter)
  /// `A` to `Z`
  public static let upper = ByteSet(where: ByteClass.isUpper)
  /// ASCII letters and digits.
  public static let alphanumerics = ByteSet(where: ByteClass.isAlphanumeric)

  /// Adds a byte.
  public mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 &<< UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low[0] |= bit
    case 1: low[1] |= bit
    case 2: high[0] |= bit
    default: high[1] |= bit
    }
  }

  /// Whether a byte is in it.
  public func contains(_ byte: UInt8) -> Bool {
    let bit: UInt64 = 1 &<< UInt64(byte & 63)
    let word =
      switch byte >> 6 {
      case 0: low[0]
      case 1: low[1]
      case 2: high[0]
      default: high[1]
      }
    return word & bit != 0
  }

  /// The bytes of both.
  public func union(_ other: ByteSet) -> ByteSet {
    var result = self
    result.low |= other.low
    result.high |= other.high
    return result
  }
}
