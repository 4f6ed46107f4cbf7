import GatewayCore
import GatewayFleet
import GatewayTestSupport
import Testing

@Suite struct LoadTableTests {
  private var table = LoadTable(replicas: 3)

  @Test mutating func aRequestCountsUntilItEnds() throws {
    let begun = table.begin(replica: 1, uncachedTokens: 1000, at: .zero)
    let permit = try #require(begun)
    #expect(table.replicas.map(\.inFlight) == [0, 1, 0])
    #expect(table.replicas.map(\.uncachedTokens) == [0, 1000, 0])
    #expect(table.replicas[1].awaitingFirstToken == 1)
    table.firstToken(permit, at: .seconds(1))
    #expect(table.replicas[1].uncachedTokens == 0)
    #expect(table.replicas[1].awaitingFirstToken == 0)
    #expect(table.replicas[1].inFlight == 1)
    let ended = table.end(permit)
    #expect(ended)
    #expect(table.replicas[1].inFlight == 0)
    #expect(table.inFlight == 0)
  }

  @Test mutating func aPermitSettlesOnce() throws {
    let begun = table.begin(replica: 0, uncachedTokens: 10, at: .zero)
    let permit = try #require(begun)
    let other = table.begin(replica: 0, uncachedTokens: 20, at: .zero)
    let result1 = table.end(permit)
    #expect(result1)
    for _ in 0..<3 {
      let result2 = !table.end(permit)
      #expect(result2)
      table.firstToken(permit, at: .seconds(1))
    }
    #expect(table.replicas[0].inFlight == 1)
    #expect(table.replicas[0].uncachedTokens == 20)
    // The slot is used again: the old permit does not settle the new request.
    _ = table.begin(replica: 2, uncachedTokens: 5, at: .zero)
    let result3 = !table.end(permit)
    #expect(result3)
    #expect(table.replicas.map(\.inFlight) == [1, 0, 1])
    #expect(other != nil)
  }

