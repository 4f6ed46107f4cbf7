/// The context words, by the hash of their bytes from the last one to the first: a text is read backwards, and no word is ever copied.
final class ContextVocabulary: Sendable {
  private let table: HashedTable<ContextKinds>
  /// 16,384 bits, one for each key: most words are no key.
  private let hints: [UInt64]
  /// What the bytes of words are.
  let bytes = WordBytes()

  static let shared = ContextVocabulary(ContextVocabulary.phrases)
  static let seed = HashedWords.seed
  let genitive = extend(seed, UInt8(ascii: "s"))

  @inline(__always)
  static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 { HashedWords.extend(hash, byte) }

  /// The key of two words that stand together.
  @inline(__always)
  static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 { (left &* 0x9e37_79b9_7f4a_7c15) ^ (right &+ 0x5851_f42d_4c95_7f2d) }

  init(_ phrases: [(ContextKinds, String)]) {
    var table: [UInt64: ContextKinds] = [:]
    for (kinds, list) in phrases {
      for phrase in list.split(separator: ",") {
        let words = phrase.split(separator: " ").map { $0.utf8.reversed().reduce(Self.seed) { Self.extend($0, $1) } }
        guard let first = words.first else { continue }
        table[words.count > 1 ? Self.pair(first, words[1]) : first, default: []].formUnion(kinds)
      }
    }
    self.table = HashedTable(table)
    var hints = [UInt64](repeating: 0, count: 256)
    for key in table.keys { hints[Self.hint(key) >> 6] |= 1 << UInt64(Self.hint(key) & 63) }
    self.hints = hints
  }

  /// Which of the hints stands for a key.
  @inline(__always)
  private static func hint(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 50) }

  /// What a word, or a pair, is about.
  @inline(__always)
  func kinds(_ key: UInt64) -> ContextKinds {
    let hint = Self.hint(key)
    return hints[hint >> 6] & 1 << UInt64(hint & 63) == 0 ? [] : table[key] ?? []
  }
}
