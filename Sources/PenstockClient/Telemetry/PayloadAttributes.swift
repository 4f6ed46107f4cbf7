/// Prompts and answers as attributes of spans: cut to a limit, without the bytes of images.
enum PayloadAttributes {
  /// The messages as JSON. An image that came with the request is replaced by its size.
  static func messages(_ messages: [Message], limit: Int) -> String {
    capped(JSONValue.array(messages.map { redacted($0) }).text(), limit: limit)
  }

  private static func redacted(_ message: Message) -> JSONValue {
    guard case .user(let user) = message, case .blocks(let blocks) = user.content else { return message.json }
    var json = message.json.objectValue ?? [:]
    json["content"] = .array(blocks.map(redacted))
    return .object(json)
  }

  private static func redacted(_ block: ContentBlock) -> JSONValue {
    switch block {
    case .image(let image):
      guard case .inline(let data) = image.source else { return block.json }
      var json = image.json.objectValue ?? [:]
      json["source"] = inlineRedacted(data)
      return .object(json)
    case .other(let object): return redacted(.object(object))
    case .text: return block.json
    }
  }

  /// Takes media out of blocks that this library does not know: `data:` URLs, and members called `data`.
  private static func redacted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text) where text.hasPrefix("data:"):
      inlineRedacted(text.split(separator: ",", maxSplits: 1).last.map(String.init) ?? "")
    case .array(let elements): .array(elements.map(redacted))
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { member in
            if member.name == "data", let text = member.value.stringValue { return (member.name, inlineRedacted(text)) }
            return (member.name, redacted(member.value))
          }))
    default: value
    }
  }

  private static func inlineRedacted(_ base64: String) -> JSONValue {
    let digits = base64.utf8.count { $0 != 0x3d && $0 != 0x0a && $0 != 0x0d }
    return ["type": "inline_redacted", "byte_count": .int(digits * 3 / 4)]
  }

  /// The calls as JSON.
  static func toolCalls(_ calls: [ToolCall], limit: Int) -> String { capped(JSONValue.array(calls.map(\.json)).text(), limit: limit) }

  /// The text, or as much of its beginning as the limit allows with a marker that says how long the whole was. It is cut between characters.
  static func capped(_ text: String, limit: Int) -> String {
    let count = text.utf8.count
    guard count > limit else { return text }
    let marker = "…[truncated, \(count) bytes total]"
    let room = max(limit - marker.utf8.count, 0)
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: room)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return text[..<end] + marker
  }
}
