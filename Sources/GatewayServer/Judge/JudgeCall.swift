internal import GatewayCore
internal import GatewayHTTP
internal import GatewayPolicy
internal import GatewayUpstream
internal import NIOCore
internal import OpenAIWire

/// One question on its way to a judge's target and back. Confined to the event loop of its exchange; the exchange's task moves it on with ``advance(_:)`` whenever the signal was raised.
///
/// It goes through the pool, the circuit and the load of the target as a request of a client does, and it is none: no policy looks at it, no record is made of it, nothing is tried at another target.
final class JudgeCall {
  /// The largest answer; a judge's word is short.
  private static let answerLimit = 256 << 10

  private enum Phase {
    case waiting
    case connecting(ConnectAttempt)
    case asking(UpstreamConnection, isPooled: Bool)
    case over
  }

  let question: JudgeQuestion
  private let prepared: PreparedTarget
  private let flight: Flight
  private let worker: LoopWorker
  private let signal: LoopSignal
  private let request: UpstreamRequest
  private let began: NIODeadline
  private var phase = Phase.waiting
  private var answer = ByteBuffer()
  /// When it is given up.
  let limit: NIODeadline
  /// What came of it, once it is over.
  private(set) var reply: JudgeHearing.Reply?

  init(_ question: JudgeQuestion, at hop: JudgePanel.Seat, flight: Flight, exchange: ServerExchange, began: NIODeadline) {
    self.question = question
    prepared = hop.prepared
    self.flight = flight
    worker = exchange.worker
    signal = exchange.signal
    self.began = began
    limit = began + question.timeout.timeAmount
    request = UpstreamRequest(
      head: nil, requestID: exchange.record.requestID, body: ByteBuffer(bytes: question.body(model: hop.model)), patches: PatchList())
  }

  /// Goes as far as can be gone without waiting.
  func advance(_ now: NIODeadline) {
    if reply == nil, now >= limit { fail(GatewayError(.upstreamTimeout, "")) }
    switch phase {
    case .waiting:
      if let pooled = worker.pool.takeIdle(prepared.address) { send(on: pooled, isPooled: true) } else { connect(now) }
    case .connecting(let attempt): connected(attempt)
    case .asking(let connection, let isPooled): read(connection, isPooled, now)
    case .over: break
    }
  }

  /// Nobody waits for the answer any more.
  func abort() {
    switch phase {
    case .connecting(let attempt): attempt.abandon()
    case .asking(let connection, _): connection.abort()
    case .waiting, .over: break
    }
    phase = .over
  }

  private func connect(_ now: NIODeadline) {
    phase = .connecting(worker.pool.connect(prepared.address, timeout: prepared.target.timeouts.connect, signal: signal))
  }

  private func connected(_ attempt: ConnectAttempt) {
    switch attempt.result {
    case nil: break
    case .success(let connection): send(on: connection, isPooled: false)
    case .failure(let failure): fail(UpstreamErrors.error(failure, target: prepared.id))
    }
  }

  private func send(on connection: UpstreamConnection, isPooled: Bool) {
    let prefix = prepared.requestHead(.chatCompletions)
    var bytes = ByteBuffer()
    bytes.reserveCapacity(request.capacity(prefix: prefix))
    request.write(prefix: prefix, to: &bytes)
    connection.send(bytes, signal: signal)
    phase = .asking(connection, isPooled: isPooled)
  }

  private func read(_ connection: UpstreamConnection, _ isPooled: Bool, _ now: NIODeadline) {
    while let piece = connection.takeBody() {
      answer.writeImmutableBuffer(piece)
      if answer.readableBytes > Self.answerLimit { return fail(GatewayError(.upstreamAnswerTooLarge, "")) }
    }
    if connection.isComplete { return finish(connection) }
    guard let failure = connection.failure else { return }
    // It died in the pool: once more, on a fresh one.
    if isPooled, !connection.hasAnswered {
      connect(now)
    } else {
      fail(UpstreamErrors.error(failure, target: prepared.id))
    }
  }

  private func finish(_ connection: UpstreamConnection) {
    let head = connection.head
    phase = .over
    worker.pool.giveBack(connection)
    let answer = answer
    let bytes = answer.readableBytesSpan
    guard let head, head.status == 200 else {
      let status = head?.status ?? 0
      return fail(UpstreamErrors.error(status: max(status, 400), body: bytes, head: head?.message, target: prepared.id))
    }
    let said = question.reply(from: bytes)
    flight.firstToken()
    flight.end(.success)
    reply = JudgeHearing.Reply(said, latency: latency, problem: said == .failed ? "unreadable_answer" : nil)
  }

  private func fail(_ error: GatewayError) {
    abort()
    flight.end(FailureKind(error).signal)
    reply = JudgeHearing.Reply(.failed, latency: latency, problem: error.code.rawValue)
  }

  private var latency: Duration { .nanoseconds((NIODeadline.now() - began).nanoseconds) }
}
