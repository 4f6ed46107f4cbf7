/// A hash table from keys that are hashes already, and odd, to values: open addressing, linear probing, removal without tombstones, at most three quarters full.
///
/// Places are valid until the next insertion or removal. Memory: 8 bytes and a value, aligned, for each of its places, a power of two of them.
struct KeyTable<Value: Sendable>: Sendable {
  /// A key beside its value, so that both come from memory at once.
  struct Entry: Sendable {
    /// 0 for an empty place.
    var key: UInt64 = 0
    var value: Value
  }

  /// The fewest places.
  static var smallest: Int { 64 }

  private var entries: [Entry]
  private let empty: Entry
  private(set) var count = 0
  private var mask: Int

  /// An empty table; `empty` fills the places that hold nothing.
  init(empty: Value) {
    self.empty = Entry(value: empty)
    entries = Array(repeating: self.empty, count: Self.smallest)
    mask = Self.smallest &- 1
  }

  /// The places of a table that holds so many keys.
  static func places(for count: Int) -> Int {
    var places = smallest
    while places &* 3 < count &* 4 { places &*= 2 }
    return places
  }

  /// The place of a key that is there.
  @inline(__always)
  func find(_ key: UInt64) -> Int? {
    var index = Int(truncatingIfNeeded: key &>> 1) & mask
    while true {
      let found = entries[index].key
      if found == key { return index }
      if found == 0 { return nil }
      index = (index &+ 1) & mask
    }
  }

  /// The value at a place that ``find(_:)`` gave.
  subscript(place: Int) -> Value {
    @inline(__always) get { entries[place].value }
    @inline(__always) _modify { yield &entries[place].value }
  }

  /// Adds a key that is not there.
  mutating func insert(_ key: UInt64, _ value: Value) {
    if (count &+ 1) &* 4 > entries.count &* 3 { grow() }
    place(Entry(key: key, value: value))
    count &+= 1
  }

  /// Removes what is at a place, and moves up those behind the gap that would not be found any more.
  mutating func remove(at start: Int) {
    var gap = start
    var index = (start &+ 1) & mask
    while entries[index].key != 0 {
      let home = Int(truncatingIfNeeded: entries[index].key &>> 1) & mask
      if (index &- home) & mask >= (index &- gap) & mask {
        entries[gap] = entries[index]
        gap = index
      }
      index = (index &+ 1) & mask
    }
    entries[gap] = empty
    count &-= 1
  }

  /// Calls `body` with every value.
  func forEach(_ body: (Value) -> Void) {
    for entry in entries where entry.key != 0 { body(entry.value) }
  }

  private mutating func place(_ entry: Entry) {
    var index = Int(truncatingIfNeeded: entry.key &>> 1) & mask
    while entries[index].key != 0 { index = (index &+ 1) & mask }
    entries[index] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: empty, count: old.count &* 2)
    mask = entries.count &- 1
    for entry in old where entry.key != 0 { place(entry) }
  }
}
