/// Which replicas hold a block, by its hash; a block that nobody has is not there.
struct BlockTable: Sendable {
  private var table = KeyTable(empty: ReplicaSet())

  /// How many blocks there are.
  var count: Int { table.count }

  /// The owners of a block.
  @inline(__always)
  func owners(_ key: UInt64) -> ReplicaSet { table.find(key).map { table[$0] } ?? ReplicaSet() }

  /// Notes that a replica has a block.
  mutating func add(_ key: UInt64, _ replica: Int) {
    if let place = table.find(key) {
      table[place].insert(replica)
    } else {
      table.insert(key, ReplicaSet(only: replica))
    }
  }

  /// Notes that a replica has a block no more.
  mutating func remove(_ key: UInt64, _ replica: Int) {
    guard let place = table.find(key) else { return }
    table[place].remove(replica)
    if table[place].isEmpty { table.remove(at: place) }
  }

  /// How many pairs of a block and an owner there are.
  var ownerCount: Int {
    var result = 0
    table.forEach { result += $0.count }
    return result
  }
}

extension ReplicaSet {
  /// The set of one replica.
  init(only replica: Int) {
    self.init()
    insert(replica)
  }
}
