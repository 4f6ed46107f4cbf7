internal import OpenAIWire

/// The parts of an answer of chat completions that a judge's word is in: those of the first choice.
struct JudgeAnswer {
  /// A token that could have been the first one.
  struct Candidate: Hashable {
    var token: String
    var logprob: Double
  }

  /// `message.content`
  private(set) var content: String?
  /// `logprobs.content[0].top_logprobs`
  private(set) var candidates: [Candidate] = []

  /// Reads a body.
  /// - Returns: nil when it is no such answer.
  static func read(_ body: RawSpan) -> JudgeAnswer? {
    var answer = JudgeAnswer()
    var cursor = JSONCursor()
    do throws(JSONProblem) {
      try cursor.start(body)
      guard cursor.peek(body) == .object else { return nil }
      try answer.members(body, &cursor, of: ["choices"]) { answer, cursor, _ throws(JSONProblem) in
        try answer.first(body, &cursor) { answer, cursor throws(JSONProblem) in try answer.choice(body, &cursor) }
      }
      try cursor.finish(body)
      return answer
    } catch {
      return nil
    }
  }

  private mutating func choice(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    try members(body, &cursor, of: ["message", "logprobs"]) { answer, cursor, name throws(JSONProblem) in
      try answer.members(body, &cursor, of: ["content"]) { answer, cursor, _ throws(JSONProblem) in
        if name == "message", cursor.peek(body) == .string {
          answer.content = try cursor.decodedString(body)
        } else if name == "logprobs" {
          try answer.first(body, &cursor) { answer, cursor throws(JSONProblem) in try answer.token(body, &cursor) }
        } else {
          try cursor.skipValue(body)
        }
      }
    }
  }

  private mutating func token(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    try members(body, &cursor, of: ["top_logprobs"]) { answer, cursor, _ throws(JSONProblem) in
      guard cursor.peek(body) == .array else {
        try cursor.skipValue(body)
        return
      }
      var frame = try cursor.enterArray(body)
      while try cursor.nextElement(body, &frame) { try answer.candidate(body, &cursor) }
    }
  }

  private mutating func candidate(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    var token: String?
    var logprob: Double?
    try members(body, &cursor, of: ["token", "logprob"]) { _, cursor, name throws(JSONProblem) in
      if name == "token", cursor.peek(body) == .string {
        token = try cursor.decodedString(body)
      } else {
        let range = try cursor.skipValue(body)
        if name == "logprob" { logprob = Double(String(decoding: body.array(range), as: UTF8.self)) }
      }
    }
    if let token, let logprob { candidates.append(Candidate(token: token, logprob: logprob)) }
  }

  /// Shows the values of some members of the object at the cursor; passes everything else, and what is no object.
  private mutating func members(
    _ body: RawSpan, _ cursor: inout JSONCursor, of names: Set<String>,
    _ read: (inout JudgeAnswer, inout JSONCursor, String) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    try cursor.members(body) { cursor, name throws(JSONProblem) in
      if names.contains(name) { try read(&self, &cursor, name) } else { try cursor.skipValue(body) }
    }
  }

  /// Shows the first element of the array at the cursor; passes the others, and what is no array.
  private mutating func first(
    _ body: RawSpan, _ cursor: inout JSONCursor, _ read: (inout JudgeAnswer, inout JSONCursor) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard cursor.peek(body) == .array else {
      try cursor.skipValue(body)
      return
    }
    var frame = try cursor.enterArray(body)
    var isFirst = true
    while try cursor.nextElement(body, &frame) {
      if isFirst { try read(&self, &cursor) } else { try cursor.skipValue(body) }
      isFirst = false
    }
  }
}
