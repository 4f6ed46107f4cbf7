public import GatewayCore
public import OpenAIWire

/// What a rescue has to know of a request's body beside ``OpenAIWire/RequestFields``. Offsets are those of the scanned body. Read only when an answer has broken: the healthy path does not pay for it.
public struct RescueRequest: Sendable {
  /// Where the text so far goes.
  enum Place: Sendable, Hashable {
    /// In front of the bracket that ends `messages`.
    case newMessage(at: Int, isFirst: Bool)
    /// In front of the quote that ends a string: `prompt`, or a message that the client itself wanted to be continued.
    case string(end: Int)
    /// In front of the bracket that ends a list of token ids.
    case tokenIDs(end: Int, isEmpty: Bool)
    /// There is no such place.
    case none
  }

  /// A member that is true or false.
  struct Flag: Sendable, Hashable {
    let range: Range<Int>
    let value: Bool?
  }

  let endpoint: Endpoint
  let fields: RequestFields
  var place = Place.none
  /// The value of `prompt`.
  var promptRange: Range<Int>?
  /// Whether the output must fit a grammar, a schema or a choice.
  var isConstrained = false
  /// Whether a tool has to be called.
  var forcesTool = false
  /// Of the last message: whether the assistant speaks, and where its content ends when it is a string.
  var lastMessage: (isAssistant: Bool, contentEnd: Int?)?
  var hasLogprobs = false
  var echoes = false
  var continueFinalMessage: Flag?
  var addGenerationPrompt: Flag?
  var minTokens: (range: Range<Int>, value: Int)?
  /// The first member whose meaning would change.
  var unsupported: String?

  private init(endpoint: Endpoint, fields: RequestFields) {
    self.endpoint = endpoint
    self.fields = fields
  }

  /// Reads a body that was scanned before.
  /// - Throws: ``OpenAIWire/JSONProblem`` when it is no such body after all.
  public static func scan(_ body: RawSpan, endpoint: Endpoint, fields: RequestFields) throws(JSONProblem) -> RescueRequest {
    var request = RescueRequest(endpoint: endpoint, fields: fields)
    var cursor = JSONCursor()
    try cursor.start(body)
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) { try request.member(body, &cursor, JSONText.word(body, token)) }
    try cursor.finish(body)
    return request
  }

  private mutating func member(_ body: RawSpan, _ cursor: inout JSONCursor, _ name: String) throws(JSONProblem) {
    let isNull = cursor.peek(body) == .null
    switch name {
    case "messages" where endpoint == .chatCompletions && cursor.peek(body) == .array: try messages(body, &cursor)
    case "prompt" where endpoint == .completions: try prompt(body, &cursor)
    case "response_format": isConstrained = try !isPlainFormat(body, &cursor) || isConstrained
    case "structured_outputs", "guided_json", "guided_regex", "guided_choice", "guided_grammar":
      isConstrained = isConstrained || !isNull
      try cursor.skipValue(body)
    case "tool_choice", "function_call": forcesTool = try !isFreeChoice(body, &cursor) || forcesTool
    case "logprobs": hasLogprobs = try isTrueOrNumber(body, &cursor) || hasLogprobs
    case "echo": echoes = try isTrueOrNumber(body, &cursor)
    case "continue_final_message": continueFinalMessage = try flag(body, &cursor)
    case "add_generation_prompt": addGenerationPrompt = try flag(body, &cursor)
    case "min_tokens": minTokens = try integer(body, &cursor)
    case "suffix", "prompt_logprobs", "prompt_embeds", "truncate_prompt_tokens", "kv_transfer_params", "modalities", "audio":
      try cursor.skipValue(body)
      if !isNull, unsupported == nil { unsupported = name }
    case "use_beam_search": if try isTrueOrNumber(body, &cursor), unsupported == nil { unsupported = name }
    default: try cursor.skipValue(body)
    }
  }

  // MARK: The prompt

  private mutating func messages(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    var frame = try cursor.enterArray(body)
    var isFirst = true
    lastMessage = nil
    while try cursor.nextElement(body, &frame) {
      isFirst = false
      lastMessage = try message(body, &cursor)
    }
    place = .newMessage(at: cursor.offset - 1, isFirst: isFirst)
  }

  private func message(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> (isAssistant: Bool, contentEnd: Int?)? {
    guard cursor.peek(body) == .object else {
      try cursor.skipValue(body)
      return nil
    }
    var result: (isAssistant: Bool, contentEnd: Int?) = (false, nil)
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) {
      switch JSONText.word(body, token) {
      case "role" where cursor.peek(body) == .string: result.isAssistant = try cursor.decodedWord(body) == "assistant"
      case "content" where cursor.peek(body) == .string: result.contentEnd = try cursor.string(body).content.upperBound
      default: try cursor.skipValue(body)
      }
    }
    return result
  }

  private mutating func prompt(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    let start = cursor.offset
    defer { promptRange = start..<cursor.offset }
    switch cursor.peek(body) {
    case .string: place = .string(end: try cursor.string(body).content.upperBound)
    case .array:
      var strings: [Int] = []
      var numbers = 0
      var others = 0
      var frame = try cursor.enterArray(body)
      while try cursor.nextElement(body, &frame) {
        switch cursor.peek(body) {
        case .string: strings.append(try cursor.string(body).content.upperBound)
        case .number:
          numbers += 1
          try cursor.skipValue(body)
        default:
          others += 1
          try cursor.skipValue(body)
        }
      }
      if others == 0, strings.isEmpty, numbers > 0 { place = .tokenIDs(end: cursor.offset - 1, isEmpty: false) }
      if others == 0, numbers == 0, strings.count == 1 { place = .string(end: strings[0]) }
    default: try cursor.skipValue(body)
    }
  }

  // MARK: Settings

  private func isPlainFormat(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Bool {
    guard cursor.peek(body) == .object else {
      let isNull = cursor.peek(body) == .null
      try cursor.skipValue(body)
      return isNull
    }
    var isPlain = false
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) {
      if JSONText.word(body, token) == "type", cursor.peek(body) == .string {
        isPlain = try cursor.decodedWord(body) == "text"
      } else {
        try cursor.skipValue(body)
      }
    }
    return isPlain
  }

  private func isFreeChoice(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Bool {
    guard cursor.peek(body) == .string else {
      let isNull = cursor.peek(body) == .null
      try cursor.skipValue(body)
      return isNull
    }
    return ["auto", "none"].contains(try cursor.decodedWord(body))
  }

  private func isTrueOrNumber(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Bool {
    switch cursor.peek(body) {
    case .bool: return try cursor.bool(body)
    case .null:
      try cursor.null(body)
      return false
    default:
      try cursor.skipValue(body)
      return true
    }
  }

  private func flag(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Flag {
    let start = cursor.offset
    let value: Bool?
    if cursor.peek(body) == .bool {
      value = try cursor.bool(body)
    } else {
      value = nil
      try cursor.skipValue(body)
    }
    return Flag(range: start..<cursor.offset, value: value)
  }

  private func integer(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> (range: Range<Int>, value: Int)? {
    let start = cursor.offset
    guard cursor.peek(body) == .number else {
      try cursor.skipValue(body)
      return nil
    }
    return try cursor.number(body).map { (start..<cursor.offset, $0) }
  }
}
