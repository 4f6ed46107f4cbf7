internal import GatewayHTTP

/// The task that serves the requests of one client connection, one after the other. It begins with the first of them and ends with the connection.
final class ConnectionTask: @unchecked Sendable {
  // SAFETY: used on the connection's event loop only: by the channel handler, and by the task, which is started with that loop's executor. It is Sendable
  // so that this task's closure can hold it.

  private let service: GatewayService
  private let executor: LoopExecutor
  private let signal: LoopSignal
  private var next: ServerExchange?
  private var hasBegun = false
  private var isWaiting = false
  private var isOver = false

  init(service: GatewayService, executor: LoopExecutor, signal: LoopSignal) {
    self.service = service
    self.executor = executor
    self.signal = signal
  }

  /// Serves a request, after the one that is being served, if there is one.
  func serve(_ exchange: ServerExchange) {
    next = exchange
    if isWaiting { signal.raise() }
    guard !hasBegun else { return }
    hasBegun = true
    Task.immediate(executorPreference: executor) { await run() }
  }

  /// The connection is closed: nothing comes behind the request that is being served.
  func end() {
    isOver = true
    if isWaiting { signal.raise() }
  }

  private func run() async {
    while let exchange = await nextExchange() { await RequestPipeline(service: service, exchange: exchange).run() }
  }

  private func nextExchange() async -> ServerExchange? {
    isWaiting = true
    defer { isWaiting = false }
    while next == nil, !isOver { await signal.wait() }
    return next.take()
  }
}
