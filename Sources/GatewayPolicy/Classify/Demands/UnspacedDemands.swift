/// Demands in languages that are written without blanks, or whose words carry their grammar with them: what does something in a demand is looked for as a part of the text.
struct UnspacedDemands: Sendable {
  private struct Term: Sendable {
    let bytes: [UInt8]
    let language: Int
    let roles: DemandRole
  }

  /// What begins with a character, by its three bytes.
  private let terms: [UInt32: [Term]]
  private let languages: Int
  /// Two characters are as much as a word, of which rules speak.
  private static let bytesOfWord = 6

  /// The languages' terms.
  init(_ vocabularies: [DemandVocabulary.Words]) {
    var terms: [UInt32: [Term]] = [:]
    for (language, words) in vocabularies.enumerated() {
      for (roles, list) in words {
        for term in list.split(separator: " ") {
          let bytes = FoldedText.bytes(of: Array(term.utf8).span)
          if let first = Self.character(bytes.span, 0) {
            terms[first, default: []].append(Term(bytes: bytes, language: language, roles: roles))
          }
        }
      }
    }
    self.terms = terms
    languages = vocabularies.count
  }

  /// The families of demands in a folded text.
  func families(in text: Span<UInt8>) -> Set<String> {
    var tokens = [[DemandToken]](repeating: [], count: languages)
    var index = 0
    while index &+ 2 < text.count {
      guard text[index] >= 0xe3, let character = Self.character(text, index) else {
        index &+= 1
        continue
      }
      for term in terms[character] ?? [] where Self.starts(text, index, with: term.bytes) {
        tokens[term.language].append(DemandToken(place: index / Self.bytesOfWord, roles: term.roles))
      }
      index &+= 3
    }
    return tokens.reduce(into: []) { $0.formUnion(DemandGrammar.families(in: $1)) }
  }

  /// A character of three bytes as a number.
  @inline(__always)
  private static func character(_ text: Span<UInt8>, _ index: Int) -> UInt32? {
    guard index &+ 2 < text.count, text[index] & 0xf0 == 0xe0 else { return nil }
    return UInt32(text[index]) &<< 16 | UInt32(text[index &+ 1]) &<< 8 | UInt32(text[index &+ 2])
  }

  private static func starts(_ text: Span<UInt8>, _ index: Int, with term: [UInt8]) -> Bool {
    guard text.count - index >= term.count else { return false }
    for (offset, byte) in term.enumerated() where text[index + offset] != byte { return false }
    return true
  }
}
