/// Answers of `/v1/chat/completions`, member for member as vLLM writes them.
struct ChatRenderer: AnswerRenderer {
  private let request: GenerationRequest
  private let prefix: String

  init(request: GenerationRequest) {
    self.request = request
    prefix =
      "{\"id\":\(JSONWriter.quoted(request.id)),\"object\":\"chat.completion.chunk\",\"created\":\(request.created),"
      + "\"model\":\(JSONWriter.quoted(request.model)),\"choices\":["
  }

  func opening() -> [String] {
    (0..<request.choicesPerPrompt).map { index in
      var event = prefix
      event += "{\"index\":\(index),\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]"
      if request.usageOnEveryChunk {
        let hasReasoning = request.script.tokens?.contains { $0.lane == .reasoning } ?? false
        let usage = UsageCount(prompt: request.promptTokens, reasoning: hasReasoning ? 0 : nil)
        event += ",\"usage\":" + AnswerParts.continuousUsage(usage, withDetails: true)
      }
      let ids = request.returnsTokenIDs ? request.prompts.first : nil
      event += ",\"prompt_token_ids\":\(AnswerParts.ids(ids)),\"prompt_text\":null"
      return event + (index == 0 ? AnswerParts.fingerprintMember : "") + "}"
    }
  }

  mutating func chunk(index: Int, step: ChoiceState.Step, calledTool: Bool, usage: UsageCount, isLast: Bool) -> String {
    var event = prefix
    event += "{\"index\":\(index),\"delta\":\(delta(step, calledTool: calledTool)),\"logprobs\":"
    event += request.logprobs == nil ? "null" : Self.logprobs([step], top: request.logprobs ?? 0)
    if let finish = step.finish {
      event += ",\"finish_reason\":\"\(finish.rawValue)\",\"stop_reason\":\(step.stopString.map(JSONWriter.quoted) ?? "null")"
    } else {
      event += ",\"finish_reason\":null"
    }
    event += ",\"token_ids\":\(AnswerParts.ids(request.returnsTokenIDs ? [step.tokenID] : nil))}]"
    if request.usageOnEveryChunk { event += ",\"usage\":" + AnswerParts.continuousUsage(usage, withDetails: true) }
    if isLast, !request.includesUsage { event += AnswerParts.fingerprintMember }
    return event + "}"
  }

  private func delta(_ step: ChoiceState.Step, calledTool: Bool) -> String {
    switch step.lane {
    // A server with parsers for tools and reasoning ends with an empty delta, one without them with empty text.
    case nil where step.text.isEmpty && (calledTool || request.usesParsers): return "{}"
    case nil, .content: return "{\"content\":\(JSONWriter.quoted(step.text))}"
    case .reasoning: return "{\"reasoning\":\(JSONWriter.quoted(step.text))}"
    case .toolName(let index):
      let call = request.script.toolCalls[index]
      return "{\"content\":null,\"tool_calls\":[{\"id\":\(JSONWriter.quoted(call.id)),\"type\":\"function\",\"index\":\(index),"
        + "\"function\":{\"name\":\(JSONWriter.quoted(call.name))}}]}"
    case .toolArguments(let index):
      return "{\"content\":null,\"tool_calls\":[{\"index\":\(index),\"function\":{\"arguments\":\(JSONWriter.quoted(step.text))}}]}"
    }
  }

  func usageChunk(_ usage: UsageCount) -> String {
    prefix + "],\"usage\":\(AnswerParts.finalUsage(usage))\(AnswerParts.fingerprintMember)}"
  }

  func whole(_ results: [ChoiceResult], usage: UsageCount) -> String {
    JSONWriter.object { json in
      json.string("id", request.id)
      json.string("object", "chat.completion")
      json.integer("created", request.created)
      json.string("model", request.model)
      json.array("choices", results.enumerated().map { choice($0, $1) })
      json.nulls("service_tier")
      json.string("system_fingerprint", AnswerParts.fingerprint)
      json.raw("usage", AnswerParts.wholeUsage(usage))
      json.nulls("prompt_logprobs")
      json.raw("prompt_token_ids", AnswerParts.ids(request.returnsTokenIDs ? request.prompts.first : nil))
      json.nulls("prompt_text", "kv_transfer_params", "ec_transfer_params", "metrics")
    }
  }

  private func choice(_ index: Int, _ result: ChoiceResult) -> String {
    JSONWriter.object { json in
      json.integer("index", index)
      json.object("message") { message(result, &$0) }
      json.raw("logprobs", request.logprobs.map { Self.logprobs(result, top: $0) } ?? "null")
      json.string("finish_reason", result.finish?.rawValue)
      json.string("stop_reason", result.stopString)
      json.raw("token_ids", AnswerParts.ids(request.returnsTokenIDs ? result.tokenIDs : nil))
      json.nulls("routed_experts")
    }
  }

  private func message(_ result: ChoiceResult, _ json: inout JSONWriter) {
    let script = request.script
    let hasNoContent = result.content.isEmpty && !script.toolCalls.isEmpty && !script.forcedTool
    json.string("role", "assistant")
    json.string("content", hasNoContent ? nil : result.content)
    json.nulls("refusal", "annotations", "audio", "function_call")
    if !script.toolCalls.isEmpty {
      json.array("tool_calls", script.toolCalls.map(Self.toolCall))
    }
    json.string("reasoning", result.reasoning)
  }

  private static func toolCall(_ call: GenerationRequest.ToolCall) -> String {
    JSONWriter.object { json in
      json.string("id", call.id)
      json.string("type", "function")
      json.object("function") { json in
        json.string("name", call.name)
        json.string("arguments", call.arguments)
      }
    }
  }

  private static func logprobs(_ result: ChoiceResult, top: Int) -> String {
    "{\"content\":[" + zip(result.pieces, result.tokenIDs).map { entry($0, id: $1, top: top) }.joined(separator: ",") + "]}"
  }

  private static func logprobs(_ steps: [ChoiceState.Step], top: Int) -> String {
    "{\"content\":[" + steps.map { entry($0.piece, id: $0.tokenID, top: top) }.joined(separator: ",") + "]}"
  }

  private static func entry(_ piece: String, id: Int, top: Int) -> String {
    JSONWriter.object { json in
      candidate(piece, AnswerParts.logprob(id: id, rank: 0), &json)
      json.array(
        "top_logprobs",
        AnswerParts.alternatives(to: piece, id: id, count: top).map { other in
          JSONWriter.object { candidate(other.piece, other.logprob, &$0) }
        })
    }
  }

  private static func candidate(_ piece: String, _ logprob: Double, _ json: inout JSONWriter) {
    json.string("token", piece)
    json.raw("logprob", "\(logprob)")
    json.array("bytes", piece.utf8.map { String($0) })
  }
}
