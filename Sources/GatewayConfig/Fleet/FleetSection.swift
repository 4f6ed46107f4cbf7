internal import GatewayCore

/// `gateway.fleet`: what the pages have no words for.
struct FleetSection: ConfigRecord {
  var rescue: FleetSettings.Rescue?
  var largerContext: Bool?
  var cacheSalt: String?
  var cacheSaltKeyRef: SecretReference?
  private var cacheSaltKey: Secret?
  var warmUp: Bool?
  var probeInterval: Duration?
  var probeTimeout: Duration?
  var resolveInterval: Duration?
  var hedgeAfter: Duration?
  var deadline: Duration?
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
        "cache_salt_key_ref", SecretReference.type, \.cacheSaltKeyRef, default: "a random key, until the gateway stops",
        doc:
          "Where the key comes from that the salts are derived from, 16 bytes or more. Needed where several gateways have the same engines, or "
          + "caches are to stay warm over a restart."),
      Field(
        "warm_up", .boolean, \.warmUp, default: "`\(defaults.warmsUp)`",
        doc:
          "Whether a replica that is new, or back after its probes failed, computes the hottest prompts before it takes requests: at most 16 of "
          + "them, 65536 tokens and 30 seconds."),
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
        doc:
          "After how long without a first token of a stream a second replica is asked as well; the first to begin answers, the other one is "
          + "stopped. Never for a request that names a target. From 1 to 3600000."),
      Field(
        "deadline_seconds", .seconds(0.001...86_400), \.deadline, default: "none",
        doc:
          "How long a request may take in all, whatever `timeouts` leave: its wait, all attempts and rescues, to the end of its answer. "
          + "From 0.001 to 86400."),
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

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let reference = cacheSaltKeyRef, let variable = reference.env else { return }
    let place = node["cache_salt_key_ref"]?.place ?? node.place
    context.inside(key: "cache_salt_key_ref") { context in
      if cacheSalt != "per_principal" { context.warning(place, "has no effect without cache_salt: per_principal", isStructural: true) }
      let value = context.environment[variable] ?? ""
      // A short key can be guessed by who sees salts.
      if value.utf8.count >= Self.shortestKey {
        cacheSaltKey = Secret(value)
      } else {
        let state = value.isEmpty ? "is not set" : "holds fewer than \(Self.shortestKey) bytes"
        context.error(place, "the environment variable \(variable) \(state); put a random key into it")
      }
    }
  }

  /// In bytes.
  private static let shortestKey = 16

  /// Puts what is given here in place of what `settings` says.
  func apply(to settings: inout FleetSettings) {
    settings.rescue = rescue ?? settings.rescue
    settings.usesLargerContext = largerContext ?? settings.usesLargerContext
    settings.isolatesPrefixCaches = cacheSalt.map { $0 == "per_principal" } ?? settings.isolatesPrefixCaches
    settings.cacheSaltKey = cacheSaltKey
    settings.warmsUp = warmUp ?? settings.warmsUp
    settings.probeInterval = probeInterval ?? settings.probeInterval
    settings.probeTimeout = probeTimeout ?? settings.probeTimeout
    settings.resolveInterval = resolveInterval.map { $0 > .zero ? $0 : nil } ?? settings.resolveInterval
    settings.retry.hedgeAfter = hedgeAfter
    settings.deadline = deadline
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
