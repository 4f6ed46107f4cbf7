/// A hash table from keys that are hashes already, and odd, to values: open addressing, linear probing, removal without tombstones, at most three quarters full.
///
/// Places are valid until the next insertion or removal. Memory: 8 bytes and a value for each of its places, a power of two of them.
struct KeyTable<Value: Sendable>: Sendable {
  /// The fewest places.
  static var smallest: Int { 64 }

  /// 0 for an empty place.
  private var keys: [UInt64]
  private var values: [Value]
  private let empty: Value
  private(set) var count = 0
  private var mask: Int

  /// An empty table; `empty` fills the places that hold nothing.
  init(empty: Value) {
    self.empty = empty
    keys = Array(repeating: 0, count: Self.smallest)
    values = Array(repeating: empty, count: Self.smallest)
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
      let found = keys[index]
      if found == key { return index }
      if found == 0 { return nil }
      index = (index &+ 1) & mask
    }
  }

  /// The value at a place that ``find(_:)`` gave.
  subscript(place: Int) -> Value {
    @inline(__always) get { values[place] }
    @inline(__always) _modify { yield &values[place] }
  }

  /// Adds a key that is not there.
  mutating func insert(_ key: UInt64, _ value: Value) {
    if (count &+ 1) &* 4 > keys.count &* 3 { grow() }
    place(key, value)
    count &+= 1
  }

  /// Removes what is at a place, and moves up those behind the gap that would not be found any more.
  mutating func remove(at start: Int) {
    var gap = start
    var index = (start &+ 1) & mask
    while keys[index] != 0 {
      let home = Int(truncatingIfNeeded: keys[index] &>> 1) & mask
      if (index &- home) & mask >= (index &- gap) & mask {
        keys[gap] = keys[index]
        values[gap] = values[index]
        gap = index
      }
      index = (index &+ 1) & mask
    }
    keys[gap] = 0
    values[gap] = empty
    count &-= 1
  }

  /// Calls `body` with every value.
  func forEach(_ body: (Value) -> Void) {
    for index in keys.indices where keys[index] != 0 { body(values[index]) }
  }

  private mutating func place(_ key: UInt64, _ value: Value) {
    var index = Int(truncatingIfNeeded: key &>> 1) & mask
    while keys[index] != 0 { index = (index &+ 1) & mask }
    keys[index] = key
    values[index] = value
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: oldKeys.count &* 2)
    values = Array(repeating: empty, count: oldKeys.count &* 2)
    mask = keys.count &- 1
    for index in oldKeys.indices where oldKeys[index] != 0 { place(oldKeys[index], oldValues[index]) }
  }
}
