/// A regular expression, parsed.
indirect enum PatternNode: Hashable, Sendable {
  /// Nothing.
  case empty
  /// One byte of a set.
  case bytes(ByteSet)
  /// One after the other.
  case sequence([PatternNode])
  /// One of several.
  case choice([PatternNode])
  /// So many times; nil: any number.
  case loop(PatternNode, Int, Int?)
  /// A condition on what stands before and behind.
  case assertion(Assertion)

  /// A condition on what stands before and behind.
  enum Assertion: Hashable, Sendable {
    case wordBoundary, noWordBoundary, textStart, textEnd

    /// Whether it holds between two bytes; 0 is the text's end, or its start.
    func holds(_ before: UInt8, _ behind: UInt8) -> Bool {
      switch self {
      case .wordBoundary: ByteClass.isWord(before) != ByteClass.isWord(behind)
      case .noWordBoundary: ByteClass.isWord(before) == ByteClass.isWord(behind)
      case .textStart: before == 0 || before == 0x0a
      case .textEnd: behind == 0 || behind == 0x0a
      }
    }
  }

  /// Any character that is not ASCII, in UTF-8.
  static let nonASCII: PatternNode = {
    func range(_ bounds: ClosedRange<UInt8>) -> PatternNode { .bytes(ByteSet { bounds.contains($0) }) }
    let tail = range(0x80...0xbf)
    return .choice([
      .sequence([range(0xc2...0xdf), tail]), .sequence([range(0xe0...0xef), tail, tail]),
      .sequence([range(0xf0...0xf4), tail, tail, tail]),
    ])
  }()

  /// A set of ASCII characters, with or without all others.
  static func characters(_ set: ByteSet, others: Bool) -> PatternNode {
    let ascii = ByteSet { $0 < 0x80 && set.contains($0) }
    return others ? .choice([.bytes(ascii), nonASCII]) : .bytes(ascii)
  }

  /// Whether it matches the empty text.
  var matchesEmpty: Bool {
    switch self {
    case .empty, .assertion: true
    case .bytes: false
    case .sequence(let nodes): nodes.allSatisfy(\.matchesEmpty)
    case .choice(let nodes): nodes.contains(where: \.matchesEmpty)
    case .loop(let node, let least, _): least == 0 || node.matchesEmpty
    }
  }

  /// Whether there is an assertion in it.
  var hasAssertion: Bool {
    switch self {
    case .assertion: true
    case .empty, .bytes: false
    case .sequence(let nodes), .choice(let nodes): nodes.contains(where: \.hasAssertion)
    case .loop(let node, _, _): node.hasAssertion
    }
  }
}
