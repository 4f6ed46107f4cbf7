/// Walks over the parts of a request that the model reads, and shows every text to a visitor. A value of an unexpected type is shown as it is written: an engine may
/// make a text of it all the same.
enum PromptWalk {
  /// The value of `messages`.
  static func messages<V: PromptVisitor>(_ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V) throws(JSONProblem) {
    guard cursor.peek(bytes) == .array else {
      try messageOrText(bytes, &cursor, &visitor)
      return
    }
    var frame = try cursor.enterArray(bytes)
    while try cursor.nextElement(bytes, &frame) { try messageOrText(bytes, &cursor, &visitor) }
  }

  private static func messageOrText<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V
  ) throws(JSONProblem) {
    if cursor.peek(bytes) == .object {
      try message(bytes, &cursor, &visitor, kind: .content)
    } else {
      try text(bytes, &cursor, &visitor, kind: .content)
    }
  }

  /// One message, or one item of `input`.
  static func message<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) {
    visitor.message(bytes)
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      case 4 where name == .role && cursor.peek(bytes) == .string: try role(bytes, &cursor, &visitor, kind: kind)
      case 4 where name == .text: try text(bytes, &cursor, &visitor, kind: kind)
      case 4 where name == MemberName.name: try text(bytes, &cursor, &visitor, kind: .name)
      case 5 where name == .audio && cursor.peek(bytes) == .object: try media(bytes, &cursor, &visitor)
      case 7 where name == .content: try content(bytes, &cursor, &visitor, kind: kind)
      case 7 where name == .refusal: try text(bytes, &cursor, &visitor, kind: .refusal)
      case 9 where name == .reasoning, 17 where name == .reasoningContent:
        try content(bytes, &cursor, &visitor, kind: .reasoning)
      case 9 where name == .arguments: try text(bytes, &cursor, &visitor, kind: .toolArguments)
      case 5 where name == .tools, 9 where name == .functions: try raw(bytes, &cursor, &visitor, kind: .tools)
      case 10 where name == .toolCalls: try toolCalls(bytes, &cursor, &visitor)
      case 13 where name == .functionCall: try toolCall(bytes, &cursor, &visitor)
      default: try unknown(bytes, name, &cursor, &visitor)
      }
    }
  }

  /// Who speaks. Templates write a role as it is: one that nobody knows is a text, too.
  private static func role<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) {
    let token = try cursor.string(bytes)
    visitor.role(bytes, token)
    guard PromptRole(JSONText.word(bytes, token)) == .other else { return }
    visitor.text(bytes, TextSpan(range: token.range, utf8Count: token.utf8Count, isString: true, kind: kind))
  }

  /// Members that name things.
  private static let identifiers: Set<MemberName> = [.id, .type, .index, .uuid, MemberName("tool_call_id")]

  /// Such a name. What is longer than names are, or has what they do not have, says something.
  private static func identifier<V: PromptVisitor>(_ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V) throws(JSONProblem) {
    let token = try cursor.string(bytes)
    guard token.content.count > 128 || token.content.contains(where: { !isOfName(bytes.byte($0)) }) else { return }
    visitor.text(bytes, TextSpan(range: token.range, utf8Count: token.utf8Count, isString: true, kind: .settings))
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || [0x2d, 0x2e, 0x3a, 0x5f].contains(byte)
  }

  /// A member that this library does not know. Chat templates read what they like, engines have members of their own: what it holds is a text.
  private static func unknown<V: PromptVisitor>(
    _ bytes: RawSpan, _ name: MemberName, _ cursor: inout JSONCursor, _ visitor: inout V
  ) throws(JSONProblem) {
    switch cursor.peek(bytes) {
    case .string where identifiers.contains(name): try identifier(bytes, &cursor, &visitor)
    case .string: try text(bytes, &cursor, &visitor, kind: .settings)
    case .object, .array: try raw(bytes, &cursor, &visitor, kind: .settings)
    default: try cursor.skipValue(bytes)
    }
  }

  /// The content of a message: a string, or a list of parts.
  private static func content<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) {
    guard cursor.peek(bytes) == .array else {
      try text(bytes, &cursor, &visitor, kind: kind)
      return
    }
    var frame = try cursor.enterArray(bytes)
    while try cursor.nextElement(bytes, &frame) {
      if cursor.peek(bytes) == .object {
        try part(bytes, &cursor, &visitor, kind: kind)
      } else {
        try text(bytes, &cursor, &visitor, kind: kind)
      }
    }
  }

  /// One part of a content. Whatever its `type` says, its texts are shown: engines differ in which types they know. One of several is what a model reads, and nobody knows which
  /// one: such a part counts as one that cannot be looked at, too, for what the texts of neighbouring parts say together cannot be known.
  private static func part<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) {
    var frame = try cursor.enterObject(bytes)
    var texts = 0
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      // Engines make one text of the parts, thoughts, refusals and names of tools included.
      case 4 where name == .text || name == MemberName.name, 7 where name == .refusal, 7 where name == .content, 8 where name == .thinking:
        if try text(bytes, &cursor, &visitor, kind: kind) { texts &+= 1 }
      case _ where identifiers.contains(name) || notes.contains(name): try unknown(bytes, name, &cursor, &visitor)
      // Whatever else a part has is for the model: an image, audio, a file, a video.
      default: try media(bytes, &cursor, &visitor)
      }
    }
    if texts > 1 { visitor.media() }
  }

  /// Members of a part that say something of its text: what clients note for other providers, or keep of earlier answers.
  private static let notes: Set<MemberName> = [
    MemberName("cache_control"), MemberName("annotations"), MemberName("citations"), MemberName("signature"), MemberName("logprobs"),
  ]

  private static func media<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V
  ) throws(JSONProblem) {
    switch cursor.peek(bytes) {
    case .object, .array, .string: visitor.media()
    default: break
    }
    try cursor.skipValue(bytes)
  }

  private static func toolCalls<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V
  ) throws(JSONProblem) {
    guard cursor.peek(bytes) == .array else {
      try toolCall(bytes, &cursor, &visitor)
      return
    }
    var frame = try cursor.enterArray(bytes)
    while try cursor.nextElement(bytes, &frame) { try toolCall(bytes, &cursor, &visitor) }
  }

  /// A tool call with its `function`, or a function call itself.
  private static func toolCall<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V
  ) throws(JSONProblem) {
    guard cursor.peek(bytes) == .object else {
      try text(bytes, &cursor, &visitor, kind: .toolInput)
      return
    }
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      case 4 where name == MemberName.name: try text(bytes, &cursor, &visitor, kind: .name)
      case 8 where name == .function, 6 where name == .custom: try toolCall(bytes, &cursor, &visitor)
      case 9 where name == .arguments: try text(bytes, &cursor, &visitor, kind: .toolArguments)
      // The call of a custom tool has text where a function has JSON.
      case 5 where name == .input && cursor.peek(bytes) == .string: try text(bytes, &cursor, &visitor, kind: .toolInput)
      default: try unknown(bytes, name, &cursor, &visitor)
      }
    }
  }
}

