import GatewayCore
import GatewayFleet
import GatewayTestSupport
import Testing

/// The health of one target, with a clock that is moved by hand.
struct HealthRig {
  var health: TargetHealth
  var random = SplitMix64(seed: 1)
  var now = Duration.seconds(1000)

  static let settings = HealthSettings(
    breaker: BreakerSettings(failureThreshold: 3, cooldown: .seconds(10), jitter: 0, successesToClose: 2), probeFailures: 2,
    probeSuccesses: 1)

  init(awaitsProbe: Bool = false, settings: HealthSettings = Self.settings) {
    health = TargetHealth(settings: settings, awaitsProbe: awaitsProbe)
  }

  var reason: HealthReason { health.verdict(at: now).reason }
  var state: HealthState { health.state(at: now) }

  mutating func expectPass(_ passes: Bool, location: SourceLocation = #_sourceLocation) {
    let pass = health.begin(at: now)
    #expect((pass != nil) == passes, sourceLocation: location)
  }

  mutating func probe(_ outcomes: ProbeOutcome...) { for outcome in outcomes { health.note(outcome, at: now) } }

  mutating func signal(_ signal: PassiveSignal, times: Int = 1) {
    for _ in 0..<times {
      guard let pass = health.begin(at: now) else { return }
      health.end(pass, signal, at: now, using: &random)
    }
  }

  mutating func sample(running: Int = 0, waiting: Int = 0, tokens: Int, prompt: Int = 0, preemptions: Int = 0, usage: Double = 0.1) {
    var metrics = EngineMetrics()
    (metrics.running, metrics.waiting, metrics.generationTokens) = (running, waiting, tokens)
    (metrics.promptTokens, metrics.preemptions, metrics.cacheUsage) = (prompt, preemptions, usage)
    health.note(metrics, at: now)
  }

  /// Brings the health into one of the conditions that the tests below combine.
  mutating func bring(_ reason: HealthReason) {
    switch reason {
    case .ready, .notYetProbed: break
    case .operatorDecision: health.set(.unhealthy)
    case .probeFailed: probe(.failed, .failed)
    case .probeTimedOut: probe(.timedOut, .timedOut)
    case .modelMissing: probe(.modelMissing)
    case .warmingUp: health.warmUp(until: now + .seconds(1000))
    case .wedged: wedge()
    case .circuitOpen: signal(.reset, times: 3)
    case .circuitHalfOpen:
      signal(.reset, times: 3)
      now += .seconds(10)
    case .paused: signal(.rateLimited(retryAfter: .seconds(20)))
    case .recentFailure: signal(.reset)
    case .cacheFull: sample(running: 4, waiting: 2, tokens: 1, usage: 0.99)
    case .asleep:
      var metrics = EngineMetrics()
      metrics.isAsleep = true
      health.note(metrics, at: now)
    }
  }

  mutating func wedge() {
    for _ in 0..<5 {
      sample(running: 2, tokens: 100)
      now += .seconds(10)
    }
    sample(running: 2, tokens: 100)
  }
}

@Suite struct TargetHealthTests {
  @Test func aTargetThatIsNotProbedBeginsHealthy() {
    #expect(HealthRig().reason == .ready)
    #expect(HealthRig().state == .healthy)
  }

  @Test func aTargetThatIsProbedBeginsUnhealthy() {
    var rig = HealthRig(awaitsProbe: true)
    #expect(rig.reason == .notYetProbed)
    #expect(rig.health.admission(at: rig.now) == .closed)
    rig.expectPass(false)
    rig.probe(.modelPresent)
    #expect(rig.state == .healthy)
    var dead = HealthRig(awaitsProbe: true)
    dead.probe(.timedOut)
    #expect(dead.reason == .probeTimedOut)
  }

  @Test(arguments: [ProbeOutcome.failed, .timedOut]) func oneFailedProbeIsForgivenTwoAreNot(_ outcome: ProbeOutcome) {
    var rig = HealthRig()
    rig.probe(outcome)
    #expect(rig.state == .healthy)
    rig.probe(.modelPresent, outcome)
    #expect(rig.state == .healthy)
    rig.probe(outcome)
    #expect(rig.state == .unhealthy)
    rig.probe(.modelPresent)
    #expect(rig.state == .healthy)
  }

  @Test func aMissingModelCountsAtOnce() {
    var rig = HealthRig()
    rig.probe(.modelMissing)
    #expect(rig.reason == .modelMissing)
  }

