internal import GatewayCore
internal import GatewayHTTP
internal import GatewayPolicy
internal import GatewayProviders
internal import NIOCore
internal import OpenAIWire

/// A request that may go upstream: only ``Inspection`` can make one, and only ``Dispatcher`` takes one.
final class ApprovedRequest {
  /// The endpoint.
  let endpoint: Endpoint
  /// The body as the client wrote it.
  let body: ByteBuffer
  /// What was read of it.
  let fields: RequestFields
  /// The changes that hold for every target; each target adds its own (model name, context limit).
  let patches: PatchList
  /// What its answer is inspected with; nil when no policy looks at answers.
  let answerPolicies: AnswerPolicies?
  /// The salt of its principal, for vLLM; nil when the request keeps what it has.
  let cacheSalt: String?
  /// What its client may say of its priority.
  private let clientPriority: ClientPriority

  fileprivate init(
    endpoint: Endpoint, body: ByteBuffer, fields: RequestFields, patches: PatchList, answerPolicies: AnswerPolicies?, cacheSalt: String?,
    clientPriority: ClientPriority
  ) {
    self.cacheSalt = cacheSalt
    self.clientPriority = clientPriority
    self.endpoint = endpoint
    self.body = body
    self.fields = fields
    self.patches = patches
    self.answerPolicies = answerPolicies
  }

  /// Whether the usage event of the stream is the gateway's own wish, so that the client must not see it.
  var dropsUsageEvent: Bool { fields.stream && !fields.includesUsage }

  /// Choices that a stream has to finish.
  var expectedChoices: Int {
    // An `n` that is no integer may still be one to the engine: then only its `[DONE]` says that the answer is complete.
    if fields.choiceCount?.isUnreadable == true { return .max }
    let (count, overflow) = max(1, fields.n ?? 1).multipliedReportingOverflow(by: endpoint == .completions ? max(1, fields.promptCount) : 1)
    return overflow ? .max : count
  }

  /// The changes for one target.
  func patches(for target: Target, upstreamModel: String) throws(GatewayError) -> PatchList {
    var patches = patches
    try adapt(&patches, to: target, upstreamModel: upstreamModel)
    if let cap = target.maxContextTokens { try ContextLimit(cap: cap, endpoint: endpoint).apply(fields, &patches) }
    return patches
  }

  /// Adds the changes that one target needs whatever else is changed: the model's name, the salt, and a priority that the client may not have.
  /// - Throws: when something else is in the way of a change that must not be left out.
  func adapt(_ patches: inout PatchList, to target: Target, upstreamModel: String) throws(GatewayError) {
    fields.patchModel(to: upstreamModel, into: &patches)
    var isDone = true
    if target.provider == .vllm, let cacheSalt { isDone = fields.patchCacheSalt(to: cacheSalt, into: &patches) }
    if let priority = fields.priority, !priority.isNull, !clientPriority.allows(priority.value) {
      isDone = fields.patchPriority(to: 0, into: &patches) && isDone
    }
    guard isDone else { throw GatewayError(.internalError, "A member of the body cannot be set.", detail: "cache_salt or priority") }
  }
}

/// What the answer to a request is inspected with.
struct AnswerPolicies: Sendable {
  /// The policies in force when the request came.
  let chain: PolicyChain
  /// The request.
  let request: PolicyRequest
  /// What was taken out of the request and goes back into the answer.
  let vault: PlaceholderVault

  /// What they say of a whole answer. It takes long for a long one, and may run on any thread.
  func enforce(_ body: ByteBuffer) -> PolicyChain.AnswerOutcome {
    chain.enforce(body.readableBytesSpan, request: request, vault: vault)
  }
}

/// What the policies saw in a request, and what they say of it.
struct Sight: Sendable {
  let request: PolicyRequest
  let outcome: PolicyChain.RequestOutcome
}

/// A request that the policies have looked at. It is approved when nothing is left to be asked.
struct InspectedRequest {
  /// What has to be asked before it may go upstream; nil when nothing has.
  fileprivate(set) var hearing: JudgeHearing?
  fileprivate var patches = PatchList()
  fileprivate var answerPolicies: AnswerPolicies?

