internal import GatewayCore
internal import GatewayFleet
internal import GatewayHTTP
internal import GatewayPolicy
internal import GatewayProviders
internal import NIOCore
internal import OpenAIWire

/// The way of one request, one step a line. One task on the event loop of the client's connection.
struct RequestPipeline {
  let service: GatewayService
  let exchange: ServerExchange

  func run() async {
    do throws(RequestEnd) {
      exchange.trail?.user = exchange.userClaim
      if let refusal = exchange.refusal { throw .failed(refusal) }
      guard let head = exchange.head else { return }
      let state = exchange.state
      let match = try self.match(head)
      if match.isProbe { exchange.leaveUnrecorded() }
      guard case .endpoint(let endpoint) = match else {
        try await operations(state).serve(match)
        return exchange.observe()
      }
      try admit(state)
      // Most requests are whole when their turn comes: a call that could wait costs something even when it does not.
      if !exchange.isBodyComplete { try await exchange.awaitBody() }
      let body = exchange.body
      exchange.record.bytesIn = body.readableBytes
      exchange.trail?.received(body)
      let scanned = try await read(head, body, state)
      let fields = scanned.fields
      var route = (resolution: resolve(fields, endpoint, state), state: state)
      if route.resolution == .unknown { route = try await learn(fields, endpoint, state) }
      let plan = try plan(route.resolution, endpoint, fields, route.state)
      var inspected = try await inspect(head, endpoint, body, scanned, state)
      if let hearing = inspected.hearing { try await hear(hearing, &inspected, head, state) }
      exchange.trail?.isInspected = true
      let approved = try approve(inspected, endpoint, body, fields, state)
      try exchange.recordAdmission()
      try await Dispatcher(exchange: exchange, state: route.state, request: approved, prompt: prompt(plan, approved, scanned.texts, head))
        .dispatch(plan)
    } catch {
      await end(error)
    }
    exchange.observe()
  }

  // MARK: Steps

  private func match(_ head: RequestHead) throws(RequestEnd) -> RequestMatch {
    exchange.record.note(head)
    let match = try failing { () throws(GatewayError) in try RequestMatch.match(head, isAdmin: exchange.isAdmin) }
    if case .endpoint(let endpoint) = match { exchange.record.endpoint = endpoint }
    return match
  }

  private func admit(_ state: GatewayState) throws(RequestEnd) {
    try state.requireEnabled()
    if let problem = exchange.auditProblem { throw .failed(problem) }
  }

  private func read(_ head: RequestHead, _ body: ByteBuffer, _ state: GatewayState) async throws(RequestEnd) -> BodyScan.Scanned {
    try failing { () throws(GatewayError) in try BodyScan.check(head.message) }
    // The texts are collected only where somebody wants to see them.
    let wantsTexts = state.policies.inspectsRequests || state.policies.inspectsAnswers || state.wantsPrompts
    let scan = BodyScan(body: body, wantsTexts: wantsTexts, maxDepth: state.snapshot.limits.jsonDepth)
    let result =
      body.readableBytes <= BodyScan.shortBody ? scan.run() : try await exchange.elsewhere(bytes: body.readableBytes) { scan.run() }
    let scanned = try failing { () throws(GatewayError) in try result.get() }
    note(scanned.fields)
    return scanned
  }

  private func note(_ fields: RequestFields) {
    exchange.record.isStream = fields.stream
    exchange.trail?.read(fields)
  }

  /// A name that nobody is known to serve may belong to a server that has started since: the targets are asked once before the answer is no.
  private func learn(
    _ fields: RequestFields, _ endpoint: Endpoint, _ state: GatewayState
  ) async throws(RequestEnd) -> (resolution: RouteTable.Resolution, state: GatewayState) {
    guard state.snapshot.targets.contains(where: { $0.model == nil || state.targetReports[$0.id]?.isReachable != true }) else {
      return (.unknown, state)
    }
    await service.control.refreshModels()
    try exchange.checkClient()
    let state = service.state
    return (resolve(fields, endpoint, state), state)
  }

