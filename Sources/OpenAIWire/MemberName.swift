/// The decoded name of an object member, as far as this library knows names: up to 24 bytes, held in three words so that a comparison costs
/// no call. Longer names are all `.other`, which equals no known name.
struct MemberName: Hashable, Sendable {
  private let low: UInt64
  private let middle: UInt64
  private let high: UInt64
  /// Its length in UTF-8, or -1 for a longer one than 24 bytes.
  let count: Int

  /// The name that stands at a range of a document, without escapes.
  @inline(__always)
  init(_ bytes: RawSpan, _ range: Range<Int>) {
    let length = range.count
    let start = range.lowerBound
    guard length <= 24 else {
      (low, middle, high, count) = (0, 0, 0, -1)
      return
    }
    low = bytes.word(start, count: length)
    middle = length > 8 ? bytes.word(start &+ 8, count: length &- 8) : 0
    high = length > 16 ? bytes.word(start &+ 16, count: length &- 16) : 0
    count = length
  }

  /// The name of a member, decoded.
  @inline(__always)
  init(_ bytes: RawSpan, _ token: StringToken) {
    self = token.hasEscapes ? Self.decoding(bytes, token) : Self(bytes, token.content)
  }

  /// A name of this library's own.
  init(_ name: String) {
    let utf8 = Array(name.utf8)
    self.init(utf8.span.bytes, 0..<utf8.count)
  }

  @inline(never)
  private static func decoding(_ bytes: RawSpan, _ token: StringToken) -> Self {
    let decoded = JSONText.unescaped(bytes, token)
    return Self(decoded.span.bytes, 0..<decoded.count)
  }
}

/// The names that this library reads.
extension MemberName {
  static let arguments = Self("arguments")
  static let bestOf = Self("best_of")
  static let cachedTokens = Self("cached_tokens")
  static let choices = Self("choices")
  static let code = Self("code")
  static let completionTokens = Self("completion_tokens")
  static let content = Self("content")
  static let created = Self("created")
  static let data = Self("data")
  static let detail = Self("detail")
  static let error = Self("error")
  static let finishReason = Self("finish_reason")
  static let function = Self("function")
  static let functionCall = Self("function_call")
  static let functions = Self("functions")
  static let id = Self("id")
  static let includeUsage = Self("include_usage")
  static let index = Self("index")
  static let input = Self("input")
  static let location = Self("loc")
  static let maxCompletionTokens = Self("max_completion_tokens")
  static let maxModelLength = Self("max_model_len")
  static let maxTokens = Self("max_tokens")
  static let message = Self("message")
  static let messages = Self("messages")
  static let model = Self("model")
  static let msg = Self("msg")
  static let n = Self("n")
  static let object = Self("object")
  static let ownedBy = Self("owned_by")
  static let param = Self("param")
  static let parent = Self("parent")
  static let prompt = Self("prompt")
  static let promptTokens = Self("prompt_tokens")
  static let promptTokensDetails = Self("prompt_tokens_details")
  static let reasoning = Self("reasoning")
  static let reasoningContent = Self("reasoning_content")
  static let refusal = Self("refusal")
  static let role = Self("role")
  static let root = Self("root")
  static let status = Self("status")
  static let stream = Self("stream")
  static let streamOptions = Self("stream_options")
  static let suffix = Self("suffix")
  static let text = Self("text")
  static let thinking = Self("thinking")
  static let toolCalls = Self("tool_calls")
  static let tools = Self("tools")
  static let totalTokens = Self("total_tokens")
  static let type = Self("type")
  static let usage = Self("usage")
}
