/// A hash table from a block's hash to the replicas that hold it: open addressing, linear probing, removal without tombstones, at most three quarters full.
struct BlockTable: Sendable {
  struct Entry: Sendable {
    /// 0 for an empty place; hashes are odd.
    var key: UInt64 = 0
    var owners = ReplicaSet()
    /// Owners that used the block again since the clock's hand passed it.
    var touched = ReplicaSet()
  }

  private(set) var entries: [Entry]
  private(set) var count = 0
  private var mask: Int

  init() {
    entries = Array(repeating: Entry(), count: 64)
    mask = 63
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

  /// The owners of a block.
  @inline(__always)
  func owners(_ key: UInt64) -> ReplicaSet { find(key).map { entries[$0].owners } ?? ReplicaSet() }

  /// Notes that a replica has a block.
  /// - Returns: whether that is new.
  mutating func add(_ key: UInt64, _ replica: Int) -> Bool {
    if let index = find(key) {
      if entries[index].owners.contains(replica) {
        entries[index].touched.insert(replica)
        return false
      }
      entries[index].owners.insert(replica)
      return true
    }
    if (count &+ 1) &* 4 > entries.count &* 3 { grow() }
    place(Entry(key: key, owners: ReplicaSet(only: replica)))
    count &+= 1
    return true
  }

  /// Takes the mark of a second use from a block.
  /// - Returns: whether there was one.
  mutating func takeTouch(_ key: UInt64, _ replica: Int) -> Bool {
    guard let index = find(key), entries[index].touched.contains(replica) else { return false }
    entries[index].touched.remove(replica)
    return true
  }

  /// Notes that a replica has a block no more; a block that nobody has is forgotten.
  mutating func remove(_ key: UInt64, _ replica: Int) {
    guard let index = find(key) else { return }
    entries[index].owners.remove(replica)
    entries[index].touched.remove(replica)
    if entries[index].owners.isEmpty { erase(index) }
  }

  private mutating func place(_ entry: Entry) {
    var index = Int(truncatingIfNeeded: entry.key &>> 1) & mask
    while entries[index].key != 0 { index = (index &+ 1) & mask }
    entries[index] = entry
  }

  /// Moves up those behind the gap that would not be found any more.
  private mutating func erase(_ start: Int) {
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
    entries[gap] = Entry()
    count &-= 1
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Entry(), count: old.count &* 2)
    mask = entries.count &- 1
    for entry in old where entry.key != 0 { place(entry) }
  }
}

extension ReplicaSet {
  /// The set of one replica.
  init(only replica: Int) {
    self.init()
    insert(replica)
  }
}
