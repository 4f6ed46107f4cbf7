internal import GatewayCore

/// `gateway.fleet`: what the pages have no words for.
struct FleetSection: ConfigRecord {
  var rescue: FleetSettings.Rescue?
  var largerContext: Bool?
  var cacheSalt: String?
  var warmUp: Bool?
  var probeInterval: Duration?
  var probeTimeout: Duration?
  var resolveInterval: Duration?
  var hedgeAfter: Duration?
  var retry: RetrySection?
  var queue: QueueSection?
  var health: HealthSection?
  var prefix: PrefixSection?

  private static let defaults = FleetSettings()

  static let schema = RecordSchema<FleetSection>(
    fields: [
      Field(
        "rescue", rescueType, \.rescue, default: "`\(defaults.rescue.rawValue)`",
        doc:
          "What follows when a stream breaks off in its middle: `continue`, another replica goes on with the text; `restart`, another one "
          + "begins anew if the client has seen nothing; `off`, the stream ends with an error. Where going on is not safe, `continue` is `restart`."
      ),
      Field(
        "larger_context", .boolean, \.largerContext, default: "`\(defaults.usesLargerContext)`",
        doc: "Whether a prompt that is too long for its target goes to one of the same group, or of its fallbacks, with a larger window."),
      Field(
        "cache_salt", .oneOf(["none", "per_principal"], what: "choice"), \.cacheSalt, default: "`none`",
        doc:
          "With `per_principal` every principal has a prefix cache of its own at vLLM (`cache_salt`), so that nobody learns from response "
          + "times what others asked. Prompts that principals have in common are then computed for each of them."),
      Field(
        "warm_up", .boolean, \.warmUp, default: "`\(defaults.warmsUp)`",
        doc: "Whether a fresh replica computes the hottest prefixes before it takes requests."),
      Field(
        "probe_interval_seconds", .seconds(0.1...3600), \.probeInterval, default: FleetText.seconds(defaults.probeInterval),
        doc: "From one probe of a target (`health_probe`) to the next. From 0.1 to 3600."),
      Field(
        "probe_timeout_seconds", .seconds(0.01...600), \.probeTimeout, default: FleetText.seconds(defaults.probeTimeout),
        doc: "How long a probe may take. From 0.01 to 600."),
      Field(
        "resolve_interval_seconds", .seconds(0...3600), \.resolveInterval, default: FleetText.seconds(defaults.resolveInterval ?? .zero),
        doc:
          "From one lookup of the targets' host names to the next: each address of a name is a replica of its own. 0: a name is one "
          + "replica, as suits an address that balances load by itself. From 0 to 3600."),
      Field(
        "hedge_after_ms", .milliseconds(1...3_600_000), \.hedgeAfter, default: "never",
        doc: "After how long without a first token a second replica is asked as well. From 1 to 3600000."),
      Field("retry", .record(), \.retry, doc: "How fast is tried again; how often and when says `providers.fallback`."),
      Field("queue", .record(), \.queue, doc: "How much is asked of a target at once, and how much waits."),
      Field(
        "health", .record(), \.health,
        doc: "What makes a target healthy or not, beyond `providers.circuit_breaker`."),
      Field("prefix", .record(), \.prefix, doc: "What is remembered of prompts, and how much a warm cache is worth (`prefix_aware`)."),
    ],
    hints: [
      "strategy": "the strategy stands under providers: providers: {routing: {strategy: ...}}",
      "circuit_breaker": "the circuit breaker stands under providers: providers: {circuit_breaker: {...}}",
      "groups": "groups stand at the top level: model_groups: [{name: ..., targets: [...]}]",
    ]
  )

  private static let rescueType = ValueType<String>.oneOf(FleetSettings.Rescue.allCases.map(\.rawValue), what: "choice")
    .map { text, _, _ in FleetSettings.Rescue(rawValue: text) }

  /// What is read and checked already, and not done yet, is an error: it must not seem to be in force.
  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    let open = [("cache_salt", cacheSalt == "per_principal"), ("warm_up", warmUp == true), ("hedge_after_ms", hedgeAfter != nil)]
    for (key, isWanted) in open where isWanted {
      guard let place = node[key]?.place else { continue }
      context.inside(key: key) { $0.error(place, "is not supported by this version; leave it out") }
    }
  }

  /// Puts what is given here in place of what `settings` says.
  func apply(to settings: inout FleetSettings) {
    settings.rescue = rescue ?? settings.rescue
    settings.usesLargerContext = largerContext ?? settings.usesLargerContext
    settings.isolatesPrefixCaches = cacheSalt.map { $0 == "per_principal" } ?? settings.isolatesPrefixCaches
    settings.warmsUp = warmUp ?? settings.warmsUp
    settings.probeInterval = probeInterval ?? settings.probeInterval
    settings.probeTimeout = probeTimeout ?? settings.probeTimeout
    settings.resolveInterval = resolveInterval.map { $0 > .zero ? $0 : nil } ?? settings.resolveInterval
    settings.retry.hedgeAfter = hedgeAfter
    retry?.apply(to: &settings.retry)
    queue?.apply(to: &settings.queue)
    health?.apply(to: &settings)
    prefix?.apply(to: &settings)
  }
}

/// How defaults read in the reference.
enum FleetText {
  static func seconds(_ duration: Duration) -> String { number(duration / .seconds(1)) }

  static func milliseconds(_ duration: Duration) -> String { number(duration / .milliseconds(1)) }

  static func number(_ number: Double) -> String { number == number.rounded() ? "\(Int64(number))" : "\(number)" }
}
