public import Logging
public import Metrics
public import Tracing

/// What a provider tells of its calls, and to whom.
///
/// Spans go to swift-distributed-tracing, measurements to swift-metrics, messages to swift-log: to whatever the program has set up there, or to nothing.
/// Every try of a call is a span `openarmature.llm.complete` with the attributes `openarmature.llm.*` and `gen_ai.*`. Prompts and answers are in none of
/// the three unless ``disablesPayload`` is set to false, and then in spans only.
public struct TelemetryOptions: Sendable {
  /// Whether there are no spans.
  public var disablesSpans = false
  /// Whether spans leave out messages, answers, arguments of tool calls, and extras of the configuration.
  public var disablesPayload = true
  /// Whether spans leave out the `gen_ai.*` attributes.
  public var disablesGenAIAttributes = false
  /// Whether there are the histograms `openarmature.gen_ai.client.token.usage` and `openarmature.gen_ai.client.operation.duration` (in seconds).
  /// Their buckets are the exporter's affair.
  public var enablesMetrics = false
  /// The longest payload attribute, in UTF-8 bytes; what is longer is cut between two characters and says how long it was.
  public var payloadLimit = 65_536
  /// Where spans go; nil is the program's tracer.
  public var tracer: (any Tracer)?
  /// Where measurements go; nil is the program's metrics factory.
  public var metrics: (any MetricsFactory)?
  /// Where messages go. They have the category and status of failures, never content.
  public var logger = Logger(label: "penstock.client")

  /// The defaults: spans without payload, no metrics.
  public init() {}
}
