/// When a target's circuit opens, for how long, and how it closes again.
public struct BreakerSettings: Sendable, Hashable {
  /// Whether failures of requests open the circuit at all.
  public var isEnabled: Bool
  /// Failures in a row that open the circuit; at least 1.
  public var failureThreshold: Int
  /// The share of failures in the window that opens it, 0 to 1, once ``minimumSamples`` outcomes are in the window.
  public var failureShare: Double
  /// How many outcomes the window needs before their share counts.
  public var minimumSamples: Int
  /// The length of the window. It is looked at in two halves: an outcome counts for at least half of it and at most all of it.
  public var window: Duration
  /// How long the circuit stays open the first time; each failed trial doubles it.
  public var cooldown: Duration
  /// The longest time that it stays open.
  public var maximumCooldown: Duration
  /// By how much the time is shortened or lengthened at random: 0.2 is a fifth.
  public var jitter: Double
  /// The most trial requests that a half-open circuit lets through at one time. It begins with one, and doubles with each success.
  public var maximumTrials: Int
  /// Successful trials in a row that close it; at least 1.
  public var successesToClose: Int
  /// A trial that has not ended after this time no longer holds its place.
  public var trialTimeout: Duration

  /// The settings in force when the configuration says nothing: 5 failures in a row, or half of at least 20 within 10 s; open for 5 s ± 20 %, doubling to 60 s; closed after 3 successes.
  public init(
    isEnabled: Bool = true, failureThreshold: Int = 5, failureShare: Double = 0.5, minimumSamples: Int = 20,
    window: Duration = .seconds(10),
    cooldown: Duration = .seconds(5), maximumCooldown: Duration = .seconds(60), jitter: Double = 0.2, maximumTrials: Int = 4,
    successesToClose: Int = 3, trialTimeout: Duration = .seconds(120)
  ) {
    self.isEnabled = isEnabled
    self.failureThreshold = max(1, failureThreshold)
    self.failureShare = min(max(failureShare, 0), 1)
    self.minimumSamples = max(1, minimumSamples)
    self.window = window
    self.cooldown = cooldown
    self.maximumCooldown = max(cooldown, maximumCooldown)
    self.jitter = min(max(jitter, 0), 1)
    self.maximumTrials = max(1, maximumTrials)
    self.successesToClose = max(1, successesToClose)
    self.trialTimeout = trialTimeout
  }
}

/// What makes a target healthy or not.
public struct HealthSettings: Sendable, Hashable {
  /// The circuit breaker's part.
  public var breaker: BreakerSettings
  /// Probes that must fail in a row before a target that was up is unhealthy; at least 1. A probe that is answered without the model counts at once.
  public var probeFailures: Int
  /// Probes that must succeed in a row before a target that was down by its probes is up again; at least 1.
  public var probeSuccesses: Int
  /// How long after a failure, a stall or a limit a target is still called degraded.
  public var degradedFor: Duration
  /// The longest pause that a target's `Retry-After` can ask for.
  public var maximumPause: Duration
  /// From this share of used KV cache on, with requests waiting, a target is degraded.
  public var fullCache: Double
  /// How long an engine may run requests without a sign of life before it counts as wedged.
  public var wedgeWindow: Duration
  /// How many metrics samples without a sign of life that takes, at least; not below 2.
  public var wedgeSamples: Int

  /// The settings in force when the configuration says nothing: 2 failed probes, 1 good one, degraded for 10 s, pauses up to 60 s, wedged after 30 s and 3 samples.
  public init(
    breaker: BreakerSettings = BreakerSettings(), probeFailures: Int = 2, probeSuccesses: Int = 1, degradedFor: Duration = .seconds(10),
    maximumPause: Duration = .seconds(60), fullCache: Double = 0.98, wedgeWindow: Duration = .seconds(30), wedgeSamples: Int = 3
  ) {
    self.breaker = breaker
    self.probeFailures = max(1, probeFailures)
    self.probeSuccesses = max(1, probeSuccesses)
    self.degradedFor = degradedFor
    self.maximumPause = maximumPause
    self.fullCache = fullCache
    self.wedgeWindow = wedgeWindow
    self.wedgeSamples = max(2, wedgeSamples)
  }
}
