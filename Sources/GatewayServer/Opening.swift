internal import GatewayCore
internal import GatewayUpstream
internal import NIOCore
internal import OpenAIWire

/// A request on its way to one target, until the head of an answer is there. It is looked at again whenever the exchange's signal was raised, and waits for nothing itself, so that
/// one task can look after two of them.
///
/// A pooled connection may have been closed by the upstream in the very moment it was taken. A request that dies on one before the first byte of an answer is sent once more, on a
/// fresh connection.
struct Opening {
  let exchange: ServerExchange
  let request: ApprovedRequest
  let prepared: PreparedTarget
  let patches: PatchList
  let limits: TimeLimits

  /// The connection on which the request was sent; nil as long as there is none.
  private(set) var connection: UpstreamConnection?
  private var isPooled = false
  private var connecting: ConnectAttempt?
  private var connectLimit = NIODeadline.distantFuture
  /// Whether the request went out before, on a connection that died. A failure to connect is the end of the matter then: the engine may have died of the request, which must not
  /// walk on to the next target.
  private var wasSent = false

  /// Sends the request, or begins to connect.
  init(exchange: ServerExchange, request: ApprovedRequest, prepared: PreparedTarget, patches: PatchList, limits: TimeLimits) {
    self.exchange = exchange
    self.request = request
    self.prepared = prepared
    self.patches = patches
    self.limits = limits
    if let pooled = exchange.worker.pool.takeIdle(prepared.address) {
      isPooled = true
      send(on: pooled)
    } else {
      connect()
    }
  }

  /// Until when it may be left alone.
  var limit: NIODeadline { connection == nil ? connectLimit : limits.firstByte }

  /// Goes on as far as it goes.
  /// - Returns: the connection, once the answer's head is there; nil as long as that is to come.
  /// - Throws: why there will be none; nothing is left open then.
  mutating func advance() throws(RequestEnd) -> UpstreamConnection? {
    if let connection {
      if connection.head != nil { return connection }
      if let failure = connection.failure {
        guard isPooled, failure == .closed, !connection.hasAnswered else { throw fail(failure) }
        isPooled = false
        wasSent = true
        self.connection = nil
        connect()
      } else if NIODeadline.now() >= limits.firstByte {
        connection.abort()
        throw .failed(limits.firstByteError(prepared.id))
      }
    }
    guard connection == nil else { return nil }
    switch connecting?.result {
    case .success(let connection): send(on: connection)
    case .failure(let failure): throw fail(wasSent ? .closed : failure)
    case nil:
      guard NIODeadline.now() >= connectLimit else { return nil }
      connecting?.abandon()
      guard !wasSent else { throw fail(.closed) }
      let timeout = prepared.target.timeouts.connect
      throw .failed(GatewayError(.upstreamConnectTimeout, "Target '\(prepared.id)' took no connection within \(timeout)."))
    }
    return nil
  }

  /// Gives it up: what is open is closed at once.
  func abort() {
    connecting?.abandon()
    connection?.abort()
  }

  private func fail(_ failure: UpstreamFailure) -> RequestEnd { .failed(UpstreamErrors.error(failure, target: prepared.id)) }

  private mutating func connect() {
    let timeout = prepared.target.timeouts.connect
    connecting = exchange.worker.pool.connect(prepared.address, timeout: timeout, signal: exchange.signal)
    connectLimit = NIODeadline.now() + timeout.timeAmount
  }

  private mutating func send(on connection: UpstreamConnection) {
    self.connection = connection
    connecting = nil
    exchange.record.attempts += 1
    let message = UpstreamRequest(
      head: exchange.head?.message, requestID: exchange.record.requestID, body: request.body, patches: patches)
    let prefix = prepared.requestHead(request.endpoint)
    var bytes = exchange.worker.buffers.take(capacity: message.capacity(prefix: prefix))
    let bodyCount = message.write(prefix: prefix, to: &bytes)
    if let trail = exchange.trail, let body = bytes.getSlice(at: bytes.writerIndex - bodyCount, length: bodyCount) { trail.sent(body) }
    connection.send(bytes, signal: exchange.signal)
    exchange.worker.buffers.keep(bytes)
  }
}
