internal import GatewayCore

/// `providers.routing`.
struct RoutingSection: ConfigRecord {
  var strategy: RoutingStrategy?

  static let schema = RecordSchema<RoutingSection>(fields: [
    Field("strategy", .strategy, \.strategy, default: DefaultStrategy.text, doc: ValueType<RoutingStrategy>.strategyDoc)
  ])
}

/// `provider_routing`, at the top level.
struct ProviderRoutingSection: ConfigRecord {
  var strategy: RoutingStrategy?
  var window: Duration?
  var minimumSamples: Int?

  static let schema = RecordSchema<ProviderRoutingSection>(fields: [
    Field("strategy", .strategy, \.strategy, default: DefaultStrategy.text, doc: ValueType<RoutingStrategy>.strategyDoc),
    Field(
      "window_seconds", .seconds(FallbackSection.windowRange), \.window, default: FallbackSection.defaultWindow,
      doc: FallbackSection.windowDoc),
    Field(
      "min_sample_count", .integer(1...1_000_000), \.minimumSamples, default: "\(RoutingSettings().latencySamples)",
      doc: "For `lowest_latency`: with fewer times to the first token a replica is not ranked but tried first. From 1 to 1000000."),
  ])
}

/// What is said of the strategy that is in force when none is named.
enum DefaultStrategy {
  static let text = "`weighted` in groups where a weight is set, `prefix_aware` among several `vllm` targets, else `ordered`"
}

/// `providers.circuit_breaker`.
struct CircuitBreakerSection: ConfigRecord {
  var enabled: Bool?
  var failureThreshold: Int?
  var cooldown: Duration?
  var halfOpenMaxRequests: Int?
  var halfOpenRequests: Int?
  var successThreshold: Int?

  private static let defaults = BreakerSettings()
  private static let trialsDoc = "The most trial requests at one time while it is half-open; it begins with one. From 1 to 1000."

  static let schema = RecordSchema<CircuitBreakerSection>(fields: [
    Field(
      "enabled", .boolean, \.enabled, default: "`true`",
      doc: "Whether failures of requests keep a target from getting more of them. Probes and metrics do so in any case."),
    Field(
      "failure_threshold", .integer(1...100_000), \.failureThreshold, default: "\(defaults.failureThreshold)",
      doc: "Failures in a row that open a target's circuit. From 1 to 100000."),
    Field(
      "cooldown_seconds", .seconds(0.1...86_400), \.cooldown, default: "\(defaults.cooldown.components.seconds)",
      doc: "How long it stays open the first time; each failed trial doubles it, up to `gateway.fleet.health.max_cooldown_seconds`. "
        + "From 0.1 to 86400."),
    Field(
      "half_open_max_requests", .integer(1...1000), \.halfOpenMaxRequests, default: "\(defaults.maximumTrials)", doc: trialsDoc),
    Field("half_open_requests", .integer(1...1000), \.halfOpenRequests, doc: "Another spelling of `half_open_max_requests`."),
    Field(
      "success_threshold", .integer(1...1000), \.successThreshold,
      default: "`half_open_max_requests` where that is given, else \(defaults.successesToClose)",
      doc: "Trials that must succeed in a row before it closes. From 1 to 1000."),
  ])

  /// Puts what is given here in place of what `settings` says.
  func apply(to settings: inout BreakerSettings) {
    let trials = halfOpenMaxRequests ?? halfOpenRequests
    settings = BreakerSettings(
      isEnabled: enabled ?? settings.isEnabled, failureThreshold: failureThreshold ?? settings.failureThreshold,
      failureShare: settings.failureShare, minimumSamples: settings.minimumSamples, window: settings.window,
      cooldown: cooldown ?? settings.cooldown, maximumCooldown: settings.maximumCooldown, jitter: settings.jitter,
      maximumTrials: trials ?? settings.maximumTrials, successesToClose: successThreshold ?? trials ?? settings.successesToClose,
      trialTimeout: settings.trialTimeout)
  }
}
