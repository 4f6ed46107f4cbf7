internal import GatewayCore
internal import GatewayFleet
internal import GatewayProviders
internal import NIOCore
internal import OpenAIWire

/// Sends an approved request to the best replica of its group, and to others when that one fails before the client has seen anything of an answer.
struct Dispatcher {
  let exchange: ServerExchange
  let state: GatewayState
  let request: ApprovedRequest
  /// The prompt as the prefix index knows it; nil where no choice looks at it.
  let prompt: PromptBlocks?

  var fleet: Fleet { state.fleet }
  var settings: FleetSettings { state.snapshot.fleet }

  /// Tries the tiers of a plan in their order.
  func dispatch(_ plan: [RouteTier]) async throws(RequestEnd) {
    fleet.noteRequest()
    if let deadline = settings.deadline { exchange.giveUp(at: exchange.startedAt + deadline.timeAmount) }
    var last: RequestEnd?
    var place = 0
    while place < plan.count {
      let outcome = try await run(plan[place], hasNext: place + 1 < plan.count)
      switch outcome {
      case .answered: return
      case .failed(let end):
        last = end
        place += 1
      case .unavailable:
        last = last ?? unavailable(plan[place])
        place += 1
      }
    }
    throw last ?? .failed(GatewayError(.internalError, "The route plan is empty."))
  }

  /// How a tier ended.
  private enum Outcome {
    case answered
    /// The next tier may go better.
    case failed(RequestEnd)
    /// None of its replicas can take the request.
    case unavailable
  }

  private func run(_ tier: RouteTier, hasNext: Bool) async throws(RequestEnd) -> Outcome {
    let candidates = candidates(of: tier)
    let isRescuable = request.fields.stream && settings.rescue != .off && candidates.count > 1
    var plan = RetryPlan(settings: settings.retry)
    var tooShort: Set<Int> = []
    var last: RequestEnd?
    while true {
      var demand = Fleet.Demand(
        requestID: exchange.record.requestID, group: tier.name, strategy: tier.strategy, prompt: prompt, promptTokens: promptTokens)
      if plan.attempts > 0 { demand.excluded = plan.excluded(among: candidates.indices).union(tooShort) }
      guard let permit = try await permit(demand, candidates, tier) else { return last.map { .failed($0) } ?? .unavailable }
      plan.begin()
      // Until the client has seen something, every attempt begins a stream of its own.
      let relayed = RelayedStream(isRecorded: isRescuable)
      var asked = permit.index
      do throws(RequestEnd) {
        if isHedged(tier) {
          try await HedgedAttempt(dispatcher: self, tier: tier, candidates: candidates, demand: demand, relayed: relayed)
            .run(permit, &plan, asked: &asked)
        } else {
          try await attempt(tier.hops[permit.index], permit, relayed)
        }
        remember(tier, asked)
        return .answered
      } catch {
        guard case .failed(let problem) = error else { throw error }
        guard !exchange.hasBegun else {
          guard isRescuable else { throw error }
          try await StreamRescue(dispatcher: self, tier: tier, candidates: candidates, relayed: relayed).rescue(
            problem, failed: asked)
          return .answered
        }
        last = error
        if problem.code == .contextLengthExceeded, settings.usesLargerContext {
          // Others of the group may have a larger window.
          tooShort.insert(asked)
          if tooShort.count < candidates.count { continue }
          if hasNext { return .failed(error) }
          throw error
        }
        guard try await mayTryAgain(&plan, problem, asked, candidates) else {
          guard hasNext, FailureKind(problem).mayGoElsewhere(settings.triggers) else { throw error }
          return .failed(error)
        }
      }
    }
  }

  private func candidates(of tier: RouteTier) -> [Fleet.Candidate] {
    tier.hops.map { hop in
      let target = state.targets[hop.targetIndex].target
      return Fleet.Candidate(
        replica: state.replicas[hop.targetIndex], weight: hop.weight ?? target.weight, limit: settings.queue.perTarget)
    }
  }

