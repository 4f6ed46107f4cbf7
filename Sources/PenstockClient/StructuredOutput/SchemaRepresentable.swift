#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A type that says itself what its JSON looks like: for those from which no schema can be derived, and to add descriptions and bounds.
///
/// ```swift
/// struct Rating: Codable, SchemaRepresentable {
///   var stars: Int
///   static let jsonSchema = JSONSchema.object(["stars": ["type": "integer", "minimum": 1, "maximum": 5]])
/// }
/// ```
public protocol SchemaRepresentable: Decodable {
  /// What the type's JSON looks like.
  static var jsonSchema: JSONSchema { get }
}

extension JSONSchema {
  /// The schema of a type, found by decoding it from nothing while its keys and types are written down.
  ///
  /// * Structures become objects that forbid further members, so that servers can keep to the schema strictly. A structure's optional properties are
  ///   required and may be `null`. The type's name becomes the title.
  /// * Arrays, dictionaries with `String` keys, `String`, `Bool`, numbers, `URL`, `UUID`, `Date` (as `JSONDecoder` reads it: seconds since 2001), `Decimal`
  ///   and `Data` (base64) are known, and enumerations of texts or whole numbers that are `CaseIterable`.
  /// * What is ``SchemaRepresentable`` is asked, also inside other types.
  /// * Recursive types, enumerations with associated values or without `CaseIterable`, and types whose `init(from:)` asks for certain values
  ///   cannot be derived: make them, or the part that cannot be, ``SchemaRepresentable``, or write the schema as a literal.
  /// - Throws: ``ConfigurationError`` with the type and the reason.
  public static func derived<Value: Decodable>(from type: Value.Type) throws(ConfigurationError) -> JSONSchema {
    do {
      let node = SchemaNode()
      _ = try SchemaDeriver(types: []).derive(type, into: node)
      return JSONSchema(node.json(title: title(of: type)))
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw ConfigurationError(
        "no schema can be derived from \(type): make it SchemaRepresentable, or an enumeration CaseIterable (\(error))")
    }
  }

  private static func title(of type: Any.Type) -> String? {
    let name = String(describing: type)
    return name.utf8.allSatisfy { $0 == 0x5f || (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) } ? name : nil
  }
}

/// What is known of a type so far.
final class SchemaNode {
  /// The schema when it is known as a whole.
  var leaf: JSONValue?
  /// The properties, when the type asked for members.
  var properties: [(name: String, node: SchemaNode)]?
  /// The elements, when it asked for those.
  var element: SchemaNode?
  var isNullable = false

  /// The node of a property; the same one when it is asked for twice.
  func property(_ name: String) -> SchemaNode {
    if let known = properties?.first(where: { $0.name == name }) { return known.node }
    let node = SchemaNode()
    properties = (properties ?? []) + [(name, node)]
    return node
  }

  func json(title: String? = nil) -> JSONValue {
    let plain = plain(title: title)
    return isNullable ? ["anyOf": [plain, ["type": "null"]]] : plain
  }

  private func plain(title: String?) -> JSONValue {
    if let leaf { return leaf }
    if let element { return ["type": "array", "items": element.json()] }
    var result: JSONObject = ["type": "object"]
    result["title"] = title.map { .string($0) }
    result["properties"] = .object(JSONObject((properties ?? []).map { ($0.name, $0.node.json()) }))
    result["required"] = .array((properties ?? []).map { .string($0.name) })
    result["additionalProperties"] = false
    return .object(result)
  }
}

/// Decodes types from nothing.
struct SchemaDeriver {
  /// The types that are being decoded, outermost first.
  let types: [Any.Type]

