import GatewayCore
import Testing

@testable import Simulator

/// The scheduler and the KV cache, with a clock that the test turns.
struct EngineTests {
  private func engine(sequences: Int = 2, cacheTokens: Int = 1024, queue: Int? = nil) -> EngineState {
    var settings = SimulatorSettings()
    settings.maxSequences = sequences
    settings.kvCacheTokens = cacheTokens
    settings.maxModelLength = 16
    settings.maxQueuedSequences = queue
    settings.timeToFirstToken = .milliseconds(20)
    settings.prefillPerThousandTokens = .milliseconds(1000)
    return EngineState(settings: settings)
  }

  private func prompt(_ tokens: Range<Int>, salt: String = "") -> BlockHash {
    var chain = BlockHash(salt: salt)
    chain.append(tokens)
    return chain
  }

  @Test func sequencesRunInTheOrderOfTheirArrival() {
    var engine = engine()
    #expect(engine.submit(1, prompt: prompt(0..<10), now: .zero).count == 1)
    #expect(engine.submit(2, prompt: prompt(100..<110), now: .zero).count == 1)
    #expect(engine.submit(3, prompt: prompt(200..<210), now: .zero).isEmpty)
    #expect(engine.submit(4, prompt: prompt(300..<310), now: .zero).isEmpty)
    #expect(engine.running == 2 && engine.waiting == 2)
    let actions = engine.finish(2, reason: .stop, now: .seconds(1))
    #expect(actions == [.start(3, admission: 3, nextToken: .milliseconds(30), cachedTokens: 0)])
    #expect(engine.finish(4, reason: nil, now: .seconds(1)).isEmpty, "one that waits goes away")
    #expect(engine.finish(1, reason: nil, now: .seconds(1)).isEmpty)
    #expect(engine.finish(3, reason: .length, now: .seconds(2)).isEmpty)
    #expect(engine.running == 0 && engine.waiting == 0 && engine.cacheUsage == 0)
    #expect(engine.metrics.finished == [.stop: 1, .length: 1], "clients that left are not counted")
  }

  @Test func aQueueWithALimit() {
    var engine = engine(sequences: 1, queue: 1)
    #expect(!engine.refuses(1))
    _ = engine.submit(1, prompt: prompt(0..<10), now: .zero)
    #expect(!engine.refuses(1))
    #expect(engine.refuses(2))
    _ = engine.submit(2, prompt: prompt(0..<10), now: .zero)
    #expect(engine.refuses(1))
    #expect(!self.engine(queue: .max).refuses(1), "no limit is so large that it overflows")
  }

