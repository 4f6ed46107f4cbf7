/// The one pass over a request's body: the fields go to ``RequestFields``, the texts that the model reads to a visitor.
struct RequestScan<Visitor: PromptVisitor> {
  var cursor: JSONCursor
  var visitor: Visitor
  private var fields = RequestFields()

  init(maxDepth: Int, visitor: Visitor) {
    cursor = JSONCursor(maxDepth: maxDepth)
    self.visitor = visitor
  }

  mutating func run(_ body: RawSpan) throws(JSONProblem) -> RequestFields {
    try cursor.start(body)
    switch cursor.peek(body) {
    case .object: break
    case .invalid: throw cursor.unexpected(body)
    default: throw cursor.problem("the body must be a JSON object")
    }
    var frame = try cursor.enterObject(body)
    fields.bodyStart = cursor.offset
    while let name = try cursor.nextMember(body, &frame) {
      fields.isEmptyObject = false
      try member(body, MemberName(body, name))
    }
    try cursor.finish(body)
    visitor.meter.total(into: &fields)
    return fields
  }

  private mutating func member(_ body: RawSpan, _ name: MemberName) throws(JSONProblem) {
    switch name.count {
    case 1 where name == .n: fields.choiceCount = try integer(body)
    case 5 where name == .model: try model(body)
    case 5 where name == .input: try prompt(body, kind: .input)
    case 5 where name == .tools: try raw(body, kind: .tools)
    case 6 where name == .stream: try stream(body)
    case 6 where name == .prompt: try prompt(body, kind: .prompt)
    case 6 where name == .suffix: try text(body, kind: .suffix)
    case 7 where name == .bestOf: fields.bestOf = try integer(body)
    case 8 where name == .messages: try PromptWalk.messages(body, &cursor, &visitor)
    case 9 where name == .functions: try raw(body, kind: .tools)
    case 10 where name == .maxTokens: fields.maxTokens = try integer(body)
    case 14 where name == .streamOptions: try streamOptions(body)
    case 21 where name == .maxCompletionTokens: fields.maxCompletionTokens = try integer(body)
    default: try other(body, name)
    }
  }

  /// More of them than anybody has models.
  private static var mostFallbacks: Int { 16 }

  private mutating func fallbacks(_ body: RawSpan) throws(JSONProblem) {
    guard cursor.peek(body) != .null else { return try cursor.null(body) }
    if cursor.peek(body) == .invalid { throw cursor.unexpected(body) }
    guard cursor.peek(body) == .array else { throw cursor.problem("`fallbacks` must be a list of model names", path: "fallbacks") }
    var frame = try cursor.enterArray(body)
    while try cursor.nextElement(body, &frame) {
      if cursor.peek(body) == .invalid { throw cursor.unexpected(body) }
      guard cursor.peek(body) == .string, fields.fallbacks.count < Self.mostFallbacks else {
        throw cursor.problem("`fallbacks` must be a list of at most \(Self.mostFallbacks) model names", path: "fallbacks")
      }
      fields.fallbacks.append(try cursor.decodedString(body))
    }
  }

  /// Members beside the prompt that a model's text is made of.
  private mutating func other(_ body: RawSpan, _ name: MemberName) throws(JSONProblem) {
    switch name.count {
    case 20 where name == .chatTemplateKwargs: try PromptWalk.templateArguments(body, &cursor, &visitor)
    case 9 where name == .documents, 13 where name == .chatTemplate, 15 where name == .responseFormat,
      11 where name == .guidedJSON, 12 where name == .guidedRegex, 13 where name == .guidedChoice, 14 where name == .guidedGrammar,
      18 where name == .structuredOutputs:
      try raw(body, kind: .settings)
    case 8 where name == .priority: fields.priority = try integer(body)
    case 9 where name == .fallbacks: try fallbacks(body)
    case 10 where name == .cacheSalt: try cacheSalt(body)
    case 16 where name == .promptCacheKey:
      if cursor.peek(body) == .string { fields.promptCacheKey = try cursor.decodedString(body) } else { try cursor.skipValue(body) }
    default:
      if RequestMembers.texts.contains(name) {
        try raw(body, kind: .settings)
      } else if RequestMembers.tokens.contains(name) {
        if cursor.peek(body) != .null { visitor.looseMedia() }
        try cursor.skipValue(body)
      } else {
        try cursor.skipValue(body)
      }
    }
  }

