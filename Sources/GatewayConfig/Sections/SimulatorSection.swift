internal import GatewayCore

/// The `simulator` section: how the simulator inside the gateway behaves.
struct SimulatorSection: ConfigRecord {
  var models: [String]?
  var timeToFirstToken: Duration?
  var prefill: Duration?
  var timeBetweenTokens: Duration?
  var maxSequences: Int?
  var kvCacheTokens: Int?
  var maxModelLength: Int?

  private static let defaults = SimulatorSettings()

  static let schema = RecordSchema<SimulatorSection>(fields: [
    Field(
      "models", .list(of: .modelName), \.models, default: "`[\(defaults.models.joined(separator: ", "))]`",
      doc: "The models it serves. Models that targets of this simulator name are added."),
    Field(
      "time_to_first_token_ms", .milliseconds(0...600_000), \.timeToFirstToken, default: text(defaults.timeToFirstToken),
      doc: "Time to the first token when nothing waits, not counting prefill. From 0 to 600000."),
    Field(
      "prefill_ms_per_1000_tokens", .milliseconds(0...600_000), \.prefill, default: text(defaults.prefillPerThousandTokens),
      doc: "Time for every 1,000 prompt tokens that are not in the KV cache. From 0 to 600000."),
    Field(
      "time_between_tokens_ms", .milliseconds(0...60_000), \.timeBetweenTokens, default: text(defaults.timeBetweenTokens),
      doc: "Time between two tokens of one sequence. From 0 to 60000."),
    Field(
      "max_sequences", .integer(1...100_000), \.maxSequences, default: "\(defaults.maxSequences)",
      doc: "Sequences that run at once; more wait in a queue. From 1 to 100000."),
    Field(
      "kv_cache_tokens", .integer(16...1_000_000_000), \.kvCacheTokens, default: "\(defaults.kvCacheTokens)",
      doc: "Tokens that the KV cache holds, in blocks of 16. From 16 to 1000000000."),
    Field(
      "max_model_length", .integer(16...100_000_000), \.maxModelLength, default: "\(defaults.maxModelLength)",
      doc: "The longest prompt and answer together, in tokens. From 16 to 100000000."),
  ])

  private static func text(_ duration: Duration) -> String { "\(Int(duration / .milliseconds(1)))" }

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let list = node["models"], case .list(let entries) = list.value, let models else { return }
    context.inside(key: "models") { context in
      if entries.isEmpty { context.error(list.place, "no models; name at least one, or remove the key") }
      if Set(models).count < models.count { context.error(list.place, "names a model twice") }
    }
  }

  /// The settings: those given, and the defaults of the others.
  var settings: SimulatorSettings {
    var settings = Self.defaults
    settings.models = models ?? settings.models
    settings.timeToFirstToken = timeToFirstToken ?? settings.timeToFirstToken
    settings.prefillPerThousandTokens = prefill ?? settings.prefillPerThousandTokens
    settings.timeBetweenTokens = timeBetweenTokens ?? settings.timeBetweenTokens
    settings.maxSequences = maxSequences ?? settings.maxSequences
    settings.kvCacheTokens = kvCacheTokens ?? settings.kvCacheTokens
    settings.maxModelLength = maxModelLength ?? settings.maxModelLength
    return settings
  }
}
