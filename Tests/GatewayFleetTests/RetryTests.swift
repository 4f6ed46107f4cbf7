import GatewayCore
import GatewayFleet
import GatewayTestSupport
import Testing

/// A request that fails as often as the test says.
struct RetryRig {
  var plan: RetryPlan
  var budget = RetryBudget()
  var random = SplitMix64(seed: 3)
  var now = Duration.seconds(50)
  var targets = 0..<3
  var hasHealthy = false

  init(_ settings: RetrySettings = RetrySettings()) { plan = RetryPlan(settings: settings) }

  mutating func fail(_ target: Int, _ failure: AttemptFailure) -> RetryPlan.Step {
    plan.begin()
    return plan.failed(
      target: target, failure, among: targets, hasHealthy: hasHealthy, budget: &budget, at: now,
      using: &random)
  }
}

@Suite struct RetryPlanTests {
  private static let retryable: [AttemptFailure] =
    [.connectFailed, .reset, .firstByteTimeout, .unusableAnswer] + [429, 500, 502, 503, 504, 529].map { .status($0, retryAfter: nil) }

  @Test(arguments: retryable) func theNextTargetIsAskedAtOnce(_ failure: AttemptFailure) {
    var rig = RetryRig()
    let step = rig.fail(0, failure)
    #expect(step == .retry(after: .zero))
    #expect(rig.plan.excluded(among: 0..<3) == [0])
  }

  @Test(
    arguments: [400, 401, 402, 403, 404, 405, 408, 409, 413, 415, 422, 451, 501, 505, 200, 302].map {
      AttemptFailure.status($0, retryAfter: nil)
    }
      + [.contextLengthExceeded, .cancelled])
  func whatWouldFailAgainIsNotRetried(_ failure: AttemptFailure) {
    var rig = RetryRig()
    let step = rig.fail(0, failure)
    #expect(step == .stop(.notRetryable))
  }

  @Test func attemptsAreBounded() {
    var rig = RetryRig(RetrySettings(attempts: 2))
    let first = rig.fail(0, .connectFailed)
    let second = rig.fail(1, .connectFailed)
    #expect(first == .retry(after: .zero))
    #expect(second == .stop(.attempts))
  }

  @Test func laterRetriesBackOffWithFullJitter() {
    var pauses: [Duration] = []
    for seed in 0..<200 {
      var rig = RetryRig(RetrySettings(attempts: 10, backoff: .milliseconds(100), maximumBackoff: .milliseconds(300)))
      rig.random = SplitMix64(seed: UInt64(seed))
      rig.targets = 0..<10
      for target in 0..<6 {
        guard case .retry(let pause) = rig.fail(target, .connectFailed) else { continue }
        #expect(pause >= .zero && pause <= .milliseconds([0, 200, 300, 300, 300, 300][target]))
        if target == 1 { pauses.append(pause) }
      }
    }
    #expect((pauses.min() ?? .zero) < .milliseconds(20) && (pauses.max() ?? .zero) > .milliseconds(180))
  }

  @Test(arguments: [AttemptFailure.firstByteTimeout, .reset]) func aSilentTargetIsNotAskedTwice(_ failure: AttemptFailure) {
    var rig = RetryRig(RetrySettings(attempts: 9))
    rig.targets = 0..<1
    let step = rig.fail(0, failure)
    #expect(step == .stop(.noTarget))
    #expect(rig.plan.excluded(among: 0..<1) == [0])
    var more = RetryRig(RetrySettings(attempts: 9))
    more.targets = 0..<2
    _ = more.fail(0, failure)
    // The other one failed in a way that may pass: it is asked again, the silent one is not.
    guard case .retry = more.fail(1, .status(503, retryAfter: nil)) else {
      Issue.record("not retried")
      return
    }
    #expect(more.plan.excluded(among: 0..<2) == [0])
  }

