import GatewayCore
import GatewayTestSupport
import Testing

@testable import GatewayFleet

/// A group of replicas and everything that a choice among them needs.
struct ChoiceRig {
  var chooser: ReplicaChooser
  var candidates: [ReplicaCandidate]
  var loads: LoadTable
  var match = PrefixMatch()
  var request = RoutingRequest(promptTokens: 1024)
  var now = Duration.seconds(100)
  var decision: RoutingDecision?

  init(_ strategy: RoutingStrategy, weights: [Int] = [1, 1, 1], seed: UInt64 = 1) {
    chooser = ReplicaChooser(settings: RoutingSettings(strategy: strategy, trialShare: 0), seed: seed)
    candidates = weights.enumerated().map { ReplicaCandidate(replica: $0, weight: $1) }
    loads = LoadTable(replicas: weights.count)
  }

  mutating func choose() -> RoutingChoice? {
    chooser.choose(request, among: candidates, loads: loads, match: match, at: now, decision: &decision)
  }

  mutating func index() -> Int? { choose()?.index }

  mutating func many(_ count: Int) -> [Int] { (0..<count).compactMap { _ in index() } }

  /// Puts requests in flight.
  mutating func load(_ replica: Int, requests: Int, tokens: Int = 0, hasFirstToken: Bool = false, after: Duration = .seconds(1)) {
    for _ in 0..<requests {
      guard let permit = loads.begin(replica: replica, uncachedTokens: tokens, at: now - after) else { continue }
      if hasFirstToken { loads.firstToken(permit, at: now) }
    }
  }
}

@Suite struct ReplicaChooserTests {
  @Test func orderedTakesTheFirstThatCan() {
    var rig = ChoiceRig(.ordered)
    let result1 = rig.many(3) == [0, 0, 0]
    #expect(result1)
    rig.candidates[0].admission = .closed
    let result2 = rig.many(2) == [1, 1]
    #expect(result2)
    rig.request.excluded = [1]
    let choice = rig.choose()
    #expect(choice?.index == 2)
    #expect(choice?.reason == .onlyOne)
  }

  @Test func roundRobinTakesTurnsAndSkipsWhoCannot() {
    var rig = ChoiceRig(.roundRobin)
    let result3 = rig.many(6) == [0, 1, 2, 0, 1, 2]
    #expect(result3)
    rig.candidates[1].state = .degraded
    let result4 = rig.many(4) == [0, 2, 0, 2]
    #expect(result4)
  }

  @Test func weightedSpreadsEvenly() {
    var rig = ChoiceRig(.weighted, weights: [5, 1, 1])
    let picks = rig.many(70)
    #expect((0..<3).map { index in picks.count { $0 == index } } == [50, 10, 10])
    // Never more than the weight's share in a row.
    #expect(Array(picks.prefix(7)) == [0, 0, 1, 0, 2, 0, 0])
  }

