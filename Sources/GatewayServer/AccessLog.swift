internal import GatewayCore
public import NIOCore

/// Takes finished lines of the access log. Called on event loops: it must not block.
public protocol AccessLogSink: Sendable {
  /// Takes whole lines, each with its line feed.
  func write(_ lines: ByteBuffer)
  /// Whether lines are JSON.
  var isJSON: Bool { get }
  /// Whether lines are wanted at all.
  var isEnabled: Bool { get }
}

/// The access-log lines of one event loop, collected and handed on ten times a second or 32 KiB at a time.
final class AccessLogShard {
  private static let flushSize = 32 << 10
  private let eventLoop: any EventLoop
  private let sink: any AccessLogSink
  private let isEnabled: Bool
  private let isJSON: Bool
  private var lines: [UInt8] = []
  private var isScheduled = false

  init(eventLoop: any EventLoop, sink: any AccessLogSink) {
    self.eventLoop = eventLoop
    self.sink = sink
    isEnabled = sink.isEnabled
    isJSON = sink.isJSON
  }

  func append(_ record: borrowing RequestRecord, clock: HTTPClock) {
    guard isEnabled else { return }
    AccessLogLine.write(record, clock: clock, to: &lines, isJSON: isJSON)
    if lines.count >= Self.flushSize {
      flush()
    } else if !isScheduled {
      isScheduled = true
      eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(100)) {
        self.isScheduled = false
        self.flush()
      }
    }
  }

  func flush() {
    guard !lines.isEmpty else { return }
    sink.write(ByteBuffer(bytes: lines))
    lines.removeAll(keepingCapacity: true)
  }
}

/// One line: `key=value` pairs or one JSON object, with the same keys.
enum AccessLogLine {
  static func write(_ record: borrowing RequestRecord, clock: HTTPClock, to lines: inout [UInt8], isJSON: Bool) {
    if isJSON { lines.append("{\"time\":\"") }
    clock.appendTimestamp(clock.now, to: &lines)
    lines.append(isJSON ? "\",\"level\":\"info\",\"message\":\"request\"" : " info request")
    let pairs = PairWriter(isJSON: isJSON)
    pairs.text("id", record.requestID, &lines)
    pairs.text("client", record.client, &lines)
    pairs.text("method", record.method, &lines)
    pairs.text("path", record.path, &lines)
    pairs.number("status", record.status, &lines)
    pairs.text("ended", record.ending.rawValue, &lines)
    if record.error != nil { writeError(record, pairs, &lines) }
    if let verdict = record.verdict { pairs.text("verdict", verdict.rawValue, &lines) }
    if record.findings > 0 { pairs.number("findings", record.findings, &lines) }
    if let policy = record.error?.policy { pairs.text("policy", policy, &lines) }
    if let target = record.target { pairs.text("target", target, &lines) }
    if let model = record.model { pairs.text("model", model, &lines) }
    if record.endpoint != nil { pairs.text("stream", record.isStream ? "yes" : "no", &lines) }
    if record.attempts > 0 { pairs.number("attempts", record.attempts, &lines) }
    if record.queueTime > 0 { pairs.number("queue_us", record.queueTime, &lines) }
    if record.rescues > 0 { pairs.number("rescues", record.rescues, &lines) }
    if let usage = record.usage {
      pairs.number("prompt_tokens", usage.promptTokens, &lines)
      pairs.number("completion_tokens", usage.completionTokens, &lines)
    }
    pairs.number("bytes_in", record.bytesIn, &lines)
    pairs.number("bytes_out", record.bytesOut, &lines)
    if let firstByte = record.firstByte { pairs.number("first_byte_us", firstByte, &lines) }
    pairs.number("duration_us", record.duration, &lines)
    lines.append(isJSON ? "}\n" : "\n")
  }

  private static func writeError(_ record: borrowing RequestRecord, _ pairs: PairWriter, _ lines: inout [UInt8]) {
    guard let error = record.error else { return }
    pairs.text("error", error.code.rawValue, &lines)
    if let detail = error.detail { pairs.text("detail", detail, &lines) }
  }
}

private struct PairWriter {
  let isJSON: Bool

  func number(_ key: StaticString, _ value: Int, _ lines: inout [UInt8]) {
    writeKey(key, &lines)
    lines.appendDecimal(value)
  }

  func text(_ key: StaticString, _ value: String, _ lines: inout [UInt8]) {
    writeKey(key, &lines)
    let isPlain = Self.isPlain(value.utf8Span.span)
    if isPlain, !isJSON, !value.isEmpty {
      lines.append(contentsOf: value.utf8)
    } else {
      lines.append(0x22)
      if isPlain { lines.append(contentsOf: value.utf8) } else { writeEscaped(value, &lines) }
      lines.append(0x22)
    }
  }

  /// Whether a text can stand in the line as it is.
  private static func isPlain(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      let byte = text[index]
      guard byte > 0x20, byte < 0x7f, byte != 0x22, byte != 0x5c, byte != 0x3d else { return false }
    }
    return true
  }

  private func writeEscaped(_ value: String, _ lines: inout [UInt8]) {
    for byte in value.utf8 {
      switch byte {
      case 0x22, 0x5c:
        lines.append(0x5c)
        lines.append(byte)
      case ..<0x20, 0x7f: lines.append(0x20)
      default: lines.append(byte)
      }
    }
  }

  private func writeKey(_ key: StaticString, _ lines: inout [UInt8]) {
    lines.append(isJSON ? ",\"" : " ")
    lines.append(key)
    lines.append(isJSON ? "\":" : "=")
  }
}

extension [UInt8] {
  /// Appends the bytes of a literal.
  @inline(__always)
  mutating func append(_ text: StaticString) { text.withUTF8Buffer { append(contentsOf: $0) } }

  /// Appends a number in decimal; negative ones, which the gateway does not have, as 0.
  mutating func appendDecimal(_ number: Int) {
    let start = count
    var rest = UInt(Swift.max(0, number))
    repeat {
      append(0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    var (low, high) = (start, count &- 1)
    while low < high {
      swapAt(low, high)
      low &+= 1
      high &-= 1
    }
  }
}
