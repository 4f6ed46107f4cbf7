import Foundation
import Testing

@testable import PenstockClient

@Suite("JSON Schema")
struct SchemaTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let schema: JSONSchema
    let value: JSONValue
    /// Nil when the value keeps to the schema.
    let path: String?
    var testDescription: String { "\(schema.json) \(value)" }
    init(_ schema: JSONSchema, _ value: JSONValue, _ path: String? = nil) {
      self.schema = schema
      self.value = value
      self.path = path
    }
  }

  static let cases: [Case] = [
    Case(["type": "integer"], 1.0), Case(["type": "integer"], 1.5, "$"), Case(["type": "number"], 1),
    Case(["type": ["string", "null"]], nil),
    Case(["type": "boolean"], 1, "$"), Case(["enum": [1, "a"]], 1.0), Case(["enum": [1, "a"]], "b", "$"),
    Case(["const": ["a": 1]], ["a": 1]),
    Case(["const": 1], 2, "$"), Case(personSchema, ["name": "A", "age": 1]), Case(personSchema, ["name": "A", "age": "1"], "$.age"),
    Case(personSchema, ["name": "A"], "$"), Case(personSchema, ["name": "A", "age": 1, "x": 1], "$"),
    Case(["additionalProperties": ["type": "string"]], ["a b": 1], "$[\"a b\"]"),
    Case(["patternProperties": ["^x": ["type": "integer"]]], ["xy": "1"], "$.xy"),
    Case(["patternProperties": ["^x": true], "additionalProperties": false], ["xy": 1]),
    Case(["items": ["type": "string"]], ["a", 1], "$[1]"), Case(["prefixItems": [["type": "string"]], "items": false], ["a"]),
    Case(["prefixItems": [["type": "string"]], "items": false], ["a", 1], "$[1]"), Case(["minItems": 1], [], "$"),
    Case(["maxItems": 1], [1, 2], "$"),
    Case(["uniqueItems": true], [1, 1.0], "$"), Case(["uniqueItems": true], [1, "1"]), Case(["minLength": 2], "😀", "$"),
    Case(["maxLength": 1], "😀"),
    Case(["pattern": "^[a-z]+$"], "abc"), Case(["pattern": "^[a-z]+$"], "abC", "$"), Case(["pattern": "b"], "abc"),
    Case(["pattern": "(unclosed"], "x"),
    Case(["minimum": 1], 1), Case(["minimum": 1], 0.5, "$"), Case(["maximum": 1], 2, "$"), Case(["exclusiveMinimum": 1], 1, "$"),
    Case(["exclusiveMaximum": 1], 1, "$"), Case(["multipleOf": 0.1], 0.3), Case(["multipleOf": 2], 3, "$"),
    Case(["minProperties": 1], [:], "$"),
    Case(["anyOf": [["type": "string"], ["type": "null"]]], 1, "$"), Case(["anyOf": [["type": "string"], ["type": "null"]]], nil),
    Case(["oneOf": [["type": "number"], ["type": "integer"]]], 1, "$"), Case(["oneOf": [["type": "number"], ["type": "integer"]]], 1.5),
    Case(["allOf": [["minimum": 1], ["maximum": 2]]], 3, "$"), Case(["not": ["type": "null"]], nil, "$"),
    Case(["format": "email"], "no address"),
    Case(["$ref": "#/$defs/a~1b", "$defs": ["a/b": ["type": "null"]]], 1, "$"),
    Case(["items": ["$ref": "#"], "type": "array"], [[[]], []]),
    Case(["items": ["$ref": "#"], "type": "array"], [[1]], "$[0][0]"),
    Case(["$ref": "#x", "$defs": ["y": ["$anchor": "x", "type": "null"]]], 1, "$"),
    Case(["$ref": "#"], 1, "$"), Case(["items": ["properties": ["n": ["type": "string"]]]], [["n": 1]], "$[0].n"),
  ]

  @Test(arguments: cases)
  func validates(_ example: Case) {
    do throws(SchemaViolation) {
      try example.schema.validate(example.value)
      #expect(example.path == nil)
    } catch { #expect(error.path == example.path, "\(error)") }
  }

  /// Forms that lead back to all of them, and are told apart behind that only: tried one by one at every step they would take 2^100 steps.
  @Test("Nested forms take no time to speak of", .timeLimit(.minutes(1)), arguments: ["anyOf", "oneOf"])
  func nestedForms(_ keyword: String) throws {
    func form(_ kind: String) -> JSONValue {
      ["type": "object", "properties": ["child": ["$ref": "#/$defs/node"], "kind": ["const": .string(kind)]], "required": ["kind"]]
    }
    let forms: JSONValue = [form("a"), form("b"), ["type": "null"]]
    let schema = JSONSchema(["$ref": "#/$defs/node", "$defs": ["node": .object(JSONObject([(keyword, forms)]))]])
    func value(_ depth: Int, innermost: JSONValue) -> JSONValue {
      (0..<depth).reduce(innermost) { child, _ in ["child": child, "kind": "b"] }
    }
    try schema.validate(value(100, innermost: nil))
    #expect(throws: SchemaViolation.self) { try schema.validate(value(100, innermost: 1)) }
    let itself: JSONValue = ["$ref": "#"]
    let endless = JSONSchema(.object(JSONObject([(keyword, .array([itself, itself]))])))
    #expect(throws: SchemaViolation.self) { try endless.validate(1) }
  }

  @Test(
    arguments: [
      ["type": "text"], ["type": []], ["properties": []], ["properties": ["a": 1]], ["items": 1], ["anyOf": []], ["required": "a"],
      ["required": [1]], ["enum": 1],
      ["$ref": "#/nowhere"], ["$ref": "http://example.com/x"], ["minLength": -1], ["minimum": "1"], ["pattern": 1], ["$ref": 1],
      ["$ref": "#/type", "type": "object"],
    ] as [JSONSchema])
  func unusable(_ schema: JSONSchema) { #expect(throws: ConfigurationError.self) { try schema.check() } }

  @Test("Strict: nothing is left open, however deep")
  func strict() {
    let inner: JSONValue = ["type": "object", "properties": ["x": ["type": "string"]], "required": ["x"], "additionalProperties": false]
    func object(_ property: JSONValue) -> JSONSchema {
      [
        "type": "object", "properties": ["p": property], "required": ["p"], "additionalProperties": false,
        "$defs": ["i": inner, "open": ["type": "object"]],
      ]
    }
    for property in [
      ["type": "string"], inner, ["type": "array", "items": inner], ["anyOf": [inner, ["type": "null"]]], ["$ref": "#/$defs/i"],
      ["$ref": "#"],
      ["type": "string", "enum": ["a"]],
    ] as [JSONValue] { #expect(StrictSchema.isStrict(object(property)), "\(property)") }
    for property in [
      [:], true, ["const": 1], ["enum": [1]], ["type": "object"], ["type": "array"], ["type": "array", "items": [:]],
      ["anyOf": [inner, ["type": "object"]]], ["$ref": "#/$defs/open"], ["oneOf": [inner]], ["type": ["object", "null"]],
    ] as [JSONValue] { #expect(!StrictSchema.isStrict(object(property)), "\(property)") }
    #expect(
      !StrictSchema.isStrict(["type": "object", "properties": ["p": ["type": "string"]], "required": [], "additionalProperties": false]))
    #expect(!StrictSchema.isStrict(["type": "object", "properties": ["p": ["type": "string"]], "required": ["p"]]))
  }

  @Test("Names: the title if it is one, else made of the content, the same for any order of members")
  func names() {
    #expect(StrictSchema.name(of: ["type": "object", "title": "Person_1-a"]) == "Person_1-a")
    let name = StrictSchema.name(of: ["type": "object", "title": "a title"])
    #expect(name == StrictSchema.name(of: ["title": "a title", "type": "object"]) && name.hasPrefix("oa_schema_") && name.count == 26)
    #expect(StrictSchema.name(of: ["type": "object"]) == "oa_schema_" + SHA256.hex(Array(#"{"type": "object"}"#.utf8)).prefix(16))
    #expect(StrictSchema.name(of: ["title": .string(String(repeating: "a", count: 65))]).hasPrefix("oa_schema_"))
  }

  @Test("Builders")
  func builders() throws {
    let schema = JSONSchema.object(
      [
        "city": .string(description: "where"), "unit": .string(oneOf: ["C", "F"]), "days": .array(of: .integer()),
        "x": .nullable(.number()), "y": .boolean(),
      ],
      optional: ["y"], title: "T")
    try schema.check()
    try schema.validate(["city": "Rome", "unit": "C", "days": [1], "x": nil])
    #expect(schema.json["required"] == ["city", "unit", "days", "x"] && schema.json["title"] == "T")
    #expect(try JSONDecoder().decode(JSONSchema.self, from: JSONEncoder().encode(schema)) == schema)
  }
}

@Suite("Schemas derived from types")
struct DerivedSchemaTests {
  enum Unit: String, Codable, CaseIterable { case celsius, fahrenheit }
  enum Level: Int, Codable, CaseIterable { case low = 1, high = 3 }
  enum Bare: String, Codable { case one }
  enum Rich: Codable { case text(String), number(Int) }
  struct Place: Codable {
    var name: String
    var height: Double?
  }
  struct Forecast: Codable {
    var place: Place
    var unit: Unit
    var level: Level?
    var days: [Place]
    var tags: [String: Int]
    var isSunny: Bool
    var link: URL
    var id: UUID
    var note: [String]?
  }
  struct Node: Codable { var children: [Node] }
  struct Rating: Codable, SchemaRepresentable {
    var stars: Int
    static let jsonSchema: JSONSchema = .object(["stars": ["type": "integer", "minimum": 1, "maximum": 5]])
  }
  struct Review: Codable {
    var rating: Rating
    var text: String
  }
  struct Pair: Decodable {
    var a: String
    var b: Int
    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      a = try container.decode(String.self)
      b = try container.decode(Int.self)
    }
  }

  @Test func structures() throws {
    let schema = try JSONSchema.derived(from: Forecast.self)
    try schema.check()
    let place: JSONValue = [
      "type": "object", "properties": ["name": ["type": "string"], "height": ["anyOf": [["type": "number"], ["type": "null"]]]],
      "required": ["name", "height"], "additionalProperties": false,
    ]
    let properties = try #require(schema.json["properties"])
    #expect(properties["place"] == place && properties["days"] == ["type": "array", "items": place])
    #expect(properties["unit"] == ["type": "string", "enum": ["celsius", "fahrenheit"]])
    #expect(properties["level"] == ["anyOf": [["type": "integer", "enum": [1, 3]], ["type": "null"]]])
    #expect(properties["tags"] == ["type": "object", "additionalProperties": ["type": "integer"]])
    #expect(
      properties["isSunny"] == ["type": "boolean"] && properties["link"]?["type"] == "string" && properties["id"]?["format"] == "uuid")
    #expect(properties["note"] == ["anyOf": [["type": "array", "items": ["type": "string"]], ["type": "null"]]])
    #expect(schema.json["title"] == "Forecast" && schema.json["required"]?.arrayValue?.count == 9)
    #expect(try StrictSchema.isStrict(.derived(from: Place.self)))
  }

  @Test("What a derived schema allows decodes into the type")
  func decodes() throws {
    let value: JSONValue = [
      "place": ["name": "Rome", "height": nil], "unit": "celsius", "level": 3, "days": [["name": "a", "height": 1.5]], "tags": ["x": 1],
      "isSunny": true,
      "link": "https://example.com/a", "id": "6F9619FF-8B86-D011-B42D-00CF4FC964FF", "note": nil,
    ]
    try JSONSchema.derived(from: Forecast.self).validate(value)
    #expect(try value.decode(into: Forecast.self).level == .high)
  }

  @Test func representable() throws {
    let schema = try JSONSchema.derived(from: Review.self)
    #expect(schema.json["properties"]?["rating"] == Rating.jsonSchema.json)
    #expect(try JSONSchema.derived(from: Rating.self) == Rating.jsonSchema)
    #expect(
      try JSONSchema.derived(from: [Review].self).json["items"]
        == schema.json.objectValue.map { object in
          var object = object
          object["title"] = nil
          return .object(object)
        })
  }

  @Test("What cannot be derived says so")
  func impossible() {
    #expect(throws: ConfigurationError.self) { try JSONSchema.derived(from: Node.self) }
    #expect(throws: ConfigurationError.self) { try JSONSchema.derived(from: Bare.self) }
    #expect(throws: ConfigurationError.self) { try JSONSchema.derived(from: Rich.self) }
    #expect(throws: ConfigurationError.self) { try JSONSchema.derived(from: Pair.self) }
  }

  @Test("Tools take their parameters from a type, and calls decode into it")
  func tools() throws {
    let tool = try Tool(name: "f", description: "d", arguments: Place.self)
    #expect(tool.parameters.json["type"] == "object")
    let call = ToolCall(id: "1", name: "f", arguments: ["name": "Rome"])
    #expect(try call.decodeArguments(into: Place.self).name == "Rome")
    #expect(throws: DecodingError.self) { try ToolCall(id: "1", name: "f", arguments: nil).decodeArguments(into: Place.self) }
  }
}
