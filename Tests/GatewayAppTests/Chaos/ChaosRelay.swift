import GatewayTestSupport
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A TCP relay in front of a simulator that fails as networks and processes do, at bytes that its seed decides.
///
/// It counts what the engine sends, over all connections. When the drawn byte has passed, the connection that carried it ends, stalls or is reset; or the whole engine dies: all its
/// connections are reset, and so are the next ones, until it is back. Nothing depends on a clock.
final class ChaosRelay: Sendable {
  /// What happens at a byte.
  enum Fault: CaseIterable, Sendable {
    /// The connection ends.
    case fin
    /// The connection is reset.
    case reset
    /// Nothing more comes on the connection.
    case stall
    /// The process dies, and is started again.
    case kill
  }

  /// What passes of some bytes: the first `count` of them, then the fault.
  struct Passage: Sendable {
    var count: Int
    var fault: Fault?
  }

  private struct State {
    var random: SplitMix64
    var isCalm = true
    var bytesLeft = 0
    var fault = Fault.fin
    /// Connections that are refused until the engine is back.
    var refusals = 0
    var clients: [ObjectIdentifier: any Channel] = [:]
    var strikes: [Fault: Int] = [:]

    mutating func draw() {
      // Half of all answers are shorter than the mean distance: faults strike heads, first events and ends as well.
      bytesLeft = Int.random(in: 0...9000, using: &random)
      let faults: [Fault] = [.fin, .fin, .reset, .reset, .kill, .kill, .stall]
      fault = faults[Int.random(in: 0..<faults.count, using: &random)]
    }
  }

  private let state: Mutex<State>
  private let upstreamPort: Int
  private let listener = Mutex<(any Channel)?>(nil)
  private let boundPort = Atomic<Int>(0)

  private init(upstreamPort: Int, seed: UInt64) {
    self.upstreamPort = upstreamPort
    state = Mutex(State(random: SplitMix64(seed: seed)))
  }

  /// A relay that harms nothing until ``disturb()``.
  static func start(to port: Int, seed: UInt64) async throws -> ChaosRelay {
    let relay = ChaosRelay(upstreamPort: port, seed: seed)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 1024)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { relay.accept($0) }
      .bind(host: "127.0.0.1", port: 0).get()
    relay.boundPort.store(channel.localAddress?.port ?? 0, ordering: .relaxed)
    relay.listener.withLock { $0 = channel }
    return relay
  }

  var port: Int { boundPort.load(ordering: .relaxed) }

  /// How often each fault has struck.
  var strikes: [Fault: Int] { state.withLock { $0.strikes } }

  /// Faults begin.
  func disturb() {
    state.withLock { state in
      state.isCalm = false
      state.draw()
    }
  }

  /// Stops, and closes all connections.
  func stop() async {
    let channel = listener.withLock { $0 }
    try? await channel?.close().get()
    for client in takeClients() { try? await client.close().get() }
  }

  // MARK: Connections

  private func accept(_ client: any Channel) -> EventLoopFuture<Void> {
    let isRefused = state.withLock { state in
      guard state.refusals > 0 else { return false }
      state.refusals -= 1
      return true
    }
    if isRefused {
      Self.reset(client)
      return client.eventLoop.makeSucceededVoidFuture()
    }
    state.withLock { $0.clients[ObjectIdentifier(client)] = client }
    client.closeFuture.whenComplete { _ in self.state.withLock { $0.clients[ObjectIdentifier(client)] = nil } }
    return ClientBootstrap(group: client.eventLoop)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { upstream in
        upstream.eventLoop.makeCompletedFuture {
          try upstream.pipeline.syncOperations.addHandler(AnswerHandler(relay: self, client: client))
        }
      }
      .connect(host: "127.0.0.1", port: upstreamPort)
      .flatMap { upstream in
        client.eventLoop.makeCompletedFuture { try client.pipeline.syncOperations.addHandler(RequestHandler(upstream: upstream)) }
      }
  }

  /// So many bytes of the engine have come.
  fileprivate func pass(_ count: Int) -> Passage {
    state.withLock { state in
      guard !state.isCalm, count > state.bytesLeft else {
        state.bytesLeft -= state.isCalm ? 0 : count
        return Passage(count: count, fault: nil)
      }
      let passage = Passage(count: state.bytesLeft, fault: state.fault)
      state.strikes[state.fault, default: 0] += 1
      if state.fault == .kill { state.refusals = Int.random(in: 0...4, using: &state.random) }
      state.draw()
      return passage
    }
  }

  private func takeClients() -> [any Channel] { state.withLock { Array($0.clients.values) } }

  fileprivate func killAll() { for client in takeClients() { Self.reset(client) } }

  /// Closes with RST.
  fileprivate static func reset(_ channel: any Channel) {
    guard let socket = channel as? any SocketOptionProvider else { return channel.close(promise: nil) }
    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
  }
}

/// From the gateway to the engine.
private final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let upstream: any Channel

  init(upstream: any Channel) { self.upstream = upstream }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { upstream.writeAndFlush(unwrapInboundIn(data), promise: nil) }

  func channelInactive(context: ChannelHandlerContext) { upstream.close(promise: nil) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// From the engine to the gateway, as far as the relay lets it through.
private final class AnswerHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let relay: ChaosRelay
  private let client: any Channel
  private var isStalled = false

  init(relay: ChaosRelay, client: any Channel) {
    self.relay = relay
    self.client = client
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    guard !isStalled else { return }
    let passage = relay.pass(buffer.readableBytes)
    if let first = buffer.readSlice(length: passage.count), passage.count > 0 { client.writeAndFlush(first, promise: nil) }
    switch passage.fault {
    case nil: break
    case .fin: client.close(promise: nil)
    case .reset: ChaosRelay.reset(client)
    case .stall: isStalled = true
    case .kill: relay.killAll()
    }
  }

  func channelInactive(context: ChannelHandlerContext) { if !isStalled { client.close(promise: nil) } }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
