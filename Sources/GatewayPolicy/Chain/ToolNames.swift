internal import OpenAIWire

/// Reads the names of tools.
enum ToolNames {
  /// The names in a `tools` or `functions` array: `[].function.name`, `[].name`.
  static func declared(in tools: RawSpan) -> [String] {
    var cursor = JSONCursor()
    var names: [String] = []
    do throws(JSONProblem) {
      try cursor.start(tools)
      guard cursor.peek(tools) == .array else { return [] }
      var frame = try cursor.enterArray(tools)
      while try cursor.nextElement(tools, &frame) { try tool(tools, &cursor, &names, isFunction: false) }
    } catch {
      return names
    }
    return names
  }

  private static func tool(_ bytes: RawSpan, _ cursor: inout JSONCursor, _ names: inout [String], isFunction: Bool) throws(JSONProblem) {
    guard cursor.peek(bytes) == .object else {
      try cursor.skipValue(bytes)
      return
    }
    var frame = try cursor.enterObject(bytes)
    while let member = try cursor.nextMember(bytes, &frame) {
      switch JSONText.string(bytes, member) {
      case "name" where cursor.peek(bytes) == .string: names.append(try cursor.decodedString(bytes))
      case "function" where !isFunction: try tool(bytes, &cursor, &names, isFunction: true)
      default: try cursor.skipValue(bytes)
      }
    }
  }
}
