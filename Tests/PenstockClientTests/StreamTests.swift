import Testing

@testable import PenstockClient

@Suite("Streams")
struct StreamTests {
  static let chunks: [JSONValue] = [
    chunk(["role": "assistant", "content": ""]), chunk(["reasoning": "Hm"]), chunk(["reasoning": ".", "content": "He"]),
    chunk(["content": "llö"]),
    chunk(["content": ""], finish: "stop"),
    ["id": "cc-1", "choices": [], "usage": ["prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7], "system_fingerprint": "fp"],
  ]

  private func events(_ stream: ChatStream) async throws -> [ChatStreamEvent] {
    var result: [ChatStreamEvent] = []
    for try await event in stream { result.append(event) }
    return result
  }

  private func error(_ reply: ScriptedTransport.Reply) async throws -> (events: [ChatStreamEvent], error: ProviderError) {
    let (provider, _) = try scripted(reply)
    var seen: [ChatStreamEvent] = []
    let error = try await providerError {
      for try await event in provider.stream([.user("x")]) { seen.append(event) }
    }
    return (seen, error)
  }

  @Test("Events in their order, and the whole at the end")
  func order() async throws {
    let (provider, transport) = try scripted(.stream(Self.chunks))
    let events = try await events(provider.stream([.user("x")]))
    #expect(
      events.dropLast() == [
        .reasoning("Hm"), .reasoning("."), .content("He"), .content("llö"), .finish(.stop),
        .usage(Usage(promptTokens: 3, completionTokens: 4, totalTokens: 7)),
      ])
    guard case .response(let response)? = events.last else { return #expect(Bool(false)) }
    #expect(
      response.message == AssistantMessage("Hellö", thinking: [.text("Hm.")]) && response.finishReason == .stop
        && response.usage.totalTokens == 7)
    #expect(response.responseID == "cc-1" && response.responseModel == "served")
    #expect(
      response.raw == [
        "id": "cc-1", "object": "chat.completion", "model": "served", "system_fingerprint": "fp",
        "choices": [["index": 0, "message": ["role": "assistant", "content": "Hellö", "reasoning": "Hm."], "finish_reason": "stop"]],
        "usage": ["prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7],
      ])
    #expect(try transport.body()["stream"] == true && transport.requests[0].headers["accept"] == "text/event-stream")
  }

  @Test("However the bytes are cut, the events are the same")
  func everyCut() async throws {
    let bytes = Self.chunks.flatMap { Array(": keep-alive\r\n\r\ndata: \($0.text())\n\n".utf8) } + Array("data: [DONE]\n\n".utf8)
    let (whole, _) = try scripted(.bytes(bytes))
    let expected = try await events(whole.stream([.user("x")]))
    #expect(expected.count == 7)
    for size in [1, 2, 3, 7, 64] {
      let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
      let (provider, _) = try scripted(.pieces(pieces))
      #expect(try await events(provider.stream([.user("x")])) == expected)
    }
  }

  @Test("Tool calls come in pieces and are put together by their index")
  func toolCalls() async throws {
    func delta(_ index: Int, _ members: JSONValue) -> JSONValue {
      var call = members.objectValue ?? [:]
      call["index"] = .int(index)
      return chunk(["tool_calls": [.object(call)]])
    }
    let (provider, _) = try scripted(
      .stream([
        delta(1, ["id": "b", "type": "function", "function": ["name": "g"]]),
        delta(0, ["id": "a", "type": "function", "function": ["name": "f", "arguments": "{\"x\""]]),
        delta(1, ["function": ["arguments": "{}"]]), delta(0, ["function": ["name": "f", "arguments": ":1}"]]),
        chunk([:], finish: "tool_calls"),
      ]))
    let events = try await events(provider.stream([.user("x")]))
    #expect(
      events.prefix(2) == [
        .toolCall(ToolCallDelta(index: 1, id: "b", name: "g")), .toolCall(ToolCallDelta(index: 0, id: "a", name: "f", arguments: "{\"x\"")),
      ])
    guard case .response(let response)? = events.last else { return #expect(Bool(false)) }
    #expect(
      response.message.toolCalls == [ToolCall(id: "a", name: "f", arguments: ["x": 1]), ToolCall(id: "b", name: "g", arguments: [:])])
    #expect(response.message.content.isEmpty && response.raw["choices"]?[0]?["message"]?["content"] == .null)
    #expect(!events.contains { if case .usage = $0 { true } else { false } })
  }

