public import GatewayCore

/// How much of a prompt each replica has in its prefix cache, by what the gateway has sent there. Made once and used again, so that a lookup allocates nothing.
public struct PrefixMatch: Sendable {
  /// How many of the prompt's first blocks a replica has, by the replica's number.
  public internal(set) var blocks: [Int]
  /// The replicas that served the session before.
  public internal(set) var session = ReplicaSet()

  /// A match for up to ``ReplicaSet/limit`` replicas.
  public init() { blocks = Array(repeating: 0, count: ReplicaSet.limit) }

  /// The blocks that a replica has.
  @inline(__always)
  public func depth(_ replica: Int) -> Int { blocks.indices.contains(replica) ? blocks[replica] : 0 }
}

/// Remembers which blocks of prompts were sent to which replica: what their prefix caches are likely to hold.
///
/// One table serves all replicas, so that one lookup finds the longest prefix of each. Each replica's blocks are bounded; the clock algorithm (an approximation of least recently used, in constant
/// time) decides which of them is forgotten, the end of a prompt before its start. A replica beyond ``ReplicaSet/limit`` is never known to have anything.
/// Owned by one executor. Memory: at most ``memoryBound``, and much less where replicas have prompts in common.
public struct PrefixIndex: Sendable {
  /// The blocks of one replica, in the order of the clock.
  private struct Ring: Sendable {
    var keys: [UInt64] = []
    var hand = 0
    var capacity: Int
  }

  /// How many blocks in use are spared before one goes in any case: bounds the work of one insertion.
  private static let chances = 16

  private let settings: PrefixSettings
  private var table = BlockTable()
  private var rings: [Ring] = []
  /// What is known of the size of a replica's cache, in blocks.
  private var known: [Int?] = []

  /// An empty index for so many replicas.
  public init(replicas: Int, settings: PrefixSettings = PrefixSettings()) {
    self.settings = settings
    grow(to: replicas)
  }

  /// How many blocks are remembered; a block that several replicas have counts once.
  public var count: Int { table.count }

  /// How many blocks of a replica are remembered.
  public func count(of replica: Int) -> Int { rings.indices.contains(replica) ? rings[replica].keys.count : 0 }

  /// The most memory that the index takes, in bytes: 40 for a place of the table, which has a power of two of places and is at most three quarters full, and 8 a block for the order of each replica.
  /// With the settings that hold when the configuration says nothing: 22 MiB.
  public static func memoryBound(_ settings: PrefixSettings) -> Int {
    var places = 64
    while places &* 3 < settings.totalBlocks &* 4 { places &*= 2 }
    return places &* 40 &+ settings.totalBlocks &* 8
  }

  /// Makes room for more replicas. Each replica's share of the blocks may become smaller; what is over is forgotten.
  public mutating func grow(to replicas: Int) {
    let count = min(replicas, ReplicaSet.limit)
    while rings.count < count {
      rings.append(Ring(capacity: 0))
      known.append(nil)
    }
    for replica in rings.indices { setCapacity(replica) }
  }

  /// Says how many tokens a replica's KV cache holds (``EngineMetrics/cacheTokens``): more than that is not worth remembering.
  public mutating func note(cacheTokens: Int, of replica: Int) {
    guard rings.indices.contains(replica), cacheTokens > 0 else { return }
    known[replica] = max(1, cacheTokens / settings.blockTokens)
    setCapacity(replica)
  }

  /// A replica has lost its cache: its process is a new one.
  public mutating func forget(_ replica: Int) {
    guard rings.indices.contains(replica) else { return }
    for key in rings[replica].keys { table.remove(key, replica) }
    rings[replica].keys = []
    rings[replica].hand = 0
  }

  /// Finds for every replica how many of the first blocks it has.
  public func match(_ prompt: PromptBlocks, into match: inout PrefixMatch) {
    match.session = prompt.session.map { table.owners($0) } ?? ReplicaSet()
    for replica in rings.indices { match.blocks[replica] = 0 }
    var alive = ReplicaSet.first(rings.count)
    var depth = 0
    while depth < prompt.hashes.count {
      let next = alive & table.owners(prompt.hashes[depth])
      let gone = alive - next
      if !gone.isEmpty { gone.forEach { match.blocks[$0] = depth } }
      alive = next
      if alive.isEmpty { return }
      depth &+= 1
    }
    alive.forEach { match.blocks[$0] = depth }
  }

  /// Notes that a prompt was sent to a replica, whose cache will hold it.
  public mutating func insert(_ prompt: PromptBlocks, replica: Int) {
    guard rings.indices.contains(replica), rings[replica].capacity > 0 else { return }
    // From its end: the start is used by the most prompts, and is forgotten last.
    for key in prompt.hashes.prefix(max(1, rings[replica].capacity - 1)).reversed() { add(key, replica) }
    if let session = prompt.session { add(session, replica) }
  }

  private mutating func add(_ key: UInt64, _ replica: Int) {
    guard table.add(key, replica) else { return }
    if rings[replica].keys.count < rings[replica].capacity {
      rings[replica].keys.append(key)
    } else {
      let place = vacate(replica)
      rings[replica].keys[place] = key
    }
  }

  /// Forgets one block of a replica, and moves the hand behind its place.
  private mutating func vacate(_ replica: Int) -> Int {
    let count = rings[replica].keys.count
    var chances = 0
    while true {
      let place = rings[replica].hand
      rings[replica].hand = place &+ 1 < count ? place &+ 1 : 0
      let key = rings[replica].keys[place]
      if chances < Self.chances, table.takeTouch(key, replica) {
        chances &+= 1
        continue
      }
      table.remove(key, replica)
      return place
    }
  }

  private mutating func setCapacity(_ replica: Int) {
    let share = max(1, settings.totalBlocks / max(1, rings.count))
    let capacity = min(settings.blocksPerReplica, share, known[replica] ?? .max)
    guard capacity != rings[replica].capacity else { return }
    rings[replica].capacity = capacity
    // The hand's order begins anew, with the oldest first.
    let ring = rings[replica]
    guard ring.hand > 0 || ring.keys.count > capacity else { return }
    var keys = Array(ring.keys[ring.hand...]) + ring.keys[..<ring.hand]
    for key in keys.prefix(max(0, keys.count - capacity)) { table.remove(key, replica) }
    keys.removeFirst(max(0, keys.count - capacity))
    rings[replica].keys = keys
    rings[replica].hand = 0
  }
}

/// For tests.
extension PrefixIndex {
  func ringKeys(_ replica: Int) -> [UInt64] { rings[replica].keys }
  func owners(of key: UInt64) -> ReplicaSet { table.owners(key) }
  var ownerCount: Int { table.entries.reduce(0) { $0 + $1.owners.count } }
}
