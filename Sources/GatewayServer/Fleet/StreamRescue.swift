internal import GatewayCore
internal import GatewayFleet
internal import GatewayProviders
internal import NIOCore
internal import OpenAIWire

/// Goes on with another replica when a stream breaks that the client has seen a part of.
struct StreamRescue {
  let dispatcher: Dispatcher
  let tier: RouteTier
  let candidates: [Fleet.Candidate]
  let relayed: RelayedStream

  private var exchange: ServerExchange { dispatcher.exchange }
  private var request: ApprovedRequest { dispatcher.request }

  /// Returns when the stream is complete.
  /// - Throws: the error that ends it, which is never the rescue's own: what went wrong first is not masked.
  func rescue(_ first: GatewayError, failed index: Int) async throws(RequestEnd) {
    var problem = first
    var excluded: Set<Int> = [index]
    for _ in 0..<dispatcher.settings.retry.attempts {
      guard problem.mayBeRescued, let session = relayed.session, let delivered = session.delivered else { throw .failed(problem) }
      let outcome: Outcome
      var whyNobody: RescueRefusal?
      switch plan(delivered, excluded) {
      case .refuse(let refusal): throw .failed(problem.noting("no rescue: \(refusal)"))
      case .conclude(let finish): return try await conclude(session, delivered, finish)
      case .restart: outcome = try await goOn(session, StreamStitcher(restarting: delivered), nil, &excluded)
      case .replay:
        outcome = try await goOn(session, StreamStitcher(replaying: delivered), nil, &excluded)
        if session.hasParted { throw .failed(problem.noting("no rescue: another replica says something else")) }
        whyNobody = .noPrefill
      case .continue(let continuation):
        guard let patches = patches(continuation) else { throw .failed(problem.noting("no rescue: \(RescueRefusal.promptShape)")) }
        outcome = try await goOn(session, StreamStitcher(continuing: delivered, continuation), patches, &excluded)
      }
      switch outcome {
      case .complete: return
      case .nobody: throw .failed(whyNobody.map { problem.noting("no rescue: \($0)") } ?? problem)
      case .failed(let next): problem = next
      }
    }
    throw .failed(problem)
  }

  /// How it went with another replica.
  private enum Outcome {
    /// The stream is complete.
    case complete
    /// It is not, for this reason.
    case failed(GatewayError)
    /// No replica is left that can be asked.
    case nobody
  }

  private func plan(_ delivered: DeliveredAnswer, _ excluded: Set<Int>) -> RescuePlan {
    let others = candidates.indices.filter { !excluded.contains($0) }
    let supportsPrefill = others.allSatisfy { dispatcher.state.continuesAnswers(tier.hops[$0]) }
    let body = request.body
    let limits = others.compactMap { index in
      dispatcher.state.targets[tier.hops[index].targetIndex].target.maxContextTokens.map {
        ContextLimit(cap: $0, endpoint: request.endpoint).room(request.fields)
      }
    }
    return plan(body.readableBytesSpan, delivered, supportsPrefill: supportsPrefill, tokenLimit: limits.min())
  }

  private func plan(_ body: RawSpan, _ delivered: DeliveredAnswer, supportsPrefill: Bool, tokenLimit: Int?) -> RescuePlan {
    guard let read = try? RescueRequest.scan(body, endpoint: request.endpoint, fields: request.fields) else { return .refuse(.promptShape) }
    return RescuePlan.make(
      body: body, request: read, delivered: delivered, mode: RescueMode(dispatcher.settings.rescue),
      supportsPrefill: supportsPrefill, tokenLimit: tokenLimit)
  }

  /// The continuation's changes with those that the policies made. Where they meet there is no rescue: what was taken out of a prompt stays out.
  private func patches(_ continuation: RescuePlan.Continuation) -> PatchList? {
    var patches = continuation.patches
    for patch in request.patches.patches where !patches.replace(patch.range, with: patch.replacement) { return nil }
    return patches
  }

  /// Asks another replica to go on.
  private func goOn(_ session: StreamSession, _ stitcher: StreamStitcher, _ patches: PatchList?, _ excluded: inout Set<Int>)
    async throws(RequestEnd) -> Outcome
  {
    var demand = Fleet.Demand(
      requestID: exchange.record.requestID, group: tier.name, strategy: tier.strategy, prompt: dispatcher.prompt,
      promptTokens: dispatcher.promptTokens)
    demand.excluded = excluded
    demand.allowsTrial = false
    guard let permit = dispatcher.fleet.choose(demand, among: candidates) else { return .nobody }
    let hop = tier.hops[permit.index]
    let target = dispatcher.state.targets[hop.targetIndex].target
    var all = patches
    if var changed = all {
      do { try request.adapt(&changed, to: target, upstreamModel: hop.upstreamModel) } catch {
        dispatcher.fleet.end(permit, .cancelled)
        return .failed(error)
      }
      all = changed
    }
    session.resume(stitcher, target: target.id)
    exchange.trail?.rescues += 1
    exchange.record.rescues += 1
    do {
      try await dispatcher.attempt(hop, permit, relayed, continuation: all)
      return .complete
    } catch {
      guard case .failed(let problem) = error else { throw error }
      excluded.insert(permit.index)
      return .failed(problem)
    }
  }

  /// The engine died when it had said everything. Nobody is asked for more, so that it counts as no rescue.
  private func conclude(_ session: StreamSession, _ delivered: DeliveredAnswer, _ finish: String?) async throws(RequestEnd) {
    let output = session.conclude(
      delivered.closingData(
        finish: finish, isChat: request.endpoint == .chatCompletions,
        includesUsage: !request.dropsUsageEvent && request.fields.includesUsage))
    // What policies say at an answer's end they say now.
    exchange.note(session)
    var last = output.bytes
    if !session.isUndecided { exchange.trail?.delivered(last) }
    let end = try await exchange.decide(session, output.end ?? .complete, &last)
    if case .failed(let problem) = end {
      if last.readableBytes > 0 { exchange.send(last) }
      throw .failed(problem)
    }
    // What the client is told of the usage, and what is known of it where the client did not ask.
    exchange.record.usage = session.filter.usage ?? delivered.knownUsage
    try await exchange.recordEnd(status: 200)
    exchange.send(last, isLast: true)
    exchange.endStream()
  }
}

extension RescueMode {
  fileprivate init(_ rescue: FleetSettings.Rescue) {
    switch rescue {
    case .continue: self = .continue
    case .restart: self = .restart
    case .off: self = .off
    }
  }
}

extension GatewayError {
  /// Whether another replica may do better with the rest of an answer.
  fileprivate var mayBeRescued: Bool {
    switch code {
    case .upstreamClosed, .upstreamStalled, .upstreamAborted, .upstreamError, .upstreamOverloaded, .upstreamTimeout, .upstreamUnreachable,
      .upstreamConnectTimeout, .upstreamRateLimited, .upstreamMalformedAnswer, .upstreamEmptyAnswer:
      true
    default: false
    }
  }

  fileprivate func noting(_ text: String) -> GatewayError {
    var error = self
    error.detail = detail.map { "\($0); \(text)" } ?? text
    return error
  }
}