  /// The targets to try.
  private func plan(_ resolution: RouteTable.Resolution, _ endpoint: Endpoint, _ fields: RequestFields, _ state: GatewayState)
    throws(RequestEnd) -> [RouteTier]
  {
    switch resolution {
    case .plan(let plan): return try tiers(plan, endpoint, fields, state)
    case .unavailable(let reason):
      throw .failed(GatewayError(.targetUnavailable, "The target of this model cannot be used: \(reason)."))
    case .ambiguous(let models):
      let names = models.prefix(10).joined(separator: ", ")
      throw .failed(GatewayError(.missingModel, "Several models are served here; name one of them as `model`: \(names).", param: "model"))
    case .unknown: throw .failed(unknownModel(fields, state))
    }
  }

  /// The targets of a model, and behind them those of its fallbacks, each model once.
  private func tiers(_ hops: [RouteTable.Hop], _ endpoint: Endpoint, _ fields: RequestFields, _ state: GatewayState) throws(RequestEnd)
    -> [RouteTier]
  {
    let hops = try comply(hops, state)
    var name = ""
    if case .string(let model) = fields.model { name = model.value }
    var tiers = [RouteTier(name: name, hops, state)]
    guard state.routes.fallback(of: name) != nil || !fields.fallbacks.isEmpty else { return tiers }
    var seen: Set<String> = [name]
    // What the request asks for goes before what the configuration says.
    for model in fields.fallbacks where model.utf8.count > RouteTable.longestName || seen.insert(model).inserted {
      switch state.routes.resolve(model: model, endpoint: endpoint) {
      case .plan(let more):
        if let allowed = try? comply(more, state) { tiers.append(RouteTier(name: model, allowed, state)) }
      case .unavailable: continue
      case .ambiguous, .unknown:
        throw .failed(
          GatewayError(
            .modelNotFound, "The fallback `\(model.prefix(utf8: 200))` does not exist here. See GET /v1/models.", param: "fallbacks"))
      }
    }
    while let next = state.routes.fallback(of: name) {
      name = next
      guard seen.insert(next).inserted else { break }
      guard case .plan(let more) = state.routes.resolve(model: next, endpoint: endpoint), let allowed = try? comply(more, state) else {
        continue
      }
      tiers.append(RouteTier(name: next, allowed, state))
    }
    return tiers
  }

  /// The prompt as the prefix index knows it, when some tier's choice looks at it.
  private func prompt(_ plan: [RouteTier], _ request: ApprovedRequest, _ texts: PromptTexts?, _ head: RequestHead) -> PromptBlocks? {
    guard let texts, let tier = plan.first else { return nil }
    guard (tier.strategy == .prefixAware && tier.hops.count > 1) || exchange.state.snapshot.fleet.warmsUp else { return nil }
    let scope = PromptScope(
      model: tier.hops.first?.upstreamModel ?? "", tenantSalt: request.cacheSalt ?? request.fields.cacheSalt?.value,
      session: request.fields.promptCacheKey ?? head.message.sessionKey)
    let body = request.body
    return exchange.worker.blocks(of: body.readableBytesSpan, texts: texts, scope: scope, state: exchange.state)
  }

  /// The part of a plan that the policies on data allow.
  private func comply(_ plan: [RouteTable.Hop], _ state: GatewayState) throws(RequestEnd) -> [RouteTable.Hop] {
    guard state.policies.judgesTargets else { return plan }
    let (places, block) = state.policies.compliant(plan.map { state.snapshot.targets[$0.targetIndex].dataPolicy })
    if let block { throw .failed(GatewayError(block)) }
    return places.map { plan[$0] }
  }

  private func resolve(_ fields: RequestFields, _ endpoint: Endpoint, _ state: GatewayState) -> RouteTable.Resolution {
    guard case .string(let model) = fields.model, !model.value.isEmpty else { return state.routes.resolveUnnamed(endpoint: endpoint) }
    return state.routes.resolve(model: model.value, endpoint: endpoint)
  }

