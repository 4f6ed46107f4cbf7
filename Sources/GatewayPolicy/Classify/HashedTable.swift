/// Values by the hashes of words: what is a hash already is not hashed again. A few slots are looked at, whatever a peer's words are, for the table does not change.
struct HashedTable<Value: Sendable>: Sendable {
  private let keys: [UInt64]
  private let values: [Value?]
  private let mask: Int

  /// The values of some words. A word with the hash 0 is none.
  init(_ entries: [UInt64: Value]) {
    var size = 16
    while size < entries.count * 4 { size *= 2 }
    var keys = [UInt64](repeating: 0, count: size)
    var values = [Value?](repeating: nil, count: size)
    for (key, value) in entries where key != 0 {
      var slot = Self.slot(key) & (size - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
      (keys[slot], values[slot]) = (key, value)
    }
    (self.keys, self.values, mask) = (keys, values, size - 1)
  }

  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ key &>> 32) }

  /// The value of a word; nil when it has none.
  subscript(_ key: UInt64) -> Value? {
    var slot = Self.slot(key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot &+ 1) & mask
    }
    return nil
  }
}