  @Test func aTargetMayHaveToProveItselfMoreThanOnce() {
    var settings = HealthRig.settings
    settings.probeSuccesses = 3
    var rig = HealthRig(settings: settings)
    rig.probe(.failed, .failed, .modelPresent, .modelPresent)
    #expect(rig.state == .unhealthy)
    rig.probe(.failed, .modelPresent, .modelPresent)
    #expect(rig.state == .unhealthy)
    rig.probe(.modelPresent)
    #expect(rig.state == .healthy)
  }

  @Test func aNewProcessBeginsWithAClosedCircuit() {
    var rig = HealthRig()
    rig.signal(.connectFailed, times: 3)
    rig.probe(.failed, .failed, .modelPresent)
    #expect(rig.health.circuit(at: rig.now) == .closed)
  }

  @Test func aGoodProbeDoesNotCloseTheCircuitOfASickEngine() {
    var rig = HealthRig()
    rig.signal(.serverError(status: 500, retryAfter: nil), times: 3)
    rig.probe(.modelPresent)
    #expect(rig.reason == .circuitOpen)
  }

  @Test(arguments: [
    PassiveSignal.connectFailed, .reset, .serverError(status: 500, retryAfter: nil), .serverError(status: 502, retryAfter: nil),
    .firstByteTimeout, .stalled, .aborted,
  ]) func failuresDegradeAndThenOpen(_ signal: PassiveSignal) {
    var rig = HealthRig()
    rig.signal(signal)
    #expect(rig.reason == .recentFailure)
    #expect(rig.state == .degraded)
    #expect(rig.health.admission(at: rig.now) == .open)
    rig.signal(signal, times: 2)
    #expect(rig.reason == .circuitOpen)
    #expect(rig.state == .unhealthy)
  }

  @Test(arguments: [PassiveSignal.success, .cancelled]) func otherOutcomesLeaveItHealthy(_ signal: PassiveSignal) {
    var rig = HealthRig()
    rig.signal(signal, times: 50)
    #expect(rig.state == .healthy)
  }

  @Test(arguments: [
    PassiveSignal.rateLimited(retryAfter: nil), .rateLimited(retryAfter: .seconds(3)), .serverError(status: 503, retryAfter: nil),
    .serverError(status: 503, retryAfter: .seconds(3)), .serverError(status: 529, retryAfter: nil),
  ]) func aFullQueuePausesAndNeverOpensTheCircuit(_ signal: PassiveSignal) {
    var rig = HealthRig()
    rig.signal(signal, times: 50)
    #expect(rig.reason == .paused)
    #expect(rig.health.circuit(at: rig.now) == .closed)
    rig.now += .seconds(3)
    #expect(rig.health.pause(at: rig.now) == nil)
    rig.now += .seconds(10)
    #expect(rig.state == .healthy)
  }

  @Test func pausesAreBoundedAndTheLongestCounts() {
    var rig = HealthRig()
    rig.signal(.rateLimited(retryAfter: .seconds(1_000_000)))
    #expect(rig.health.pause(at: rig.now) == rig.now + .seconds(60))
    rig.signal(.rateLimited(retryAfter: .seconds(1)))
    rig.signal(.rateLimited(retryAfter: .seconds(-5)))
    #expect(rig.health.pause(at: rig.now) == rig.now + .seconds(60))
  }

  @Test func degradedWearsOff() {
    var rig = HealthRig()
    rig.signal(.stalled)
    rig.now += .seconds(10)
    #expect(rig.state == .healthy)
  }

  @Test func trialsBringItBack() {
    var rig = HealthRig()
    rig.bring(.circuitHalfOpen)
    #expect(rig.state == .unhealthy)
    #expect(rig.health.admission(at: rig.now) == .trial)
    rig.signal(.success, times: 2)
    #expect(rig.health.circuit(at: rig.now) == .closed)
  }

  @Test func aFullCacheWithAQueueDegrades() {
    var rig = HealthRig()
    rig.sample(running: 3, waiting: 0, tokens: 1, usage: 1)
    #expect(rig.state == .healthy)
    rig.sample(running: 3, waiting: 1, tokens: 2, usage: 1)
    #expect(rig.reason == .cacheFull)
    rig.sample(running: 3, waiting: 1, tokens: 3, usage: 0.5)
    #expect(rig.state == .healthy)
  }

  // MARK: An operator

