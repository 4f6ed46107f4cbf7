internal import GatewayCore
internal import GatewayHTTP
internal import GatewayPolicy
internal import NIOCore

/// Why the work on a request ends before its answer does.
enum RequestEnd: Error {
  /// The client went away; there is nobody to tell.
  case clientGone
  /// The client is told.
  case failed(GatewayError)
}

/// One request and its answer, as the connection's task sees them. Confined to the event loop of its connection; the task runs there too.
final class ServerExchange: @unchecked Sendable {
  // SAFETY: used on the connection's event loop only: by the channel handler, and by the task that is started with that loop's executor.

  let head: RequestHead?
  let startedAt = NIODeadline.now()
  var record = RequestRecord()
  private let service: GatewayService
  /// What was in force when the request began; it ends on that.
  let state: GatewayState
  /// A connection that is closed does nothing any more when it is asked to.
  private let connection: ServerConnection
  /// What is gathered for the audit log; nil when there is none, or when the request is one of those that are not recorded.
  private(set) var trail: AuditTrail?
  /// Why the request is refused although it could not be read as a whole.
  private(set) var refusal: GatewayError?
  private var bodyError: GatewayError?
  private var hasExpired = false
  private var isGone = false
  private var isStopped = false
  /// When the request's time is over, whatever its attempts have left.
  private var end = NIODeadline.distantFuture
  private var isChunked = false
  private var isBodyEnded = false

  private(set) var body = ByteBuffer()
  /// So much of every body is not counted: connections are.
  private static let uncountedBody = 64 << 10
  /// The bytes of the body that are counted.
  private var countedBody = 0
  private(set) var isBodyComplete = false
  /// How long the task waits for the rest of the body, while it does.
  private var pace: BodyPace?
  private(set) var isStarted = false
  /// Whether the answer's head was sent: from here on errors are told inside the stream.
  private(set) var hasBegun = false

  init(connection: ServerConnection, service: GatewayService, head: RequestHead?, client: String) {
    self.connection = connection
    self.service = service
    state = service.state
    self.head = head
    record.client = client
    record.requestID = worker.requestIDs.accept(head)
    if let audit = worker.audit { trail = AuditTrail(id: worker.makeEventID(), demands: audit.log.demands) }
  }

  /// The client's claim of who it asks for: `X-User-ID`.
  var userClaim: String? { head?.message.value(named: "x-user-id").map { $0.prefix(utf8: 128) } }

  /// Who the request acts for, as far as it says so; else its client's address. A claim and an address are never the same principal.
  var principal: String { userClaim.map { "user \($0)" } ?? "address \(record.client)" }

  /// Probes of health are not recorded.
  func leaveUnrecorded() { trail = nil }

  /// Notes what the policies say of the answer.
  func note(_ verdict: PolicyVerdict) {
    record.note(verdict)
    trail?.answerFindings = verdict.findings
    trail?.answerJudgements = verdict.judgements
    if let block = verdict.block { trail?.block = block }
  }

  var worker: LoopWorker { connection.worker }
  /// Whether it came in where the admin API is served.
  var isAdmin: Bool { connection.isAdmin }
  var signal: LoopSignal { connection.signal }
  private var deadline: Deadline { connection.deadline }

  // MARK: From the connection

  func receive(_ piece: ByteBuffer) {
    guard bodyError == nil else { return }
    guard hasRoom(forBody: body.readableBytes + piece.readableBytes) else {
      var error = GatewayError(.overloaded, "The gateway holds as much of long requests as it may. Send the request again later.")
      error.retryAfter = "1"
      return bodyFailed(error)
    }
    if body.readableBytes == 0 { body = piece } else { body.writeImmutableBuffer(piece) }
    guard pace != nil else { return }
    pace?.received(piece.readableBytes, now: .now())
    if let pace { deadline.expires = pace.deadline }
  }

  private func hasRoom(forBody count: Int) -> Bool {
    let more = count - Self.uncountedBody - countedBody
    guard more > 0 else { return true }
    guard service.reserveBody(more) else { return false }
    countedBody += more
    return true
  }