  @Test func randomIsEvenAndFollowsItsSeed() {
    var rig = ChoiceRig(.random, weights: [1, 1, 1, 1])
    var same = rig
    let picks = rig.many(4000)
    #expect(same.many(4000) == picks)
    for index in 0..<4 { #expect((850...1150).contains(picks.count { $0 == index })) }
  }

  @Test func lowestLatencyTriesTheUnmeasuredOnceThenTheFastest() {
    var rig = ChoiceRig(.lowestLatency)
    rig.load(0, requests: 1, hasFirstToken: true, after: .milliseconds(100))
    rig.load(1, requests: 1, hasFirstToken: true, after: .milliseconds(900))
    let choice = rig.choose()
    #expect(choice?.index == 2 && choice?.reason == .unmeasured)
    rig.load(2, requests: 1)
    let result5 = rig.choose()?.index == 0
    #expect(result5)
    // Twenty more requests make the fast one the slower one.
    rig.load(0, requests: 20)
    let result6 = rig.choose()?.index == 1
    #expect(result6)
  }

  @Test func aReplicaThatWasSlowOnceIsTriedAgain() {
    var rig = ChoiceRig(.lowestLatency, weights: [1, 1])
    for (replica, time) in [(0, 1.0), (1, 3.0)] {
      guard let permit = rig.loads.begin(replica: replica, uncachedTokens: 1, at: .zero) else { continue }
      rig.loads.firstToken(permit, at: .seconds(time))
      rig.loads.end(permit)
    }
    rig.now = .seconds(3)
    let result7 = rig.index() == 0
    #expect(result7)
    rig.now = .seconds(1000)
    guard let permit = rig.loads.begin(replica: 0, uncachedTokens: 1, at: .seconds(999)) else { return }
    rig.loads.firstToken(permit, at: .seconds(1000))
    rig.loads.end(permit)
    let result8 = rig.index() == 1
    #expect(result8)
  }

  /// Two replicas with one time to the first token each, 1 s and 3 s, taken at 3 s.
  private func measured(_ settings: RoutingSettings) -> ChoiceRig {
    var rig = ChoiceRig(.lowestLatency, weights: [1, 1])
    rig.chooser.settings = settings
    for (replica, start) in [(0, 2.0), (1, 0.0)] {
      guard let permit = rig.loads.begin(replica: replica, uncachedTokens: 1, at: .seconds(start)) else { continue }
      rig.loads.firstToken(permit, at: .seconds(3))
      rig.loads.end(permit)
    }
    return rig
  }

  @Test func theLatencyWindowSaysHowFastAnAverageIsForgotten() {
    for (window, expected) in [(1.0, 1), (1000, 0)] {
      var rig = measured(RoutingSettings(strategy: .lowestLatency, trialShare: 0, latencyWindow: .seconds(window)))
      guard let permit = rig.loads.begin(replica: 0, uncachedTokens: 1, at: .seconds(22)) else { continue }
      rig.loads.firstToken(permit, at: .seconds(23))
      rig.loads.end(permit)
      rig.now = .seconds(23)
      let index = rig.index()
      #expect(index == expected)
    }
  }

  @Test func fewerSamplesThanAskedForAreNoMeasurement() {
    var rig = measured(RoutingSettings(strategy: .lowestLatency, trialShare: 0, latencySamples: 2))
    rig.now = .seconds(3)
    guard let permit = rig.loads.begin(replica: 0, uncachedTokens: 1, at: .seconds(2)) else { return }
    rig.loads.firstToken(permit, at: .seconds(3))
    rig.loads.end(permit)
    let choice = rig.choose()
    #expect(choice?.index == 1)
    #expect(choice?.reason == .unmeasured)
  }

  @Test func whatIsTooSlowComesBehindTheOthers() {
    var rig = measured(RoutingSettings(strategy: .lowestLatency, trialShare: 0, maximumLatency: .seconds(2)))
    rig.now = .seconds(3)
    // Ten times as much to do, and still the one below the limit.
    rig.load(0, requests: 10)
    let index = rig.index()
    #expect(index == 0)
    // Where all are too slow, the better one is taken.
    rig.chooser.settings.maximumLatency = .milliseconds(1)
    let other = rig.index()
    #expect(other == 1)
  }

  @Test func leastLoadedCountsRequestsForTheirWeight() {
    var rig = ChoiceRig(.leastLoaded, weights: [1, 4, 1])
    rig.load(0, requests: 2)
    rig.load(1, requests: 4)
    rig.load(2, requests: 3)
    let result9 = rig.index() == 1
    #expect(result9)
  }

  @Test func leastLoadedLooksAtTokensAmongEquals() {
    var rig = ChoiceRig(.leastLoaded)
    for (replica, tokens) in [500, 100, 900].enumerated() { rig.load(replica, requests: 1, tokens: tokens) }
    let result10 = rig.many(5) == [1, 1, 1, 1, 1]
    #expect(result10)
  }

  /// Equal replicas are not all asked in the same order by every gateway.
  @Test(arguments: [RoutingStrategy.leastLoaded, .prefixAware, .lowestLatency]) func equalsAreChosenByLot(_ strategy: RoutingStrategy) {
    var rig = ChoiceRig(strategy)
    let result11 = Set(rig.many(100)) == [0, 1, 2]
    #expect(result11)
  }

  // MARK: Who can take it

  @Test(arguments: RoutingStrategy.allCases) func nobodyCanTakeIt(_ strategy: RoutingStrategy) {
    for state in HealthState.allCases {
      var rig = ChoiceRig(strategy)
      for index in 0..<3 {
        rig.candidates[index].state = state
        rig.candidates[index].admission = .closed
      }
      let result12 = rig.choose() == nil
      #expect(result12)
    }
    var empty = ChoiceRig(strategy, weights: [])
    let result13 = empty.choose() == nil
    #expect(result13)
    var excluded = ChoiceRig(strategy)
    excluded.request.excluded = [0, 1, 2]
    let result14 = excluded.choose() == nil
    #expect(result14)
    var unknown = ChoiceRig(strategy)
    unknown.candidates = [ReplicaCandidate(replica: 500), ReplicaCandidate(replica: -3)]
    let result15 = unknown.choose() != nil
    #expect(result15)
  }

  @Test(arguments: RoutingStrategy.allCases) func healthComesBeforeEverything(_ strategy: RoutingStrategy) {
    var rig = ChoiceRig(strategy)
    rig.candidates[0].state = .degraded
    rig.candidates[1].state = .draining
    rig.load(2, requests: 50, tokens: 9000)
    rig.match.blocks[0] = 8
    let result16 = rig.many(20) == Array(repeating: 2, count: 20)
    #expect(result16)
    rig.candidates[2].admission = .closed
    let result17 = rig.many(20) == Array(repeating: 0, count: 20)
    #expect(result17)
    rig.candidates[0].admission = .closed
    let result18 = rig.choose() == nil
    #expect(result18)
  }

  @Test(arguments: RoutingStrategy.allCases) func aFullReplicaIsLeftOut(_ strategy: RoutingStrategy) {
    var rig = ChoiceRig(strategy)
    for index in [0, 2] { rig.candidates[index].concurrencyLimit = 4 }
    rig.load(0, requests: 4)
    rig.load(2, requests: 5)
    let result19 = rig.many(10) == Array(repeating: 1, count: 10)
    #expect(result19)
  }

  @Test func trialsGetTheirShare() {
    var rig = ChoiceRig(.roundRobin)
    rig.candidates[2].state = .unhealthy
    rig.candidates[2].admission = .trial
    rig.chooser.settings.trialShare = 0.25
    let picks = rig.many(4000)
    #expect((850...1150).contains(picks.count { $0 == 2 }))
    rig.request.allowsTrial = false
    let result20 = !rig.many(100).contains(2)
    #expect(result20)
    // Where nothing else is left, it is tried all the same.
    rig.candidates[0].admission = .closed
    rig.candidates[1].admission = .closed
    let last = rig.choose()
    #expect(last?.index == 2 && last?.reason == .trial)
  }

  // MARK: prefix_aware

  @Test func itStaysOnTheWarmReplica() {
    var rig = ChoiceRig(.prefixAware)
    rig.match.blocks[1] = 6
    rig.load(1, requests: 4, tokens: 100)
    let choice = rig.choose()
    #expect(choice?.index == 1 && choice?.reason == .warm)
    #expect(choice?.uncachedTokens == 1024 - 6 * 128)
  }

  @Test func aSmallPartOfThePromptIsNoReason() {
    var rig = ChoiceRig(.prefixAware)
    rig.match.blocks[1] = 3
    rig.load(1, requests: 4, tokens: 100)
    let choice = rig.choose()
    #expect(choice?.index != 1 && choice?.reason == .leastWork)
  }

  @Test func theSessionsReplicaIsWarm() {
    var rig = ChoiceRig(.prefixAware)
    rig.match.session.insert(2)
    rig.load(2, requests: 3)
    let choice = rig.choose()
    #expect(choice?.index == 2 && choice?.reason == .warm)
  }

  @Test func amongWarmReplicasTheLeastWorkDecides() {
    var rig = ChoiceRig(.prefixAware)
    rig.match.blocks[0] = 8
    rig.match.blocks[1] = 7
    rig.load(0, requests: 5, tokens: 1000)
    let result21 = rig.index() == 1
    #expect(result21)
  }

  @Test func aSaturatedWarmReplicaIsLeftForTheLeastWork() {
    for bring in [
      { $0.load(1, requests: 2, tokens: 21_000) }, { $0.load(1, requests: 9, hasFirstToken: true) },
      { (rig: inout ChoiceRig) in
        var metrics = EngineMetrics()
        (metrics.running, metrics.waiting) = (1, 1)
        rig.loads.note(metrics, replica: 1, at: rig.now)
        rig.load(1, requests: 1, tokens: 9000)
      },
    ] as [(inout ChoiceRig) -> Void] {
      var rig = ChoiceRig(.prefixAware)
      rig.match.blocks[1] = 7
      bring(&rig)
      let choice = rig.choose()
      #expect(choice?.reason == .warmSaturated)
    }
  }

  /// A queue that moves faster than the prompt could be computed elsewhere, and what it displaces there, is no reason to go: 896 tokens, at 8,192 a second, are 0.22 s.
  @Test(arguments: [(20, true), (50, true), (60, false), (500, false)]) func aShortQueueIsWorthItsCache(milliseconds: Int, isWorth: Bool) {
    var rig = ChoiceRig(.prefixAware)
    rig.match.blocks[1] = 7
    // One first token after the other, and two requests that wait.
    for turn in 1...40 {
      let at = rig.now - .milliseconds(milliseconds * (40 - turn))
      guard let permit = rig.loads.begin(replica: 1, uncachedTokens: 1, at: at) else { continue }
      rig.loads.firstToken(permit, at: at)
      rig.loads.end(permit)
    }
    var metrics = EngineMetrics()
    (metrics.running, metrics.waiting) = (2, 4)
    rig.loads.note(metrics, replica: 1, at: rig.now)
    let choice = rig.choose()
    #expect((choice?.index == 1) == isWorth)
    #expect(choice?.reason == (isWorth ? .warm : .warmSaturated))
    // What is not cached is not worth any wait.
    rig.match.blocks[1] = 0
    #expect(rig.many(20).allSatisfy { $0 != 1 })
  }

  /// Gives every replica a queue of its own.
  private func saturateAll(_ rig: inout ChoiceRig, requests: Int = 4) {
    for replica in 0..<3 {
      rig.load(replica, requests: requests, tokens: 500)
      var metrics = EngineMetrics()
      (metrics.running, metrics.waiting) = (requests - 1, 1)
      rig.loads.note(metrics, replica: replica, at: rig.now)
    }
  }

  /// Elsewhere it would not be answered sooner, and its prompt would be computed again.
  @Test func whereAllAreSaturatedTheWarmOneIsAsGood() {
    var rig = ChoiceRig(.prefixAware)
    saturateAll(&rig)
    rig.match.blocks[1] = 7
    rig.load(1, requests: 2, tokens: 100)
    let choice = rig.choose()
    #expect(choice?.index == 1 && choice?.reason == .warmAllSaturated)
  }

  @Test func whereAllAreSaturatedAFarWorseOneIsLeft() {
    for bring in [{ $0.load(1, requests: 2, tokens: 3000) }, { $0.load(1, requests: 13, hasFirstToken: true) }]
      as [(inout ChoiceRig) -> Void]
    {
      var rig = ChoiceRig(.prefixAware)
      saturateAll(&rig)
      rig.match.blocks[1] = 7
      bring(&rig)
      let choice = rig.choose()
      #expect(choice?.index != 1 && choice?.reason == .warmSaturated)
    }
  }

  /// A hot prefix spreads to as many replicas as it needs, and no further.
  @Test func aHotPrefixSpreads() {
    var rig = ChoiceRig(.prefixAware, weights: [1, 1, 1, 1])
    var index = PrefixIndex(replicas: 4)
    var hasher = PromptHasher(key: 9)
    let prompt = hasher.blocks(of: promptText(blocks: 32).span.bytes, scope: PromptScope(model: "m"))
    rig.request = RoutingRequest(promptTokens: prompt.tokens)
    for _ in 0..<9 {
      index.match(prompt, into: &rig.match)
      guard let choice = rig.choose() else { continue }
      index.insert(prompt, replica: choice.replica)
      rig.load(choice.replica, requests: 1, tokens: choice.uncachedTokens, hasFirstToken: true)
    }
    #expect(rig.loads.replicas.filter { $0.inFlight > 0 }.count == 1)
    for _ in 0..<200 {
      index.match(prompt, into: &rig.match)
      guard let choice = rig.choose() else { continue }
      index.insert(prompt, replica: choice.replica)
      rig.load(choice.replica, requests: 1, tokens: choice.uncachedTokens, hasFirstToken: true)
    }
    #expect(rig.loads.replicas.allSatisfy { $0.inFlight > 20 })
  }

  /// Without common prefixes the work is spread: a burst does not go to one replica although no metrics have come.
  @Test func aBurstDoesNotHerd() {
    var rig = ChoiceRig(.prefixAware, weights: Array(repeating: 1, count: 10))
    for _ in 0..<100 {
      guard let choice = rig.choose() else { continue }
      rig.load(choice.replica, requests: 1, tokens: choice.uncachedTokens)
    }
    #expect(rig.loads.replicas.allSatisfy { $0.inFlight == 10 })
  }

  @Test func aWholePromptInTheCacheStillCostsOneToken() {
    var rig = ChoiceRig(.prefixAware)
    rig.match.blocks[0] = 1000
    let result22 = rig.choose()?.uncachedTokens == 1
    #expect(result22)
  }

  // MARK: Explanation

  @Test(arguments: RoutingStrategy.allCases) func explainingChangesNothing(_ strategy: RoutingStrategy) {
    var plain = ChoiceRig(strategy, weights: [3, 1, 2], seed: 5)
    plain.match.blocks[2] = 8
    var explained = plain
    for _ in 0..<20 {
      explained.decision = RoutingDecision()
      let choice = explained.choose()
      let result23 = choice == plain.choose()
      #expect(result23)
      #expect(plain.decision == nil)
      #expect(explained.decision?.choice == choice)
      #expect(explained.decision?.strategy == strategy)
      #expect(explained.decision?.candidates.count == 3)
    }
  }

  @Test func anExplanationSaysWhatWasKnown() throws {
    var rig = ChoiceRig(.prefixAware, weights: [1, 1, 1, 1, 1])
    rig.match.blocks[1] = 6
    rig.load(1, requests: 2, tokens: 50)
    rig.load(3, requests: 1)
    rig.candidates[0].admission = .closed
    rig.candidates[2].state = .degraded
    rig.candidates[3].concurrencyLimit = 1
    rig.request.excluded = [4]
    rig.decision = RoutingDecision()
    _ = rig.choose()
    let decision = try #require(rig.decision)
    #expect(decision.candidates.map(\.exclusion) == [.unavailable, nil, .worseHealth, .full, .excluded])
    #expect(decision.promptTokens == 1024)
    let warm = decision.candidates[1]
    #expect(warm.cachedTokens == 768 && warm.batch == 2 && warm.pendingTokens == 100 && !warm.isSaturated)
    #expect(warm.score == Double((100 + 256) * 3))
    #expect(decision.candidates[0].score == nil)
  }
}
