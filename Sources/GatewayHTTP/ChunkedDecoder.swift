internal import NIOCore

/// Takes the chunked transfer coding off a body (RFC 9112, section 7.1): a value that consumes bytes and gives back the data among them.
struct ChunkedDecoder: Sendable {
  private enum State {
    case size
    case data(remaining: Int)
    case dataEnd
    case trailers
    case done
    case failed(HTTPProblem)
  }

  private var state = State.size
  private var trailerBytes = 0
  /// Bytes of a size line (with its extensions) at most.
  private static let maxSizeLine = 256
  /// Bytes of all trailers at most; they are read over and dropped.
  private static let maxTrailers = 8192

  /// What the next call of ``next(_:)`` found.
  enum Step {
    /// Data: a slice of the buffer where it comes from one chunk, else the chunks' data put together.
    case data(ByteBuffer)
    case end
    case needMore
  }

  /// What is found at one place of the bytes.
  private enum Part {
    case data(Range<Int>)
    case end
    case needMore
  }

  /// Consumes from `buffer` all the data that is there, or the end of the body. What is wrong behind data is told by the next call.
  mutating func next(_ buffer: inout ByteBuffer) throws(HTTPProblem) -> Step {
    let (part, joined, consumed) = try parts(buffer.readableBytesSpan)
    defer { buffer.moveReaderIndex(forwardBy: consumed) }
    switch part {
    case .end: return .end
    case .needMore: return .needMore
    case .data(let range):
      let slice = joined ?? buffer.getSlice(at: buffer.readerIndex &+ range.lowerBound, length: range.count)
      return slice.map { .data($0) } ?? .needMore
    }
  }

  /// The first part of the bytes; where it is data and more data follows, all of it put together.
  private mutating func parts(_ bytes: RawSpan) throws(HTTPProblem) -> (first: Part, joined: ByteBuffer?, consumed: Int) {
    var offset = 0
    let part = try nextPart(bytes, &offset)
    guard case .data(let first) = part, var range = nextData(bytes, &offset) else { return (part, nil, offset) }
    var joined = ByteBuffer()
    joined.reserveCapacity(bytes.byteCount)
    joined.writeBytes(bytes.extracting(first))
    while true {
      joined.writeBytes(bytes.extracting(range))
      guard let next = nextData(bytes, &offset) else { return (part, joined, offset) }
      range = next
    }
  }

  /// The data behind other data, or nil: what else is there is left to the next call.
  private mutating func nextData(_ bytes: RawSpan, _ offset: inout Int) -> Range<Int>? {
    do {
      guard case .data(let range) = try nextPart(bytes, &offset) else { return nil }
      return range
    } catch {
      state = .failed(error)
      return nil
    }
  }

  /// Reads from `offset`, and moves it, up to the next piece of data, or to the end of the body.
  private mutating func nextPart(_ bytes: RawSpan, _ offset: inout Int) throws(HTTPProblem) -> Part {
    while true {
      switch state {
      case .size:
        guard let line = try Self.line(bytes, &offset, limit: Self.maxSizeLine) else { return .needMore }
        let size = try Self.chunkSize(bytes.extracting(line))
        state = size == 0 ? .trailers : .data(remaining: size)
      case .data(let remaining):
        let count = min(remaining, bytes.byteCount &- offset)
        guard count > 0 else { return .needMore }
        state = count == remaining ? .dataEnd : .data(remaining: remaining &- count)
        offset &+= count
        return .data((offset &- count)..<offset)
      case .dataEnd:
        guard bytes.byteCount &- offset >= 2 else { return .needMore }
        guard bytes.byte(offset) == 0x0d, bytes.byte(offset &+ 1) == 0x0a else { throw .malformed("a chunk is longer than its size says") }
        offset &+= 2
        state = .size
      case .trailers:
        guard let line = try Self.line(bytes, &offset, limit: Self.maxTrailers) else { return .needMore }
        if line.count == 2 {
          state = .done
          return .end
        }
        trailerBytes &+= line.count
        guard trailerBytes <= Self.maxTrailers else { throw .headTooLarge }
        try Self.checkTrailer(bytes.extracting(line))
      case .done: return .end
      case .failed(let problem): throw problem
      }
    }
  }

  /// The line at `offset`, which is moved behind its CR LF; nil when it is not complete.
  private static func line(_ bytes: RawSpan, _ offset: inout Int, limit: Int) throws(HTTPProblem) -> Range<Int>? {
    let start = offset
    guard let length = try lineLength(bytes.extracting(start..<bytes.byteCount), limit: limit) else { return nil }
    offset = start &+ length
    return start..<offset
  }

  private static func lineLength(_ bytes: RawSpan, limit: Int) throws(HTTPProblem) -> Int? {
    let searched = min(bytes.byteCount, limit)
    guard let lineFeed = bytes.firstOffset(of: 0x0a, from: 0, to: searched) else {
      guard searched < limit else { throw .malformed("a chunk's size line or trailer is too long") }
      return nil
    }
    guard lineFeed > 0, bytes.byte(lineFeed &- 1) == 0x0d else { throw .malformed("a chunk's line does not end in CR LF") }
    return lineFeed &+ 1
  }

  /// A trailer is dropped, but it has to be a field, and none that frames the message.
  private static func checkTrailer(_ line: RawSpan) throws(HTTPProblem) {
    for span in try HeadParser(maxFields: 1).fields(line, from: 0) where span.field == .contentLength || span.field == .transferEncoding {
      throw .malformed("a trailer frames the message")
    }
  }

  private static func chunkSize(_ line: RawSpan) throws(HTTPProblem) -> Int {
    var size = 0
    var digits = 0
    var offset = 0
    let end = line.byteCount &- 2
    while offset < end {
      let byte = line.byte(offset)
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte &- 0x30
      case 0x41...0x46: digit = byte &- 0x37
      case 0x61...0x66: digit = byte &- 0x57
      default: digit = 0xff
      }
      guard digit != 0xff else { break }
      digits &+= 1
      guard digits <= 12 else { throw .malformed("a chunk's size has more than 12 digits") }
      size = size << 4 | Int(digit)
      offset &+= 1
    }
    guard digits > 0 else { throw .malformed("a chunk has no size") }
    while offset < end {
      guard let next = endOfExtension(line, from: offset) else {
        throw .malformed("a chunk's size is followed by something else than an extension")
      }
      offset = next
    }
    return size
  }

  /// The offset behind `;name`, `;name=value` or `;name="value"`; nil when there is something else.
  private static func endOfExtension(_ line: RawSpan, from start: Int) -> Int? {
    guard line.byte(start) == 0x3b, let nameEnd = endOfToken(line, from: start &+ 1) else { return nil }
    guard line.byte(nameEnd) == 0x3d else { return nameEnd }
    return endOfToken(line, from: nameEnd &+ 1) ?? endOfQuoted(line, from: nameEnd &+ 1)
  }

  private static func endOfToken(_ line: RawSpan, from start: Int) -> Int? {
    var offset = start
    while TokenTable.isToken(line.byte(offset)) { offset &+= 1 }
    return offset > start ? offset : nil
  }

  private static func endOfQuoted(_ line: RawSpan, from start: Int) -> Int? {
    guard line.byte(start) == 0x22 else { return nil }
    var offset = start &+ 1
    while line.byte(offset) != 0x22 {
      if line.byte(offset) == 0x5c { offset &+= 1 }
      guard line.byte(offset) >= 0x20 && line.byte(offset) != 0x7f || line.byte(offset) == 0x09 else { return nil }
      offset &+= 1
    }
    return offset &+ 1
  }
}
