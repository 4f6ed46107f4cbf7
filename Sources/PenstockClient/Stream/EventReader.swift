internal import OpenAIWire

/// Cuts the bytes of a server-sent event stream into events, however they arrive in pieces. A value, without I/O.
struct EventReader {
  /// One event that has data.
  struct Event: Hashable {
    /// The value of its `event` line, if there is one.
    var name: String?
    /// Its data.
    var data: [UInt8]

    /// Whether it says that nothing follows.
    var isDone: Bool { data.elementsEqual("[DONE]".utf8) }
  }

  private var scanner = SSEScanner()
  private var buffer: [UInt8] = []
  /// Where the event begins that is looked for.
  private var start = 0

  /// How many bytes wait for the end of their event.
  var pendingCount: Int { buffer.count - start }

  /// Adds a piece of the stream.
  mutating func append(_ piece: [UInt8]) {
    if start > 65_536 || start == buffer.count {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += piece
  }

  /// The next event that is here as a whole and has data; nil when there is none. Comments are passed over.
  /// - Parameter isFinal: whether no more pieces come.
  mutating func next(isFinal: Bool = false) -> Event? {
    var scanner = scanner
    var start = start
    defer {
      self.scanner = scanner
      self.start = start
    }
    while true {
      let bytes = buffer.span.bytes.extracting(start..<buffer.count)
      guard let end = scanner.nextEventEnd(in: bytes, isFinal: isFinal) else { return nil }
      scanner.consumed()
      start += end
      if let event = Self.event(bytes.extracting(0..<end)) { return event }
    }
  }

  private static func event(_ bytes: RawSpan) -> Event? {
    let parsed = SSEEvent.parse(bytes)
    let name = parsed.eventName.map { String(decoding: bytes.array($0), as: UTF8.self) }
    switch parsed.data {
    case .none: return nil
    case .range(let range): return Event(name: name, data: bytes.array(range))
    case .joined(let joined): return Event(name: name, data: joined)
    }
  }
}
