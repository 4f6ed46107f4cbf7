import Testing

@testable import PenstockClient

@Suite("Responses")
struct ResponseTests {
  private func response(_ message: JSONValue, finish: JSONValue = "stop", usage: JSONValue = nil, schema: JSONSchema? = nil) throws
    -> ChatResponse
  {
    try ChatResponse(wire: ["choices": [["message": message, "finish_reason": finish]], "usage": usage], schema: schema)
  }

  @Test("The request's id is known, of answers and of errors, whole and streamed; the policy that refused, too")
  func requestIDs() async throws {
    let headers: HeaderFields = ["X-Request-Id": "r-1"]
    let blocked: JSONValue = ["error": ["message": "no", "type": "policy_violation", "code": "input_blocked", "policy": "no-cards"]]
    func streamed(_ events: [JSONValue]) -> ScriptedTransport.Reply {
      .pieces(events.map { Array("data: \($0.text())\n\n".utf8) }, headers: headers)
    }
    let (provider, _) = try scripted(
      .json(ScriptedTransport.Reply.completion("no"), headers: headers), streamed(StreamTests.chunks),
      .json(ScriptedTransport.Reply.completion("no"), headers: headers), .json(blocked, status: 409, headers: headers), streamed([blocked]))
    let whole = try await provider.complete([.user("x")])
    #expect(whole.requestID == "r-1")
    #expect(try JSONValue(encoding: whole).decode(into: ChatResponse.self) == whole)
    #expect(try await provider.stream([.user("x")]).response().requestID == "r-1")
    #expect(try await providerError { try await provider.complete([.user("x")], responseSchema: personSchema) }.requestID == "r-1")
    let error = try await providerError { try await provider.complete([.user("x")]) }
    #expect(error.category == .policyViolation && error.policy == "no-cards" && error.requestID == "r-1")
    let event = try await providerError { try await provider.stream([.user("x")]).response() }
    #expect(event.category == .policyViolation && event.policy == "no-cards" && event.requestID == "r-1")
  }

