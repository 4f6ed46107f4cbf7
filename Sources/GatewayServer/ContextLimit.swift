internal import GatewayCore
internal import OpenAIWire

/// What `max_context_tokens` does: a cap on prompt and answer together, counted without a tokenizer.
///
/// The prompt is estimated at one token for every four bytes of its text (and exactly, where it comes as token ids). A prompt whose estimate is larger than the cap is
/// refused. For an answer, `max_tokens` (or `max_completion_tokens`) is lowered to what the cap leaves beside the prompt, and set to it when the client gave none.
struct ContextLimit {
  static let bytesPerToken = 4
  /// What completions generate when the client says nothing.
  static let completionsDefault = 16

  let cap: TokenCount
  let endpoint: Endpoint

  /// The estimate of the prompt's tokens.
  private func prompt(_ fields: RequestFields) -> Int {
    let textTokens = (fields.largestPromptTextBytes + Self.bytesPerToken - 1) / Self.bytesPerToken
    return textTokens.addingReportingOverflow(fields.largestPromptTokenIDs).partialValue
  }

  /// How many tokens the cap leaves for an answer.
  func room(_ fields: RequestFields) -> Int { cap.tokens - prompt(fields) }

  func apply(_ fields: RequestFields, _ patches: inout PatchList) throws(GatewayError) {
    let prompt = prompt(fields)
    guard prompt < cap.tokens || endpoint == .embeddings && prompt <= cap.tokens else {
      throw GatewayError(
        .contextLengthExceeded,
        "This model's maximum context length is \(cap) tokens. However, your prompt contains about \(prompt) tokens. Please reduce the length of the prompt.",
        param: endpoint == .chatCompletions ? "messages" : endpoint == .completions ? "prompt" : "input"
      )
    }
    guard endpoint != .embeddings else { return }
    let left = cap.tokens - prompt
    // Completions know `max_tokens` only; chat completions know both, and engines prefer the newer one.
    let members = endpoint == .chatCompletions ? TokenLimitMember.allCases : [.maxTokens]
    for member in members where fields[member]?.isUnreadable == true {
      throw GatewayError(.invalidRequest, "`\(member.rawValue)` must be an integer.", param: member.rawValue)
    }
    let given = members.filter { fields[$0]?.value != nil }
    for member in given where fields[member]?.value ?? 0 > left { fields.patch(member, to: left, into: &patches) }
    guard given.isEmpty else { return }
    if endpoint == .chatCompletions {
      fields.patchMaxTokens(to: left, into: &patches)
    } else if left < Self.completionsDefault {
      fields.patch(.maxTokens, to: left, into: &patches)
    }
  }
}
