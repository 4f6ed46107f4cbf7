/// The form of a provider's keys: what they begin with, their alphabet, how long the rest is.
struct KeyFormat: Sendable {
  /// The alphabets that are in use.
  enum Alphabet: Int, CaseIterable, Sendable {
    case alphanumeric, urlSafe, hex, uuid, upper, upperHyphen, dotted, base64, percent, dollar, path

    func contains(_ byte: UInt8) -> Bool {
      switch self {
      case .alphanumeric: ByteClass.isAlphanumeric(byte)
      case .urlSafe: ByteClass.isWord(byte) || byte == UInt8(ascii: "-")
      case .hex: ByteClass.isHexDigit(byte)
      case .uuid: ByteClass.isHexDigit(byte) || byte == UInt8(ascii: "-")
      case .upper: ByteClass.isUpper(byte) || ByteClass.isDigit(byte)
      case .upperHyphen: Self.upper.contains(byte) || byte == UInt8(ascii: "-")
      case .dotted: Self.urlSafe.contains(byte) || byte == UInt8(ascii: ".")
      case .base64: Self.urlSafe.contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
      case .percent: Self.urlSafe.contains(byte) || byte == UInt8(ascii: "%")
      case .dollar: ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "$")
      case .path: Self.urlSafe.contains(byte) || byte == UInt8(ascii: "/")
      }
    }

    /// All of its bytes.
    var bytes: ByteSet { Self.sets[rawValue] }

    private static let sets = allCases.map { ByteSet(where: $0.contains) }
  }

  /// How many characters of the rest are read at most, when it may have any number.
  static let reach = 200

  let prefix: [UInt8]
  let alphabet: Alphabet
  let fewest: Int
  let most: Int
  /// Whether the rest may be longer than what is read of it.
  let isOpen: Bool
  /// Whether the prefix tells so little that the rest has to look drawn by lot beyond doubt.
  let isStrict: Bool

  /// Keys whose rest has so many characters.
  init(_ prefix: String, _ alphabet: Alphabet, _ count: ClosedRange<Int>, isStrict: Bool = false) {
    self.init(prefix, alphabet, fewest: count.lowerBound, most: count.upperBound, isOpen: false, isStrict: isStrict)
  }

  /// Keys whose rest has so many characters.
  init(_ prefix: String, _ alphabet: Alphabet, _ count: Int, isStrict: Bool = false) {
    self.init(prefix, alphabet, count...count, isStrict: isStrict)
  }

  /// Keys whose rest has so many characters at least.
  init(_ prefix: String, _ alphabet: Alphabet, _ count: PartialRangeFrom<Int>, isStrict: Bool = false) {
    self.init(prefix, alphabet, fewest: count.lowerBound, most: Self.reach, isOpen: true, isStrict: isStrict)
  }

  private init(_ prefix: String, _ alphabet: Alphabet, fewest: Int, most: Int, isOpen: Bool, isStrict: Bool) {
    self.prefix = Array(prefix.utf8)
    self.alphabet = alphabet
    (self.fewest, self.most) = (fewest, most)
    (self.isOpen, self.isStrict) = (isOpen, isStrict)
  }

  /// The formats, by first byte of their prefix; a longer prefix stands before a shorter one that it begins with.
  static let byFirst: [[KeyFormat]] = {
    var result = [[KeyFormat]](repeating: [], count: 256)
    for format in all { if let first = format.prefix.first { result[Int(first)].append(format) } }
    return result.map { formats in
      // Stable: formats of one prefix stay in their order.
      formats.enumerated().sorted { ($1.element.prefix.count, $0.offset) < ($0.element.prefix.count, $1.offset) }.map(\.element)
    }
  }()

  /// Whether the rest, of some shape, looks drawn by lot: a name in words, or a row of x in a manual, does not.
  func isRandom(_ shape: ValueShape) -> Bool {
    guard shape.symbols &* 5 <= shape.count else { return false }
    if isStrict { return shape.digits > 1 && shape.lower > 1 && shape.upper > 1 && shape.entropy >= 3.4 }
    if shape.digits == 0 {
      // One key in thirty has no digit where the alphabet is base 32; a word of that very length is rarer.
      if alphabet == .upper { return fewest == most && shape.entropy >= 3.0 }
      return shape.lower > 3 && shape.upper > 3 && shape.entropy >= 3.5
    }
    // A name in small letters with a single digit in it: a version.
    if shape.digits == 1, shape.upper < 2 { return false }
    return shape.entropy >= (shape.count >= 30 ? 3.0 : 2.6)
  }
}