  @Test func aKnownPrefixIsNotComputedAgain() {
    var engine = engine()
    #expect(
      engine.submit(1, prompt: prompt(0..<100), now: .zero)
        == [.start(1, admission: 1, nextToken: .milliseconds(120), cachedTokens: 0)])
    _ = engine.finish(1, reason: .stop, now: .seconds(1))
    #expect(
      engine.submit(2, prompt: prompt(0..<100), now: .seconds(1))
        == [.start(2, admission: 2, nextToken: .milliseconds(24), cachedTokens: 96)])
    #expect(engine.metrics.prefixQueries == 200)
    #expect(engine.metrics.prefixHits == 96)
    let salted = engine.submit(3, prompt: prompt(0..<100, salt: "tenant"), now: .seconds(1))
    #expect(salted == [.start(3, admission: 3, nextToken: .milliseconds(120), cachedTokens: 0)])
  }

  @Test func theLastTokenIsAlwaysComputed() {
    var engine = engine()
    _ = engine.submit(1, prompt: prompt(0..<32), now: .zero)
    #expect(
      engine.submit(2, prompt: prompt(0..<32), now: .zero) == [.start(2, admission: 2, nextToken: .milliseconds(36), cachedTokens: 16)])
  }

  @Test func generatedTokensBecomePrefixes() {
    var engine = engine()
    _ = engine.submit(1, prompt: prompt(0..<16), now: .zero)
    _ = engine.produced(1, tokens: Array(16..<40), now: .seconds(1))
    _ = engine.finish(1, reason: .stop, now: .seconds(2))
    let actions = engine.submit(2, prompt: prompt(0..<60), now: .seconds(2))
    #expect(actions == [.start(2, admission: 2, nextToken: .milliseconds(48), cachedTokens: 32)])
  }

  @Test func theNewestSequenceMakesWay() {
    // 9 blocks: two sequences of four blocks, then the older one grows twice.
    var engine = engine(cacheTokens: 128)
    #expect(engine.cacheBlocks == 9)
    _ = engine.submit(1, prompt: prompt(0..<64), now: .zero)
    _ = engine.submit(2, prompt: prompt(1000..<1064), now: .zero)
    #expect(engine.produced(1, tokens: [64], now: .seconds(1)).isEmpty)
    #expect(engine.produced(1, tokens: Array(65..<81), now: .seconds(2)) == [.preempt(2, admission: 2)])
    #expect(engine.metrics.preemptions == 1 && engine.waiting == 1)
    #expect(engine.produced(2, tokens: [1], now: .seconds(2)).isEmpty, "what has no blocks produces nothing")
    let actions = engine.finish(1, reason: .stop, now: .seconds(3))
    guard case .start(2, 3, _, let cached)? = actions.first else { return #expect(Bool(false), "\(actions)") }
    #expect(cached == 48, "most of its blocks are still there")
  }

  @Test func latenciesAreCounted() {
    var engine = engine()
    _ = engine.submit(1, prompt: prompt(0..<10), now: .seconds(10))
    _ = engine.produced(1, tokens: [1], now: .seconds(10) + .milliseconds(30))
    _ = engine.produced(1, tokens: [2, 3], now: .seconds(10) + .milliseconds(70))
    _ = engine.finish(1, reason: .stop, now: .seconds(11))
    #expect(engine.metrics.timeToFirstToken.count == 1)
    #expect(abs(engine.metrics.timeToFirstToken.sum - 0.03) < 1e-9)
    #expect(engine.metrics.interToken.count == 2)
    #expect(abs(engine.metrics.interToken.sum - 0.04) < 1e-9)
    #expect(abs(engine.metrics.endToEnd.sum - 1) < 1e-9)
    #expect(engine.metrics.promptTokens == 10 && engine.metrics.generationTokens == 3)
  }

  private func allocated(_ cache: inout KVCache, _ hashes: [UInt64], count: Int? = nil) throws -> KVCache.Allocation {
    let allocation = cache.allocate(hashes: hashes, count: count ?? hashes.count, reusable: hashes.count)
    return try #require(allocation)
  }

  @Test func theCacheForgetsWhatIsUnusedForLongest() throws {
    var cache = KVCache(capacity: 4)
    let first = try allocated(&cache, [1, 2])
    cache.free(first)
    let second = try allocated(&cache, [3, 4])
    #expect(cache.usage == 0.5)
    cache.free(second)
    // The blocks of 2 and 1 have waited longest, the end of the sequence first.
    let third = try allocated(&cache, [5])
    cache.free(third)
    let again = try allocated(&cache, [1, 2])
    #expect(again.reused == 1)
    let refused = cache.allocate(hashes: [], count: 3, reusable: 0)
    #expect(refused == nil)
    #expect(cache.free == 2, "a refusal changes nothing")
  }

  @Test func aHugeCacheTakesMemoryOnlyForWhatIsUsed() throws {
    var cache = KVCache(capacity: .max)
    #expect(cache.capacity == .max && cache.free == .max && cache.touched == 0)
    let first = try allocated(&cache, [1, 2, 3])
    #expect(cache.touched == 3 && cache.capacity - cache.free == 3)
    cache.free(first)
    let second = try allocated(&cache, [4])
    #expect(cache.touched == 4, "blocks that were never used go before those that hold something")
    #expect(try allocated(&cache, [1, 2, 3]).reused == 3)
    cache.free(second)

    var settings = SimulatorSettings()
    settings.kvCacheTokens = .max
    let engine = EngineState(settings: settings)
    #expect(engine.cacheBlocks == (1 << 30) / 16 + 1)
    #expect(engine.figures.cacheUsage == 0)
  }

  @Test func figuresAreThoseOfTheMoment() {
    var engine = engine(sequences: 1)
    _ = engine.submit(1, prompt: prompt(0..<10), now: .zero)
    _ = engine.submit(2, prompt: prompt(20..<30), now: .zero)
    let figures = engine.figures
    #expect(figures.running == 1 && figures.waiting == 1 && figures.cacheBlocks == engine.cacheBlocks)
    #expect(figures.cacheUsage == engine.cacheUsage && figures.cacheUsage > 0)
    _ = engine.finish(1, reason: .stop, now: .seconds(1))
    #expect(engine.figures.metrics.finished == [.stop: 1] && figures.metrics.finished.isEmpty)
  }

  @Test func aSharedBlockIsUsedOnce() throws {
    var cache = KVCache(capacity: 3)
    let one = try allocated(&cache, [1, 2])
    let two = try allocated(&cache, [1, 2], count: 3)
    #expect(two.reused == 2 && cache.free == 0)
    cache.free(one)
    #expect(cache.free == 0)
    cache.free(two)
    #expect(cache.free == 3 && cache.usage == 0)
  }
}
