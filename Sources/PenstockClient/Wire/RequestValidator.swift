/// Finds what is wrong with a request before anything is sent.
enum RequestValidator {
  static func validate(_ request: ChatRequest) throws(ProviderError) {
    try validateOrder(request.messages)
    for message in request.messages { try validate(message) }
    try validateTools(request)
    if let schema = request.responseSchema {
      guard schema.json["type"]?.stringValue == "object" else {
        throw .invalidRequest("a response schema must have \"type\": \"object\" at the top")
      }
      do throws(ConfigurationError) { try schema.check() } catch { throw .invalidRequest("the response schema is not valid: \(error)") }
    }
    try validateNumbers(request.config)
  }

  private static func validateOrder(_ messages: [Message]) throws(ProviderError) {
    guard let first = messages.first, let last = messages.last else { throw .invalidRequest("there are no messages") }
    switch first {
    case .system, .user: break
    default: throw .invalidRequest("the first message must be of the system or the user")
    }
    switch last {
    case .user, .tool: break
    default: throw .invalidRequest("the last message must be of the user or a tool")
    }
    var calls: Set<String> = []
    for (place, message) in messages.enumerated() {
      switch message {
      case .system where place > 0: throw .invalidRequest("a system message can only be the first one")
      case .assistant(let message): calls.formUnion(message.toolCalls.map(\.id))
      case .tool(let message) where !calls.contains(message.callID):
        throw .invalidRequest("no earlier tool call has the id \"\(message.callID)\" that a tool message names")
      default: break
      }
    }
  }

  private static func validate(_ message: Message) throws(ProviderError) {
    switch message {
    case .system(let message):
      if message.content.isEmpty { throw .invalidRequest("a system message is empty") }
    case .user(let message):
      switch message.content {
      case .text(let text): if text.isEmpty { throw .invalidRequest("a user message is empty") }
      case .blocks(let blocks):
        if blocks.isEmpty { throw .invalidRequest("a user message has no content blocks") }
        for block in blocks { try validate(block) }
      }
    case .assistant(let message):
      if message.content.isEmpty, message.toolCalls.isEmpty {
        throw .invalidRequest("an assistant message has neither content nor tool calls")
      }
    case .tool: break
    }
  }

  private static func validate(_ block: ContentBlock) throws(ProviderError) {
    switch block {
    case .text(let text): if text.isEmpty { throw .invalidRequest("a text block is empty") }
    case .image(let image):
      switch image.source {
      case .url(let url): if url.isEmpty { throw .invalidRequest("an image's URL is empty") }
      case .inline:
        if (image.mediaType ?? "").isEmpty { throw .invalidRequest("an inline image needs a media type") }
      }
    case .other(let object):
      if object["type"]?.stringValue == nil { throw .invalidRequest("a content block needs a type") }
    }
  }

  private static func validateTools(_ request: ChatRequest) throws(ProviderError) {
    var names: Set<String> = []
    for tool in request.tools where !names.insert(tool.name).inserted { throw .invalidRequest("two tools are called \"\(tool.name)\"") }
    switch request.toolChoice {
    case .required where names.isEmpty: throw .invalidRequest("a tool is required and there are none")
    case .tool(let name) where !names.contains(name): throw .invalidRequest("the tool \"\(name)\" is demanded and not among the tools")
    default: break
    }
  }

  static func validateNumbers(_ config: RuntimeConfig) throws(ProviderError) {
    for value in [config.temperature, config.topP, config.frequencyPenalty, config.presencePenalty] {
      if let value, !value.isFinite { throw .invalidRequest("the configuration has a number that JSON cannot write: \(value)") }
    }
  }
}
