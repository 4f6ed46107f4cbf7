/// Reads JSON the way Python's `json` does, with its error messages and positions, because vLLM's answers to bad JSON carry both.
/// Depth is bounded, so that no document can exhaust the stack.
struct JSONParser {
  /// What is wrong, and at which byte.
  struct Failure: Error, Equatable {
    var message: String
    var position: Int
  }

  private static let maximumDepth = 256
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The document in `bytes`, which are valid UTF-8; a byte order mark in front is skipped.
  static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var parser = JSONParser(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
    let value = try parser.value()
    parser.skipBlanks()
    if parser.position < bytes.count { throw parser.failure("Extra data") }
    return value
  }

  private func failure(_ message: String, at position: Int? = nil) -> Failure {
    Failure(message: message, position: position ?? self.position)
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if matches { position += word.utf8CodeUnitCount }
    return matches
  }

  private mutating func value() throws(Failure) -> JSONValue {
    skipBlanks()
    guard let byte = peek() else { throw failure("Expecting value") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(Failure) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(Failure) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("Expecting value")
    }
  }

  private mutating func nested(_ read: (inout JSONParser) throws(Failure) -> JSONValue) throws(Failure) -> JSONValue {
    depth += 1
    guard depth <= Self.maximumDepth else { throw failure("Too deeply nested") }
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Failure) -> JSONValue {
    var members: [JSONValue.Member] = []
    skipBlanks()
    if peek() == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard peek() == UInt8(ascii: "\"") else { throw failure("Expecting property name enclosed in double quotes") }
      let name = try string()
      skipBlanks()
      guard peek() == UInt8(ascii: ":") else { throw failure("Expecting ':' delimiter") }
      position += 1
      members.append(JSONValue.Member(name: name, value: try value()))
      if try endsList(with: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  private mutating func array() throws(Failure) -> JSONValue {
    var elements: [JSONValue] = []
    skipBlanks()
    if peek() == UInt8(ascii: "]") {
      position += 1
      return .array(elements)
    }
    while true {
      elements.append(try value())
      if try endsList(with: UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  private mutating func endsList(with end: UInt8) throws(Failure) -> Bool {
    skipBlanks()
    let byte = peek()
    guard byte == end || byte == UInt8(ascii: ",") else { throw failure("Expecting ',' delimiter") }
    position += 1
    return byte == end
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = position
    if peek() == UInt8(ascii: "-") { position += 1 }
    let leadingZero = peek() == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits > 0, !(leadingZero && digits > 1) else { throw failure("Expecting value", at: start) }
    var isInteger = true
    if peek() == UInt8(ascii: "."), position + 1 < bytes.count, (0x30...0x39).contains(bytes[position + 1]) {
      isInteger = false
      position += 1
      _ = skipDigits()
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() > 0 else { throw failure("Expecting value", at: start) }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw failure("Expecting value", at: start) }
    return .number(value)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func string() throws(Failure) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text, stringStart: start)
      case 0..<0x20: throw failure("Invalid control character at")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw failure("Unterminated string starting at", at: start)
  }

  private mutating func escape(into text: inout [UInt8], stringStart: Int) throws(Failure) {
    guard position + 1 < bytes.count else { throw failure("Unterminated string starting at", at: stringStart) }
    let start = position
    let simple: [UInt8: UInt8] = [0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9]
    let byte = bytes[position + 1]
    position += 2
    if let plain = simple[byte] { return text.append(plain) }
    guard byte == UInt8(ascii: "u") else { throw failure("Invalid \\escape", at: start) }
    var unit = try hexUnit()
    if (0xD800..<0xDC00).contains(unit), position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == UInt8(ascii: "u") {
      let before = position
      position += 2
      let low = try hexUnit()
      if (0xDC00..<0xE000).contains(low) { unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00) } else { position = before }
    }
    text.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
  }

  private mutating func hexUnit() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count, bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("Invalid \\uXXXX escape") }
    position += 4
    return unit
  }
}
