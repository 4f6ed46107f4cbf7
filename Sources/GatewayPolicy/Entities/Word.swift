/// A word of a text, as the detectors of names and addresses see it.
struct Word: Sendable {
  /// How a word is written.
  enum Shape: UInt8, Sendable {
    /// The text's end, or nothing that is a word.
    case none
    case lower
    /// `Anna`
    case capitalized
    /// `ANNA`
    case upper
    /// `A`
    case initial
    /// `McDonald`, `eBay`
    case mixed
    case number
    /// `12a`
    case code
    /// Begins with a letter that is not ASCII.
    case foreign
  }

  /// Of its lower case.
  var hash = WordHash()
  var classes: WordClass = []
  /// Its first three and last four bytes, in lower case.
  var head: UInt32 = 0
  var tail: UInt32 = 0
  // Small, because a window holds many: 32 bytes, which are copied in two steps.
  private var place: Int32 = 0
  private var bytes: UInt16 = 0
  private var gapBytes: UInt16 = 0
  var shape = Shape.none
  /// What stands between the word before and this one.
  var gap: Gap = []

  /// Its first byte, from the probe's start.
  var offset: Int {
    @inline(__always) get { Int(place) }
    @inline(__always) set { place = Int32(truncatingIfNeeded: newValue) }
  }

  /// How many bytes it has.
  var length: Int {
    @inline(__always) get { Int(bytes) }
    @inline(__always) set { bytes = UInt16(truncatingIfNeeded: newValue) }
  }

  /// How many bytes stand between the word before and this one.
  var gapLength: Int {
    @inline(__always) get { Int(gapBytes) }
    @inline(__always) set { gapBytes = UInt16(truncatingIfNeeded: newValue) }
  }

  /// Behind its last byte.
  @inline(__always)
  var end: Int { offset &+ length }

  /// Whether it begins with a capital ASCII letter.
  @inline(__always)
  var isCapital: Bool { shape == .capitalized || shape == .upper || shape == .initial || shape == .mixed }
}

/// What stands between two words.
struct Gap: OptionSet, Sendable {
  let rawValue: UInt16

  static let blank = Gap(rawValue: 1)
  static let newline = Gap(rawValue: 2)
  static let comma = Gap(rawValue: 4)
  static let period = Gap(rawValue: 8)
  /// `:` or `;`
  static let colon = Gap(rawValue: 16)
  /// Quotes, brackets, an apostrophe.
  static let quote = Gap(rawValue: 32)
  /// `'s`
  static let possessive = Gap(rawValue: 64)
  /// Anything else, the text's beginning or end too.
  static let other = Gap(rawValue: 128)
}
