import GatewayCore
import Testing

@testable import Simulator

/// The requests of recorded exchanges with vLLM 0.32, sent to the simulator: its answers have the same form.
struct TranscriptTests {
  private func replay(_ transcript: Transcript, body: String? = nil, keys: [String] = []) async throws -> RawResponse {
    var response: RawResponse?
    try await withSimulator {
      $0.models = ["tiny-chat"]
      $0.maxModelLength = 2048
      $0.apiKeys = keys.map(Secret.init)
    } _: { server in
      let client = try await RawClient.connect(server.port)
      try await client.send(transcript.request(body))
      response = RawResponse(await client.read().text)
    }
    return try #require(response)
  }

  private func expectSameHead(_ ours: RawResponse, _ theirs: RawResponse) {
    #expect(ours.status == theirs.status)
    #expect(ours["content-type"] == theirs["content-type"])
    #expect(ours["allow"] == theirs["allow"])
    let ignored = ["connection", "x-request-id"]
    let names = { (response: RawResponse) in response.headers.map(\.name).filter { !ignored.contains($0) }.sorted() }
    #expect(names(ours) == names(theirs))
    #expect(ours["server"] == "penstock-simulator")
  }

  @Test(arguments: [
    "chat", "chat-request-id", "chat-n2", "chat-stop", "chat-logprobs", "chat-token-ids", "chat-choice", "chat-model-omitted",
    "chat-json-schema", "completion", "completion-n2", "completion-stop", "completion-echo", "completion-list", "completion-logprobs",
    "completion-token-ids-prompt", "tokenize", "tokenize-chat", "detokenize", "get-models", "json-bom", "max-tokens-string",
    "connection-close", "request-chunked",
  ])
  func wholeAnswers(_ name: String) async throws {
    let transcript = try Transcript(name)
    let response = try await replay(transcript)
    expectSameHead(response, transcript.response)
    #expect(try shape(response.body) == (try shape(transcript.response.body)))
    if name.hasSuffix("request-id") { #expect(response.body.contains("\"id\":\"chatcmpl-my-req-1\"")) }
  }

  /// The events as vLLM would write them: without the simulator's mark in the first of several.
  private func vLLMEvents(_ response: RawResponse) -> [String] {
    let events = response.events
    guard events.count > 2, let first = events.first else { return events }
    return [unmarked(first)] + events.dropFirst()
  }

  private func expectMarked(_ response: RawResponse) {
    #expect(response.events.first?.hasSuffix(#","system_fingerprint":"penstock-simulator"}"#) == true)
  }

  @Test(arguments: [
    "chat-stream", "chat-stream-usage", "chat-stream-continuous-usage", "chat-stream-n2", "chat-stream-stop", "chat-stream-logprobs",
    "chat-stream-token-ids", "chat-stream-truncated", "completion-stream", "completion-echo-stream", "completion-list-stream",
    "completion-stream-logprobs", "completion-stream-usage", "completion-stream-continuous-usage",
  ])
  func streams(_ name: String) async throws {
    let transcript = try Transcript(name)
    let response = try await replay(transcript)
    expectSameHead(response, transcript.response)
    expectMarked(response)
    #expect(try shapes(vLLMEvents(response)) == (try shapes(transcript.response.events)))
    #expect(response.isComplete)
    let chunks = try #require(response.chunks)
    #expect(chunks.allSatisfy { $0.hasPrefix("data: ") && $0.hasSuffix("\n\n") }, "one event is one chunk")
    #expect(chunks.last == "data: [DONE]\n\n")
  }

  @Test(arguments: [
    "chat-max-tokens-0", "tokenize-wrong-model", "tokenize-v1-path", "get-health", "get-ping", "get-model-retrieve", "get-root", "bad-json",
    "content-type-none", "content-type-text", "empty-body", "json-array", "json-string", "json-duplicate-key", "max-tokens-float",
    "max-tokens-huge", "max-tokens-huge-stream", "max-tokens-negative", "min-tokens-gt-max", "missing-messages", "n-0", "n-huge",
    "n-greedy-2", "method-get-chat", "method-post-models", "method-put-chat", "post-trailing-slash", "post-unknown", "stop-empty",
    "stream-options-no-stream", "temperature-3", "temperature-negative", "temperature-string", "tool-choice-no-tools",
    "tool-choice-unknown-name", "tools-bad", "tools-empty", "top-logprobs-21-stream", "top-logprobs-21", "top-logprobs-no-logprobs",
    "top-p-2", "top-k-bad", "wrong-model", "wrong-model-stream", "structured-empty-choice", "completion-empty-list",
    "completion-empty-prompt", "completion-no-prompt", "completion-wrong-model", "completion-logprobs-21", "completion-logprobs-21-stream",
    "too-long", "too-long-stream",
  ])
  func errorsByteForByte(_ name: String) async throws {
    let transcript = try Transcript(name)
    let response = try await replay(transcript)
    expectSameHead(response, transcript.response)
    #expect(response.body == transcript.response.body)
    #expect(response["location"] == transcript.response["location"])
  }

  @Test(arguments: ["auth-missing", "auth-wrong", "auth-missing-unknown-path", "auth-lowercase-bearer"])
  func credentials(_ name: String) async throws {
    let transcript = try Transcript(name)
    let response = try await replay(transcript, keys: ["sk-one", "sk-two"])
    expectSameHead(response, transcript.response)
    if response.status == 401 { #expect(response.body == transcript.response.body) }
  }

  private let onePlan = #""simulator":{"tool_calls":[{"name":"get_weather","arguments":"{\"city\": \"Tokyo\"}"}]}"#
  private let twoPlans =
    #""simulator":{"tool_calls":[{"name":"get_weather","arguments":{"city":"Tokyo"}},{"name":"get_weather","arguments":{"city":"Paris"}}]}"#

  @Test(
    arguments: ["tools-named", "tools-required", "tools-auto", "tools-auto-two-calls", "tools-none", "tools-auto-text"], [false, true])
  func toolCalls(_ name: String, isStream: Bool) async throws {
    let transcript = try Transcript(name + (isStream ? "-stream" : ""))
    var body = transcript.requestBody
    if ["tools-auto", "tools-auto-two-calls"].contains(name) {
      body = "{" + (name.hasSuffix("calls") ? twoPlans : onePlan) + "," + body.dropFirst()
    }
    let response = try await replay(transcript, body: body)
    // The recording server had flags on that add these.
    let details = "prompt_tokens_details:{cached_tokens:number,created_cache_tokens:number,multimodal_tokens:null}"
    let metrics = try Regex("metrics:\\{[^}]*\\}")
    func plain(_ shape: String) -> String {
      shape.replacing(details, with: "prompt_tokens_details:null").replacing(metrics, with: "metrics:null")
    }
    if isStream {
      #expect(try shapes(vLLMEvents(response)) == (try shapes(transcript.response.events)))
      #expect(try finishReasons(response) == (try finishReasons(transcript.response)))
    } else {
      #expect(plain(try shape(response.body)) == plain(try shape(transcript.response.body)))
      #expect(try arguments(response.body) == (try arguments(transcript.response.body)))
    }
  }

  private func finishReasons(_ response: RawResponse) throws -> [String] {
    try response.events.filter { $0 != "[DONE]" }.compactMap {
      try JSONParser.parse(Array($0.utf8))["choices"]?.array?.first?.present("finish_reason")?.string
    }
  }

  private func arguments(_ body: String) throws -> [String] {
    let message = try JSONParser.parse(Array(body.utf8))["choices"]?.array?.first?["message"]
    return (message?["tool_calls"]?.array ?? []).compactMap { $0["function"]?["arguments"]?.string }
  }

  @Test func reasoning() async throws {
    let transcript = try Transcript("reasoning")
    let body = #"{"simulator":{"reasoning":"Let me see.","text":"Done."},"# + transcript.requestBody.dropFirst()
    let response = try await replay(transcript, body: body)
    #expect(try shape(response.body) == (try shape(transcript.response.body)))
    #expect(response.body.contains(#""content":"Done.""#) && response.body.contains(#""reasoning":"Let me see.""#))
  }

  @Test func reasoningStream() async throws {
    let transcript = try Transcript("reasoning-continuous-stream")
    let body = #"{"simulator":{"reasoning":"Let me see.","text":"Done."},"# + transcript.requestBody.dropFirst()
    let response = try await replay(transcript, body: body)
    // vLLM's tokenizer happens to put the end of the reasoning and the start of the text into one event; the simulator never does.
    let mixed = "content:string,reasoning:string"
    let ours = try shapes(vLLMEvents(response))
    let theirs = try shapes(transcript.response.events.filter { event in try event == "[DONE]" || !shape(event).contains(mixed) })
    #expect(ours == theirs)
  }

  @Test(arguments: ["embeddings", "embeddings-list", "embeddings-base64", "embeddings-tokens", "embeddings-empty-list"])
  func embeddings(_ name: String) async throws {
    let transcript = try Transcript(name)
    let response = try await replay(transcript, body: transcript.requestBody.replacing("tiny-embed", with: "tiny-chat"))
    expectSameHead(response, transcript.response)
    #expect(try shape(unmarked(response.body)) == (try shape(transcript.response.body)))
  }

  @Test func theErrorsOfFaults() async throws {
    let body = chat(tokens: ["a"], stream: false).replacing("penstock-simulator", with: "tiny-chat!")
    for (fault, name) in [("500", "engine-killed-chat"), ("503", "third-503")] {
      let transcript = try Transcript(name)
      let response = try await replay(transcript, body: body.replacing("tiny-chat!", with: "tiny-chat!" + fault))
      expectSameHead(response, transcript.response)
      #expect(response.body == transcript.response.body.replacing("\n<<FIN from server>>", with: ""))
    }
  }
}