  /// The request, for the dispatcher. `principal` is who it acts for, where caches are kept apart.
  /// - Throws: as long as judges have not been heard.
  func approved(
    _ endpoint: Endpoint, _ body: ByteBuffer, _ fields: RequestFields, _ state: GatewayState, principal: String
  ) throws(GatewayError) -> ApprovedRequest {
    guard hearing == nil else { throw GatewayError(.internalError, "The judges of the policies were not heard.") }
    var patches = patches
    if fields.stream, endpoint != .embeddings, !fields.includesUsage { fields.patchIncludeUsage(into: &patches) }
    return ApprovedRequest(
      endpoint: endpoint, body: body, fields: fields, patches: patches, answerPolicies: answerPolicies,
      cacheSalt: endpoint.readsCacheSalt ? state.salts?.salt(of: principal, own: fields.cacheSalt?.value) : nil,
      clientPriority: state.snapshot.fleet.queue.clientPriority)
  }
}

/// The step between reading a request and sending it: what the policies say.
struct Inspection {
  let state: GatewayState
  let head: RequestHead
  let trail: AuditTrail?

  /// What looks at the texts of a request; nil when no policy wants to. It takes long for a long body, and may run on any thread.
  func look(_ body: ByteBuffer, _ texts: PromptTexts?) -> (@Sendable () -> Sight)? {
    let chain = state.policies
    guard let texts, chain.inspectsRequests || chain.inspectsAnswers else { return nil }
    let headers = headers(chain.headerNames)
    return {
      let request = PolicyRequest(body.readableBytesSpan, texts, headers: headers)
      return Sight(request: request, outcome: chain.inspect(request))
    }
  }

  /// Draws the conclusion, unless judges have to be heard first. `record` gets the verdict.
  func take(_ sight: Sight?, _ endpoint: Endpoint, _ record: inout RequestRecord) throws(GatewayError) -> InspectedRequest {
    var inspected = InspectedRequest()
    guard let sight else { return inspected }
    inspected.hearing = sight.outcome.hearing
    if inspected.hearing == nil { try decide(sight.outcome.verdict, &record) }
    inspected.patches = sight.outcome.patches
    if state.policies.inspectsAnswers, endpoint != .embeddings {
      inspected.answerPolicies = AnswerPolicies(chain: state.policies, request: sight.request, vault: sight.outcome.vault)
    }
    return inspected
  }

  /// What the judges have said.
  func conclude(_ inspected: inout InspectedRequest, _ replies: [JudgeHearing.Reply], _ record: inout RequestRecord) throws(GatewayError) {
    guard let hearing = inspected.hearing else { return }
    try decide(state.policies.conclude(hearing, replies), &record)
    inspected.hearing = nil
  }

  private func decide(_ verdict: PolicyVerdict, _ record: inout RequestRecord) throws(GatewayError) {
    record.verdict = verdict.decision
    record.findings = verdict.findings.count
    trail?.findings = verdict.findings
    trail?.judgements = verdict.judgements
    trail?.block = verdict.block
    if let block = verdict.block { throw GatewayError(block) }
  }

  private func headers(_ names: Set<String>) -> [String: String] {
    var result: [String: String] = [:]
    guard !names.isEmpty else { return result }
    for span in head.message.fields {
      let name = head.message.text(span.name).lowercased()
      if names.contains(name), result[name] == nil { result[name] = head.message.text(span.value).prefix(utf8: 256) }
    }
    return result
  }
}

extension Endpoint {
  /// Whether vLLM reads `cache_salt` there.
  fileprivate var readsCacheSalt: Bool { self == .chatCompletions || self == .completions }
}

extension GatewayError {
  /// The error that a block is rendered as.
  init(_ block: PolicyBlock) {
    let code: ErrorCode =
      block.isFailure
      ? .judgeUnavailable : block.isEscalation ? .escalationRequired : block.phase == .input ? .inputBlocked : .outputBlocked
    self.init(code, block.message, detail: block.reason)
    policy = block.policy
  }
}
