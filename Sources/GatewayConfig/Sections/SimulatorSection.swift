internal import GatewayCore

/// The `simulator` section: how the simulator inside the gateway behaves.
struct SimulatorSection: ConfigRecord {
  var models: [String]?
  var timeToFirstToken: Duration?
  var prefill: Duration?
  var timeBetweenTokens: Duration?
  var maxSequences: Int?
  var maxQueuedSequences: Int?
  var kvCacheTokens: Int?
  var maxModelLength: Int?
  var embeddingDimensions: Int?
  var keepAliveTimeout: Duration?
  var replies: [SimulatorReplySection]?

  private typealias Limits = SimulatorSettings.Limits
  private static let defaults = SimulatorSettings()

  static let schema = RecordSchema<SimulatorSection>(fields: [
    Field(
      "models", .list(of: .modelName), \.models, default: "`[\(defaults.models.joined(separator: ", "))]`",
      doc: "The models it serves. Models that targets of this simulator name are added."),
    Field(
      "time_to_first_token_ms", .milliseconds(Limits.timeToFirstToken.asNumbers), \.timeToFirstToken,
      default: text(defaults.timeToFirstToken),
      doc: "Time to the first token when nothing waits, not counting prefill. \(text(Limits.timeToFirstToken))"),
    Field(
      "prefill_ms_per_1000_tokens", .milliseconds(Limits.prefill.asNumbers), \.prefill, default: text(defaults.prefillPerThousandTokens),
      doc: "Time for every 1,000 prompt tokens that are not in the KV cache. \(text(Limits.prefill))"),
    Field(
      "time_between_tokens_ms", .milliseconds(Limits.timeBetweenTokens.asNumbers), \.timeBetweenTokens,
      default: text(defaults.timeBetweenTokens),
      doc: "Time between two tokens of one sequence. \(text(Limits.timeBetweenTokens))"),
    Field(
      "max_sequences", .integer(Limits.maxSequences), \.maxSequences, default: "\(defaults.maxSequences)",
      doc: "Sequences that run at once; more wait in a queue. \(text(Limits.maxSequences))"),
    Field(
      "max_queued_sequences", .integer(Limits.maxQueuedSequences), \.maxQueuedSequences, default: "any number",
      doc: "Sequences that may wait; one more is answered 503. \(text(Limits.maxQueuedSequences))"),
    Field(
      "kv_cache_tokens", .integer(Limits.kvCacheTokens), \.kvCacheTokens, default: "\(defaults.kvCacheTokens)",
      doc: "Tokens that the KV cache holds, in blocks of 16. \(text(Limits.kvCacheTokens))"),
    Field(
      "max_model_length", .integer(Limits.maxModelLength), \.maxModelLength, default: "\(defaults.maxModelLength)",
      doc: "The longest prompt and answer together, in tokens. \(text(Limits.maxModelLength))"),
    Field(
      "embedding_dimensions", .integer(Limits.embeddingDimensions), \.embeddingDimensions, default: "\(defaults.embeddingDimensions)",
      doc: "Numbers in an embedding when the request does not say. \(text(Limits.embeddingDimensions))"),
    Field(
      "keep_alive_timeout_seconds", .seconds(Limits.keepAliveTimeout.asNumbers), \.keepAliveTimeout,
      default: "\(Int(defaults.keepAliveTimeout / .seconds(1)))",
      doc: "How long an idle connection is kept. \(text(Limits.keepAliveTimeout))"),
    Field(
      "replies", .list(of: .record()), \.replies,
      doc: "Exact answers: a list of `{contains, text}`. The first whose `contains` (empty: anything) a message or prompt holds is given."),
  ])

  private static func text(_ duration: Duration) -> String { "\(Int(duration / .milliseconds(1)))" }
  private static func text(_ range: ClosedRange<Int>) -> String { "From \(range.lowerBound) to \(range.upperBound)." }

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
    settings.maxQueuedSequences = maxQueuedSequences ?? settings.maxQueuedSequences
    settings.kvCacheTokens = kvCacheTokens ?? settings.kvCacheTokens
    settings.maxModelLength = maxModelLength ?? settings.maxModelLength
    settings.embeddingDimensions = embeddingDimensions ?? settings.embeddingDimensions
    settings.keepAliveTimeout = keepAliveTimeout ?? settings.keepAliveTimeout
    settings.replies = (replies ?? []).compactMap { reply in reply.text.map { SimulatorReply(containing: reply.contains ?? "", text: $0) } }
    return settings
  }
}

/// One entry of `replies`.
struct SimulatorReplySection: ConfigRecord {
  var contains: String?
  var text: String?

  static let schema = RecordSchema<SimulatorReplySection>(fields: [
    Field("contains", .text(length: 0...2000), \.contains, default: "anything", doc: "What a message or prompt has to hold."),
    Field("text", .text(length: 1...20_000), \.text, required: true, doc: "What is answered, word for word."),
  ])
}

extension ClosedRange<Int> {
  /// The same range for numbers that need not be whole.
  fileprivate var asNumbers: ClosedRange<Double> { Double(lowerBound)...Double(upperBound) }
}
