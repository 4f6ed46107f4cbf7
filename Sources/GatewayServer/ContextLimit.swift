internal import GatewayCore
internal import OpenAIWire

/// What `max_context_tokens` does: a cap on prompt and answer together, counted without a tokenizer.
///
/// The prompt is estimated at one token for every four bytes of its text (and exactly, where it comes as token ids). A prompt whose estimate is larger than the cap is
/// refused. For an answer, `max_tokens` (or `max_completion_tokens`) is lowered to what the cap leaves beside the prompt, and set to it when the client gave none.
struct ContextLimit {
  static let bytesPerToken = 4

  let cap: TokenCount
  let endpoint: Endpoint

  func apply(_ fields: RequestFields, _ patches: inout PatchList) throws(GatewayError) {
    let textTokens = (fields.promptTextBytes + Self.bytesPerToken - 1) / Self.bytesPerToken
    let prompt = textTokens.addingReportingOverflow(fields.promptTokenIDs).partialValue
    guard prompt < cap.tokens || endpoint == .embeddings && prompt <= cap.tokens else {
      throw GatewayError(
        .contextLengthExceeded,
        "This model's maximum context length is \(cap) tokens. However, your prompt contains about \(prompt) tokens. Please reduce the length of the prompt.",
        param: endpoint == .chatCompletions ? "messages" : endpoint == .completions ? "prompt" : "input"
      )
    }
    guard endpoint != .embeddings else { return }
    let left = cap.tokens - prompt
    for member in TokenLimitMember.allCases where fields[member]?.isUnreadable == true {
      throw GatewayError(.invalidRequest, "`\(member.rawValue)` must be an integer.", param: member.rawValue)
    }
    // Completions know `max_tokens` only. Each member is lowered by itself: none must be raised to what another one is lowered to.
    let members = endpoint == .chatCompletions ? TokenLimitMember.allCases : [.maxTokens]
    let asked = members.filter { fields[$0]?.value != nil }
    if asked.isEmpty {
      if endpoint == .chatCompletions {
        fields.patchMaxTokens(to: left, into: &patches)
      } else {
        fields.patch(.maxTokens, to: left, into: &patches)
      }
    }
    for member in asked where fields[member]?.value ?? 0 > left { fields.patch(member, to: left, into: &patches) }
  }
}
