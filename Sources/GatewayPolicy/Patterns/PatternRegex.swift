/// A regular expression of a configuration. It cannot hang the gateway: it is a deterministic automaton, one table look-up a byte, and looks at no more than ``matchLimit``
/// bytes from any start.
///
/// At every start position the longest match counts. A match is at most ``matchLimit`` bytes; one that ends in a repetition of single characters (`secret.*`) goes on behind them for as long as such
/// characters come (``continuation``). `^`, `$`, `\b`, `\A` and `\z` can stand at the beginning and at the end of a pattern. Texts are folded (see ``FoldedText``), and so are the pattern's characters.
public struct PatternRegex: Sendable {
  /// The longest match in bytes.
  public static let matchLimit = 256

  private let automaton: PatternAutomaton
  /// The bytes with which a match of the greatest length goes on.
  let continuation: ByteSet
  /// By state of the automaton: whether a match of the greatest length that ends in it goes on.
  private let goesOn: [Bool]
  private let before: [PatternNode.Assertion]
  private let behind: [PatternNode.Assertion]

  /// Compiles a pattern.
  /// - Throws: ``PatternProblem`` when it is no pattern, needs something that cannot run in linear time, or matches the empty text.
  public init(_ pattern: String, ignoresCase: Bool = false) throws(PatternProblem) {
    let node = try PatternParser.parse(pattern, ignoresCase: ignoresCase)
    let (before, core, behind) = Self.split(node)
    guard !core.hasAssertion else {
      throw PatternProblem(offset: 0, reason: "assertions (^, $, \\b) can stand only at the beginning and at the end of a pattern")
    }
    guard !core.matchesEmpty else {
      throw PatternProblem(offset: 0, reason: "the pattern matches the empty text; demand at least one character")
    }
    let automaton = try PatternAutomaton(core)
    self.automaton = automaton
    let loops = (0..<automaton.stateCount).map { behind.isEmpty ? automaton.loop($0) : ByteSet() }
    continuation = loops.reduce(ByteSet()) { $0.union($1) }
    goesOn = loops.map { $0 != ByteSet() }
    self.before = before
    self.behind = behind
  }

  /// Takes the assertions at both ends off.
  private static func split(_ node: PatternNode) -> (before: [PatternNode.Assertion], core: PatternNode, behind: [PatternNode.Assertion]) {
    guard case .sequence(var nodes) = node else { return ([], node, []) }
    var before: [PatternNode.Assertion] = []
    var behind: [PatternNode.Assertion] = []
    nodes.removeAll { $0 == .empty }
    while case .assertion(let assertion)? = nodes.first {
      before.append(assertion)
      nodes.removeFirst()
    }
    while case .assertion(let assertion)? = nodes.last {
      behind.append(assertion)
      nodes.removeLast()
    }
    return (before, nodes.count == 1 ? nodes[0] : .sequence(nodes), behind)
  }

  /// Where a match may begin.
  public var starts: StartSet { StartSet(.none, first: automaton.first) }

  /// How many bytes are looked at: the longest match and one behind.
  public var lookahead: Int { Self.matchLimit + 1 }

  /// The length of the longest match at the probe's start. Looks at no byte behind the one that decides.
  public func longestMatch(_ probe: inout Probe) -> Int? { match(&probe)?.length }

  /// The longest match at the probe's start, and whether it goes on behind the greatest length.
  func match(_ probe: inout Probe) -> (length: Int, goesOn: Bool)? {
    for assertion in before where !assertion.holds(probe.previous, probe[0]) { return nil }
    var state = automaton.start
    var offset = 0
    var longest: Int?
    while offset < Self.matchLimit {
      state = automaton.next(state, probe[offset])
      // The end of the text is no byte; a pattern cannot match it.
      if state == 0 || probe[offset] == 0 { break }
      offset &+= 1
      if automaton.isAccepting(state), isAllowed(&probe, offset) { longest = offset }
    }
    guard let longest else { return nil }
    return (longest, longest == Self.matchLimit && goesOn[state])
  }

  /// Whether a match begins anywhere in a text.
  func occurs(in text: [UInt8]) -> Bool {
    let starts = starts.first
    for index in text.indices where starts.contains(text[index]) {
      var probe = Probe(text.span, at: index, lookahead: lookahead, isFinal: true)
      if longestMatch(&probe) != nil { return true }
    }
    return false
  }

  private func isAllowed(_ probe: inout Probe, _ end: Int) -> Bool {
    guard !behind.isEmpty else { return true }
    let last = probe[end &- 1]
    let next = probe[end]
    return behind.allSatisfy { $0.holds(last, next) }
  }
}

/// Finds what a pattern of the configuration matches.
struct PatternDetector: Detector {
  let regex: PatternRegex

  var entities: [Entity] { [.custom] }
  var starts: StartSet { regex.starts }
  var lookahead: Int { regex.lookahead }
  var continuation: ByteSet { regex.continuation }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard let match = regex.match(&probe) else { return }
    matches.append(SpanMatch(.custom, length: match.length, score: 100, continues: match.goesOn))
  }
}
