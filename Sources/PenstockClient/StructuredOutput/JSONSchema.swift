/// A JSON Schema: what structured output and the arguments of tools must look like.
///
/// Written as a literal, put together by the functions below, or ``derived(from:)`` a type:
///
/// ```swift
/// let a: JSONSchema = ["type": "object", "properties": ["city": ["type": "string"]], "required": ["city"], "additionalProperties": false]
/// let b = JSONSchema.object(["city": .string()])
/// ```
///
/// Client-side validation knows the keywords that structured outputs use: `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`,
/// `patternProperties`, `minProperties`, `maxProperties`, `items`, `prefixItems`, `minItems`, `maxItems`, `uniqueItems`, `minLength`, `maxLength`, `pattern`
/// (where Swift's `Regex` can read it), `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `anyOf`, `oneOf`, `allOf`, `not`, and `$ref`
/// within the document. Others, `format` among them, are sent to the server and not checked here.
public struct JSONSchema: Sendable, Hashable {
  /// The schema as JSON.
  public let json: JSONValue

  /// A schema as it stands. Whether it is one is checked when it is used, or by ``check()``.
  public init(_ json: JSONValue) { self.json = json }

  /// Makes sure that the schema can be used: keywords have values of the right kind, and every `$ref` leads to a place in the document.
  /// - Throws: ``ConfigurationError`` with the place.
  public func check() throws(ConfigurationError) { try SchemaCheck(root: json).check(json, at: "#") }

  /// Makes sure that a value keeps to the schema.
  /// - Throws: ``SchemaViolation``, the first one found.
  public func validate(_ value: JSONValue) throws(SchemaViolation) {
    try SchemaValidator(root: json).validate(value, json, SchemaValidator.Place())
  }
}

extension JSONSchema: ExpressibleByDictionaryLiteral {
  /// A schema with these members.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { json = .object(JSONObject(elements)) }
}

extension JSONSchema: Codable {
  /// Reads the schema's JSON.
  public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }
  /// Writes the schema's JSON.
  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension JSONSchema {
  /// An object with these properties and no others, all of them required but those in `optional`.
  public static func object(
    _ properties: KeyValuePairs<String, JSONSchema>, optional: Set<String> = [], title: String? = nil, description: String? = nil
  ) -> JSONSchema {
    var result: JSONObject = ["type": "object"]
    result["title"] = title.map { .string($0) }
    result["properties"] = .object(JSONObject(properties.map { ($0.key, $0.value.json) }))
    result["required"] = .array(properties.map(\.key).filter { !optional.contains($0) }.map { .string($0) })
    result["additionalProperties"] = false
    return described(result, description)
  }

  /// An array of such elements.
  public static func array(of element: JSONSchema, description: String? = nil) -> JSONSchema {
    described(["type": "array", "items": element.json], description)
  }

  /// A text.
  public static func string(description: String? = nil) -> JSONSchema { described(["type": "string"], description) }

  /// One of these texts.
  public static func string(oneOf choices: [String], description: String? = nil) -> JSONSchema {
    described(["type": "string", "enum": .array(choices.map { .string($0) })], description)
  }

  /// A whole number.
  public static func integer(description: String? = nil) -> JSONSchema { described(["type": "integer"], description) }

  /// A number.
  public static func number(description: String? = nil) -> JSONSchema { described(["type": "number"], description) }

  /// True or false.
  public static func boolean(description: String? = nil) -> JSONSchema { described(["type": "boolean"], description) }

  /// Such a value, or `null`.
  public static func nullable(_ schema: JSONSchema) -> JSONSchema { ["anyOf": [schema.json, ["type": "null"]]] }

  private static func described(_ object: JSONObject, _ description: String?) -> JSONSchema {
    var object = object
    object["description"] = description.map { .string($0) }
    return JSONSchema(.object(object))
  }
}

/// How a value breaks a schema.
public struct SchemaViolation: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where in the value: `$.items[2].name`.
  public let path: String
  /// What is wrong there.
  public let reason: String

  /// Place and reason.
  public var description: String { "\(path): \(reason)" }
}