  @Test("Responses are stored and read back, those of servers and others")
  func codable() async throws {
    let (provider, _) = try scripted(.json(TelemetryTests.toolAnswer), .chat(#"{"name":"A","age":1}"#))
    let own = ChatResponse(
      message: AssistantMessage("a", thinking: [.text("hm")]), finishReason: .length, usage: Usage(totalTokens: 3, cachedTokens: 0),
      responseID: "i")
    let responses = [
      try await provider.complete([.user("x")]), try await provider.complete([.user("x")], responseSchema: personSchema), own,
    ]
    for response in responses {
      var read = try JSONValue(encoding: response).decode(into: ChatResponse.self)
      if response.raw.isNull { read.raw = .null }
      #expect(read == response)
    }
  }

  @Test("Unknown members are kept")
  func raw() async throws {
    let body: JSONValue = [
      "id": "i", "model": "s", "x_new": [1], "choices": [["message": ["content": "a", "y": 2], "finish_reason": "stop"]],
    ]
    let (provider, _) = try scripted(.json(body))
    let response = try await provider.complete([.user("x")])
    #expect(response.raw.text() == body.text() && response.responseID == "i" && response.responseModel == "s" && response.usage == Usage())
  }

  @Test(
    arguments: [
      ("stop", .stop), ("length", .length), ("tool_calls", .toolCalls), ("function_call", .toolCalls), ("content_filter", .contentFilter),
      ("error", .error), ("abort", .error), ("new", .error), (nil, .error), (5, .error),
    ] as [(JSONValue, FinishReason)])
  func finishReasons(_ word: JSONValue, _ reason: FinishReason) throws {
    #expect(try response(["content": "a"], finish: word).finishReason == reason)
  }

  @Test("Usage: what is no count is nil, and 0 is not nil")
  func usage() throws {
    let usage = try response(
      ["content": "a"],
      usage: [
        "prompt_tokens": "5", "completion_tokens": -1, "total_tokens": true,
        "prompt_tokens_details": ["cached_tokens": 0, "cache_creation_tokens": 2.5],
        "completion_tokens_details": ["reasoning_tokens": 7],
      ]
    ).usage
    #expect(usage == Usage(cachedTokens: 0, reasoningTokens: 7))
    #expect(try response(["content": "a"], usage: ["prompt_tokens": 1, "prompt_tokens_details": nil]).usage == Usage(promptTokens: 1))
    #expect(
      try response(["content": "a"], usage: "none").usage == Usage()
        && response(["content": "a"], usage: ["total_tokens": 1e3]).usage == Usage())
  }

  @Test(
    "What is no answer",
    arguments: [
      [], [:], ["choices": []], ["choices": [[:]]], ["choices": [["message": "x"]]], ["choices": [["message": ["content": [1]]]]],
      ["choices": [["message": ["tool_calls": [["id": "1"]]], "finish_reason": "tool_calls"]]],
      [
        "choices": [
          ["message": ["tool_calls": [["id": "1", "function": ["name": "f", "arguments": "{"]]]], "finish_reason": "tool_calls"]
        ]
      ],
      [
        "choices": [
          ["message": ["tool_calls": [["id": "1", "function": ["name": "f", "arguments": "[]"]]]], "finish_reason": "tool_calls"]
        ]
      ],
      ["choices": [["message": ["tool_calls": [["id": "1", "function": ["name": "f"]]]], "finish_reason": "tool_calls"]]],
      ["choices": [["message": ["tool_calls": 5], "finish_reason": "tool_calls"]]],
    ] as [JSONValue])
  func invalid(_ raw: JSONValue) throws {
    let error = try #require(throws: ProviderError.self) { try ChatResponse(wire: raw, schema: nil) }
    #expect(error.category == .invalidResponse && !error.isTransient)
  }

  @Test("Success with an error in the body says so")
  func hiddenError() throws {
    let raw: JSONValue = [
      "object": "error", "message": "The model does not support Embeddings API", "type": "BadRequestError", "code": 400,
    ]
    let error = try #require(throws: ProviderError.self) { try ChatResponse(wire: raw, schema: nil) }
    #expect(error.category == .invalidResponse && error.server?.message == "The model does not support Embeddings API")
  }

  @Test("Thoughts, under either name")
  func reasoning() throws {
    #expect(try response(["content": nil, "reasoning": "hm"]).message.reasoning == "hm")
    #expect(try response(["content": "a", "reasoning_content": "hm"]).message.reasoning == "hm")
    #expect(try response(["content": "a", "reasoning": nil]).message.reasoning == nil)
  }

  @Test("A named tool choice that ends with stop has no structured output")
  func namedTool() throws {
    let message: JSONValue = ["content": "", "tool_calls": [["id": "1", "function": ["name": "f", "arguments": "{}"]]]]
    #expect(try response(message, schema: personSchema).parsed == nil)
  }

  @Test("Output that breaks off says why")
  func cutOutput() throws {
    let error = try #require(throws: ProviderError.self) {
      try response(["content": #"{"name":"#], finish: "length", usage: ["completion_tokens": 3], schema: personSchema)
    }
    #expect(
      error.category == .structuredOutputInvalid && error.invalidOutput?.finishReason == .length
        && error.invalidOutput?.usage.completionTokens == 3)
    #expect(error.underlying is JSONSyntaxError && error.invalidOutput?.schema == personSchema)
  }

  @Test("Violations name the place")
  func violation() throws {
    let error = try #require(throws: ProviderError.self) { try response(["content": #"{"name":"A","age":"x"}"#], schema: personSchema) }
    #expect(error.invalidOutput?.errorMessage.contains("$.age") == true && error.underlying is SchemaViolation)
  }

  struct Person: Codable, Equatable {
    var name: String
    var age: Int
  }

  @Test("complete(decoding:) sends the schema of the type and returns a value")
  func decoding() async throws {
    let (provider, transport) = try scripted(.chat(#"{"age":30,"name":"Alice"}"#), .chat("no"))
    let (person, response) = try await provider.complete([.user("x")], decoding: Person.self)
    #expect(person == Person(name: "Alice", age: 30) && response.parsed?["age"] == 30)
    #expect(try response.decode(into: Person.self) == person)
    let format = try transport.body()["response_format"]?["json_schema"]
    #expect(format?["name"] == "Person" && format?["strict"] == true && format?["schema"]?["additionalProperties"] == false)
    #expect(
      try await providerError { try await provider.complete([.user("x")], decoding: Person.self) }.category == .structuredOutputInvalid)
    #expect(try ChatResponse(message: AssistantMessage(#"{"name":"B","age":1}"#)).decode(into: Person.self).name == "B")
  }

  @Test("The same in the prompt, where response_format is not known")
  func decodingByPrompt() async throws {
    let (provider, transport) = try scripted(.chat(#"{"age":30,"name":"Alice"}"#), .chat(#"{"age":"x"}"#), fallback: true)
    #expect(provider.usesPromptAugmentationFallback)
    #expect(try await provider.complete([.user("x")], decoding: Person.self).value.age == 30)
    #expect(try transport.body()["response_format"] == nil && transport.body()["messages"]?[0]?["role"] == "system")
    #expect(
      try await providerError { try await provider.complete([.user("x")], decoding: Person.self) }.category == .structuredOutputInvalid)
  }
}
