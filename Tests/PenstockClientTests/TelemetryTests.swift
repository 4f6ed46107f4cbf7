import InMemoryTracing
import Logging
import MetricsTestKit
import Synchronization
import Testing
import Tracing

@testable import PenstockClient

@Suite("Telemetry")
struct TelemetryTests {
  private let tracer = InMemoryTracer()
  private let config = RuntimeConfig(
    temperature: 0.5, maxTokens: 9, topP: 0.9, seed: 4, frequencyPenalty: 0.1, presencePenalty: 0.2, stopSequences: ["E"],
    extras: ["top_k": 3])

  private func options(_ change: (inout TelemetryOptions) -> Void = { _ in }) -> TelemetryOptions {
    var options = TelemetryOptions()
    options.tracer = tracer
    change(&options)
    return options
  }

  private func names(_ span: FinishedInMemorySpan) -> Set<String> {
    var names: Set<String> = []
    span.attributes.forEach { name, _ in names.insert(name) }
    return names
  }

  static let toolAnswer: JSONValue = [
    "id": "cc-9", "model": "served",
    "choices": [
      [
        "message": [
          "content": "text",
          "tool_calls": [
            ["id": "a", "function": ["name": "f", "arguments": "{\"secret\":1}"]],
            ["id": "b", "function": ["name": "g", "arguments": "{}"]],
          ],
        ], "finish_reason": "tool_calls",
      ]
    ],
    "usage": [
      "prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5,
      "prompt_tokens_details": ["cached_tokens": 1, "cache_creation_tokens": 0],
    ],
  ]

  @Test("All attributes of a call, and no payload by default")
  func attributes() async throws {
    let (provider, _) = try scripted(.json(Self.toolAnswer), telemetry: options())
    _ = try await provider.complete([.user("secret")], config: config)
    let span = try #require(tracer.finishedSpans.first)
    #expect(span.operationName == "openarmature.llm.complete" && span.kind == .client && span.status == nil)
    let expected: JSONObject = [
      "openarmature.llm.model": "m", "openarmature.llm.finish_reason": "tool_calls", "openarmature.llm.usage.prompt_tokens": 3,
      "openarmature.llm.usage.completion_tokens": 2, "openarmature.llm.usage.total_tokens": 5, "openarmature.llm.attempt_index": 0,
      "openarmature.llm.cache_read.input_tokens": 1, "openarmature.llm.cache_creation.input_tokens": 0,
      "openarmature.llm.output.tool_calls.count": 2,
      "openarmature.llm.output.tool_calls.names": ["f", "g"], "openarmature.llm.output.tool_calls.ids": ["a", "b"], "gen_ai.system": "vllm",
      "gen_ai.request.model": "m", "gen_ai.request.temperature": 0.5, "gen_ai.request.max_tokens": 9, "gen_ai.request.top_p": 0.9,
      "gen_ai.request.seed": 4,
      "gen_ai.request.frequency_penalty": 0.1, "gen_ai.request.presence_penalty": 0.2, "gen_ai.request.stop_sequences": ["E"],
      "gen_ai.response.model": "served", "gen_ai.response.id": "cc-9", "gen_ai.response.finish_reasons": ["tool_calls"],
      "gen_ai.usage.input_tokens": 3,
      "gen_ai.usage.output_tokens": 2,
    ]
    #expect(names(span) == Set(expected.names))
    for member in expected.members { #expect(span.attributes.json(member.name) == member.value, "\(member.name)") }
  }

  @Test("What was not set or reported is not there; nor gen_ai attributes when they are off")
  func absent() async throws {
    let answer: JSONValue = ["choices": [["message": ["content": "a"], "finish_reason": "stop"]]]
    let (provider, _) = try scripted(.json(answer), telemetry: options { $0.disablesGenAIAttributes = true })
    _ = try await provider.complete([.user("x")], config: config)
    #expect(
      names(try #require(tracer.finishedSpans.first)) == [
        "openarmature.llm.model", "openarmature.llm.finish_reason", "openarmature.llm.attempt_index",
      ])
  }

  @Test("Payload when it is asked for: messages, answer, calls, extras; images by their size")
  func payload() async throws {
    let (provider, _) = try scripted(.json(Self.toolAnswer), telemetry: options { $0.disablesPayload = false })
    let blocks: [ContentBlock] = [
      .text("look"), .image([1, 2, 3, 4], mediaType: "image/png"), .image(url: "http://i"),
      .other(["type": "input_audio", "input_audio": ["data": "QUJD", "format": "wav"]]),
      .other(["type": "video_url", "video_url": ["url": "data:video/mp4;base64,QUI="]]),
    ]
    _ = try await provider.complete([.user(blocks)], config: config)
    let span = try #require(tracer.finishedSpans.first)
    let messages = try JSONValue(parsing: try #require(span.attributes.json("openarmature.llm.input.messages")?.stringValue))
    #expect(
      messages[0]?["content"] == [
        ["type": "text", "text": "look"],
        ["type": "image", "source": ["type": "inline_redacted", "byte_count": 4], "media_type": "image/png"],
        ["type": "image", "source": ["type": "url", "url": "http://i"]],
        ["type": "input_audio", "input_audio": ["data": ["type": "inline_redacted", "byte_count": 3], "format": "wav"]],
        ["type": "video_url", "video_url": ["url": ["type": "inline_redacted", "byte_count": 2]]],
      ])
    #expect(
      span.attributes.json("openarmature.llm.output.content") == "text"
        && span.attributes.json("openarmature.llm.request.extras") == #"{"top_k":3}"#)
    #expect(span.attributes.json("openarmature.llm.output.tool_calls")?.stringValue?.contains("secret") == true)
  }

