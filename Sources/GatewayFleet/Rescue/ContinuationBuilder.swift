internal import GatewayCore
internal import OpenAIWire

/// Makes the body that continues an answer, by patches of the original one.
///
/// Chat: the text so far becomes (or is added to) a last message of the assistant, with `continue_final_message` true and `add_generation_prompt` false. vLLM refuses both to be true, and takes its default
/// of `add_generation_prompt` for true. Completions: the text is added to the prompt, or the token ids are where they are known. Token limits are lowered by what was generated; `seed` stays.
struct ContinuationBuilder {
  /// What engines generate for completions when the client says nothing.
  private static let completionsDefault = 16

  private let request: RescueRequest
  private let delivered: DeliveredAnswer
  private let tokenLimit: Int?
  private var result = RescuePlan.Continuation()

  init(_ body: RawSpan, request: RescueRequest, delivered: DeliveredAnswer, tokenLimit: Int?) {
    self.request = request
    self.tokenLimit = tokenLimit
    self.delivered = delivered
  }

  mutating func build(_ body: RawSpan) -> RescuePlan {
    let isPlaced = request.endpoint == .chatCompletions ? extendChat(body) : extendPrompt()
    guard isPlaced else { return .refuse(.promptShape) }
    result.isCountExact = delivered.generatedTokens.isExact
    guard lowerMinimum(), let isLeft = lowerLimits() else { return .refuse(.unsupportedMember("max_tokens")) }
    return isLeft ? .continue(result) : .conclude(finish: "length")
  }

  // MARK: The text

  /// Templates trim a message, or not: what is white space at its end is left to the engine to generate again, and taken from its stream.
  private mutating func extendChat(_ body: RawSpan) -> Bool {
    var sent = delivered.text
    while let last = sent.last, last == 0x20 || (0x09...0x0d).contains(last) { sent.removeLast() }
    result.overlap = Array(delivered.text[sent.count...])
    result.keptTokens = delivered.tokens(upTo: sent.count)
    guard !sent.isEmpty else { return true }
    let text = Self.escaped(sent)
    if request.continueFinalMessage?.value == true {
      guard let last = request.lastMessage, last.isAssistant, let end = last.contentEnd else { return false }
      return result.patches.insert(text, at: end)
    }
    guard request.addGenerationPrompt?.value != false, case .newMessage(let offset, let isFirst) = request.place else { return false }
    let bytes = Array("\(isFirst ? "" : ","){\"role\":\"assistant\",\"content\":\"".utf8) + text + Array("\"}".utf8)
    guard result.patches.insert(bytes, at: offset) else { return false }
    return set("continue_final_message", request.continueFinalMessage, "true")
      && set("add_generation_prompt", request.addGenerationPrompt, "false")
  }

  private mutating func extendPrompt() -> Bool {
    result.keptTokens = delivered.generatedTokens.count
    if let prompt = delivered.promptTokenIDs, let ids = delivered.exactTokenIDs, let range = request.promptRange, !prompt.isEmpty {
      result.isTokenExact = true
      return result.patches.replace(range, with: Array("[\((prompt + ids).map(String.init).joined(separator: ","))]".utf8))
    }
    switch request.place {
    case .string(let end): return result.patches.insert(Self.escaped(delivered.text), at: end)
    case .tokenIDs(let end, let isEmpty):
      guard let ids = delivered.exactTokenIDs else { return false }
      result.isTokenExact = true
      return result.patches.insert(Array((isEmpty ? "" : ",").utf8) + Array(ids.map(String.init).joined(separator: ",").utf8), at: end)
    case .newMessage, .none: return false
    }
  }

  /// The text as the inside of a JSON string.
  private static func escaped(_ text: [UInt8]) -> [UInt8] {
    Array(JSONText.quoted(String(decoding: text, as: UTF8.self)).dropFirst().dropLast())
  }

  /// Sets a member, wherever it stands.
  private mutating func set(_ name: String, _ flag: RescueRequest.Flag?, _ value: String) -> Bool {
    if let flag { return result.patches.replace(flag.range, with: Array(value.utf8)) }
    return result.patches.insert(Array("\"\(name)\":\(value),".utf8), at: request.fields.bodyStart)
  }

  // MARK: Limits

  /// Lowers the token limits by what was generated.
  /// - Returns: whether anything is left to generate; nil when a limit cannot be read or set.
  private mutating func lowerLimits() -> Bool? {
    let isChat = request.endpoint == .chatCompletions
    var hasLimit = false
    for member in isChat ? TokenLimitMember.allCases : [.maxTokens] {
      guard let field = request.fields[member], !field.isNull else { continue }
      guard let limit = field.value else { return nil }
      hasLimit = true
      let left = min(limit, tokenLimit ?? .max).saturatingAdd(-result.keptTokens)
      if left <= 0 { return false }
      guard request.fields.patch(member, to: left, into: &result.patches) else { return nil }
    }
    guard !hasLimit else { return true }
    guard let limit = isChat ? tokenLimit : min(Self.completionsDefault, tokenLimit ?? .max) else { return true }
    let left = limit - result.keptTokens
    if left <= 0 { return false }
    if isChat { return request.fields.patchMaxTokens(to: left, into: &result.patches) ? true : nil }
    return request.fields.patch(.maxTokens, to: left, into: &result.patches) ? true : nil
  }

  private mutating func lowerMinimum() -> Bool {
    guard let minimum = request.minTokens, minimum.value > 0 else { return true }
    let left = max(0, minimum.value.saturatingAdd(-result.keptTokens))
    return result.patches.replace(minimum.range, with: Array(String(left).utf8))
  }
}
