/// Puts the chunks of a streamed answer together. A value, without I/O.
///
/// What it keeps is bounded by a number of bytes. A chunk that only carries text on counts as that text; one with anything else that grows (tool calls, `logprobs`,
/// further choices, names that are new) counts in full.
struct ChatAccumulator {
  /// A choice so far.
  fileprivate struct Choice {
    let index: Int
    /// Texts that grow: `content`, `reasoning`, `refusal` and so on.
    var texts: [(name: String, text: String)] = []
    var calls: [Call] = []
    /// Where in `calls` those with an index are.
    var slots: [Int: Int] = [:]
    var members: JSONObject = [:]
    var message: JSONObject = [:]
    var finishReason: JSONValue = .null

    var nameCount: Int { texts.count + members.count + message.count }
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
  /// Where in `choices` those with an index are.
  private var slots: [Int: Int] = [:]
  private var usage: JSONValue?
  private let limit: Int
  private var kept = 0
  private var nameCount = 0

  /// Whether the first choice has ended.
  private(set) var isFinished = false
  /// Whether there was any choice.
  var hasBegun: Bool { !choices.isEmpty }

  /// - Parameter limit: the most bytes that are kept.
  init(limit: Int) { self.limit = limit }

  /// Takes in a chunk.
  /// - Parameter size: its bytes.
  /// - Returns: what happens to the first choice in it.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when the answer grows beyond the limit.
  mutating func append(_ chunk: JSONValue, size: Int) throws(ProviderError) -> [ChatStreamEvent] {
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
    let names = top.count + (choices.first?.nameCount ?? 0)
    kept += names == nameCount ? Self.growth(chunk, size) : size
    nameCount = names
    guard kept <= limit else { throw .invalidResponse("the streamed answer is longer than \(limit) bytes") }
    return events
  }

  /// What a chunk adds that brings no new name, in bytes.
  private static func growth(_ chunk: JSONValue, _ size: Int) -> Int {
    guard chunk["choices"]?.arrayValue?.count == 1, let choice = chunk["choices"]?[0], choice["index"]?.intValue ?? 0 == 0 else {
      return size
    }
    var count = 0
    for member in (choice.objectValue?.members ?? []) + (choice["delta"]?.objectValue?.members ?? []) where member.name != "delta" {
      switch member.value {
      case .string(let text): count += text.utf8.count
      case .array, .object: return size
      default: break
      }
    }
    return size - count > 4_096 ? size : count
  }

  private mutating func append(_ value: JSONValue, at place: Int, _ events: inout [ChatStreamEvent]) {
    let index = value["index"]?.intValue ?? place
    let slot = slots[index] ?? choices.count
    if slot == choices.count {
      slots[index] = slot
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

  /// Makes sure that the answer is there when the stream ends.
  /// - Parameter isDone: whether the server said that this is the end, by `[DONE]`.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when there is none, ``ProviderError/Category/unavailable`` when it broke off.
  func checkEnd(isDone: Bool) throws(ProviderError) {
    guard hasBegun else { throw .invalidResponse("the stream ended before it began") }
    guard isDone || isFinished else { throw ProviderError(.unavailable, "the stream broke off before the answer was complete") }
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
    let slot = slots[index] ?? calls.count
    if slot == calls.count {
      slots[index] = slot
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
    members[member.name] = .null
    for inner in new.members { old.append(inner) }
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

extension JSONObject {
  /// Adds the elements of an array to the array of that name, in place; else sets the member.
  fileprivate mutating func append(_ member: Member) {
    guard case .array(let more) = member.value, case .array(var known)? = self[member.name] else {
      self[member.name] = member.value
      return
    }
    // Without a second owner the elements are not copied: a long answer has as many of them as tokens.
    self[member.name] = .null
    known += more
    self[member.name] = .array(known)
  }
}