/// Prompts and single values.
extension PromptWalk {
  /// The value of `chat_template_kwargs`: what a template is given beside the messages, and for some engines instead of what the request has.
  static func templateArguments<V: PromptVisitor>(_ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V) throws(JSONProblem) {
    guard cursor.peek(bytes) == .object else { return try raw(bytes, &cursor, &visitor, kind: .settings) }
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch cursor.peek(bytes) {
      case .array, .object: try raw(bytes, &cursor, &visitor, kind: name == .tools || name == .functions ? .tools : .settings)
      default: try text(bytes, &cursor, &visitor, kind: .settings)
      }
    }
  }

  /// The value of `prompt` or `input`: a text, texts, token ids, lists of token ids, or the items of a conversation.
  static func prompts<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) {
    guard cursor.peek(bytes) == .array else {
      if cursor.peek(bytes) == .string { visitor.prompt() }
      try text(bytes, &cursor, &visitor, kind: kind)
      return
    }
    var frame = try cursor.enterArray(bytes)
    // Token ids in the list itself, or the items of a conversation, are one prompt together.
    var isOnePrompt = false
    while try cursor.nextElement(bytes, &frame) {
      switch cursor.peek(bytes) {
      case .number, .object:
        if !isOnePrompt { visitor.prompt() }
        isOnePrompt = true
        try onePromptElement(bytes, &cursor, &visitor, kind: kind)
      case .array:
        visitor.prompt()
        var inner = try cursor.enterArray(bytes)
        while try cursor.nextElement(bytes, &inner) { try onePromptElement(bytes, &cursor, &visitor, kind: kind) }
      default:
        visitor.prompt()
        try text(bytes, &cursor, &visitor, kind: kind)
      }
    }
  }

  private static func onePromptElement<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) {
    switch cursor.peek(bytes) {
    case .number:
      _ = try cursor.number(bytes)
      visitor.tokenID()
    case .object: try message(bytes, &cursor, &visitor, kind: kind)
    default: try text(bytes, &cursor, &visitor, kind: kind)
    }
  }

  /// A string is shown decoded; a number, a list or an object as it is written.
  /// - Returns: whether there is a text that says anything.
  @discardableResult
  static func text<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) -> Bool {
    switch cursor.peek(bytes) {
    case .string:
      let token = try cursor.string(bytes)
      visitor.text(bytes, TextSpan(range: token.range, utf8Count: token.utf8Count, isString: true, kind: kind))
      return token.utf8Count > 0
    case .number, .array, .object:
      try raw(bytes, &cursor, &visitor, kind: kind)
      return true
    default:
      try cursor.skipValue(bytes)
      return false
    }
  }

  /// A value of any type is shown as it is written.
  static func raw<V: PromptVisitor>(
    _ bytes: RawSpan, _ cursor: inout JSONCursor, _ visitor: inout V, kind: TextSpan.Kind
  ) throws(JSONProblem) {
    let isNull = cursor.peek(bytes) == .null
    let range = try cursor.skipValue(bytes)
    guard !isNull else { return }
    visitor.text(bytes, TextSpan(range: range, utf8Count: range.count, isString: false, kind: kind))
  }
}
