import GatewayCore
import GatewayFleet
import GatewayTestSupport
import Testing

/// A circuit that is brought into a position, and what is needed to move it on.
struct BreakerRig {
  var breaker: CircuitBreaker
  var random = SplitMix64(seed: 7)
  var now = Duration.seconds(100)

  static let settings = BreakerSettings(
    failureThreshold: 3, minimumSamples: 10, cooldown: .seconds(10), maximumCooldown: .seconds(40), jitter: 0, maximumTrials: 4,
    successesToClose: 3, trialTimeout: .seconds(30))

  init(_ settings: BreakerSettings = Self.settings) { breaker = CircuitBreaker(settings: settings) }

  mutating func run(_ isFailure: Bool?) {
    guard let pass = breaker.begin(at: now) else { return }
    end(pass, isFailure)
  }

  mutating func end(_ pass: CircuitBreaker.Pass, _ isFailure: Bool?) {
    breaker.end(pass, isFailure: isFailure, at: now, using: &random)
  }

  /// Begins a request that must pass.
  mutating func pass() throws -> CircuitBreaker.Pass {
    let pass = breaker.begin(at: now)
    return try #require(pass)
  }

  /// Begins a request and says whether it must pass.
  mutating func expectPass(_ passes: Bool, location: SourceLocation = #_sourceLocation) {
    let pass = breaker.begin(at: now)
    #expect((pass != nil) == passes, sourceLocation: location)
  }

  mutating func open() { for _ in 0..<3 { run(true) } }

  /// Opens, and lets the time pass.
  mutating func halfOpen() {
    open()
    now += .seconds(10)
  }
}

@Suite struct CircuitBreakerTests {
  @Test func closedLetsEverythingPass() throws {
    var rig = BreakerRig()
    for _ in 0..<100 {
      #expect(rig.breaker.admission(at: rig.now) == .open)
      _ = try rig.pass()
    }
    #expect(rig.breaker.state(at: rig.now) == .closed)
    #expect(rig.breaker.admission(at: rig.now) == .open)
  }

  @Test func failuresInARowOpen() {
    var rig = BreakerRig()
    rig.run(true)
    rig.run(true)
    #expect(rig.breaker.state(at: rig.now) == .closed)
    rig.run(true)
    #expect(rig.breaker.state(at: rig.now) == .open(until: .seconds(110)))
    rig.expectPass(false)
    rig.now = .seconds(110) - .nanoseconds(1)
    rig.expectPass(false)
  }

  @Test func aSuccessBeginsTheRowAnew() {
    var rig = BreakerRig()
    for isFailure in [true, true, false, true, true] { rig.run(isFailure) }
    #expect(rig.breaker.state(at: rig.now) == .closed)
  }

  @Test func outcomesThatSayNothingCountNot() {
    var rig = BreakerRig()
    for isFailure in [true, nil, true, nil] { rig.run(isFailure) }
    #expect(rig.breaker.state(at: rig.now) == .closed)
    rig.run(true)
    #expect(rig.breaker.state(at: rig.now) != .closed)
  }

  @Test func theShareOfFailuresOpensWithinItsWindow() {
    var rig = BreakerRig()
    for _ in 0..<4 { for isFailure in [true, false] { rig.run(isFailure) } }
    #expect(rig.breaker.state(at: rig.now) == .closed)
    rig.run(false)
    rig.run(true)
    #expect(rig.breaker.state(at: rig.now) != .closed)
  }

  @Test func whatIsOlderThanTheWindowDoesNotCount() {
    var rig = BreakerRig()
    for _ in 0..<4 { for isFailure in [true, false] { rig.run(isFailure) } }
    rig.now += .seconds(10)
    for _ in 0..<4 { for isFailure in [true, false] { rig.run(isFailure) } }
    #expect(rig.breaker.state(at: rig.now) == .closed)
  }

  @Test func trialsBeginWithOneAndDouble() throws {
    var rig = BreakerRig()
    rig.halfOpen()
    #expect(rig.breaker.state(at: rig.now) == .halfOpen)
    #expect(rig.breaker.admission(at: rig.now) == .trial)
    let first = try rig.pass()
    rig.expectPass(false)
    rig.end(first, false)
    let second = try rig.pass()
    rig.expectPass(true)
    rig.expectPass(false)
    rig.end(second, false)
    // Two successes: four at a time, of which one is still in flight.
    for _ in 0..<3 { rig.expectPass(true) }
    rig.expectPass(false)
  }

  @Test func enoughSuccessesClose() {
    var rig = BreakerRig()
    rig.halfOpen()
    for _ in 0..<3 {
      #expect(rig.breaker.state(at: rig.now) == .halfOpen)
      rig.run(false)
    }
    #expect(rig.breaker.state(at: rig.now) == .closed)
    // And the next opening is as short as the first.
    rig.open()
    #expect(rig.breaker.state(at: rig.now) == .open(until: rig.now + .seconds(10)))
  }

