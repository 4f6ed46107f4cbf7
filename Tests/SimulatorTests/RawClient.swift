import NIOCore
import NIOPosix

/// A connection that shows the bytes as they come and how it ended.
final class RawClient: Sendable {
  enum Event: Sendable {
    case bytes([UInt8])
    case failed
    case closed
  }

  /// How a connection ended.
  enum Ending: Equatable, Sendable { case fin, reset }

  private let channel: any Channel
  private let events: AsyncStream<Event>

  private init(channel: any Channel, events: AsyncStream<Event>) {
    self.channel = channel
    self.events = events
  }

  static func connect(_ port: Int) async throws -> RawClient {
    let (events, continuation) = AsyncStream.makeStream(of: Event.self)
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Collector(continuation)) }
      }
      .connect(host: "127.0.0.1", port: port).get()
    return RawClient(channel: channel, events: events)
  }

  func send(_ text: String) async throws {
    try await channel.writeAndFlush(ByteBuffer(string: text))
  }

  func close() async throws { try await channel.close() }

  /// Reads until the text so far ends with `suffix` (nil: until the connection ends).
  func read(until suffix: String? = nil, containing needle: String? = nil) async -> (text: String, ending: Ending?) {
    var bytes: [UInt8] = []
    var ending: Ending?
    for await event in events {
      switch event {
      case .bytes(let more): bytes += more
      case .failed: ending = .reset
      case .closed: return (String(decoding: bytes, as: UTF8.self), ending ?? .fin)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if let suffix, text.hasSuffix(suffix) { return (text, nil) }
      if let needle, text.contains(needle) { return (text, nil) }
    }
    return (String(decoding: bytes, as: UTF8.self), ending ?? .fin)
  }
}

private final class Collector: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let continuation: AsyncStream<RawClient.Event>.Continuation

  init(_ continuation: AsyncStream<RawClient.Event>.Continuation) { self.continuation = continuation }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    continuation.yield(.bytes(Array(unwrapInboundIn(data).readableBytesView)))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    continuation.yield(.failed)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    continuation.yield(.closed)
    continuation.finish()
  }
}

/// A response, taken apart.
struct RawResponse {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: String
  /// The chunks of a chunked body; nil when it is not chunked.
  var chunks: [String]?
  /// Whether the body's end was there.
  var isComplete: Bool

  /// The response in `text`, nil when there is no whole head.
  init?(_ text: String) {
    guard let split = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<split.lowerBound].split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (String(parts[0]).lowercased(), String(parts.count > 1 ? parts[1].drop { $0 == " " } : ""))
    }
    var rest = Array(text[split.upperBound...].utf8)
    guard headers.contains(where: { $0.name == "transfer-encoding" }) else {
      let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
      isComplete = rest.count >= length
      body = String(decoding: rest, as: UTF8.self)
      return
    }
    var chunks: [String] = []
    isComplete = false
    while let end = rest.firstIndex(of: 0x0A), let size = Int(String(decoding: rest[..<(end - 1)], as: UTF8.self), radix: 16) {
      if size == 0 {
        isComplete = true
        break
      }
      guard rest.count >= end + 1 + size + 2 else { break }
      chunks.append(String(decoding: rest[(end + 1)..<(end + 1 + size)], as: UTF8.self))
      rest.removeFirst(end + 1 + size + 2)
    }
    self.chunks = chunks
    body = chunks.joined()
  }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The data of the events, comments left out.
  var events: [String] {
    body.split(separator: "\n\n").filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
  }
}
