import GatewayCore
import GatewayTestSupport
import OpenAIWire
import Testing

@testable import GatewayFleet

/// A prompt of so many blocks of 64 bytes; `fork` tells prompts apart from a block on.
func promptText(blocks: Int, fork: Int = .max, name: String = "x") -> [UInt8] {
  (0..<blocks).flatMap { block in
    let label = block < fork ? "common \(block)" : "\(name) \(block)"
    return Array((label + String(repeating: ".", count: 64)).utf8.prefix(64))
  }
}

let smallBlocks = PrefixSettings(blockBytes: 64, bytesPerToken: 4, blocksPerReplica: 32, totalBlocks: 1024, blocksPerPrompt: 64)

@Suite struct PromptHasherTests {
  private var hasher = PromptHasher(key: 42, settings: smallBlocks)

  private mutating func blocks(_ text: [UInt8], _ scope: PromptScope = PromptScope(model: "m")) -> PromptBlocks {
    hasher.blocks(of: text.span.bytes, scope: scope)
  }

  private mutating func request(_ body: String, _ scope: PromptScope = PromptScope(model: "m")) throws -> PromptBlocks {
    let bytes = Array(body.utf8)
    let texts = try RequestFields.scanTexts(bytes.span.bytes).texts
    return hasher.blocks(of: bytes.span.bytes, texts: texts, scope: scope)
  }

