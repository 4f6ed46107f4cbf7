/// Looks whether a document is a schema: before it is sent, so that a mistake is found where it was made.
struct SchemaCheck {
  let root: JSONValue

  private static let types: Set<String> = ["object", "array", "string", "number", "integer", "boolean", "null"]
  private static let schemas = [
    "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedProperties",
  ]
  private static let lists = ["anyOf", "oneOf", "allOf", "prefixItems"]
  private static let maps = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]
  private static let counts = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"]
  private static let numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]

  func check(_ schema: JSONValue, at place: String) throws(ConfigurationError) {
    if schema.boolValue != nil { return }
    guard let object = schema.objectValue else { throw ConfigurationError("\(place): a schema must be an object, true or false") }
    try checkType(object["type"], at: place)
    try checkReference(object["$ref"], at: place)
    for name in Self.schemas { if let inner = object[name] { try check(inner, at: "\(place)/\(name)") } }
    for name in Self.lists {
      if let inner = object[name] { try checkList(inner, at: "\(place)/\(name)", mayBeEmpty: name == "prefixItems") }
    }
    for name in Self.maps { if let inner = object[name] { try checkMap(inner, at: "\(place)/\(name)") } }
    try checkValues(object, at: place)
  }

  private func checkType(_ type: JSONValue?, at place: String) throws(ConfigurationError) {
    guard let type else { return }
    let names = type.arrayValue ?? [type]
    guard !names.isEmpty, names.allSatisfy({ $0.stringValue.map(Self.types.contains) == true }) else {
      throw ConfigurationError("\(place)/type: not a type of JSON Schema: \(type)")
    }
  }

  private func checkReference(_ reference: JSONValue?, at place: String) throws(ConfigurationError) {
    guard let reference else { return }
    guard let text = reference.stringValue, let target = SchemaReferences.resolve(text, in: root) else {
      throw ConfigurationError("\(place)/$ref: \(reference) does not lead to a place in this schema")
    }
    guard target.objectValue != nil || target.boolValue != nil else {
      throw ConfigurationError("\(place)/$ref: \(reference) leads to what is no schema")
    }
  }

  private func checkList(_ list: JSONValue, at place: String, mayBeEmpty: Bool) throws(ConfigurationError) {
    guard let elements = list.arrayValue, mayBeEmpty || !elements.isEmpty else {
      throw ConfigurationError("\(place): must be a list of schemas")
    }
    for (index, element) in elements.enumerated() { try check(element, at: "\(place)/\(index)") }
  }

  private func checkMap(_ map: JSONValue, at place: String) throws(ConfigurationError) {
    guard let object = map.objectValue else { throw ConfigurationError("\(place): must be an object of schemas") }
    for member in object.members { try check(member.value, at: "\(place)/\(member.name)") }
  }

  private func checkValues(_ object: JSONObject, at place: String) throws(ConfigurationError) {
    if let required = object["required"] {
      guard required.arrayValue?.allSatisfy({ $0.stringValue != nil }) == true else {
        throw ConfigurationError("\(place)/required: must be a list of names")
      }
    }
    if let choices = object["enum"], choices.arrayValue == nil { throw ConfigurationError("\(place)/enum: must be a list") }
    if let pattern = object["pattern"], pattern.stringValue == nil { throw ConfigurationError("\(place)/pattern: must be a string") }
    for name in Self.counts {
      if let value = object[name], (value.intValue ?? -1) < 0 {
        throw ConfigurationError("\(place)/\(name): must be a whole number from 0 up")
      }
    }
    for name in Self.numbers {
      if let value = object[name], value.doubleValue == nil { throw ConfigurationError("\(place)/\(name): must be a number") }
    }
  }
}
