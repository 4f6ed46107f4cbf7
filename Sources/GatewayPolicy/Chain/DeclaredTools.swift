internal import OpenAIWire

/// The tools that a request declares.
struct DeclaredTools: Sendable, Hashable {
  /// Their names: `name`, `function.name` and `custom.name`, or the `type` of a tool that has none of them, such as `web_search`.
  private(set) var names: [String] = []
  /// Whether there is a tool whose name cannot be read.
  private(set) var hasUnnamed = false

  /// Nothing is declared.
  init() {}

  /// Reads `tools` or `functions`, as text.
  mutating func add(_ tools: RawSpan) {
    var cursor = JSONCursor(maxDepth: JSONCursor.depthCeiling)
    do throws(JSONProblem) {
      try cursor.start(tools)
      guard cursor.peek(tools) == .array else {
        hasUnnamed = cursor.peek(tools) != .null || hasUnnamed
        return
      }
      var frame = try cursor.enterArray(tools)
      while try cursor.nextElement(tools, &frame) { try tool(tools, &cursor) }
    } catch {
      hasUnnamed = true
    }
  }

  private mutating func tool(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    let known = names.count
    var type: String?
    try object(bytes, &cursor) { result, cursor, member throws(JSONProblem) in
      switch member {
      case "name" where cursor.peek(bytes) == .string: result.names.append(try cursor.decodedString(bytes))
      case "type" where cursor.peek(bytes) == .string: type = try cursor.decodedString(bytes)
      case "function", "custom": try result.named(bytes, &cursor)
      default: try cursor.skipValue(bytes)
      }
    }
    guard names.count == known else { return }
    if let type, type != "function", type != "custom" { names.append(type) } else { hasUnnamed = true }
  }

  private mutating func named(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    try object(bytes, &cursor) { result, cursor, member throws(JSONProblem) in
      if member == "name", cursor.peek(bytes) == .string {
        result.names.append(try cursor.decodedString(bytes))
      } else {
        try cursor.skipValue(bytes)
      }
    }
  }

  /// Shows the members of the object at the cursor; passes what is none.
  private mutating func object(
    _ bytes: RawSpan, _ cursor: inout JSONCursor,
    _ member: (inout DeclaredTools, inout JSONCursor, String) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard cursor.peek(bytes) == .object else {
      try cursor.skipValue(bytes)
      return
    }
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) { try member(&self, &cursor, JSONText.word(bytes, token)) }
  }
}
