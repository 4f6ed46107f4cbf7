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
