public import GatewayHTTP
public import NIOCore
internal import NIOPosix
internal import NIOSSL

/// The upstream connections of one event loop. Confined to it.
///
/// Idle connections retire after ``usualIdleLimit``: vLLM's server closes them after 5 s, and a request sent into that moment would die.
public final class UpstreamPool {
  /// How long an idle connection is kept.
  public static let usualIdleLimit = TimeAmount.seconds(4)
  /// How long an answer that is over may take to end its framing.
  public static let settleLimit = TimeAmount.seconds(1)
  /// How much later than its caller the bootstrap gives up.
  static let connectGrace = TimeAmount.seconds(1)
  /// Idle connections kept for one address.
  public static let maxIdlePerAddress = 512

  private let eventLoop: any EventLoop
  private let sweeper: DeadlineSweeper
  private let settleLimit: TimeAmount
  private let idleLimit: TimeAmount
  private let sweep = Deadline()
  /// By the id of the address; each list in the order in which its connections became idle.
  private var idle: [[UpstreamConnection]] = []
  private var idleCount = 0
  private var settling: [ObjectIdentifier: UpstreamConnection] = [:]

  /// A pool on `eventLoop`. Tests that are not about the limits give them more than a slow machine takes.
  public init(
    eventLoop: any EventLoop, sweeper: DeadlineSweeper, settleLimit: TimeAmount = UpstreamPool.settleLimit,
    idleLimit: TimeAmount = UpstreamPool.usualIdleLimit
  ) {
    self.idleLimit = idleLimit
    self.settleLimit = settleLimit
    self.eventLoop = eventLoop
    self.sweeper = sweeper
  }

  /// The idle connection that was used last, if there is one.
  public func takeIdle(_ address: UpstreamAddress) -> UpstreamConnection? {
    guard address.id < idle.count, let connection = idle[address.id].popLast() else { return nil }
    idleCount &-= 1
    connection.isIdle = false
    return connection
  }

  /// Takes a connection back after its request: keeps it when it can serve another one, else closes it. An answer whose framing has not ended yet, although its
  /// last event came, is given ``settleLimit`` for that.
  public func giveBack(_ connection: UpstreamConnection) {
    guard connection.isComplete || connection.failure != nil else { return settle(connection) }
    let address = connection.addressID
    while idle.count <= address { idle.append([]) }
    guard connection.isReusable, idle[address].count < Self.maxIdlePerAddress else {
      connection.abort()
      return
    }
    connection.park()
    connection.isIdle = true
    idle[address].append(connection)
    idleCount &+= 1
    keepSweeping()
  }

  private func settle(_ connection: UpstreamConnection) {
    let id = ObjectIdentifier(connection)
    connection.idleSince = .now()
    settling[id] = connection
    connection.settle { [unowned connection] in
      self.settling[id] = nil
      self.giveBack(connection)
    }
    keepSweeping()
  }

  private func keepSweeping() {
    guard sweep.expires == .distantFuture else { return }
    sweep.set(after: .milliseconds(500))
    sweep.onExpiry = { self.retire() }
    sweeper.add(sweep)
  }

  private func stopSweeping() {
    sweep.clear()
    sweep.onExpiry = nil
    sweeper.remove(sweep)
  }

  /// Closes every idle connection.
  public func closeIdle() {
    idle.forEach { $0.forEach(close) }
    settling.values.forEach(close)
    idle.removeAll()
    settling.removeAll()
    idleCount = 0
    stopSweeping()
  }

  /// Begins to connect. `signal` is raised when the attempt has a result. Who asked keeps the timeout, and abandons the attempt; the bootstrap's own is behind it.
  ///
  /// A name with several addresses is tried by Happy Eyeballs: only the connection that won counts.
  public func connect(_ address: UpstreamAddress, timeout: Duration, signal: LoopSignal) -> ConnectAttempt {
    let attempt = ConnectAttempt(signal: signal)
    let bound = NIOLoopBound((pool: self, attempt: attempt), eventLoop: eventLoop)
    let bootstrap = ClientBootstrap(group: eventLoop)
      .connectTimeout(timeout.timeAmount + Self.connectGrace)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls = address.tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: address.serverName))
          }
          let connection = UpstreamConnection(addressID: address.id, awaitsHandshake: address.tls != nil)
          connection.pool = bound.value.pool
          bound.value.attempt.began(channel)
          try channel.pipeline.syncOperations.addHandler(connection)
        }
      }
    let future = address.socketAddress.map { bootstrap.connect(to: $0) } ?? bootstrap.connect(host: address.host, port: address.port)
    future.assumeIsolated().whenComplete { result in
      switch result {
      case .failure(let error): attempt.resolve(.failure(.unreachable(ConnectProblem.text(error))))
      case .success(let channel):
        do {
          attempt.connected(try channel.pipeline.syncOperations.handler(type: UpstreamConnection.self))
        } catch {
          attempt.resolve(.failure(.unreachable("the connection was closed during its set-up")))
        }
      }
    }
    return attempt
  }

  /// An idle connection was closed by its upstream.
  func forget(_ connection: UpstreamConnection) {
    guard let index = idle[connection.addressID].firstIndex(where: { $0 === connection }) else { return }
    idle[connection.addressID].remove(at: index)
    idleCount &-= 1
  }

  private func retire() {
    let now = NIODeadline.now()
    for address in idle.indices {
      let stale = Array(idle[address].prefix { $0.idleSince <= now - idleLimit })
      guard !stale.isEmpty else { continue }
      idle[address].removeFirst(stale.count)
      idleCount &-= stale.count
      stale.forEach(close)
    }
    for (id, connection) in settling where connection.idleSince <= now - settleLimit {
      settling[id] = nil
      close(connection)
    }
    if idleCount > 0 || !settling.isEmpty { keepSweeping() } else { stopSweeping() }
  }

  private func close(_ connection: UpstreamConnection) {
    connection.isIdle = false
    connection.onSettled = nil
    connection.abort()
  }
}
