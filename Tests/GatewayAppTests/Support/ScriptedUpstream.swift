import GatewayTestSupport
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// An upstream on a raw TCP socket that answers what a test tells it to, keeps the bytes it was sent, and sees connections come and go.
///
/// `GET` is answered with a list of models (the gateway asks for it); everything else runs the script.
final class ScriptedUpstream: Sendable {
  typealias Script = @Sendable (UpstreamExchange) async throws -> Void

  struct Contents {
    var exchanges: [UpstreamExchange] = []
    var peers: [UpstreamPeer] = []
  }

  let port: Int
  private let listener: any Channel
  private let shared: SharedScript

  private init(listener: any Channel, port: Int, shared: SharedScript) {
    self.listener = listener
    self.port = port
    self.shared = shared
  }

  static func start(
    models: [String] = ["tiny"], owner: String = "vllm", tls: NIOSSLContext? = nil, host: String = "127.0.0.1", port: Int = 0,
    script: @escaping Script
  ) async throws -> ScriptedUpstream {
    let shared = SharedScript(models: models, owner: owner, script: script)
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandler(UpstreamHandler(shared: shared, peer: UpstreamPeer(channel)))
        }
      }
      .bind(host: host, port: port).get()
    guard let port = listener.localAddress?.port else { throw ChannelError.unknownLocalAddress }
    return ScriptedUpstream(listener: listener, port: port, shared: shared)
  }

  /// The requests that were no `GET`, in their order.
  var exchanges: [UpstreamExchange] { shared.contents.withLock { $0.exchanges } }

  /// The connections that carried one of ``exchanges``.
  var peers: [UpstreamPeer] { shared.contents.withLock { $0.peers } }

  /// Stops to listen; the connections go on.
  func stop() async { try? await listener.close().get() }
}

/// What all connections of one upstream share.
private final class SharedScript: Sendable {
  let models: String
  let script: ScriptedUpstream.Script
  let contents = Mutex(ScriptedUpstream.Contents())

  init(models: [String], owner: String, script: @escaping ScriptedUpstream.Script) {
    let cards = models.map { "{\"id\":\"\($0)\",\"object\":\"model\",\"created\":1,\"owned_by\":\"\(owner)\"}" }
    self.models = "{\"object\":\"list\",\"data\":[\(cards.joined(separator: ","))]}"
    self.script = script
  }
}

/// One request that came to a ``ScriptedUpstream``.
struct UpstreamExchange: Sendable {
  /// Request line and fields, without the blank line.
  let head: String
  let body: [UInt8]
  let peer: UpstreamPeer
  /// The how-many-eth request of the server it is, from 0.
  let number: Int
  /// The how-many-eth request of its connection it is, from 0.
  let numberOnPeer: Int

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of a field, by its name in lower case.
  func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  var fields: [(name: String, value: String)] {
    head.split(separator: "\r\n").dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), String(parts.count > 1 ? parts[1].drop { $0 == " " } : ""))
    }
  }

  /// Writes bytes; returns when the kernel has them.
  func write(_ text: String) async throws { try await peer.write(Array(text.utf8)) }
}

/// A connection to a ``ScriptedUpstream``.
final class UpstreamPeer: Sendable {
  private let channel: any Channel
  private let closed = Atomic<Bool>(false)
  private let written = Atomic<Int>(0)

  init(_ channel: any Channel) { self.channel = channel }

  /// Whether the connection is gone.
  var isClosed: Bool { closed.load(ordering: .acquiring) }

  /// Bytes that the kernel took so far.
  var bytesWritten: Int { written.load(ordering: .acquiring) }

  func write(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    written.wrappingAdd(bytes.count, ordering: .acquiringAndReleasing)
  }

  func close() async { try? await channel.close().get() }

  func reset() async throws {
    try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    try await channel.close()
  }

  fileprivate func gone() { closed.store(true, ordering: .releasing) }

  /// Waits until the other side has closed the connection.
  func waitUntilClosed() async throws { try await eventually("the upstream connection is closed") { isClosed } }
}

private final class UpstreamHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let shared: SharedScript
  private let peer: UpstreamPeer
  private var bytes: [UInt8] = []
  private var requests = 0

  init(shared: SharedScript, peer: UpstreamPeer) {
    self.shared = shared
    self.peer = peer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes += unwrapInboundIn(data).readableBytesView
    while let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
      let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      let length = head.lowercased().firstRange(of: "content-length: ").flatMap { found in
        Int(head.lowercased()[found.upperBound...].prefix { $0.isNumber })
      }
      let bodyEnd = end.upperBound + (length ?? 0)
      guard bytes.count >= bodyEnd else { return }
      let body = Array(bytes[end.upperBound..<bodyEnd])
      bytes.removeFirst(bodyEnd)
      received(head, body, context)
    }
  }

  private func received(_ head: String, _ body: [UInt8], _ context: ChannelHandlerContext) {
    let peer = peer
    if head.hasPrefix("GET ") {
      let answer = Wire.json(shared.models)
      context.writeAndFlush(NIOAny(ByteBuffer(string: answer)), promise: nil)
      return
    }
    let numberOnPeer = requests
    requests += 1
    let exchange = shared.contents.withLock { contents in
      let exchange = UpstreamExchange(
        head: head, body: body, peer: peer, number: contents.exchanges.count, numberOnPeer: numberOnPeer)
      contents.exchanges.append(exchange)
      if numberOnPeer == 0 { contents.peers.append(peer) }
      return exchange
    }
    let script = shared.script
    // A write that fails because the gateway has gone is what some tests are about.
    Task(executorPreference: TestThreads.peers) { try? await script(exchange) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func channelInactive(context: ChannelHandlerContext) { peer.gone() }
}

/// Answers as vLLM writes them.
enum Wire {
  /// A whole answer.
  static func json(_ body: String, status: String = "200 OK", fields: String = "") -> String {
    "HTTP/1.1 \(status)\r\ndate: Fri, 20 Nov 2026 21:39:57 GMT\r\nserver: uvicorn\r\n\(fields)content-length: \(body.utf8.count)\r\n"
      + "content-type: application/json\r\n\r\n\(body)"
  }

  /// An error as vLLM writes it.
  static func error(_ status: Int, fields: String = "") -> String {
    json(#"{"error":{"message":"no","type":"Error","param":null,"code":\#(status)}}"#, status: "\(status) Error", fields: fields)
  }

  static let streamHead =
    "HTTP/1.1 200 OK\r\nserver: uvicorn\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"

  static let streamEnd = "0\r\n\r\n"

  static func chunk(_ text: String) -> String { "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n" }

  /// An event of a chat stream.
  static func delta(_ text: String, finish: String? = nil) -> String {
    """
    data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"tiny","choices":[{"index":0,"delta":\
    {"content":"\(text)"},"finish_reason":\(finish.map { "\"\($0)\"" } ?? "null")}]}\n\n
    """
  }

  static let usage =
    #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"tiny","choices":[],"usage":"#
    + #"{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}"# + "\n\n"

  static let done = "data: [DONE]\n\n"

  /// A whole stream, each event in a chunk of its own.
  static func stream(_ events: [String]) -> String { streamHead + events.map(chunk).joined() + streamEnd }

  /// A chat answer.
  static let chat = json(
    #"{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"tiny","choices":[{"index":0,"message":{"role":"assistant","#
      + #""content":"Hello! How can I help?"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"total_tokens":9,"completion_tokens":6}}"#
  )

  /// A short stream that is complete.
  static let shortStream = stream([delta("Hello"), delta("!", finish: "stop"), usage, done])
}
