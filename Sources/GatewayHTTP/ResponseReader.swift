public import NIOCore

/// Reads answers from the bytes of one upstream connection: a value, fed with buffers, asked for events.
public struct ResponseReader: Sendable {
  /// What was read.
  public enum Event: Sendable {
    /// A complete head; interim answers (1xx) are read over.
    case head(ResponseHead)
    /// A piece of the body, without its framing.
    case body(ByteBuffer)
    /// The answer is complete.
    case end
    /// The bytes are no acceptable answer; the connection must be closed.
    case problem(HTTPProblem)
  }

  private enum State {
    case idle
    case head
    case length(remaining: Int)
    case chunked(ChunkedDecoder)
    case untilClose
    case end
    case failed
  }

  private var state = State.idle
  private var pending = ByteBuffer()
  private var searched = 0
  private var interimAnswers = 0
  private static let maxHead = 64 << 10
  private static let maxFields = 200
  private static let maxInterimAnswers = 8

  /// A reader that expects nothing yet.
  public init() {}

  /// Whether no answer is under way and no byte waits.
  public var isIdle: Bool {
    if case .idle = state { return pending.readableBytes == 0 }
    return false
  }

  /// A request was sent: the answer to it comes next.
  public mutating func expectAnswer() {
    state = .head
    searched = 0
    interimAnswers = 0
  }

  /// Adds bytes as they came.
  public mutating func append(_ buffer: ByteBuffer) { pending.feed(buffer) }

  /// The connection was closed in order: the end of a body that is framed by it. Returns whether the answer is complete by that.
  public mutating func close() -> Bool {
    guard case .untilClose = state else { return false }
    state = .idle
    return true
  }

  /// The next event, or nil when more bytes are needed.
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
    case .idle:
      guard pending.readableBytes == 0 else { throw .malformed("the upstream sent bytes that nobody asked for") }
      return nil
    case .head: return try readHead()
    case .length(let remaining):
      let count = min(remaining, pending.readableBytes)
      guard count > 0, let slice = pending.readSlice(length: count) else { return nil }
      state = count == remaining ? .end : .length(remaining: remaining &- count)
      return .body(slice)
    case .chunked(var decoder):
      let step = try decoder.next(&pending)
      state = .chunked(decoder)
      switch step {
      case .data(let slice): return .body(slice)
      case .needMore: return nil
      case .end: return finish()
      }
    case .untilClose:
      guard pending.readableBytes > 0, let slice = pending.readSlice(length: pending.readableBytes) else { return nil }
      return .body(slice)
    case .end: return finish()
    case .failed: return nil
    }
  }

  private mutating func finish() -> Event {
    state = .idle
    if pending.readableBytes == 0 { pending = ByteBuffer() }
    return .end
  }

  private mutating func readHead() throws(HTTPProblem) -> Event? {
    while true {
      guard let bytes = try HeadParser.takeHead(&pending, searched: &searched, limit: Self.maxHead) else { return nil }
      let head = try Self.parse(bytes)
      guard head.status >= 200 else {
        interimAnswers &+= 1
        guard head.status != 101, head.isKeepAlive, interimAnswers <= Self.maxInterimAnswers else {
          throw .malformed("an interim answer that nobody asked for")
        }
        continue
      }
      switch head.framing {
      case .none, .length(0): state = .end
      case .length(let count): state = .length(remaining: count)
      case .chunked: state = .chunked(ChunkedDecoder())
      case .untilClose: state = .untilClose
      }
      return .head(head)
    }
  }

  private static func parse(_ bytes: ByteBuffer) throws(HTTPProblem) -> ResponseHead {
    let span = bytes.readableBytesSpan
    let (status, minorVersion, lineEnd) = try statusLine(span)
    let fields = try HeadParser(maxFields: maxFields).fields(span, from: lineEnd)
    let (framing, isKeepAlive) = try HeadParser.framing(span, fields, minorVersion: minorVersion)
    let hasNoBody = status < 200 || status == 204 || status == 304
    let bodyFraming: BodyFraming = hasNoBody ? .none : framing ?? .untilClose
    return ResponseHead(
      message: MessageHead(bytes: bytes, fields: fields),
      status: status,
      framing: bodyFraming,
      isKeepAlive: isKeepAlive && bodyFraming != .untilClose
    )
  }

  private static func statusLine(_ bytes: RawSpan) throws(HTTPProblem) -> (status: Int, minorVersion: Int, end: Int) {
    let problem = HTTPProblem.malformed("the answer does not begin with an HTTP/1 status line")
    guard bytes.byteCount >= 14, bytes.equals("HTTP/1.", at: 0), bytes.byte(8) == 0x20 else { throw problem }
    let minor = bytes.byte(7) &- 0x30
    guard minor <= 1 else { throw .unsupportedVersion }
    var status = 0
    for offset in 9..<12 {
      let digit = bytes.byte(offset) &- 0x30
      guard digit < 10 else { throw problem }
      status = status &* 10 &+ Int(digit)
    }
    guard status >= 100, bytes.byte(12) == 0x20 || bytes.byte(12) == 0x0d else { throw problem }
    // The reason is nobody's business, but it must not hide another line's end.
    var offset = 12
    while bytes.byte(offset) >= 0x20 && bytes.byte(offset) != 0x7f || bytes.byte(offset) == 0x09 { offset &+= 1 }
    guard bytes.byte(offset) == 0x0d, bytes.byte(offset &+ 1) == 0x0a else { throw problem }
    return (status, Int(minor), offset &+ 2)
  }
}
