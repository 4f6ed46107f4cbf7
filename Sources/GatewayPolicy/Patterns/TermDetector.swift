/// Finds terms of the configuration: without regard to case, as whole words where words stand apart (``TermLetter/joins(_:)``), with any white space between the words of a term,
/// and, if wanted, with typing errors.
package struct TermDetector: Detector {
  let tree: TermTree
  private let allowsErrors: Bool
  /// Whether the terms begin with a letter that joins with the one before it: with all others, a term can begin anywhere.
  private let beginsWords: Bool
  package let starts: StartSet
  package let lookahead: Int

  /// The detectors of some terms, with at most so many wrong letters: one for terms that begin words, one for others.
  package static func detectors(_ terms: [String], maxDistance: Int) -> [TermDetector] {
    let letters = terms.flatMap(forms).filter { !$0.isEmpty }
    return [true, false].compactMap { beginsWords in
      let chosen = letters.filter { TermLetter.joins($0[0]) == beginsWords }
      return chosen.isEmpty ? nil : TermDetector(chosen, maxDistance: maxDistance, beginsWords: beginsWords)
    }
  }

  private init(_ terms: [[UInt32]], maxDistance: Int, beginsWords: Bool) {
    let distances = terms.map { Self.distance($0.count, maxDistance) }
    tree = TermTree(zip(terms, distances).map { (letters: $0, distance: $1) })
    allowsErrors = distances.contains { $0 > 0 }
    self.beginsWords = beginsWords
    lookahead = terms.map { Self.reach($0, maxDistance) }.max() ?? 0
    starts = Self.starts(terms, allowsErrors: allowsErrors, beginsWords: beginsWords)
  }

  /// How many bytes a term can take, the one behind it included: twice as many as it has, for letters that are longer than those they are compared as, and sixteen for every blank.
  private static func reach(_ term: [UInt32], _ maxDistance: Int) -> Int {
    let blanks = term.count { $0 == TermLetter.blank }
    return (term.reduce(0) { $0 + TermLetter.length($1) } &+ maxDistance) &* 2 &+ blanks &* 16 &+ 2
  }

  /// Where the terms can begin. With errors, a term that begins a word can begin with any letter; another one still begins with what it says, or with a character that is not ASCII.
  private static func starts(_ terms: [[UInt32]], allowsErrors: Bool, beginsWords: Bool) -> StartSet {
    let boundary: StartSet.Boundary = beginsWords ? .word : .none
    let first = terms.reduce(allowsErrors ? TermLetter.leads : ByteSet()) { $0.union(TermLetter.firstBytes($1[0])) }
    guard allowsErrors else { return StartSet(boundary, first: first, shapes: StartShape.beginnings(of: terms.map(beginning))) }
    return StartSet(boundary, first: beginsWords ? TermLetter.leads.union(ByteSet(where: ByteClass.isWord)) : first)
  }

  /// The first bytes of a term: behind a character that is not ASCII, and behind a blank, may stand anything.
  private static func beginning(_ term: [UInt32]) -> [ByteSet] {
    let word = term.prefix(StartShape.reach).prefix { $0 < 0x80 && $0 != TermLetter.blank }
    return term.prefix(StartShape.reach).prefix(word.count + 1).map(TermLetter.firstBytes)
  }

  /// A term as it is compared, in the ways in which it can be written: what is left of a capital and of its small letter can look like letters that are no pair (Ν like N, ν like v).
  private static func forms(_ term: String) -> Set<[UInt32]> {
    Set([term, term.lowercased(), term.uppercased(), capitalized(term)].map(letters))
  }

  private static func capitalized(_ term: String) -> String {
    term.split(separator: " ", omittingEmptySubsequences: false).map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
      .joined(separator: " ")
  }

  /// A term as it is compared, with single blanks.
  static func letters(_ term: String) -> [UInt32] {
    String(decoding: FoldedText.bytes(of: Array(term.utf8).span), as: UTF8.self).unicodeScalars.map { TermLetter.compared($0.value) }
      .split(separator: TermLetter.blank).joined(separator: [TermLetter.blank]).map(\.self)
  }

  /// A short term with errors could be anything: one error needs four letters, two need seven, and so on.
  static func distance(_ letters: Int, _ most: Int) -> Int { min(most, max(0, (letters - 1) / 3)) }

  package var entities: [Entity] { [.custom] }

  package func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if beginsWords, TermLetter.joins(probe.scalarBefore), TermLetter.joins(probe.scalar(at: 0).value) { return }
    let length = allowsErrors ? lengthWithErrors(&probe) : lengthAsItIs(&probe)
    if length > 0 { matches.append(SpanMatch(.custom, length: length, score: 100)) }
  }

  /// How long the longest term is that stands at the start.
  private func lengthAsItIs(_ probe: inout Probe) -> Int {
    var (node, offset, best) = (0, 0, 0)
    while let letter = probe.termLetter(at: offset), let next = tree.child(of: node, letter.value) {
      node = next
      offset &+= letter.length
      if tree.distance(of: node) != nil, probe.ends(letter.value, at: offset) { best = offset }
    }
    return best
  }

  /// How long the longest term is that stands at the start with no more errors than it may have, each with the fewest it can have.
  private func lengthWithErrors(_ probe: inout Probe) -> Int {
    var states = tree.beginning
    var before: [TermTree.State] = []
    var found: [Int: (errors: Int, length: Int)] = [:]
    var offset = 0
    while !states.isEmpty, let letter = probe.termLetter(at: offset) {
      swap(&states, &before)
      tree.advance(before, by: letter.value, &states)
      offset &+= letter.length
      for state in states {
        guard let distance = tree.distance(of: state.node), state.errors <= min(distance, found[state.node]?.errors ?? distance) else {
          continue
        }
        // A mark behind a term is no wrong letter of it.
        if state.errors == 0 || !TermLetter.isMark(letter.value), probe.ends(letter.value, at: offset) {
          found[state.node] = (state.errors, offset)
        }
      }
    }
    return found.values.reduce(0) { max($0, $1.length) }
  }
}

extension Probe {
  /// The character at an offset as terms have it, all white space being one blank, and the bytes it takes; nil at the end of the text, or of what may be looked at.
  fileprivate mutating func termLetter(at offset: Int) -> (value: UInt32, length: Int)? {
    let byte = self[offset]
    guard byte != 0 else { return nil }
    if ByteClass.isSpace(byte) { return (TermLetter.blank, run(from: offset, limit: lookahead, where: ByteClass.isSpace)) }
    let character = scalar(at: offset)
    return (TermLetter.compared(character.value), character.length)
  }

  /// Whether a term can end with a letter in front of an offset.
  fileprivate mutating func ends(_ letter: UInt32, at offset: Int) -> Bool {
    !TermLetter.joins(letter) || !TermLetter.joins(scalar(at: offset).value)
  }
}
