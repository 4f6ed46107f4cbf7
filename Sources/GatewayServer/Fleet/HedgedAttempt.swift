internal import GatewayCore
internal import GatewayFleet
internal import NIOCore

/// Asks one replica, and a second one as well when the first has sent nothing that the client could see by then. Who begins first answers; the other is cut off at once.
struct HedgedAttempt {
  let dispatcher: Dispatcher
  let tier: RouteTier
  let candidates: [Fleet.Candidate]
  let demand: Fleet.Demand
  let relayed: RelayedStream

  private var exchange: ServerExchange { dispatcher.exchange }

  /// - Parameter asked: the place of the replica that is asked first; afterwards, of the one that answered or failed last.
  func run(_ permit: Fleet.Permit, _ plan: inout RetryPlan, asked: inout Int) async throws(RequestEnd) {
    let startedAt = Fleet.now
    var hedgeAt: NIODeadline? = NIODeadline.now()
    var racers: [Racer] = []
    do throws(RequestEnd) {
      try start(permit, &racers)
      while true {
        if let winner = try advance(&racers, &plan) {
          asked = racers[winner].index
          return try await win(winner, &racers)
        }
        if let time = hedgeAt, NIODeadline.now() >= time {
          hedgeAt = try hedge(startedAt, &plan, &racers)
          // A second one may have a connection, and an answer, already.
          continue
        }
        let limit = racers.reduce(hedgeAt ?? .distantFuture) { min($0, $1.limit) }
        _ = try await exchange.pause(until: limit)
      }
    } catch {
      if let last = racers.last { asked = last.index }
      for racer in racers { racer.giveUp(error, dispatcher) }
      throw error
    }
  }

  private func start(_ permit: Fleet.Permit, _ racers: inout [Racer]) throws(RequestEnd) {
    let hop = tier.hops[permit.index]
    let (attempt, number) = dispatcher.begin(hop, permit, relayed)
    do {
      racers.append(Racer(attempt, try attempt.open(), index: permit.index, number: number))
    } catch {
      dispatcher.settle(error, attempt.flight, number)
      throw error
    }
  }

  /// The first that has begun; nil when none has. One that fails while another one is left is out.
  private func advance(_ racers: inout [Racer], _ plan: inout RetryPlan) throws(RequestEnd) -> Int? {
    var place = 0
    while place < racers.count {
      do throws(RequestEnd) {
        if try racers[place].advance(isLast: racers.count == 1) { return place }
        place += 1
      } catch {
        guard racers.count > 1, case .failed(let problem) = error else { throw error }
        let racer = racers.remove(at: place)
        racer.giveUp(error, dispatcher)
        if let failure = FailureKind(problem).failure { plan.dropped(target: racer.index, failure) }
      }
    }
    return nil
  }

  /// Asks a second replica, if it is time, another one is healthy, and the budget of retries allows it.
  /// - Returns: when to come again; nil when there is nothing more to do.
  private func hedge(_ startedAt: Duration, _ plan: inout RetryPlan, _ racers: inout [Racer]) throws(RequestEnd) -> NIODeadline? {
    var other = demand
    other.excluded.formUnion(racers.map(\.index))
    other.allowsTrial = false
    switch dispatcher.fleet.hedge(&plan, startedAt: startedAt, other, among: candidates) {
    case .later(let wait): return NIODeadline.now() + wait.timeAmount
    case .never: return nil
    case .permit(let permit):
      plan.begin()
      do { try start(permit, &racers) } catch {
        // The first one is still on its way.
        guard case .failed = error else { throw error }
      }
      return nil
    }
  }

  private func win(_ place: Int, _ racers: inout [Racer]) async throws(RequestEnd) {
    let winner = racers.remove(at: place)
    for loser in racers { loser.lose(exchange) }
    if !racers.isEmpty { dispatcher.answers(winner.attempt, winner.number) }
    racers = []
    do {
      try await winner.attempt.goOn(winner.opening)
      dispatcher.succeed(winner.attempt.flight)
    } catch {
      dispatcher.settle(error, winner.attempt.flight, winner.number)
      throw error
    }
  }
}
