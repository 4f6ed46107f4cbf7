/// The tokens that log probabilities name.
public enum LogprobTokens {
  /// The sampled tokens of a `logprobs` value, joined: `content[].token` (and `refusal[].token`) of chat completions, `tokens[]` of completions.
  /// - Returns: nil when the value has another form.
  public static func joined(_ value: RawSpan) -> [UInt8]? {
    var cursor = JSONCursor()
    var result: [UInt8] = []
    do throws(JSONProblem) {
      try cursor.start(value)
      guard cursor.peek(value) == .object else { return nil }
      try cursor.members(value) { cursor, member throws(JSONProblem) in
        guard ["content", "refusal", "tokens"].contains(member), cursor.peek(value) == .array else {
          try cursor.skipValue(value)
          return
        }
        try tokens(value, &cursor, into: &result)
      }
      return result
    } catch {
      return nil
    }
  }

  /// Whether the sampled tokens of a `logprobs` value say exactly what a text says, but for one mark of the end (`<|im_end|>`, `</s>`) behind it.
  public static func say(_ text: [UInt8], in value: RawSpan) -> Bool {
    guard let tokens = joined(value), tokens.starts(with: text) else { return false }
    let rest = tokens[text.count...]
    guard let first = rest.first, let last = rest.last else { return true }
    return first == 0x3c && last == 0x3e && rest.count <= 32
      && rest.dropFirst().dropLast().allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5f || $0 == 0x7c || $0 == 0x2f }
  }

  /// Where a `logprobs` value names tokens beside the sampled ones, and what is put there to name none: `top_logprobs`, for each token in chat completions, for all of them in
  /// completions. Nothing says that such a token is part of a text that anybody has looked at.
  public static func alternatives(in value: RawSpan) -> [(range: Range<Int>, empty: String)] {
    var cursor = JSONCursor()
    var result: [(range: Range<Int>, empty: String)] = []
    do throws(JSONProblem) {
      try cursor.start(value)
      guard cursor.peek(value) == .object else { return [] }
      try cursor.members(value) { cursor, member throws(JSONProblem) in
        switch member {
        case "top_logprobs" where cursor.peek(value) == .array || cursor.peek(value) == .object:
          result.append((try cursor.skipValue(value), "null"))
        case "content" where cursor.peek(value) == .array, "refusal" where cursor.peek(value) == .array:
          var frame = try cursor.enterArray(value)
          while try cursor.nextElement(value, &frame) { try alternatives(ofToken: value, &cursor, &result) }
        default: try cursor.skipValue(value)
        }
      }
    } catch {
      return []
    }
    return result
  }

  private static func alternatives(
    ofToken value: RawSpan, _ cursor: inout JSONCursor, _ result: inout [(range: Range<Int>, empty: String)]
  ) throws(JSONProblem) {
    guard cursor.peek(value) == .object else {
      try cursor.skipValue(value)
      return
    }
    try cursor.members(value) { cursor, member throws(JSONProblem) in
      let range = try cursor.skipValue(value)
      if member == "top_logprobs", value.byte(range.lowerBound) == 0x5b, range.count > 2 { result.append((range, "[]")) }
    }
  }

  private static func tokens(_ value: RawSpan, _ cursor: inout JSONCursor, into result: inout [UInt8]) throws(JSONProblem) {
    var frame = try cursor.enterArray(value)
    while try cursor.nextElement(value, &frame) {
      switch cursor.peek(value) {
      case .string: result += JSONText.unescaped(value, try cursor.string(value))
      case .object:
        try cursor.members(value) { cursor, member throws(JSONProblem) in
          if member == "token", cursor.peek(value) == .string {
            result += JSONText.unescaped(value, try cursor.string(value))
          } else {
            try cursor.skipValue(value)
          }
        }
      default: try cursor.skipValue(value)
      }
    }
  }
}
