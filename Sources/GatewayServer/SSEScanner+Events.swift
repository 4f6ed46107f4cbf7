internal import OpenAIWire

extension SSEScanner {
  /// Goes through the whole events at the beginning of `bytes`.
  /// - Parameter take: takes an event and its bytes; false when it does not, which ends the walk in front of it.
  /// - Returns: how many bytes were taken.
  mutating func forEachEvent(in bytes: RawSpan, isFinal: Bool = false, take: (SSEEvent, RawSpan) -> Bool) -> Int {
    var cursor = 0
    while let length = nextEventEnd(in: bytes.extracting(cursor..<bytes.byteCount), isFinal: isFinal) {
      consumed()
      let event = bytes.extracting(cursor..<(cursor + length))
      guard take(SSEEvent.parse(event), event) else { break }
      cursor += length
    }
    return cursor
  }
}

extension SSEEvent {
  /// Hands on the data, if there are some.
  /// - Parameter event: the bytes that it was parsed from.
  func withData<Result>(of event: RawSpan, _ body: (RawSpan) -> Result) -> Result? {
    switch data {
    case .none: nil
    case .range(let range): body(event.extracting(range))
    case .joined(let data): body(data.span.bytes)
    }
  }
}
