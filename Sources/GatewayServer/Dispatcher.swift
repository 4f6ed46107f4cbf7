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

  private var fleet: Fleet { state.fleet }
  private var settings: FleetSettings { state.snapshot.fleet }

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
    var plan = RetryPlan(settings: settings.retry)
    var tooShort: Set<Int> = []
    var last: RequestEnd?
    while true {
      var demand = Fleet.Demand(
        requestID: exchange.record.requestID, group: tier.name, strategy: tier.strategy, prompt: prompt, promptTokens: promptTokens)
      demand.excluded = plan.excluded(among: candidates.indices).union(tooShort)
      guard let permit = fleet.choose(demand, among: candidates) else { return last.map { .failed($0) } ?? .unavailable }
      plan.begin(target: permit.index)
      do throws(RequestEnd) {
        try await attempt(tier.hops[permit.index], permit)
        return .answered
      } catch {
        guard case .failed(let problem) = error, !exchange.hasBegun else { throw error }
        last = error
        if problem.code == .contextLengthExceeded, settings.usesLargerContext {
          // Others of the group may have a larger window.
          tooShort.insert(permit.index)
          if tooShort.count < candidates.count { continue }
          if hasNext { return .failed(error) }
          throw error
        }
        guard try await mayTryAgain(&plan, problem, permit.index, candidates.count) else {
          guard hasNext, FailureKind(problem).mayGoElsewhere(settings.triggers) else { throw error }
          return .failed(error)
        }
      }
    }
  }

  private var promptTokens: Int { prompt?.tokens ?? max(1, request.body.readableBytes / settings.prefix.bytesPerToken) }

  private func attempt(_ hop: RouteTable.Hop, _ permit: Fleet.Permit) async throws(RequestEnd) {
    let prepared = state.targets[hop.targetIndex]
    exchange.record.target = prepared.target.id
    exchange.record.model = hop.upstreamModel
    let flight = Flight(fleet: fleet, permit: permit)
    do {
      try await Attempt(
        exchange: exchange, state: state, request: request, prepared: prepared, upstreamModel: hop.upstreamModel, flight: flight
      )
      .run()
      flight.end(.success)
      exchange.trail?.asked(prepared.target.id)
    } catch {
      switch error {
      case .clientGone: flight.end(.cancelled)
      case .failed(let problem):
        flight.end(FailureKind(problem).signal)
        exchange.trail?.asked(prepared.target.id, error: problem)
      }
      throw error
    }
  }

  /// Whether another attempt is made in this tier, after the pause that it takes.
  private func mayTryAgain(_ plan: inout RetryPlan, _ problem: GatewayError, _ index: Int, _ count: Int) async throws(RequestEnd) -> Bool {
    let kind = FailureKind(problem)
    guard kind.mayGoElsewhere(settings.triggers), let failure = kind.failure else { return false }
    let hasFresh = (0..<count).contains { $0 != index && !plan.tried.contains($0) && !plan.ruledOut.contains($0) }
    // A target that took the request is not asked for the same thing again: it would only be hammered.
    guard hasFresh || failure == .connectFailed else { return false }
    switch fleet.step(&plan, failure, target: index, among: count, hasLargerModel: false) {
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
