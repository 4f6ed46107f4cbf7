import Testing

@testable import OpenAIWire

@Suite("Stream chunks")
struct ChunkTests {
  private func scan(_ text: String) -> ChunkFacts? {
    let bytes = text.bytes
    return ChunkScan.scan(data: bytes.span.bytes)
  }

  private static let head = #"{"id":"chatcmpl-8fc5f79faabd3661","object":"chat.completion.chunk","created":1795210853,"model":"tiny-chat","#

  @Test("The first chunk of vLLM 0.32")
  func first() throws {
    let facts = try #require(
      scan(
        Self.head
          + #""choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"prompt_token_ids":null}"#
      ))
    #expect(facts.choiceCount == 1)
    #expect(facts.finish.isEmpty)
    #expect(facts.usage == nil)
    #expect(!facts.isDone && !facts.hasError && !facts.isUsageOnly)
  }

  @Test("The usage chunk of vLLM 0.32")
  func usage() throws {
    let facts = try #require(
      scan(
        Self.head
          + #""choices":[],"usage":{"prompt_tokens":412,"total_tokens":414,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":384,"created_cache_tokens":0}},"system_fingerprint":"vllm-0.32.0-10023bf2","metrics":{"time_to_first_token_ms":2.0349569999780215}}"#
      ))
    #expect(facts.isUsageOnly)
    #expect(facts.usage == Usage(promptTokens: 412, completionTokens: 2, totalTokens: 414, cachedTokens: 384))
  }

  @Test(
    "Finish reasons",
    arguments: [
      ("stop", FinishReason.stop), ("length", .length), ("tool_calls", .toolCalls), ("content_filter", .contentFilter),
      ("function_call", .functionCall),
      ("abort", .abort), ("error", .error), ("stopped", .other), ("st\\u006fp", .stop), ("STOP", .other),
      ("a reason that is longer than any known", .other),
    ])
  func finish(text: String, reason: FinishReason) throws {
    let facts = try #require(scan("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"\(text)\",\"stop_reason\":null}]}"))
    #expect(facts.finish.all == [FinishList.Finish(index: 0, reason: reason)])
  }

  @Test(arguments: ["null", "\"\""]) func noFinishReason(value: String) throws {
    #expect(try #require(scan("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\(value)}]}")).finish.isEmpty)
  }

  @Test("Several choices in one chunk")
  func several() throws {
    let facts = try #require(
      scan(#"{"choices":[{"index":2,"finish_reason":"stop"},{"index":0,"finish_reason":null},{"finish_reason":"length"},5]}"#))
    #expect(facts.choiceCount == 4)
    #expect(facts.finish.all == [.init(index: 2, reason: .stop), .init(index: 2, reason: .length)])
    #expect(facts.finish.count == 2)
    #expect(facts.finish.first?.index == 2)
  }

  @Test("Only the exact marker is the end")
  func done() {
    #expect(scan("[DONE]")?.isDone == true)
    for text in ["[done]", "[DONE] ", " [DONE]", "DONE", "[]", "", "[DONE", "\"[DONE]\""] { #expect(scan(text) == nil, "\(text)") }
  }

  @Test(
    "Errors",
    arguments: [
      (#"{"error":{"message":"EngineCore encountered an issue","type":"InternalServerError","param":null,"code":500}}"#, true),
      (#"{"error":{"object":"error","message":"x","type":"BadRequestError","param":null,"code":400}}"#, true), (#"{"error":"text"}"#, true),
      (#"{"error":{}}"#, true), (#"{"error":null,"choices":[]}"#, false), (#"{"error":false}"#, false), (#"{"error":1}"#, false),
      (#"{"choices":[{"error":"x"}]}"#, false), (#"{"object":"error","message":"m"}"#, true), (#"{"err\u006fr":"x"}"#, true),
      (#"{"object":"chat.completion.chunk"}"#, false), (#"{"error":{},"error":null}"#, false),
    ])
  func errors(text: String, isError: Bool) throws {
    #expect(try #require(scan(text)).hasError == isError)
  }

  @Test(
    "Usage that is odd",
    arguments: [
      ("null", nil), ("{}", nil), ("5", nil), ("[]", nil), (#"{"type":"duration","seconds":1}"#, nil),
      (#"{"prompt_tokens":1}"#, Usage(promptTokens: 1, completionTokens: 0)),
      (#"{"total_tokens":7}"#, Usage(promptTokens: 0, completionTokens: 0, totalTokens: 7)),
      (#"{"prompt_tokens":3,"completion_tokens":4}"#, Usage(promptTokens: 3, completionTokens: 4, totalTokens: 7)),
      (#"{"prompt_tokens":3,"completion_tokens":null,"total_tokens":3}"#, Usage(promptTokens: 3, completionTokens: 0, totalTokens: 3)),
      (#"{"prompt_tokens":-3,"completion_tokens":"4","total_tokens":1.5}"#, nil),
      (#"{"prompt_tokens":9223372036854775807,"completion_tokens":1}"#, Usage(promptTokens: .max, completionTokens: 1, totalTokens: .max)),
      (#"{"prompt_tokens":5,"prompt_tokens_details":null}"#, Usage(promptTokens: 5, completionTokens: 0)),
      (#"{"prompt_tokens":5,"prompt_tokens_details":{"audio_tokens":2}}"#, Usage(promptTokens: 5, completionTokens: 0)),
    ])
  func oddUsage(text: String, usage: Usage?) throws {
    let facts = try #require(scan("{\"choices\":[],\"usage\":\(text)}"))
    #expect(facts.usage == usage)
    #expect(facts.isUsageOnly == text.hasPrefix("{"))
  }

  @Test("Usage beside choices, as with continuous usage, is no usage chunk")
  func continuous() throws {
    let facts = try #require(
      scan(#"{"choices":[{"index":0,"delta":{"content":"x"}}],"usage":{"prompt_tokens":1,"total_tokens":2,"completion_tokens":1}}"#))
    #expect(!facts.isUsageOnly)
    #expect(facts.usage?.totalTokens == 2)
    #expect(scan(#"{"usage":{"prompt_tokens":1}}"#)?.isUsageOnly == false)
    #expect(scan(#"{"choices":null,"usage":{"prompt_tokens":1}}"#)?.isUsageOnly == false)
  }

  @Test("What is no JSON object is nil", arguments: ["", "{", "1", "null", "\"x\"", "{}x", "{\"a\":}", "{\"choices\":[}", "\u{feff}{}"])
  func malformed(text: String) {
    #expect(scan(text) == nil)
  }

  @Test("Unknown content is passed over", arguments: ["{}", #"{"choices":{}}"#, #"{"choices":[1,"x",null,[]]}"#, #"{"a":1,"a":2}"#])
  func lenient(text: String) throws {
    let facts = try #require(scan(text))
    #expect(facts.finish.isEmpty && !facts.isUsageOnly && !facts.hasError)
  }
}

@Suite("Whole answers")
struct AnswerTests {
  private func scan(_ text: String) -> AnswerFacts? {
    let bytes = text.bytes
    return AnswerScan.scan(body: bytes.span.bytes)
  }

  @Test("A chat completion")
  func chat() throws {
    let facts = try #require(
      scan(
        #"{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"tiny\u002dchat","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"},{"index":1,"message":{},"finish_reason":"abort"}],"usage":{"prompt_tokens":10,"total_tokens":20,"completion_tokens":10,"prompt_tokens_details":null}}"#
      ))
    #expect(facts.model == "tiny-chat")
    #expect(facts.choiceCount == 2)
    #expect(facts.finish.all == [.init(index: 0, reason: .stop), .init(index: 1, reason: .abort)])
    #expect(facts.usage == Usage(promptTokens: 10, completionTokens: 10, totalTokens: 20))
    #expect(!facts.isError)
  }

  @Test("Embeddings")
  func embeddings() throws {
    let facts = try #require(
      scan(
        #"{"id":"e","object":"list","data":[{"index":0,"object":"embedding","embedding":[-0.1,2e-3,0]}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3,"completion_tokens":0,"prompt_tokens_details":null}}"#
      ))
    #expect(facts.usage == Usage(promptTokens: 3, completionTokens: 0, totalTokens: 3))
    #expect(facts.choiceCount == 0)
  }

  @Test(
    "Errors with status 200",
    arguments: [
      (#"{"object":"error","message":"The model does not support Embeddings API","type":"BadRequestError","param":null,"code":400}"#, true),
      (#"{"error":{"message":"x"}}"#, true), (#"{"error":"Unauthorized"}"#, true), (#"{"error":null,"object":"list"}"#, false),
      ("{}", false),
    ])
  func errors(text: String, isError: Bool) throws {
    #expect(try #require(scan(text)).isError == isError)
  }

  @Test("What is no JSON object is nil", arguments: ["", "[]", "Internal Server Error", "<html>", "{\"a\":1", "null"])
  func malformed(text: String) {
    #expect(scan(text) == nil)
  }
}
