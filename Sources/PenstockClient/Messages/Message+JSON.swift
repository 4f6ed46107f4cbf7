extension Message: JSONBacked {
  /// The message in the shape `{"role": …, "content": …}`: tool calls with their arguments as objects, images as
  /// `{"type": "image", "source": …}`.
  public var json: JSONValue {
    switch self {
    case .system(let message): ["role": "system", "content": .string(message.content)]
    case .user(let message): ["role": "user", "content": message.content.json]
    case .assistant(let message): message.json
    case .tool(let message): ["role": "tool", "content": .string(message.content), "tool_call_id": .string(message.callID)]
    }
  }

  /// Reads a message in that shape.
  /// - Throws: ``ProviderError/Category/invalidRequest``.
  public init(json: JSONValue) throws(ProviderError) {
    switch json["role"]?.stringValue {
    case "system": self = .system(try Self.text(json["content"], of: "system"))
    case "user": self = .user(UserMessage(content: try UserMessage.Content(json: json["content"] ?? .null)))
    case "assistant": self = .assistant(try AssistantMessage(json: json))
    case "tool":
      guard let id = json["tool_call_id"]?.stringValue else { throw .invalidRequest("a tool message needs a tool_call_id") }
      self = .tool(try Self.text(json["content"], of: "tool"), callID: id)
    default: throw .invalidRequest("a message needs a role: system, user, assistant or tool")
    }
  }

  private static func text(_ value: JSONValue?, of role: String) throws(ProviderError) -> String {
    guard let text = value?.stringValue else { throw .invalidRequest("the content of a \(role) message must be a string") }
    return text
  }
}

extension UserMessage.Content {
  var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .blocks(let blocks): .array(blocks.map(\.json))
    }
  }

  init(json: JSONValue) throws(ProviderError) {
    switch json {
    case .string(let text): self = .text(text)
    case .array(let elements):
      var blocks: [ContentBlock] = []
      for element in elements { blocks.append(try ContentBlock(json: element)) }
      self = .blocks(blocks)
    default: throw .invalidRequest("the content of a user message must be a string or a list of blocks")
    }
  }
}

extension ContentBlock {
  var json: JSONValue {
    switch self {
    case .text(let text): ["type": "text", "text": .string(text)]
    case .image(let image): image.json
    case .other(let object): .object(object)
    }
  }

  init(json: JSONValue) throws(ProviderError) {
    guard let object = json.objectValue, let type = object["type"]?.stringValue else {
      throw .invalidRequest("a content block needs a type")
    }
    switch type {
    case "text":
      guard let text = object["text"]?.stringValue else { throw .invalidRequest("a text block needs a text") }
      self = .text(text)
    case "image": self = .image(try ImageBlock(json: object))
    default: self = .other(object)
    }
  }
}

extension ImageBlock {
  var json: JSONValue {
    var result: JSONObject = ["type": "image"]
    switch source {
    case .url(let url): result["source"] = ["type": "url", "url": .string(url)]
    case .inline(let data): result["source"] = ["type": "inline", "base64_data": .string(data)]
    }
    result["media_type"] = mediaType.map { .string($0) }
    result["detail"] = detail.map { .string($0.rawValue) }
    return .object(result)
  }

  init(json: JSONObject) throws(ProviderError) {
    let source = json["source"]
    switch (source?["type"]?.stringValue, source?["url"]?.stringValue, source?["base64_data"]?.stringValue) {
    case ("url", let url?, _): self.init(.url(url))
    case ("inline", _, let data?): self.init(.inline(base64: data))
    default: throw .invalidRequest("an image needs a source: {type: url, url} or {type: inline, base64_data}")
    }
    mediaType = json["media_type"]?.stringValue ?? source?["media_type"]?.stringValue
    if let wanted = json["detail"], !wanted.isNull {
      guard let detail = wanted.stringValue.flatMap({ Detail(rawValue: $0) }) else {
        throw .invalidRequest("an image's detail must be auto, low or high")
      }
      self.detail = detail
    }
  }
}

extension AssistantMessage {
  var json: JSONValue {
    var result: JSONObject = ["role": "assistant"]
    if thinking.isEmpty {
      result["content"] = content.isEmpty ? .null : .string(content)
    } else {
      var blocks = thinking.map(\.json)
      if !content.isEmpty { blocks.append(["type": "text", "text": .string(content)]) }
      result["content"] = .array(blocks)
    }
    if !toolCalls.isEmpty { result["tool_calls"] = .array(toolCalls.map(\.json)) }
    return .object(result)
  }

  init(json: JSONValue) throws(ProviderError) {
    self.init()
    switch json["content"] {
    case nil, .null: break
    case .string(let text): content = text
    case .array(let blocks): for block in blocks { try append(block) }
    default: throw .invalidRequest("the content of an assistant message must be a string, a list of blocks, or null")
    }
    switch json["tool_calls"] {
    case nil, .null: break
    case .array(let calls): for call in calls { toolCalls.append(try ToolCall(json: call)) }
    default: throw .invalidRequest("tool_calls must be a list")
    }
  }

  private mutating func append(_ block: JSONValue) throws(ProviderError) {
    let text = (block["text"] ?? block["thinking"])?.stringValue
    switch (block["type"]?.stringValue, text) {
    case ("text", let text?): content += text
    case ("thinking", let text?): thinking.append(.text(text, signature: block["signature"]?.stringValue))
    case ("redacted_thinking", _): thinking.append(.redacted(block["data"]?.stringValue ?? ""))
    default: throw .invalidRequest("an assistant message's blocks are text, thinking and redacted_thinking")
    }
  }
}

extension AssistantMessage.Thinking {
  var json: JSONValue {
    switch self {
    case .text(let text, let signature):
      var result: JSONObject = ["type": "thinking", "text": .string(text)]
      result["signature"] = signature.map { .string($0) }
      return .object(result)
    case .redacted(let data): return ["type": "redacted_thinking", "data": .string(data)]
    }
  }
}

extension ToolCall {
  var json: JSONValue {
    var result: JSONObject = ["id": .string(id), "name": .string(name), "arguments": arguments.map { .object($0) } ?? .null]
    result["signature"] = signature.map { .string($0) }
    return .object(result)
  }

  init(json: JSONValue) throws(ProviderError) {
    guard let id = json["id"]?.stringValue, let name = json["name"]?.stringValue else {
      throw .invalidRequest("a tool call needs an id and a name")
    }
    switch json["arguments"] {
    case nil, .null: self.init(id: id, name: name, arguments: nil)
    case .object(let arguments): self.init(id: id, name: name, arguments: arguments)
    default: throw .invalidRequest("the arguments of a tool call must be an object")
    }
    signature = json["signature"]?.stringValue
  }
}
