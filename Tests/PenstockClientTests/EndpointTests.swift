import Testing

@testable import PenstockClient

@Suite("Other endpoints")
struct EndpointTests {
  @Test func models() async throws {
    let entry: JSONValue = ["id": "m", "max_model_len": 2048, "owned_by": "vllm", "parent": nil, "new": 1]
    let (provider, transport) = try scripted(.json(["data": [entry]]), .json(["data": [[:]]]), .json([:]))
    let model = try #require(try await provider.models().first)
    #expect(
      model.id == "m" && model.maxModelLength == 2048 && model.ownedBy == "vllm" && model.parent == nil && model.status == nil
        && model.json["new"] == 1)
    #expect(
      transport.requests[0].method == "GET" && transport.requests[0].body.isEmpty && transport.requests[0].headers["content-type"] == nil)
    #expect(try await providerError { try await provider.models() }.category == .invalidResponse)
    #expect(try await providerError { try await provider.models() }.category == .invalidResponse)
    #expect(try JSONValue(encoding: model).decode(into: ModelInfo.self) == model)
  }

  @Test func completions() async throws {
    let answer: JSONValue = [
      "id": "c", "model": "s", "choices": [["index": 0, "text": " world", "finish_reason": "length"]], "usage": ["total_tokens": 5],
    ]
    let (provider, transport) = try scripted(.json(answer), .json(["object": "error", "message": "no"]))
    let completion = try await provider.completion("Hello", suffix: "!", config: RuntimeConfig(maxTokens: 2, extras: ["echo": true]))
    #expect(
      completion.text == " world" && completion.choices[0].finishReason == .length && completion.usage.totalTokens == 5
        && completion.id == "c" && completion.model == "s")
    #expect(transport.requests[0].url == "http://test/v1/completions")
    #expect(try transport.body().text() == #"{"model":"m","prompt":"Hello","suffix":"!","max_tokens":2,"echo":true}"#)
    let error = try await providerError { try await provider.completion("x") }
    #expect(error.category == .invalidResponse && error.server?.message == "no")
    #expect(
      try await providerError { try await provider.completion("x", config: RuntimeConfig(extras: ["stream": true])) }.category
        == .invalidRequest)
  }

  @Test("Vectors in the order of the texts, from numbers and from base64")
  func embeddings() async throws {
    let (provider, transport) = try scripted(
      .json(["data": [["index": 1, "embedding": [0.5, 1]], ["index": 0, "embedding": "AACAPwAAAMA="]], "usage": ["prompt_tokens": 2]]),
      .json(["data": [["index": 0, "embedding": [1]]]]), .json(["data": [["embedding": "AAA="]]]), .error(503),
      .json(["data": [["embedding": [1]]]]))
    let answer = try await provider.embeddings(["a", "b"], dimensions: 2)
    #expect(answer.vectors == [[1, -2], [0.5, 1]] && answer.usage.promptTokens == 2)
    #expect(try transport.body() == ["model": "m", "input": ["a", "b"], "dimensions": 2])
    #expect(try await providerError { try await provider.embeddings(["a", "b"]) }.category == .invalidResponse)
    #expect(try await providerError { try await provider.embeddings(["a"]) }.category == .invalidResponse)
    #expect(try await provider.embeddings(["a"], retry: RetryPolicy(backoff: .none)).vectors == [[1]])
    #expect(try await providerError { try await provider.embeddings([]) }.category == .invalidRequest)
    #expect(try await providerError { try await provider.embeddings(["a"], extras: ["input": "b"]) }.category == .invalidRequest)
  }

  @Test func rerank() async throws {
    let (provider, transport) = try scripted(
      .json([
        "results": [["index": 0, "relevance_score": 0.1], ["index": 1, "relevance_score": 0.9, "document": ["text": "b"]]],
        "usage": ["total_tokens": 9],
      ]),
      .json(["results": [["index": 7, "relevance_score": 1]]]))
    let answer = try await provider.rerank(query: "q", documents: ["a", "b"], limit: 2)
    #expect(answer.results.map(\.index) == [1, 0] && answer.results[0].json["document"]?["text"] == "b" && answer.usage.totalTokens == 9)
    #expect(
      try transport.body() == ["model": "m", "query": "q", "documents": ["a", "b"], "top_n": 2]
        && transport.requests[0].url == "http://test/v1/rerank")
    #expect(try await providerError { try await provider.rerank(query: "q", documents: ["a"]) }.category == .invalidResponse)
    #expect(try await providerError { try await provider.rerank(query: "q", documents: []) }.category == .invalidRequest)
  }

  @Test("Forms are the same bytes for the same content, and names cannot break out of them")
  func transcription() async throws {
    let answer: JSONValue = ["text": "hi", "language": "en", "usage": ["type": "duration", "seconds": 1]]
    let (provider, transport) = try scripted(.json(answer), .json(answer), .error(400))
    for _ in 0..<2 {
      let result = try await provider.transcription(
        of: [1, 2], fileName: "a\".wav", language: "en", prompt: "p", temperature: 0, fields: ["response_format": "verbose_json"])
      #expect(result.text == "hi" && result.language == "en" && result.duration == .seconds(1))
    }
    #expect(transport.requests[0] == transport.requests[1])
    let boundary = try #require(transport.requests[0].headers["content-type"]?.split(separator: "boundary=").last)
    let body = String(decoding: transport.requests[0].body, as: UTF8.self)
    #expect(body.hasPrefix("--\(boundary)\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--\(boundary)\r\n"))
    #expect(body.hasSuffix("filename=\"a%22.wav\"\r\nContent-Type: application/octet-stream\r\n\r\n\u{1}\u{2}\r\n--\(boundary)--\r\n"))
    #expect(try await providerError { try await provider.transcription(of: [1]) }.category == .invalidRequest)
    #expect(try await providerError { try await provider.transcription(of: []) }.category == .invalidRequest)
  }

  static let response: JSONValue = [
    "id": "resp_1", "status": "completed",
    "output": [
      ["type": "reasoning", "content": [["type": "reasoning_text", "text": "hm"]]],
      ["type": "message", "content": [["type": "output_text", "text": "Hel"], ["type": "output_text", "text": "lo"]]],
      ["type": "function_call", "call_id": "c1", "name": "f", "arguments": "{\"x\":1}"], ["type": "new_kind"],
    ],
    "usage": [
      "input_tokens": 3, "output_tokens": 4, "total_tokens": 7, "input_tokens_details": ["cached_tokens": 1],
      "output_tokens_details": ["reasoning_tokens": 2],
    ],
  ]

  @Test func responses() async throws {
    let (provider, transport) = try scripted(
      .json(Self.response), .json(["id": "r", "status": "failed", "output": [], "error": ["message": "no"]]), .json([:]))
    let answer = try await provider.respond(
      to: "Hello", instructions: "Be brief", tools: [Tool(name: "f", description: "d", parameters: ["type": "object"])],
      config: RuntimeConfig(temperature: 0, maxTokens: 5, extras: ["store": false]), previousResponseID: "resp_0")
    #expect(
      answer.outputText == "Hello" && answer.reasoning == "hm"
        && answer.functionCalls == [ToolCall(id: "c1", name: "f", arguments: ["x": 1])])
    #expect(
      answer.usage == Usage(promptTokens: 3, completionTokens: 4, totalTokens: 7, cachedTokens: 1, reasoningTokens: 2)
        && answer.output.count == 4)
    #expect(
      try transport.body().text()
        == #"{"model":"m","input":"Hello","instructions":"Be brief","previous_response_id":"resp_0","tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"}}],"temperature":0.0,"max_output_tokens":5,"store":false}"#
    )
    #expect(try await providerError { try await provider.respond(to: "x") }.category == .unavailable)
    #expect(
      try await providerError { try await provider.respond(to: .items([["role": "user", "content": "x"]])) }.category == .invalidResponse)
  }

  private func named(_ events: [JSONValue]) -> ScriptedTransport.Reply {
    .pieces(events.map { Array("event: \($0["type"]?.stringValue ?? "")\ndata: \($0.text())\n\n".utf8) })
  }

  @Test func responseStreams() async throws {
    let deltas: [JSONValue] = [
      ["type": "response.created"], ["type": "response.reasoning_text.delta", "delta": "hm"],
      ["type": "response.output_text.delta", "delta": "Hel"],
      ["type": "response.output_text.delta", "delta": "lo"],
    ]
    let (provider, transport) = try scripted(
      named(deltas + [["type": "response.completed", "response": Self.response]]), named(deltas),
      named(deltas + [["type": "error", "message": "no", "code": "x"]]),
      named([["type": "response.failed", "response": ["error": ["message": "no"]]]]),
      named([["type": "response.incomplete", "response": Self.response]]))
    var text = ""
    var thoughts = ""
    var last: ModelResponse?
    for try await event in provider.streamResponse(to: "x") {
      text += event.textDelta ?? ""
      thoughts += event.reasoningDelta ?? ""
      last = event.response ?? last
    }
    #expect(text == "Hello" && thoughts == "hm" && last?.outputText == "Hello")
    #expect(try transport.body() == ["model": "m", "input": "x", "stream": true])
    for category in [.unavailable, .unavailable, .unavailable] as [ProviderError.Category] {
      #expect(try await providerError { try await provider.streamResponse(to: "x").response() }.category == category)
    }
    #expect(try await provider.streamResponse(to: "x").response().id == "resp_1")
  }
}
