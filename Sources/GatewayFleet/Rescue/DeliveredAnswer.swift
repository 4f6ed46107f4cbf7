public import OpenAIWire

/// What an engine has delivered of a streamed answer so far: everything that is needed to go on with another one.
///
/// It is told the data of every event that goes on to the client's side (to the enforcer where there is one), so after a first rescue those of the ``StreamStitcher``. It holds the
/// text of choice 0, at most ``limit`` bytes of it, and token ids in as many bytes: a longer answer cannot be continued.
public struct DeliveredAnswer: Sendable {
  /// How much text is held.
  public static let limit = 4 << 20

  /// A point up to which the text is that of so many tokens.
  private struct Mark: Sendable {
    let end: Int
    let tokens: Int
  }

  /// Marks of the last deltas: text that is cut off again at the end is rarely longer.
  private static let markLimit = 32

  /// The value of `id` as it is written in the first event that has one.
  public internal(set) var id: [UInt8]?
  /// The value of `created`, likewise.
  public internal(set) var created: [UInt8]?
  /// The value of `model`, likewise.
  public internal(set) var model: [UInt8]?
  /// The content (chat) or text (completions) of choice 0, decoded.
  public internal(set) var text: [UInt8] = []
  /// Whether a delta named the role.
  public internal(set) var hasRole = false
  /// Whether reasoning was delivered.
  public internal(set) var hasReasoning = false
  /// Whether a tool call (or function call) has begun.
  public internal(set) var hasToolCall = false
  /// Whether something else was delivered that a client sees: a refusal, an engine's own field.
  public internal(set) var hasOther = false
  /// Whether another choice than the first was seen.
  public internal(set) var hasSeveralChoices = false
  /// Whether the text is longer than ``limit``.
  public internal(set) var isTooLong = false
  /// Why choice 0 ended, when it has: never `abort` or `error`.
  public internal(set) var finish: FinishReason?
  /// The counts that were reported last.
  public internal(set) var usage: Usage?
  /// The prompt's token ids, when the engine reports them (`return_token_ids`).
  public internal(set) var promptTokenIDs: [Int]?
  /// The token ids of choice 0.
  public internal(set) var tokenIDs: [Int] = []
  /// Whether the event with the usage of the whole answer was delivered: it must not come twice.
  private var hasUsageEvent = false
  /// Whether an event had text of choice 0 without token ids.
  private var lacksTokenIDs = false
  private var hasGivenUp = false
  /// Deltas with text: at least one token each.
  private var deltas = 0
  private var marks: [Mark] = []

  /// Nothing.
  public init() {}

  /// Whether a client could see anything of it but ids and a role.
  public var hasOutput: Bool { !text.isEmpty || isTooLong || hasReasoning || hasToolCall || hasOther || hasSeveralChoices }

  /// The token ids, if there are some for all of the text.
  public var exactTokenIDs: [Int]? { lacksTokenIDs || tokenIDs.isEmpty ? nil : tokenIDs }

  /// How many tokens were generated, and whether that is certain. Without token ids or running usage counts it is the number of deltas: vLLM may put several tokens into one.
  public var generatedTokens: (count: Int, isExact: Bool) {
    if let ids = exactTokenIDs { return (ids.count, true) }
    if let usage, usage.completionTokens >= deltas { return (usage.completionTokens, true) }
    return (deltas, deltas == 0)
  }

  /// The usage of what was delivered, when it is known to the token: by token ids, or by running counts of the engine.
  public var knownUsage: Usage? {
    let generated = generatedTokens
    guard generated.isExact, let prompt = usage?.promptTokens ?? promptTokenIDs?.count else { return nil }
    return Usage(
      promptTokens: prompt, completionTokens: generated.count, totalTokens: prompt.saturatingAdd(generated.count),
      cachedTokens: usage?.cachedTokens)
  }

  /// How many tokens the first bytes of the text are.
  func tokens(upTo end: Int) -> Int {
    if end >= text.count { return generatedTokens.count }
    return marks.last { $0.end <= end }?.tokens ?? 0
  }

