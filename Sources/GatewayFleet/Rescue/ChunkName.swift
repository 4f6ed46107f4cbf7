internal import OpenAIWire

/// The members of a chunk that a rescue reads.
enum ChunkName {
  case id, created, model, usage, choices, index, delta, text, role, content, reasoning, reasoningContent, toolCalls, functionCall
  case finishReason, logprobs, tokenIDs, promptTokenIDs, other

  /// Length, first and last letter tell all of them apart; the rest is compared.
  init(_ data: RawSpan, _ token: StringToken) {
    let content = token.content
    guard !token.hasEscapes, !content.isEmpty, content.upperBound <= data.byteCount else {
      self = .other
      return
    }
    let (name, bytes) = Self.candidate(content.count, data.byte(content.lowerBound), data.byte(content.upperBound &- 1))
    self = bytes.count == content.count && data.holds(bytes, at: content.lowerBound) ? name : .other
  }

  private static func candidate(_ count: Int, _ first: UInt8, _ last: UInt8) -> (ChunkName, [UInt8]) {
    switch (count, first, last) {
    case (2, 0x69, 0x64): (.id, Bytes.id)
    case (4, 0x72, 0x65): (.role, Bytes.role)
    case (4, 0x74, 0x74): (.text, Bytes.text)
    case (5, 0x64, 0x61): (.delta, Bytes.delta)
    case (5, 0x69, 0x78): (.index, Bytes.index)
    case (5, 0x6d, 0x6c): (.model, Bytes.model)
    case (5, 0x75, 0x65): (.usage, Bytes.usage)
    case (7, 0x63, 0x73): (.choices, Bytes.choices)
    case (7, 0x63, 0x74): (.content, Bytes.content)
    case (7, 0x63, 0x64): (.created, Bytes.created)
    case (8, 0x6c, 0x73): (.logprobs, Bytes.logprobs)
    case (9, 0x72, 0x67): (.reasoning, Bytes.reasoning)
    case (9, 0x74, 0x73): (.tokenIDs, Bytes.tokenIDs)
    case (10, 0x74, 0x73): (.toolCalls, Bytes.toolCalls)
    case (13, 0x66, 0x6e): (.finishReason, Bytes.finishReason)
    case (13, 0x66, 0x6c): (.functionCall, Bytes.functionCall)
    case (16, 0x70, 0x73): (.promptTokenIDs, Bytes.promptTokenIDs)
    case (17, 0x72, 0x74): (.reasoningContent, Bytes.reasoningContent)
    default: (.other, [])
    }
  }

  private enum Bytes {
    static let id = Array("id".utf8)
    static let created = Array("created".utf8)
    static let choices = Array("choices".utf8)
    static let functionCall = Array("function_call".utf8)
    static let text = Array("text".utf8)
    static let role = Array("role".utf8)
    static let model = Array("model".utf8)
    static let usage = Array("usage".utf8)
    static let index = Array("index".utf8)
    static let delta = Array("delta".utf8)
    static let content = Array("content".utf8)
    static let logprobs = Array("logprobs".utf8)
    static let tokenIDs = Array("token_ids".utf8)
    static let reasoning = Array("reasoning".utf8)
    static let toolCalls = Array("tool_calls".utf8)
    static let finishReason = Array("finish_reason".utf8)
    static let promptTokenIDs = Array("prompt_token_ids".utf8)
    static let reasoningContent = Array("reasoning_content".utf8)
  }
}
