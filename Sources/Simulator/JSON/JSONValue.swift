/// A JSON document of a client. Members keep their order; of two with one name the last one counts, as in Python.
indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One member of an object.
  struct Member: Equatable, Sendable {
    var name: String
    var value: JSONValue
  }

  /// The member called `name`, nil when there is none or when this is no object. A member that is null is `.null`.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The member called `name` unless it is missing or null.
  func present(_ name: String) -> JSONValue? {
    let value = self[name]
    return value == .null ? nil : value
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// True and false as pydantic reads them: also 0 and 1, and the usual words.
  var lenientBool: Bool? {
    switch self {
    case .bool(let value): value
    case .integer(1): true
    case .integer(0): false
    case .string(let text):
      ["true", "1", "yes", "on"].contains(text.lowercased()) ? true : ["false", "0", "no", "off"].contains(text.lowercased()) ? false : nil
    default: nil
    }
  }

  /// The value as Python would show it inside a validation error: containers are only counted.
  var described: String {
    switch self {
    case .null: "None"
    case .bool(let value): value ? "True" : "False"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text): text
    case .array(let elements): "<list of \(elements.count) items>"
    case .object(let members): "<dict of \(members.count) items>"
    }
  }
}
