import InMemoryTracing
import PenstockClient
import Testing
import Tracing

/// Runs one fixture against a scripted server.
struct FixtureRun {
  let fixture: Fixture
  let transport: ScriptedTransport
  let tracer = InMemoryTracer()

  init(_ fixture: Fixture) {
    self.fixture = fixture
    var replies = (fixture.mock["responses"]?.arrayValue ?? []).map(Self.reply)
    if let health = fixture.mock["health_endpoint"] { replies.append(Self.reply(health)) }
    transport = ScriptedTransport(replies)
  }

  private static func reply(_ value: JSONValue) -> ScriptedTransport.Reply {
    if value["connection_failure"] == true { return .failure() }
    let headers = HeaderFields((value["headers"]?.objectValue?.members ?? []).map { ($0.name, $0.value.stringValue ?? $0.value.text()) })
    let status = value["status"]?.intValue ?? 200
    if let events = value["stream_body"]?.arrayValue {
      return .pieces(events.map { Array("data: \($0.stringValue ?? $0.text())\n\n".utf8) }, status: status, headers: headers)
    }
    if let text = value["body"]?.stringValue { return .bytes(Array(text.utf8), status: status, headers: headers) }
    return .json(value["body"] ?? .null, status: status, headers: headers)
  }

  func run() async throws {
    var requests = 0
    var spans: [FinishedInMemorySpan] = []
    for step in fixture.steps {
      let before = step["messages"]
      await call(inheriting(step))
      #expect(step["messages"] == before)
      let sent = Array(transport.requests.dropFirst(requests))
      requests = transport.requests.count
      let finished = tracer.popFinishedSpans()
      spans += finished
      try FixtureChecks(step: step, sent: sent, spans: finished).checkWire()
    }
    if fixture.mock["responses"]?.arrayValue?.isEmpty == true { #expect(transport.requests.isEmpty, "nothing may be sent") }
    checkWhole(spans)
  }

  /// The call with what the file says for all calls.
  private func inheriting(_ step: Fixture.Step) -> Fixture.Step {
    var step = step
    for name in ["retry", "retry_config", "retry_middleware"] where step[name] == nil { step[name] = fixture.whole[name] }
    return step
  }

  private func provider(_ step: Fixture.Step) throws -> OpenAIProvider {
    var telemetry = TelemetryOptions()
    telemetry.tracer = tracer
    let wire = step["expected_wire_request"] ?? step["expected_wire_requests"]?[0]
    return try OpenAIProvider(
      baseURL: "http://mock.example", model: wire?["model"]?.stringValue ?? "test-model",
      forcePromptAugmentationFallback: fixture.mock["capabilities"]?["supports_native_response_format"] == false, telemetry: telemetry,
      transport: transport)
  }

  private func call(_ step: Fixture.Step) async {
    let expected = FixtureChecks(step: step, sent: [], spans: [])
    do {
      let provider = try provider(step)
      guard step["operation"] != "ready" else {
        try await provider.ready()
        #expect(step["expected"]?["success"] == true)
        return
      }
      expected.check(try await complete(step, provider))
    } catch let error as ProviderError {
      expected.check(error)
    } catch {
      Issue.record("not a ProviderError: \(error)")
    }
  }

  private func complete(_ step: Fixture.Step, _ provider: OpenAIProvider) async throws -> ChatResponse {
    let input = try FixtureInput(step)
    // What streams is observed; the answer is the same.
    let observer: ((ChatStreamEvent) -> Void)? = input.isStreaming ? { _ in } : nil
    return try await provider.complete(
      input.messages, tools: input.tools, config: input.config, responseSchema: input.schema, toolChoice: input.toolChoice,
      retry: input.retry,
      onEvent: observer)
  }

  private func checkWhole(_ spans: [FinishedInMemorySpan]) {
    for member in fixture.whole.members {
      let checks = FixtureChecks(step: ["expected": member.value], sent: transport.requests, spans: spans)
      switch member.name {
      case "expected": checks.checkCounts()
      case "invariants", "notes", "spec", "tags", "retry", "retry_config", "retry_middleware": break
      default: if !checks.checkAll(member) { Issue.record("the fixture has a key that this test does not know: \(member.name)") }
      }
    }
  }
}

/// What a fixture hands to `complete`.
struct FixtureInput {
  let messages: [Message]
  let tools: [Tool]
  let config: RuntimeConfig
  let schema: JSONSchema?
  let toolChoice: ToolChoice?
  let retry: RetryPolicy?
  let isStreaming: Bool

  init(_ step: Fixture.Step) throws {
    messages = try (step["messages"]?.arrayValue ?? []).map { try Message(json: $0) }
    tools = (step["tools"]?.arrayValue ?? []).map { value in
      Tool(
        name: value["name"]?.stringValue ?? "", description: value["description"]?.stringValue ?? "",
        parameters: JSONSchema(value["parameters"] ?? [:]))
    }
    config = Self.config(step["config"])
    schema = step["response_schema"].flatMap { $0.isNull ? nil : JSONSchema($0) }
    isStreaming = step["stream"] == true
    switch step["tool_choice"] {
    case "auto": toolChoice = .auto
    case "required": toolChoice = .required
    case "none": toolChoice = .never
    case .object(let object): toolChoice = .tool(named: object["name"]?.stringValue ?? "")
    case nil, .null: toolChoice = nil
    default: throw ProviderError(.invalidRequest, "unknown tool_choice")
    }
    retry = Self.retry(step["retry"] ?? step["retry_config"] ?? step["retry_middleware"])
  }

  static func config(_ value: JSONValue?) -> RuntimeConfig {
    var config = RuntimeConfig()
    for member in value?.objectValue?.members ?? [] {
      switch member.name {
      case "temperature": config.temperature = member.value.doubleValue
      case "max_tokens": config.maxTokens = member.value.intValue
      case "top_p": config.topP = member.value.doubleValue
      case "seed": config.seed = member.value.intValue
      case "frequency_penalty": config.frequencyPenalty = member.value.doubleValue
      case "presence_penalty": config.presencePenalty = member.value.doubleValue
      case "stop_sequences": config.stopSequences = member.value.arrayValue?.compactMap(\.stringValue)
      case "extras": for extra in member.value.objectValue?.members ?? [] { config.extras[extra.name] = extra.value }
      default: config.extras[member.name] = member.value
      }
    }
    return config
  }

  private static func retry(_ value: JSONValue?) -> RetryPolicy? {
    guard let value, !value.isNull else { return nil }
    var policy = RetryPolicy(
      maxAttempts: value["max_attempts"]?.intValue ?? 3, backoff: .none, maxRetryAfter: .seconds(1_000_000), clock: NoWait())
    policy.overrides = (value["per_attempt_override"]?.arrayValue ?? []).map { $0.isNull ? nil : config($0) }
    if let reask = value["reask"], !reask.isNull, reask != false {
      let text = reask.stringValue ?? reask.objectValue?.members.lazy.compactMap(\.value.stringValue).first
      policy.reask = text.map { text in Reask { _ in text } } ?? .standard
    }
    return policy
  }
}

/// A clock that never waits.
struct NoWait: Clock {
  typealias Instant = ContinuousClock.Instant
  var now: Instant { ContinuousClock.now }
  var minimumResolution: Duration { .zero }
  func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
