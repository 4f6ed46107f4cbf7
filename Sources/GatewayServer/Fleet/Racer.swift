internal import GatewayCore
internal import GatewayFleet
internal import GatewayHTTP
internal import GatewayUpstream
internal import NIOCore
internal import OpenAIWire

/// One of two attempts at the same time.
final class Racer {
  let attempt: Attempt
  private(set) var opening: Opening
  /// Its place among the candidates.
  let index: Int
  /// Which of the request's attempts it is.
  let number: Int
  /// Judges the stream's events; what it lets through goes nowhere.
  private let session: StreamSession
  private var pace: StreamPace
  private var scanner = SSEScanner()
  private var pending = ByteBuffer()
  private var answer = DeliveredAnswer()
  private var seen = 0
  private var seenBytes = 0

  init(_ attempt: Attempt, _ opening: Opening, index: Int, number: Int) {
    self.attempt = attempt
    self.opening = opening
    self.index = index
    self.number = number
    let filter = StreamFilter(
      target: attempt.prepared.id, dropsUsageEvent: false, expectedChoices: attempt.request.expectedChoices,
      eventLimit: attempt.state.snapshot.limits.streamEvent.bytes)
    session = StreamSession(filter: filter, isRecording: false)
    pace = StreamPace(opening.limits, progress: session.progress)
  }

  /// Until when it may be left alone.
  var limit: NIODeadline {
    opening.connection?.head == nil ? opening.limit : pace.limit
  }

  /// - Parameter isLast: whether no other is in the race: then an error of the target is an answer, too, and is for others to read.
  /// - Returns: whether it has begun to answer.
  func advance(isLast: Bool) throws(RequestEnd) -> Bool {
    guard let connection = try opening.advance(), let head = connection.head else { return false }
    if 200..<300 ~= head.status, head.isCoded {
      guard !isLast else { return true }
      throw .failed(UpstreamErrors.compressed(target: attempt.prepared.id))
    }
    guard head.status == 200, head.isEventStream else {
      guard head.status >= 400, !isLast else { return true }
      throw .failed(
        UpstreamErrors.error(status: head.status, body: ByteBuffer().readableBytesSpan, head: head.message, target: attempt.prepared.id))
    }
    // The pieces stay where they are: who hands them on reads them again.
    while let piece = connection.body(at: seen) {
      seen += 1
      seenBytes += piece.readableBytes
      if try take(piece) || seenBytes >= UpstreamConnection.highWatermark { return true }
    }
    if connection.isComplete { return true }
    if let failure = connection.failure { throw .failed(UpstreamErrors.error(failure, target: attempt.prepared.id)) }
    // What is no part of an answer gives it no time, as behind the race.
    let now = NIODeadline.now()
    pace.note(session, at: now)
    guard now < pace.limit else {
      let limits = opening.limits
      throw .failed(pace.hasBegun ? limits.nextByteError(attempt.prepared.id) : limits.firstByteError(attempt.prepared.id))
    }
    return false
  }

  /// - Returns: whether a client could see something of the answer now.
  private func take(_ piece: ByteBuffer) throws(RequestEnd) -> Bool {
    switch session.receive(piece).end {
    case .failed(let problem): throw .failed(problem)
    case .complete: return true
    case nil: break
    }
    pending.feed(piece)
    let buffer = pending
    let length = scanner.forEachEvent(in: buffer.readableBytesSpan) { event, bytes in
      event.withData(of: bytes) { _ = answer.note(data: $0) }
      return true
    }
    pending.moveReaderIndex(forwardBy: length)
    return answer.hasOutput || answer.finish != nil
  }

  /// The other one began first: nothing is known of this one.
  func lose(_ exchange: ServerExchange) {
    opening.abort()
    attempt.flight.end(.cancelled)
    exchange.trail?.superseded(number)
  }

  /// It has failed, or nobody wants an answer any more.
  func giveUp(_ error: RequestEnd, _ dispatcher: Dispatcher) {
    opening.abort()
    dispatcher.settle(error, attempt.flight, number)
  }
}
