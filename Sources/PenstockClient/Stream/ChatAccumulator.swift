/// Puts the chunks of a streamed answer together. A value, without I/O.
struct ChatAccumulator {
  /// A choice so far.
  fileprivate struct Choice {
    let index: Int
    /// Texts that grow: `content`, `reasoning`, `refusal` and so on.
    var texts: [(name: String, text: String)] = []
    var calls: [Call] = []
    var members: JSONObject = [:]
    var message: JSONObject = [:]
    var finishReason: JSONValue = .null
  }

  /// A tool call so far.
  fileprivate struct Call {
    let index: Int
    var id: String?
    var name: String?
    var arguments = ""
    var members: JSONObject = [:]
    var function: JSONObject = [:]
  }

  private var top: JSONObject = [:]
  private var choices: [Choice] = []
  private var usage: JSONValue?

  /// Whether the first choice has ended.
  private(set) var isFinished = false
  /// Whether there was any choice.
  var hasBegun: Bool { !choices.isEmpty }

  private static let texts: Set<String> = ["content", "reasoning", "reasoning_content", "refusal"]

  /// Takes in a chunk.
  /// - Returns: what happens to the first choice in it.
  mutating func append(_ chunk: JSONValue) -> [ChatStreamEvent] {
    var events: [ChatStreamEvent] = []
    for member in chunk.objectValue?.members ?? [] {
      switch member.name {
      case "choices":
        for (place, choice) in (member.value.arrayValue ?? []).enumerated() { append(choice, at: place, &events) }
      case "usage": if !member.value.isNull { usage = member.value }
      case "object": top["object"] = "chat.completion"
      default: if top[member.name] == nil || !member.value.isNull { top[member.name] = member.value }
      }
    }
    return events
  }

  private mutating func append(_ value: JSONValue, at place: Int, _ events: inout [ChatStreamEvent]) {
    let index = value["index"]?.intValue ?? place
    let slot: Int
    if let known = choices.firstIndex(where: { $0.index == index }) {
      slot = known
    } else {
      slot = choices.count
      choices.append(Choice(index: index))
    }
    let isFirst = index == 0
    for member in value["delta"]?.objectValue?.members ?? [] {
      let event = choices[slot].append(member)
      if isFirst { events += event }
    }
    for member in value.objectValue?.members ?? [] where !["index", "delta", "finish_reason"].contains(member.name) {
      choices[slot].merge(member)
    }
    if let reason = value["finish_reason"], !reason.isNull, choices[slot].finishReason.isNull {
      choices[slot].finishReason = reason
      if isFirst {
        isFinished = true
        events.append(.finish(FinishReason(wire: reason)))
      }
    }
  }

  /// The whole as a `chat.completion`, with every member that came with the chunks.
  var completion: JSONValue {
    var result = top
    if result["object"] == nil { result["object"] = "chat.completion" }
    result["choices"] = .array(choices.sorted { $0.index < $1.index }.map(\.json))
    if let usage { result["usage"] = usage }
    return .object(result)
  }
}

extension ChatAccumulator.Choice {
  /// Takes in a member of a delta.
  fileprivate mutating func append(_ member: JSONObject.Member) -> [ChatStreamEvent] {
    switch (member.name, member.value) {
    case (_, .null): return []
    case ("tool_calls", .array(let deltas)): return deltas.enumerated().map { .toolCall(append($1, at: $0)) }
    case ("content", .string(let text)), ("reasoning", .string(let text)), ("reasoning_content", .string(let text)),
      ("refusal", .string(let text)):
      if let place = texts.firstIndex(where: { $0.name == member.name }) {
        texts[place].text += text
      } else {
        texts.append((member.name, text))
      }
      return text.isEmpty || member.name == "refusal" ? [] : [member.name == "content" ? .content(text) : .reasoning(text)]
    default:
      message[member.name] = member.value
      return []
    }
  }

  private mutating func append(_ delta: JSONValue, at place: Int) -> ToolCallDelta {
    let index = delta["index"]?.intValue ?? place
    let slot: Int
    if let known = calls.firstIndex(where: { $0.index == index }) {
      slot = known
    } else {
      slot = calls.count
      calls.append(ChatAccumulator.Call(index: index))
    }
    let id = delta["id"]?.stringValue
    let name = delta["function"]?["name"]?.stringValue
    let arguments = delta["function"]?["arguments"]?.stringValue ?? ""
    // Older vLLM repeats the name with every piece, and may leave the id out altogether.
    calls[slot].id = calls[slot].id ?? id
    calls[slot].name = calls[slot].name ?? name
    calls[slot].arguments += arguments
    for member in delta.objectValue?.members ?? [] where !["index", "id", "function"].contains(member.name) && !member.value.isNull {
      calls[slot].members[member.name] = member.value
    }
    for member in delta["function"]?.objectValue?.members ?? [] where !["name", "arguments"].contains(member.name) {
      calls[slot].function[member.name] = member.value
    }
    return ToolCallDelta(index: index, id: id, name: name, arguments: arguments)
  }

  /// Takes in a member of the choice itself: of lists inside, as in `logprobs`, the elements are added.
  fileprivate mutating func merge(_ member: JSONObject.Member) {
    guard !member.value.isNull || members[member.name] == nil else { return }
    guard case .object(let new) = member.value, case .object(var old)? = members[member.name] else {
      members[member.name] = member.value
      return
    }
    for inner in new.members {
      if case .array(let more) = inner.value, case .array(let known)? = old[inner.name] {
        old[inner.name] = .array(known + more)
      } else {
        old[inner.name] = inner.value
      }
    }
    members[member.name] = .object(old)
  }

  fileprivate var json: JSONValue {
    var message: JSONObject = ["role": "assistant", "content": .null]
    for member in self.message.members { message[member.name] = member.value }
    for (name, text) in texts { message[name] = .string(text) }
    if message["content"] == "", !calls.isEmpty { message["content"] = .null }
    if !calls.isEmpty { message["tool_calls"] = .array(calls.sorted { $0.index < $1.index }.map(\.json)) }
    var result: JSONObject = ["index": .int(index), "message": .object(message)]
    for member in members.members { result[member.name] = member.value }
    result["finish_reason"] = finishReason
    return .object(result)
  }
}

extension ChatAccumulator.Call {
  fileprivate var json: JSONValue {
    var result: JSONObject = ["id": .string(id ?? "call_\(index)"), "type": "function"]
    for member in members.members { result[member.name] = member.value }
    var function = function
    function["name"] = .string(name ?? "")
    function["arguments"] = .string(arguments)
    result["function"] = .object(function)
    return .object(result)
  }
}
