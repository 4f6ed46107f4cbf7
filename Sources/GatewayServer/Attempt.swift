internal import GatewayCore
internal import GatewayHTTP
internal import GatewayPolicy
internal import GatewayUpstream
internal import NIOCore
internal import OpenAIWire

/// Sends an approved request to one target, and hands its answer to the client.
struct Attempt {
  let exchange: ServerExchange
  let state: GatewayState
  let request: ApprovedRequest
  let prepared: PreparedTarget
  let upstreamModel: String
  let flight: Flight
  let relayed: RelayedStream
  /// The changes of the body that continue an answer; nil for the request as it is.
  var continuation: PatchList?

  /// - Throws: why the client has no whole answer; whether it has got a part of one, the exchange knows.
  func run() async throws(RequestEnd) {
    let limits = TimeLimits(prepared.target.timeouts, isStream: request.fields.stream)
    let patches = try patches()
    let connection = try await answering(prepared, patches, limits)
    try await relay(connection, prepared, limits)
  }

  private func patches() throws(RequestEnd) -> PatchList {
    if let continuation { return continuation }
    return try failing { () throws(GatewayError) in try request.patches(for: prepared.target, upstreamModel: upstreamModel) }
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
            GatewayError(.upstreamConnectTimeout, "Target '\(prepared.id)' took no connection within \(timeout)."))
        }
      } catch {
        attempt.abandon()
        if wasSent, case .failed = error { throw .failed(UpstreamErrors.error(.closed, target: prepared.id)) }
        throw error
      }
    }
    switch attempt.result {
    case .success(let connection): return connection
    case .failure(let failure): throw .failed(UpstreamErrors.error(wasSent ? .closed : failure, target: prepared.id))
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
      if let failure = connection.failure { throw .failed(UpstreamErrors.error(failure, target: prepared.id)) }
      do throws(RequestEnd) {
        guard try await exchange.pause(until: limits.firstByte) else { throw .failed(limits.firstByteError(prepared.id)) }
      } catch {
        connection.abort()
        throw error
      }
    }
    if !request.fields.stream { flight.firstToken() }
    guard exchange.record.firstByte == nil else { return }
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

  private func session(_ bounds: ServerLimits) -> StreamSession {
    let policies = request.answerPolicies.map {
      StreamPolicies($0.chain, request: $0.request, vault: $0.vault, limit: bounds.responseBody.bytes)
    }
    let filter = StreamFilter(
      target: prepared.id, dropsUsageEvent: request.dropsUsageEvent, expectedChoices: request.expectedChoices,
      eventLimit: bounds.streamEvent.bytes, policies: policies)
    return StreamSession(filter: filter, isRecording: relayed.isRecorded)
  }

  private func relay(_ connection: UpstreamConnection, _ prepared: PreparedTarget, _ limits: TimeLimits) async throws(RequestEnd) {
    let bounds = state.snapshot.limits
    do throws(RequestEnd) {
      if let head = connection.head, head.status == 200, head.isEventStream {
        let session = relayed.session ?? session(bounds)
        relayed.session = session
        try await StreamRelay(exchange: exchange, connection: connection, prepared: prepared, limits: limits, flight: flight)
          .run(session, head)
      } else if exchange.hasBegun {
        throw .failed(
          GatewayError(
            .upstreamError, "Target '\(prepared.id)' did not go on with the answer.",
            detail: "status \(connection.head?.status ?? 0)"))
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

/// The stream that one request's attempts have in common.
final class RelayedStream {
  /// Nil as long as no replica has begun to stream.
  var session: StreamSession?
  /// Whether what replicas send is kept for a rescue.
  let isRecorded: Bool

  init(isRecorded: Bool) { self.isRecorded = isRecorded }
}

extension ResponseHead {
  /// Whether the body is a server-sent event stream.
  fileprivate var isEventStream: Bool { message.first(.contentType).map { message.hasPrefix($0.value, "text/event-stream") } ?? false }
}
