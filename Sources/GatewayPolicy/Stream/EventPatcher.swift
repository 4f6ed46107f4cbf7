internal import OpenAIWire

/// Writes events: the changed copy of one, and one of its own for text that has to go out when no event of the engine can carry it.
enum EventPatcher {
  /// An event in the likeness of another one, with nothing but a text in one lane. Nil when the model has no choices to put it into.
  static func flush(_ lane: AnswerLane, _ text: [UInt8], like data: RawSpan, _ texts: AnswerTexts) -> [UInt8]? {
    guard let choices = texts.choicesRange, lane.choice >= 0 else { return nil }
    var patches = PatchList()
    patches.replace(choices, with: Array("[".utf8) + choice(lane, text) + Array("]".utf8))
    if let usage = texts.usageRange { patches.replace(usage, with: Array("null".utf8)) }
    return SSEEvent.bytes(data: patches.applied(to: data))
  }

  /// A chunk in the likeness of another one that ends choices: `finish_reason: "content_filter"`.
  /// - Parameter isText: Whether it is one of `completions`, whose choices have a `text` where those of chats have a `delta`.
  static func finish(_ choices: [Int], isText: Bool, like data: RawSpan, _ texts: AnswerTexts) -> [UInt8] {
    guard let range = texts.choicesRange else { return [] }
    let nothing = isText ? "\"text\":\"\"" : "\"delta\":{}"
    let ends = choices.map { "{\"index\":\($0),\(nothing),\"logprobs\":null,\"finish_reason\":\"content_filter\"}" }
    var patches = PatchList()
    patches.replace(range, with: Array("[\(ends.joined(separator: ","))]".utf8))
    if let usage = texts.usageRange { patches.replace(usage, with: Array("null".utf8)) }
    return SSEEvent.bytes(data: patches.applied(to: data))
  }

  private static func choice(_ lane: AnswerLane, _ text: [UInt8]) -> [UInt8] {
    let quoted = JSONText.quoted(String(decoding: text, as: UTF8.self))
    let index = Array("{\"index\":\(lane.choice),".utf8)
    let end = Array(",\"logprobs\":null,\"finish_reason\":null}".utf8)
    return index + value(steps(lane.field), quoted) + end
  }

  /// The way to a field, in a chunk.
  private static func steps(_ field: AnswerLane.Field) -> [AnswerLane.Step] {
    switch field {
    case .content: [.member("delta"), .member("content")]
    case .reasoning: [.member("delta"), .member("reasoning")]
    case .reasoningContent: [.member("delta"), .member("reasoning_content")]
    case .refusal: [.member("delta"), .member("refusal")]
    case .text: [.member("text")]
    case .toolArguments(let index): [.member("delta"), .member("tool_calls"), .element(index), .member("function"), .member("arguments")]
    case .toolName(let index): [.member("delta"), .member("tool_calls"), .element(index), .member("function"), .member("name")]
    case .functionArguments: [.member("delta"), .member("function_call"), .member("arguments")]
    case .functionName: [.member("delta"), .member("function_call"), .member("name")]
    case .other(let steps): steps
    }
  }

  /// The members on the way, around a value. The first step is a member: the braces of its object are the caller's.
  private static func value(_ steps: [AnswerLane.Step], _ quoted: [UInt8]) -> [UInt8] {
    guard case .member(let name)? = steps.first else { return Array("\"delta\":{}".utf8) }
    return JSONText.quoted(name) + [0x3a] + inner(steps.dropFirst(), quoted)
  }

  private static func inner(_ steps: ArraySlice<AnswerLane.Step>, _ quoted: [UInt8]) -> [UInt8] {
    switch steps.first {
    case nil: return quoted
    case .member(let name): return [0x7b] + JSONText.quoted(name) + [0x3a] + inner(steps.dropFirst(), quoted) + [0x7d]
    case .element(let index):
      let rest = steps.dropFirst()
      guard case .member(let name)? = rest.first else { return [0x5b] + inner(rest, quoted) + [0x5d] }
      let head = Array("[{\"index\":\(index),".utf8) + JSONText.quoted(name) + [0x3a]
      return head + inner(rest.dropFirst(), quoted) + Array("}]".utf8)
    }
  }
}