  @Test("Payload is cut between characters, with a marker, to the limit", arguments: [40, 41, 42, 43, 100])
  func caps(_ limit: Int) {
    let text = String(repeating: "é😀", count: 30)
    let capped = PayloadAttributes.capped(text, limit: limit)
    #expect(capped.utf8.count <= limit && capped.hasSuffix("…[truncated, 180 bytes total]") && text.hasPrefix(capped.prefix { $0 != "…" }))
    #expect(PayloadAttributes.capped(text, limit: 180) == text && TelemetryOptions().payloadLimit == 65_536)
    #expect(PayloadAttributes.capped(text, limit: 0) == "…[truncated, 180 bytes total]")
  }

  @Test("A span for every try, with its number and reason")
  func attempts() async throws {
    let (provider, _) = try scripted(.error(503, message: "secret"), .chat("no"), .chat(#"{"name":"A","age":1}"#), telemetry: options())
    _ = try await provider.complete([.user("x")], responseSchema: personSchema, retry: RetryPolicy(backoff: .none, reask: .standard))
    let spans = tracer.finishedSpans
    #expect(spans.map { $0.attributes.json("openarmature.llm.attempt_index") } == [0, 1, 2])
    #expect(spans.map { $0.attributes.json("openarmature.llm.retry_reason") } == [nil, "transient", "reask"])
    #expect(spans.map { $0.attributes.json("error.type") } == ["provider_unavailable", "structured_output_invalid", nil])
    #expect(spans.map { $0.status?.code } == [.error, .error, nil] && spans[0].status?.message == "provider_unavailable")
    #expect(
      spans[1].attributes.json("openarmature.llm.usage.total_tokens") == 5
        && spans[1].attributes.json("openarmature.llm.finish_reason") == "stop")
    #expect(spans.allSatisfy { span in span.errors.isEmpty && span.attributes.json("openarmature.llm.output.content") == nil })
  }

  @Test("No span for what is refused before it is sent, nor when spans are off")
  func none() async throws {
    let (provider, _) = try scripted(telemetry: options())
    _ = try await providerError { try await provider.complete([]) }
    let (silent, _) = try scripted(.chat("a"), telemetry: options { $0.disablesSpans = true })
    _ = try await silent.complete([.user("x")])
    #expect(tracer.finishedSpans.isEmpty && tracer.activeSpans.isEmpty)
  }

  @Test("Streams: one span, ended with the answer, the error, or by leaving early")
  func streams() async throws {
    let (provider, _) = try scripted(
      .stream(StreamTests.chunks), .stream([], isDone: true), .stream(StreamTests.chunks), telemetry: options())
    _ = try await provider.stream([.user("x")]).response()
    _ = try await providerError { try await provider.stream([.user("x")]).response() }
    for try await _ in provider.stream([.user("x")]) { break }
    let spans = tracer.finishedSpans
    #expect(
      spans.map { $0.attributes.json("error.type") } == [nil, "provider_invalid_response", "cancelled"] && tracer.activeSpans.isEmpty)
    #expect(spans[0].attributes.json("gen_ai.usage.output_tokens") == 4)
  }

  @Test("Spans are children of the current one, and their trace travels with the request")
  func context() async throws {
    let (provider, _) = try scripted(.chat("a"), telemetry: options())
    let parent = tracer.startSpan("parent", context: .topLevel)
    try await ServiceContext.withValue(parent.context) { _ = try await provider.complete([.user("x")]) }
    let span = try #require(tracer.finishedSpans.first)
    #expect(span.parentSpanID == parent.spanID && span.traceID == parent.traceID)
    #expect(tracer.performedContextInjections.map(\.context.inMemorySpanContext?.spanID) == [span.spanID])
  }