  @Test func aFailedTrialOpensForTwiceAsLongUpToTheLimit() {
    var rig = BreakerRig()
    rig.halfOpen()
    for seconds in [20, 40, 40, 40] {
      rig.run(true)
      #expect(rig.breaker.state(at: rig.now) == .open(until: rig.now + .seconds(seconds)))
      rig.now += .seconds(seconds)
    }
  }

  @Test func aTrialThatSaysNothingFreesItsPlace() {
    var rig = BreakerRig()
    rig.halfOpen()
    rig.run(nil)
    #expect(rig.breaker.state(at: rig.now) == .halfOpen)
    rig.expectPass(true)
    rig.expectPass(false)
  }

  @Test func aTrialThatNeverEndsLosesItsPlace() throws {
    var rig = BreakerRig()
    rig.halfOpen()
    let lost = try rig.pass()
    rig.now += .seconds(30) - .nanoseconds(1)
    rig.expectPass(false)
    rig.now += .nanoseconds(1)
    rig.expectPass(true)
    rig.end(lost, false)
    rig.expectPass(false)
  }

  /// Requests that were sent before the circuit opened end later: neither do they open it again for longer, nor close it, nor free a trial's place.
  @Test(arguments: [true, false, nil]) func outcomesOfAnEarlierPeriodCountNot(isFailure: Bool?) throws {
    var rig = BreakerRig()
    let old = try rig.pass()
    rig.open()
    rig.end(old, isFailure)
    #expect(rig.breaker.state(at: rig.now) == .open(until: .seconds(110)))
    rig.now += .seconds(10)
    rig.end(old, isFailure)
    let trial = try rig.pass()
    rig.end(old, isFailure)
    #expect(rig.breaker.state(at: rig.now) == .halfOpen)
    rig.expectPass(false)
    rig.end(trial, false)
    rig.run(false)
    rig.run(false)
    #expect(rig.breaker.state(at: rig.now) == .closed)
    for _ in 0..<5 { rig.end(old, isFailure) }
    #expect(rig.breaker.state(at: rig.now) == .closed)
  }

  @Test func aTrialCountsOnce() throws {
    var rig = BreakerRig()
    rig.halfOpen()
    let trial = try rig.pass()
    for _ in 0..<5 { rig.end(trial, false) }
    #expect(rig.breaker.state(at: rig.now) == .halfOpen)
  }

  @Test func aResetClosesFromEveryPosition() {
    for bring in [{ (_: inout BreakerRig) in }, { $0.open() }, { $0.halfOpen() }] {
      var rig = BreakerRig()
      bring(&rig)
      rig.breaker.reset(at: rig.now)
      #expect(rig.breaker.state(at: rig.now) == .closed)
      rig.run(true)
      #expect(rig.breaker.state(at: rig.now) == .closed)
    }
  }

  @Test func jitterStaysWithinItsBoundsAndDiffers() {
    var times = Set<Duration>()
    for seed in 0..<50 {
      var rig = BreakerRig(BreakerSettings(failureThreshold: 1, cooldown: .seconds(10), jitter: 0.2))
      rig.random = SplitMix64(seed: UInt64(seed))
      rig.run(true)
      guard case .open(let until) = rig.breaker.state(at: rig.now) else { continue }
      #expect(until >= rig.now + .seconds(8) && until <= rig.now + .seconds(12))
      times.insert(until)
    }
    #expect(times.count > 40)
  }

  /// Whatever happens, trials in flight stay within the limit, and an open circuit comes back.
  @Test func randomHistories() {
    FuzzBudget.run(cases: 200) { number in
      var random = SplitMix64(seed: UInt64(number))
      var rig = BreakerRig()
      var passes: [CircuitBreaker.Pass] = []
      for _ in 0..<300 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: if let pass = rig.breaker.begin(at: rig.now) { passes.append(pass) }
        case 2, 3:
          guard let index = passes.indices.randomElement(using: &random) else { continue }
          rig.end(passes.remove(at: index), [true, true, false, nil].randomElement(using: &random) ?? nil)
        case 4: rig.now += .milliseconds(Int.random(in: 0...5000, using: &random))
        default: if let pass = passes.last { rig.end(pass, Bool.random(using: &random)) }
        }
        if case .open(let until) = rig.breaker.state(at: rig.now) {
          #expect(until > rig.now && until <= rig.now + .seconds(40))
          #expect(rig.breaker.admission(at: rig.now) == .closed)
        }
        var copy = rig.breaker
        var trials = 0
        while rig.breaker.state(at: rig.now) == .halfOpen, copy.begin(at: rig.now) != nil { trials += 1 }
        #expect(trials <= 4)
      }
    }
  }
}

@Suite struct DisabledBreakerTests {
  @Test func aBreakerThatIsOffNeverOpens() {
    var settings = BreakerRig.settings
    settings.isEnabled = false
    var rig = BreakerRig(settings)
    for _ in 0..<1000 { rig.run(true) }
    #expect(rig.breaker.state(at: rig.now) == .closed)
    rig.expectPass(true)
  }
}
