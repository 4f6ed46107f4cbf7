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
    let candidates = tier.hops.map { hop in
      let target = state.targets[hop.targetIndex].target
      return Fleet.Candidate(
        replica: state.replicas[hop.targetIndex], weight: hop.weight ?? target.weight, limit: settings.queue.perTarget)
    }
    let isRescuable = request.fields.stream && settings.rescue != .off && candidates.count > 1
    var plan = RetryPlan(settings: settings.retry)
    var tooShort: Set<Int> = []
    var last: RequestEnd?
    while true {
      var demand = Fleet.Demand(
        requestID: exchange.record.requestID, group: tier.name, strategy: tier.strategy, prompt: prompt, promptTokens: promptTokens)
      if plan.attempts > 0 { demand.excluded = plan.excluded(among: candidates.indices).union(tooShort) }
      guard let permit = try await permit(demand, candidates) else { return last.map { .failed($0) } ?? .unavailable }
      plan.begin(target: permit.index)
      // Until the client has seen something, every attempt begins a stream of its own.
      let relayed = RelayedStream(isRecorded: isRescuable)
      do throws(RequestEnd) {
        try await attempt(tier.hops[permit.index], permit, relayed)
        return .answered
      } catch {
        guard case .failed(let problem) = error else { throw error }
        guard !exchange.hasBegun else {
          guard isRescuable else { throw error }
          try await StreamRescue(dispatcher: self, tier: tier, candidates: candidates, relayed: relayed).rescue(
            problem, failed: permit.index)
          return .answered
        }
        last = error
        if problem.code == .contextLengthExceeded, settings.usesLargerContext {
          // Others of the group may have a larger window.
          tooShort.insert(permit.index)
          if tooShort.count < candidates.count { continue }
          if hasNext { return .failed(error) }
          throw error
        }
        guard try await mayTryAgain(&plan, problem, permit.index, candidates) else {
          guard hasNext, FailureKind(problem).mayGoElsewhere(settings.triggers) else { throw error }
          return .failed(error)
        }
      }
    }
  }

  /// The right to ask a replica, after a wait if need be; nil when none can take the request.
  private func permit(_ demand: Fleet.Demand, _ candidates: [Fleet.Candidate]) async throws(RequestEnd) -> Fleet.Permit? {
    guard settings.queue.perTarget != nil || settings.queue.total != nil else { return fleet.choose(demand, among: candidates) }
    let place = WaitingPlace(demand: demand, candidates: candidates, fleet: fleet, exchange: exchange)
    switch fleet.admit(place, principal: exchange.head?.message.userClaim ?? exchange.record.client) {
    case .permit(let permit): return permit
    case .unavailable: return nil
    case .refused(let refusal): throw .failed(Self.refused(refusal))
    case .waiting(let ticket): return try await wait(place, ticket, demand.group)
    }
  }

  private func wait(_ place: WaitingPlace, _ ticket: WaitingRoom.Ticket, _ group: String) async throws(RequestEnd) -> Fleet.Permit {
    let began = NIODeadline.now()
    let limit = began + settings.queue.maximumWait.timeAmount
    defer { exchange.record.queueTime += Int(truncatingIfNeeded: (NIODeadline.now() - began).nanoseconds / 1000) }
    var isInTime = true
    while isInTime, place.outcome == nil {
      do throws(RequestEnd) {
        isInTime = try await exchange.pause(until: limit)
      } catch {
        fleet.leave(ticket, group: group)
        place.leave()
        throw error
      }
    }
    if case .permit(let permit) = place.outcome { return permit }
    fleet.leave(ticket, group: group)
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
    let prepared = state.targets[hop.targetIndex]
    exchange.record.target = prepared.target.id
    exchange.record.model = hop.upstreamModel
    exchange.trail?.asked(prepared.target.id)
    let flight = Flight(fleet: fleet, permit: permit)
    do {
      try await Attempt(
        exchange: exchange, state: state, request: request, prepared: prepared, upstreamModel: hop.upstreamModel, flight: flight,
        relayed: relayed, continuation: continuation
      )
      .run()
      flight.end(.success)
    } catch {
      switch error {
      case .clientGone: flight.end(.cancelled)
      case .failed(let problem):
        flight.end(FailureKind(problem).signal)
        exchange.trail?.failed(problem)
      }
      throw error
    }
  }

  /// Whether another attempt is made in this tier, after the pause that it takes.
  private func mayTryAgain(_ plan: inout RetryPlan, _ problem: GatewayError, _ index: Int, _ candidates: [Fleet.Candidate])
    async throws(RequestEnd) -> Bool
  {
    let kind = FailureKind(problem)
    guard kind.mayGoElsewhere(settings.triggers), let failure = kind.failure else { return false }
    let hasFresh = candidates.indices.contains { $0 != index && !plan.tried.contains($0) && !plan.ruledOut.contains($0) }
    // A target that took the request is not asked for the same thing again: it would only be hammered.
    guard hasFresh || failure == .connectFailed else { return false }
    switch fleet.step(&plan, failure, target: index, among: candidates) {
    case .retry(let pause):
      if pause > .zero { try await exchange.sleep(for: pause) }
      return true
    case .largerModel, .stop: return false
    }
  }

  private func unavailable(_ tier: RouteTier) -> RequestEnd {
    var error = GatewayError(.noTarget, "None of the targets of this model can take a request at the moment. Send it again later.")
    if let pause = fleet.soonest(tier.hops.map { state.replicas[$0.targetIndex] }) {
      error.retryAfter = String(max(1, Int(pause.components.seconds) + 1))
    }
    return .failed(error)
  }
}

/// Targets among which a replica is chosen.
struct RouteTier {
  /// What the choice keeps its turn under: the model's or the group's name.
  let name: String
  let hops: [RouteTable.Hop]
  let strategy: RoutingStrategy
}

/// One request in flight at one replica: settles once.
final class Flight {
  private let fleet: Fleet
  private let permit: Fleet.Permit
  private var hasFirstToken = false
  private var isOver = false

  init(fleet: Fleet, permit: Fleet.Permit) {
    self.fleet = fleet
    self.permit = permit
  }

  /// The first token has come.
  func firstToken() {
    guard !hasFirstToken else { return }
    hasFirstToken = true
    fleet.firstToken(permit)
  }

  /// It has ended.
  func end(_ signal: PassiveSignal) {
    guard !isOver else { return }
    isOver = true
    fleet.end(permit, signal)
  }

  deinit { end(.cancelled) }
}
