/// A bounded set of keys in the order of their last use. All operations take constant time, but for a change of the capacity.
///
/// A list whose links are places in an array, with a table from keys to places. Memory: 16 bytes a key, and 16 for each place of the table.
struct RecencyList: Sendable {
  private struct Node: Sendable {
    var key: UInt64
    /// The one that was used next after it, and the one before it; ``none`` at the ends.
    var newer: UInt32
    var older: UInt32
  }

  private static let none = UInt32.max
  /// Bytes of one link.
  static var nodeSize: Int { MemoryLayout<Node>.stride }

  private var nodes: [Node] = []
  private var places = KeyTable<UInt32>(empty: RecencyList.none)
  private var newest = RecencyList.none
  private var oldest = RecencyList.none
  /// The key that was used after the last one before it was used again: keys that were used in one go come again in the same order mostly, and need not be looked up.
  private var expected = RecencyList.none
  /// The most keys that it holds.
  private(set) var capacity: Int

  /// An empty list.
  init(capacity: Int) { self.capacity = min(max(0, capacity), Int(Self.none)) }

  /// How many keys it holds.
  var count: Int { nodes.count }

  /// The keys, the one that was used last first.
  var keys: [UInt64] {
    var result: [UInt64] = []
    var place = newest
    while place != Self.none {
      result.append(nodes[Int(place)].key)
      place = nodes[Int(place)].older
    }
    return result
  }

  /// What became of a key that was used.
  enum Use: Equatable {
    /// It was there.
    case known
    /// It is new; the one that was unused longest gave way to it, if it was full.
    case added(displaced: UInt64?)
  }

  /// Uses a key, which is an odd number. A list without capacity keeps none, and gives the key back.
  mutating func use(_ key: UInt64) -> Use {
    if let place = find(key) {
      expected = nodes[Int(place)].newer
      if place != newest {
        unlink(place)
        linkAsNewest(place)
      }
      return .known
    }
    guard capacity > 0 else { return .added(displaced: key) }
    guard nodes.count >= capacity else {
      add(key, at: UInt32(truncatingIfNeeded: nodes.count))
      return .added(displaced: nil)
    }
    let place = oldest
    let displaced = nodes[Int(place)].key
    unlink(place)
    if let found = places.find(displaced) { places.remove(at: found) }
    add(key, at: place)
    return .added(displaced: displaced)
  }

  /// Changes the capacity.
  /// - Returns: the keys for which there is no room any more, the longest unused ones.
  mutating func resize(to capacity: Int) -> [UInt64] {
    let all = keys
    self = RecencyList(capacity: capacity)
    let kept = all.prefix(self.capacity)
    for key in kept.reversed() { _ = use(key) }
    return Array(all[kept.endIndex...])
  }

  private func find(_ key: UInt64) -> UInt32? {
    if expected != Self.none, nodes[Int(expected)].key == key { return expected }
    return places.find(key).map { places[$0] }
  }

  private mutating func add(_ key: UInt64, at place: UInt32) {
    let node = Node(key: key, newer: Self.none, older: Self.none)
    if Int(place) == nodes.count {
      // No more than it will ever need.
      if nodes.count == nodes.capacity { nodes.reserveCapacity(min(capacity, max(64, 2 * nodes.count))) }
      nodes.append(node)
    } else {
      nodes[Int(place)] = node
    }
    places.insert(key, place)
    linkAsNewest(place)
  }

  private mutating func unlink(_ place: UInt32) {
    let (newer, older) = (nodes[Int(place)].newer, nodes[Int(place)].older)
    if newer == Self.none { newest = older } else { nodes[Int(newer)].older = older }
    if older == Self.none { oldest = newer } else { nodes[Int(older)].newer = newer }
  }

  private mutating func linkAsNewest(_ place: UInt32) {
    nodes[Int(place)].newer = Self.none
    nodes[Int(place)].older = newest
    if newest == Self.none { oldest = place } else { nodes[Int(newest)].newer = place }
    newest = place
  }
}