  @Test("Calls without an id, as older vLLM streams them, get one")
  func missingID() async throws {
    let (provider, _) = try scripted(
      .stream([chunk(["tool_calls": [["index": 0, "function": ["name": "f", "arguments": "{}"]]]], finish: "stop")]))
    #expect(try await provider.stream([.user("x")]).response().message.toolCalls == [ToolCall(id: "call_0", name: "f", arguments: [:])])
  }

  @Test("Other choices are in raw, and in no event; logprobs are put together")
  func otherChoices() async throws {
    var first = chunk(["content": "a"]).objectValue ?? [:]
    first["choices"] = [["index": 0, "delta": ["content": "a"], "logprobs": ["content": [1]]], ["index": 1, "delta": ["content": "b"]]]
    var second = first
    second["choices"] = [
      ["index": 1, "delta": [:], "finish_reason": "length"],
      ["index": 0, "delta": [:], "logprobs": ["content": [2]], "finish_reason": "stop"],
    ]
    let (provider, _) = try scripted(.stream([.object(first), .object(second)]))
    let events = try await events(provider.stream([.user("x")]))
    #expect(events.prefix(2) == [.content("a"), .finish(.stop)])
    guard case .response(let response)? = events.last else { return #expect(Bool(false)) }
    #expect(response.raw["choices"]?[0]?["logprobs"] == ["content": [1, 2]] && response.raw["choices"]?[1]?["message"]?["content"] == "b")
    #expect(response.raw["choices"]?[1]?["finish_reason"] == "length")
  }

  @Test("Usage on every chunk counts once, malformed counts are nil")
  func usage() async throws {
    func with(_ usage: JSONValue) -> JSONValue {
      var result = chunk(["content": "a"], finish: "stop").objectValue ?? [:]
      result["usage"] = usage
      return .object(result)
    }
    let (provider, _) = try scripted(
      .stream([with(["prompt_tokens": 1]), with(nil), with(["prompt_tokens": "x", "completion_tokens": 2])]))
    let events = try await events(provider.stream([.user("x")]))
    #expect(events.filter { if case .usage = $0 { true } else { false } } == [.usage(Usage(completionTokens: 2))])
  }

  @Test("A stream that breaks off is an error after its last piece")
  func brokenOff() async throws {
    let (events, error) = try await error(.stream(Array(Self.chunks.prefix(3)), isDone: false))
    #expect(events.count == 3 && error.category == .unavailable && error.isTransient)
  }

  @Test("Without [DONE] a finished answer is complete; with [DONE] and without a reason it is not")
  func ends() async throws {
    let (first, _) = try scripted(.stream([chunk(["content": "a"], finish: "length")], isDone: false))
    #expect(try await first.stream([.user("x")]).response().finishReason == .length)
    let (second, _) = try scripted(.stream([chunk(["content": "a"])]))
    let events = try await events(second.stream([.user("x")]))
    #expect(events.contains(.finish(.error)))
  }

  @Test("Streams with nothing in them", arguments: [true, false])
  func empty(_ isDone: Bool) async throws { #expect(try await error(.stream([], isDone: isDone)).error.category == .invalidResponse) }

  @Test("Errors in the stream have the category that they name")
  func errorEvents() async throws {
    let bad: JSONValue = ["error": ["message": "no", "type": "BadRequestError", "code": 400]]
    #expect(try await error(.stream([bad])).error.category == .invalidRequest)
    let later = try await error(
      .stream([chunk(["content": "a"]), ["error": ["message": "EngineCore encountered an issue", "code": 500]]]))
    #expect(later.events == [.content("a")] && later.error.category == .unavailable)
    let policy = try await error(.stream([chunk(["content": "a"]), ["error": ["type": "policy_violation", "code": "policy_violation"]]]))
    #expect(policy.error.category == .policyViolation && !policy.error.isTransient)
    #expect(try await error(.stream([["object": "error", "message": "x", "code": 404]])).error.category == .unavailable)
    #expect(try await error(.bytes(Array("data: {\n\n".utf8))).error.category == .invalidResponse)
    #expect(try await error(.error(401)).error.category == .authentication)
  }

  @Test("An event beyond the limit is an error")
  func limit() async throws {
    let (provider, _) = try scripted(.bytes([UInt8](repeating: 0x61, count: 300)), maxResponseBytes: 200)
    #expect(try await providerError { try await provider.stream([.user("x")]).response() }.category == .invalidResponse)
  }

  @Test("A server that does not stream is read as one")
  func whole() async throws {
    let reply = ScriptedTransport.Reply.json(ScriptedTransport.Reply.completion("Hello"), headers: ["Content-Type": "application/json"])
    let (provider, _) = try scripted(reply)
    let events = try await events(provider.stream([.user("x")]))
    #expect(events.prefix(3) == [.content("Hello"), .finish(.stop), .usage(Usage(promptTokens: 3, completionTokens: 2, totalTokens: 5))])
    #expect(events.count == 4)
  }

  @Test("complete(onEvent:) streams and returns the whole, the same as without")
  func observed() async throws {
    let (provider, transport) = try scripted(
      .stream(Self.chunks), .json(["choices": [["message": ["content": "Hellö", "reasoning": "Hm."], "finish_reason": "stop"]]]))
    var seen: [ChatStreamEvent] = []
    let streamed = try await provider.complete([.user("x")], onEvent: { seen.append($0) })
    let whole = try await provider.complete([.user("x")])
    #expect(seen.count == 7 && streamed.message == whole.message && seen.last == .response(streamed))
    #expect(try transport.body(1)["stream"] == nil)
  }

  @Test("Structured output is validated at the end of a stream")
  func structured() async throws {
    let (provider, _) = try scripted(
      .stream([chunk(["content": "{\"name\":\"A\","]), chunk(["content": "\"age\":1}"], finish: "stop")]),
      .stream([chunk(["content": "{}"], finish: "stop")]))
    #expect(try await provider.stream([.user("x")], responseSchema: personSchema).response().parsed == ["name": "A", "age": 1])
    let error = try await providerError { try await provider.stream([.user("x")], responseSchema: personSchema).response() }
    #expect(error.category == .structuredOutputInvalid && error.invalidOutput?.outputContent == "{}")
  }

  @Test("Every iteration sends the request anew; after the end and after an error there is nothing more")
  func iterations() async throws {
    let (provider, transport) = try scripted(.stream(Self.chunks), .stream(Self.chunks), .error(500))
    let stream = provider.stream([.user("x")])
    #expect(try await events(stream) == events(stream))
    #expect(transport.requests.count == 2 && transport.requests[0] == transport.requests[1])
    var iterator = stream.makeAsyncIterator()
    await #expect(throws: ProviderError.self) { try await iterator.next() }
    #expect(try await iterator.next() == nil)
  }
}

@Suite("Server-sent events")
struct EventReaderTests {
  @Test("Names, comments, several data lines, CRLF")
  func reads() {
    var reader = EventReader()
    reader.append(Array("event: a\r\ndata: 1\r\n\r\n: c\n\ndata:2\ndata: 3\n\nid: 5\n\ndata: last".utf8))
    #expect(reader.next() == .init(name: "a", data: Array("1".utf8)))
    #expect(reader.next() == .init(name: nil, data: Array("2\n3".utf8)))
    #expect(reader.next() == nil && reader.next(isFinal: true) == nil && reader.pendingCount == 10)
  }
}
