/// What the words of one language do in demands, by their hashes.
struct DemandLanguage: Sendable {
  /// The roles of every word.
  let roles: HashedTable<DemandRole>
  /// The words that are cores of demands.
  let cores: [UInt64]

  /// A language's words, each in a spelling of its bytes.
  init(_ words: DemandVocabulary.Words, _ spelling: ([UInt8]) -> [UInt8] = { $0 }) {
    var roles: [UInt64: DemandRole] = [:]
    for (role, patterns) in words {
      for word in patterns.split(separator: " ").flatMap(Self.inflected) {
        for folded in Self.spellings(word) { roles[ReadWord.hash(spelling(folded)), default: []].formUnion(role) }
      }
    }
    self.roles = HashedTable(roles)
    cores = roles.compactMap { word, roles in roles.isDisjoint(with: .cores) ? nil : word }
  }

  /// `stem:a,b`: the stem, and the stem with each of these endings.
  private static func inflected(_ pattern: Substring) -> [String] {
    let parts = pattern.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return [String(pattern)] }
    return [String(parts[0])] + parts[1].split(separator: ",").map { String(parts[0]) + $0 }
  }

  /// A word as readings have it: folded, and ASCII in lower case. Folding leaves the case of other letters, so that there are up to three.
  private static func spellings(_ word: String) -> Set<[UInt8]> {
    let others = word.utf8.contains { $0 >= 0x80 } ? [word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()] : []
    return Set(([word] + others).map { FoldedText.lowered($0) })
  }
}
