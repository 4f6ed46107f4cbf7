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
    var opening = try open()
    do throws(RequestEnd) {
      while try opening.advance() == nil { _ = try await exchange.pause(until: opening.limit) }
    } catch {
      opening.abort()
      throw error
    }
    try await goOn(opening)
  }

  /// Sends the request.
  func open() throws(RequestEnd) -> Opening {
    let limits = TimeLimits(prepared.target.timeouts, isStream: request.fields.stream)
    return Opening(exchange: exchange, request: request, prepared: prepared, patches: try patches(), limits: limits)
  }

  /// Hands on the answer whose head is there.
  func goOn(_ opening: Opening) async throws(RequestEnd) {
    guard let connection = opening.connection else { throw .failed(GatewayError(.internalError, "A connection has no result.")) }
    if !request.fields.stream { flight.firstToken() }
    if exchange.record.firstByte == nil {
      exchange.record.firstByte = Int(truncatingIfNeeded: (NIODeadline.now() - exchange.startedAt).nanoseconds / 1000)
    }
    try await relay(connection, opening.limits)
  }

  /// The changes of the body for this target.
  func patches() throws(RequestEnd) -> PatchList {
    if let continuation { return continuation }
    return try failing { () throws(GatewayError) in try request.patches(for: prepared.target, upstreamModel: upstreamModel) }
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

  private func relay(_ connection: UpstreamConnection, _ limits: TimeLimits) async throws(RequestEnd) {
    let bounds = state.snapshot.limits
    if let head = connection.head, 200..<300 ~= head.status, head.isCoded {
      connection.abort()
      throw .failed(UpstreamErrors.compressed(target: prepared.id))
    }
    if let head = connection.head, head.status == 200, head.isEventStream, request.fields.stream {
      let session = relayed.session ?? session(bounds)
      relayed.session = session
      let relay = StreamRelay(exchange: exchange, connection: connection, prepared: prepared, limits: limits, flight: flight)
      do throws(RequestEnd) {
        try await relay.run(session, head)
      } catch {
        // A complete answer, whatever it says, leaves a connection that was given back.
        if !connection.isComplete { connection.abort() }
        throw error
      }
    } else if exchange.hasBegun {
      connection.abort()
      throw .failed(
        GatewayError(
          .upstreamError, "Target '\(prepared.id)' did not go on with the answer.", detail: "status \(connection.head?.status ?? 0)")
      )
    } else {
      try await WholeAnswer(exchange: exchange, connection: connection, prepared: prepared, limits: limits, limit: bounds.responseBody)
        .run(request)
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
  /// Whether the body is compressed, or otherwise not as it is (RFC 9110, section 8.4).
  var isCoded: Bool {
    message.fields.contains { $0.field == .contentEncoding && !$0.value.isEmpty && !message.equals($0.value, "identity") }
  }

  /// Whether the body is a server-sent event stream.
  var isEventStream: Bool { message.first(.contentType).map { message.hasPrefix($0.value, "text/event-stream") } ?? false }
}
