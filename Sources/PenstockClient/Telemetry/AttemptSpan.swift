internal import Logging
internal import Metrics
internal import Tracing

/// The telemetry of one try of a call, from its start to its end.
///
/// It is used by one task. Dropped without an end, as when a stream is left early, it ends as cancelled.
final class AttemptSpan {
  private let options: TelemetryOptions
  private let system: String
  private let model: String
  private let span: (any Span)?
  private let start = ContinuousClock.now
  private var hasEnded = false

  /// Starts the span, as a child of the current one.
  init(_ provider: OpenAIProvider, _ request: ChatRequest, attempt: Int, reason: RetryPolicy.Reason?) {
    options = provider.telemetry
    system = provider.genaiSystem
    model = provider.model
    guard !options.disablesSpans else {
      span = nil
      return
    }
    let tracer = options.tracer ?? InstrumentationSystem.tracer
    let span = tracer.startSpan("openarmature.llm.complete", context: .current ?? .topLevel, ofKind: .client)
    self.span = span
    span.attributes["openarmature.llm.model"] = model
    span.attributes["openarmature.llm.attempt_index"] = attempt
    if let reason { span.attributes["openarmature.llm.retry_reason"] = reason.rawValue }
    if provider.populatesCallerMetadata { span.attributes.merge(.callerMetadata) }
    if !options.disablesGenAIAttributes { setRequest(request.config) }
    if !options.disablesPayload { setPayload(request) }
  }

  deinit { end(error: CancellationError()) }

  /// The context that requests of this try run in.
  var context: ServiceContext? { span?.context }

  // MARK: Attributes

  private func setRequest(_ config: RuntimeConfig) {
    guard let span else { return }
    span.attributes["gen_ai.system"] = system
    span.attributes["gen_ai.request.model"] = model
    if let value = config.temperature { span.attributes["gen_ai.request.temperature"] = value }
    if let value = config.maxTokens { span.attributes["gen_ai.request.max_tokens"] = value }
    if let value = config.topP { span.attributes["gen_ai.request.top_p"] = value }
    if let value = config.seed { span.attributes["gen_ai.request.seed"] = value }
    if let value = config.frequencyPenalty { span.attributes["gen_ai.request.frequency_penalty"] = value }
    if let value = config.presencePenalty { span.attributes["gen_ai.request.presence_penalty"] = value }
    if let value = config.stopSequences { span.attributes["gen_ai.request.stop_sequences"] = value }
  }

  private func setPayload(_ request: ChatRequest) {
    span?.attributes["openarmature.llm.input.messages"] = PayloadAttributes.messages(request.messages, limit: options.payloadLimit)
    if !request.config.extras.isEmpty {
      let extras = JSONValue.object(request.config.extras).text(.sorted)
      span?.attributes["openarmature.llm.request.extras"] = PayloadAttributes.capped(extras, limit: options.payloadLimit)
    }
  }

  private func set(_ usage: Usage) {
    guard let span else { return }
    if let value = usage.promptTokens { span.attributes["openarmature.llm.usage.prompt_tokens"] = value }
    if let value = usage.completionTokens { span.attributes["openarmature.llm.usage.completion_tokens"] = value }
    if let value = usage.totalTokens { span.attributes["openarmature.llm.usage.total_tokens"] = value }
    if let value = usage.cachedTokens { span.attributes["openarmature.llm.cache_read.input_tokens"] = value }
    if let value = usage.cacheCreationTokens { span.attributes["openarmature.llm.cache_creation.input_tokens"] = value }
    guard !options.disablesGenAIAttributes else { return }
    if let value = usage.promptTokens { span.attributes["gen_ai.usage.input_tokens"] = value }
    if let value = usage.completionTokens { span.attributes["gen_ai.usage.output_tokens"] = value }
  }

  private func set(_ finishReason: FinishReason) {
    span?.attributes["openarmature.llm.finish_reason"] = finishReason.rawValue
    if !options.disablesGenAIAttributes { span?.attributes["gen_ai.response.finish_reasons"] = [finishReason.rawValue] }
  }

  private func set(_ response: ChatResponse) {
    guard let span else { return }
    set(response.finishReason)
    if !options.disablesGenAIAttributes {
      if let value = response.responseModel { span.attributes["gen_ai.response.model"] = value }
      if let value = response.responseID { span.attributes["gen_ai.response.id"] = value }
    }
    let calls = response.message.toolCalls
    if !calls.isEmpty {
      span.attributes["openarmature.llm.output.tool_calls.count"] = calls.count
      span.attributes["openarmature.llm.output.tool_calls.names"] = calls.map(\.name)
      span.attributes["openarmature.llm.output.tool_calls.ids"] = calls.map(\.id)
    }
    guard !options.disablesPayload else { return }
    if !response.message.content.isEmpty {
      span.attributes["openarmature.llm.output.content"] = PayloadAttributes.capped(response.message.content, limit: options.payloadLimit)
    }
    if !calls.isEmpty {
      span.attributes["openarmature.llm.output.tool_calls"] = PayloadAttributes.toolCalls(calls, limit: options.payloadLimit)
    }
  }

  // MARK: The end

  /// Ends the span with an answer. Later ends have no effect.
  func end(_ response: ChatResponse) {
    guard !hasEnded else { return }
    hasEnded = true
    set(response)
    set(response.usage)
    span?.end()
    measure(usage: response.usage, errorType: nil)
  }

  /// Ends the span with an error. Later ends have no effect.
  func end(error: any Error) {
    guard !hasEnded else { return }
    hasEnded = true
    let failure = error as? ProviderError
    let type = failure?.category.rawValue ?? "cancelled"
    if let output = failure?.invalidOutput {
      set(output.finishReason)
      set(output.usage)
      if !options.disablesPayload {
        span?.attributes["openarmature.llm.output.content"] = PayloadAttributes.capped(output.outputContent, limit: options.payloadLimit)
      }
    }
    span?.attributes["error.type"] = type
    // The error's own message may repeat the prompt.
    span?.setStatus(SpanStatus(code: .error, message: type))
    span?.end()
    measure(usage: failure?.invalidOutput?.usage, errorType: type)
    options.logger.debug(
      "a call of a model failed", metadata: ["category": "\(type)", "model": "\(model)", "status": "\(failure?.statusCode ?? 0)"])
  }

  private func measure(usage: Usage?, errorType: String?) {
    guard options.enablesMetrics else { return }
    let factory = options.metrics ?? MetricsSystem.factory
    let dimensions = [("openarmature.gen_ai.operation", "chat"), ("gen_ai.request.model", model), ("gen_ai.system", system)]
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    Recorder(
      label: "openarmature.gen_ai.client.operation.duration", dimensions: dimensions + (errorType.map { [("error.type", $0)] } ?? []),
      aggregate: true, factory: factory
    ).record(Double(seconds) + Double(attoseconds) / 1e18)
    for (kind, count) in [("input", usage?.promptTokens), ("output", usage?.completionTokens)] {
      guard let count else { continue }
      Recorder(
        label: "openarmature.gen_ai.client.token.usage", dimensions: dimensions + [("openarmature.gen_ai.token.type", kind)],
        aggregate: true,
        factory: factory
      ).record(count)
    }
  }
}