  @Test func theStatedMemory() { #expect(MemoryLayout<ReplicaLoad>.stride < 300) }

  @Test mutating func anUnknownReplicaHasNoPermit() {
    let result4 = table.begin(replica: 3, uncachedTokens: 1, at: .zero) == nil
    #expect(result4)
    let result5 = table.begin(replica: -1, uncachedTokens: 1, at: .zero) == nil
    #expect(result5)
    table.note(EngineMetrics(), replica: 9, at: .zero)
    table.grow(to: 4)
    let result6 = table.begin(replica: 3, uncachedTokens: .max, at: .zero) != nil
    #expect(result6)
    let result7 = table.begin(replica: 3, uncachedTokens: .max, at: .zero) != nil
    #expect(result7)
    #expect(table.replicas[3].uncachedTokens == .max)
  }

  @Test mutating func theFirstTokenTeachesLatencyAndPrefillRate() throws {
    let begun = table.begin(replica: 0, uncachedTokens: 1000, at: .seconds(10))
    let second = table.begin(replica: 0, uncachedTokens: 3000, at: .seconds(10))
    table.firstToken(try #require(second), at: .seconds(12))
    #expect(table.replicas[0].firstToken.value == 2)
    // Two seconds for its own 3000 tokens and the 1000 in front of it.
    #expect(table.replicas[0].prefillRate.value == 2000)
    table.firstToken(try #require(begun), at: .seconds(13))
    table.firstToken(try #require(begun), at: .seconds(100))
    #expect(table.replicas[0].firstToken.samples == 2)
  }

  @Test mutating func aShortPromptTeachesNoRate() throws {
    let begun = table.begin(replica: 0, uncachedTokens: 255, at: .zero)
    table.firstToken(try #require(begun), at: .seconds(1))
    #expect(table.replicas[0].prefillRate.value == nil)
    #expect(table.replicas[0].firstToken.value == 1)
  }

  @Test mutating func metricsAddWhatOthersDo() {
    var metrics = EngineMetrics()
    (metrics.running, metrics.waiting) = (5, 2)
    _ = table.begin(replica: 0, uncachedTokens: 1, at: .zero)
    _ = table.begin(replica: 0, uncachedTokens: 1, at: .zero)
    table.note(metrics, replica: 0, at: .seconds(1))
    #expect(table.replicas[0].batch(at: .seconds(1)) == 7)
    #expect(table.replicas[0].queue(at: .seconds(1)) == 2)
    _ = table.begin(replica: 0, uncachedTokens: 1, at: .seconds(2))
    #expect(table.replicas[0].batch(at: .seconds(2)) == 8)
    #expect(table.replicas[0].batch(at: .seconds(11)) == 8)
    #expect(table.replicas[0].batch(at: .seconds(11) + .nanoseconds(1)) == 3)
    #expect(table.replicas[0].queue(at: .seconds(12)) == 0)
  }

  /// A sample is older than a burst: it must not make the burst invisible.
  @Test mutating func metricsNeverLowerWhatTheGatewayCounted() {
    for _ in 0..<10 { _ = table.begin(replica: 0, uncachedTokens: 100, at: .zero) }
    var metrics = EngineMetrics()
    (metrics.running, metrics.waiting) = (0, 0)
    table.note(metrics, replica: 0, at: .zero)
    #expect(table.replicas[0].batch(at: .zero) == 10)
    #expect(table.replicas[0].uncachedTokens == 1000)
  }

  @Test mutating func onlyRequestsThatWaitForRoomAreAQueue() {
    var metrics = EngineMetrics()
    (metrics.running, metrics.waiting, metrics.waitingForCapacity) = (1, 9, 0)
    table.note(metrics, replica: 0, at: .zero)
    #expect(table.replicas[0].queue(at: .zero) == 0)
  }

  /// A queue that was seen seconds ago is not there any more when its requests have ended.
  @Test mutating func theQueueFollowsWhatCameAndWentSinceTheSample() {
    let permits = (0..<6).compactMap { _ in table.begin(replica: 0, uncachedTokens: 1, at: .zero) }
    var metrics = EngineMetrics()
    (metrics.running, metrics.waiting) = (4, 2)
    table.note(metrics, replica: 0, at: .zero)
    _ = table.begin(replica: 0, uncachedTokens: 1, at: .seconds(1))
    #expect(table.replicas[0].queue(at: .seconds(1)) == 3)
    for permit in permits { table.end(permit) }
    #expect(table.replicas[0].queue(at: .seconds(2)) == 0)
  }

  @Test func anEmptySampleSaysNothing() {
    var copy = table
    copy.note(EngineMetrics(), replica: 0, at: .zero)
    #expect(copy.replicas == table.replicas)
  }

  @Test func countsAreThoseOfThePermitsInFlight() {
    FuzzBudget.run(cases: 20) { number in
      var random = SplitMix64(seed: UInt64(number))
      var table = LoadTable(replicas: 4)
      var live: [(permit: LoadTable.Permit, replica: Int, tokens: Int, hasToken: Bool)] = []
      var dead: [LoadTable.Permit] = []
      for step in 0..<400 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1:
          let (replica, tokens) = (Int.random(in: 0..<4, using: &random), Int.random(in: 0..<5000, using: &random))
          if let permit = table.begin(replica: replica, uncachedTokens: tokens, at: .milliseconds(step)) {
            live.append((permit, replica, tokens, false))
          }
        case 2:
          guard let index = live.indices.randomElement(using: &random) else { continue }
          live[index].hasToken = true
          table.firstToken(live[index].permit, at: .milliseconds(step))
        default:
          guard let index = live.indices.randomElement(using: &random) else { continue }
          dead.append(live.remove(at: index).permit)
          table.end(dead[dead.count - 1])
        }
        if let permit = dead.randomElement(using: &random) { table.end(permit) }
        let counts = (0..<4).map { replica in
          let own = live.filter { $0.replica == replica }
          return [own.count, own.filter { !$0.hasToken }.map(\.tokens).reduce(0, +), own.count { !$0.hasToken }]
        }
        #expect(table.replicas.map { [$0.inFlight, $0.uncachedTokens, $0.awaitingFirstToken] } == counts)
      }
      #expect(table.inFlight == live.count)
    }
  }
}

@Suite struct MovingAverageTests {
  @Test func theFirstSampleIsTheAverage() {
    var average = MovingAverage()
    #expect(average.value == nil)
    average.add(5, at: .seconds(3))
    #expect(average.value == 5)
  }

  @Test func inABurstASampleWeighsATenth() {
    var average = MovingAverage()
    average.add(0, at: .zero)
    average.add(10, at: .zero)
    #expect(average.value == 1)
  }

  @Test func afterOneTimeConstantItWeighsHalf() {
    var average = MovingAverage(timeConstant: .seconds(10))
    average.add(0, at: .zero)
    average.add(10, at: .seconds(10))
    #expect(average.value == 5)
    average.add(10, at: .seconds(5))
    #expect(average.value == 5.5)
  }

  @Test func nonsenseIsPassedOver() {
    var average = MovingAverage(timeConstant: .zero)
    for sample in [Double.nan, .infinity, -1] { average.add(sample, at: .zero) }
    #expect(average.value == nil)
    #expect(average.samples == 0)
  }
}