  /// In every condition the operator's word decides, and `auto` gives back what was there.
  @Test(arguments: HealthReason.allCases) func anOperatorsWordDecidesInEveryState(_ condition: HealthReason) {
    var rig = HealthRig(awaitsProbe: condition == .notYetProbed)
    rig.bring(condition)
    if condition == .operatorDecision { rig.health.set(.auto) }
    let before = rig.reason
    #expect(condition == .operatorDecision ? before == .ready : before == condition)
    rig.health.set(.drain)
    #expect(rig.state == .draining)
    rig.expectPass(false)
    rig.health.set(.unhealthy)
    #expect(rig.state == .unhealthy)
    rig.expectPass(false)
    rig.health.set(.auto)
    #expect(rig.reason == before)
    rig.health.set(.healthy)
    #expect(rig.state == .healthy)
    #expect(rig.reason == .operatorDecision)
    #expect(rig.health.admission(at: rig.now) == .open)
    rig.expectPass(true)
  }

  /// Every signal in every condition: nothing traps, and the words agree with each other.
  @Test(arguments: HealthReason.allCases) func everyEventInEveryState(_ condition: HealthReason) throws {
    let signals: [PassiveSignal] = [
      .success, .connectFailed, .reset, .serverError(status: 500, retryAfter: nil), .serverError(status: 503, retryAfter: .seconds(5)),
      .rateLimited(retryAfter: nil), .firstByteTimeout, .stalled, .aborted, .cancelled,
    ]
    let events: [(inout HealthRig) -> Void] =
      ProbeOutcome.allCases.map { outcome in { $0.probe(outcome) } }
      + signals.map { signal in { $0.signal(signal) } }
      + HealthOverride.allCases.map { word in { $0.health.set(word) } }
      + [
        { $0.sample(running: 3, tokens: 5) }, { $0.sample(tokens: 900) }, { $0.health.noteProgress(at: $0.now) },
        { $0.now += .seconds(11) },
      ]
    for first in events {
      for second in events {
        var rig = HealthRig(awaitsProbe: condition == .notYetProbed)
        rig.bring(condition)
        first(&rig)
        second(&rig)
        let (state, reason) = rig.health.verdict(at: rig.now)
        let admission = rig.health.admission(at: rig.now)
        switch state {
        case .healthy, .degraded: #expect(admission == .open)
        case .draining: #expect(admission == .closed && reason == .operatorDecision)
        case .unhealthy: #expect(admission == .closed || reason == .circuitHalfOpen)
        }
        rig.expectPass(admission != .closed)
      }
    }
  }
}

@Suite struct WedgeTests {
  @Test func anEngineThatRunsRequestsAndGeneratesNothingIsFound() {
    var rig = HealthRig()
    rig.probe(.modelPresent)
    rig.wedge()
    #expect(rig.reason == .wedged)
    rig.probe(.modelPresent)
    #expect(rig.reason == .wedged)
    #expect(rig.health.admission(at: rig.now) == .closed)
  }

  @Test func notBeforeTheWindowIsOver() {
    var rig = HealthRig()
    for _ in 0..<4 {
      rig.sample(running: 2, tokens: 100)
      #expect(rig.state == .healthy)
      rig.now += .milliseconds(9999)
    }
    #expect(rig.state == .healthy)
  }

  @Test func notWithTooFewSamples() {
    var rig = HealthRig()
    rig.sample(running: 2, tokens: 100)
    rig.now += .seconds(600)
    rig.sample(running: 2, tokens: 100)
    #expect(rig.state == .healthy)
  }

  private static let lives: [@Sendable (inout HealthRig) -> Void] = [
    { $0.sample(running: 2, tokens: 101) }, { $0.sample(running: 2, tokens: 3) }, { $0.sample(running: 2, tokens: 100, prompt: 5) },
    { $0.sample(running: 2, tokens: 100, preemptions: 1) }, { $0.sample(running: 0, tokens: 100) }, { $0.health.noteProgress(at: $0.now) },
    { $0.health.note(EngineMetrics(), at: $0.now) },
  ]

  @Test(arguments: lives.indices) func anySignOfLifeEndsIt(_ index: Int) {
    var rig = HealthRig()
    rig.wedge()
    Self.lives[index](&rig)
    #expect(rig.state == .healthy)
    // And it takes a whole window again.
    rig.sample(running: 2, tokens: 100)
    rig.now += .seconds(20)
    for _ in 0..<5 { rig.sample(running: 2, tokens: 100) }
    #expect(rig.state == .healthy)
  }

  @Test func anIdleEngineIsNotWedged() {
    var rig = HealthRig()
    for _ in 0..<20 {
      rig.sample(running: 0, waiting: 3, tokens: 100)
      rig.now += .seconds(10)
    }
    #expect(rig.state == .healthy)
  }
}