  @Test mutating func aPrefixHasThePrefixsHashes() {
    let long = blocks(promptText(blocks: 10))
    for count in 0...10 { #expect(blocks(promptText(blocks: count)).hashes == Array(long.hashes.prefix(count))) }
    #expect(Set(long.hashes).count == 10)
  }

  @Test mutating func onlyFullBlocksCount() {
    let result1 = blocks(Array(promptText(blocks: 2).dropLast())).hashes.count == 1
    #expect(result1)
    let result2 = blocks([]).hashes.isEmpty
    #expect(result2)
    let result3 = blocks([]).tokens == 1
    #expect(result3)
    let result4 = blocks(promptText(blocks: 2)).tokens == 32
    #expect(result4)
  }

  @Test mutating func oneByteChangesAllThatFollowsAndNothingBefore() {
    let text = promptText(blocks: 5)
    let original = blocks(text)
    for index in text.indices {
      var changed = text
      changed[index] ^= 1
      let hashes = blocks(changed).hashes
      for block in 0..<5 { #expect((hashes[block] == original.hashes[block]) == (block < index / 64)) }
    }
  }

  @Test mutating func everythingOfTheScopeMatters() {
    let text = promptText(blocks: 3)
    let scopes = [
      PromptScope(model: "m"), PromptScope(model: "adapter"), PromptScope(model: "m", tenantSalt: "a"),
      PromptScope(model: "m", tenantSalt: "b"),
      PromptScope(model: "m", tenantSalt: ""),
    ]
    let result5 = Set(scopes.map { blocks(text, $0).hashes }).count == scopes.count
    #expect(result5)
    var otherKey = PromptHasher(key: 43, settings: smallBlocks)
    let result6 = otherKey.blocks(of: text.span.bytes, scope: scopes[0]).hashes != blocks(text).hashes
    #expect(result6)
  }

  @Test mutating func aSessionChangesNoBlock() {
    let text = promptText(blocks: 3)
    let plain = blocks(text)
    let first = blocks(text, PromptScope(model: "m", session: "s"))
    #expect(first.hashes == plain.hashes)
    #expect(plain.session == nil)
    #expect(first.session != nil)
    let result7 = first.session != blocks(text, PromptScope(model: "m", session: "t")).session
    #expect(result7)
    let result8 = first.session != blocks(text, PromptScope(model: "m", tenantSalt: "x", session: "s")).session
    #expect(result8)
  }

  @Test mutating func aVeryLongPromptIsCut() {
    let result9 = blocks(promptText(blocks: 100)).hashes == Array(blocks(promptText(blocks: 64)).hashes)
    #expect(result9)
    let result10 = blocks(promptText(blocks: 100)).tokens == 1600
    #expect(result10)
  }

  private static let system = String(repeating: "You are helpful. ", count: 20)

  @Test mutating func onlyWhatTheModelReadsMatters() throws {
    let first = try request(
      #"{"model":"m","temperature":0.5,"messages":[{"role":"system","content":"\#(Self.system)"},{"role":"user","content":"Hi"}]}"#)
    let second = try request(
      #"{ "messages" : [ {"content":"\#(Self.system)", "role":"system"}, {"role":"user","content":"Hi"}], "stream":true }"#)
    #expect(first.hashes == second.hashes)
    #expect(first.hashes.count == 5)
    #expect(first.tokens == (Self.system.utf8.count + 2) / 4)
  }

  @Test mutating func whoSpeaksMatters() throws {
    let system = try request(#"{"messages":[{"role":"system","content":"\#(Self.system)"}]}"#)
    let user = try request(#"{"messages":[{"role":"user","content":"\#(Self.system)"}]}"#)
    #expect(system.hashes != user.hashes)
  }

  @Test mutating func toolsComeFirstWhereverTheyStand() throws {
    let tool = #"[{"type":"function","function":{"name":"f","description":"\#(Self.system)"}}]"#
    let before = try request(#"{"tools":\#(tool),"messages":[{"role":"user","content":"A"}]}"#)
    let after = try request(#"{"messages":[{"role":"user","content":"A"}],"tools":\#(tool)}"#)
    #expect(before.hashes == after.hashes)
    #expect(!before.hashes.isEmpty)
  }

  @Test mutating func aConversationExtendsItsEarlierTurn() throws {
    let turn = #"{"role":"system","content":"\#(Self.system)"},{"role":"user","content":"\#(Self.system)"}"#
    let first = try request(#"{"messages":[\#(turn)]}"#)
    let second = try request(#"{"messages":[\#(turn),{"role":"assistant","content":"Yes."},{"role":"user","content":"\#(Self.system)"}]}"#)
    #expect(Array(second.hashes.prefix(first.hashes.count)) == first.hashes)
    #expect(second.hashes.count > first.hashes.count)
  }

  /// However a text is cut into messages' parts, its blocks are those of the whole canonical prompt.
  @Test mutating func textsOfAnyLengthMeetInBlocks() throws {
    for length in 0..<200 {
      let part = String(repeating: "p", count: length)
      let request = try request(#"{"messages":[{"role":"user","content":"\#(part)"},{"role":"assistant","content":"\#(Self.system)"}]}"#)
      let canonical = [0xff, 2, 1] + Array(part.utf8) + [0xff, 3, 1] + Array(Self.system.utf8)
      let whole = blocks(canonical)
      #expect(request.hashes == whole.hashes)
    }
  }

  @Test mutating func tokenIDsAreCutAsTheyStand() throws {
    let ids = (0..<200).map(String.init).joined(separator: ",")
    let blocks = try request(#"{"prompt":[\#(ids)]}"#)
    #expect(blocks.tokens == 200)
    #expect(blocks.hashes.count > 8)
  }

  @Test mutating func aLongRequestIsCut() throws {
    let text = String(repeating: "abcdefgh", count: 4000)
    let blocks = try request(#"{"messages":[{"role":"user","content":"\#(text)"},{"role":"user","content":"\#(text)"}]}"#)
    #expect(blocks.hashes.count == 64)
    #expect(blocks.tokens == 16000)
  }
}

@Suite(.longComputation) struct PrefixIndexTests {
  private var index = PrefixIndex(replicas: 4, settings: smallBlocks)
  private var match = PrefixMatch()

  private func prompt(_ count: Int, fork: Int = .max, name: String = "x", session: String? = nil) -> PromptBlocks {
    var hasher = PromptHasher(key: 42, settings: smallBlocks)
    return hasher.blocks(
      of: promptText(blocks: count, fork: fork, name: name).span.bytes, scope: PromptScope(model: "m", session: session))
  }

  private mutating func depths(_ prompt: PromptBlocks) -> [Int] {
    index.match(prompt, into: &match)
    return (0..<4).map { match.depth($0) }
  }

  @Test mutating func theLongestPrefixOfEachReplica() {
    index.insert(prompt(10), replica: 0)
    index.insert(prompt(10, fork: 4), replica: 1)
    index.insert(prompt(2), replica: 2)
    #expect(depths(prompt(10)) == [10, 4, 2, 0])
    #expect(depths(prompt(10, fork: 4)) == [4, 10, 2, 0])
    #expect(depths(prompt(3)) == [3, 3, 2, 0])
    #expect(depths(prompt(1)) == [1, 1, 1, 0])
    #expect(depths(prompt(0)) == [0, 0, 0, 0])
    #expect(depths(prompt(5, fork: 0, name: "other")) == [0, 0, 0, 0])
  }

  @Test mutating func sessionsAreRemembered() {
    index.insert(prompt(0, session: "s"), replica: 2)
    index.match(prompt(0, session: "s"), into: &match)
    #expect(match.session.contains(2) && match.session.count == 1)
    index.match(prompt(0, session: "t"), into: &match)
    #expect(match.session.isEmpty)
    index.match(prompt(0), into: &match)
    #expect(match.session.isEmpty)
  }

  @Test mutating func eachReplicaIsBounded() {
    for name in 0..<100 { index.insert(prompt(10, fork: 0, name: "\(name)"), replica: 0) }
    #expect(index.count(of: 0) == 32)
    #expect(index.count == 32)
    #expect(depths(prompt(10, fork: 0, name: "99")) == [10, 0, 0, 0])
    #expect(depths(prompt(10, fork: 0, name: "1")) == [0, 0, 0, 0])
  }

  @Test mutating func whatIsUsedAgainStays() {
    index.insert(prompt(8), replica: 0)
    for name in 0..<100 {
      index.insert(prompt(8), replica: 0)
      index.insert(prompt(4, fork: 0, name: "\(name)"), replica: 0)
    }
    #expect(depths(prompt(8))[0] == 8)
  }

  @Test mutating func aPromptIsForgottenFromItsEnd() {
    index.insert(prompt(20), replica: 0)
    index.insert(prompt(22, fork: 0, name: "y"), replica: 0)
    #expect(depths(prompt(20))[0] == 10)
  }

  @Test mutating func aPromptLargerThanTheIndexKeepsItsStart() {
    index.insert(prompt(60), replica: 0)
    #expect(depths(prompt(60))[0] == 31)
  }

  @Test mutating func theSizeOfTheCacheBoundsWhatIsRemembered() {
    index.insert(prompt(20), replica: 0)
    index.note(cacheTokens: 160, of: 0)
    #expect(index.count(of: 0) == 10)
    #expect(depths(prompt(20))[0] <= 10)
    index.insert(prompt(20, fork: 0, name: "y"), replica: 0)
    #expect(index.count(of: 0) == 10)
    index.note(cacheTokens: 0, of: 0)
    index.note(cacheTokens: 100, of: 17)
  }

  /// Prompts that come only once displace each other, and nothing that is used between them.
  @Test mutating func whatComesOnceDisplacesNoPromptThatIsUsed() {
    let shared = (0..<3).map { prompt(8, fork: 0, name: "shared \($0)") }
    for turn in 0..<200 {
      index.insert(shared[turn % 3], replica: 0)
      index.insert(prompt(2, fork: 0, name: "once \(turn)"), replica: 0)
      if turn > 2 { for prompt in shared { #expect(depths(prompt)[0] == 8) } }
    }
  }

  @Test mutating func theLongestUnusedPromptGoesFirst() {
    for name in ["a", "b", "c", "d"] { index.insert(prompt(8, fork: 0, name: name), replica: 0) }
    index.insert(prompt(8, fork: 0, name: "a"), replica: 0)
    index.insert(prompt(8, fork: 0, name: "e"), replica: 0)
    #expect(["a", "b", "c", "d", "e"].map { depths(prompt(8, fork: 0, name: $0))[0] } == [8, 0, 8, 8, 8])
  }

  /// How many blocks are remembered of a replica with a cache of 320 tokens.
  private mutating func remembered() -> Int {
    index.note(cacheTokens: 320, of: 0)
    for name in 0..<8 { index.insert(prompt(10, fork: 0, name: "\(name)"), replica: 0) }
    return index.count(of: 0)
  }

  /// The cache's size is in the engine's tokens, and blocks are of bytes.
  @Test mutating func whatAnEngineCountsSaysHowMuchTextItsCacheHolds() {
    let atFirst = remembered()
    #expect(atFirst == 20)
    index.note(promptTokens: 2000, estimated: 4000, of: 0)
    let early = remembered()
    #expect(early == 20, "too little is known")
    for _ in 0..<4 { index.note(promptTokens: 2000, estimated: 4000, of: 0) }
    index.note(promptTokens: 2000, estimated: 4000, of: 99)
    let twice = remembered()
    #expect(twice == 32, "twice as much, within the bound of the settings")
    for _ in 0..<1000 { index.note(promptTokens: 8000, estimated: 4000, of: 0) }
    let half = remembered()
    #expect(half == 10)
    #expect(depths(prompt(10, fork: 0, name: "7"))[0] == 9)
  }

  @Test mutating func aNewProcessHasNothing() {
    index.insert(prompt(10), replica: 0)
    index.insert(prompt(10), replica: 1)
    index.forget(0)
    #expect(depths(prompt(10)) == [0, 10, 0, 0])
    #expect(index.count == 10)
    index.forget(1)
    #expect(index.count == 0)
    index.insert(prompt(10), replica: 0)
    #expect(depths(prompt(10)) == [10, 0, 0, 0])
  }

  @Test mutating func moreReplicasShareTheBlocks() {
    var index = PrefixIndex(replicas: 1, settings: PrefixSettings(blockBytes: 64, blocksPerReplica: 512, totalBlocks: 512))
    for name in 0..<20 { index.insert(prompt(40, fork: 0, name: "\(name)"), replica: 0) }
    #expect(index.count(of: 0) == 512)
    index.grow(to: 4)
    #expect(index.count(of: 0) == 128)
    #expect(index.count == 128)
    index.match(prompt(40, fork: 0, name: "19"), into: &match)
    #expect(match.depth(0) == 40)
  }

  @Test mutating func replicasBeyondTheLimitAreNotRemembered() {
    var index = PrefixIndex(replicas: 200, settings: smallBlocks)
    for replica in [127, 128, 199, -1, 1000] { index.insert(prompt(3), replica: replica) }
    index.match(prompt(3), into: &match)
    #expect(match.depth(127) == 3)
    for replica in [0, 126, 128, 199, -1] { #expect(match.depth(replica) == 0) }
  }

  @Test func theBoundOfMemory() {
    #expect(PrefixIndex.memoryBound(PrefixSettings()) == 524_288 * 24 + 262_144 * (16 + 42))
    #expect(MemoryLayout<KeyTable<ReplicaSet>.Entry>.stride == 24)
    #expect(MemoryLayout<KeyTable<UInt32>.Entry>.stride == 16)
    #expect(RecencyList.nodeSize == 16)
  }

  @Test func randomHistoriesKeepToTheirBounds() {
    FuzzBudget.run(cases: 20) { number in
      var random = SplitMix64(seed: UInt64(number))
      var index = PrefixIndex(replicas: 5, settings: smallBlocks)
      var match = PrefixMatch()
      for _ in 0..<300 {
        let replica = Int.random(in: 0..<5, using: &random)
        let prompt = prompt(
          Int.random(in: 0..<20, using: &random), fork: Int.random(in: 0..<12, using: &random),
          name: "\(Int.random(in: 0..<9, using: &random))")
        switch Int.random(in: 0..<40, using: &random) {
        case 0: index.forget(replica)
        case 1: index.note(cacheTokens: Int.random(in: 1...600, using: &random), of: replica)
        default:
          index.insert(prompt, replica: replica)
          index.match(prompt, into: &match)
          if index.count(of: replica) > prompt.hashes.count, !prompt.hashes.isEmpty { #expect(match.depth(replica) > 0) }
        }
        #expect(index.isConsistent)
      }
    }
  }
}

@Suite struct ReplicaSetTests {
  @Test(arguments: [0, 1, 2, 63, 64, 65, 100, 127, 128]) func theFirst(_ count: Int) {
    let set = ReplicaSet.first(count)
    #expect(set.count == count)
    for replica in -1..<130 { #expect(set.contains(replica) == (replica >= 0 && replica < count)) }
    var all: [Int] = []
    set.forEach { all.append($0) }
    #expect(all == Array(0..<count))
  }

  @Test func membersComeAndGo() {
    var set = ReplicaSet()
    for replica in [0, 63, 64, 127] {
      set.insert(replica)
      #expect(set.contains(replica))
      set.remove(replica)
      #expect(set.isEmpty)
    }
    set.insert(128)
    set.insert(-1)
    set.remove(500)
    #expect(set.isEmpty)
  }
}

@Suite struct TokenRatioTests {
  @Test func nothingIsKnownOfFewTokens() {
    var ratio = TokenRatio()
    #expect(ratio.value == 1)
    ratio.note(estimated: 4095, counted: 1)
    #expect(ratio.value == 1)
    ratio.note(estimated: 1, counted: 1)
    #expect(ratio.value < 1)
  }

  @Test func longPromptsCountForMore() {
    var ratio = TokenRatio()
    ratio.note(estimated: 30_000, counted: 60_000)
    ratio.note(estimated: 10_000, counted: 10_000)
    #expect(abs(ratio.value - 1.75) < 1e-9)
  }

  @Test func whatIsOldCountsForLess() {
    var ratio = TokenRatio()
    for _ in 0..<1000 { ratio.note(estimated: 1000, counted: 4000) }
    for _ in 0..<1000 { ratio.note(estimated: 1000, counted: 500) }
    #expect(abs(ratio.value - 0.5) < 0.2)
  }

  /// The numbers are a peer's.
  @Test(arguments: [(0, 5), (5, 0), (-3, 5), (5, -3), (1, Int.max), (Int.max, 1), (Int.max, Int.max), (Int.min, Int.min)])
  func anyNumbers(_ estimated: Int, _ counted: Int) {
    var ratio = TokenRatio()
    for _ in 0..<3 { ratio.note(estimated: estimated, counted: counted) }
    #expect((1.0 / 16...16).contains(ratio.value))
    for cache in [1, 1 << 20, .max] { #expect(ratio.blocks(in: cache, blockTokens: 128) >= 1) }
    #expect(ratio.blocks(in: 1, blockTokens: 0) >= 1)
  }
}

@Suite struct RecencyListTests {
  /// Against a list that is written plainly.
  @Test func itHoldsWhatAPlainListHolds() {
    FuzzBudget.run(cases: 30) { number in
      var random = SplitMix64(seed: UInt64(number))
      var list = RecencyList(capacity: 8)
      var model: [UInt64] = []
      var capacity = 8
      for _ in 0..<400 {
        let key = UInt64.random(in: 0..<14, using: &random) << 1 | 1
        if Int.random(in: 0..<30, using: &random) == 0 {
          capacity = Int.random(in: 0...12, using: &random)
          let gone = list.resize(to: capacity)
          #expect(gone == Array(model.dropFirst(capacity)))
          model = Array(model.prefix(capacity))
        } else if let place = model.firstIndex(of: key) {
          model.remove(at: place)
          model.insert(key, at: 0)
          let use = list.use(key)
          #expect(use == .known)
        } else {
          model.insert(key, at: 0)
          let displaced = model.count > capacity ? model.removeLast() : nil
          let use = list.use(key)
          #expect(use == .added(displaced: displaced))
        }
        #expect(list.keys == model)
        #expect(list.count == model.count)
      }
    }
  }
}

@Suite struct BlockTableTests {
  @Test func itHoldsWhatADictionaryHolds() {
    FuzzBudget.run(cases: 30) { number in
      var random = SplitMix64(seed: UInt64(number))
      var table = BlockTable()
      var model: [UInt64: Set<Int>] = [:]
      for _ in 0..<500 {
        // Few homes, so that runs are long and wrap around.
        let key = UInt64.random(in: 0..<6, using: &random) << 1 | 1 | UInt64.random(in: 0..<40, using: &random) << 33 | 120
        let replica = Int.random(in: 0..<128, using: &random)
        if Bool.random(using: &random) {
          table.add(key, replica)
          model[key, default: []].insert(replica)
        } else {
          let victim = model[key]?.randomElement(using: &random) ?? replica
          table.remove(key, victim)
          model[key]?.remove(victim)
          if model[key]?.isEmpty == true { model[key] = nil }
        }
      }
      #expect(table.count == model.count)
      #expect(
        model.allSatisfy { key, owners in owners.allSatisfy { table.owners(key).contains($0) } && table.owners(key).count == owners.count })
    }
  }
}

extension PrefixIndex {
  /// Whether the table and the replicas' lists say the same.
  var isConsistent: Bool {
    var pairs = 0
    for replica in 0..<5 {
      let keys = keys(replica)
      pairs += keys.count
      if Set(keys).count != keys.count || keys.count > 32 || keys.contains(where: { !owners(of: $0).contains(replica) }) { return false }
    }
    return pairs == ownerCount
  }
}