  @Test func aLoneTargetIsAskedAgainAfterItsPause() {
    var rig = RetryRig()
    rig.targets = 0..<1
    let step = rig.fail(0, .status(429, retryAfter: .seconds(3)))
    #expect(step == .retry(after: .seconds(3)))
    #expect(rig.plan.excluded(among: 0..<1).isEmpty)
  }

  @Test func ofSeveralPausesTheShortestIsWaitedFor() {
    var rig = RetryRig()
    rig.targets = 0..<2
    let first = rig.fail(0, .status(429, retryAfter: .seconds(2)))
    let second = rig.fail(1, .status(503, retryAfter: .seconds(4)))
    #expect(first == .retry(after: .zero))
    #expect(second == .retry(after: .seconds(2)))
  }

  @Test func aLongPauseGoesToTheClient() {
    var rig = RetryRig()
    rig.targets = 0..<1
    let step = rig.fail(0, .status(429, retryAfter: .seconds(6)))
    #expect(step == .stop(.pauseTooLong))
  }

  @Test func theBudgetStopsRetries() {
    var rig = RetryRig()
    rig.budget = RetryBudget(share: 0.1, floor: 0, capacity: 1)
    let first = rig.fail(0, .connectFailed)
    let second = rig.fail(1, .connectFailed)
    #expect(first == .retry(after: .zero))
    #expect(second == .stop(.budget))
  }

  /// An engine that dies with many requests in hand is no fleet that fails.
  @Test func aHealthyTargetCostsNoBudget() {
    var rig = RetryRig()
    rig.budget = RetryBudget(share: 0, floor: 0, capacity: 1)
    rig.hasHealthy = true
    let first = rig.fail(0, .reset)
    #expect(first == .retry(after: .zero))
    #expect(rig.budget.isAvailable(at: rig.now))
    rig.hasHealthy = false
    guard case .retry = rig.fail(1, .reset) else {
      Issue.record("not retried")
      return
    }
    #expect(!rig.budget.isAvailable(at: rig.now))
  }

  // MARK: Hedging

  @Test func hedgingIsOffUnlessAskedFor() {
    var rig = RetryRig()
    rig.plan.begin()
    let hedge = rig.plan.hedge(startedAt: .zero, hasOther: true, budget: &rig.budget, at: .seconds(60))
    #expect(hedge == .never)
  }

  @Test func whoFailedBesideAnotherIsNotAskedAgain() {
    var rig = RetryRig(RetrySettings(hedgeAfter: .seconds(1)))
    rig.plan.begin()
    rig.plan.begin()
    rig.plan.dropped(target: 1, .status(500, retryAfter: nil))
    #expect(rig.plan.excluded(among: 0..<3) == [1])
    rig.plan.dropped(target: 0, .reset)
    #expect(rig.plan.ruledOut == [0])
  }

  @Test func theTimeOfAHedgeCostsNothing() {
    let rig = RetryRig(RetrySettings(hedgeAfter: .seconds(2)))
    #expect(rig.plan.hedgeTime(startedAt: .seconds(10), at: .seconds(11)) == .at(.seconds(12)))
    #expect(rig.plan.hedgeTime(startedAt: .seconds(10), at: .seconds(12)) == .now)
    #expect(RetryRig().plan.hedgeTime(startedAt: .zero, at: .seconds(60)) == .never)
  }

  @Test func aHedgeComesAfterItsTimeAndOnce() {
    var rig = RetryRig(RetrySettings(hedgeAfter: .seconds(2)))
    rig.plan.begin()
    let early = rig.plan.hedge(startedAt: .seconds(10), hasOther: true, budget: &rig.budget, at: .seconds(11))
    let due = rig.plan.hedge(startedAt: .seconds(10), hasOther: true, budget: &rig.budget, at: .seconds(12))
    let again = rig.plan.hedge(startedAt: .seconds(10), hasOther: true, budget: &rig.budget, at: .seconds(13))
    #expect(early == .at(.seconds(12)))
    #expect(due == .now)
    #expect(again == .never)
  }