  private mutating func cacheSalt(_ body: RawSpan) throws(JSONProblem) {
    let start = cursor.offset
    var value: String?
    if cursor.peek(body) == .string { value = try cursor.decodedString(body) } else { try cursor.skipValue(body) }
    fields.cacheSalt = RequestFields.CacheSalt(range: start..<cursor.offset, value: value)
  }

  private mutating func model(_ body: RawSpan) throws(JSONProblem) {
    let start = cursor.offset
    switch cursor.peek(body) {
    case .string:
      let token = try cursor.string(body)
      fields.model = .string(StringField(range: token.range, value: JSONText.string(body, token)))
    case .null:
      try cursor.null(body)
      fields.model = .null(start..<cursor.offset)
    case .invalid: throw cursor.unexpected(body)
    default: throw cursor.problem("`model` must be a string", path: "model")
    }
  }

  private mutating func stream(_ body: RawSpan) throws(JSONProblem) {
    switch cursor.peek(body) {
    case .bool: fields.stream = try cursor.bool(body)
    case .null: try cursor.null(body)
    case .invalid: throw cursor.unexpected(body)
    default: throw cursor.problem("`stream` must be true or false", path: "stream")
    }
  }

  private mutating func streamOptions(_ body: RawSpan) throws(JSONProblem) {
    let start = cursor.offset
    switch cursor.peek(body) {
    case .object:
      var frame = try cursor.enterObject(body)
      var includeUsage = RequestFields.IncludeUsage.absent
      var isEmpty = true
      while let name = try cursor.nextMember(body, &frame) {
        isEmpty = false
        if MemberName(body, name) == .includeUsage {
          includeUsage = try self.includeUsage(body)
        } else {
          try cursor.skipValue(body)
        }
      }
      fields.streamOptions = .object(range: start..<cursor.offset, isEmpty: isEmpty, includeUsage: includeUsage)
    case .null:
      try cursor.null(body)
      fields.streamOptions = .null(start..<cursor.offset)
    case .invalid: throw cursor.unexpected(body)
    default: throw cursor.problem("`stream_options` must be an object", path: "stream_options")
    }
  }

  private mutating func includeUsage(_ body: RawSpan) throws(JSONProblem) -> RequestFields.IncludeUsage {
    let start = cursor.offset
    switch cursor.peek(body) {
    case .bool:
      let value = try cursor.bool(body)
      return .value(value, start..<cursor.offset)
    case .null:
      try cursor.null(body)
      return .null(start..<cursor.offset)
    case .invalid: throw cursor.unexpected(body)
    default: throw cursor.problem("`stream_options.include_usage` must be true or false", path: "stream_options.include_usage")
    }
  }

  private mutating func integer(_ body: RawSpan) throws(JSONProblem) -> IntegerField {
    let start = cursor.offset
    let state: IntegerField.State
    switch cursor.peek(body) {
    case .number: state = try cursor.number(body).map { .value($0) } ?? .unreadable
    case .null:
      try cursor.null(body)
      state = .null
    default:
      try cursor.skipValue(body)
      state = .unreadable
    }
    return IntegerField(range: start..<cursor.offset, state: state)
  }

  private mutating func prompt(_ body: RawSpan, kind: TextSpan.Kind) throws(JSONProblem) {
    try PromptWalk.prompts(body, &cursor, &visitor, kind: kind)
  }

  private mutating func text(_ body: RawSpan, kind: TextSpan.Kind) throws(JSONProblem) {
    try PromptWalk.text(body, &cursor, &visitor, kind: kind)
  }

  private mutating func raw(_ body: RawSpan, kind: TextSpan.Kind) throws(JSONProblem) {
    try PromptWalk.raw(body, &cursor, &visitor, kind: kind)
  }
}

/// Members of a request that engines make prompts or grammars of, besides those that ``RequestScan`` reads by itself.
private enum RequestMembers {
  /// Texts, and JSON with texts in it.
  static let texts = Set(
    [
      // OpenAI
      "prediction", "instructions",
      // vLLM
      "guided_whitespace_pattern", "structural_tag",
      // llama.cpp
      "grammar", "json_schema", "system_prompt", "input_prefix", "input_suffix", "input_extra",
      // What stands in front of `messages` for Anthropic
      "system",
      // SGLang
      "regex", "ebnf",
    ].map { MemberName($0) })
  /// What is no text: token ids, embeddings, and where an engine gets the prompt's state from, which for vLLM may come with token ids of its own.
  static let tokens = Set(
    ["prompt_token_ids", "prompt_embeds", "input_ids", "input_embeds", "kv_transfer_params", "ec_transfer_params"].map { MemberName($0) })
}
