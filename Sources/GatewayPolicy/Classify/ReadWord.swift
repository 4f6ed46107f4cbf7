/// A word of a text as its hash: of its first and its last eight bytes and its length. tools/train_classifiers/features.py computes the same.
enum ReadWord {
  /// The hash of a word of a length that begins with some bytes and ends with others, each as a number with the first byte lowest; a word of up to eight bytes has both the same.
  @inline(__always)
  static func hash(first: UInt64, last: UInt64, count: Int) -> UInt64 {
    let hash = first &* 0xd6e8_feb8_6659_fd93 &+ (last &+ UInt64(truncatingIfNeeded: count)) &* 0xa076_1d64_78bd_642f
    return hash ^ hash &>> 32
  }

  /// The hash of a word that is already in lower case.
  static func hash(_ word: some Collection<UInt8>) -> UInt64 {
    func packed(_ bytes: some Collection<UInt8>) -> UInt64 {
      var result: UInt64 = 0
      for (place, byte) in bytes.enumerated() { result |= UInt64(byte) &<< UInt64(place &* 8) }
      return result
    }
    return hash(first: packed(word.prefix(8)), last: packed(word.suffix(8)), count: word.count)
  }
}

/// A set of hashed words. A small bit map says no for nearly every word of a text.
struct HashedSet: Sendable {
  private var map = [UInt64](repeating: 0, count: 1024)
  private var hashes: Set<UInt64> = []

  /// A set of words, each in a spelling of its bytes.
  init(_ words: [String] = [], _ spelling: ([UInt8]) -> [UInt8] = { $0 }) {
    for word in words { insert(ReadWord.hash(spelling(Array(word.utf8)))) }
  }

  mutating func insert(_ hash: UInt64) {
    hashes.insert(hash)
    map[Int(truncatingIfNeeded: hash &>> 6 & 1023)] |= 1 &<< (hash & 63)
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    map[Int(truncatingIfNeeded: hash &>> 6 & 1023)] & (1 &<< (hash & 63)) != 0 && hashes.contains(hash)
  }

  mutating func formUnion(_ other: HashedSet) { for hash in other.hashes { insert(hash) } }
}
