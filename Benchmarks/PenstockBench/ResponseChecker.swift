/// Reads one response as its bytes arrive and compares its body with what must come.
struct ResponseChecker {
  enum Outcome: Equatable {
    case needsMore
    case complete
    case wrong(String)
  }

  private enum State {
    case head
    case fixedBody(remaining: Int)
    case chunkSize(value: Int, isInExtension: Bool)
    case chunkData(remaining: Int)
    case chunkEnd
    case trailer(lineLength: Int)
  }

  var body: ExpectedBody
  /// The server said that it will close the connection after this response.
  private(set) var closes = false
  private var head: [UInt8] = []
  private var state = State.head

  init(body: ExpectedBody) {
    self.body = body
  }

  mutating func restart() {
    body.restart()
    closes = false
    state = .head
    head.removeAll(keepingCapacity: true)
  }

  /// Takes all the bytes; bytes after the end are wrong, because one request is in flight at a time.
  mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch step(&rest) {
      case .needsMore: continue
      case .complete: return rest.isEmpty ? finish() : .wrong("bytes after the end of the response")
      case .wrong(let reason): return .wrong(reason)
      }
    }
    return .needsMore
  }

  private func finish() -> Outcome {
    body.isComplete ? .complete : .wrong("the body ended after \(body.received) bytes")
  }

  private mutating func step(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Outcome {
    switch state {
    case .head: return readHead(&rest)
    case .fixedBody(let remaining):
      let part = rest.prefix(remaining)
      rest = rest.dropFirst(part.count)
      guard body.take(UnsafeRawBufferPointer(rebasing: part)) else { return wrongBody() }
      state = .fixedBody(remaining: remaining - part.count)
      return part.count == remaining ? .complete : .needsMore
    case .chunkSize(let value, let isInExtension):
      return readSize(rest.removeFirst(), value, isInExtension)
    case .chunkData(let remaining):
      let part = rest.prefix(remaining)
      rest = rest.dropFirst(part.count)
      guard body.take(UnsafeRawBufferPointer(rebasing: part)) else { return wrongBody() }
      state = part.count == remaining ? .chunkEnd : .chunkData(remaining: remaining - part.count)
      return .needsMore
    case .chunkEnd:
      if rest.removeFirst() == UInt8(ascii: "\n") { state = .chunkSize(value: 0, isInExtension: false) }
      return .needsMore
    case .trailer(let lineLength):
      switch rest.removeFirst() {
      case UInt8(ascii: "\r"): return .needsMore
      case UInt8(ascii: "\n"):
        state = .trailer(lineLength: 0)
        return lineLength == 0 ? .complete : .needsMore
      default:
        state = .trailer(lineLength: lineLength + 1)
        return .needsMore
      }
    }
  }

  private func wrongBody() -> Outcome {
    .wrong("the body differs from the expected one near byte \(body.received)")
  }

  private mutating func readSize(_ byte: UInt8, _ value: Int, _ isInExtension: Bool) -> Outcome {
    if byte == UInt8(ascii: "\n") {
      state = value == 0 ? .trailer(lineLength: 0) : .chunkData(remaining: value)
    } else if byte != UInt8(ascii: "\r") {
      guard !isInExtension, byte != UInt8(ascii: ";") else {
        state = .chunkSize(value: value, isInExtension: true)
        return .needsMore
      }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, value < 1 << 40 else { return .wrong("not a chunk size") }
      state = .chunkSize(value: value * 16 + digit, isInExtension: false)
    }
    return .needsMore
  }

  /// The head usually comes in one piece, and is then read where it lies.
  private mutating func readHead(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Outcome {
    if head.isEmpty {
      let whole = UnsafeRawBufferPointer(rebasing: rest)
      guard let end = whole.position(of: "\r\n\r\n") else {
        head.append(contentsOf: rest)
        rest = rest.dropFirst(rest.count)
        return .needsMore
      }
      rest = rest.dropFirst(end + 4)
      return interpret(UnsafeRawBufferPointer(rebasing: whole[..<(end + 2)]))
    }
    head.append(rest.removeFirst())
    guard head.count <= 65_536 else { return .wrong("a response head of more than 64 KiB") }
    guard head.suffix(4).elementsEqual("\r\n\r\n".utf8) else { return .needsMore }
    let complete = head
    return complete.withUnsafeBytes { interpret($0) }
  }

  private mutating func interpret(_ head: UnsafeRawBufferPointer) -> Outcome {
    guard head.count > 12, head.number(at: 9) == 200 else {
      return .wrong("answer: \(String(decoding: head.prefix(32).prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self))")
    }
    var length: Int?
    var isChunked = false
    var start = 0
    while start < head.count, let end = UnsafeRawBufferPointer(rebasing: head[start...]).position(of: "\r\n") {
      let line = UnsafeRawBufferPointer(rebasing: head[start..<(start + end)])
      if line.hasFieldName("content-length:") { length = line.number(at: 15) }
      if line.hasFieldName("transfer-encoding:") { isChunked = true }
      if line.hasFieldName("connection:") { closes = line.position(of: "close") != nil }
      start += end + 2
    }
    if isChunked {
      state = .chunkSize(value: 0, isInExtension: false)
    } else if let length, length > 0 {
      state = .fixedBody(remaining: length)
    } else {
      return .wrong("a response without a body of known length")
    }
    return .needsMore
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the line starts with this field name, given in lower case and with its colon.
  fileprivate func hasFieldName(_ name: StaticString) -> Bool {
    guard count > name.utf8CodeUnitCount else { return false }
    for index in 0..<name.utf8CodeUnitCount where self[index] | 0x20 != name.utf8Start[index] | 0x20 { return false }
    return true
  }
}
