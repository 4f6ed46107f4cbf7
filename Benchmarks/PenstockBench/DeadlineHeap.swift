/// Deadlines of streams, the earliest first.
struct DeadlineHeap {
  /// When which stream of which connection is due. A connection that streams something else by then has another `generation`.
  struct Entry {
    var time: UInt64
    var descriptor: Int32
    var generation: UInt32
  }

  private var entries: [Entry] = []

  var first: Entry? { entries.first }

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0, case let parent = (child - 1) / 2, entries[child].time < entries[parent].time {
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while case let child = smallerChild(of: parent), child < entries.count, entries[child].time < entries[parent].time {
      entries.swapAt(child, parent)
      parent = child
    }
  }

  private func smallerChild(of parent: Int) -> Int {
    let left = 2 * parent + 1
    return left + 1 < entries.count && entries[left + 1].time < entries[left].time ? left + 1 : left
  }
}