  /// Whether a second replica may be asked while the first one is silent. What names one target is not asked of another, and only streams tell their first token.
  private func isHedged(_ tier: RouteTier) -> Bool {
    settings.retry.hedgeAfter != nil && request.fields.stream && tier.hops.count > 1 && !state.isTarget(tier.name)
  }

  /// The right to ask a replica, after a wait if need be; nil when none can take the request.
  private func permit(_ demand: Fleet.Demand, _ candidates: [Fleet.Candidate], _ tier: RouteTier) async throws(RequestEnd) -> Fleet.Permit?
  {
    guard settings.queue.perTarget != nil || settings.queue.total != nil else { return fleet.choose(demand, among: candidates) }
    let place = WaitingPlace(
      demand: demand, candidates: candidates, fleet: fleet, eventLoop: exchange.worker.eventLoop, signal: exchange.signal)
    let priority = WaitingPriority(
      state.priority(of: tier.name, tier.hops), client: request.fields.priority?.value, settings.queue.clientPriority)
    switch fleet.admit(place, principal: exchange.principal, priority: priority) {
    case .permit(let permit): return permit
    case .unavailable: return nil
    case .refused(let refusal): throw .failed(Self.refused(refusal))
    case .waiting(let ticket): return try await wait(place, ticket)
    }
  }

  private func wait(_ place: WaitingPlace, _ ticket: WaitingRoom.Ticket) async throws(RequestEnd) -> Fleet.Permit? {
    let began = NIODeadline.now()
    let limit = began + settings.queue.maximumWait.timeAmount
    defer { exchange.record.queueTime += Int(truncatingIfNeeded: (NIODeadline.now() - began).nanoseconds / 1000) }
    var isInTime = true
    while isInTime, place.outcome == nil {
      do throws(RequestEnd) {
        isInTime = try await exchange.pause(until: limit)
      } catch {
        fleet.leave(ticket, group: place.group)
        place.leave()
        throw error
      }
    }
    switch place.outcome {
    case .permit(let permit): return permit
    case .unavailable: return nil
    case .displaced, nil: break
    }
    fleet.leave(ticket, group: place.group)
    place.leave()
    throw .failed(Self.refused(WaitingRefusal(reason: isInTime ? .share : .deadline, retryAfter: .seconds(1), predicted: nil)))
  }

  private static func refused(_ refusal: WaitingRefusal) -> GatewayError {
    var error =
      refusal.reason == .share
      ? GatewayError(.queueShare, "You have as many requests waiting as your share allows. Send this one again later.")
      : GatewayError(.queueFull, "Too many requests wait for this model. Send this one again later.")
    error.retryAfter = String(max(1, refusal.retryAfter.components.seconds))
    return error
  }

  var promptTokens: Int { prompt?.tokens ?? max(1, request.body.readableBytes / settings.prefix.bytesPerToken) }

  /// Asks one replica. What it learns of it the fleet learns.
  func attempt(_ hop: RouteTable.Hop, _ permit: Fleet.Permit, _ relayed: RelayedStream, continuation: PatchList? = nil)
    async throws(RequestEnd)
  {
    let (attempt, number) = begin(hop, permit, relayed, continuation: continuation)
    do {
      try await attempt.run()
      succeed(attempt.flight)
    } catch {
      settle(error, attempt.flight, number)
      throw error
    }
  }

  /// An attempt at one replica, which is in flight from now on.
  /// - Returns: the attempt, and which of the request's attempts it is.
  func begin(_ hop: RouteTable.Hop, _ permit: Fleet.Permit, _ relayed: RelayedStream, continuation: PatchList? = nil) -> (Attempt, Int) {
    let attempt = Attempt(
      exchange: exchange, state: state, request: request, prepared: state.targets[hop.targetIndex], upstreamModel: hop.upstreamModel,
      flight: Flight(fleet: fleet, permit: permit), relayed: relayed, continuation: continuation)
    exchange.record.target = attempt.prepared.id
    exchange.record.model = attempt.upstreamModel
    return (attempt, exchange.trail?.asked(attempt.prepared.id) ?? 0)
  }

