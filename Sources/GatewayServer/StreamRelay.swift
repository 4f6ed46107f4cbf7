internal import GatewayCore
internal import GatewayHTTP
internal import GatewayPolicy
internal import GatewayUpstream
internal import NIOCore

/// Carries an event stream from the target to the client, through the ``StreamFilter``.
///
/// The client's head is sent with the first bytes that are for the client: an error that comes before them still becomes a proper HTTP status. A client that reads slowly
/// holds the upstream back: nothing is taken from it while more than NIO's high watermark (64 KiB) waits to be written.
struct StreamRelay {
  let exchange: ServerExchange
  let connection: UpstreamConnection
  let prepared: PreparedTarget
  let limits: TimeLimits
  let flight: Flight

  /// From so many bytes on a write is not made larger.
  private static let writeSize = 32 << 10

  func run(_ session: StreamSession, _ head: ResponseHead) async throws(RequestEnd) {
    // What is left to send when the stream is over: it waits for the record.
    var last = ByteBuffer()
    var end: StreamFilter.End
    do {
      end = try await relay(session, head, &last)
      exchange.note(session)
      end = try await exchange.decide(session, end, &last)
    } catch {
      exchange.note(session)
      // Complete as it is for the pool, it is nobody else's to end.
      if connection.isComplete { exchange.worker.pool.giveBack(connection) }
      throw error
    }
    return try await finish(end, last, head)
  }

  /// Carries the stream until it has ended; what is left to send of one that is complete goes into `last`.
  private func relay(_ session: StreamSession, _ head: ResponseHead, _ last: inout ByteBuffer) async throws(RequestEnd) -> StreamFilter.End
  {
    // vLLM sends the head of a stream at once: the wait for the first token comes behind it.
    // Comments keep a connection open and are no answer: they give the target no time.
    var pace = StreamPace(limits, progress: session.progress)
    while true {
      let end = forward(session, head, &last)
      let now = NIODeadline.now()
      pace.note(session, at: now)
      if pace.hasBegun { flight.firstToken() }
      if let end { return end }
      try exchange.checkClient()
      guard now < limits.total else { throw .failed(limits.nextByteError(prepared.id)) }
      if !exchange.isWritable {
        guard try await exchange.awaitWritable(until: limits.total) else { throw .failed(limits.nextByteError(prepared.id)) }
        pace.restart(at: .now())
      }
      guard !connection.hasBody, !isOver else { continue }
      guard pace.isInTime(at: now), try await exchange.pause(until: pace.limit) else {
        throw .failed(pace.hasBegun ? limits.nextByteError(prepared.id) : limits.firstByteError(prepared.id))
      }
    }
  }

  /// Hands on what has come, as far as the filter lets it through, in one write.
  /// - Returns: how the stream has ended, once it has.
  private func forward(_ session: StreamSession, _ head: ResponseHead, _ last: inout ByteBuffer) -> StreamFilter.End? {
    var ready = ByteBuffer()
    var end: StreamFilter.End?
    while end == nil, ready.readableBytes < Self.writeSize, let piece = connection.takeBody() {
      end = collect(session.receive(piece), into: &ready)
    }
    if end == nil, isOver { end = collect(session.finish(isClean: connection.isComplete), into: &ready) }
    if !session.isUndecided { exchange.trail?.delivered(ready) }
    if end == .complete { last = ready } else { deliver(ready, head) }
    return end
  }

  /// Whether nothing more will come.
  private var isOver: Bool { !connection.hasBody && (connection.isComplete || connection.failure != nil) }

  private func collect(_ output: StreamFilter.Output, into ready: inout ByteBuffer) -> StreamFilter.End? {
    if ready.readableBytes == 0 { ready = output.bytes } else { ready.writeImmutableBuffer(output.bytes) }
    return output.end
  }

  private func deliver(_ bytes: ByteBuffer, _ head: ResponseHead, isLast: Bool = false) {
    guard bytes.readableBytes > 0 else { return }
    if exchange.hasBegun {
      exchange.send(bytes, isLast: isLast)
    } else {
      var answer = AnswerHead(status: 200, requestID: exchange.record.requestID)
      answer.add("x-penstock-target", prepared.id)
      answer.carry(head.message)
      exchange.beginStream(head: answer.unframed(), first: bytes, status: 200, isLast: isLast)
    }
  }

  /// The answer is over for the client. The upstream may still owe the end of its framing; the pool waits for that.
  private func finish(_ end: StreamFilter.End, _ last: ByteBuffer, _ head: ResponseHead) async throws(RequestEnd) {
    switch end {
    case .complete:
      do {
        try await exchange.recordEnd(status: 200)
      } catch {
        if connection.isComplete { exchange.worker.pool.giveBack(connection) }
        throw error
      }
      exchange.worker.pool.giveBack(connection)
      deliver(last, head, isLast: true)
      exchange.endStream()
    case .failed(let error):
      deliver(last, head)
      // An engine that has said its last word keeps its connection; one that goes on is stopped.
      if connection.isComplete { exchange.worker.pool.giveBack(connection) } else { connection.abort() }
      throw .failed(error)
    }
  }
}
