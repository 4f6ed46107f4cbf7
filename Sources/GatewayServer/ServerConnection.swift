internal import GatewayCore
internal import GatewayHTTP
internal import NIOCore

/// One client connection: reads requests, starts a task for each, writes what the task answers. Confined to its event loop.
///
/// Buffered: a request up to its limits, and ``maxPipelined`` bytes of what a client sends ahead of the answer; beyond that the socket is not read.
final class ServerConnection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  static let maxPipelined = 64 << 10
  /// How long a connection that refused a request goes on reading, so that the client gets to see the answer.
  private static let lingerTimeout = Duration.seconds(2)

  let worker: LoopWorker
  let deadline = Deadline()
  let signal = LoopSignal()
  private let service: GatewayService
  private let limits: ServerLimits
  private var reader: RequestReader
  private var channel: (any Channel)?
  private var context: ChannelHandlerContext?
  private var exchange: ServerExchange?
  private var clientAddress = ""
  private var isReading = false
  private var isReadHeld = false
  private var isLingering = false
  private var isFinished = false

  init(worker: LoopWorker, service: GatewayService) {
    self.worker = worker
    self.service = service
    limits = service.state.snapshot.limits
    reader = RequestReader(limits: .init(head: limits.requestHead.bytes, fields: limits.headerFields, body: limits.requestBody.bytes))
    deadline.onExpiry = { [weak self] in self?.expired() }
  }

  var isWritable: Bool { channel?.isWritable ?? false }

  // MARK: Channel events

  func handlerAdded(context: ChannelHandlerContext) {
    channel = context.channel
    self.context = context
    clientAddress = context.channel.remoteAddress?.ipAddress ?? "unix"
    worker.opened(self)
    worker.sweeper.add(deadline)
    deadline.set(after: limits.headTimeout)
  }

  func handlerRemoved(context: ChannelHandlerContext) { gone() }

  func channelInactive(context: ChannelHandlerContext) {
    gone()
    context.fireChannelInactive()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    signal.raise()
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func read(context: ChannelHandlerContext) {
    if exchange != nil, reader.pendingBytes >= Self.maxPipelined {
      isReadHeld = true
    } else {
      context.read()
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isLingering, !isFinished else { return }
    if reader.isIdle, exchange == nil { deadline.set(after: limits.headTimeout) }
    reader.append(unwrapInboundIn(data))
    advance()
  }

  /// Reads as far as the bytes go. A request's task starts when nothing more of the request is at hand, so that most requests are whole when it does.
  private func advance() {
    guard !isReading else { return }
    isReading = true
    defer { isReading = false }
    while !isFinished, !isLingering, let event = reader.next() {
      switch event {
      case .head(let head): begin(head)
      case .body(let piece):
        exchange?.receive(piece)
        if exchange?.isWaitingForBody == true { deadline.set(after: limits.bodyTimeout) }
      case .end:
        exchange?.receiveEnd()
        exchange?.startIfNeeded()
      case .problem(let problem): refuse(problem)
      }
    }
    exchange?.startIfNeeded()
  }

  private func begin(_ head: RequestHead) {
    deadline.clear()
    let exchange = ServerExchange(connection: self, service: service, head: head, client: clientAddress)
    self.exchange = exchange
  }

  // MARK: For the exchange

  func write(_ bytes: ByteBuffer) { context?.writeAndFlush(wrapOutboundOut(bytes), promise: nil) }

  /// The answer is written. The connection goes on to the next request, or closes.
  func finished(_ exchange: ServerExchange, keepsAlive: Bool) {
    guard self.exchange === exchange else { return }
    self.exchange = nil
    guard keepsAlive, exchange.isBodyComplete, !worker.isDraining else {
      closeAfterAnswer(isRequestRead: exchange.isBodyComplete)
      return
    }
    reader.startNext()
    deadline.set(after: reader.isIdle ? limits.idleTimeout : limits.headTimeout)
    if isReadHeld {
      isReadHeld = false
      channel?.read()
    }
    advance()
  }

  func closeNow() { channel?.close(promise: nil) }

  func drain() {
    if exchange == nil { channel?.close(promise: nil) }
  }

  /// Closes in order. When the client is still sending, a plain close would make the kernel reset the connection and destroy the answer on its way: the write
  /// side is closed, and what still comes is read and dropped for a while.
  private func closeAfterAnswer(isRequestRead: Bool) {
    guard let channel else { return }
    isFinished = true
    let connection = NIOLoopBound(self, eventLoop: worker.eventLoop)
    channel.writeAndFlush(ByteBuffer()).whenComplete { _ in
      if isRequestRead {
        connection.value.closeNow()
      } else {
        connection.value.linger()
      }
    }
  }

  private func linger() {
    isLingering = true
    deadline.set(after: Self.lingerTimeout)
    channel?.close(mode: .output, promise: nil)
    if isReadHeld {
      isReadHeld = false
      channel?.read()
    }
  }

  // MARK: Ends

  private func expired() {
    if let exchange, exchange.isStarted {
      exchange.deadlineExpired()
    } else if reader.isIdle || isLingering {
      closeNow()
    } else {
      refuse(
        .malformed(""),
        with: GatewayError(.requestTimeout, "The request did not arrive in time. Send its head and body without long pauses."))
    }
  }

  private func refuse(_ problem: HTTPProblem) {
    refuse(problem, with: ErrorRenderer.error(for: problem, limits: limits))
  }

  private func refuse(_ problem: HTTPProblem, with error: GatewayError) {
    if let exchange, exchange.isStarted {
      exchange.bodyFailed(error)
      return
    }
    let refused = exchange ?? ServerExchange(connection: self, service: service, head: nil, client: clientAddress)
    exchange = refused
    refused.refuse(error)
  }

  private func gone() {
    guard channel != nil else { return }
    channel = nil
    context = nil
    isFinished = true
    worker.sweeper.remove(deadline)
    worker.closed(self)
    service.connectionClosed()
    exchange?.clientGone()
    exchange = nil
  }
}
