public import GatewayCore
public import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// A stand-in for vLLM on a TCP port. It answers as vLLM 0.32 does on the wire, says in every answer that it is a simulator, and fails on
/// request. It owns its listener and its connections; the event loops are the caller's.
public final class SimulatorServer: Sendable {
  private struct Contents {
    var listener: (any Channel)?
    var isStopped = false
    /// Keeps the port while nothing listens on it.
    var reservation: PortReservation?
  }

  private let shared: SimulatorContext
  private let contents = Mutex(Contents())
  private let connections: ConnectionList
  private let group: any EventLoopGroup
  private let host: String
  /// The port that it listens on.
  public let port: Int

  /// Starts a simulator. Port 0 takes any free one. Throws when the address can not be bound or `settings.faults` names an unknown fault.
  public static func start(
    settings: SimulatorSettings, host: String, port: Int, group: any EventLoopGroup
  ) async throws -> SimulatorServer {
    let faults = try SimulatorFaults(parsing: settings.faults ?? "")
    let shared = SimulatorContext(settings: settings)
    let connections = ConnectionList()
    let reservation = PortReservation(host: host, port: port)
    let listener = try await listen(
      shared: shared, host: host, port: reservation?.port ?? port, group: group, connections: connections)
    guard let port = listener.localAddress?.port else { throw ChannelError.unknownLocalAddress }
    let server = SimulatorServer(shared: shared, host: host, port: port, group: group, connections: connections)
    server.contents.withLock {
      $0.listener = listener
      $0.reservation = reservation
    }
    if !faults.isEmpty { try await server.setFaults(faults) }
    return server
  }

  private init(shared: SimulatorContext, host: String, port: Int, group: any EventLoopGroup, connections: ConnectionList) {
    self.shared = shared
    self.connections = connections
    self.host = host
    self.port = port
    self.group = group
  }

  /// What it has seen so far.
  public var stats: SimulatorStats { shared.board.stats }

  /// Waits until the counts are as `condition` wants them; throws only when the task is cancelled.
  public func stats(when condition: @escaping @Sendable (SimulatorStats) -> Bool) async throws -> SimulatorStats {
    try await shared.board.wait(condition)
  }

  /// Sets the faults of the whole server: of the next `count` requests that generate, or of all of them. `refuse` makes it stop listening
  /// until faults without it are set; it keeps its port meanwhile. Throws when the port can not be bound again.
  public func setFaults(_ faults: SimulatorFaults, count: Int? = nil) async throws {
    shared.setFaults(faults, count: count)
    if faults.has(.refuse) {
      let listener = contents.withLock { contents in
        defer { contents.listener = nil }
        return contents.listener
      }
      try? await listener?.close().get()
    } else if contents.withLock({ $0.listener == nil && !$0.isStopped }) {
      let listener = try await Self.listen(shared: shared, host: host, port: port, group: group, connections: connections)
      contents.withLock { $0.listener = listener }
    }
  }

  /// Stops as vLLM does on SIGTERM: answers that run end with `finish_reason` `abort`, then all connections are closed.
  public func shutdown() async {
    await stop(.shutDown)
  }

  /// Stops as a process does on SIGKILL: all connections are closed in the middle of whatever they carry.
  public func kill() async {
    await stop(.kill)
  }

  private func stop(_ event: SimulatorHandler.Event) async {
    let listener = contents.withLock { contents in
      contents.isStopped = true
      contents.reservation = nil
      defer { contents.listener = nil }
      return contents.listener
    }
    try? await listener?.close().get()
    let open = connections.stop()
    for channel in open { channel.pipeline.fireUserInboundEventTriggered(event) }
    for channel in open { try? await channel.closeFuture.get() }
  }

  private static func listen(
    shared: SimulatorContext, host: String, port: Int, group: any EventLoopGroup, connections: ConnectionList
  ) async throws -> any Channel {
    try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          shared.board.update {
            $0.connectionsAccepted += 1
            $0.connectionsOpen += 1
          }
          channel.closeFuture.whenComplete { _ in shared.board.update { $0.connectionsOpen -= 1 } }
          let drip = DripHandler()
          try channel.pipeline.syncOperations.addHandler(drip)
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: false)
          try channel.pipeline.syncOperations.addHandler(SimulatorHandler(shared: shared, drip: drip))
          connections.add(channel)
        }
      }
      .bind(host: host, port: port).get()
  }
}
