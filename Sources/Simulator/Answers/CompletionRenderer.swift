/// Answers of `/v1/completions`, member for member as vLLM writes them.
struct CompletionRenderer: AnswerRenderer {
  private let request: GenerationRequest
  private let prefix: String
  /// Characters of each choice's text so far, for `text_offset`.
  private var offsets: [Int]
  private var hasBegun: [Bool]

  init(request: GenerationRequest) {
    self.request = request
    prefix =
      "{\"id\":\(JSONWriter.quoted(request.id)),\"object\":\"text_completion\",\"created\":\(request.created),"
      + "\"model\":\(JSONWriter.quoted(request.model)),\"choices\":["
    offsets = Array(repeating: 0, count: request.choiceCount)
    hasBegun = Array(repeating: false, count: request.choiceCount)
  }

  func opening() -> [String] { [] }

  mutating func chunk(index: Int, step: ChoiceState.Step, calledTool: Bool, usage: UsageCount, isLast: Bool) -> String {
    let isOpening = !hasBegun.contains(true)
    let isFirst = !hasBegun[index]
    hasBegun[index] = true
    let prompt = request.prompt(ofChoice: index)
    var text = request.hidesOutput ? "" : step.text
    if isFirst, request.echo { text = request.promptTexts[prompt] + text }
    let showsPrompt = isFirst && (request.echo || request.returnsTokenIDs)
    var event = prefix
    event += "{\"index\":\(index),\"text\":\(JSONWriter.quoted(text)),\"logprobs\":"
    if let top = request.logprobs {
      event += Self.logprobs([(step.piece, step.tokenID)], top: top, offset: offsets[index])
    } else {
      event += "null"
    }
    offsets[index] += text.unicodeScalars.count
    event += ",\"finish_reason\":\(step.finish.map { "\"\($0.rawValue)\"" } ?? "null")"
    event += ",\"stop_reason\":\(step.stopString.map(JSONWriter.quoted) ?? "null")"
    event += ",\"prompt_token_ids\":\(AnswerParts.ids(showsPrompt ? request.prompts[prompt] : nil))"
    event += ",\"token_ids\":\(AnswerParts.ids(request.returnsTokenIDs ? [step.tokenID] : nil))}]"
    if request.usageOnEveryChunk { event += ",\"usage\":" + AnswerParts.continuousUsage(usage, withDetails: false) }
    if isOpening || (isLast && !request.includesUsage) { event += AnswerParts.fingerprintMember }
    return event + "}"
  }

  func usageChunk(_ usage: UsageCount) -> String {
    prefix + "],\"usage\":\(AnswerParts.finalUsage(usage))\(AnswerParts.fingerprintMember)}"
  }

  func whole(_ results: [ChoiceResult], usage: UsageCount) -> String {
    JSONWriter.object { json in
      json.string("id", request.id)
      json.string("object", "text_completion")
      json.integer("created", request.created)
      json.string("model", request.model)
      json.array("choices", results.enumerated().map { choice($0, $1) })
      json.nulls("service_tier")
      json.string("system_fingerprint", AnswerParts.fingerprint)
      json.raw("usage", AnswerParts.wholeUsage(usage))
      json.nulls("kv_transfer_params", "ec_transfer_params", "metrics")
    }
  }

  private func choice(_ index: Int, _ result: ChoiceResult) -> String {
    let prompt = request.prompt(ofChoice: index)
    let echoed = request.echo ? request.promptTexts[prompt] : ""
    let shown = request.hidesOutput ? "" : result.content
    let tokens = request.hidesOutput ? [] : Array(zip(result.pieces, result.tokenIDs))
    return JSONWriter.object { json in
      json.integer("index", index)
      json.string("text", echoed + shown)
      json.raw("logprobs", request.logprobs.map { Self.logprobs(tokens, top: $0, offset: echoed.unicodeScalars.count) } ?? "null")
      json.string("finish_reason", result.finish?.rawValue)
      json.string("stop_reason", result.stopString)
      json.raw("token_ids", AnswerParts.ids(request.returnsTokenIDs ? result.tokenIDs : nil))
      json.nulls("prompt_logprobs")
      json.raw("prompt_token_ids", AnswerParts.ids(request.returnsTokenIDs ? request.prompts[prompt] : nil))
      json.nulls("routed_experts")
    }
  }

  private static func logprobs(_ tokens: [(piece: String, id: Int)], top: Int, offset: Int) -> String {
    var position = offset
    let offsets = tokens.map { token in
      defer { position += token.piece.unicodeScalars.count }
      return String(position)
    }
    return JSONWriter.object { json in
      json.array("text_offset", offsets)
      json.array("token_logprobs", tokens.map { "\(AnswerParts.logprob(id: $0.id, rank: 0))" })
      json.array("tokens", tokens.map { JSONWriter.quoted($0.piece) })
      json.array(
        "top_logprobs",
        tokens.map { token in
          let all = AnswerParts.alternatives(to: token.piece, id: token.id, count: max(1, top))
          return "{" + all.map { "\(JSONWriter.quoted($0.piece)):\($0.logprob)" }.joined(separator: ",") + "}"
        })
    }
  }
}
