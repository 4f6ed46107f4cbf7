internal import Dispatch
public import GatewayServer
internal import Glibc
internal import Logging
public import NIOCore
internal import Synchronization

/// Writes log lines to standard error, in order, on a queue of its own: a slow terminal or pipe never blocks an event loop.
///
/// Buffered: at most 4 MiB; what comes while that is full is dropped, and the number of dropped writes is told when there is room again.
public final class LogWriter: AccessLogSink {
  private struct Pending {
    var bytes = 0
    var dropped = 0
  }

  private static let limit = 4 << 20
  private let queue = DispatchQueue(label: "penstock.log")
  private let pending = Mutex(Pending())
  /// Whether lines are JSON objects.
  public let isJSON: Bool
  /// Whether access-log lines (level info) are wanted.
  public let isEnabled: Bool

  /// A writer in one of the two formats.
  public init(isJSON: Bool, logsAccess: Bool) {
    self.isJSON = isJSON
    isEnabled = logsAccess
  }

  /// Takes lines; see ``AccessLogSink``.
  public func write(_ lines: ByteBuffer) {
    let count = lines.readableBytes
    let (isAccepted, dropped) = pending.withLock { pending in
      guard pending.bytes + count <= Self.limit else {
        pending.dropped += 1
        return (false, 0)
      }
      pending.bytes += count
      defer { pending.dropped = 0 }
      return (true, pending.dropped)
    }
    guard isAccepted else { return }
    queue.async {
      if dropped > 0 { Self.writeAll(ByteBuffer(string: self.droppedLine(dropped))) }
      Self.writeAll(lines)
      self.pending.withLock { $0.bytes -= count }
    }
  }

  /// Returns when everything accepted so far is written.
  public func flush() { queue.sync {} }

  private func droppedLine(_ count: Int) -> String {
    isJSON
      ? "{\"level\":\"warning\",\"message\":\"log writes dropped\",\"count\":\(count)}\n" : "warning log writes dropped count=\(count)\n"
  }

  private static func writeAll(_ buffer: ByteBuffer) {
    var rest = buffer
    while rest.readableBytes > 0 {
      // SAFETY: the pointer is used inside the closure only.
      let written = rest.withUnsafeReadableBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if written > 0 {
        rest.moveReaderIndex(forwardBy: written)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, 1000)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// swift-log's way to the ``LogWriter``: constant messages, data as metadata.
struct WriterLogHandler: LogHandler {
  let writer: LogWriter
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    writer.write(ByteBuffer(string: line(event.level, "\(event.message)", all.map { ($0.key, "\($0.value)") })))
  }

  private func line(_ level: Logger.Level, _ message: String, _ pairs: [(String, String)]) -> String {
    let time = Timestamp.now
    guard writer.isJSON else {
      let text = pairs.map { "\($0)=\(Self.plain($1))" }.joined(separator: " ")
      return "\(time) \(level) \(message)\(text.isEmpty ? "" : " ")\(text)\n"
    }
    let members = ([("time", time), ("level", "\(level)"), ("message", message)] + pairs).map { "\(Self.quoted($0)):\(Self.quoted($1))" }
    return "{\(members.joined(separator: ","))}\n"
  }

  private static func plain(_ text: String) -> String {
    text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3d && $0 != 0x7f } && !text.isEmpty ? text : quoted(text)
  }

  private static func quoted(_ text: String) -> String { JSONLine.quoted(text) }
}
