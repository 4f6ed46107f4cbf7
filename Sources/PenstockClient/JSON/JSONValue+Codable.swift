#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension JSONValue: Codable {
  /// Reads a value from any decoder. Order of members and spelling of numbers are as the decoder gives them;
  /// ``init(parsing:)-([UInt8])`` keeps both.
  public init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Name.self) {
      var object = JSONObject()
      for key in keyed.allKeys { object[key.stringValue] = try keyed.decode(JSONValue.self, forKey: key) }
      self = .object(object)
    } else if var elements = try? decoder.unkeyedContainer() {
      var array: [JSONValue] = []
      while !elements.isAtEnd { array.append(try elements.decode(JSONValue.self)) }
      self = .array(array)
    } else {
      self = try Self.scalar(try decoder.singleValueContainer())
    }
  }

  private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
    if container.decodeNil() { return .null }
    if let value = try? container.decode(Bool.self) { return .bool(value) }
    if let value = try? container.decode(Int.self) { return .int(value) }
    if let value = try? container.decode(UInt64.self) { return .number(JSONNumber(value)) }
    if let value = try? container.decode(Double.self) { return .double(value) }
    return .string(try container.decode(String.self))
  }

  /// Writes the value to any encoder.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let object):
      var container = encoder.container(keyedBy: Name.self)
      for member in object.members { try container.encode(member.value, forKey: Name(stringValue: member.name)) }
    case .array(let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(element) }
    default:
      var container = encoder.singleValueContainer()
      switch self {
      case .bool(let value): try container.encode(value)
      case .string(let value): try container.encode(value)
      case .number(let value):
        if let whole = value.intValue { try container.encode(whole) } else { try container.encode(value.doubleValue) }
      default: try container.encodeNil()
      }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  /// The value as a type of yours.
  /// - Parameter type: the type.
  /// - Parameter decoder: for other strategies of dates, keys and so on.
  /// - Throws: what the decoder throws: `DecodingError`.
  public func decode<Value: Decodable>(into type: Value.Type, decoder: JSONDecoder = JSONDecoder()) throws -> Value {
    try decoder.decode(type, from: Data(encoded()))
  }

  /// A value of yours as JSON.
  /// - Throws: what the encoder throws: `EncodingError`.
  public init(encoding value: some Encodable, encoder: JSONEncoder = JSONEncoder()) throws {
    self = try JSONValue(parsing: Array(try encoder.encode(value)))
  }
}

/// A value that is at heart a JSON object, of which some members have names in Swift. `Codable` keeps all of them, also unknown ones.
public protocol JSONBacked: Codable, Sendable {
  /// The JSON as it was received, or would be sent.
  var json: JSONValue { get }

  /// Reads the JSON.
  /// - Throws: ``ProviderError``, when it is not of the right shape.
  init(json: JSONValue) throws(ProviderError)
}

extension JSONBacked {
  /// Reads the JSON from a decoder.
  public init(from decoder: any Decoder) throws { self = try Self(json: try JSONValue(from: decoder)) }

  /// Writes the JSON to an encoder.
  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
