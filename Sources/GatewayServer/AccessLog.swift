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
  private var lines = ByteBuffer()
  private var isScheduled = false

  init(eventLoop: any EventLoop, sink: any AccessLogSink) {
    self.eventLoop = eventLoop
    self.sink = sink
  }

  func append(_ record: RequestRecord, clock: HTTPClock) {
    guard sink.isEnabled else { return }
    AccessLogLine(record, clock: clock).write(to: &lines, isJSON: sink.isJSON)
    if lines.readableBytes >= Self.flushSize {
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
    guard lines.readableBytes > 0 else { return }
    sink.write(lines)
    lines = ByteBuffer()
  }
}

/// One line: `key=value` pairs or one JSON object, with the same keys.
struct AccessLogLine {
  private let record: RequestRecord
  private let clock: HTTPClock

  init(_ record: RequestRecord, clock: HTTPClock) {
    self.record = record
    self.clock = clock
  }

  func write(to buffer: inout ByteBuffer, isJSON: Bool) {
    if isJSON { buffer.writeStaticString("{\"time\":\"") }
    clock.writeTimestamp(clock.now, to: &buffer)
    buffer.writeStaticString(isJSON ? "\",\"level\":\"info\",\"message\":\"request\"" : " info request")
    var writer = PairWriter(isJSON: isJSON, buffer: buffer)
    buffer = ByteBuffer()
    writePairs(&writer)
    buffer = writer.buffer
    buffer.writeString(isJSON ? "}\n" : "\n")
  }

  private func writePairs(_ writer: inout PairWriter) {
    writer.text("id", record.requestID)
    writer.text("client", record.client)
    writer.text("method", record.method)
    writer.text("path", record.path)
    writer.number("status", record.status)
    writer.text("ended", record.ending.rawValue)
    if let error = record.error { writer.text("error", error.code.rawValue) }
    if let detail = record.error?.detail { writer.text("detail", detail) }
    if let verdict = record.verdict { writer.text("verdict", verdict.rawValue) }
    if record.findings > 0 { writer.number("findings", record.findings) }
    if let policy = record.error?.policy { writer.text("policy", policy) }
    if let target = record.target { writer.text("target", target) }
    if let model = record.model { writer.text("model", model) }
    if record.endpoint != nil { writer.text("stream", record.isStream ? "yes" : "no") }
    if record.attempts > 0 { writer.number("attempts", record.attempts) }
    if let usage = record.usage {
      writer.number("prompt_tokens", usage.promptTokens)
      writer.number("completion_tokens", usage.completionTokens)
    }
    writer.number("bytes_in", record.bytesIn)
    writer.number("bytes_out", record.bytesOut)
    if let firstByte = record.firstByte { writer.number("first_byte_us", firstByte) }
    writer.number("duration_us", record.duration)
  }
}

private struct PairWriter {
  let isJSON: Bool
  var buffer: ByteBuffer

  mutating func number(_ key: StaticString, _ value: Int) {
    writeKey(key)
    buffer.writeDecimal(value)
  }

  mutating func text(_ key: StaticString, _ value: String) {
    writeKey(key)
    let isPlain = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x5c && $0 != 0x3d }
    if isPlain, !isJSON, !value.isEmpty {
      buffer.writeString(value)
    } else if isPlain {
      buffer.writeStaticString("\"")
      buffer.writeString(value)
      buffer.writeStaticString("\"")
    } else {
      writeQuoted(value)
    }
  }

  private mutating func writeQuoted(_ value: String) {
    buffer.writeStaticString("\"")
    for byte in value.utf8 {
      switch byte {
      case 0x22, 0x5c:
        buffer.writeStaticString("\\")
        buffer.writeInteger(byte)
      case ..<0x20, 0x7f: buffer.writeStaticString(" ")
      default: buffer.writeInteger(byte)
      }
    }
    buffer.writeStaticString("\"")
  }

  private mutating func writeKey(_ key: StaticString) {
    buffer.writeStaticString(isJSON ? ",\"" : " ")
    buffer.writeStaticString(key)
    buffer.writeStaticString(isJSON ? "\":" : "=")
  }
}
