public import NIOCore

/// Reads requests from the bytes of one client connection: a value, fed with buffers, asked for events.
///
/// It is strict where leniency lets two readers of the same bytes disagree (request smuggling): bare LF, white space before a colon, folded lines,
/// `Content-Length` twice or beside `Transfer-Encoding`, any coding but `chunked`, more than one `Host` are refused.
public struct RequestReader: Sendable {
  /// What was read.
  public enum Event: Sendable {
    /// A complete head.
    case head(RequestHead)
    /// A piece of the body, without its framing.
    case body(ByteBuffer)
    /// The body is complete. Nothing more is read before ``startNext()``.
    case end
    /// The bytes are no acceptable request; the connection must be closed. Where its head can be read it comes before, so that the answer, and what is recorded, are those of its sender.
    case problem(HTTPProblem)
  }

  /// Bounds on what is accepted.
  public struct Limits: Sendable {
    /// Bytes of a head.
    public var head: Int
    /// Fields in a head.
    public var fields: Int
    /// Bytes of a body.
    public var body: Int

    /// Limits of their parts.
    public init(head: Int, fields: Int, body: Int) {
      self.head = head
      self.fields = fields
      self.body = body
    }
  }

  private enum State {
    case head
    case length(remaining: Int)
    case chunked(ChunkedDecoder, count: Int)
    case end
    case complete
    /// The head announces a body that is too large: nothing of it is read.
    case tooLarge
    case failed
  }

  private var state = State.head
  private var pending = ByteBuffer()
  private var searched = 0
  private let limits: Limits

  /// A reader at the beginning of a connection.
  public init(limits: Limits) { self.limits = limits }

  /// Bytes that came and were not read yet.
  public var pendingBytes: Int { pending.readableBytes }

  /// Whether the reader stands between two requests, with nothing of the next one there.
  public var isIdle: Bool {
    if case .head = state { return pending.readableBytes == 0 }
    return false
  }

  /// Adds bytes as they came.
  public mutating func append(_ buffer: ByteBuffer) { pending.feed(buffer) }

  /// After ``Event/end``: goes on to the next request on the connection.
  public mutating func startNext() {
    guard case .complete = state else { return }
    state = .head
    searched = 0
    if pending.readableBytes == 0 { pending = ByteBuffer() }
  }

  /// The next event, or nil when more bytes (or ``startNext()``) are needed.
  public mutating func next() -> Event? {
    do {
      return try step()
    } catch {
      state = .failed
      pending = ByteBuffer()
      return .problem(error)
    }
  }

  private mutating func step() throws(HTTPProblem) -> Event? {
    switch state {
    case .head: return try readHead()
    case .length(let remaining):
      let count = min(remaining, pending.readableBytes)
      guard count > 0, let slice = pending.readSlice(length: count) else { return nil }
      state = count == remaining ? .end : .length(remaining: remaining &- count)
      return .body(slice)
    case .chunked(var decoder, let count):
      let step = try decoder.next(&pending)
      switch step {
      case .data(let slice):
        let total = count &+ slice.readableBytes
        guard total <= limits.body else { throw .bodyTooLarge }
        state = .chunked(decoder, count: total)
        return .body(slice)
      case .needMore:
        state = .chunked(decoder, count: count)
        return nil
      case .end:
        state = .complete
        return .end
      }
    case .end:
      state = .complete
      return .end
    case .tooLarge: throw .bodyTooLarge
    case .complete, .failed: return nil
    }
  }

  private mutating func readHead() throws(HTTPProblem) -> Event? {
    guard skipBlankLines(), let bytes = try HeadParser.takeHead(&pending, searched: &searched, limit: limits.head) else { return nil }
    let head = try parse(bytes)
    switch head.framing {
    case .none, .untilClose, .length(0): state = .end
    case .length(let count): state = count <= limits.body ? .length(remaining: count) : .tooLarge
    case .chunked: state = .chunked(ChunkedDecoder(), count: 0)
    }
    return .head(head)
  }

  /// A robust server ignores empty lines before a request line (RFC 9112, section 2.2). Returns false while there is only half of one.
  private mutating func skipBlankLines() -> Bool {
    guard searched == 0 else { return true }
    while pending.readableBytes >= 2, pending.getInteger(at: pending.readerIndex, as: UInt16.self) == 0x0d0a {
      pending.moveReaderIndex(forwardBy: 2)
    }
    return pending.readableBytes != 1 || pending.getInteger(at: pending.readerIndex, as: UInt8.self) != 0x0d
  }

