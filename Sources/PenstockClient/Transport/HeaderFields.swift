/// Header fields, in their order. Names are compared without regard to case.
public struct HeaderFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// One field.
  public struct Field: Sendable, Hashable {
    /// The name, as it was written.
    public let name: String
    /// The value.
    public var value: String
  }

  /// The fields.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// These fields.
  public init(_ fields: some Sequence<(String, String)>) {
    for (name, value) in fields { append(name, value) }
  }

  /// These fields.
  public init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }

  /// Adds a field at the end; others of that name stay.
  public mutating func append(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

  /// The value of the first field of that name. Setting it replaces all fields of that name; setting nil removes them.
  public subscript(name: String) -> String? {
    get {
      let wanted = name.lowercased()
      return fields.first { $0.name.lowercased() == wanted }?.value
    }
    set {
      let wanted = name.lowercased()
      fields.removeAll { $0.name.lowercased() == wanted }
      if let newValue { append(name, newValue) }
    }
  }
}

extension HeaderFields: CustomStringConvertible, CustomReflectable {
  /// Names and values, without the values of those that carry keys.
  public var description: String { fields.map { "\($0.name): \(Self.shown($0))" }.joined(separator: "\n") }

  /// Names and values, without the values of those that carry keys.
  public var customMirror: Mirror { Mirror(self, children: fields.map { (label: $0.name, value: Self.shown($0)) }) }

  private static func shown(_ field: Field) -> String { secret.contains(field.name.lowercased()) ? "<redacted>" : field.value }

  private static let secret: Set<String> = ["authorization", "proxy-authorization", "x-api-key", "api-key", "cookie", "set-cookie"]
}
