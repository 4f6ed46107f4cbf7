/// Makes a value that fits a JSON schema, as far as simple schemas go: for tool arguments and structured outputs.
enum SchemaSample {
  private static let maximumDepth = 16

  /// JSON for `schema`, spaced as models write it.
  static func json(for schema: JSONValue?, depth: Int = 0) -> String {
    guard let schema, depth < maximumDepth else { return "{}" }
    if let fixed = schema.present("const") { return text(fixed, depth: depth) }
    if let first = schema["enum"]?.array?.first { return text(first, depth: depth) }
    for name in ["anyOf", "oneOf"] {
      if let first = schema[name]?.array?.first { return json(for: first, depth: depth + 1) }
    }
    switch schema["type"]?.string ?? schema["type"]?.array?.first?.string {
    case "string": return "\"simulated\""
    case "integer", "number": return schema.present("minimum").map { text($0, depth: depth) } ?? "1"
    case "boolean": return "true"
    case "null": return "null"
    case "array": return "[\(json(for: schema["items"], depth: depth + 1))]"
    default: return object(schema, depth: depth)
    }
  }

  private static func object(_ schema: JSONValue, depth: Int) -> String {
    guard case .object(let properties) = schema["properties"] ?? .null else { return "{}" }
    let required = schema["required"]?.array?.compactMap(\.string)
    let members = properties.filter { required?.contains($0.name) ?? true }
    return "{" + members.map { JSONWriter.quoted($0.name) + ": " + json(for: $0.value, depth: depth + 1) }.joined(separator: ", ") + "}"
  }

  /// `value` as JSON.
  static func text(_ value: JSONValue, depth: Int = 0) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .string(let text): JSONWriter.quoted(text)
    case .array(let elements): "[" + elements.map { text($0, depth: depth + 1) }.joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { JSONWriter.quoted($0.name) + ": " + text($0.value, depth: depth + 1) }.joined(separator: ", ") + "}"
    }
  }
}
