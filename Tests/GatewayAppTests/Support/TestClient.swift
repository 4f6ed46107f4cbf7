import GatewayTestSupport
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client on a raw TCP connection: sends any bytes, reads when it is told to, sees how the connection ended.
final class TestClient: Sendable {
  /// How a connection ended.
  enum Ending: Equatable, Sendable { case fin, reset }

  struct Inbox {
    var bytes: [UInt8] = []
    var consumed = 0
    var ending: Ending?
  }

  private let channel: any Channel
  private let inbox: InboxHandler

  private init(channel: any Channel, inbox: InboxHandler) {
    self.channel = channel
    self.inbox = inbox
  }

  static func connect(_ port: Int, sending first: String) async throws -> TestClient {
    try await connect(port, sending: ByteBuffer(string: first))
  }

  /// Connects, and sends the first bytes before anything else can delay them: a gateway closes a connection that says nothing. A client that does not read leaves
  /// everything to the kernel's buffers until ``startReading()``.
  static func connect(_ port: Int, sending first: ByteBuffer = ByteBuffer(), reads: Bool = true, tls: NIOSSLContext? = nil) async throws
    -> TestClient
  {
    let inbox = InboxHandler()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.autoRead, value: reads)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.allowRemoteHalfClosure, value: false)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: "localhost")) }
          try channel.pipeline.syncOperations.addHandler(inbox)
        }
      }
      .connect(host: "127.0.0.1", port: port)
      .flatMap { channel in
        guard first.readableBytes > 0 else { return channel.eventLoop.makeSucceededFuture(channel) }
        // One connection too many is answered and closed at once, maybe before this is sent: what came of it is in the inbox.
        return channel.writeAndFlush(first).map { channel }.flatMapErrorThrowing { _ in channel }
      }
      .get()
    return TestClient(channel: channel, inbox: inbox)
  }

  func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

  func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

  /// Sends without waiting; a connection that is closed meanwhile is no error.
  func sendAnyway(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

  func startReading() async throws {
    try await channel.setOption(.autoRead, value: true).get()
  }

  /// Closes; returns when it is closed.
  func close() async { try? await channel.close().get() }

  /// Closes the write side only.
  func halfClose() async throws { try await channel.close(mode: .output) }

  /// Closes with RST.
  func reset() async throws {
    try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    try await channel.close()
  }

  /// What came so far.
  var received: String { inbox.contents.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

  /// The last of what came.
  var tail: String { inbox.contents.withLock { String(decoding: $0.bytes.suffix(100), as: UTF8.self) } }

  /// Waits until `needle` came.
  func waits(for needle: String) async throws {
    try await eventually("'\(needle)' in '\(received.suffix(600))'") { received.contains(needle) }
  }

  /// Waits until the connection is closed.
  func ending() async throws -> Ending {
    var ending: Ending?
    try await eventually("the connection's end after '\(received.suffix(600))'") {
      ending = inbox.contents.withLock { $0.ending }
      return ending != nil
    }
    return ending ?? .fin
  }

  /// The next answer; it may be incomplete when the connection ended in the middle of it.
  func answer(isHead: Bool = false) async throws -> Answer {
    var result: Answer?
    try await eventually("an answer; there is '\(received.suffix(600))'") {
      try inbox.contents.withLock { inbox in
        guard let (answer, count) = Answer.parse(inbox.bytes[inbox.consumed...], isEnded: inbox.ending != nil, isHead: isHead) else {
          if let ending = inbox.ending { throw NeverHappened(description: "no answer, the connection ended with \(ending)") }
          return false
        }
        inbox.consumed += count
        result = answer
        return true
      }
    }
    return result ?? Answer()
  }
}

private final class InboxHandler: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer
  let contents = Mutex(TestClient.Inbox())

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    contents.withLock { $0.bytes += buffer.readableBytesView }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    contents.withLock { $0.ending = .reset }
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    contents.withLock { $0.ending = $0.ending ?? .fin }
  }
}
