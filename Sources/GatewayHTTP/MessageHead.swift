public import NIOCore

/// One header field: where its name and value lie in the head's bytes.
public struct FieldSpan: Sendable {
  /// What it is to the gateway.
  public let field: KnownField
  /// The name.
  public let name: Range<Int>
  /// The value without the white space around it.
  public let value: Range<Int>

  /// From the name's first byte to the value's last: `Name: value`, as the peer wrote it.
  public var line: Range<Int> { name.lowerBound..<max(value.upperBound, name.upperBound &+ 1) }
}

/// The header fields of a message, kept as the bytes that came; no strings are made until somebody asks.
public struct MessageHead: Sendable {
  /// From the first byte of the start line to the blank line, inclusive.
  public let bytes: ByteBuffer
  /// The fields in their order.
  public let fields: [FieldSpan]

  /// The first field of a kind.
  public func first(_ field: KnownField) -> FieldSpan? { fields.first { $0.field == field } }

  /// The text of a range of the head; bytes that are not UTF-8 are replaced.
  public func text(_ range: Range<Int>) -> String {
    bytes.getString(at: bytes.readerIndex + range.lowerBound, length: range.count) ?? ""
  }

  /// The value of the first field of a kind.
  public func value(_ field: KnownField) -> String? { first(field).map { text($0.value) } }

  /// The value of the first field with this name, given in lower case.
  public func value(named name: StaticString) -> String? { fields.first { equals($0.name, name) }.map { text($0.value) } }

  /// Whether a range of the head, in lower case, is `expected` (in lower case).
  public func equals(_ range: Range<Int>, _ expected: StaticString) -> Bool { bytes.readableBytesSpan.equalsLowercase(expected, in: range) }

  /// Whether a range of the head is `expected`, to the letter.
  public func isExactly(_ range: Range<Int>, _ expected: StaticString) -> Bool {
    let span = bytes.readableBytesSpan
    return range.count == expected.utf8CodeUnitCount
      && expected.withUTF8Buffer { text in text.indices.allSatisfy { span.byte(range.lowerBound &+ $0) == text[$0] } }
  }

  /// Whether a range of the head, in lower case, begins with `expected` (in lower case).
  public func hasPrefix(_ range: Range<Int>, _ expected: StaticString) -> Bool {
    range.count >= expected.utf8CodeUnitCount && bytes.readableBytesSpan.equalsLowercase(expected, at: range.lowerBound)
  }

  /// The lines of the fields that concern more than this connection, in their order, but for those that are kept back.
  public func forEachForwarded(except isKept: (KnownField) -> Bool, _ body: (_ line: Range<Int>) -> Void) {
    let options = connectionOptions
    for span in fields where !isKept(span.field) && (options.isEmpty || !options.contains(lowered(span.name))) { body(span.line) }
  }

  /// The field names that `Connection` lists, in lower case, unless it is `close` or `keep-alive` alone: those fields concern this connection only.
  var connectionOptions: Set<[UInt8]> {
    var names = Set<[UInt8]>()
    for span in fields where span.field == .connection && !equals(span.value, "close") && !equals(span.value, "keep-alive") {
      for name in lowered(span.value).split(whereSeparator: { $0 == 0x2c || $0 == 0x20 || $0 == 0x09 }) { names.insert(Array(name)) }
    }
    return names
  }

  private func lowered(_ range: Range<Int>) -> [UInt8] {
    let span = bytes.readableBytesSpan
    return range.map { span.byte($0) &- 0x41 < 26 ? span.byte($0) | 0x20 : span.byte($0) }
  }
}

/// How the end of a body is found (RFC 9112, section 6).
public enum BodyFraming: Sendable, Hashable {
  /// No body.
  case none
  /// A body of this many bytes.
  case length(Int)
  /// A chunked body.
  case chunked
  /// A body that ends with the connection; answers only.
  case untilClose
}

/// The head of a request.
public struct RequestHead: Sendable {
  /// The fields and their bytes.
  public let message: MessageHead
  /// The method's place in the bytes.
  public let method: Range<Int>
  /// The request target's place in the bytes: path and query, without scheme and authority.
  public let target: Range<Int>
  /// The minor version: 0 or 1.
  public let minorVersion: Int
  /// How the body is framed.
  public let framing: BodyFraming
  /// Whether the connection may serve another request afterwards.
  public let isKeepAlive: Bool
  /// Whether the client waits for `100 Continue`.
  public let expectsContinue: Bool

  /// The path without the query.
  public var path: Range<Int> {
    let span = message.bytes.readableBytesSpan
    return target.lowerBound..<(span.firstOffset(of: 0x3f, from: target.lowerBound, to: target.upperBound) ?? target.upperBound)
  }
}

/// The head of an answer.
public struct ResponseHead: Sendable {
  /// The fields and their bytes.
  public let message: MessageHead
  /// The status code, 100...999.
  public let status: Int
  /// How the body is framed.
  public let framing: BodyFraming
  /// Whether the connection may serve another request afterwards.
  public let isKeepAlive: Bool
}
