/// Where something stands in the configuration's files.
struct ConfigPlace: Sendable, Hashable {
  var file: String
  var line: Int
  var column: Int

  /// `file:line:column`.
  var text: String { "\(file):\(line):\(column)" }
}

/// One node of a document: what it says and where. Unlike YAML's own nodes it has plain keys only, no aliases and no duplicates.
struct ConfigNode: Sendable {
  /// A key with its value.
  struct Member: Sendable {
    var key: String
    var keyPlace: ConfigPlace
    var value: ConfigNode
  }

  /// What a node says.
  enum Value: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A number that is not whole, or too large for an `Int`.
    case decimal(Double)
    case text(String)
    case list([ConfigNode])
    case mapping([Member])
  }

  var value: Value
  var place: ConfigPlace
  /// The characters of a scalar as they were written, for messages about numbers that should have been text.
  var spelling = ""

  /// The node's members; none when it is not a mapping.
  var members: [Member] {
    if case .mapping(let members) = value { members } else { [] }
  }

  /// The node's text; nil when it is none.
  var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  /// The node's number, whole or not; nil when it is none.
  var number: Double? {
    switch value {
    case .integer(let whole): Double(whole)
    case .decimal(let decimal): decimal
    default: nil
    }
  }

  /// The value of `key` when the node is a mapping that has it.
  subscript(key: String) -> ConfigNode? {
    members.first { $0.key == key }?.value
  }

  /// What kind of value this is, as it reads after "found".
  var kindName: String {
    switch value {
    case .null: "nothing"
    case .boolean: "a boolean"
    case .integer: "a whole number"
    case .decimal: "a number"
    case .text: "text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

extension ConfigNode.Value {
  /// What a plain (unquoted) scalar means by YAML 1.2's core schema. `yes` and `on` are text there, and the boolean's decoder says so.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default:
      if let number = Self.number(text) { self = number } else { self = .text(text) }
    }
  }

  private static func number(_ text: String) -> Self? {
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : Substring(text)
    guard let first = unsigned.utf8.first, (0x30...0x39).contains(first) || first == 0x2e else { return nil }
    if unsigned.hasPrefix("0x") { return Int(unsigned.dropFirst(2), radix: 16).map(Self.integer) }
    if unsigned.hasPrefix("0o") { return Int(unsigned.dropFirst(2), radix: 8).map(Self.integer) }
    guard unsigned.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || ".eE+-".unicodeScalars.contains($0) }) else { return nil }
    if let whole = Int(text) { return .integer(whole) }
    return Double(text).map(Self.decimal)
  }
}
