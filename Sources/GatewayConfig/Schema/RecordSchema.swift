/// A part of the configuration that is decoded from a mapping: a draft with every field optional, filled in by its schema.
protocol ConfigRecord: Sendable {
  /// A draft with nothing in it.
  init()
  /// The fields, and what else is known about the mapping's keys.
  static var schema: RecordSchema<Self> { get }
  /// Checks what concerns more than one field, after all of them are decoded.
  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext)
}

extension ConfigRecord {
  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {}
}

/// One key of a record: how it is documented and how it is decoded. The reference is generated from the same list that decodes.
struct Field<Record>: Sendable {
  let key: String
  let type: String
  let isRequired: Bool
  /// What is said when a required key is not there.
  let missingText: String
  /// The default as it reads in the reference; empty when there is none.
  let defaultText: String
  let doc: String
  let decode: @Sendable (ConfigNode, inout Record, inout DecodeContext) -> Void

  /// A field whose value goes to `target`.
  init<Value>(
    _ key: String, _ type: ValueType<Value>, _ target: any WritableKeyPath<Record, Value?> & Sendable,
    required: Bool = false, missing missingText: String? = nil, default defaultText: String = "", doc: String
  ) {
    self.key = key
    self.type = type.name
    isRequired = required
    self.missingText = missingText ?? "\"\(key)\" is required"
    self.defaultText = defaultText
    self.doc = doc
    decode = { node, record, context in record[keyPath: target] = type.decode(node, &context) }
  }
}

/// What is known about the keys of one mapping.
struct RecordSchema<Record>: Sendable {
  /// The keys that are decoded.
  var fields: [Field<Record>]
  /// Keys that the Keeptrusts pages know and this version does not act on.
  var unsupported: Set<String> = []
  /// Keys that are wrong here, with what to do instead.
  var hints: [String: String] = [:]
  /// False where an unknown key may be a credential in the wrong place and so is not repeated.
  var repeatsUnknownKeys = true
}

extension RecordSchema where Record: ConfigRecord {
  /// Decodes a mapping; nil only when the node is not one.
  func decode(_ node: ConfigNode, _ context: inout DecodeContext) -> Record? {
    guard case .mapping(let members) = node.value else {
      context.wrongType(node, expected: "a mapping")
      return nil
    }
    var record = Record()
    var places: [String: ConfigPlace] = [:]
    for member in members where !context.isFull {
      context.inside(key: pathComponent(member.key)) { context in
        // No file has a key twice; shapes that put two mappings together can.
        if let first = places.updateValue(member.keyPlace, forKey: member.key) {
          return context.error(member.keyPlace, "is given already, at \(first.text); keep one of them")
        }
        if let field = fields.first(where: { $0.key == member.key }) {
          field.decode(member.value, &record, &context)
        } else {
          rejectUnknown(member, &context)
        }
      }
    }
    for field in fields where field.isRequired && node[field.key] == nil {
      context.error(node.place, field.missingText)
    }
    record.finish(node, &context)
    return record
  }

  /// Keys that are not plain names are shortened, so that a path stays readable.
  private func pathComponent(_ key: String) -> String {
    if fields.contains(where: { $0.key == key }) || hints[key] != nil { return key }
    guard repeatsUnknownKeys || NearestName.find(key, among: fields.map(\.key)) != nil else { return "…" }
    return key.count <= 64 ? key : "\(key.prefix(63))…"
  }

  private func rejectUnknown(_ member: ConfigNode.Member, _ context: inout DecodeContext) {
    let known = fields.map(\.key)
    if let hint = hints[member.key] {
      context.error(member.keyPlace, hint)
    } else if unsupported.contains(member.key) {
      context.unsupported(
        member.keyPlace,
        error: "\"\(member.key)\" is not supported by this version; remove it, or run with --allow-unenforced to go on without it",
        warning: "\"\(member.key)\" is not supported by this version and has no effect"
      )
    } else {
      let suggestion = NearestName.find(member.key, among: known)
      let name = pathComponent(member.key)
      let message = name == "…" ? "unknown key; known: \(known.joined(separator: ", "))" : "unknown key \"\(name)\""
      context.error(member.keyPlace, message, suggestion: suggestion)
    }
  }
}

extension ValueType where Value: ConfigRecord {
  /// A nested record.
  static func record(_ type: Value.Type = Value.self) -> Self {
    Self("object") { node, context in Value.schema.decode(node, &context) }
  }
}
