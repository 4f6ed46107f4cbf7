internal import NIOCore

/// Parses the head of a message, strictly (RFC 9112): lines end in CRLF, names are tokens right up to their colon, no folded lines, no control characters.
struct HeadParser {
  /// Header fields at most.
  var maxFields: Int

  private static let carriageReturn: UInt8 = 0x0d
  private static let lineFeed: UInt8 = 0x0a

  /// Takes the head off the bytes that came, or nil while its end has not come. `searched` remembers how far was looked; it begins anew with the next head.
  static func takeHead(_ pending: inout ByteBuffer, searched: inout Int, limit: Int) throws(HTTPProblem) -> ByteBuffer? {
    var looked = searched
    let headEnd = try endOfHead(pending.readableBytesSpan, searched: &looked)
    searched = looked
    guard let end = headEnd else {
      guard pending.readableBytes <= limit else { throw .headTooLarge }
      return nil
    }
    guard end <= limit, let head = pending.readSlice(length: end) else { throw .headTooLarge }
    searched = 0
    return head
  }

  /// The offset behind the blank line that ends the head, or nil when it has not come yet.
  private static func endOfHead(_ bytes: RawSpan, searched: inout Int) throws(HTTPProblem) -> Int? {
    var from = searched
    while let lineFeedAt = bytes.firstOffset(of: lineFeed, from: from, to: bytes.byteCount) {
      guard lineFeedAt > 0, bytes.byte(lineFeedAt &- 1) == carriageReturn else { throw .malformed("a line does not end in CR LF") }
      if lineFeedAt >= 3, bytes.byte(lineFeedAt &- 2) == lineFeed { return lineFeedAt &+ 1 }
      from = lineFeedAt &+ 1
    }
    searched = bytes.byteCount
    return nil
  }

  /// Parses the field lines from `start`; the last one is the blank line at the end of `bytes`.
  func fields(_ bytes: RawSpan, from start: Int) throws(HTTPProblem) -> [FieldSpan] {
    var fields: [FieldSpan] = []
    fields.reserveCapacity(12)
    var lineStart = start
    let end = bytes.byteCount &- 2
    while lineStart < end {
      guard fields.count < maxFields else { throw .headTooLarge }
      let (span, next) = try field(bytes, from: lineStart)
      fields.append(span)
      lineStart = next
    }
    return fields
  }

  private func field(_ bytes: RawSpan, from start: Int) throws(HTTPProblem) -> (FieldSpan, next: Int) {
    var offset = start
    while TokenTable.isToken(bytes.byte(offset)) { offset &+= 1 }
    guard offset > start, bytes.byte(offset) == 0x3a else {
      throw .malformed("a header line does not begin with a field name and a colon")
    }
    let name = start..<offset
    offset &+= 1
    while bytes.byte(offset) == 0x20 || bytes.byte(offset) == 0x09 { offset &+= 1 }
    let valueStart = offset
    while bytes.byte(offset) >= 0x20 && bytes.byte(offset) != 0x7f || bytes.byte(offset) == 0x09 { offset &+= 1 }
    guard bytes.byte(offset) == Self.carriageReturn, bytes.byte(offset &+ 1) == Self.lineFeed else {
      throw .malformed("a header value holds a control character")
    }
    let next = offset &+ 2
    while offset > valueStart, bytes.byte(offset &- 1) == 0x20 || bytes.byte(offset &- 1) == 0x09 { offset &-= 1 }
    return (FieldSpan(field: KnownField.classify(bytes, name), name: name, value: valueStart..<offset), next)
  }

  /// The body's framing as the fields tell it, and whether the connection may go on. Everything that two readers could frame differently is refused.
  static func framing(
    _ bytes: RawSpan, _ fields: [FieldSpan], minorVersion: Int
  ) throws(HTTPProblem) -> (framing: BodyFraming?, isKeepAlive: Bool) {
    var length: Int?
    var isChunked = false
    var isKeepAlive = minorVersion == 1
    var mustClose = false
    for span in fields {
      switch span.field {
      case .contentLength:
        guard length == nil else { throw .malformed("Content-Length appears twice") }
        try refuseTab(bytes, behind: span.value)
        length = try contentLength(bytes, span.value)
      case .transferEncoding:
        guard !isChunked else { throw .malformed("Transfer-Encoding appears twice") }
        try refuseTab(bytes, behind: span.value)
        guard bytes.equalsLowercase("chunked", in: span.value) else { throw .unsupportedTransferCoding }
        isChunked = true
      case .connection:
        if bytes.equalsLowercase("keep-alive", in: span.value) {
          isKeepAlive = true
        } else if bytes.containsLowercase("close", in: span.value) {
          mustClose = true
        }
      default: break
      }
    }
    // `close` wins, wherever it stands (RFC 9112, section 9.3).
    if mustClose { isKeepAlive = false }
    if isChunked {
      guard length == nil else { throw .malformed("Content-Length and Transfer-Encoding appear together") }
      guard minorVersion == 1 else { throw .malformed("HTTP/1.0 has no Transfer-Encoding") }
      return (.chunked, isKeepAlive)
    }
    return (length.map { .length($0) }, isKeepAlive)
  }

  /// A tab behind a value is white space, but some readers take it for a part of the value, and frame the message in another way.
  private static func refuseTab(_ bytes: RawSpan, behind value: Range<Int>) throws(HTTPProblem) {
    var offset = value.upperBound
    while bytes.byte(offset) != carriageReturn {
      guard bytes.byte(offset) != 0x09 else { throw .malformed("a tab follows the value of a field that frames the body") }
      offset &+= 1
    }
  }

  private static func contentLength(_ bytes: RawSpan, _ range: Range<Int>) throws(HTTPProblem) -> Int {
    guard !range.isEmpty, range.count <= 15 else { throw .malformed("Content-Length is not a number of at most 15 digits") }
    var value = 0
    for offset in range {
      let digit = bytes.byte(offset) &- 0x30
      guard digit < 10 else { throw .malformed("Content-Length is not a number of at most 15 digits") }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }
}

/// The characters of a token (RFC 9110, section 5.6.2), as two masks of 64 bits.
enum TokenTable {
  private static let masks: (low: UInt64, high: UInt64) = {
    var masks: (low: UInt64, high: UInt64) = (0, 0)
    for byte in "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8 {
      if byte < 64 { masks.low |= 1 << UInt64(byte) } else { masks.high |= 1 << UInt64(byte - 64) }
    }
    return masks
  }()

  private static let low = masks.low
  private static let high = masks.high

  /// Whether `byte` may stand in a token.
  @inline(__always) static func isToken(_ byte: UInt8) -> Bool {
    if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
    return byte < 128 && high >> UInt64(byte &- 64) & 1 == 1
  }
}

extension RawSpan {
  /// Whether `text` (in lower case) occurs in a range.
  func containsLowercase(_ text: StaticString, in range: Range<Int>) -> Bool {
    let count = text.utf8CodeUnitCount
    guard range.count >= count else { return false }
    for offset in range.lowerBound...(range.upperBound - count) where equalsLowercase(text, at: offset) { return true }
    return false
  }
}
