/// A few words, by their hashes. What is not in it is known at once, nearly always, from one number.
struct WordHashSet: Sendable {
  private let hint: UInt64
  private let hashes: [WordHash]

  /// The words between blanks, in lower case.
  init(_ words: StaticString) {
    var hashes: [WordHash] = []
    words.withUTF8Buffer { buffer in
      // SAFETY: the buffer and its parts are read inside of the closure only.
      for word in unsafe buffer.split(separator: 0x20) {
        var hash = WordHash()
        for byte in unsafe word { hash.add(byte) }
        hashes.append(hash)
      }
    }
    hint = hashes.reduce(0) { $0 | Self.bits($1) }
    self.hashes = hashes
  }

  /// Two bits of 64 for a hash.
  @inline(__always)
  private static func bits(_ hash: WordHash) -> UInt64 { 1 << (hash.value >> 40 & 63) | 1 << (hash.value >> 50 & 63) }

  /// Whether the word with a hash is in it.
  @inline(__always)
  func contains(_ hash: WordHash) -> Bool {
    let bits = Self.bits(hash)
    return hint & bits == bits && hashes.contains(hash)
  }
}