  private func parse(_ bytes: ByteBuffer) throws(HTTPProblem) -> RequestHead {
    let span = bytes.readableBytesSpan
    let line = try RequestLine(span)
    let fields = try HeadParser(maxFields: limits.fields).fields(span, from: line.end)
    let (framing, isKeepAlive) = try HeadParser.framing(span, fields, minorVersion: line.minorVersion)
    var hosts = 0
    var expectsContinue = false
    for field in fields {
      if field.field == .host { hosts &+= 1 }
      // HTTP/1.0 knows no interim answers (RFC 9110, section 10.1.1).
      if field.field == .expect, line.minorVersion == 1, span.equalsLowercase("100-continue", in: field.value) { expectsContinue = true }
    }
    guard hosts == 1 || hosts == 0 && line.minorVersion == 0 else { throw .malformed("a request needs exactly one Host") }
    return RequestHead(
      message: MessageHead(bytes: bytes, fields: fields),
      method: line.method,
      target: line.target,
      minorVersion: line.minorVersion,
      framing: framing ?? .none,
      isKeepAlive: isKeepAlive,
      expectsContinue: expectsContinue
    )
  }
}

/// `POST /v1/chat/completions HTTP/1.1`
private struct RequestLine {
  let method: Range<Int>
  let target: Range<Int>
  let minorVersion: Int
  let end: Int

  init(_ bytes: RawSpan) throws(HTTPProblem) {
    var offset = 0
    while TokenTable.isToken(bytes.byte(offset)) { offset &+= 1 }
    guard offset > 0, offset <= 32, bytes.byte(offset) == 0x20 else { throw .malformed("the request line does not begin with a method") }
    method = 0..<offset
    offset &+= 1
    let targetStart = offset
    while bytes.byte(offset) > 0x20 && bytes.byte(offset) < 0x7f { offset &+= 1 }
    guard offset > targetStart, bytes.byte(offset) == 0x20 else {
      throw .malformed("the request target holds a character that a URL cannot hold")
    }
    target = try Self.originForm(bytes, targetStart..<offset)
    let version = offset &+ 1
    guard version &+ 10 <= bytes.byteCount, bytes.equals("HTTP/", at: version), bytes.byte(version &+ 6) == 0x2e,
      bytes.byte(version &+ 8) == 0x0d, bytes.byte(version &+ 9) == 0x0a
    else { throw .malformed("the request line does not end in an HTTP version") }
    guard bytes.byte(version &+ 5) == 0x31, bytes.byte(version &+ 7) == 0x31 || bytes.byte(version &+ 7) == 0x30 else {
      throw .unsupportedVersion
    }
    minorVersion = bytes.byte(version &+ 7) == 0x31 ? 1 : 0
    end = version &+ 10
  }

  /// The path and query of a target in origin form (`/a?b`), absolute form (`http://h/a?b`) or asterisk form (`*`).
  private static func originForm(_ bytes: RawSpan, _ range: Range<Int>) throws(HTTPProblem) -> Range<Int> {
    if bytes.byte(range.lowerBound) == 0x2f { return range }
    if range.count == 1, bytes.byte(range.lowerBound) == 0x2a { return range }
    var authority: Int?
    if range.count > 7, bytes.equalsLowercase("http://", at: range.lowerBound) { authority = range.lowerBound + 7 }
    if range.count > 8, bytes.equalsLowercase("https://", at: range.lowerBound) { authority = range.lowerBound + 8 }
    guard let authority, let slash = bytes.firstOffset(of: 0x2f, from: authority, to: range.upperBound), slash > authority,
      (authority..<slash).allSatisfy({ isAuthority(bytes.byte($0)) })
    else { throw .malformed("the request target is neither a path nor an http URL") }
    return slash..<range.upperBound
  }

  /// The characters of host and port. A query or a user name would hold others: a slash behind those does not begin the path for every reader.
  private static func isAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x3a, 0x5b, 0x5d, 0x5f, 0x7e: true
    default: false
    }
  }
}