  /// An attempt has succeeded. What its replica counted is the prompt only where it was asked for all of the answer.
  func succeed(_ flight: Flight) {
    guard prompt != nil, exchange.record.rescues == 0, let usage = exchange.record.usage else { return flight.end(.success) }
    flight.end(.success, Fleet.PromptLength(estimated: promptTokens, counted: usage.promptTokens))
  }

  /// An attempt has failed: the fleet and the audit log learn of it.
  func settle(_ error: RequestEnd, _ flight: Flight, _ number: Int) {
    switch error {
    case .clientGone: flight.end(.cancelled)
    case .failed(let problem):
      let isSilent = problem.code == .requestDeadline && exchange.record.attempts == 1 && !flight.hasFirstToken
      // A target that was given all the time there was, and said nothing, is as silent as one that ran into its own limit.
      flight.end(isSilent ? .firstByteTimeout : FailureKind(problem).signal)
      exchange.trail?.failed(problem, number)
    }
  }

  /// Of several attempts at the same time this one answers.
  func answers(_ attempt: Attempt, _ number: Int) {
    exchange.record.target = attempt.prepared.id
    exchange.record.model = attempt.upstreamModel
    guard let trail = exchange.trail, trail.attempts.count != number + 1, let patches = try? attempt.patches() else { return }
    // What was sent last is not what is answered.
    let body = request.body
    trail.sent(ByteBuffer(bytes: patches.applied(to: body.readableBytesSpan)))
  }

  /// Whether another attempt is made in this tier, after the pause that it takes.
  private func mayTryAgain(_ plan: inout RetryPlan, _ problem: GatewayError, _ index: Int, _ candidates: [Fleet.Candidate])
    async throws(RequestEnd) -> Bool
  {
    let kind = FailureKind(problem)
    guard kind.mayGoElsewhere(settings.triggers), let failure = kind.failure else { return false }
    let hasFresh = candidates.indices.contains { $0 != index && !plan.tried.contains($0) && !plan.ruledOut.contains($0) }
    // A target that took the request is not asked for the same thing again, it would only be hammered; unless it says when.
    guard hasFresh || failure == .connectFailed || failure.retryAfter != nil else { return false }
    switch fleet.step(&plan, failure, target: index, among: candidates) {
    case .retry(let pause):
      if pause > .zero { try await exchange.sleep(for: pause) }
      return true
    case .stop: return false
    }
  }

  /// Keeps a prompt that was answered in mind, for replicas that are to be warmed up. One that no engine has survived never gets here.
  private func remember(_ tier: RouteTier, _ index: Int) {
    guard settings.warmsUp, let prompt, request.endpoint != .embeddings, request.expectedChoices == 1 else { return }
    guard fleet.note(prompt, bytes: request.body.readableBytes, generation: state.promptGeneration) else { return }
    let hop = tier.hops[index]
    let target = state.targets[hop.targetIndex].target
    guard let patches = try? request.patches(for: target, upstreamModel: hop.upstreamModel) else { return }
    let body = request.body
    let others = tier.hops.filter { $0.upstreamModel == hop.upstreamModel }.map { state.targets[$0.targetIndex].target }
    fleet.keep(
      HotPrompt(
        endpoint: request.endpoint, body: patches.applied(to: body.readableBytesSpan), blocks: prompt,
        targets: Set(others.filter { $0.provider == target.provider }.map(\.id))), generation: state.promptGeneration)
  }

  private func unavailable(_ tier: RouteTier) -> RequestEnd {
    var error = GatewayError(.noTarget, "None of the targets of this model can take a request at the moment. Send it again later.")
    if let pause = fleet.soonest(tier.hops.map { state.replicas[$0.targetIndex] }) {
      error.retryAfter = String(max(1, Int(pause.components.seconds) + 1))
    }
    return .failed(error)
  }
}
