internal import GatewayCore
internal import GatewayHTTP
public import NIOCore
internal import NIOPosix
public import NIOSSL
internal import Synchronization

/// Listens for clients and serves them on all event loops.
public final class GatewayListener: Sendable {
  private let channel: any Channel
  private let workers: [LoopWorker]
  private let service: GatewayService
  private let isHurried = Atomic<Bool>(false)

  /// The port that is listened on: the one asked for, or the one that the system chose for 0.
  public var port: Int { channel.localAddress?.port ?? 0 }

  private init(channel: any Channel, workers: [LoopWorker], service: GatewayService) {
    self.channel = channel
    self.workers = workers
    self.service = service
  }

  /// Begins to listen.
  /// - Parameter isAdmin: whether it serves the admin API, and nothing else.
  /// - Parameter workers: one for each event loop of `group`, which runs them.
  /// - Throws: what the system says: address in use, no permission.
  public static func start(
    host: String, port: Int, tls: NIOSSLContext?, group: any EventLoopGroup, workers: [LoopWorker], service: GatewayService,
    isAdmin: Bool = false
  ) async throws -> GatewayListener {
    let byLoop = Dictionary(uniqueKeysWithValues: workers.map { (ObjectIdentifier($0.eventLoop), $0) })
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.socketOption(.so_keepalive), value: 1)
      .childChannelInitializer { channel in
        guard let worker = byLoop[ObjectIdentifier(channel.eventLoop)] else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture { try initialize(channel, worker, service, tls, isAdmin) }
      }
    let channel = try await bootstrap.bind(host: host, port: port).get()
    return GatewayListener(channel: channel, workers: workers, service: service)
  }

  private static func initialize(
    _ channel: any Channel, _ worker: LoopWorker, _ service: GatewayService, _ tls: NIOSSLContext?, _ isAdmin: Bool
  )
    throws
  {
    guard service.connectionOpened(isAdmin: isAdmin) else {
      service.connectionClosed(isAdmin: isAdmin)
      // Over TLS the answer would cost a handshake: the connection is closed.
      guard tls == nil else { return channel.close(promise: nil) }
      try channel.pipeline.syncOperations.addHandler(OverloadHandler(worker: worker))
      return
    }
    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
    try channel.pipeline.syncOperations.addHandler(ServerConnection(worker: worker, service: service, isAdmin: isAdmin))
  }

  /// Takes no new connection; those that are open stay.
  public func close() async { try? await channel.close().get() }

  /// Says that the gateway stops (`/readyz`, `Connection: close`), and goes on taking connections and serving them for as long as `delay` says, or until ``endDraining()``: who balances
  /// load over several gateways needs that time to learn of it, and clients would be refused meanwhile. To be called once, before ``stop(within:)``.
  public func windDown(for delay: Duration) async {
    service.beginDraining()
    for worker in workers { worker.eventLoop.execute { worker.windDown() } }
    await wait(for: delay, orHurried: true) { false }
  }

  /// Ends the waits of ``windDown(for:)`` and ``stop(within:)``, now or as soon as they begin.
  public func endDraining() { isHurried.store(true, ordering: .relaxed) }

  /// Stops: takes no new connection, closes those that are idle, lets requests in flight end for as long as `limit` says, or until ``endDraining()``; then tells what is left an
  /// error, and closes all connections within a second. To be called once.
  /// - Returns: whether everything had ended by itself.
  public func stop(within limit: Duration) async -> Bool {
    service.beginDraining()
    try? await channel.close().get()
    for worker in workers { worker.eventLoop.execute { worker.drain() } }
    let isClean = await allClosed(within: limit, orHurried: true)
    if !isClean {
      for worker in workers { worker.eventLoop.execute { worker.stop() } }
      _ = await allClosed(within: .seconds(1))
    }
    for worker in workers {
      try? await worker.eventLoop.submit { worker.closeAll() }.get()
      try? await worker.eventLoop.submit {}.get()
    }
    return isClean
  }

  private func allClosed(within limit: Duration, orHurried heedsHurry: Bool = false) async -> Bool {
    await wait(for: limit, orHurried: heedsHurry) { service.openConnections == 0 }
    return service.openConnections == 0
  }

  private func wait(for limit: Duration, orHurried heedsHurry: Bool, until isDone: () -> Bool) async {
    let deadline = ContinuousClock.now + limit
    while !isDone(), ContinuousClock.now < deadline, !(heedsHurry && isHurried.load(ordering: .relaxed)) {
      try? await Task.sleep(for: .milliseconds(20))
    }
  }
}

/// Answers one connection too many: 503, and closes.
private final class OverloadHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer
  private let worker: LoopWorker

  init(worker: LoopWorker) { self.worker = worker }

  func channelActive(context: ChannelHandlerContext) {
    var error = GatewayError(.overloaded, "The gateway has as many connections as it may have. Send the request again later.")
    error.retryAfter = "1"
    let answer = ErrorRenderer.answer(error, worker.requestIDs.make(), worker.clock, keepsAlive: false)
    context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
    context.close(mode: .output, promise: nil)
    context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(500)) { context.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
