/// The prompt of a chat request: its messages in a chat template.
struct ChatPrompt {
  /// Tokens that one image, audio or video part stands for.
  private static let tokensPerMediaPart = 256

  private(set) var tokens: [Int] = []
  private(set) var lastUserText = ""
  /// The text of the assistant that is to be continued (`continue_final_message`); empty when none is.
  private(set) var continuedText = ""
  /// How many tokens the prompt would have without that text.
  private(set) var tokensBeforeContinued = 0

  /// The prompt in `body`.
  init(body: JSONValue) throws(WireError) {
    guard let list = body["messages"] else { throw .missing("body.messages", in: body) }
    guard let messages = list.array else { throw .invalid("list_type", at: "body.messages", "Input should be a valid list", input: list) }
    guard !messages.isEmpty else { throw .bad("List should have at least 1 item after validation, not 0") }
    if let tools = body.present("tools") { try add(tools: tools) }
    let continues = try Self.continues(body)
    for (index, message) in messages.enumerated() {
      guard case .object = message else {
        throw .invalid("dict_type", at: "body.messages.\(index)", "Input should be a valid dictionary", input: message)
      }
      guard let role = message["role"]?.string else { throw .missing("body.messages.\(index).role", in: message) }
      let text = try Self.text(of: message, at: "body.messages.\(index).content")
      if continues, index == messages.count - 1, role.utf8.elementsEqual("assistant".utf8) {
        continuedText = text.text
        continue
      }
      let calls = message.present("tool_calls").map { SchemaSample.text($0) } ?? ""
      add(role: role, text: text.text + calls, media: text.media)
      if role.utf8.elementsEqual("user".utf8) { lastUserText = text.text }
    }
    tokens += [SimulatorTokenizer.messageStart] + SimulatorTokenizer.ids(of: "assistant\n")
    tokensBeforeContinued = tokens.count
    tokens += SimulatorTokenizer.ids(of: continuedText)
  }

  private static func continues(_ body: JSONValue) throws(WireError) -> Bool {
    let fields = FieldReader(body: body)
    guard try fields.flag("continue_final_message") else { return false }
    guard body.present("add_generation_prompt") != nil, try !fields.flag("add_generation_prompt") else {
      throw .bad("Cannot set both `continue_final_message` and `add_generation_prompt` to True.")
    }
    return true
  }

  /// Tokens from which on nothing is added: more than any context holds, so that the request is refused as too long, and a small body cannot ask for gigabytes.
  private static let ceiling = 1 << 24

  private mutating func add(role: String, text: String, media: Int) {
    guard tokens.count < Self.ceiling else { return }
    tokens.append(SimulatorTokenizer.messageStart)
    tokens += SimulatorTokenizer.ids(of: role + "\n")
    tokens += SimulatorTokenizer.ids(of: text)
    tokens += Array(repeating: 0, count: min(media, Self.ceiling / Self.tokensPerMediaPart) * Self.tokensPerMediaPart)
    tokens.append(SimulatorTokenizer.messageEnd)
    tokens += SimulatorTokenizer.ids(of: "\n")
  }

  private mutating func add(tools: JSONValue) throws(WireError) {
    guard let list = tools.array else { throw .invalid("list_type", at: "body.tools", "Input should be a valid list", input: tools) }
    guard !list.isEmpty else {
      throw .bad(
        "`tools` must not be an empty array. Either provide at least one tool or omit the field entirely.", param: "tools",
        showsParameter: true)
    }
    for (index, tool) in list.enumerated() {
      guard tool["function"] != nil else { throw .missing("body.tools.\(index).function", in: tool) }
    }
    add(role: "system", text: SchemaSample.text(tools), media: 0)
  }

  private static func text(of message: JSONValue, at location: String) throws(WireError) -> (text: String, media: Int) {
    switch message["content"] {
    case nil, .null?: return ("", 0)
    case .string(let text)?: return (text, 0)
    case .array(let parts)?:
      let texts = parts.compactMap { $0["text"]?.string ?? $0.string }
      return (texts.joined(separator: "\n"), parts.count - texts.count)
    case let other?: throw .invalid("string_type", at: location, "Input should be a valid string", input: other)
    }
  }
}

/// The prompts of a completions request: a string, strings, token ids, or lists of token ids.
struct CompletionPrompts {
  private(set) var tokens: [[Int]] = []
  private(set) var texts: [String] = []

  /// The prompts in `body`.
  init(body: JSONValue) throws(WireError) {
    let empty = WireError.bad("Either prompt or prompt_embeds must be provided and non-empty.", param: "prompt", showsParameter: true)
    guard let prompt = body.present("prompt"), prompt != .string("") else { throw empty }
    if prompt == .array([]) { throw .bad("You must pass at least one prompt") }
    (tokens, texts) = try Self.read(prompt, name: "prompt")
    guard tokens.allSatisfy({ !$0.isEmpty }) else { throw empty }
  }

  /// Tokens and texts of a field that has one of the four forms.
  static func read(_ value: JSONValue, name: String) throws(WireError) -> (tokens: [[Int]], texts: [String]) {
    if let text = value.string { return ([SimulatorTokenizer.ids(of: text)], [text]) }
    guard let list = value.array else { throw .invalid("list_type", at: "body.\(name)", "Input should be a valid list", input: value) }
    if case .integer = list.first {
      let ids = try ids(list, at: "body.\(name)")
      return ([ids], [text(ids)])
    }
    var tokens: [[Int]] = []
    var texts: [String] = []
    for (index, element) in list.enumerated() {
      let location = "body.\(name).\(index)"
      if let string = element.string {
        tokens.append(SimulatorTokenizer.ids(of: string))
        texts.append(string)
      } else if let inner = element.array {
        tokens.append(try ids(inner, at: location))
        texts.append(text(tokens[tokens.count - 1]))
      } else {
        throw .invalid("string_type", at: location, "Input should be a valid string", input: element)
      }
    }
    return (tokens, texts)
  }

  private static func text(_ ids: [Int]) -> String { ids.map { SimulatorTokenizer.text(ofID: $0) ?? "" }.joined() }

  private static func ids(_ list: [JSONValue], at location: String) throws(WireError) -> [Int] {
    var ids: [Int] = []
    for (index, element) in list.enumerated() {
      guard case .integer(let id) = element else {
        throw .invalid("int_type", at: "\(location).\(index)", "Input should be a valid integer", input: element)
      }
      guard id >= 0 else {
        throw .invalid(
          "greater_than_equal", at: "\(location).\(index)", "Input should be greater than or equal to 0", input: element,
          context: ", 'ctx': {'ge': 0}")
      }
      ids.append(id)
    }
    return ids
  }
}
