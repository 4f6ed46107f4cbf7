internal import GatewayCore
internal import NIOCore
internal import NIOHTTP1

/// One connection: reads requests, has them answered, one after the other. Lives on the connection's event loop.
final class SimulatorHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Sent down the pipeline when the server stops.
  enum Event: Sendable { case shutDown, kill }

  /// The largest body that is read.
  private static let maximumBody = 64 << 20
  /// How long a client may take to read the last bytes of a server that stops.
  private static let shutDownGrace = TimeAmount.seconds(1)

  let shared: SimulatorContext
  private let drip: DripHandler
  var context: ChannelHandlerContext?
  private var request: ReceivedRequest?
  private var isTooLarge = false
  var keepsAlive = true
  var isHead = false
  var run: AnswerRun?
  /// A request was read and its answer has not ended.
  var isBusy = false
  /// The connection's end is our doing.
  var isClosing = false
  /// `json` or `text` when the answer is to carry the load.
  var loadFormat: String?
  var idleTimer: Scheduled<Void>?
  private var delayTimer: Scheduled<Void>?

  /// A handler for a connection of the server behind `shared`.
  init(shared: SimulatorContext, drip: DripHandler) {
    self.shared = shared
    self.drip = drip
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    connectionEnded()
    self.context = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    connectionEnded()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): began(head)
    case .body(let buffer):
      guard let count = request?.body.count, count + buffer.readableBytes <= Self.maximumBody else {
        isTooLarge = true
        return
      }
      request?.body.append(contentsOf: buffer.readableBytesView)
    case .end:
      guard let request else { return }
      self.request = nil
      received(request)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { run?.resume() }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, !isBusy else { return close() }
    keepsAlive = false
    whole(status: 400, body: "Invalid HTTP request received.", contentType: "text/plain; charset=utf-8", headers: [])
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let event = event as? Event else { return context.fireUserInboundEventTriggered(event) }
    guard event == .shutDown else { return close() }
    keepsAlive = false
    guard let run, run.shutDown() else { return close() }
    _ = context.eventLoop.assumeIsolated().scheduleTask(in: Self.shutDownGrace) { [self] in close() }
  }

  private func began(_ head: HTTPRequestHead) {
    idleTimer?.cancel()
    drip.interval = nil
    isTooLarge = false
    keepsAlive = head.isKeepAlive
    isHead = head.method == .HEAD
    let fields = head.headers
    request = ReceivedRequest(
      method: head.method.rawValue, target: head.uri, host: fields.first(name: "host"), contentType: fields.first(name: "content-type"),
      authorization: fields.first(name: "authorization"), requestID: fields.first(name: "x-request-id"),
      faults: fields.contains(name: "x-simulator-fault") ? fields["x-simulator-fault"].joined(separator: ",") : nil,
      loadFormat: fields.first(name: "endpoint-load-metrics-format"))
    if fields.first(name: "expect")?.lowercased() == "100-continue" {
      send(.head(HTTPResponseHead(version: .http1_1, status: .continue)), flush: true)
    }
  }

  private func received(_ request: ReceivedRequest) {
    isBusy = true
    shared.board.update {
      $0.requestsReceived += 1
      $0.requestsRunning += 1
    }
    var faults = SimulatorFaults()
    let plan: Result<Plan, WireError>
    do throws(WireError) {
      if isTooLarge { throw .detail(413, "Request Entity Too Large") }
      plan = .success(try RequestReader(context: shared).read(request, faults: &faults))
    } catch { plan = .failure(error) }
    answer(plan, faults, loadFormat: request.loadFormat)
  }

  private func answer(_ plan: Result<Plan, WireError>, _ faults: SimulatorFaults, loadFormat: String?) {
    if let pause = faults[.drip] { drip.interval = .milliseconds(Int64(pause)) }
    if let error = faultBeforeAnswer(faults) { return fail(error, faults) }
    guard isBusy, !faults.has(.silence), !faults.has(.refuse), !faults.has(.reset) else { return }
    switch plan {
    case .failure(let error): fail(error, faults)
    case .success(.page(let body, let type)): later(faults) { [self] in page(200, body, type, faults) }
    case .success(.embed(let request)): embed(request, faults, loadFormat: loadFormat)
    case .success(.generate(let request)): generate(request, faults, loadFormat: loadFormat)
    }
  }

  /// Faults that need no answer to strike; an error is the answer.
  private func faultBeforeAnswer(_ faults: SimulatorFaults) -> WireError? {
    if faults.has(.refuse) {
      close()
    } else if faults.has(.reset) {
      reset()
    } else if faults.has(.rateLimited) {
      return .tooManyRequests(retryAfter: faults.given(.rateLimited))
    } else if faults.has(.unavailable) {
      return .overloaded
    } else if faults.has(.serverError) {
      return .engineDead
    } else if faults.has(.errorIn200) {
      let body = JSONWriter.object { json in
        json.string("object", "error")
        json.string("message", "The model does not support this API, as the simulator was told to say.")
        json.string("type", "BadRequestError")
        json.nulls("param")
        json.integer("code", 400)
      }
      return WireError(status: 200, body: body)
    }
    return nil
  }

  private func fail(_ error: WireError, _ faults: SimulatorFaults) {
    later(faults) { [self] in
      let headers = error.headers.map { ($0.name, $0.value) }
      page(error.status, error.body, error.body.isEmpty ? nil : "application/json", faults, headers: headers)
    }
  }

  private func later(_ faults: SimulatorFaults, _ work: @escaping () -> Void) {
    guard let milliseconds = faults[.slowFirst], let context else { return work() }
    delayTimer = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds)), work)
  }

  private func page(_ status: Int, _ body: String, _ type: String?, _ faults: SimulatorFaults, headers: [(String, String)] = []) {
    if faults.has(.stall) { return }
    if faults.has(.cut) { return half(status: status, body: body, contentType: type) }
    whole(status: status, body: faults.has(.malformed) ? AnswerState.half(body) : body, contentType: type, headers: headers)
  }

  private func generate(_ request: GenerationRequest, _ faults: SimulatorFaults, loadFormat: String?) {
    guard let loop = context?.eventLoop else { return }
    let engineError = faults.has(.errorFirst) ? WireError.engineRefuses : request.engineError
    if let engineError {
      guard request.isStream else { return fail(engineError, faults) }
      beginStream()
      write("data: " + engineError.event + "\n\ndata: [DONE]\n\n")
      return end()
    }
    let run = AnswerRun(request: request, faults: faults, context: shared, loop: loop, sink: self)
    guard run.submit(request) else { return fail(.overloaded, faults) }
    self.run = run
    self.loadFormat = loadFormat
    if request.isStream { beginStream() }
    run.begin()
    if request.isStream { flush() }
  }

  /// An embedding waits its turn and its prefill like a sequence, and then is there at once.
  private func embed(_ request: EmbeddingRequest, _ faults: SimulatorFaults, loadFormat: String?) {
    guard let loop = context?.eventLoop else { return }
    if faults.has(.errorFirst) { return fail(.engineRefuses, faults) }
    self.loadFormat = loadFormat
    var prompt = GenerationRequest(
      endpoint: .completions, id: request.id, model: request.model, created: request.created, prompts: request.inputs,
      promptTexts: request.inputs.map { _ in "" })
    prompt.script.tokens = []
    let run = AnswerRun(request: prompt, faults: faults, context: shared, loop: loop, sink: self)
    run.replacement = request.answer()
    guard run.submit(prompt) else { return fail(.overloaded, faults) }
    self.run = run
    run.begin()
  }

  private func connectionEnded() {
    idleTimer?.cancel()
    delayTimer?.cancel()
    run?.abandon()
    run = nil
    guard isBusy else { return }
    isBusy = false
    let aborted = !isClosing
    shared.board.update {
      $0.requestsRunning -= 1
      if aborted { $0.requestsAborted += 1 }
    }
  }
}
