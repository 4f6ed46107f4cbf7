internal import OpenAIWire

/// Where everything stands in one chunk of a stream that a rescue has to know or to change.
struct ChunkReader {
  /// A choice of a chunk.
  struct Choice {
    var index: Int?
    var place = 0
    /// The role member of the delta, with what has to go with it when it is taken out.
    var role: Range<Int>?
    /// Content or text.
    var text: StringToken?
    var hasReasoning = false
    var hasToolCall = false
    /// Something else that a client sees.
    var hasOther = false
    var finish: FinishReason?
    var tokenIDs: [Int]?
    var promptTokenIDs: [Int]?
    var promptTokenIDsRange: Range<Int>?
    var hasLogprobs = false
  }

  /// A count of the usage.
  struct Count {
    let range: Range<Int>
    let value: Int
  }

  var id: Range<Int>?
  var created: Range<Int>?
  var model: Range<Int>?
  var usage: Usage?
  var usageCounts: [String: Count] = [:]
  var promptTokenIDs: [Int]?
  var promptTokenIDsRange: Range<Int>?
  var choices: [Choice] = []

  /// Of members with one name the last counts, as everywhere where answers are read.
  private var cursor = JSONCursor(duplicates: .accept)

  /// Reads the data of an event; nil when it is no JSON object.
  static func read(_ data: RawSpan) -> ChunkReader? {
    var reader = ChunkReader()
    do throws(JSONProblem) {
      try reader.run(data)
      return reader
    } catch {
      return nil
    }
  }

  private mutating func run(_ data: RawSpan) throws(JSONProblem) {
    try cursor.start(data)
    var frame = try cursor.enterObject(data)
    while let token = try cursor.nextMember(data, &frame) {
      switch ChunkName(data, token) {
      case .id: id = try cursor.skipValue(data)
      case .created: created = try cursor.skipValue(data)
      case .model: model = try cursor.skipValue(data)
      case .usage where cursor.peek(data) == .object: try usage(data)
      case .promptTokenIDs: (promptTokenIDs, promptTokenIDsRange) = try integers(data)
      case .choices where cursor.peek(data) == .array: try choices(data)
      default: try cursor.skipValue(data)
      }
    }
    try cursor.finish(data)
  }

  private mutating func usage(_ data: RawSpan) throws(JSONProblem) {
    try counts(data, prefix: "")
    guard usageCounts["prompt_tokens"] != nil || usageCounts["completion_tokens"] != nil else { return }
    usage = Usage(
      promptTokens: usageCounts["prompt_tokens"]?.value ?? 0, completionTokens: usageCounts["completion_tokens"]?.value ?? 0,
      totalTokens: usageCounts["total_tokens"]?.value, cachedTokens: usageCounts["prompt_tokens_details.cached_tokens"]?.value)
  }

  private mutating func counts(_ data: RawSpan, prefix: String) throws(JSONProblem) {
    var frame = try cursor.enterObject(data)
    while let token = try cursor.nextMember(data, &frame) {
      let word = JSONText.word(data, token)
      guard !word.isEmpty else {
        try cursor.skipValue(data)
        continue
      }
      let name = prefix + word
      let start = cursor.offset
      switch cursor.peek(data) {
      case .number:
        if let value = try cursor.number(data), value >= 0 { usageCounts[name] = Count(range: start..<cursor.offset, value: value) }
      case .object where prefix.isEmpty: try counts(data, prefix: name + ".")
      default: try cursor.skipValue(data)
      }
    }
  }

  /// A list of integers and its place; nil for what is none, such as `null`.
  private mutating func integers(_ data: RawSpan) throws(JSONProblem) -> ([Int]?, Range<Int>?) {
    guard cursor.peek(data) == .array else {
      try cursor.skipValue(data)
      return (nil, nil)
    }
    let start = cursor.offset
    var result: [Int]? = []
    var frame = try cursor.enterArray(data)
    while try cursor.nextElement(data, &frame) {
      guard cursor.peek(data) == .number, let value = try cursor.number(data) else {
        if cursor.peek(data) != .number { try cursor.skipValue(data) }
        result = nil
        continue
      }
      result?.append(value)
    }
    return (result, start..<cursor.offset)
  }

  private mutating func choices(_ data: RawSpan) throws(JSONProblem) {
    var frame = try cursor.enterArray(data)
    while try cursor.nextElement(data, &frame) {
      guard cursor.peek(data) == .object else {
        try cursor.skipValue(data)
        continue
      }
      var choice = Choice()
      choice.place = choices.count
      try self.choice(data, &choice)
      choice.index = choice.index ?? choice.place
      choices.append(choice)
    }
  }

  private mutating func choice(_ data: RawSpan, _ choice: inout Choice) throws(JSONProblem) {
    var frame = try cursor.enterObject(data)
    while let token = try cursor.nextMember(data, &frame) {
      switch ChunkName(data, token) {
      case .index where cursor.peek(data) == .number: choice.index = try cursor.number(data)
      case .finishReason where cursor.peek(data) == .string: choice.finish = FinishReason(data, try cursor.string(data))
      case .delta where cursor.peek(data) == .object: try delta(data, &choice)
      case .text where cursor.peek(data) == .string: choice.text = try cursor.string(data)
      case .tokenIDs: choice.tokenIDs = try integers(data).0
      case .promptTokenIDs: (choice.promptTokenIDs, choice.promptTokenIDsRange) = try integers(data)
      case .logprobs:
        choice.hasLogprobs = cursor.peek(data) != .null
        try cursor.skipValue(data)
      default: try cursor.skipValue(data)
      }
    }
  }

  private mutating func delta(_ data: RawSpan, _ choice: inout Choice) throws(JSONProblem) {
    var frame = try cursor.enterObject(data)
    var previousEnd: Int?
    /// The start of a role member that stands first: it goes together with the comma behind it.
    var roleStart: Int?
    while let token = try cursor.nextMember(data, &frame) {
      if let start = roleStart {
        choice.role = start..<token.range.lowerBound
        roleStart = nil
      }
      let name = ChunkName(data, token)
      if name == .role {
        try cursor.skipValue(data)
        if let previousEnd { choice.role = previousEnd..<cursor.offset } else { roleStart = token.range.lowerBound }
        if previousEnd == nil { choice.role = token.range.lowerBound..<cursor.offset }
      } else {
        try deltaMember(data, name, &choice)
      }
      previousEnd = cursor.offset
    }
  }

  private mutating func deltaMember(_ data: RawSpan, _ name: ChunkName, _ choice: inout Choice) throws(JSONProblem) {
    let kind = cursor.peek(data)
    switch name {
    case .content where kind == .string: choice.text = try cursor.string(data)
    case .reasoning where kind == .string, .reasoningContent where kind == .string:
      choice.hasReasoning = try !cursor.string(data).content.isEmpty || choice.hasReasoning
    case .toolCalls, .functionCall:
      let range = try cursor.skipValue(data)
      // An empty list is none, as vLLM 0.8 sends it.
      if kind == .object || kind == .array && range.count > 2 { choice.hasToolCall = true }
    default:
      let range = try cursor.skipValue(data)
      let isEmpty = kind == .null || kind == .bool || range.count <= 2 && kind != .number
      if !isEmpty { choice.hasOther = true }
    }
  }
}
