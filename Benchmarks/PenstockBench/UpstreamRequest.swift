import CBenchSystem

/// One complete request at the start of a buffer: enough of HTTP/1.1 for what proxies send.
struct UpstreamRequest {
  enum Outcome {
    case needsMore
    case complete(UpstreamRequest)
    case invalid
  }

  enum Route {
    case chat
    case models
    case release
    case unknown
  }

  let route: Route
  /// `nil` asks for one JSON answer.
  let order: StreamOrder?
  let includeUsage: Bool
  /// Bytes of the buffer that belong to this request.
  let length: Int

  static func read(_ bytes: UnsafeRawBufferPointer, defaults: StreamOrder) -> Outcome {
    guard let headEnd = bytes.position(of: "\r\n\r\n") else { return bytes.count > 65_536 ? .invalid : .needsMore }
    let head = UnsafeRawBufferPointer(rebasing: bytes[..<(headEnd + 2)])
    guard let length = contentLength(head) else { return .invalid }
    guard bytes.count >= headEnd + 4 + length else { return .needsMore }
    let body = UnsafeRawBufferPointer(rebasing: bytes[(headEnd + 4)..<(headEnd + 4 + length)])
    let streams = body.position(of: "\"stream\":true") != nil
    return .complete(
      UpstreamRequest(
        route: route(head),
        order: streams ? order(body, defaults: defaults) : nil,
        includeUsage: streams && includesUsage(body),
        length: headEnd + 4 + length
      ))
  }

  private static func route(_ head: UnsafeRawBufferPointer) -> Route {
    let line = UnsafeRawBufferPointer(rebasing: head[..<(head.position(of: "\r\n") ?? 0)])
    if line.position(of: "/v1/chat/completions ") != nil { return .chat }
    if line.position(of: "/v1/models ") != nil { return .models }
    return line.position(of: "/bench/release ") != nil ? .release : .unknown
  }

  /// Zero without the field; `nil` for a chunked body, which this upstream does not read.
  private static func contentLength(_ head: UnsafeRawBufferPointer) -> Int? {
    for name in ["\r\ncontent-length:", "\r\nContent-Length:"] {
      if let position = head.position(of: name) { return head.number(at: position + name.utf8.count) }
    }
    let isChunked = head.position(of: "\r\ntransfer-encoding:") != nil || head.position(of: "\r\nTransfer-Encoding:") != nil
    return isChunked ? nil : 0
  }

  private static func order(_ body: UnsafeRawBufferPointer, defaults: StreamOrder) -> StreamOrder {
    guard let start = body.position(of: "\"x_bench\":{") else { return defaults }
    let member = UnsafeRawBufferPointer(rebasing: body[start...].prefix(96))
    func value(_ name: StaticString) -> Int? {
      member.position(of: name).flatMap { member.number(at: $0 + name.utf8CodeUnitCount) }
    }
    return StreamOrder(
      events: min(value("\"events\":") ?? defaults.events, 1_000_000),
      paceMicroseconds: value("\"pace_us\":") ?? defaults.paceMicroseconds,
      isHeld: value("\"hold\":") == 1
    )
  }

  private static func includesUsage(_ body: UnsafeRawBufferPointer) -> Bool {
    guard let start = body.position(of: "\"include_usage\"") else { return false }
    return UnsafeRawBufferPointer(rebasing: body[start...].prefix(24)).position(of: "true") != nil
  }
}

extension UnsafeRawBufferPointer {
  /// Where the text first stands.
  func position(of text: StaticString) -> Int? {
    position(of: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Where the text first stands.
  func position(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { position(of: UnsafeRawBufferPointer($0)) }
  }

  private func position(of text: UnsafeRawBufferPointer) -> Int? {
    guard let base = baseAddress, let needle = text.baseAddress else { return nil }
    return memmem(base, count, needle, text.count).map { UnsafeRawPointer($0) - base }
  }

  /// The decimal number at a position, after blanks.
  func number(at position: Int) -> Int? {
    var index = position
    while index < count, self[index] == UInt8(ascii: " ") { index += 1 }
    var value: Int?
    while index < count, value ?? 0 < 1_000_000_000, case let digit = self[index] &- UInt8(ascii: "0"), digit < 10 {
      value = (value ?? 0) * 10 + Int(digit)
      index += 1
    }
    return value
  }
}
