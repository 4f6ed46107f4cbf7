/// What one choice has come to, for an answer that is not a stream.
struct ChoiceResult: Sendable {
  var content = ""
  var reasoning: String?
  var pieces: [String] = []
  var tokenIDs: [Int] = []
  var finish: FinishReason?
  var stopString: String?

  /// Adds a step.
  mutating func add(_ step: ChoiceState.Step) {
    switch step.lane {
    case .reasoning: reasoning = (reasoning ?? "") + step.text
    case .content, nil: content += step.text
    case .toolName, .toolArguments: break
    }
    pieces.append(step.piece)
    tokenIDs.append(step.tokenID)
    finish = step.finish
    stopString = step.stopString
  }
}

/// Token counts of an answer, or of one choice of it.
struct UsageCount: Sendable {
  var prompt = 0
  var completion = 0
  /// Prompt tokens that were in the KV cache.
  var cached = 0
  /// Nil when the answer has no reasoning.
  var reasoning: Int?
}

/// Writes the answers of one endpoint: the events of a stream, and the whole.
protocol AnswerRenderer: Sendable {
  /// A renderer for the answers to `request`.
  init(request: GenerationRequest)
  /// The events before the first token.
  func opening() -> [String]
  /// The event of one token of choice `index`.
  mutating func chunk(index: Int, step: ChoiceState.Step, calledTool: Bool, usage: UsageCount, isLast: Bool) -> String
  /// The event of the whole usage.
  func usageChunk(_ usage: UsageCount) -> String
  /// The whole answer.
  func whole(_ results: [ChoiceResult], usage: UsageCount) -> String
}

/// Parts that both endpoints write alike.
enum AnswerParts {
  /// `system_fingerprint` of every answer.
  static let fingerprint = "penstock-simulator"
  /// The member that says so, with the comma before it. vLLM writes it into a stream's last event only; the simulator also into the first, so
  /// that a stream that is cut says what made it.
  static let fingerprintMember = ",\"system_fingerprint\":\"\(fingerprint)\""

  /// The usage of a chunk that is not the last.
  static func continuousUsage(_ usage: UsageCount, withDetails: Bool) -> String {
    JSONWriter.object { json in
      counts(usage, &json)
      if let reasoning = usage.reasoning {
        json.object("completion_tokens_details") { $0.integer("reasoning_tokens", reasoning) }
      } else if withDetails {
        json.nulls("completion_tokens_details")
      }
    }
  }

  /// The usage of a stream's last event.
  static func finalUsage(_ usage: UsageCount) -> String {
    JSONWriter.object { json in
      counts(usage, &json)
      if usage.cached > 0 {
        json.object("prompt_tokens_details") { json in
          json.integer("cached_tokens", usage.cached)
          json.integer("created_cache_tokens", 0)
        }
      }
      if let reasoning = usage.reasoning { json.object("completion_tokens_details") { $0.integer("reasoning_tokens", reasoning) } }
    }
  }

  /// The usage of an answer that is not a stream.
  static func wholeUsage(_ usage: UsageCount) -> String {
    JSONWriter.object { json in
      counts(usage, &json)
      if usage.cached > 0 {
        json.object("prompt_tokens_details") { json in
          json.integer("cached_tokens", usage.cached)
          json.integer("created_cache_tokens", 0)
          json.nulls("multimodal_tokens")
        }
      } else {
        json.nulls("prompt_tokens_details")
      }
      if let reasoning = usage.reasoning {
        json.object("completion_tokens_details") { $0.integer("reasoning_tokens", reasoning) }
      } else {
        json.nulls("completion_tokens_details")
      }
    }
  }

  private static func counts(_ usage: UsageCount, _ json: inout JSONWriter) {
    json.integer("prompt_tokens", usage.prompt)
    json.integer("total_tokens", usage.prompt + usage.completion)
    json.integer("completion_tokens", usage.completion)
  }

  /// Token ids as a JSON array, or null.
  static func ids(_ ids: [Int]?) -> String {
    ids.map { "[" + $0.map(String.init).joined(separator: ",") + "]" } ?? "null"
  }

  /// A plausible log probability of the token `id` as alternative number `rank`; 0 is the token that was chosen.
  static func logprob(id: Int, rank: Int) -> Double {
    let share = Double(BlockHash.mix(UInt64(truncatingIfNeeded: rank), [id]) % 1000) / 1000
    return rank == 0 ? -0.001 - share / 4 : -3 - Double(rank) - share
  }

  /// Alternatives to `piece`: itself, then others.
  static func alternatives(to piece: String, id: Int, count: Int) -> [(piece: String, logprob: Double)] {
    let others = [
      " the", " a", " of", " and", " to", " in", " is", " it", " on", " for", " as", " at", " by", " or", " an", " be", " if", " so", " we",
      " no", " up",
    ]
    let all = [piece] + others.filter { $0 != piece }
    return all.prefix(count).enumerated().map { ($1, logprob(id: id, rank: $0)) }
  }
}
