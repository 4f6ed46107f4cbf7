internal import OpenAIWire

/// Any JSON value, without loss: objects keep the order of their members, numbers their spelling.
///
/// Equality is that of meaning: members in another order and numbers in another spelling are equal, texts only byte for byte.
public enum JSONValue: Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number.
  case number(JSONNumber)
  /// A text.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)

  /// A whole number.
  public static func int(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  /// A number; `null` when it is infinite or not a number.
  public static func double(_ value: Double) -> JSONValue { JSONNumber(value).map { .number($0) } ?? .null }
}

extension JSONValue {
  /// The text, if this is one.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
  /// The truth value, if this is one.
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The number as an integer, if this is a whole number that fits.
  public var intValue: Int? { if case .number(let value) = self { value.intValue } else { nil } }
  /// The number, if this is one.
  public var doubleValue: Double? { if case .number(let value) = self { value.doubleValue } else { nil } }
  /// The elements, if this is an array.
  public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members, if this is an object.
  public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }
  /// Whether this is `null`.
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// The member of this name; nil when there is none, or this is no object.
  public subscript(name: String) -> JSONValue? { objectValue?[name] }

  /// The element at this place; nil when there is none, or this is no array.
  public subscript(place: Int) -> JSONValue? {
    guard let elements = arrayValue, elements.indices.contains(place) else { return nil }
    return elements[place]
  }
}

extension JSONValue: Hashable {
  /// Whether both mean the same.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Feeds what equal values share.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .array(let value): hasher.combine(value)
    case .object(let value): hasher.combine(value)
    }
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `null`
  public init(nilLiteral: ()) { self = .null }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue {
  /// Reads one JSON document.
  ///
  /// Of members with one name the last one counts. Invalid UTF-8, escapes of lone surrogates, a byte order mark, numbers that JSON does not know,
  /// and nesting deeper than 256 are errors.
  /// - Throws: ``JSONSyntaxError`` with the place.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    do throws(JSONProblem) {
      self = try Self.parse(bytes.span.bytes)
    } catch {
      throw JSONSyntaxError(offset: error.offset, reason: error.reason)
    }
  }

  /// Reads one JSON document.
  /// - Throws: ``JSONSyntaxError`` with the place, counted in UTF-8 bytes.
  public init(parsing text: String) throws(JSONSyntaxError) { try self.init(parsing: Array(text.utf8)) }

  private static func parse(_ bytes: RawSpan) throws(JSONProblem) -> JSONValue {
    var cursor = JSONCursor(maxDepth: JSONCursor.depthCeiling, duplicates: .accept)
    try cursor.start(bytes)
    let value = try read(bytes, &cursor)
    try cursor.finish(bytes)
    return value
  }

  private static func read(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> JSONValue {
    switch cursor.peek(bytes) {
    case .object:
      var object = JSONObject()
      var frame = try cursor.enterObject(bytes)
      while let token = try cursor.nextMember(bytes, &frame) {
        object[JSONText.string(bytes, token)] = try read(bytes, &cursor)
      }
      return .object(object)
    case .array:
      var elements: [JSONValue] = []
      var frame = try cursor.enterArray(bytes)
      while try cursor.nextElement(bytes, &frame) { elements.append(try read(bytes, &cursor)) }
      return .array(elements)
    case .string: return .string(try cursor.decodedString(bytes))
    case .bool: return .bool(try cursor.bool(bytes))
    case .null:
      try cursor.null(bytes)
      return .null
    case .number, .invalid:
      let range = try cursor.skipValue(bytes)
      return .number(JSONNumber(checked: String(decoding: bytes.array(range), as: UTF8.self)))
    }
  }
}

/// Where and why a text is not JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte at which reading stopped.
  public let offset: Int
  /// What is wrong there.
  public let reason: String

  /// A problem at a byte.
  public init(offset: Int, reason: String) {
    self.offset = offset
    self.reason = reason
  }

  /// Reason and place.
  public var description: String { "\(reason) at byte \(offset)" }
}
