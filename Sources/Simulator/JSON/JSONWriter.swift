/// Writes JSON with the members in the order in which they are given, compact as pydantic writes it.
struct JSONWriter {
  /// What was written so far.
  private(set) var text = ""
  private var needsComma = false

  /// One object, written by `body`.
  static func object(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.braces("{", "}", body)
    return writer.text
  }

  /// A JSON string of `text`, quotes included; nothing but what must be is escaped.
  static func quoted(_ text: String) -> String {
    var out = "\""
    appendEscaped(text, to: &out)
    out.append("\"")
    return out
  }

  private static func appendEscaped(_ text: String, to out: inout String) {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
      out.append(text)
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out.append("\\\"")
      case "\\": out.append("\\\\")
      case "\n": out.append("\\n")
      case "\r": out.append("\\r")
      case "\t": out.append("\\t")
      case "\u{8}": out.append("\\b")
      case "\u{C}": out.append("\\f")
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        out.append("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  private mutating func braces(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    text.append(open)
    needsComma = false
    body(&self)
    text.append(close)
    needsComma = true
  }

  private mutating func name(_ name: String) {
    if needsComma { text.append(",") }
    needsComma = true
    text.append("\"")
    text.append(name)
    text.append("\":")
  }

  /// A member whose value is already JSON.
  mutating func raw(_ name: String, _ json: String) {
    self.name(name)
    text.append(json)
  }

  /// A string member, null when `value` is nil.
  mutating func string(_ name: String, _ value: String?) {
    self.name(name)
    guard let value else { return text.append("null") }
    text.append("\"")
    Self.appendEscaped(value, to: &text)
    text.append("\"")
  }

  /// An integer member.
  mutating func integer(_ name: String, _ value: Int) { raw(name, String(value)) }

  /// A member that is true or false.
  mutating func bool(_ name: String, _ value: Bool) { raw(name, value ? "true" : "false") }

  /// Members that are null.
  mutating func nulls(_ names: String...) {
    for name in names { raw(name, "null") }
  }

  /// A member that is an object.
  mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    self.name(name)
    braces("{", "}", body)
  }

  /// A member that is an array of values that are already JSON.
  mutating func array(_ name: String, _ elements: some Sequence<String>) {
    self.name(name)
    text.append("[")
    text.append(elements.joined(separator: ","))
    text.append("]")
  }
}
