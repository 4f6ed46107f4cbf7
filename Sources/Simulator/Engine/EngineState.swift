internal import GatewayCore
internal import NIOCore

/// Names one sequence: one choice of one request.
typealias SequenceID = UInt64

/// The engine's scheduler: which sequences run, which wait, what is in the KV cache. Pure: time comes in as a parameter, and what is to be
/// done goes out as actions. One value serves the whole server; whoever owns it makes its calls one after the other.
struct EngineState: Sendable {
  /// What the owner of a sequence has to do.
  enum Action: Equatable, Sendable {
    /// The sequence runs: its next token is due after this time. `cachedTokens` of its prompt were in the KV cache.
    case start(SequenceID, admission: Int, nextToken: Duration, cachedTokens: Int)
    /// The sequence lost its blocks to older ones and waits again: no token until it is started once more. The number is that of the start
    /// that this takes back: between two threads a later start may arrive earlier.
    case preempt(SequenceID, admission: Int)
  }

  private struct Sequence {
    var chain: BlockHash
    let promptTokens: Int
    let arrived: Duration
    var order = 0
    var allocation: KVCache.Allocation?
    var firstToken: Duration?
    var lastToken: Duration?
    var produced = 0
  }

  private let settings: SimulatorSettings
  private var cache: KVCache
  private var sequences: [SequenceID: Sequence] = [:]
  /// May hold sequences that are gone: they are skipped.
  private var queue = CircularBuffer<SequenceID>()
  private var admissions = 0
  /// Sequences that run.
  private(set) var running = 0
  /// What `/metrics` shows of the past.
  private(set) var metrics = EngineMetrics()

  /// An idle engine.
  init(settings: SimulatorSettings) {
    self.settings = settings
    let tokens = max(settings.kvCacheTokens, settings.maxModelLength)
    cache = KVCache(capacity: min(max(1, tokens), 1 << 30) / BlockHash.blockSize + 1)
  }

  /// Sequences that wait.
  var waiting: Int { sequences.count - running }
  /// The share of the KV cache that running sequences use.
  var cacheUsage: Double { cache.usage }
  /// Blocks of the KV cache.
  var cacheBlocks: Int { cache.capacity }
  /// All that `/metrics` and `/load` show.
  var figures: EngineFigures {
    EngineFigures(running: running, waiting: waiting, cacheUsage: cacheUsage, cacheBlocks: cacheBlocks, metrics: metrics)
  }

  /// Whether `count` more sequences go beyond the queue's limit.
  func refuses(_ count: Int) -> Bool {
    guard let limit = settings.maxQueuedSequences else { return false }
    return waiting + count - max(0, settings.maxSequences - running) > limit
  }

  /// A sequence arrives with the tokens of its prompt.
  mutating func submit(_ id: SequenceID, prompt: BlockHash, now: Duration) -> [Action] {
    sequences[id] = Sequence(chain: prompt, promptTokens: prompt.count, arrived: now)
    queue.append(id)
    return admit()
  }

  /// The sequence has produced `tokens`.
  mutating func produced(_ id: SequenceID, tokens: [Int], now: Duration) -> [Action] {
    guard var sequence = sequences[id], var allocation = sequence.allocation else { return [] }
    let fullBefore = sequence.chain.blocks.count
    sequence.chain.append(tokens)
    sequence.produced += tokens.count
    metrics.generationTokens += tokens.count
    if sequence.firstToken == nil {
      sequence.firstToken = now
      metrics.promptTokens += sequence.promptTokens
      metrics.timeToFirstToken.observe(now - sequence.arrived)
    }
    sequence.lastToken = now
    sequences[id] = sequence
    var actions: [Action] = []
    while allocation.blocks.count < min(sequence.chain.blocksNeeded, cache.capacity), !cache.grow(&allocation) {
      sequences[id]?.allocation = allocation
      guard let victim = newestRunning() else { break }
      actions.append(preempt(victim))
      if victim == id { return actions }
    }
    cache.publish(&allocation, hashes: sequence.chain.blocks, from: fullBefore)
    sequences[id]?.allocation = allocation
    return actions
  }

  /// The sequence has ended, `reason` says how; nil when its client went away, which vLLM does not count.
  mutating func finish(_ id: SequenceID, reason: FinishReason?, now: Duration) -> [Action] {
    guard let sequence = sequences.removeValue(forKey: id) else { return [] }
    if let allocation = sequence.allocation {
      cache.free(allocation)
      running -= 1
    }
    if let reason {
      metrics.finished[reason, default: 0] += 1
      metrics.endToEnd.observe(now - sequence.arrived)
    }
    if sequence.produced > 1, let first = sequence.firstToken, let last = sequence.lastToken {
      metrics.interToken.observe((last - first) / (sequence.produced - 1), times: sequence.produced - 1)
    }
    return admit()
  }

  private mutating func admit() -> [Action] {
    var actions: [Action] = []
    while running < max(1, settings.maxSequences), let id = queue.first {
      guard let sequence = sequences[id], sequence.allocation == nil else {
        queue.removeFirst()
        continue
      }
      guard let action = start(id, sequence) else { break }
      queue.removeFirst()
      actions.append(action)
    }
    return actions
  }

  private mutating func start(_ id: SequenceID, _ waiting: Sequence) -> Action? {
    var sequence = waiting
    let needed = min(sequence.chain.blocksNeeded, cache.capacity)
    // The last token is always computed: its output is the next token.
    let reusable = max(0, sequence.chain.count - 1) / BlockHash.blockSize
    guard let allocation = cache.allocate(hashes: sequence.chain.blocks, count: needed, reusable: min(reusable, needed)) else { return nil }
    admissions += 1
    sequence.order = admissions
    sequence.allocation = allocation
    running += 1
    let cached = allocation.reused * BlockHash.blockSize
    metrics.prefixQueries += sequence.chain.count
    metrics.prefixHits += cached
    sequences[id] = sequence
    let prefill = settings.prefillPerThousandTokens * max(0, sequence.chain.count - cached) / 1000
    return .start(id, admission: admissions, nextToken: settings.timeToFirstToken + prefill, cachedTokens: cached)
  }

  private func newestRunning() -> SequenceID? {
    sequences.filter { $0.value.allocation != nil }.max { $0.value.order < $1.value.order }?.key
  }

  private mutating func preempt(_ id: SequenceID) -> Action {
    let order = sequences[id]?.order ?? 0
    if let allocation = sequences[id]?.allocation { cache.free(allocation) }
    sequences[id]?.allocation = nil
    running -= 1
    metrics.preemptions += 1
    queue.prepend(id)
    return .preempt(id, admission: order)
  }
}
