internal import GatewayCore
internal import GatewayHTTP
internal import GatewayProviders
internal import GatewayUpstream
internal import NIOCore
internal import OpenAIWire

/// Sends an approved request to the first target of its plan that takes it, and hands the answer to the client.
struct Dispatcher {
  let exchange: ServerExchange
  let state: GatewayState
  let request: ApprovedRequest

  /// Tries the targets in their order. Another one is asked only while no connection could be made, so that no target ever sees a request twice.
  func dispatch(_ plan: [RouteTable.Hop]) async throws(RequestEnd) {
    var last = RequestEnd.failed(GatewayError(.internalError, "The route plan is empty."))
    for hop in plan {
      let prepared = state.targets[hop.targetIndex]
      exchange.record.target = prepared.target.id
      exchange.record.model = hop.upstreamModel
      let limits = TimeLimits(prepared.target.timeouts, isStream: request.fields.stream)
      let patches = try failing { () throws(GatewayError) in try request.patches(for: prepared.target, upstreamModel: hop.upstreamModel) }
      do {
        let connection = try await answering(prepared, patches, limits)
        exchange.trail?.asked(prepared.target.id)
        try await relay(connection, prepared, limits)
        return
      } catch {
        if case .failed(let problem) = error, exchange.record.firstByte == nil { exchange.trail?.asked(prepared.target.id, error: problem) }
        guard case .failed(let problem) = error, problem.code == .upstreamUnreachable || problem.code == .upstreamConnectTimeout else {
          throw error
        }
        last = error
      }
    }
    throw last
  }

  /// The connection on which the target has begun to answer.
  ///
  /// A pooled connection may have been closed by the upstream in the very moment it was taken. A request that dies on one before the first byte of an answer
  /// is sent once more, on a fresh connection.
  private func answering(_ prepared: PreparedTarget, _ patches: PatchList, _ limits: TimeLimits) async throws(RequestEnd)
    -> UpstreamConnection
  {
    var wasSent = false
    if let pooled = exchange.worker.pool.takeIdle(prepared.address) {
      do {
        try await awaitHead(pooled, prepared, patches, limits)
        return pooled
      } catch {
        guard case .failed(let problem) = error, problem.code == .upstreamClosed, !pooled.hasAnswered else { throw error }
        wasSent = true
      }
    }
    let fresh = try await connect(prepared, wasSent: wasSent)
    try await awaitHead(fresh, prepared, patches, limits)
    return fresh
  }

  /// A new connection. When the request went out before, on a connection that died, a failure to connect is the end of the matter: the engine may have died of the
  /// request, which must not walk on to the next target.
  private func connect(_ prepared: PreparedTarget, wasSent: Bool) async throws(RequestEnd) -> UpstreamConnection {
    let timeout = prepared.target.timeouts.connect
    let attempt = exchange.worker.pool.connect(prepared.address, timeout: timeout, signal: exchange.signal)
    let limit = NIODeadline.now() + timeout.timeAmount
    while attempt.result == nil {
      do throws(RequestEnd) {
        guard try await exchange.pause(until: limit) else {
          throw .failed(
            GatewayError(.upstreamConnectTimeout, "Target '\(prepared.target.id)' took no connection within \(timeout)."))
        }
      } catch {
        attempt.abandon()
        if wasSent, case .failed = error { throw .failed(UpstreamErrors.error(.closed, target: prepared.target.id)) }
        throw error
      }
    }
    switch attempt.result {
    case .success(let connection): return connection
    case .failure(let failure): throw .failed(UpstreamErrors.error(wasSent ? .closed : failure, target: prepared.target.id))
    case nil: throw .failed(GatewayError(.internalError, "A connection has no result."))
    }
  }

