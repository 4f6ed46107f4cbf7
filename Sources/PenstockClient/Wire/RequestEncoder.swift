/// Writes a chat request as the JSON body of `POST /v1/chat/completions`.
///
/// Members stand in one order, and what has no order of its own (extras, schemas, arguments) is sorted, so that equal input gives equal bytes and the
/// server's prefix cache is hit.
enum RequestEncoder {
  /// The body.
  /// - Throws: ``ProviderError/Category/invalidRequest`` when an extra contradicts a member that is produced.
  static func body(_ request: ChatRequest, model: String) throws(ProviderError) -> JSONObject {
    var body: JSONObject = ["model": .string(model)]
    body["messages"] = .array(augmented(request).map(wire))
    if !request.tools.isEmpty {
      body["tools"] = .array(request.tools.map(wire))
      body["tool_choice"] = request.toolChoice.map(wire)
    }
    write(request.config, to: &body)
    if let schema = request.responseSchema, !request.augmentsPrompt { body["response_format"] = responseFormat(schema) }
    if request.isStreaming { writeStream(to: &body) }
    if request.responseSchema != nil, request.augmentsPrompt, request.config.extras["response_format"] != nil {
      throw .invalidRequest("the extra \"response_format\" is not sent to a server that is said not to know it")
    }
    try merge(request.config.extras, into: &body, managed: managed)
    return body
  }

  /// Adds the wish for a stream, with usage counts at its end.
  static func writeStream(to body: inout JSONObject) {
    body["stream"] = true
    body["stream_options"] = ["include_usage": true]
  }

  /// Adds what a configuration sets.
  static func write(_ config: RuntimeConfig, to body: inout JSONObject) {
    body["temperature"] = config.temperature.map { .double($0) }
    body["max_tokens"] = config.maxTokens.map { .int($0) }
    body["top_p"] = config.topP.map { .double($0) }
    body["seed"] = config.seed.map { .int($0) }
    body["frequency_penalty"] = config.frequencyPenalty.map { .double($0) }
    body["presence_penalty"] = config.presencePenalty.map { .double($0) }
    body["stop"] = config.stopSequences.map { .array($0.map { .string($0) }) }
  }

  // MARK: Extras

  /// Members that extras may never decide, whether they are produced or not.
  private static let managed: Set<String> = ["model", "messages", "tools", "tool_choice", "stream"]

  /// Adds extras.
  /// - Parameter managed: members that extras may never decide, whether they are produced or not.
  static func merge(_ extras: JSONObject, into body: inout JSONObject, managed: Set<String>) throws(ProviderError) {
    for member in extras.sortedMembers {
      let value = member.value.sortedByName
      switch (body[member.name], member.name) {
      case (.array(let declared)?, "stop"): body["stop"] = .array(merged(declared, value))
      case (let produced?, _) where produced == value: break
      case (nil, "stream") where value == false: break
      case (nil, let name) where !managed.contains(name): body[name] = value
      case (_, let name): throw .invalidRequest("the extra \"\(name)\" contradicts what the library sends itself")
      }
    }
  }

  /// The declared stop sequences, then further ones; what is neither a text nor a list of texts is left out.
  private static func merged(_ declared: [JSONValue], _ extra: JSONValue) -> [JSONValue] {
    let more = extra.stringValue.map { [.string($0)] } ?? extra.arrayValue ?? []
    guard more.allSatisfy({ $0.stringValue != nil }) else { return declared }
    var result: [JSONValue] = []
    for sequence in declared + more where !result.contains(sequence) { result.append(sequence) }
    return result
  }

  // MARK: Structured output

  private static func responseFormat(_ schema: JSONSchema) -> JSONValue {
    [
      "type": "json_schema",
      "json_schema": [
        "name": .string(StrictSchema.name(of: schema)), "strict": .bool(StrictSchema.isStrict(schema)), "schema": schema.json.sortedByName,
      ],
    ]
  }

  /// The messages, with the schema in the system message where that is the way.
  private static func augmented(_ request: ChatRequest) -> [Message] {
    guard let schema = request.responseSchema, request.augmentsPrompt else { return request.messages }
    let directive = StrictSchema.directive(for: schema)
    if case .system(let message)? = request.messages.first {
      return [.system("\(message.content)\n\n\(directive)")] + request.messages.dropFirst()
    }
    return [.system(directive)] + request.messages
  }

  // MARK: Messages and tools

  static func wire(_ message: Message) -> JSONValue {
    switch message {
    case .system(let message): return ["role": "system", "content": .string(message.content)]
    case .user(let message): return ["role": "user", "content": wire(message.content)]
    case .tool(let message): return ["role": "tool", "content": .string(message.content), "tool_call_id": .string(message.callID)]
    case .assistant(let message):
      var result: JSONObject = ["role": "assistant", "content": message.content.isEmpty ? .null : .string(message.content)]
      if !message.toolCalls.isEmpty { result["tool_calls"] = .array(message.toolCalls.map(wire)) }
      return .object(result)
    }
  }

  private static func wire(_ content: UserMessage.Content) -> JSONValue {
    switch content {
    case .text(let text): .string(text)
    case .blocks(let blocks): .array(blocks.map(wire))
    }
  }

  private static func wire(_ block: ContentBlock) -> JSONValue {
    switch block {
    case .text(let text): return ["type": "text", "text": .string(text)]
    case .other(let object): return .object(object.sortedByName)
    case .image(let image):
      var result: JSONObject = [:]
      switch image.source {
      case .url(let url): result["url"] = .string(url)
      case .inline(let data): result["url"] = .string("data:\(image.mediaType ?? "");base64,\(data)")
      }
      result["detail"] = image.detail.map { .string($0.rawValue) }
      return ["type": "image_url", "image_url": .object(result)]
    }
  }

  private static func wire(_ call: ToolCall) -> JSONValue {
    let arguments = JSONValue.object(call.arguments ?? [:]).text(.sorted)
    return ["id": .string(call.id), "type": "function", "function": ["name": .string(call.name), "arguments": .string(arguments)]]
  }

  private static func wire(_ tool: Tool) -> JSONValue {
    [
      "type": "function",
      "function": [
        "name": .string(tool.name), "description": .string(tool.description), "parameters": tool.parameters.json.sortedByName,
      ],
    ]
  }

  private static func wire(_ choice: ToolChoice) -> JSONValue {
    switch choice {
    case .auto: "auto"
    case .required: "required"
    case .never: "none"
    case .tool(let name): ["type": "function", "function": ["name": .string(name)]]
    }
  }
}
