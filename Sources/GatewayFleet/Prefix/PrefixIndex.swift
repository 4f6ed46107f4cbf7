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
/// One table serves all replicas, so that one lookup finds the longest prefix of each. Each replica's blocks are bounded by the size of its cache, as far as that is known, and those that were unused longest
/// are forgotten, as engines do it: of a prompt its end before its start. A replica beyond ``ReplicaSet/limit`` is never known to have anything.
/// Owned by one executor. Memory: at most ``memoryBound(_:)``, and much less where replicas have prompts in common.
public struct PrefixIndex: Sendable {
  /// What is known of one replica.
  private struct Holding: Sendable {
    var blocks = RecencyList(capacity: 0)
    /// Tokens that its cache holds; nil when it has not said so.
    var cacheTokens: Int?
    var ratio = TokenRatio()
  }

  private let settings: PrefixSettings
  private var table = BlockTable()
  private var holdings: [Holding] = []

  /// An empty index for so many replicas.
  public init(replicas: Int, settings: PrefixSettings = PrefixSettings()) {
    self.settings = settings
    grow(to: replicas)
  }

  /// How many blocks are remembered; a block that several replicas have counts once.
  public var count: Int { table.count }

  /// How many blocks of a replica are remembered.
  public func count(of replica: Int) -> Int { holdings.indices.contains(replica) ? holdings[replica].blocks.count : 0 }

  /// The most memory that the index takes, in bytes: 24 for a place of the table of all blocks, and for each block of each replica 16, and 16 for a place of a table of its own. Tables have a power of two of places and are at most three
  /// quarters full. With the settings that hold when the configuration says nothing: 27 MiB.
  public static func memoryBound(_ settings: PrefixSettings) -> Int {
    // A table that has just grown is a little more than three eighths full.
    let (own, all) = (MemoryLayout<KeyTable<UInt32>.Entry>.stride, MemoryLayout<KeyTable<ReplicaSet>.Entry>.stride)
    return KeyTable<ReplicaSet>.places(for: settings.totalBlocks) &* all &+ settings.totalBlocks &* (RecencyList.nodeSize &+ own * 8 / 3)
  }

  /// Makes room for more replicas. Each replica's share of the blocks may become smaller; what is over is forgotten.
  public mutating func grow(to replicas: Int) {
    let count = min(replicas, ReplicaSet.limit)
    while holdings.count < count { holdings.append(Holding()) }
    for replica in holdings.indices { setCapacity(replica) }
  }

  /// Says how many tokens a replica's KV cache holds (``EngineMetrics/cacheTokens``): more than that is not worth remembering.
  public mutating func note(cacheTokens: Int, of replica: Int) {
    guard holdings.indices.contains(replica), cacheTokens > 0 else { return }
    holdings[replica].cacheTokens = cacheTokens
    setCapacity(replica)
  }

  /// Says how many tokens a replica counted in a prompt that was estimated. How much text its cache holds follows from that; it counts from the next ``note(cacheTokens:of:)`` on.
  public mutating func note(promptTokens: Int, estimated: Int, of replica: Int) {
    guard holdings.indices.contains(replica) else { return }
    holdings[replica].ratio.note(estimated: estimated, counted: promptTokens)
  }

  /// A replica has lost its cache: its process is a new one.
  public mutating func forget(_ replica: Int) {
    guard holdings.indices.contains(replica) else { return }
    for key in holdings[replica].blocks.keys { table.remove(key, replica) }
    holdings[replica].blocks = RecencyList(capacity: holdings[replica].blocks.capacity)
  }

  /// Finds for every replica how many of the first blocks it has.
  public func match(_ prompt: PromptBlocks, into match: inout PrefixMatch) {
    match.session = prompt.session.map { table.owners($0) } ?? ReplicaSet()
    for replica in holdings.indices { match.blocks[replica] = 0 }
    var alive = ReplicaSet.first(holdings.count)
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
    guard holdings.indices.contains(replica), holdings[replica].blocks.capacity > 0 else { return }
    // From its end: the start is used by the most prompts, and is forgotten last.
    for key in prompt.hashes.prefix(max(1, holdings[replica].blocks.capacity - 1)).reversed() { add(key, replica) }
    if let session = prompt.session { add(session, replica) }
  }

  private mutating func add(_ key: UInt64, _ replica: Int) {
    guard case .added(let displaced) = holdings[replica].blocks.use(key) else { return }
    if let displaced { table.remove(displaced, replica) }
    table.add(key, replica)
  }

  private mutating func setCapacity(_ replica: Int) {
    let share = max(1, settings.totalBlocks / max(1, holdings.count))
    let cache = holdings[replica].cacheTokens.map { holdings[replica].ratio.blocks(in: $0, blockTokens: settings.blockTokens) }
    let capacity = min(settings.blocksPerReplica, share, cache ?? .max)
    guard capacity != holdings[replica].blocks.capacity else { return }
    for key in holdings[replica].blocks.resize(to: capacity) { table.remove(key, replica) }
  }
}

/// For tests.
extension PrefixIndex {
  func keys(_ replica: Int) -> [UInt64] { holdings[replica].blocks.keys }
  func owners(of key: UInt64) -> ReplicaSet { table.owners(key) }
  var ownerCount: Int { table.ownerCount }
}
