/// Which stream of text inside an answer a token belongs to.
enum Lane: Equatable, Sendable {
  case reasoning
  case content
  /// The name of tool call number `index`.
  case toolName(index: Int)
  /// A piece of the arguments of tool call number `index`.
  case toolArguments(index: Int)
}

/// One token on its way out.
struct OutputToken: Equatable, Sendable {
  var lane: Lane
  var piece: String
}

/// The tokens of one choice in their order: given ones first, then filler. Made on demand, so that an open stream costs no memory for its future.
struct TokenSource: Sendable {
  /// What the simulator says when it is not told what to say.
  static let statement =
    "This is the Penstock simulator, not a language model: it stands in for vLLM, and what follows is filler without meaning."

  private static let statementTokens = SimulatorTokenizer.pieces(of: statement).map { OutputToken(lane: .content, piece: $0) }

  private var given: ArraySlice<OutputToken>
  private var filler: Filler
  private var fillerLeft: Int

  /// Exactly `tokens`; with `endless` filler after them.
  init(tokens: [OutputToken], seed: UInt64, endless: Bool) {
    given = tokens[...]
    filler = Filler(seed: seed)
    fillerLeft = endless ? .max : 0
  }

  /// The statement and some filler; how much depends on `seed` only.
  init(seed: UInt64, endless: Bool) {
    self.init(tokens: Self.statementTokens, seed: seed, endless: endless)
    if !endless { fillerLeft = 16 + Int(seed % 48) }
  }

  /// The end of `prompt` that is the beginning of what a source of `tokens` (nil: of the statement) says, in whole tokens; empty when there is none.
  static func beginning(of tokens: [OutputToken]?, atEndOf prompt: String) -> Substring {
    let pieces = (tokens ?? statementTokens).map(\.piece)
    var beginning = pieces.joined()[...]
    guard let first = pieces.first(where: { !$0.isEmpty }), prompt.contains(first) else { return "" }
    // All of it and filler behind it, or a part.
    if let whole = prompt.ranges(of: beginning).last { return prompt[whole.lowerBound...] }
    for piece in pieces.reversed() {
      beginning.removeLast(piece.count)
      if prompt.hasSuffix(beginning) { return prompt.suffix(beginning.count) }
    }
    return ""
  }

  /// Leaves out what was said before, if this source would have begun with it.
  mutating func skip(_ text: String) {
    var rest = self
    var left = text[...]
    while !left.isEmpty {
      guard let token = rest.next(), token.lane == .content else { return }
      guard left.hasPrefix(token.piece) else {
        // A text that ends inside of a token: the rest of the token comes first.
        guard token.piece.hasPrefix(left) else { return }
        rest.given.insert(OutputToken(lane: .content, piece: String(token.piece.dropFirst(left.count))), at: rest.given.startIndex)
        break
      }
      left = left.dropFirst(token.piece.count)
    }
    self = rest
  }

  /// The next token; nil at the natural end.
  mutating func next() -> OutputToken? {
    if let token = given.popFirst() { return token }
    guard fillerLeft > 0 else { return nil }
    fillerLeft -= 1
    return OutputToken(lane: .content, piece: filler.next())
  }
}

/// Endless words: the same for the same seed.
struct Filler: Sendable {
  private static let words = [
    " water", " gate", " pipe", " flow", " river", " head", " weir", " dam", " lake", " blade", " shaft", " wheel", " rack", " surge",
    " mill", " race", " pool", " drop", " level", " intake",
  ].filter { $0.utf8.count <= 6 }

  private var random: SplitMix
  private var position = 0

  /// Filler for `seed`.
  init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// The next piece.
  mutating func next() -> String {
    position += 1
    guard position % 10 != 0 else { return "." }
    return Self.words[Int(random.next() % UInt64(Self.words.count))]
  }
}
