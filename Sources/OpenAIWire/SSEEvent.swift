/// What one event of a server-sent event stream says.
public struct SSEEvent: Hashable, Sendable {
  /// The data of an event.
  public enum Data: Hashable, Sendable {
    /// There is none: comments, or a lone blank line.
    case none
    /// One `data` line, the usual case; the range is that of its value, in the event's bytes.
    case range(Range<Int>)
    /// Several `data` lines, joined with LF.
    case joined([UInt8])
  }

  /// The data.
  public let data: Data
  /// Where the event's name stands: the value of the last `event` line. Nil when there is no such line, or it is empty.
  public let eventName: Range<Int>?
  /// Whether every line is a field of an event or a comment. Clients pass over others.
  public let hasOnlyFields: Bool

  /// Parses the bytes of one event, with or without its blank line. A byte order mark at its start is passed over.
  @inline(__always)
  public static func parse(_ event: RawSpan) -> SSEEvent {
    let count = event.byteCount
    // Nearly every event is one `data: ` line.
    if count > 6, event.eight(0, count: 6) == 0x203a_6174_6164 {
      let end = SSEScanner.lineEnd(event, from: 6)
      if isBlank(event, from: end) { return SSEEvent(data: .range(6..<end), eventName: nil, hasOnlyFields: true) }
    }
    return parseLines(event)
  }

  /// Whether it is named `error`, whatever its data say.
  /// - Parameter event: the bytes that it was parsed from.
  public func isError(in event: RawSpan) -> Bool {
    guard let name = eventName, name.count == 5 else { return false }
    return event.array(name).elementsEqual("error".utf8)
  }

  /// Whether at most one line's end and a blank line are left.
  @inline(__always)
  private static func isBlank(_ event: RawSpan, from: Int) -> Bool {
    guard event.byteCount &- from <= 4 else { return false }
    var index = from
    while index < event.byteCount {
      guard event.byte(index) == 0x0a || event.byte(index) == 0x0d else { return false }
      index &+= 1
    }
    return true
  }

  @inline(never)
  private static func parseLines(_ event: RawSpan) -> SSEEvent {
    var first: Range<Int>?
    var joined: [UInt8]?
    var name: Range<Int>?
    var hasOnlyFields = true
    var index = SSEScanner.hasMark(event) ? 3 : 0
    while index < event.byteCount {
      let end = SSEScanner.lineEnd(event, from: index)
      let field = Field(event, index..<end)
      switch field.name {
      case .data:
        if let first {
          var text = joined.take() ?? event.array(first)
          text.append(0x0a)
          event.append(field.value, to: &text)
          joined = text
        } else {
          first = field.value
        }
      case .event: name = field.value.isEmpty ? nil : field.value
      case .silent: break
      case .unknown: hasOnlyFields = false
      }
      index = end &+ 1
      if index < event.byteCount, event.byte(end) == 0x0d, event.byte(index) == 0x0a { index &+= 1 }
    }
    return SSEEvent(data: joined.map { .joined($0) } ?? first.map { .range($0) } ?? .none, eventName: name, hasOnlyFields: hasOnlyFields)
  }

  /// One line, taken apart.
  private struct Field {
    enum Name {
      case data, event
      /// `id`, `retry`, a comment, or an empty line.
      case silent
      case unknown
    }

    let name: Name
    let value: Range<Int>

    init(_ event: RawSpan, _ line: Range<Int>) {
      var colon = line.lowerBound
      while colon < line.upperBound, event.byte(colon) != 0x3a { colon &+= 1 }
      let length = colon &- line.lowerBound
      let word = event.eight(line.lowerBound, count: length)
      name =
        switch (length, word) {
        case (4, 0x6174_6164): .data
        case (5, 0x74_6e65_7665): .event
        case (0, _), (2, 0x6469), (5, 0x79_7274_6572): .silent
        default: .unknown
        }
      var start = min(colon &+ 1, line.upperBound)
      if start < line.upperBound, event.byte(start) == 0x20 { start &+= 1 }
      value = start..<line.upperBound
    }
  }
}
