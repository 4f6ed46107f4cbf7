internal import GatewayCore
internal import GatewayHTTP
internal import GatewayPolicy
internal import GatewayUpstream
internal import NIOCore
internal import OpenAIWire

/// Takes an answer that is not a stream, whole, and only then gives it to the client: an answer that is cut short, or that is an error in disguise, never looks
/// like a good one.
///
/// It gives the connection back as soon as the answer is there, and does not touch it from then on: while policies look at the answer and its record goes to disk, another
/// request may use it.
struct WholeAnswer {
  let exchange: ServerExchange
  let connection: UpstreamConnection
  let prepared: PreparedTarget
  let limits: TimeLimits
  let limit: ByteCount

  func run(_ request: ApprovedRequest) async throws(RequestEnd) {
    guard let head = connection.head else { throw .failed(GatewayError(.internalError, "An answer has no head.")) }
    var body = try await takeBody()
    exchange.worker.pool.giveBack(connection)
    try check(request, head, body)
    if let policies = request.answerPolicies { body = try await enforce(policies, body) }
    exchange.record.bytesOut = body.readableBytes
    exchange.trail?.delivered(body)
    try await exchange.recordEnd(status: head.status)
    respond(head, body)
  }

  /// The body, once it is whole. On any error the connection is closed.
  private func takeBody() async throws(RequestEnd) -> ByteBuffer {
    var body = ByteBuffer()
    do throws(RequestEnd) {
      while true {
        try takePieces(into: &body)
        if connection.isComplete { return body }
        if let failure = connection.failure { throw .failed(UpstreamErrors.error(failure, target: prepared.id)) }
        guard try await exchange.pause(until: limits.nextByte) else { throw .failed(limits.nextByteError(prepared.id)) }
      }
    } catch {
      connection.abort()
      throw error
    }
  }

  private func respond(_ head: ResponseHead, _ body: ByteBuffer) {
    let keepsAlive = exchange.keepsAlive
    var answer = AnswerHead(
      status: head.status, requestID: exchange.record.requestID,
      into: exchange.worker.buffers.take(capacity: AnswerHead.usualSize + body.readableBytes))
    answer.add("x-penstock-target", prepared.id)
    answer.carry(head.message)
    let bytes = answer.finish(body: body, keepsAlive: keepsAlive)
    exchange.respond(bytes, status: head.status, keepsAlive: keepsAlive)
    exchange.worker.buffers.keep(bytes)
  }

  private func takePieces(into body: inout ByteBuffer) throws(RequestEnd) {
    while let piece = connection.takeBody() {
      if body.readableBytes == 0 { body = piece } else { body.writeImmutableBuffer(piece) }
      guard body.readableBytes <= limit.bytes else {
        throw .failed(GatewayError(.upstreamAnswerTooLarge, "The answer of target '\(prepared.id)' is larger than \(limit)."))
      }
    }
  }

  /// What the policies leave of the answer.
  private func enforce(_ policies: AnswerPolicies, _ body: ByteBuffer) async throws(RequestEnd) -> ByteBuffer {
    let size = body.readableBytes
    var outcome =
      size <= PolicyChain.shortText
      ? policies.enforce(body) : try await exchange.elsewhere(bytes: size, isRefusable: false) { policies.enforce(body) }
    if let hearing = outcome.hearing {
      outcome.verdict = policies.chain.conclude(hearing, try await JudgePanel(exchange: exchange).hear(hearing))
    }
    exchange.note(outcome.verdict)
    if let block = outcome.verdict.block { throw .failed(GatewayError(block)) }
    guard !outcome.patches.isEmpty else { return body }
    return ByteBuffer(bytes: outcome.patches.applied(to: body.readableBytesSpan))
  }

  private func check(_ request: ApprovedRequest, _ head: ResponseHead, _ body: ByteBuffer) throws(RequestEnd) {
    let bytes = body.readableBytesSpan
    if head.status >= 400 {
      throw .failed(UpstreamErrors.error(status: head.status, body: bytes, head: head.message, target: prepared.id))
    }
    guard (200..<300).contains(head.status) else {
      throw .failed(
        GatewayError(.upstreamMalformedAnswer, "Target '\(prepared.id)' answered with status \(head.status); check its base_url."))
    }
    guard body.readableBytes > 0 else {
      throw .failed(
        GatewayError(.upstreamEmptyAnswer, "Target '\(prepared.id)' answered without a body. The prompt may be too long for it."))
    }
    // vLLM gives embeddings as plain bytes to those who ask for them.
    if request.endpoint == .embeddings, let type = head.message.first(.contentType),
      head.message.hasPrefix(type.value, "application/octet-stream")
    {
      return
    }
    guard let facts = AnswerScan.scan(body: bytes) else {
      throw .failed(
        GatewayError(
          .upstreamMalformedAnswer, "Target '\(prepared.id)' answered with something that is not JSON; check its base_url."))
    }
    exchange.record.usage = facts.usage
    if facts.isError { throw .failed(UpstreamErrors.error(status: 200, body: bytes, head: head.message, target: prepared.id)) }
    if facts.finish.hasAbort { throw .failed(UpstreamErrors.aborted(target: prepared.id)) }
    guard request.endpoint == .chatCompletions || request.endpoint == .completions else { return }
    // A client that waits for events would take it for a stream without any.
    guard !request.fields.stream else {
      throw .failed(GatewayError(.upstreamMalformedAnswer, "Target '\(prepared.id)' answered with no stream where one was asked for."))
    }
    guard facts.choiceCount > 0 else {
      throw .failed(GatewayError(.upstreamMalformedAnswer, "Target '\(prepared.id)' answered without a choice."))
    }
  }
}
