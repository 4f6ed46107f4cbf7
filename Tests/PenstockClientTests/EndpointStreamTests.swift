import Testing

@testable import PenstockClient

@Suite("Streams of other endpoints")
struct EndpointStreamTests {
  private func events<Stream: AsyncSequence>(_ stream: Stream) async throws -> [Stream.Element] {
    var result: [Stream.Element] = []
    for try await event in stream { result.append(event) }
    return result
  }

  private static func text(_ text: String, finish: JSONValue = nil, index: Int = 0, logprobs: JSONValue = nil) -> JSONValue {
    [
      "id": "c", "object": "text_completion", "model": "s",
      "choices": [["index": .int(index), "text": .string(text), "logprobs": logprobs, "finish_reason": finish]],
    ]
  }

  private static let usage: JSONValue = [
    "id": "c", "object": "text_completion", "choices": [], "usage": ["prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3],
  ]

  // MARK: Completions

  @Test("A completion: texts, the end, what it cost, and the whole, which is what a call without a stream gives")
  func completion() async throws {
    let (provider, transport) = try scripted(
      .stream([
        Self.text("He"), Self.text("llö", logprobs: ["tokens": ["a"]]), Self.text("", finish: "stop", logprobs: ["tokens": ["b"]]),
        Self.usage,
      ]))
    let events = try await events(provider.streamCompletion("x", suffix: "!", config: RuntimeConfig(maxTokens: 2)))
    #expect(
      events.dropLast() == [
        .text("He"), .text("llö"), .finish(.stop), .usage(Usage(promptTokens: 1, completionTokens: 2, totalTokens: 3)),
      ])
    guard case .completion(let whole)? = events.last else { return #expect(Bool(false)) }
    #expect(whole.text == "Hellö" && whole.finishReason == .stop && whole.id == "c" && whole.model == "s" && whole.usage.totalTokens == 3)
    #expect(whole.choices.first?.json["logprobs"] == ["tokens": ["a", "b"]] && whole.json["object"] == "text_completion")
    #expect(
      try transport.body().text()
        == #"{"model":"m","prompt":"x","suffix":"!","max_tokens":2,"stream":true,"stream_options":{"include_usage":true}}"#)
    #expect(transport.requests[0].headers["accept"] == "text/event-stream")
  }

  @Test("A completion that breaks off, has no end, or nothing in it; errors in it; choices beside the first")
  func completionEnds() async throws {
    let (provider, _) = try scripted(
      .stream([Self.text("a")], isDone: false), .stream([Self.text("a")]), .stream([]),
      .stream([["error": ["message": "no", "code": 400]]]), .stream([Self.text("a"), Self.text("b", finish: "length", index: 1)]),
      .stream([Self.text("a", finish: "stop")], isDone: false))
    func error() async throws -> ProviderError.Category {
      try await providerError { try await provider.streamCompletion("x").completion() }.category
    }
    #expect(try await error() == .unavailable)
    #expect(try await events(provider.streamCompletion("x")).contains(.finish(.error)))
    #expect(try await error() == .invalidResponse)
    #expect(try await error() == .invalidRequest)
    let whole = try await provider.streamCompletion("x").completion()
    #expect(whole.choices.map(\.text) == ["a", "b"] && whole.choices.map(\.finishReason) == [.error, .length])
    #expect(try await provider.streamCompletion("x").completion().finishReason == .stop)
  }

  @Test("What is wrong with the input is thrown by the iteration, and nothing is sent")
  func invalidInput() async throws {
    let (provider, transport) = try scripted()
    for config in [RuntimeConfig(temperature: .nan), RuntimeConfig(extras: ["stream": false])] {
      #expect(try await providerError { try await provider.streamCompletion("x", config: config).completion() }.category == .invalidRequest)
    }
    #expect(
      try await providerError { try await provider.streamResponse(to: "x", config: RuntimeConfig(topP: .infinity)).response() }.category
        == .invalidRequest)
    for fields in [["stream": "true"], ["model": "other"]] as [KeyValuePairs<String, String>] {
      #expect(try await providerError { try await provider.transcription(of: [1], fields: fields) }.category == .invalidRequest)
    }
    #expect(try await providerError { try await provider.streamTranscription(of: []).transcription() }.category == .invalidRequest)
    #expect(transport.requests.isEmpty)
  }

  // MARK: Transcriptions

  private static func heard(_ text: String, finish: JSONValue = nil) -> JSONValue {
    ["object": "transcription.chunk", "choices": [["delta": ["content": .string(text)], "finish_reason": finish]]]
  }

