import Foundation
import Testing

@testable import PenstockClient

/// The client before real engines that others have started: `Tests/engines/test_client.py` does, and says where they are. Without that nothing runs here.
@Suite("Real engines", .serialized, .timeLimit(.minutes(5)))
struct EngineTests {
  /// Where an engine is, if there is one: `PENSTOCK_CLIENT_CHAT` and so on.
  private static func address(_ name: String) -> String? { ProcessInfo.processInfo.environment["PENSTOCK_CLIENT_\(name)"] }
  private static func has(_ name: String) -> Bool { address(name) != nil }

  private func provider(_ name: String, model: String = "tiny-chat", apiKey: String? = nil, fallback: Bool = false) throws -> OpenAIProvider
  {
    try OpenAIProvider(
      baseURL: try #require(Self.address(name)), model: Self.address("\(name)_MODEL") ?? model, apiKey: apiKey, genaiSystem: "vllm",
      forcePromptAugmentationFallback: fallback, timeout: .seconds(120))
  }

  private static let greedy = RuntimeConfig(temperature: 0, maxTokens: 200)
  private static let weather = Tool(name: "get_weather", description: "Current weather of a city", parameters: .object(["city": .string()]))
  /// vLLM itself, and a gateway in front of it.
  private static let chats = ["CHAT", "GATEWAY"].filter(has)

  @Test("Whole answers and streams are the same", arguments: chats)
  func chat(_ engine: String) async throws {
    let provider = try provider(engine)
    for question in ["Hello", "Say it in many scripts", "Count"] {
      let whole = try await provider.complete([.user(question)], config: Self.greedy)
      var text = ""
      var last: ChatResponse?
      for try await event in provider.stream([.user(question)], config: Self.greedy) {
        if case .content(let delta) = event { text += delta }
        if case .response(let response) = event { last = response }
      }
      let streamed = try #require(last)
      #expect(text == whole.message.content && streamed.message == whole.message && streamed.finishReason == whole.finishReason)
      #expect(streamed.usage.completionTokens == whole.usage.completionTokens && whole.usage.completionTokens != nil)
    }
    await provider.close()
  }

  @Test("The model calls tools, whole and streamed, and answers with their result", arguments: chats)
  func tools(_ engine: String) async throws {
    let provider = try provider(engine)
    let question: [Message] = [.user("What is the weather in Tokyo?")]
    let whole = try await provider.complete(question, tools: [Self.weather], config: Self.greedy)
    let streamed = try await provider.stream(question, tools: [Self.weather], config: Self.greedy).response()
    for response in [whole, streamed] {
      let call = try #require(response.message.toolCalls.first)
      #expect(response.finishReason == .toolCalls && call.name == "get_weather" && call.arguments == ["city": "Tokyo"] && !call.id.isEmpty)
      let next = question + [.assistant(response.message), .tool("sunny", callID: call.id)]
      #expect(try await provider.complete(next, tools: [Self.weather], config: Self.greedy).message.content == "It is sunny in Tokyo.")
    }
    let named = try await provider.complete(question, tools: [Self.weather], config: Self.greedy, toolChoice: .tool(named: "get_weather"))
    #expect(named.message.toolCalls.first?.name == "get_weather")
    let never = try await provider.complete(question, tools: [Self.weather], config: Self.greedy, toolChoice: .never)
    #expect(never.message.toolCalls.isEmpty)
    await provider.close()
  }

  enum Size: String, Codable, CaseIterable { case small, large }
  struct City: Codable {
    var city: String
    var size: Size
  }

  @Test("The engine keeps to the schema; where it is only asked to, the answer is validated all the same", arguments: chats)
  func structuredOutput(_ engine: String) async throws {
    let native = try provider(engine)
    // The least that keeps to the schema; a model as small as this one would write blanks without end.
    let schema: JSONSchema = [
      "type": "object", "properties": ["size": ["type": "string", "enum": ["small", "large"]]], "required": ["size"],
      "additionalProperties": false,
    ]
    let response = try await native.complete([.user("Write JSON")], config: Self.greedy, responseSchema: schema)
    #expect(response.parsed?["size"] != nil)
    let streamed = try await native.stream([.user("Write JSON")], config: Self.greedy, responseSchema: schema).response()
    #expect(streamed.parsed == response.parsed)
    let prompted = try provider(engine, fallback: true)
    let error = try await providerError {
      try await prompted.complete([.user("Write JSON")], config: Self.greedy, responseSchema: personSchema)
    }
    #expect(error.category == .structuredOutputInvalid && error.invalidOutput?.outputContent.isEmpty == false)
    await native.close()
    await prompted.close()
  }

