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
    try cursor.members(bytes) { cursor, member throws(JSONProblem) in
      switch member {
      case "name" where cursor.peek(bytes) == .string: names.append(try cursor.decodedString(bytes))
      case "type" where cursor.peek(bytes) == .string: type = try cursor.decodedString(bytes)
      case "function", "custom": try named(bytes, &cursor)
      default: try cursor.skipValue(bytes)
      }
    }
    guard names.count == known else { return }
    // Compared as bytes: it is the client's, see ``OpenAIWire/JSONText/word(_:_:)``.
    if let type, !["function", "custom"].contains(where: { $0.utf8.elementsEqual(type.utf8) }) {
      names.append(type)
    } else {
      hasUnnamed = true
    }
  }

  private mutating func named(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    try cursor.members(bytes) { cursor, member throws(JSONProblem) in
      if member == "name", cursor.peek(bytes) == .string {
        names.append(try cursor.decodedString(bytes))
      } else {
        try cursor.skipValue(bytes)
      }
    }
  }
}