  @Test func aHedgeNeedsAnotherReplicaAndBudget() {
    for (hasOther, tokens) in [(false, 1), (true, 0)] {
      var rig = RetryRig(RetrySettings(hedgeAfter: .seconds(2)))
      rig.budget = RetryBudget(share: 0, floor: 0, capacity: 1)
      if tokens == 0 { _ = rig.budget.take(at: .zero) }
      rig.plan.begin()
      let hedge = rig.plan.hedge(startedAt: .zero, hasOther: hasOther, budget: &rig.budget, at: .seconds(3))
      #expect(hedge == .never)
    }
  }
}

@Suite struct RetryBudgetTests {
  @Test func retriesAreAShareOfTheTraffic() {
    var budget = RetryBudget(share: 0.2, floor: 0, capacity: 10)
    var retries = 0
    for _ in 0..<1000 {
      budget.noteRequest(at: .zero)
      if budget.take(at: .zero) { retries += 1 }
    }
    #expect((200...210).contains(retries))
  }

  @Test func withoutTrafficThereIsASmallFlow() {
    var budget = RetryBudget(share: 0.2, floor: 0.5, capacity: 2)
    var taken = 0
    for _ in 0..<5 where budget.take(at: .zero) { taken += 1 }
    #expect(taken == 2)
    #expect(!budget.isAvailable(at: .milliseconds(1999)))
    #expect(budget.isAvailable(at: .seconds(2)))
    #expect(budget.isAvailable(at: .seconds(2)))
  }

  @Test func aClockThatStandsOrGoesBackGivesNothing() {
    var budget = RetryBudget(share: 0, floor: 1, capacity: 1)
    let first = budget.take(at: .seconds(100))
    let second = budget.take(at: .seconds(50))
    let third = budget.take(at: .seconds(100))
    #expect(first && !second && !third)
  }
}

@Suite struct RetryAfterTests {
  /// 6 November 1994, 08:49:37 UTC.
  private static let example = 784_111_777

  @Test(arguments: [("0", 0), ("7", 7), (" 120\t", 120), ("007", 7), ("99999999999999999999999", 1_000_000_000)] as [(String, Int)])
  func seconds(_ value: String, _ seconds: Int) { #expect(RetryAfter.parse(value, unixTime: 5) == .seconds(seconds)) }

  @Test(arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
  func theThreeFormsOfADate(_ value: String) {
    #expect(RetryAfter.parse(value, unixTime: Self.example - 90) == .seconds(90))
    #expect(RetryAfter.parse(value, unixTime: Self.example + 90) == .zero)
  }

  @Test(
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799), ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
      ("Mon, 31 Dec 2029 12:00:00 GMT", 1_893_412_800), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
    ] as [(String, Int)]) func calendar(_ value: String, _ time: Int)
  {
    #expect(RetryAfter.parse(value, unixTime: time - 10) == .seconds(10))
  }

  @Test(arguments: [
    "", " ", "-1", "1.5", "soon", "1 2", "Sun, 06 Nov 1994 08:49:37", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nop 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 19940 08:49:37 GMT",
    "Sun, 06 Nov -994 08:49:37 GMT", "Sun, 06 Nov 1994 ::: GMT", "é", String(repeating: "1", count: 65),
  ]) func whatIsNeitherSaysNothing(_ value: String) { #expect(RetryAfter.parse(value, unixTime: 0) == nil) }

  @Test func hostileTextNeverTraps() {
    let mutator = Mutator(fragments: ["GMT", "Nov", "::", "99999999999", ", "], alphabet: "0123456789:- ,GMTabc\u{0}é")
    FuzzBudget.run(cases: 3000) { number in
      var random = SplitMix64(seed: UInt64(number))
      let bytes = mutator.mutate(Array("Sunday, 06-Nov-94 08:49:37 GMT".utf8), &random)
      let pause = RetryAfter.parse(String(decoding: bytes, as: UTF8.self), unixTime: Int.random(in: 0...2_000_000_000, using: &random))
      #expect(pause.map { $0 >= .zero && $0 <= .seconds(1_000_000_000) } ?? true)
    }
  }
}