  deinit {
    if countedBody > 0 { service.releaseBody(countedBody) }
  }

  func receiveEnd() {
    // A body of which a piece is missing is not complete.
    guard bodyError == nil else { return }
    isBodyComplete = true
    if pace != nil { signal.raise() }
  }

  func startIfNeeded() {
    guard !isStarted, !isGone else { return }
    isStarted = true
    connection.start(self)
  }

  /// The request cannot be read; the task says so to the client.
  func refuse(_ error: GatewayError) {
    if let head { record.note(head) }
    refusal = error
    startIfNeeded()
  }

  func bodyFailed(_ error: GatewayError) {
    bodyError = error
    signal.raise()
  }

  func deadlineExpired() {
    hasExpired = true
    signal.raise()
  }

  /// The gateway stops now.
  func stop() {
    isStopped = true
    signal.raise()
  }

  func clientGone() {
    isGone = true
    signal.raise()
  }

  // MARK: For the task

  /// Waits for the rest of the body.
  func awaitBody() async throws(RequestEnd) {
    if head?.expectsContinue == true { connection.write(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")) }
    let pace = BodyPace(began: .now(), pause: state.snapshot.limits.bodyTimeout.timeAmount)
    self.pace = pace
    defer { self.pace = nil }
    deadline.expires = pace.deadline
    while !isBodyComplete {
      try checkClient()
      if let bodyError { throw .failed(bodyError) }
      if hasExpired {
        hasExpired = false
        throw .failed(GatewayError(.requestTimeout, "The request body did not arrive in time. Send it without long pauses."))
      }
      await signal.wait()
    }
    deadline.clear()
  }

  /// The whole answer has to be there by then.
  func giveUp(at time: NIODeadline) { end = time }

  /// Waits until something happened: upstream bytes, a writable client, the limit, or the client's end.
  /// - Returns: false when the time is over.
  func pause(until limit: NIODeadline) async throws(RequestEnd) -> Bool {
    try checkClient()
    let isInTime = await wait(until: min(limit, end))
    try checkClient()
    return isInTime
  }

  /// The same, whether there is still a client or not.
  func wait(until limit: NIODeadline) async -> Bool {
    hasExpired = false
    deadline.expires = limit
    await signal.wait()
    deadline.clear()
    return !hasExpired
  }

  /// Waits, as long as there is a client that does.
  func sleep(for time: Duration) async throws(RequestEnd) {
    let end = NIODeadline.now() + time.timeAmount
    while NIODeadline.now() < end { _ = try await pause(until: end) }
  }

  /// Throws when there is no use in going on: the client is gone, the gateway stops now, or the request's time is over.
  func checkClient() throws(RequestEnd) {
    if isGone { throw .clientGone }
    if end != .distantFuture, NIODeadline.now() >= end {
      throw .failed(GatewayError(.requestDeadline, "The request took longer than it may with all its attempts (deadline_seconds)."))
    }
    if isStopped { throw .failed(GatewayError(.shuttingDown, "The gateway is stopping. Send the request again.")) }
  }

  /// Whether more may be written; if not, ``awaitWritable(until:)``.
  var isWritable: Bool { connection.isWritable }

  /// Waits until the client has taken what was written. A client that takes no byte for `gateway.limits.write_timeout_seconds` is cut off; the limit of the whole
  /// answer holds here too.
  /// - Returns: false when that limit is reached.
  func awaitWritable(until limit: NIODeadline) async throws(RequestEnd) -> Bool {
    let timeout = state.snapshot.limits.writeTimeout.timeAmount
    connection.beginStall()
    var stallEnd = NIODeadline.now() + timeout
    while !connection.isWritable {
      hasExpired = false
      deadline.expires = min(limit, end, stallEnd)
      await signal.wait()
      deadline.clear()
      try checkClient()
      guard hasExpired else { continue }
      guard NIODeadline.now() < limit else { return false }
      guard connection.hasProgressed() else {
        connection.closeNow()
        throw .clientGone
      }
      stallEnd = .now() + timeout
    }
    return true
  }

  /// Sends a whole answer in one write and ends the exchange. The bytes hold the head, with `Content-Length` or nothing behind it, and the body.
  func respond(_ bytes: ByteBuffer, status: Int, keepsAlive: Bool) {
    record.status = status
    connection.write(bytes)
    finish(keepsAlive: keepsAlive)
  }

  /// Answers with an error and ends the exchange.
  func respond(_ error: GatewayError, keepsAlive: Bool) {
    let body = ErrorRenderer.body(error)
    record.bytesOut = isHead ? 0 : body.count
    let answer = ErrorRenderer.answer(
      error, record.requestID, worker.clock, keepsAlive: keepsAlive, target: record.target, isHead: isHead, body: body)
    respond(answer, status: error.status, keepsAlive: keepsAlive)
  }

  /// Whether the client asked for a head only.
  var isHead: Bool { head.map { $0.message.isExactly($0.method, "HEAD") } ?? false }

  /// Whether the connection may go on after this answer. HTTP/1.0 clients get one answer a connection.
  var keepsAlive: Bool { head?.isKeepAlive == true && head?.minorVersion == 1 && isBodyComplete && !worker.isDraining }

  /// Begins a stream: `head` is everything up to the blank line's place, which this adds together with the framing; `first` is the first piece of the body, maybe the last one too.
  func beginStream(head: consuming ByteBuffer, first: ByteBuffer, status: Int, isLast: Bool = false) {
    record.status = status
    hasBegun = true
    isChunked = self.head?.minorVersion == 1
    var bytes = consume head
    if isChunked { bytes.writeStaticString("transfer-encoding: chunked\r\n") }
    if !isChunked || !keepsAlive { bytes.writeStaticString("connection: close\r\n") }
    bytes.writeStaticString("\r\n")
    appendChunk(first, to: &bytes, isLast: isLast)
    connection.write(bytes)
  }

  /// Sends a piece of a stream's body.
  func send(_ piece: ByteBuffer, isLast: Bool = false) {
    guard isChunked else {
      record.bytesOut &+= piece.readableBytes
      connection.write(piece)
      return
    }
    var bytes = worker.buffers.take(capacity: piece.readableBytes &+ 32)
    appendChunk(piece, to: &bytes, isLast: isLast)
    connection.write(bytes)
    worker.buffers.keep(bytes)
  }

  /// Ends a stream.
  func endStream() {
    if isChunked, !isBodyEnded { connection.write(ByteBuffer(staticString: "0\r\n\r\n")) }
    finish(keepsAlive: isChunked && keepsAlive)
  }

  /// The request has ended: counts and logs it.
  func observe() {
    measure()
    service.requestEnded()
    worker.accessLog.append(record, clock: worker.clock)
  }

  /// Notes the time that has passed.
  func measure() { record.duration = Int(truncatingIfNeeded: (NIODeadline.now() - startedAt).nanoseconds / 1000) }

  /// Ends an exchange whose client is gone.
  func abandon() {
    record.ending = .clientGone
    // Nobody waits for it, but it is recorded all the same.
    _ = try? appendEnd()
    connection.closeNow()
  }

  private func finish(keepsAlive: Bool) {
    if record.error != nil { record.ending = .error }
    connection.finished(self, keepsAlive: keepsAlive)
  }

  private func appendChunk(_ piece: ByteBuffer, to bytes: inout ByteBuffer, isLast: Bool) {
    guard piece.readableBytes > 0 else { return }
    record.bytesOut &+= piece.readableBytes
    guard isChunked else {
      bytes.writeImmutableBuffer(piece)
      return
    }
    bytes.writeHex(piece.readableBytes)
    bytes.writeStaticString("\r\n")
    bytes.writeImmutableBuffer(piece)
    isBodyEnded = isLast
    bytes.writeStaticString(isLast ? "\r\n0\r\n\r\n" : "\r\n")
  }
}
