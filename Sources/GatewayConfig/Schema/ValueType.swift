/// How one kind of value is called in the reference and decoded from a node. A decoder that returns nil has recorded an error.
struct ValueType<Value>: Sendable {
  /// The type's name in the reference: `integer`.
  let name: String
  /// Decodes a node, or records why not.
  let decode: @Sendable (ConfigNode, inout DecodeContext) -> Value?

  init(_ name: String, decode: @escaping @Sendable (ConfigNode, inout DecodeContext) -> Value?) {
    self.name = name
    self.decode = decode
  }

  /// A type that turns this one's values into others; `transform` records an error when it returns nil.
  func map<Other>(
    _ name: String? = nil, _ transform: @escaping @Sendable (Value, ConfigNode, inout DecodeContext) -> Other?
  ) -> ValueType<Other> {
    ValueType<Other>(name ?? self.name) { [decode] node, context in
      guard let value = decode(node, &context) else { return nil }
      return transform(value, node, &context)
    }
  }
}

extension ValueType<String> {
  /// Text of `length` characters without control characters.
  static func text(length: ClosedRange<Int> = 1...2000) -> Self {
    Self("string") { node, context in
      guard case .text(let text) = node.value else {
        context.wrongType(node, expected: "text")
        return nil
      }
      guard length.contains(text.count) else {
        context.error(node.place, text.isEmpty ? "is empty" : "expected at most \(length.upperBound) characters, found \(text.count)")
        return nil
      }
      guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7f }) else {
        context.error(node.place, "holds a control character")
        return nil
      }
      return text
    }
  }

  /// One of the names of a table.
  static func oneOf(_ names: [String], what: String) -> Self {
    text(length: 1...200).map(names.map { "`\($0)`" }.joined(separator: ", ")) { text, node, context in
      if names.contains(text) { return text }
      let known = names.joined(separator: ", ")
      context.error(node.place, "unknown \(what) \"\(text)\"; known: \(known)", suggestion: NearestName.find(text, among: names))
      return nil
    }
  }
}

extension ValueType<Bool> {
  /// `true` or `false`.
  static let boolean = Self("boolean") { node, context in
    if case .boolean(let flag) = node.value { return flag }
    if case .text(let text) = node.value, ["yes", "on", "y", "true"].contains(text.lowercased()) {
      context.error(node.place, "expected true or false, found text", suggestion: "true")
    } else if case .text(let text) = node.value, ["no", "off", "n", "false"].contains(text.lowercased()) {
      context.error(node.place, "expected true or false, found text", suggestion: "false")
    } else {
      context.wrongType(node, expected: "true or false")
    }
    return nil
  }
}

extension ValueType {
  /// A list of values of one type; entries that do not decode are left out.
  static func list<Element>(of element: ValueType<Element>) -> Self where Value == [Element] {
    Self("list of \(element.name)") { node, context in
      guard case .list(let nodes) = node.value else {
        context.wrongType(node, expected: "a list")
        return nil
      }
      return nodes.enumerated().compactMap { index, node in
        context.isFull ? nil : context.inside(index: index) { element.decode(node, &$0) }
      }
    }
  }
}

extension DecodeContext {
  /// Records that `node` is of another type than the field's. The value is not repeated: it may be a credential in the wrong place.
  mutating func wrongType(_ node: ConfigNode, expected: String) {
    switch node.value {
    case .null: error(node.place, "has no value; give it one, or remove the key")
    case .boolean where expected == "text", .integer where expected == "text", .decimal where expected == "text":
      error(node.place, "expected text, found \(node.kindName); put it in quotes")
    default: error(node.place, "expected \(expected), found \(node.kindName)")
    }
  }
}
