/// A decoder that holds nothing: it gives every type that asks an empty value, and writes down what was asked for.
struct RecordingDecoder: Decoder {
  let node: SchemaNode
  let deriver: SchemaDeriver
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    if node.properties == nil { node.properties = [] }
    return KeyedDecodingContainer(RecordingMembers<Key>(node: node, deriver: deriver))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { RecordingElements(node: node, deriver: deriver) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { RecordingValue(node: node, deriver: deriver) }

  static var refusal: ConfigurationError {
    ConfigurationError("no schema can be derived from a type that decodes in this way: make it SchemaRepresentable")
  }
}

private struct RecordingMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let node: SchemaNode
  let deriver: SchemaDeriver
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  private func property(_ key: Key) -> SchemaNode { node.property(key.stringValue) }

  func contains(_ key: Key) -> Bool { true }

  func decodeNil(forKey key: Key) throws -> Bool {
    property(key).isNullable = true
    return false
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try deriver.derive(type, into: property(key)) }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    property(key).isNullable = true
    return try deriver.derive(type, into: property(key))
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
    try RecordingDecoder(node: property(key), deriver: deriver).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try RecordingDecoder(node: property(key), deriver: deriver).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { throw RecordingDecoder.refusal }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw RecordingDecoder.refusal }
}

/// One element, and then the end.
private struct RecordingElements: UnkeyedDecodingContainer {
  let node: SchemaNode
  let deriver: SchemaDeriver
  private let element: SchemaNode
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { 1 }
  var isAtEnd: Bool { currentIndex > 0 }

  init(node: SchemaNode, deriver: SchemaDeriver) {
    self.node = node
    self.deriver = deriver
    element = node.element ?? SchemaNode()
    node.element = element
  }

  mutating func decodeNil() throws -> Bool {
    element.isNullable = true
    return false
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    // A type that takes its elements one after the other, a pair say, is more than an array of something.
    guard currentIndex == 0 else { throw RecordingDecoder.refusal }
    currentIndex += 1
    return try deriver.derive(type, into: element)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    currentIndex += 1
    return try RecordingDecoder(node: element, deriver: deriver).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    currentIndex += 1
    return try RecordingDecoder(node: element, deriver: deriver).unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { throw RecordingDecoder.refusal }
}

private struct RecordingValue: SingleValueDecodingContainer {
  let node: SchemaNode
  let deriver: SchemaDeriver
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool {
    node.isNullable = true
    return false
  }

  private func leaf<Value>(_ type: JSONValue, _ value: Value) -> Value {
    node.leaf = ["type": type]
    return value
  }

  func decode(_ type: Bool.Type) throws -> Bool { leaf("boolean", false) }
  func decode(_ type: String.Type) throws -> String { leaf("string", "a") }
  func decode(_ type: Double.Type) throws -> Double { leaf("number", 0) }
  func decode(_ type: Float.Type) throws -> Float { leaf("number", 0) }
  func decode(_ type: Int.Type) throws -> Int { leaf("integer", 0) }
  func decode(_ type: Int8.Type) throws -> Int8 { leaf("integer", 0) }
  func decode(_ type: Int16.Type) throws -> Int16 { leaf("integer", 0) }
  func decode(_ type: Int32.Type) throws -> Int32 { leaf("integer", 0) }
  func decode(_ type: Int64.Type) throws -> Int64 { leaf("integer", 0) }
  func decode(_ type: UInt.Type) throws -> UInt { leaf("integer", 0) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { leaf("integer", 0) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { leaf("integer", 0) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { leaf("integer", 0) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { leaf("integer", 0) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try deriver.derive(type, into: node) }
}
