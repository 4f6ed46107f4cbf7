/// Whether the server may be asked to keep to a schema strictly, and what the schema is called on the wire.
enum StrictSchema {
  /// Whether every object forbids further members and requires all that it names, through `$ref`, `anyOf` and `items`. What allows anything (an empty
  /// schema, one of `enum` or `const` alone) is not strict, nor is what strict servers refuse (`oneOf`, `allOf`, an array of anything).
  static func isStrict(_ schema: JSONSchema) -> Bool {
    var seen: Set<String> = []
    return isStrict(schema.json, schema.json, &seen)
  }

  private static func isStrict(_ schema: JSONValue, _ root: JSONValue, _ seen: inout Set<String>) -> Bool {
    guard let object = schema.objectValue else { return false }
    if let reference = object["$ref"]?.stringValue {
      guard seen.insert(reference).inserted else { return true }
      guard let target = SchemaReferences.resolve(reference, in: root) else { return false }
      return isStrict(target, root, &seen)
    }
    if object["oneOf"] != nil || object["allOf"] != nil || object["not"] != nil { return false }
    if let parts = object["anyOf"]?.arrayValue { return parts.allSatisfy { isStrict($0, root, &seen) } }
    guard let type = object["type"] else { return false }
    let types = (type.arrayValue ?? [type]).compactMap(\.stringValue)
    if types.contains("object"), !isStrictObject(object, root, &seen) { return false }
    if types.contains("array") {
      guard let items = object["items"], object["prefixItems"] == nil else { return false }
      return isStrict(items, root, &seen)
    }
    return true
  }

  private static func isStrictObject(_ object: JSONObject, _ root: JSONValue, _ seen: inout Set<String>) -> Bool {
    guard object["additionalProperties"]?.boolValue == false, object["patternProperties"] == nil else { return false }
    let required = Set((object["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    return (object["properties"]?.objectValue ?? [:]).members.allSatisfy { required.contains($0.name) && isStrict($0.value, root, &seen) }
  }

  /// The title if servers take it for a name; else one that is made of the schema, and so always the same.
  static func name(of schema: JSONSchema) -> String {
    if let title = schema.json["title"]?.stringValue, (1...64).contains(title.utf8.count), title.utf8.allSatisfy(isNameByte) {
      return title
    }
    return "oa_schema_" + SHA256.hex(Array(directiveText(of: schema).utf8)).prefix(16)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == 0x5f || byte == 0x2d || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }

  /// The schema as it stands in a prompt: members sorted, a blank after colons and commas, nothing but ASCII.
  static func directiveText(of schema: JSONSchema) -> String {
    schema.json.text(JSONValue.Style(sortsMembers: true, hasBlanks: true, escapesNonASCII: true))
  }

  /// What is added to the prompt for servers that do not know `response_format`.
  static func directive(for schema: JSONSchema) -> String {
    """
    Answer with only valid JSON conforming to the JSON Schema below: no prose, no Markdown fences.

    JSON Schema:
    \(directiveText(of: schema))
    """
  }
}
