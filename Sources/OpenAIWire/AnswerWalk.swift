/// The walk that collects ``AnswerTexts``. What it does not know and is a string is a text: an engine's own field must not be a way around the policies.
struct AnswerWalk {
  var result = AnswerTexts()
  private var cursor = JSONCursor()
  private let isPiece: Bool
  private var hasEmptyChoices = false

  init(isPiece: Bool) { self.isPiece = isPiece }

  private static let metadata: Set<String> = ["id", "object", "model", "created", "system_fingerprint", "service_tier", "provider"]
  private static let logprobs: Set<String> = ["logprobs", "prompt_logprobs"]
  private static let tokenIDs: Set<String> = ["token_ids", "prompt_token_ids", "tokens"]
  private static let choiceMetadata: Set<String> = ["stop_reason", "finish_reason", "native_finish_reason", "matched_stop"]
  private static let messageMetadata: Set<String> = ["role", "type", "id"]

  /// Reads a document. The walk may be used for another one afterwards, which saves it memory of its own.
  mutating func run(_ bytes: RawSpan) throws(JSONProblem) {
    result.reset()
    cursor.rewind()
    hasEmptyChoices = false
    var error = ErrorMarks()
    try cursor.start(bytes)
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      case 7 where name == .choices: try choices(bytes)
      case 5 where name == .usage: try usage(bytes)
      case 2 where name == .id, 5 where name == .model, 7 where name == .created: try cursor.skipValue(bytes)
      case 6 where name == .object: try error.readObject(bytes, &cursor)
      default:
        if name.count == 5, name == .error { error.noteError(cursor.peek(bytes)) }
        if try !scalar(bytes) { try topLevel(bytes, JSONText.string(bytes, token)) }
      }
    }
    try cursor.finish(bytes)
    result.facts.hasError = error.isError
    // It is the chunk that reports usage and nothing else if its list of choices is there, and empty.
    result.facts.isUsageOnly = result.facts.isUsageOnly && hasEmptyChoices
  }

  private mutating func usage(_ bytes: RawSpan) throws(JSONProblem) {
    let start = cursor.offset
    let isObject = cursor.peek(bytes) == .object
    if isObject { result.facts.usage = try Usage.read(bytes, &cursor) } else { try cursor.skipValue(bytes) }
    result.usageRange = start..<cursor.offset
    result.facts.isUsageOnly = isObject
  }

  /// Passes a value that cannot hold a text, whatever its name is.
  private mutating func scalar(_ bytes: RawSpan) throws(JSONProblem) -> Bool {
    switch cursor.peek(bytes) {
    case .number, .bool, .null:
      try cursor.skipValue(bytes)
      return true
    default: return false
    }
  }

  private mutating func topLevel(_ bytes: RawSpan, _ name: String) throws(JSONProblem) {
    if Self.metadata.has(name) {
      try cursor.skipValue(bytes)
    } else if try !repetition(bytes, name, choice: -1) {
      try other(bytes, choice: -1, [.member(name)])
    }
  }

  private mutating func choices(_ bytes: RawSpan) throws(JSONProblem) {
    let start = cursor.offset
    hasEmptyChoices = false
    defer { result.choicesRange = start..<cursor.offset }
    guard cursor.peek(bytes) == .array else {
      try cursor.skipValue(bytes)
      return
    }
    var frame = try cursor.enterArray(bytes)
    var place = 0
    while try cursor.nextElement(bytes, &frame) {
      if cursor.peek(bytes) == .object {
        try choice(bytes, place)
      } else {
        try other(bytes, choice: place, [])
      }
      place &+= 1
    }
    result.facts.choiceCount = place
    hasEmptyChoices = place == 0
  }

  /// A choice. Its `index` may come last.
  private mutating func choice(_ bytes: RawSpan, _ place: Int) throws(JSONProblem) {
    let firstText = result.texts.count
    let firstRepetition = result.repetitions.count
    var index = place
    var reason: FinishReason?
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      case 5 where name == .index && cursor.peek(bytes) == .number: index = try cursor.number(bytes) ?? place
      case 13 where name == .finishReason && cursor.peek(bytes) == .string: reason = FinishReason(bytes, try cursor.string(bytes))
      case 5 where name == MemberName.delta, 7 where name == .message: try message(bytes, place)
      case 4 where name == .text && cursor.peek(bytes) == .string: try text(bytes, place, .text)
      default: if try !scalar(bytes) { try choiceMember(bytes, JSONText.string(bytes, token), place) }
      }
    }
    if let reason { result.facts.finish.append(FinishList.Finish(index: index, reason: reason)) }
    guard index != place else { return }
    for position in firstText..<result.texts.count { result.texts[position].lane.choice = index }
    for position in firstRepetition..<result.repetitions.count { result.repetitions[position].choice = index }
  }

  private mutating func choiceMember(_ bytes: RawSpan, _ name: String, _ choice: Int) throws(JSONProblem) {
    if Self.choiceMetadata.has(name) {
      try cursor.skipValue(bytes)
    } else if try !repetition(bytes, name, choice: choice) {
      try other(bytes, choice: choice, [.member(name)])
    }
  }

  /// Notes a member that repeats texts; false if it does not.
  private mutating func repetition(_ bytes: RawSpan, _ name: String, choice: Int) throws(JSONProblem) -> Bool {
    let isLogprobs = Self.logprobs.has(name)
    guard isLogprobs || Self.tokenIDs.has(name) else { return false }
    cursor.acceptsHalves = isPiece
    let range = try cursor.skipValue(bytes)
    cursor.acceptsHalves = false
    result.repetitions.append(AnswerTexts.Repetition(range: range, isLogprobs: isLogprobs, choice: choice))
    return true
  }

  private mutating func message(_ bytes: RawSpan, _ choice: Int) throws(JSONProblem) {
    guard cursor.peek(bytes) == .object else { return try other(bytes, choice: choice, [.member("message")]) }
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      let isString = cursor.peek(bytes) == .string
      switch name.count {
      case 4 where name == .role: try cursor.skipValue(bytes)
      case 7 where name == .content && isString: try text(bytes, choice, .content)
      case 9 where name == .reasoning && isString: try text(bytes, choice, .reasoning)
      case 17 where name == .reasoningContent && isString: try text(bytes, choice, .reasoningContent)
      case 7 where name == .refusal && isString: try text(bytes, choice, .refusal)
      case 10 where name == .toolCalls && cursor.peek(bytes) == .array: try toolCalls(bytes, choice)
      case 13 where name == .functionCall && cursor.peek(bytes) == .object:
        try function(bytes, choice, [.member("function_call")], name: .functionName, arguments: .functionArguments)
      default: if try !scalar(bytes) { try messageMember(bytes, JSONText.string(bytes, token), choice) }
      }
    }
  }

  private mutating func messageMember(_ bytes: RawSpan, _ name: String, _ choice: Int) throws(JSONProblem) {
    if Self.messageMetadata.has(name) {
      try cursor.skipValue(bytes)
      return
    }
    if cursor.peek(bytes) == .object, name.utf8.elementsEqual("audio".utf8) { result.holdsUninspectable = true }
    if try !repetition(bytes, name, choice: choice) { try other(bytes, choice: choice, [.member("delta"), .member(name)]) }
  }

  private mutating func toolCalls(_ bytes: RawSpan, _ choice: Int) throws(JSONProblem) {
    var frame = try cursor.enterArray(bytes)
    var place = 0
    while try cursor.nextElement(bytes, &frame) {
      let steps: [AnswerLane.Step] = [.member("delta"), .member("tool_calls"), .element(place)]
      if cursor.peek(bytes) == .object {
        try toolCall(bytes, choice, place, steps)
      } else {
        try other(bytes, choice: choice, steps)
      }
      place &+= 1
    }
  }

  /// A tool call. Its `index` may come last.
  private mutating func toolCall(_ bytes: RawSpan, _ choice: Int, _ place: Int, _ steps: [AnswerLane.Step]) throws(JSONProblem) {
    let first = result.texts.count
    var index = place
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      case 5 where name == .index && cursor.peek(bytes) == .number: index = try cursor.number(bytes) ?? place
      case 2 where name == .id, 4 where name == .type: try cursor.skipValue(bytes)
      case 8 where name == .function && cursor.peek(bytes) == .object:
        try function(bytes, choice, steps + [.member("function")], name: .toolName(place), arguments: .toolArguments(place))
      case 6 where name == .custom && cursor.peek(bytes) == .object:
        // Its input is a text of its own: the name is what a policy on tools asks for.
        try function(bytes, choice, steps + [.member("custom")], name: .toolName(place), arguments: .toolArguments(place))
      default: try other(bytes, choice: choice, steps + [.member(JSONText.string(bytes, token))])
      }
    }
    guard index != place else { return }
    for position in first..<result.texts.count {
      switch result.texts[position].lane.field {
      case .toolArguments: result.texts[position].lane.field = .toolArguments(index)
      case .toolName: result.texts[position].lane.field = .toolName(index)
      case .other(var path):
        path[2] = .element(index)
        result.texts[position].lane.field = .other(path)
      default: break
      }
    }
  }

  private mutating func function(
    _ bytes: RawSpan, _ choice: Int, _ steps: [AnswerLane.Step], name nameField: AnswerLane.Field, arguments: AnswerLane.Field
  ) throws(JSONProblem) {
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      let isString = cursor.peek(bytes) == .string
      switch name.count {
      case 4 where name == MemberName.name && isString: try text(bytes, choice, nameField)
      case 9 where name == .arguments && isString: try text(bytes, choice, arguments)
      case 9 where name == .arguments && [.object, .array].contains(cursor.peek(bytes)):
        // Its strings are texts; its numbers and names are not.
        result.holdsUninspectable = true
        try other(bytes, choice: choice, steps + [.member("arguments")])
      default: try other(bytes, choice: choice, steps + [.member(JSONText.string(bytes, token))])
      }
    }
  }

  /// A string is a text; of anything else, every string in it is.
  private mutating func other(_ bytes: RawSpan, choice: Int, _ steps: [AnswerLane.Step]) throws(JSONProblem) {
    switch cursor.peek(bytes) {
    case .string: try text(bytes, choice, .other(steps))
    case .object:
      var frame = try cursor.enterObject(bytes)
      while let token = try cursor.nextMember(bytes, &frame) {
        try other(bytes, choice: choice, steps + [.member(JSONText.string(bytes, token))])
      }
    case .array:
      var frame = try cursor.enterArray(bytes)
      var place = 0
      while try cursor.nextElement(bytes, &frame) {
        try other(bytes, choice: choice, steps + [.element(place)])
        place &+= 1
      }
    default: try cursor.skipValue(bytes)
    }
  }

  private mutating func text(_ bytes: RawSpan, _ choice: Int, _ field: AnswerLane.Field) throws(JSONProblem) {
    cursor.acceptsHalves = isPiece
    let token = try cursor.string(bytes)
    cursor.acceptsHalves = false
    guard !token.content.isEmpty else { return }
    result.texts.append(AnswerText(lane: AnswerLane(choice: choice, field: field), token: token))
  }
}

extension Set<String> {
  /// Whether a name that a peer has chosen is among these, which are short: long ones are not compared, see ``JSONText/word(_:_:)``.
  fileprivate func has(_ name: String) -> Bool { name.utf8.count <= JSONText.longestWord && contains(name) }
}