  /// Writes down what the type is, and makes a value of it, for the type that has it as a part.
  func derive<Value: Decodable>(_ type: Value.Type, into node: SchemaNode) throws -> Value {
    if let known = type as? any SchemaRepresentable.Type {
      node.leaf = known.jsonSchema.json
      return try sample(type, of: known.jsonSchema.json)
    }
    if let known = foundation(type, node) { return known }
    if let map = type as? any StringKeyedMap.Type, let empty = map.empty as? Value {
      let inner = SchemaNode()
      try map.deriveValue(self, inner)
      node.leaf = ["type": "object", "additionalProperties": inner.json()]
      return empty
    }
    if let cases = type as? any CaseIterable.Type, let (values, first) = rawValues(cases), let value = first as? Value {
      let isText = values.allSatisfy { $0.stringValue != nil }
      node.leaf = ["type": isText ? "string" : "integer", "enum": .array(values)]
      return value
    }
    guard !types.contains(where: { $0 == type }) else {
      throw ConfigurationError("no schema can be derived from the recursive type \(type): make it SchemaRepresentable")
    }
    return try Value(from: RecordingDecoder(node: node, deriver: SchemaDeriver(types: types + [type])))
  }

  /// Types of Foundation that `JSONDecoder` reads in its own way.
  private func foundation<Value>(_ type: Value.Type, _ node: SchemaNode) -> Value? {
    let known: (JSONValue, Any)
    switch type {
    case is URL.Type:
      guard let url = URL(string: "https://example.com") else { return nil }
      known = (["type": "string", "format": "uri"], url)
    case is UUID.Type: known = (["type": "string", "format": "uuid"], UUID())
    case is Date.Type: known = (["type": "number"], Date(timeIntervalSinceReferenceDate: 0))
    case is Data.Type: known = (["type": "string", "contentEncoding": "base64"], Data())
    case is Decimal.Type: known = (["type": "number"], Decimal(0))
    default: return nil
    }
    node.leaf = known.0
    return known.1 as? Value
  }

  private func rawValues<Cases: CaseIterable>(_ type: Cases.Type) -> ([JSONValue], Any)? {
    guard let first = type.allCases.first else { return nil }
    var values: [JSONValue] = []
    for element in type.allCases {
      switch (element as? any RawRepresentable)?.rawValue {
      case let text as String: values.append(.string(text))
      case let number as any BinaryInteger: values.append(.number(JSONNumber(number)))
      default: return nil
      }
    }
    return (values, first)
  }

  /// A value of a type that gave its own schema, made of the least JSON that keeps to it.
  private func sample<Value: Decodable>(_ type: Value.Type, of schema: JSONValue) throws -> Value {
    do { return try SchemaSample(root: schema).value(of: schema).decode(into: type) } catch {
      throw ConfigurationError(
        "the part \(type) cannot be made from an example of its own schema: make the type around it SchemaRepresentable, too")
    }
  }
}

/// Dictionaries whose keys are texts.
private protocol StringKeyedMap {
  static var empty: Any { get }
  static func deriveValue(_ deriver: SchemaDeriver, _ node: SchemaNode) throws
}

extension Dictionary: StringKeyedMap where Key == String, Value: Decodable {
  static var empty: Any { [String: Value]() }
  static func deriveValue(_ deriver: SchemaDeriver, _ node: SchemaNode) throws { _ = try deriver.derive(Value.self, into: node) }
}

/// Makes the least JSON that keeps to a schema, as far as its types tell.
struct SchemaSample {
  let root: JSONValue
  var depth = 0

  func value(of schema: JSONValue) -> JSONValue {
    guard depth < 32 else { return .null }
    let deeper = SchemaSample(root: root, depth: depth + 1)
    if let constant = schema["const"] ?? schema["enum"]?[0] ?? schema["default"] { return constant }
    if let target = schema["$ref"]?.stringValue.flatMap({ SchemaReferences.resolve($0, in: root) }) { return deeper.value(of: target) }
    if let first = (schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"])?[0] { return deeper.value(of: first) }
    switch (schema["type"]?[0] ?? schema["type"])?.stringValue {
    case "object":
      let names = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue)
      return .object(JSONObject(names.map { ($0, deeper.value(of: schema["properties"]?[$0] ?? .null)) }))
    case "array":
      let count = min(schema["minItems"]?.intValue ?? 0, 16)
      return .array((0..<max(count, 0)).map { deeper.value(of: schema["prefixItems"]?[$0] ?? schema["items"] ?? .null) })
    case "string": return .string(String(repeating: "a", count: min(max(schema["minLength"]?.intValue ?? 1, 0), 1_000)))
    case "integer", "number": return schema["minimum"] ?? .int(0)
    case "boolean": return false
    default: return .null
    }
  }
}
