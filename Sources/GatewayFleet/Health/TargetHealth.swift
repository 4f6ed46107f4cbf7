public import GatewayCore

/// The health of one target: a value without I/O and clock that is fed with probes, with what requests learn, with metrics, and with an operator's word.
///
/// The order in which a state is decided: the operator; a probe that says the server is gone or has not the model; a wedged or sleeping engine; the circuit; a pause that the target asked for; a
/// failure a short time ago; a full cache. Times are durations since any fixed point, from a clock that never goes back.
public struct TargetHealth: Sendable {
  /// What an operator said last.
  public private(set) var override = HealthOverride.auto
  private var settings: HealthSettings
  private var breaker: CircuitBreaker
  private var wedge: WedgeDetector
  private var probeProblem: HealthReason?
  private var failedProbes = 0
  private var goodProbes = 0
  private var pausedUntil: Duration?
  private var failedAt: Duration?
  private var isCacheFull = false
  private var isAsleep = false
  private var warmUntil: Duration?

  /// - Parameter awaitsProbe: whether the target is probed, so that it is unhealthy until a probe has found it ready. A target that is not probed is taken to be up.
  public init(settings: HealthSettings = HealthSettings(), awaitsProbe: Bool = false) {
    self.settings = settings
    breaker = CircuitBreaker(settings: settings.breaker)
    wedge = WedgeDetector(window: settings.wedgeWindow, samples: settings.wedgeSamples)
    probeProblem = awaitsProbe ? .notYetProbed : nil
  }

  /// Other settings are in force: what is known of the target stays, and is judged by them from now on.
  public mutating func apply(_ settings: HealthSettings) {
    guard settings != self.settings else { return }
    self.settings = settings
    breaker.apply(settings.breaker)
    wedge.apply(window: settings.wedgeWindow, samples: settings.wedgeSamples)
  }

  // MARK: What it is told

  /// It takes no requests while it is warmed up: until then, or until ``endWarmUp()``.
  public mutating func warmUp(until time: Duration) { warmUntil = time }

  /// It is warm, or as warm as it gets.
  public mutating func endWarmUp() { warmUntil = nil }

  /// Whether it is down by its probes, or was never probed although it has to be.
  public var isDownByProbes: Bool { probeProblem != nil }

  private func isWarmingUp(at now: Duration) -> Bool { warmUntil.map { now < $0 } ?? false }

  /// An operator's word: it holds until ``HealthOverride/auto`` is said, across reloads.
  public mutating func set(_ override: HealthOverride) { self.override = override }

  /// The result of a probe.
  ///
  /// A probe that succeeds after the target was down by its probes closes the circuit too: a new process has come up, and what the old one did does not count.
  /// While the target was not down by its probes, a good probe does not close an open circuit: a sick engine lists its models still.
  public mutating func note(_ outcome: ProbeOutcome, at now: Duration) {
    switch outcome {
    case .modelPresent:
      failedProbes = 0
      goodProbes = goodProbes.saturatingAdd(1)
      guard let problem = probeProblem, problem == .notYetProbed || goodProbes >= settings.probeSuccesses else { return }
      probeProblem = nil
      wedge.noteProgress(at: now)
      if problem != .notYetProbed { breaker.reset(at: now) }
    case .modelMissing: probeFailed(.modelMissing, isCertain: true)
    case .failed: probeFailed(.probeFailed, isCertain: false)
    case .timedOut: probeFailed(.probeTimedOut, isCertain: false)
    }
  }

  private mutating func probeFailed(_ reason: HealthReason, isCertain: Bool) {
    goodProbes = 0
    failedProbes = failedProbes.saturatingAdd(1)
    if isCertain || probeProblem != nil || failedProbes >= settings.probeFailures { probeProblem = reason }
  }

  /// A sample of the engine's metrics.
  public mutating func note(_ metrics: EngineMetrics, at now: Duration) {
    wedge.note(metrics, at: now)
    isCacheFull = (metrics.cacheUsage ?? 0) >= settings.fullCache && (metrics.waiting ?? 0) > 0
    isAsleep = metrics.isAsleep
  }

