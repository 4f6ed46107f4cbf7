internal import GatewayCore

/// `providers.fallback`, in both of its spellings.
struct FallbackSection: ConfigRecord {
  var triggers: TriggerSet?
  var retryOn: TriggerSet?
  var maxFallbackAttempts: Int?
  var maxRetries: Int?
  var strategy: RoutingStrategy?
  var latencyWindow: Duration?
  var maximumLatency: Duration?

  /// Further attempts after the first one; all of them together are at most 64.
  static let attempts = 0...63
  static let windowRange = 1.0...86_400
  static let defaultWindow = "\(RoutingSettings().latencyWindow.components.seconds)"
  static let windowDoc =
    "For `lowest_latency`: a replica's average that is as old as this counts half, so that one which was slow is tried again. From 1 to 86400."
  static let attemptsDoc = "How often a request is tried again, or elsewhere, after its first attempt. From 0 to 63."
  static let defaultAttempts = "\(RetrySettings().attempts - 1)"
  private static let prices =
    "targets have no prices, so none can be too expensive; leave targets out of the group, or take the strategy least_loaded"

  static let schema = RecordSchema<FallbackSection>(
    fields: [
      Field("triggers", TriggerSet.type, \.triggers, default: "all", doc: TriggerSet.doc),
      Field("retry_on", TriggerSet.type, \.retryOn, doc: "Another spelling of `triggers`."),
      Field("max_fallback_attempts", .integer(attempts), \.maxFallbackAttempts, default: defaultAttempts, doc: attemptsDoc),
      Field("max_retries", .integer(attempts), \.maxRetries, doc: "Another spelling of `max_fallback_attempts`."),
      Field("strategy", .strategy, \.strategy, doc: "Another spelling of `providers.routing.strategy`."),
      Field(
        "latency_window", .time(windowRange), \.latencyWindow, default: "\(defaultWindow)s",
        doc: windowDoc + " A number of seconds, or text such as `30s` or `5m`."),
      Field(
        "max_latency_ms", .milliseconds(1...86_400_000), \.maximumLatency, default: "none",
        doc: "For `lowest_latency`: replicas whose average is above it come behind the others. From 1 to 86400000."),
    ],
    hints: ["max_cost_per_1k_tokens": prices, "max_cost_per_1m_tokens": prices, "max_cost_per_request": prices]
  )
}

/// `provider_fallback`, at the top level.
struct ProviderFallbackSection: ConfigRecord {
  var enabled: Bool?
  var triggers: TriggerSet?
  var maxFallbackAttempts: Int?
  var contentPolicy: String?
  var contextWindow: Bool?

  static let schema = RecordSchema<ProviderFallbackSection>(fields: [
    Field(
      "enabled", .boolean, \.enabled, default: "`false`",
      doc: "Whether anything is tried again before the first byte of an answer. Without this section it is."),
    Field("triggers", TriggerSet.type, \.triggers, default: "all", doc: TriggerSet.doc),
    Field(
      "max_fallback_attempts", .integer(FallbackSection.attempts), \.maxFallbackAttempts, default: FallbackSection.defaultAttempts,
      doc: FallbackSection.attemptsDoc),
    Field(
      "content_policy", contentPolicyType, \.contentPolicy, default: "`stop`",
      doc: "What follows when a policy blocks an answer: `stop`, the block goes to the client."),
    Field(
      "context_window", contextWindowType, \.contextWindow, default: "`fallback`",
      doc: "What follows when a prompt is too long for its target: `fallback` to one of the same group, or of its fallbacks, with a larger "
        + "window, or `abort`. The same as `gateway.fleet.larger_context: false`."),
  ])

  private static let contentPolicyType = ValueType<String>.text(length: 1...200).map("`stop`") { text, node, context -> String? in
    if text == "stop" { return text }
    let reason = "an answer that a policy blocks is not asked for again elsewhere, where the same prompt would be paid for twice"
    context.error(node.place, "\"\(text)\" cannot be honoured: \(reason); the only choice is stop")
    return nil
  }

  private static let contextWindowType = ValueType<String>.oneOf(["abort", "fallback"], what: "choice").map { text, _, _ -> Bool? in
    text == "fallback"
  }

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard enabled == nil, node["enabled"] == nil else { return }
    let message = "\"enabled\" is false where it is not given, so nothing is tried again; give it, or remove the section"
    context.warning(node.place, message, isStructural: true)
  }
}
