public import GatewayCore

/// The circuit of one target: a value without clock. Times are durations since any fixed point, from a clock that never goes back.
///
/// Closed: everything passes, outcomes are counted. Open: nothing passes until a time that grows with each opening, jittered, so that several gateways do not come back together. Half-open: trial
/// requests pass, one at a time at first and twice as many with each success; enough successes in a row close the circuit, one failure opens it again.
/// Memory: fixed, and one entry for each trial in flight (at most ``BreakerSettings/maximumTrials``).
public struct CircuitBreaker: Sendable {
  /// The three positions.
  public enum State: Sendable, Hashable {
    /// Everything passes.
    case closed
    /// Nothing passes before the time.
    case open(until: Duration)
    /// Trial requests pass.
    case halfOpen
  }

  /// What a request got from ``begin(at:)`` and hands back to ``end(_:isFailure:at:using:)``.
  public struct Pass: Sendable, Hashable {
    /// Which period of the circuit it belongs to: an outcome of an earlier period changes nothing.
    fileprivate let period: UInt64
    /// The trial's number; nil for an ordinary request.
    fileprivate let trial: UInt64?
  }

  private struct Trial: Sendable, Hashable {
    let id: UInt64
    let expiry: Duration
  }

  private var settings: BreakerSettings
  private var position = State.closed
  private var period: UInt64 = 0
  /// Openings in a row without a closing in between.
  private var openings = 0
  private var failuresInRow = 0
  private var successes = 0
  private var trials: [Trial] = []
  private var nextTrial: UInt64 = 0
  /// Outcomes of this half of the window and of the one before.
  private var current = (total: 0, failures: 0)
  private var previous = (total: 0, failures: 0)
  private var halfStart = Duration.zero

  /// A closed circuit.
  public init(settings: BreakerSettings = BreakerSettings()) { self.settings = settings }

  /// Other settings are in force, from the next outcome on.
  mutating func apply(_ settings: BreakerSettings) { self.settings = settings }

  /// The position at a time: an open circuit whose time is over is half-open.
  public func state(at now: Duration) -> State {
    if case .open(let until) = position, now >= until { return .halfOpen }
    return position
  }

  /// Whether a request may pass now, and if so, whether as a trial. Changes nothing.
  public func admission(at now: Duration) -> TargetAdmission {
    switch state(at: now) {
    case .closed: return .open
    case .open: return .closed
    case .halfOpen:
      let live = trials.count { $0.expiry > now }
      return live < trialLimit ? .trial : .closed
    }
  }

  /// How many trials may be in flight.
  private var trialLimit: Int { successes >= 16 ? settings.maximumTrials : min(settings.maximumTrials, 1 << successes) }

  /// Lets a request pass.
  /// - Returns: what it has to hand back at its end; nil when it may not pass.
  public mutating func begin(at now: Duration) -> Pass? {
    switch admission(at: now) {
    case .open: return Pass(period: period, trial: nil)
    case .closed: return nil
    case .trial:
      if case .open = position {
        position = .halfOpen
        startPeriod()
      }
      trials.removeAll { $0.expiry <= now }
      nextTrial &+= 1
      trials.append(Trial(id: nextTrial, expiry: now + settings.trialTimeout))
      return Pass(period: period, trial: nextTrial)
    }
  }

  /// Counts the outcome of a request. A pass counts once; one of an earlier period, or of a trial whose time was over, counts not at all.
  /// - Parameter isFailure: nil when the request says nothing of the target (the client went away, a rate limit).
  public mutating func end(_ pass: Pass, isFailure: Bool?, at now: Duration, using random: inout some RandomNumberGenerator) {
    guard pass.period == period else { return }
    switch position {
    case .open: return
    case .closed:
      guard let isFailure else { return }
      count(isFailure, at: now)
      if isFailure, mustOpen { open(at: now, using: &random) }
    case .halfOpen:
      guard let index = trials.firstIndex(where: { $0.id == pass.trial }) else { return }
      let isExpired = trials[index].expiry <= now
      trials.remove(at: index)
      guard let isFailure, !isExpired || isFailure else { return }
      if isFailure {
        open(at: now, using: &random)
      } else {
        successes += 1
        if successes >= settings.successesToClose { close(at: now) }
      }
    }
  }

  /// Closes the circuit and forgets what was counted: a probe has shown that a new engine answers, or an operator said so.
  public mutating func reset(at now: Duration) { close(at: now) }

  private mutating func startPeriod() {
    period &+= 1
    trials = []
    successes = 0
    failuresInRow = 0
  }

  private mutating func close(at now: Duration) {
    startPeriod()
    position = .closed
    openings = 0
    current = (0, 0)
    previous = (0, 0)
    halfStart = now
  }

  private mutating func open(at now: Duration, using random: inout some RandomNumberGenerator) {
    startPeriod()
    let doublings = min(openings, 30)
    openings = min(openings + 1, 31)
    let time = min(settings.cooldown.scaled(by: Double(1 << doublings)), settings.maximumCooldown)
    position = .open(until: now + time.scaled(by: 1 + settings.jitter * (2 * random.unit() - 1)))
  }

  private var mustOpen: Bool {
    guard settings.isEnabled else { return false }
    if failuresInRow >= settings.failureThreshold { return true }
    let total = current.total + previous.total
    return total >= settings.minimumSamples && Double(current.failures + previous.failures) >= settings.failureShare * Double(total)
  }

  private mutating func count(_ isFailure: Bool, at now: Duration) {
    let half = settings.window / 2
    if now - halfStart >= half {
      previous = now - halfStart >= settings.window ? (0, 0) : current
      current = (0, 0)
      halfStart = now
    }
    current.total = current.total.saturatingAdd(1)
    current.failures = current.failures.saturatingAdd(isFailure ? 1 : 0)
    failuresInRow = isFailure ? failuresInRow.saturatingAdd(1) : 0
  }
}

/// What a target takes at a time.
public enum TargetAdmission: String, Sendable, Hashable {
  /// Any request.
  case open
  /// One trial request of a half-open circuit.
  case trial
  /// None.
  case closed
}