  private func unknownModel(_ fields: RequestFields, _ state: GatewayState) -> GatewayError {
    guard case .string(let model) = fields.model, !model.value.isEmpty else {
      return GatewayError(.missingModel, "No model is served here at the moment. See GET /v1/models.", param: "model")
    }
    let known = state.routes.models.prefix(5).map(\.id).joined(separator: ", ")
    let hint =
      known.isEmpty ? "No model is served here at the moment." : "Served are: \(known)\(state.routes.models.count > 5 ? ", …" : "")."
    return GatewayError(
      .modelNotFound, "The model `\(model.value.prefix(utf8: 200))` does not exist here. \(hint) See GET /v1/models.", param: "model")
  }

  /// The policies are those of the configuration that the request began with.
  private func inspect(
    _ head: RequestHead, _ endpoint: Endpoint, _ body: ByteBuffer, _ scanned: BodyScan.Scanned, _ state: GatewayState
  ) async throws(RequestEnd) -> InspectedRequest {
    let inspection = Inspection(state: state, head: head, trail: exchange.trail)
    var sight: Sight?
    if let look = inspection.look(body, scanned.texts) {
      sight = body.readableBytes <= PolicyChain.shortText ? look() : try await exchange.elsewhere(bytes: body.readableBytes, look)
    }
    return try failing { () throws(GatewayError) in try inspection.take(sight, endpoint, &exchange.record) }
  }

  private func approve(
    _ inspected: InspectedRequest, _ endpoint: Endpoint, _ body: ByteBuffer, _ fields: RequestFields, _ state: GatewayState
  ) throws(RequestEnd) -> ApprovedRequest {
    let principal = state.salts == nil ? "" : exchange.principal
    return try failing { () throws(GatewayError) in try inspected.approved(endpoint, body, fields, state, principal: principal) }
  }

  /// Asks the judges of the policies.
  private func hear(_ hearing: JudgeHearing, _ inspected: inout InspectedRequest, _ head: RequestHead, _ state: GatewayState)
    async throws(RequestEnd)
  {
    let replies = try await JudgePanel(exchange: exchange).hear(hearing)
    do throws(GatewayError) {
      try Inspection(state: state, head: head, trail: exchange.trail).conclude(&inspected, replies, &exchange.record)
    } catch {
      throw .failed(error)
    }
  }

  private func operations(_ state: GatewayState) -> Operations { Operations(service: service, state: state, exchange: exchange) }

  // MARK: Ends

  /// An error as the policies give it to the client: what a target says in it may repeat what stood in the prompt.
  private func inspected(_ error: GatewayError) -> GatewayError {
    guard error.quotesTarget else { return error }
    let chain = exchange.state.policies
    var inspected = error
    inspected.message = chain.passed(error.message) ?? "The target's message was withheld by a policy."
    inspected.param = error.param.flatMap { chain.passed($0) }
    inspected.codeOverride = error.codeOverride.flatMap { chain.passed($0) }
    return inspected
  }

  private func end(_ end: RequestEnd) async {
    switch end {
    case .clientGone: exchange.abandon()
    case .failed(let failure):
      let error = inspected(failure)
      exchange.record.error = error
      if exchange.hasBegun {
        var event = ErrorRenderer.event(error)
        // What a policy has ended is over by intention.
        if error.code.origin == .policy { event.writeStaticString("data: [DONE]\n\n") }
        await recordError(event, status: exchange.record.status)
        exchange.send(event)
        exchange.endStream()
      } else {
        await recordError(ByteBuffer(bytes: ErrorRenderer.body(error)), status: error.status)
        exchange.respond(error, keepsAlive: exchange.keepsAlive)
      }
    }
  }
}

extension RequestPipeline {
  /// Records an error before the client gets it. An error tells nothing that would need a record: it is given even when there can be none.
  private func recordError(_ body: ByteBuffer, status: Int) async {
    exchange.trail?.delivered(body)
    do {
      try await exchange.recordEnd(status: status)
    } catch {
      exchange.trail?.isClosed = true
    }
  }
}

extension MessageHead {
  /// What a client says to have requests of one session together: `x-session-id`, or `x-conversation-id`.
  fileprivate var sessionKey: String? { value(named: "x-session-id") ?? value(named: "x-conversation-id") }
}

/// Runs a step that throws the gateway's error type, as part of a request.
func failing<Result>(_ step: () throws(GatewayError) -> Result) throws(RequestEnd) -> Result {
  do { return try step() } catch { throw .failed(error) }
}