  /// Sends the request and waits for the answer's head. On any error the connection is closed.
  private func awaitHead(_ connection: UpstreamConnection, _ prepared: PreparedTarget, _ patches: PatchList, _ limits: TimeLimits)
    async throws(RequestEnd)
  {
    exchange.record.attempts += 1
    send(patches, to: prepared, on: connection)
    while connection.head == nil {
      if let failure = connection.failure { throw .failed(UpstreamErrors.error(failure, target: prepared.target.id)) }
      do throws(RequestEnd) {
        guard try await exchange.pause(until: limits.firstByte) else { throw .failed(limits.firstByteError(prepared.target)) }
      } catch {
        connection.abort()
        throw error
      }
    }
    exchange.record.firstByte = Int(truncatingIfNeeded: (NIODeadline.now() - exchange.startedAt).nanoseconds / 1000)
  }

  private func send(_ patches: PatchList, to prepared: PreparedTarget, on connection: UpstreamConnection) {
    let message = UpstreamRequest(
      head: exchange.head?.message, requestID: exchange.record.requestID, body: request.body, patches: patches)
    let prefix = prepared.requestHead(request.endpoint)
    var bytes = exchange.worker.buffers.take(capacity: message.capacity(prefix: prefix))
    let bodyCount = message.write(prefix: prefix, to: &bytes)
    if let trail = exchange.trail, let body = bytes.getSlice(at: bytes.writerIndex - bodyCount, length: bodyCount) { trail.sent(body) }
    connection.send(bytes, signal: exchange.signal)
    exchange.worker.buffers.keep(bytes)
  }

  private func relay(_ connection: UpstreamConnection, _ prepared: PreparedTarget, _ limits: TimeLimits) async throws(RequestEnd) {
    let bounds = state.snapshot.limits
    do {
      if let head = connection.head, head.status == 200, head.isEventStream {
        try await StreamRelay(
          exchange: exchange, connection: connection, prepared: prepared, limits: limits, eventLimit: bounds.streamEvent,
          answerLimit: bounds.responseBody
        )
        .run(request, head)
      } else {
        try await WholeAnswer(exchange: exchange, connection: connection, prepared: prepared, limits: limits, limit: bounds.responseBody)
          .run(request)
      }
    } catch {
      // A complete answer, whatever it says, leaves a connection that was given back.
      if !connection.isComplete { connection.abort() }
      throw error
    }
  }
}

/// The points in time at which an exchange with a target gives up.
struct TimeLimits {
  private let timeouts: TargetTimeouts
  private let isStream: Bool
  /// For the first byte of the answer's head.
  let firstByte: NIODeadline
  /// For the end of the answer.
  let total: NIODeadline

  /// The limits of an exchange that begins `now`.
  init(_ timeouts: TargetTimeouts, isStream: Bool, now: NIODeadline = .now()) {
    self.timeouts = timeouts
    self.isStream = isStream
    total = now + (isStream ? timeouts.streamTotal : timeouts.total).timeAmount
    firstByte = min(now + timeouts.firstByte.timeAmount, total)
  }

  /// For the next byte of an answer of which one came just now.
  var nextByte: NIODeadline { nextByte(after: .now()) }

  /// For the next byte of an answer of which one came `now`: every byte gives the target its time anew, up to the end of the whole.
  func nextByte(after now: NIODeadline) -> NIODeadline { min(now + timeouts.betweenBytes.timeAmount, total) }

  func firstByteError(_ target: Target) -> GatewayError {
    GatewayError(
      .upstreamTimeout,
      "Target '\(target.id)' did not begin to answer within \(timeouts.firstByte). Large models need a longer timeout_seconds.")
  }

  func nextByteError(_ target: Target) -> GatewayError {
    guard NIODeadline.now() < total else {
      let (name, value) = isStream ? ("stream_timeout_seconds", timeouts.streamTotal) : ("timeout_seconds", timeouts.total)
      return GatewayError(.upstreamDeadline, "The answer of target '\(target.id)' took longer than \(value) (\(name)).")
    }
    return GatewayError(.upstreamStalled, "Target '\(target.id)' stopped in the middle of its answer for \(timeouts.betweenBytes).")
  }
}

extension ResponseHead {
  /// Whether the body is a server-sent event stream.
  fileprivate var isEventStream: Bool { message.first(.contentType).map { message.hasPrefix($0.value, "text/event-stream") } ?? false }
}
