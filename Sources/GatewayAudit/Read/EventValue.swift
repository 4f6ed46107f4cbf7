internal import GatewayCore
internal import OpenAIWire

/// A JSON value inside an event. Members that this version does not know are kept like any other.
public enum EventValue: Sendable, Hashable {
  /// Members in their order.
  case object([Member])
  /// Elements in their order.
  case array([EventValue])
  /// A string, decoded.
  case text(String)
  /// An integer that fits.
  case integer(Int)
  /// `true` or `false`.
  case flag(Bool)
  /// `null`, or a number that is not such an integer, as it is written.
  case other(String)

  /// A member of an object.
  public struct Member: Sendable, Hashable {
    /// Its name, decoded.
    public let name: String
    /// Its value.
    public let value: EventValue
  }

  /// The member with a name; nil when there is none, or when this is no object.
  public subscript(name: String) -> EventValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, if this is one.
  public var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The number, if this is an integer.
  public var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  /// The elements, if this is an array; otherwise none.
  public var elements: [EventValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// The members, if this is an object; otherwise none.
  public var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// The value as one word: texts as they are, objects and arrays as JSON would write them, without quotes around the whole.
  public var plain: String {
    switch self {
    case .text(let text), .other(let text): text
    case .integer(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .object(let members): "{\(members.map { "\($0.name):\($0.value.plain)" }.joined(separator: ","))}"
    case .array(let elements): "[\(elements.map(\.plain).joined(separator: ","))]"
    }
  }

  /// The value in canonical JSON (RFC 8785); nil when it holds a number that is no integer.
  var canonical: [UInt8]? {
    guard isCanonical else { return nil }
    var json = CanonicalJSON()
    write(to: &json)
    return json.bytes
  }

  private var isCanonical: Bool {
    switch self {
    case .object(let members): members.allSatisfy(\.value.isCanonical)
    case .array(let elements): elements.allSatisfy(\.isCanonical)
    case .other: false
    case .text, .integer, .flag: true
    }
  }

  private func write(to json: inout CanonicalJSON) {
    switch self {
    case .object(let members):
      json.object { json in
        for member in members.sorted(by: { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }) {
          json.key(any: member.name)
          member.value.write(to: &json)
        }
      }
    case .array(let elements): json.array(elements) { $1.write(to: &$0) }
    case .text(let text), .other(let text): json.value(text)
    case .integer(let number): json.value(number)
    case .flag(let flag): json.value(flag)
    }
  }

  // MARK: Reading

  static let maxDepth = 16

  /// Reads the JSON value that bytes are; nil when they are none, or one that is nested deeper than ``maxDepth``.
  init?(_ bytes: RawSpan) {
    var cursor = JSONCursor(maxDepth: Self.maxDepth)
    do throws(JSONProblem) {
      try cursor.start(bytes)
      self = try Self.read(bytes, &cursor)
      try cursor.finish(bytes)
    } catch {
      return nil
    }
  }

  /// Reads a JSON text; nil when it is none, or one that is nested deeper than 16.
  public init?(json: [UInt8]) { self.init(json.span.bytes) }

  private static func read(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> EventValue {
    let start = cursor.offset
    switch cursor.peek(bytes) {
    case .string: return .text(try cursor.decodedString(bytes))
    case .bool: return .flag(try cursor.bool(bytes))
    case .number:
      if let number = try cursor.number(bytes) { return .integer(number) }
      return .other(String(decoding: bytes.array(start..<cursor.offset), as: UTF8.self))
    case .object: return .object(try members(bytes, &cursor))
    case .array:
      var (elements, frame) = ([EventValue](), try cursor.enterArray(bytes))
      while try cursor.nextElement(bytes, &frame) { elements.append(try read(bytes, &cursor)) }
      return .array(elements)
    case .null, .invalid:
      try cursor.skipValue(bytes)
      return .other("null")
    }
  }

  private static func members(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> [Member] {
    var (members, frame) = ([Member](), try cursor.enterObject(bytes))
    while let name = try cursor.nextMember(bytes, &frame) {
      members.append(Member(name: JSONText.string(bytes, name), value: try read(bytes, &cursor)))
    }
    return members
  }
}