  @Test("Ready for its model and for no other; an unknown model is that, in every call", arguments: chats)
  func models(_ engine: String) async throws {
    let provider = try provider(engine)
    #expect(try await provider.models().contains { $0.id == provider.model || provider.model.hasSuffix($0.id) })
    await provider.close()
    let other = try OpenAIProvider(baseURL: try #require(Self.address(engine)), model: "nobody-has-this")
    #expect(try await providerError { try await other.ready() }.category == .invalidModel)
    #expect(try await providerError { try await other.complete([.user("x")]) }.category == .invalidModel)
    #expect(try await providerError { try await other.stream([.user("x")]).response() }.category == .invalidModel)
    await other.close()
  }

  @Test("What vLLM refuses: at once, and in the engine, where a stream has begun already", arguments: chats)
  func refusals(_ engine: String) async throws {
    let provider = try provider(engine)
    for config in [RuntimeConfig(temperature: -1), RuntimeConfig(extras: ["logit_bias": ["99999999": 1]])] {
      #expect(try await providerError { try await provider.complete([.user("x")], config: config) }.category == .invalidRequest)
      #expect(try await providerError { try await provider.stream([.user("x")], config: config).response() }.category == .invalidRequest)
    }
    await provider.close()
  }

  @Test("warmUp, completions and responses", .enabled(if: has("CHAT")))
  func otherCalls() async throws {
    let provider = try provider("CHAT")
    try await provider.warmUp()
    // The model is trained where the test runs: that it goes on for four tokens by itself is chance.
    let four = RuntimeConfig(temperature: 0, maxTokens: 4, extras: ["ignore_eos": true])
    #expect(try await provider.completion("Once upon a time", config: four).usage.completionTokens == 4)
    let plain = try await provider.completion("Once upon a time", config: Self.greedy)
    let streamed = try await provider.streamCompletion("Once upon a time", config: Self.greedy).completion()
    #expect(streamed.text == plain.text && streamed.finishReason == plain.finishReason && streamed.usage == plain.usage)
    let whole = try await provider.respond(to: "Hello", config: Self.greedy)
    #expect(whole.outputText == "Hello! How can I help you today?" && whole.status == "completed")
    #expect(try await provider.streamResponse(to: "Hello", config: Self.greedy).response().outputText == whole.outputText)
    await provider.close()
  }

  @Test("A stream that is left early stops the engine", .enabled(if: has("CHAT")))
  func leaving() async throws {
    let provider = try provider("CHAT")
    let long = RuntimeConfig(temperature: 1, maxTokens: 1_900, extras: ["ignore_eos": true, "n": 8])
    let before = try await generated(provider)
    for try await _ in provider.stream([.user("Count")], config: long) { break }
    while try await metric("vllm:num_requests_running", provider) > 0 { await Task.yield() }
    #expect(try await generated(provider) - before < 0.9 * 8 * 1_900)
    await provider.close()
  }

  private func generated(_ provider: OpenAIProvider) async throws -> Double { try await metric("vllm:generation_tokens_total", provider) }

  private func metric(_ name: String, _ provider: OpenAIProvider) async throws -> Double {
    var body: [UInt8] = []
    for try await piece in try await provider.open(provider.request("GET", "/metrics")).body { body += piece }
    let text = String(decoding: body, as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix(name) }.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
      .reduce(0, +)
  }

  @Test("Thoughts come apart from the answer; a wrong key or none is refused", .enabled(if: has("GUARDED")))
  func reasoning() async throws {
    let provider = try provider("GUARDED", apiKey: "sk-test")
    let whole = try await provider.complete([.user("Think")], config: Self.greedy)
    #expect(whole.message.reasoning?.contains("The user wants me to think.") == true && whole.message.content.contains("I have thought."))
    #expect(try await provider.stream([.user("Think")], config: Self.greedy).response().message == whole.message)
    await provider.close()
    for key in ["sk-wrong", nil] {
      let refused = try self.provider("GUARDED", apiKey: key)
      #expect(try await providerError { try await refused.ready() }.category == .authentication)
      #expect(try await providerError { try await refused.complete([.user("x")], retry: RetryPolicy()) }.category == .authentication)
      #expect(try await providerError { try await refused.stream([.user("x")]).response() }.category == .authentication)
      await refused.close()
    }
  }

  @Test("Vectors", .enabled(if: has("EMBED")))
  func embeddings() async throws {
    let provider = try provider("EMBED", model: "tiny-embed")
    let plain = try await provider.embeddings(["a", "b"])
    let encoded = try await provider.embeddings(["a", "b"], extras: ["encoding_format": "base64"])
    #expect(plain.vectors.count == 2 && plain.vectors[0].count > 1)
    #expect(zip(plain.vectors.joined(), encoded.vectors.joined()).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(try await provider.rerank(query: "a", documents: ["a", "zzz"]).results.first?.index == 0)
    await provider.close()
  }

  @Test("Ranks", .enabled(if: has("RERANK")))
  func rerank() async throws {
    let provider = try provider("RERANK", model: "tiny-rerank")
    let ranks = try await provider.rerank(query: "What is machine learning?", documents: ["Python", "Machine learning"], limit: 1)
    #expect(ranks.results.count == 1 && ranks.results[0].json["document"] != nil)
    await provider.close()
  }

  @Test("Transcripts", .enabled(if: has("WHISPER")))
  func transcription() async throws {
    let provider = try provider("WHISPER", model: "tiny-whisper")
    // A third of a second of silence, 16 kHz, 16 bits.
    var wave = Array("RIFF".utf8) + little(36 + 9_600, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + little(1, 2) + little(1, 2)
    wave +=
      little(16_000, 4) + little(32_000, 4) + little(2, 2) + little(16, 2) + Array("data".utf8) + little(9_600, 4)
      + [UInt8](repeating: 0, count: 9_600)
    let result = try await provider.transcription(of: wave, language: "en", temperature: 0, fields: ["max_completion_tokens": "4"])
    #expect(result.json["text"] != nil)
    let streamed = try await provider.streamTranscription(
      of: wave, language: "en", temperature: 0, fields: ["max_completion_tokens": "4", "stream_include_usage": "true"]
    ).transcription()
    // The pieces of the stream keep the blank that the whole is stripped of.
    #expect(streamed.text.filter { $0 != " " } == result.text.filter { $0 != " " } && streamed.usage.completionTokens != nil)
    #expect(try await providerError { try await provider.transcription(of: [1, 2, 3]) }.category != .invalidResponse)
    await provider.close()
  }

  private func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

  @Test("A server that loads is waited for", .enabled(if: has("LOADING")))
  func loading() async throws {
    let provider = try provider("LOADING", apiKey: "sk-test")
    try await provider.warmUp(retry: RetryPolicy(maxAttempts: 600, backoff: .constant(.milliseconds(500))))
    await provider.close()
  }

  @Test("A server that dies in the middle of a stream, and is dead then", .enabled(if: has("VICTIM")))
  func death() async throws {
    let provider = try provider("VICTIM", apiKey: "sk-test")
    let victim = try #require(Self.address("VICTIM_PID").flatMap { Int32($0) })
    let long = RuntimeConfig(temperature: 0, maxTokens: 1_900, extras: ["ignore_eos": true])
    var count = 0
    let error = try await providerError {
      for try await _ in provider.stream([.user("Count")], config: long) {
        count += 1
        if count == 1 { kill(-victim, SIGKILL) }
      }
    }
    #expect(count > 0 && error.category == .unavailable)
    #expect(try await providerError { try await provider.complete([.user("x")]) }.category == .unavailable)
    await provider.close()
  }

  @Test("llama.cpp: other error shapes, no usage in streams, an empty stream instead of an error", .enabled(if: has("LLAMA")))
  func llama() async throws {
    let provider = try provider("LLAMA")
    try await provider.ready()
    let whole = try await provider.complete([.user("Hello")], config: Self.greedy)
    let streamed = try await provider.stream([.user("Hello")], config: Self.greedy).response()
    #expect(whole.message.content == "Hello! How can I help you today?" && streamed.message == whole.message && streamed.usage == Usage())
    let long = String(repeating: "token ", count: 4_000)
    #expect(try await providerError { try await provider.complete([.user(long)]) }.category == .invalidRequest)
    #expect(try await providerError { try await provider.stream([.user(long)]).response() }.category == .invalidResponse)
    await provider.close()
  }
}
