/// Why the model stopped.
public enum FinishReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// It was done, or came to a stop sequence.
  case stop
  /// A token limit.
  case length
  /// It calls tools. (`function_call`, the old way, is the same.)
  case toolCalls = "tool_calls"
  /// A content filter.
  case contentFilter = "content_filter"
  /// It failed, or stopped for a reason that is not known here, such as vLLM's `abort`. The answer is not to be taken for complete;
  /// the server's own word is in ``ChatResponse/raw``.
  case error

  init(wire: JSONValue?) {
    let word = wire?.stringValue ?? ""
    self = word == "function_call" ? .toolCalls : FinishReason(rawValue: word) ?? .error
  }
}

/// What a call cost, in tokens. What the server did not report, or not as a count, is nil: nil and 0 are different.
public struct Usage: Sendable, Hashable, Codable {
  /// Tokens of the prompt.
  public var promptTokens: Int?
  /// Generated tokens.
  public var completionTokens: Int?
  /// Both together, as reported.
  public var totalTokens: Int?
  /// Tokens of the prompt that came from a cache.
  public var cachedTokens: Int?
  /// Tokens of the prompt that were written to a cache.
  public var cacheCreationTokens: Int?
  /// Generated tokens that were thought and not said.
  public var reasoningTokens: Int?

  /// Counts.
  public init(
    promptTokens: Int? = nil, completionTokens: Int? = nil, totalTokens: Int? = nil, cachedTokens: Int? = nil,
    cacheCreationTokens: Int? = nil,
    reasoningTokens: Int? = nil
  ) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.totalTokens = totalTokens
    self.cachedTokens = cachedTokens
    self.cacheCreationTokens = cacheCreationTokens
    self.reasoningTokens = reasoningTokens
  }

  /// Reads a `usage` object, of chat completions or of responses. A count that is none (a text, negative, a fraction) is nil.
  init(wire: JSONValue?) {
    let prompt = wire?["prompt_tokens_details"] ?? wire?["input_tokens_details"]
    let completion = wire?["completion_tokens_details"] ?? wire?["output_tokens_details"]
    self.init(
      promptTokens: Self.count(wire?["prompt_tokens"] ?? wire?["input_tokens"]),
      completionTokens: Self.count(wire?["completion_tokens"] ?? wire?["output_tokens"]), totalTokens: Self.count(wire?["total_tokens"]),
      cachedTokens: Self.count(prompt?["cached_tokens"]),
      cacheCreationTokens: Self.count(prompt?["cache_creation_tokens"] ?? prompt?["cache_write_tokens"]),
      reasoningTokens: Self.count(completion?["reasoning_tokens"]))
  }

  private static func count(_ value: JSONValue?) -> Int? {
    guard case .number(let number) = value, let count = Int(number.spelling), count >= 0 else { return nil }
    return count
  }
}