  @Test("A transcription as vLLM streams it, and as OpenAI does")
  func transcription() async throws {
    let usage: JSONValue = ["object": "transcription.chunk", "choices": [], "usage": ["prompt_tokens": 3, "total_tokens": 4]]
    let (provider, transport) = try scripted(
      // The reason stands in the last piece of each part of a long recording, not only of the last one.
      .stream([Self.heard("It "), Self.heard("is", finish: "stop"), Self.heard(" late", finish: "stop"), usage]),
      .stream(
        [
          ["type": "transcript.text.delta", "delta": "Hel"], ["type": "transcript.text.delta", "delta": "lo"],
          ["type": "transcript.text.done", "text": "Hello!", "usage": ["type": "tokens", "input_tokens": 5]],
        ], isDone: false))
    let first = try await events(provider.streamTranscription(of: [1], language: "en", fields: ["stream_include_usage": "true"]))
    #expect(first.dropLast() == [.text("It "), .text("is"), .text(" late")])
    guard case .transcription(let whole)? = first.last else { return #expect(Bool(false)) }
    #expect(whole.text == "It is late" && whole.usage.promptTokens == 3)
    let form = String(decoding: transport.requests[0].body, as: UTF8.self)
    #expect(form.contains("name=\"stream\"\r\n\r\ntrue\r\n") && form.contains("name=\"stream_include_usage\"\r\n\r\ntrue\r\n"))
    let second = try await provider.streamTranscription(of: [1]).transcription()
    #expect(second.text == "Hello!" && second.usage.promptTokens == 5)
  }

  @Test("A transcription that breaks off, or is an error")
  func transcriptionEnds() async throws {
    let (provider, _) = try scripted(
      .stream([Self.heard("a", finish: "stop")], isDone: false), .error(400), .stream([["error": ["message": "no", "code": 503]]]),
      .pieces([Array("data: [\n\n".utf8)]), .stream([]))
    for category in [.unavailable, .invalidRequest, .unavailable, .invalidResponse] as [ProviderError.Category] {
      #expect(try await providerError { try await provider.streamTranscription(of: [1]).transcription() }.category == category)
    }
    #expect(try await provider.streamTranscription(of: [1]).transcription().text.isEmpty)
  }

  // MARK: All of them

  @Test("Servers that do not stream are read as ones that do")
  func wholes() async throws {
    let json: HeaderFields = ["Content-Type": "application/json; charset=utf-8"]
    let completion: JSONValue = ["choices": [["text": "a", "finish_reason": "length"]], "usage": ["total_tokens": 1]]
    let (provider, _) = try scripted(
      .json(completion, headers: json), .json(["text": "hi"], headers: json), .json(EndpointTests.response, headers: json),
      .json(["object": "error", "message": "no"], headers: json))
    let events = try await events(provider.streamCompletion("x"))
    #expect(events.prefix(3) == [.text("a"), .finish(.length), .usage(Usage(totalTokens: 1))] && events.count == 4)
    #expect(try await self.events(provider.streamTranscription(of: [1])).first == .text("hi"))
    #expect(try await provider.streamResponse(to: "x").response().outputText == "Hello")
    let error = try await providerError { try await provider.streamCompletion("x").completion() }
    #expect(error.category == .invalidResponse && error.server?.message == "no")
  }

  @Test("Tried again until there is an event, and not after; then there is nothing more")
  func retries() async throws {
    let policy = RetryPolicy(backoff: .none)
    let (provider, transport) = try scripted(
      .error(503), .stream([["error": ["message": "busy", "code": 503]]]), .stream([Self.text("a", finish: "stop")]),
      .stream([Self.text("a")], isDone: false), .error(429), .stream([Self.heard("b")]), .failure(),
      .stream([["type": "response.completed", "response": EndpointTests.response]]))
    #expect(try await provider.streamCompletion("x", retry: policy).completion().text == "a")
    #expect(transport.requests.count == 3)
    var iterator = provider.streamCompletion("x", retry: policy).makeAsyncIterator()
    #expect(try await iterator.next() == .text("a"))
    await #expect(throws: ProviderError.self) { try await iterator.next() }
    #expect(try await iterator.next() == nil && transport.requests.count == 4)
    #expect(try await provider.streamTranscription(of: [1], retry: policy).transcription().text == "b")
    #expect(try await provider.streamResponse(to: "x", retry: policy).response().id == "resp_1")
    #expect(transport.requests.count == 8)
  }
}
