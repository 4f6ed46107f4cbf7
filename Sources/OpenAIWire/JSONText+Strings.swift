extension JSONText {
  /// All strings that are values in a JSON value, decoded, a line each, in the order of the document; the text itself as far as it is no JSON.
  public static func strings(_ json: RawSpan) -> [UInt8] {
    var result: [UInt8] = []
    var cursor = JSONCursor(maxDepth: JSONCursor.depthCeiling)
    do throws(JSONProblem) {
      try cursor.start(json)
      try appendStrings(json, &cursor, to: &result)
    } catch {
      json.append(min(cursor.offset, json.byteCount)..<json.byteCount, to: &result)
    }
    return result
  }

  private static func appendStrings(_ json: RawSpan, _ cursor: inout JSONCursor, to result: inout [UInt8]) throws(JSONProblem) {
    switch cursor.peek(json) {
    case .string:
      appendUnescaped(json, try cursor.string(json), to: &result)
      result.append(0x0a)
    case .array:
      var frame = try cursor.enterArray(json)
      while try cursor.nextElement(json, &frame) { try appendStrings(json, &cursor, to: &result) }
    case .object:
      var frame = try cursor.enterObject(json)
      while try cursor.nextMember(json, &frame) != nil { try appendStrings(json, &cursor, to: &result) }
    default: try cursor.skipValue(json)
    }
  }
}
