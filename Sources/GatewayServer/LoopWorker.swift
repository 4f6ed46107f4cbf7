public import GatewayCore
internal import GatewayFleet
public import GatewayHTTP
public import GatewayUpstream
public import NIOCore
public import NIOPosix
internal import OpenAIWire

/// Everything that belongs to one event loop: its executor, upstream connections, deadlines, client connections, and its shards of log and counters.
public final class LoopWorker: @unchecked Sendable {
  // SAFETY: every member is used on `eventLoop` only, apart from the immutable `eventLoop` and `executor`, and from `audit`, which is set before the first
  // connection and constant from then on. It is Sendable so that it can be named by the closures that NIO runs on that loop.

  /// The loop.
  public let eventLoop: any EventLoop
  /// Runs tasks on the loop.
  public let executor: LoopExecutor
  /// The loop's deadlines.
  public let sweeper: DeadlineSweeper
  /// The loop's upstream connections.
  public let pool: UpstreamPool
  /// Where work on long bodies waits.
  let workQueue: WorkQueue
  let accessLog: AccessLogShard
  let clock = HTTPClock()
  var requestIDs = RequestIDs()
  private(set) var connections: [ObjectIdentifier: ServerConnection] = [:]
  private(set) var isDraining = false
  var buffers = SpareBuffer()
  /// The audit log, once there is one.
  private(set) var audit: AuditShard?
  private var hasherSettings: PrefixSettings?
  private var hasher = PromptHasher(key: 0)

  /// A worker for `eventLoop`, made once per loop.
  /// - Parameter idleLimit: how long an idle connection to a target is kept.
  /// - Parameter threads: where work on long bodies is done; nil for the process's threads.
  public init(
    eventLoop: any EventLoop, accessLog: any AccessLogSink, idleLimit: TimeAmount = UpstreamPool.usualIdleLimit,
    threads: NIOThreadPool? = nil
  ) {
    self.eventLoop = eventLoop
    executor = LoopExecutor(eventLoop: eventLoop)
    sweeper = DeadlineSweeper(eventLoop: eventLoop)
    pool = UpstreamPool(eventLoop: eventLoop, sweeper: sweeper, idleLimit: idleLimit)
    workQueue = threads.map { WorkQueue(pool: $0, limit: WorkQueue.usualLimit) } ?? .shared
    self.accessLog = AccessLogShard(eventLoop: eventLoop, sink: accessLog)
  }

  /// From now on the loop's requests are recorded in a log. Called once, before the first connection, on any thread.
  public func record(in log: any AuditLog) { audit = AuditShard(log: log, eventLoop: eventLoop) }

  /// The blocks of a prompt. The hasher is kept for its memory; a configuration with other settings gets another one.
  func blocks(of body: RawSpan, texts: PromptTexts, scope: PromptScope, state: GatewayState) -> PromptBlocks {
    let settings = state.snapshot.fleet.prefix
    if hasherSettings != settings {
      hasher = PromptHasher(key: state.fleet.promptKey, settings: settings)
      hasherSettings = settings
    }
    return hasher.blocks(of: body, texts: texts, scope: scope)
  }

  /// A new id for an event.
  func makeEventID() -> String { "evt_" + requestIDs.make().dropFirst(4) }

  func opened(_ connection: ServerConnection) { connections[ObjectIdentifier(connection)] = connection }

  func closed(_ connection: ServerConnection) { connections[ObjectIdentifier(connection)] = nil }

  /// The next answer of every connection of this loop is its last one.
  func windDown() { isDraining = true }

  /// No further request is begun on this loop's connections: idle ones close now, the others after their answer.
  func drain() {
    windDown()
    for connection in connections.values { connection.drain() }
  }

  /// Ends every request in flight with an error, and closes the other connections.
  func stop() {
    for connection in connections.values { connection.stop() }
  }

  /// Closes every client connection that is left, and hands on what is left of the log.
  func closeAll() {
    for connection in connections.values { connection.closeNow() }
    pool.closeIdle()
    // The tasks of the requests that were cut write their lines first.
    eventLoop.assumeIsolated().execute { self.accessLog.flush() }
  }
}