  /// Bytes of an answer came from the engine: it is alive.
  public mutating func noteProgress(at now: Duration) { wedge.noteProgress(at: now) }

  /// Whether a request may go to the target now. Changes nothing: for the choice among replicas.
  public func admission(at now: Duration) -> TargetAdmission {
    switch override {
    case .healthy: return .open
    case .unhealthy, .drain: return .closed
    case .auto: return probeProblem != nil || wedge.isWedged || isAsleep || isWarmingUp(at: now) ? .closed : breaker.admission(at: now)
    }
  }

  /// A request goes to the target.
  /// - Returns: what has to be handed back with its outcome; nil when it must not go there, because another one took the last trial in between.
  public mutating func begin(at now: Duration) -> CircuitBreaker.Pass? {
    switch override {
    case .unhealthy, .drain: return nil
    case .healthy:
      if let pass = breaker.begin(at: now) { return pass }
      breaker.reset(at: now)
      return breaker.begin(at: now)
    case .auto: return admission(at: now) == .closed ? nil : breaker.begin(at: now)
    }
  }

  /// What a request learned, at its end or as soon as it is known. A pass counts once.
  public mutating func end(
    _ pass: CircuitBreaker.Pass, _ signal: PassiveSignal, at now: Duration, using random: inout some RandomNumberGenerator
  ) {
    note(signal, at: now)
    breaker.end(pass, isFailure: signal.isFailure, at: now, using: &random)
  }

  /// What a request learned that went to the target although it was not fit, because nobody was. A success closes the circuit.
  public mutating func learn(_ signal: PassiveSignal, at now: Duration) {
    note(signal, at: now)
    if signal == .success { breaker.reset(at: now) }
  }

  /// What the signal says beside the circuit.
  private mutating func note(_ signal: PassiveSignal, at now: Duration) {
    switch signal {
    case .success: wedge.noteProgress(at: now)
    case .rateLimited(let pause): pauseFor(pause ?? .seconds(1), at: now)
    case .serverError(let status, let pause):
      failedAt = now
      if let pause { pauseFor(pause, at: now) } else if status == 503 || status == 529 { pauseFor(.seconds(1), at: now) }
    case .connectFailed, .reset, .firstByteTimeout, .stalled, .aborted: failedAt = now
    case .cancelled: break
    }
  }

  private mutating func pauseFor(_ pause: Duration, at now: Duration) {
    let until = now + min(max(pause, .zero), settings.maximumPause)
    pausedUntil = max(pausedUntil ?? until, until)
  }

  // MARK: What it says

  /// State and reason at a time.
  public func verdict(at now: Duration) -> (state: HealthState, reason: HealthReason) {
    switch override {
    case .healthy: return (.healthy, .operatorDecision)
    case .unhealthy: return (.unhealthy, .operatorDecision)
    case .drain: return (.draining, .operatorDecision)
    case .auto: break
    }
    if let probeProblem { return (.unhealthy, probeProblem) }
    if wedge.isWedged { return (.unhealthy, .wedged) }
    if isAsleep { return (.unhealthy, .asleep) }
    if isWarmingUp(at: now) { return (.unhealthy, .warmingUp) }
    switch breaker.state(at: now) {
    case .open: return (.unhealthy, .circuitOpen)
    case .halfOpen: return (.unhealthy, .circuitHalfOpen)
    case .closed: break
    }
    if let pausedUntil, now < pausedUntil { return (.degraded, .paused) }
    if let failedAt, now - failedAt < settings.degradedFor { return (.degraded, .recentFailure) }
    if isCacheFull { return (.degraded, .cacheFull) }
    return (.healthy, .ready)
  }

  /// The state at a time.
  public func state(at now: Duration) -> HealthState { verdict(at: now).state }

  /// Until when the target asked for a pause; nil when it did not, or the pause is over.
  public func pause(at now: Duration) -> Duration? { pausedUntil.flatMap { $0 > now ? $0 : nil } }

  /// The position of the circuit.
  public func circuit(at now: Duration) -> CircuitBreaker.State { breaker.state(at: now) }
}
