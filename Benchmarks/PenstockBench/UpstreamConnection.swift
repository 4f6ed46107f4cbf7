import Glibc

/// One client of the canned upstream: what it sent and has not been read, and the stream that it is being sent.
final class UpstreamConnection {
  /// A stream in progress.
  struct Stream {
    var order: StreamOrder
    var includeUsage: Bool
    /// The next event to send: 0 is the role event.
    var next = 0
  }

  let descriptor: Int32
  /// The number of its stream among all that this server started.
  var generation: UInt32 = 0
  var stream: Stream?
  var output = OutputBuffer()
  var unread: [UInt8] = []
  /// The set was told to report when this socket becomes writable.
  var awaitsWritable = false

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}

/// Answers of the upstream with their HTTP frames around them, made once.
struct FramedAnswers {
  let completion: [UInt8]
  let models: [UInt8]
  let released: [UInt8]
  let notFound: [UInt8]
  let streamHead = Array(
    ("HTTP/1.1 200 OK\r\nserver: bench\r\ncontent-type: text/event-stream; charset=utf-8\r\nvary: Origin\r\n"
      + "transfer-encoding: chunked\r\n\r\n").utf8)
  let streamEnd = Array("0\r\n\r\n".utf8)
  private let role = FramedAnswers.chunk(CannedChat.role)
  private let finish = FramedAnswers.chunk(CannedChat.finish)
  private let usage = FramedAnswers.chunk(CannedChat.usage)
  private let done = FramedAnswers.chunk(CannedChat.done)
  private let contents: [[UInt8]] = (0..<4096).map { FramedAnswers.chunk(CannedChat.content($0)) }
  private var bursts: [BurstKey: [UInt8]] = [:]

  private struct BurstKey: Hashable {
    var events: Int
    var includeUsage: Bool
  }

  init() {
    completion = Self.answer("200 OK", CannedChat.completion)
    models = Self.answer("200 OK", CannedChat.models)
    released = Self.answer("200 OK", Array("{}".utf8))
    notFound = Self.answer("404 Not Found", Array(#"{"detail":"Not Found"}"#.utf8))
  }

  /// The event with this number; `nil` past the last one. The last one brings the end of the body with it.
  func event(_ index: Int, of stream: UpstreamConnection.Stream) -> [UInt8]? {
    switch index - stream.order.events {
    case 1: return finish
    case 2: return stream.includeUsage ? usage : done + streamEnd
    case 3: return stream.includeUsage ? done + streamEnd : nil
    case 4...: return nil
    default:
      guard index > 0 else { return role }
      return index <= contents.count ? contents[index - 1] : Self.chunk(CannedChat.content(index - 1))
    }
  }

  /// A whole stream in one piece.
  mutating func burst(_ stream: UpstreamConnection.Stream) -> [UInt8] {
    let key = BurstKey(events: stream.order.events, includeUsage: stream.includeUsage)
    if let known = bursts[key] { return known }
    var all = streamHead
    var index = 0
    while let event = event(index, of: stream) {
      all += event
      index += 1
    }
    bursts[key] = all
    return all
  }

  private static func answer(_ status: String, _ body: [UInt8]) -> [UInt8] {
    Array(
      ("HTTP/1.1 \(status)\r\nserver: bench\r\ncontent-type: application/json\r\nvary: Origin\r\n"
        + "content-length: \(body.count)\r\n\r\n").utf8) + body
  }

  private static func chunk(_ data: [UInt8]) -> [UInt8] {
    Array((String(data.count, radix: 16) + "\r\n").utf8) + data + Array("\r\n".utf8)
  }
}
