/// The blocks of a KV cache as vLLM keeps them: blocks of running sequences are counted, blocks that nobody uses keep their content
/// until they are needed, and the ones unused for longest go first. Pure: no clock, no I/O. All operations take constant time a block, and
/// memory is taken for blocks that have been used only.
struct KVCache: Sendable {
  private struct Block {
    var hash: UInt64?
    var users = 0
    var previous = -1
    var next = -1
  }

  /// The blocks that have been used; those beyond, up to `capacity`, are as long unused as can be.
  private var blocks: [Block] = []
  private var byHash: [UInt64: Int] = [:]
  private var oldest = -1
  private var newest = -1
  /// Blocks that no running sequence uses.
  private(set) var free: Int
  /// Blocks in all.
  let capacity: Int

  /// A cache of `capacity` blocks, at least one.
  init(capacity: Int) {
    self.capacity = max(1, capacity)
    free = self.capacity
  }

  /// Blocks for which there is memory.
  var touched: Int { blocks.count }
  /// The share of blocks that running sequences use, 0 to 1.
  var usage: Double { 1 - Double(free) / Double(capacity) }

  /// Blocks of a sequence, in its order.
  struct Allocation: Sendable, Equatable {
    fileprivate(set) var blocks: [Int] = []
    /// Blocks at the front whose content was there already.
    fileprivate(set) var reused = 0
  }

  /// Takes the blocks of a sequence of `count` blocks whose full ones have `hashes`: what is cached is reused, at most `reusable` blocks.
  /// Nil when there are not enough; then nothing has changed.
  mutating func allocate(hashes: [UInt64], count: Int, reusable: Int) -> Allocation? {
    var found: [Int] = []
    for hash in hashes.prefix(reusable) {
      guard let index = byHash[hash] else { break }
      found.append(index)
    }
    let idle = found.count { blocks[$0].users == 0 }
    guard count - found.count <= free - idle else { return nil }
    for index in found { retain(index) }
    var allocation = Allocation(blocks: found, reused: found.count)
    while allocation.blocks.count < count {
      guard let index = takeOldest() else { break }
      allocation.blocks.append(index)
    }
    publish(&allocation, hashes: hashes, from: found.count)
    return allocation
  }

  /// Adds a block at the end of `allocation`; false when there is none.
  mutating func grow(_ allocation: inout Allocation) -> Bool {
    guard let index = takeOldest() else { return false }
    allocation.blocks.append(index)
    return true
  }

  /// Makes full blocks of `allocation`, from number `first` on, findable by their hash.
  mutating func publish(_ allocation: inout Allocation, hashes: [UInt64], from first: Int) {
    for (number, hash) in hashes.enumerated().dropFirst(first) where number < allocation.blocks.count && byHash[hash] == nil {
      let index = allocation.blocks[number]
      if let old = blocks[index].hash { byHash[old] = nil }
      blocks[index].hash = hash
      byHash[hash] = index
    }
  }

  /// Gives the blocks back; their content stays until it is evicted, the end of a sequence before its beginning.
  mutating func free(_ allocation: Allocation) {
    for index in allocation.blocks.reversed() {
      blocks[index].users -= 1
      if blocks[index].users == 0 { release(index) }
    }
  }

  private mutating func retain(_ index: Int) {
    if blocks[index].users == 0 { unlink(index) }
    blocks[index].users += 1
  }

  private mutating func takeOldest() -> Int? {
    if blocks.count < capacity {
      blocks.append(Block(users: 1))
      free -= 1
      return blocks.count - 1
    }
    guard oldest >= 0 else { return nil }
    let index = oldest
    unlink(index)
    if let hash = blocks[index].hash { byHash[hash] = nil }
    blocks[index].hash = nil
    blocks[index].users = 1
    return index
  }

  private mutating func release(_ index: Int) {
    blocks[index].previous = newest
    blocks[index].next = -1
    if newest >= 0 { blocks[newest].next = index } else { oldest = index }
    newest = index
    free += 1
  }

  private mutating func unlink(_ index: Int) {
    let (previous, next) = (blocks[index].previous, blocks[index].next)
    if previous >= 0 { blocks[previous].next = next } else { oldest = next }
    if next >= 0 { blocks[next].previous = previous } else { newest = previous }
    blocks[index].previous = -1
    blocks[index].next = -1
    free -= 1
  }
}
