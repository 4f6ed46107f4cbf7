/// A set of words by their hash, for words that are hashed as they are read. A word of a peer that collides with one of the set by design would be found, no more.
struct HashedWords: Sendable {
  private let table: HashedTable<Void>

  /// The words of a list with blanks between.
  init(_ list: String) {
    table = HashedTable(Dictionary(list.split(separator: " ").map { (Self.hash($0), ()) }) { first, _ in first })
  }

  /// Where a word's hash begins.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of a word, in lower case.
  static func hash(_ word: some StringProtocol) -> UInt64 { word.utf8.reduce(seed) { extend($0, $1) } }

  /// The hash with one more byte, in lower case.
  @inline(__always)
  static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

  /// Whether a word with this hash is in it.
  func contains(_ hash: UInt64) -> Bool { table[hash] != nil }
}
