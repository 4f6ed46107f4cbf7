internal import GatewayCore
internal import GatewayHTTP
internal import NIOCore

/// One client connection: reads requests, starts a task for each, writes what the task answers. Confined to its event loop.
///
/// Buffered: a request up to its limits, and ``maxPipelined`` bytes of what a client sends ahead of the answer; beyond that the socket is not read. The next request is not
/// begun before the client has taken the answer to the last one, but for what NIO's low watermark (32 KiB) leaves.
final class ServerConnection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Where the connection is in its life.
  private enum Phase {
    /// Waits for a request, or has part of its head.
    case reading
    /// A request is read or answered.
    case serving(ServerExchange)
    /// An answer is written and the client has not taken it yet.
    case flushing(Next)
    /// The answer to a refused request was taken; what the client still sends is dropped for a while, so that it gets to see the answer.
    case lingering
    case closed
  }

  /// What comes behind an answer.
  private enum Next {
    case request, close, linger
  }

  static let maxPipelined = 64 << 10
  private static let lingerTimeout = Duration.seconds(2)

  let worker: LoopWorker
  /// Whether it came in where the admin API is served.
  let isAdmin: Bool
  let deadline = Deadline()
  let signal = LoopSignal()
  private let service: GatewayService
  private let limits: ServerLimits
  private let task: ConnectionTask
  private var reader: RequestReader
  private var context: ChannelHandlerContext?
  private var phase = Phase.reading
  private var clientAddress = ""
  private var isAdvancing = false
  private var isReadHeld = false
  private var stall = WriteStall(unwritten: 0)

  init(worker: LoopWorker, service: GatewayService, isAdmin: Bool = false) {
    self.isAdmin = isAdmin
    self.worker = worker
    self.service = service
    limits = service.state.snapshot.limits
    task = ConnectionTask(service: service, executor: worker.executor, signal: signal)
    reader = RequestReader(limits: .init(head: limits.requestHead.bytes, fields: limits.headerFields, body: limits.requestBody.bytes))
  }

  // MARK: Channel events

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    clientAddress = ClientAddress.text(context.channel.remoteAddress)
    worker.opened(self)
    // The reference to this object ends with the connection, in `gone()`.
    deadline.onExpiry = { self.expired() }
    worker.sweeper.add(deadline)
    deadline.set(after: limits.headTimeout)
  }

  func handlerRemoved(context: ChannelHandlerContext) { gone() }

  func channelInactive(context: ChannelHandlerContext) {
    gone()
    context.fireChannelInactive()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if case .flushing(.request) = phase, context.channel.isWritable { nextRequest() }
    signal.raise()
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func read(context: ChannelHandlerContext) {
    if holdsReads { isReadHeld = true } else { context.read() }
  }

  private var holdsReads: Bool {
    switch phase {
    case .reading, .lingering, .closed: false
    case .serving: reader.pendingBytes >= Self.maxPipelined
    case .flushing(let next): next == .request && reader.pendingBytes >= Self.maxPipelined
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch phase {
    case .reading:
      if reader.isIdle { deadline.set(after: limits.headTimeout) }
      reader.append(unwrapInboundIn(data))
      advance()
    case .serving:
      reader.append(unwrapInboundIn(data))
      advance()
    case .flushing(.request): reader.append(unwrapInboundIn(data))
    case .flushing, .lingering, .closed: break
    }
  }

  /// Reads as far as the bytes go. A request's task starts when nothing more of the request is at hand, so that most requests are whole when it does.
  private func advance() {
    guard !isAdvancing else { return }
    isAdvancing = true
    defer { isAdvancing = false }
    while isOpenForReading, let event = reader.next() {
      switch event {
      case .head(let head):
        deadline.clear()
        phase = .serving(ServerExchange(connection: self, service: service, head: head, client: clientAddress))
      case .body(let piece):
        guard case .serving(let exchange) = phase else { break }
        exchange.receive(piece)
      case .end:
        guard case .serving(let exchange) = phase else { break }
        exchange.receiveEnd()
        exchange.startIfNeeded()
      case .problem(let problem): refuse(with: ErrorRenderer.error(for: problem, limits: limits))
      }
    }
    if case .serving(let exchange) = phase { exchange.startIfNeeded() }
  }

  private var isOpenForReading: Bool {
    switch phase {
    case .reading, .serving: true
    case .flushing, .lingering, .closed: false
    }
  }

  // MARK: For the exchange

  func start(_ exchange: ServerExchange) { task.serve(exchange) }

  var isWritable: Bool { context?.channel.isWritable ?? false }

  func write(_ bytes: ByteBuffer) { context?.writeAndFlush(wrapOutboundOut(bytes), promise: nil) }

  /// A wait for the client to take what was written begins.
  func beginStall() { stall = WriteStall(unwritten: unwrittenBytes) }

  /// Whether the client took any byte of what waits for it since the wait began, or this was asked last.
  func hasProgressed() -> Bool { stall.hasProgressed(unwritten: unwrittenBytes) }

  private var unwrittenBytes: Int { (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0 }

  /// The answer is written. The connection goes on to the next request, or closes.
  func finished(_ exchange: ServerExchange, keepsAlive: Bool) {
    guard case .serving(let current) = phase, current === exchange else { return }
    if keepsAlive, exchange.isBodyComplete, !worker.isDraining {
      if isWritable { return nextRequest() }
      flush(then: .request)
    } else {
      flush(then: exchange.isBodyComplete ? .close : .linger)
    }
  }

  func closeNow() { context?.channel.close(promise: nil) }

  /// The gateway is stopping: no further request is begun.
  func drain() {
    switch phase {
    case .reading: flush(then: .close)
    case .flushing(.request): flush(then: .close)
    case .serving, .flushing, .lingering, .closed: break
    }
  }

  /// The gateway stops now: a request in flight ends with an error, if the client can still be told.
  func stop() {
    if case .serving(let exchange) = phase { exchange.stop() } else { closeNow() }
  }

  // MARK: Ends of requests

  private func nextRequest() {
    phase = .reading
    reader.startNext()
    deadline.set(after: reader.isIdle ? limits.idleTimeout : limits.headTimeout)
    resumeReading()
    advance()
  }

  /// Waits until the client has taken the answer, as long as it takes any of it.
  private func flush(then next: Next) {
    phase = .flushing(next)
    beginStall()
    deadline.set(after: limits.writeTimeout)
    guard next != .request, let channel = context?.channel else { return }
    let connection = NIOLoopBound(self, eventLoop: worker.eventLoop)
    channel.writeAndFlush(ByteBuffer()).whenComplete { _ in connection.value.flushed() }
  }

  private func flushed() {
    guard case .flushing(let next) = phase else { return }
    guard next == .linger else { return closeNow() }
    // The client is still sending: a plain close would make the kernel reset the connection and destroy the answer on its way.
    phase = .lingering
    deadline.set(after: Self.lingerTimeout)
    context?.channel.close(mode: .output, promise: nil)
    resumeReading()
  }

  private func resumeReading() {
    guard isReadHeld else { return }
    isReadHeld = false
    context?.read()
  }

  private func expired() {
    switch phase {
    case .reading:
      guard !reader.isIdle else { return closeNow() }
      refuse(with: GatewayError(.requestTimeout, "The request did not arrive in time. Send its head and body without long pauses."))
    case .serving(let exchange): exchange.deadlineExpired()
    case .flushing: hasProgressed() ? deadline.set(after: limits.writeTimeout) : closeNow()
    case .lingering, .closed: closeNow()
    }
  }

  private func refuse(with error: GatewayError) {
    if case .serving(let exchange) = phase { return exchange.isStarted ? exchange.bodyFailed(error) : exchange.refuse(error) }
    let exchange = ServerExchange(connection: self, service: service, head: nil, client: clientAddress)
    phase = .serving(exchange)
    exchange.refuse(error)
  }

  private func gone() {
    guard context != nil else { return }
    context = nil
    worker.sweeper.remove(deadline)
    deadline.onExpiry = nil
    worker.closed(self)
    service.connectionClosed(isAdmin: isAdmin)
    let last = phase
    phase = .closed
    if case .serving(let exchange) = last { exchange.clientGone() }
    task.end()
  }
}

/// A client's address as the log has it.
enum ClientAddress {
  /// Without the port; an IPv4 address that came in over IPv6 as the IPv4 address that it is.
  static func text(_ address: SocketAddress?) -> String {
    guard let text = address?.ipAddress else { return "unix" }
    return text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
  }
}
