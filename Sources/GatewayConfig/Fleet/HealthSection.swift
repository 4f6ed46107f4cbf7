internal import GatewayCore

/// `gateway.fleet.health`.
struct HealthSection: ConfigRecord {
  var failureShare: Double?
  var minimumSamples: Int?
  var window: Duration?
  var maximumCooldown: Duration?
  var trialTimeout: Duration?
  var trialShare: Double?
  var probeFailures: Int?
  var probeSuccesses: Int?
  var degradedFor: Duration?
  var maximumPause: Duration?
  var fullCache: Double?
  var wedgeWindow: Duration?
  var wedgeSamples: Int?

  private static let defaults = HealthSettings()

  static let schema = RecordSchema<HealthSection>(fields: circuitFields + signFields)

  private static let circuitFields: [Field<HealthSection>] = [
    Field(
      "failure_share", .share, \.failureShare, default: FleetText.number(defaults.breaker.failureShare),
      doc: "The share of failures in the window that opens a target's circuit, whatever the order they come in. From 0.01 to 1."),
    Field(
      "min_samples", .integer(1...1_000_000), \.minimumSamples, default: "\(defaults.breaker.minimumSamples)",
      doc: "How many outcomes the window needs before their share counts. From 1 to 1000000."),
    Field(
      "window_seconds", .seconds(0.1...86_400), \.window, default: FleetText.seconds(defaults.breaker.window),
      doc: "The length of the window. From 0.1 to 86400."),
    Field(
      "max_cooldown_seconds", .seconds(0.1...86_400), \.maximumCooldown, default: FleetText.seconds(defaults.breaker.maximumCooldown),
      doc: "The longest time that a circuit stays open; not below `providers.circuit_breaker.cooldown_seconds`. From 0.1 to 86400."),
    Field(
      "trial_timeout_seconds", .seconds(0.1...86_400), \.trialTimeout, default: FleetText.seconds(defaults.breaker.trialTimeout),
      doc: "A trial of a half-open circuit that has not ended after this no longer holds its place. From 0.1 to 86400."),
    Field(
      "trial_share", .share, \.trialShare, default: FleetText.number(RoutingSettings().trialShare),
      doc: "The share of requests that a target with a half-open circuit is offered while others are healthy. From 0.01 to 1."),
  ]

  private static let signFields: [Field<HealthSection>] = [
    Field(
      "probe_failures", .integer(1...1000), \.probeFailures, default: "\(defaults.probeFailures)",
      doc: "Probes that must fail in a row before a target is unhealthy. From 1 to 1000."),
    Field(
      "probe_successes", .integer(1...1000), \.probeSuccesses, default: "\(defaults.probeSuccesses)",
      doc: "Probes that must succeed in a row before it is up again. From 1 to 1000."),
    Field(
      "degraded_seconds", .seconds(0...86_400), \.degradedFor, default: FleetText.seconds(defaults.degradedFor),
      doc: "How long after a failure, a stall or a limit a target is called degraded. From 0 to 86400."),
    Field(
      "max_pause_seconds", .seconds(0...86_400), \.maximumPause, default: FleetText.seconds(defaults.maximumPause),
      doc: "The longest pause that a target's `Retry-After` can ask for. From 0 to 86400."),
    Field(
      "full_cache_share", .share, \.fullCache, default: FleetText.number(defaults.fullCache),
      doc: "From this share of used KV cache on, with requests waiting, a target is degraded. From 0.01 to 1."),
    Field(
      "wedge_seconds", .seconds(1...86_400), \.wedgeWindow, default: FleetText.seconds(defaults.wedgeWindow),
      doc: "How long an engine may run requests without a sign of life before it counts as wedged. From 1 to 86400."),
    Field(
      "wedge_samples", .integer(2...1000), \.wedgeSamples, default: "\(defaults.wedgeSamples)",
      doc: "How many readings of its metrics without a sign of life that takes. From 2 to 1000."),
  ]

  /// Puts what is given here in place of what `settings` says.
  func apply(to settings: inout FleetSettings) {
    var health = settings.health
    health.breaker.failureShare = failureShare ?? health.breaker.failureShare
    health.breaker.minimumSamples = minimumSamples ?? health.breaker.minimumSamples
    health.breaker.window = window ?? health.breaker.window
    health.breaker.maximumCooldown = max(maximumCooldown ?? health.breaker.maximumCooldown, health.breaker.cooldown)
    health.breaker.trialTimeout = trialTimeout ?? health.breaker.trialTimeout
    health.probeFailures = probeFailures ?? health.probeFailures
    health.probeSuccesses = probeSuccesses ?? health.probeSuccesses
    health.degradedFor = degradedFor ?? health.degradedFor
    health.maximumPause = maximumPause ?? health.maximumPause
    health.fullCache = fullCache ?? health.fullCache
    health.wedgeWindow = wedgeWindow ?? health.wedgeWindow
    health.wedgeSamples = wedgeSamples ?? health.wedgeSamples
    settings.health = health
    settings.routing.trialShare = trialShare ?? settings.routing.trialShare
  }
}

extension ValueType<Double> {
  /// A share; nothing at all is no share.
  static var share: Self { number(0.01...1) }
}