  /// Takes the data of one event.
  ///
  /// An event with which the engine gives up, by `abort`, an error or something that is no JSON, is not handed on: what it says, and what comes behind it, was not delivered.
  /// - Returns: false for such an event and all that follow; they are no part of the answer.
  @discardableResult
  public mutating func note(data: RawSpan) -> Bool {
    guard !hasGivenUp else { return false }
    guard let facts = ChunkScan.scan(data: data), !facts.hasError, !facts.finish.hasAbort else {
      hasGivenUp = true
      return false
    }
    if facts.isDone { return true }
    // What is JSON and cannot be read as a chunk, as a text that is cut inside of a character, is for others to judge. What it says is not known here: nobody can go on behind it.
    guard let chunk = ChunkReader.read(data) else {
      hasOther = true
      return true
    }
    if let usage = chunk.usage {
      self.usage = usage
      hasUsageEvent = hasUsageEvent || chunk.choices.isEmpty
    }
    if id == nil { id = chunk.id.map { data.array($0) } }
    if created == nil { created = chunk.created.map { data.array($0) } }
    if model == nil { model = chunk.model.map { data.array($0) } }
    if promptTokenIDs == nil { promptTokenIDs = chunk.promptTokenIDs }
    for choice in chunk.choices { note(choice, data) }
    return true
  }

  private mutating func note(_ choice: ChunkReader.Choice, _ data: RawSpan) {
    guard choice.index == 0 else {
      hasSeveralChoices = true
      return
    }
    hasRole = hasRole || choice.role != nil
    hasReasoning = hasReasoning || choice.hasReasoning
    hasToolCall = hasToolCall || choice.hasToolCall
    hasOther = hasOther || choice.hasOther
    if promptTokenIDs == nil { promptTokenIDs = choice.promptTokenIDs }
    if let finish = choice.finish { self.finish = finish }
    if let ids = choice.tokenIDs {
      if ids.count <= Self.limit / 8 - tokenIDs.count { tokenIDs += ids } else { isTooLong = true }
    }
    let piece = choice.text.map { JSONText.unescaped(data, $0) } ?? []
    guard !piece.isEmpty || choice.hasReasoning || choice.hasToolCall else { return }
    deltas = deltas.saturatingAdd(1)
    if choice.tokenIDs == nil { lacksTokenIDs = true }
    guard text.count + piece.count <= Self.limit else {
      isTooLong = true
      return
    }
    text += piece
    if marks.count == Self.markLimit { marks.removeFirst() }
    marks.append(Mark(end: text.count, tokens: generatedTokens.count))
  }

  /// Events that end an answer whose engine died when there was nothing left to generate: the finish reason when the engine had not said it, the usage when it was asked for and is known exactly, then `[DONE]`.
  public func closingData(finish reason: String?, isChat: Bool, includesUsage: Bool) -> [[UInt8]] {
    var head = Array("{\"id\":".utf8) + (id ?? Array("\"\"".utf8))
    head += Array(",\"object\":\"\(isChat ? "chat.completion.chunk" : "text_completion")\",\"created\":".utf8) + (created ?? [0x30])
    head += Array(",\"model\":".utf8) + (model ?? Array("\"\"".utf8))
    var result: [[UInt8]] = []
    if let reason, finish == nil {
      let output = isChat ? "\"delta\":{}" : "\"text\":\"\""
      result.append(
        head + Array(",\"choices\":[{\"index\":0,\(output),\"finish_reason\":".utf8) + JSONText.quoted(reason) + Array("}]}".utf8))
    }
    if includesUsage, !hasUsageEvent, let known = knownUsage {
      let counts =
        "\"prompt_tokens\":\(known.promptTokens),\"total_tokens\":\(known.totalTokens),\"completion_tokens\":\(known.completionTokens)"
      result.append(head + Array(",\"choices\":[],\"usage\":{\(counts)}}".utf8))
    }
    return result + [Array("[DONE]".utf8)]
  }
}
