/// The words of a normalised text as hashes: what the phrase families are looked for in.
struct WordHashes {
  /// The hash of every word.
  private(set) var words: [UInt64] = []

  /// The words of a normalised text.
  init(_ text: Span<UInt8>) {
    words.reserveCapacity(text.count / 5)
    var hash = Self.basis
    var isWord = false
    for index in text.indices {
      let byte = text[index]
      if byte == 0x20 {
        if isWord { words.append(hash) }
        hash = Self.basis
        isWord = false
      } else {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        isWord = true
      }
    }
    if isWord { words.append(hash) }
  }

  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of one word.
  static func hash(_ word: some Sequence<UInt8>) -> UInt64 { word.reduce(basis) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } }
}

/// A set of hashed words. A small bit map says no for nearly every word of a text.
struct HashedSet: Sendable {
  private var map = [UInt64](repeating: 0, count: 128)
  private var hashes: Set<UInt64> = []

  init(_ words: [String], rotated: Bool = false) {
    for word in words {
      let bytes = Array(word.utf8)
      insert(WordHashes.hash(rotated ? HiddenSegments.rotated(bytes) : bytes))
    }
  }

  private mutating func insert(_ hash: UInt64) {
    hashes.insert(hash)
    map[Int(hash >> 6 & 127)] |= 1 << (hash & 63)
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool { map[Int(hash >> 6 & 127)] & (1 << (hash & 63)) != 0 && hashes.contains(hash) }

  mutating func formUnion(_ other: HashedSet) { for hash in other.hashes { insert(hash) } }
}
