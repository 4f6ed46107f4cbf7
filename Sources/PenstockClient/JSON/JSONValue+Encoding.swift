internal import OpenAIWire

extension JSONValue {
  /// How JSON text is written.
  public struct Style: Sendable, Hashable {
    /// Whether members stand in the order of their names (of code points), at every depth.
    public var sortsMembers: Bool
    /// Whether a blank follows every colon and comma.
    public var hasBlanks: Bool
    /// Whether everything beyond ASCII is escaped.
    public var escapesNonASCII: Bool

    /// A style.
    public init(sortsMembers: Bool = false, hasBlanks: Bool = false, escapesNonASCII: Bool = false) {
      self.sortsMembers = sortsMembers
      self.hasBlanks = hasBlanks
      self.escapesNonASCII = escapesNonASCII
    }

    /// Without blanks, members in their own order.
    public static let compact = Style()
    /// Without blanks, members sorted.
    public static let sorted = Style(sortsMembers: true)
  }

  /// The value as JSON text. Equal input gives equal bytes.
  public func encoded(_ style: Style = .compact) -> [UInt8] {
    var result: [UInt8] = []
    write(to: &result, style)
    return result
  }

  /// The value as JSON text.
  public func text(_ style: Style = .compact) -> String { String(decoding: encoded(style), as: UTF8.self) }

  /// The same value with the members of all objects sorted by name.
  public var sortedByName: JSONValue {
    switch self {
    case .array(let elements): .array(elements.map(\.sortedByName))
    case .object(let object): .object(object.sortedByName)
    default: self
    }
  }

  private func write(to result: inout [UInt8], _ style: Style) {
    switch self {
    case .null: result += "null".utf8
    case .bool(let value): result += (value ? "true" : "false").utf8
    case .number(let number): result += number.spelling.utf8
    case .string(let text): Self.write(text, to: &result, style)
    case .array(let elements):
      result.append(0x5b)
      for (place, element) in elements.enumerated() {
        if place > 0 { Self.separate(0x2c, &result, style) }
        element.write(to: &result, style)
      }
      result.append(0x5d)
    case .object(let object):
      let members = style.sortsMembers ? object.sortedMembers : object.members
      result.append(0x7b)
      for (place, member) in members.enumerated() {
        if place > 0 { Self.separate(0x2c, &result, style) }
        Self.write(member.name, to: &result, style)
        Self.separate(0x3a, &result, style)
        member.value.write(to: &result, style)
      }
      result.append(0x7d)
    }
  }

  private static func separate(_ byte: UInt8, _ result: inout [UInt8], _ style: Style) {
    result.append(byte)
    if style.hasBlanks { result.append(0x20) }
  }

  private static func write(_ text: String, to result: inout [UInt8], _ style: Style) {
    let literal = JSONText.quoted(text)
    guard style.escapesNonASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else {
      result += literal
      return
    }
    for unit in String(decoding: literal, as: UTF8.self).utf16 {
      if unit < 0x80 {
        result.append(UInt8(unit))
      } else {
        let digits = String(unit, radix: 16)
        result += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      }
    }
  }
}

extension JSONObject {
  var sortedMembers: [Member] { members.sorted { String.bytesPrecede($0.name, $1.name) } }

  /// The same object with its members, and those of all objects inside, sorted by name.
  public var sortedByName: JSONObject { JSONObject(sortedMembers.map { ($0.name, $0.value.sortedByName) }) }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON text.
  public var description: String { text() }
}