  @Test("What the caller knows of a call is in its spans, unless the provider was told not to")
  func callerMetadata() async throws {
    let (provider, transport) = try scripted(.chat("a"), .stream(StreamTests.chunks), .chat("b"), telemetry: options())
    try await withCallerMetadata(["tenant": "acme", "n": 1, "tags": ["a", "b"]]) {
      _ = try await provider.complete([.user("x")])
      try await withCallerMetadata([
        "n": 2.5, "on": true, "odd": ["a": 1], "gone": nil, "flags": [true], "counts": [1, 2], "shares": [0.5],
      ]) {
        _ = try await provider.stream([.user("x")]).response()
      }
    }
    _ = try await provider.complete([.user("x")])
    func metadata(_ place: Int) -> [String: SpanAttribute] {
      var result: [String: SpanAttribute] = [:]
      tracer.finishedSpans[place].attributes.forEach { if $0.hasPrefix("openarmature.user.") { result[String($0.dropFirst(18))] = $1 } }
      return result
    }
    #expect(metadata(0) == ["tenant": .string("acme"), "n": .int64(1), "tags": .stringArray(["a", "b"])])
    #expect(
      metadata(1) == [
        "tenant": .string("acme"), "n": .double(2.5), "tags": .stringArray(["a", "b"]), "on": .bool(true), "odd": .string(#"{"a":1}"#),
        "flags": .boolArray([true]), "counts": .int64Array([1, 2]), "shares": .doubleArray([0.5]),
      ])
    #expect(metadata(2).isEmpty && transport.requests.allSatisfy { !String(decoding: $0.body, as: UTF8.self).contains("acme") })
    let silent = try OpenAIProvider(
      baseURL: "http://h", model: "m", populateCallerMetadata: false, telemetry: options(), transport: ScriptedTransport([.chat("a")]))
    _ = try await withCallerMetadata(["tenant": "acme"]) { try await silent.complete([.user("x")]) }
    #expect(metadata(3).isEmpty && !silent.populatesCallerMetadata && provider.populatesCallerMetadata)
  }

  @Test("With a tracer for the whole program the trace travels once, also where there are no spans of calls")
  func globalTracer() async {
    // A process has one such tracer: it gets a process of its own.
    await #expect(processExitsWith: .success) {
      let tracer = InMemoryTracer()
      InstrumentationSystem.bootstrap(tracer)
      try await TelemetryTests.tracesTravelOnce(tracer)
    }
  }

  private static func tracesTravelOnce(_ tracer: InMemoryTracer) async throws {
    let heads = Mutex<[String]>([])
    try await SocketServer.with { request, connection in
      heads.withLock { $0.append(request.head.lowercased()) }
      try await connection.respond(ScriptedTransport.Reply.completion("a").text())
    } _: { server in
      for disablesSpans in [false, true] {
        var telemetry = TelemetryOptions()
        telemetry.disablesSpans = disablesSpans
        let provider = try OpenAIProvider(baseURL: server.baseURL, model: "m", telemetry: telemetry)
        try await tracer.withSpan("parent") { parent in
          _ = try await provider.complete([.user("x")])
          let trace = parent.context.inMemorySpanContext?.traceID.lowercased() ?? "?"
          try #require(heads.withLock { $0.last?.contains(": \(trace)\r\n") } == true)
        }
        await provider.close()
      }
    }
    try #require(heads.withLock { $0.map { $0.ranges(of: "in-memory-trace-id").count } } == [1, 1])
  }

  @Test("Metrics, when they are on")
  func metrics() async throws {
    let metrics = TestMetrics()
    let (provider, _) = try scripted(
      .chat("a"), .error(429),
      telemetry: options {
        $0.metrics = metrics
        $0.enablesMetrics = true
      })
    _ = try await provider.complete([.user("x")])
    _ = try await providerError { try await provider.complete([.user("x")]) }
    let common = [("openarmature.gen_ai.operation", "chat"), ("gen_ai.request.model", "m"), ("gen_ai.system", "vllm")]
    let usage = "openarmature.gen_ai.client.token.usage"
    #expect(try metrics.expectRecorder(usage, common + [("openarmature.gen_ai.token.type", "input")]).values == [3])
    #expect(try metrics.expectRecorder(usage, common + [("openarmature.gen_ai.token.type", "output")]).values == [2])
    let duration = "openarmature.gen_ai.client.operation.duration"
    #expect(try metrics.expectRecorder(duration, common).values.count == 1)
    #expect(try metrics.expectRecorder(duration, common + [("error.type", "provider_rate_limit")]).values.count == 1)
    #expect(metrics.recorders.count == 4)
  }

  @Test("No metrics by default, and logs without content")
  func quiet() async throws {
    let metrics = TestMetrics()
    let lines = Lines()
    let (provider, _) = try scripted(
      .chat("a"), .error(500, message: "secret"),
      telemetry: options {
        $0.metrics = metrics
        $0.logger = Logger(label: "t") { _ in lines }
        $0.logger.logLevel = .trace
      })
    _ = try await provider.complete([.user("secret")])
    _ = try await providerError { try await provider.complete([.user("secret")]) }
    #expect(metrics.recorders.isEmpty)
    #expect(lines.text.withLock { $0.count == 1 && !$0[0].contains("secret") && $0[0].contains("provider_unavailable") })
  }

  /// A log handler that keeps its lines.
  final class Lines: LogHandler {
    let text = Mutex<[String]>([])
    var metadata: Logger.Metadata {
      get { [:] }
      set {}
    }
    var logLevel: Logger.Level {
      get { .trace }
      set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { nil }
      set {}
    }
    func log(event: LogEvent) { text.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") } }
  }
}
