internal import NIOCore

/// Takes the chunked transfer coding off a body (RFC 9112, section 7.1): a value that consumes bytes and gives back slices of them.
struct ChunkedDecoder: Sendable {
  private enum State {
    case size
    case data(remaining: Int)
    case dataEnd
    case trailers
    case done
  }

  private var state = State.size
  private var trailerBytes = 0
  /// Bytes of a size line (with its extensions) at most.
  private static let maxSizeLine = 256
  /// Bytes of all trailers at most; they are read over and dropped.
  private static let maxTrailers = 8192

  /// What the next call of ``next(_:)`` found.
  enum Step {
    case data(ByteBuffer)
    case end
    case needMore
  }

  /// Consumes from `buffer` up to the next piece of data, or to the end of the body.
  mutating func next(_ buffer: inout ByteBuffer) throws(HTTPProblem) -> Step {
    while true {
      switch state {
      case .size:
        guard let line = try takeLine(&buffer, limit: Self.maxSizeLine) else { return .needMore }
        let size = try Self.chunkSize(line.readableBytesSpan)
        state = size == 0 ? .trailers : .data(remaining: size)
      case .data(let remaining):
        let count = min(remaining, buffer.readableBytes)
        guard count > 0, let slice = buffer.readSlice(length: count) else { return .needMore }
        state = count == remaining ? .dataEnd : .data(remaining: remaining &- count)
        return .data(slice)
      case .dataEnd:
        guard buffer.readableBytes >= 2 else { return .needMore }
        guard buffer.readInteger(as: UInt16.self) == 0x0d0a else { throw .malformed("a chunk is longer than its size says") }
        state = .size
      case .trailers:
        guard let line = try takeLine(&buffer, limit: Self.maxTrailers) else { return .needMore }
        if line.readableBytes == 2 {
          state = .done
          return .end
        }
        trailerBytes &+= line.readableBytes
        guard trailerBytes <= Self.maxTrailers else { throw .headTooLarge }
        try Self.checkTrailer(line.readableBytesSpan)
      case .done: return .end
      }
    }
  }

  /// Takes a line with its CR LF from the front of `buffer`, or nil when it is not complete.
  private func takeLine(_ buffer: inout ByteBuffer, limit: Int) throws(HTTPProblem) -> ByteBuffer? {
    guard let length = try Self.lineLength(buffer.readableBytesSpan, limit: limit) else { return nil }
    return buffer.readSlice(length: length)
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
