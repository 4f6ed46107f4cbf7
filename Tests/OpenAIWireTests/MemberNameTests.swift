import Testing

@testable import OpenAIWire

@Suite("Member names")
struct MemberNameTests {
  static let known: [(MemberName, String)] = [
    (.documents, "documents"),
    (.chatTemplate, "chat_template"),
    (.responseFormat, "response_format"),
    (.chatTemplateKwargs, "chat_template_kwargs"),
    (.guidedJSON, "guided_json"),
    (.guidedRegex, "guided_regex"),
    (.guidedChoice, "guided_choice"),
    (.guidedGrammar, "guided_grammar"),
    (.structuredOutputs, "structured_outputs"),
    (.cacheSalt, "cache_salt"), (.priority, "priority"),
    (.fallbacks, "fallbacks"), (.promptCacheKey, "prompt_cache_key"),
    (.promptEmbeds, "prompt_embeds"),
    (.custom, "custom"),
    (.audio, "audio"),
    (.uuid, "uuid"),
    (.delta, "delta"),
    (.name, "name"),
    (.abort, "abort"),
    (.arguments, "arguments"),
    (.bestOf, "best_of"),
    (.cachedTokens, "cached_tokens"),
    (.choices, "choices"),
    (.code, "code"),
    (.completionTokens, "completion_tokens"),
    (.content, "content"),
    (.contentFilter, "content_filter"),
    (.created, "created"),
    (.data, "data"),
    (.detail, "detail"),
    (.error, "error"),
    (.finishReason, "finish_reason"),
    (.function, "function"),
    (.functionCall, "function_call"),
    (.functions, "functions"),
    (.id, "id"),
    (.includeUsage, "include_usage"),
    (.index, "index"),
    (.input, "input"),
    (.length, "length"),
    (.location, "loc"),
    (.maxCompletionTokens, "max_completion_tokens"),
    (.maxModelLength, "max_model_len"),
    (.maxTokens, "max_tokens"),
    (.message, "message"),
    (.messages, "messages"),
    (.model, "model"),
    (.msg, "msg"),
    (.n, "n"),
    (.object, "object"),
    (.ownedBy, "owned_by"),
    (.param, "param"),
    (.parent, "parent"),
    (.prompt, "prompt"),
    (.promptTokens, "prompt_tokens"),
    (.promptTokensDetails, "prompt_tokens_details"),
    (.reasoning, "reasoning"),
    (.reasoningContent, "reasoning_content"),
    (.refusal, "refusal"),
    (.role, "role"),
    (.root, "root"),
    (.status, "status"),
    (.stop, "stop"),
    (.stream, "stream"),
    (.streamOptions, "stream_options"),
    (.suffix, "suffix"),
    (.text, "text"),
    (.thinking, "thinking"),
    (.toolCalls, "tool_calls"),
    (.tools, "tools"),
    (.totalTokens, "total_tokens"),
    (.type, "type"),
    (.usage, "usage"),
  ]

  @Test("The constants are their texts")
  func constants() {
    for (name, text) in Self.known {
      #expect(name == MemberName(text), "\(text)")
      #expect(name.count == text.utf8.count)
    }
    #expect(Set(Self.known.map(\.0)).count == Self.known.count)
  }
}
