internal import GatewayCore
internal import GatewayFleet
internal import GatewayHTTP
internal import NIOCore

/// One request that waits for its turn. The fleet hands it a permit, or tells it that it has to go; both arrive on its event loop.
final class WaitingPlace: @unchecked Sendable {
  // SAFETY: everything but the immutable members is used on `eventLoop` only.

  /// What became of the wait.
  enum Outcome: Sendable {
    /// It is its turn.
    case permit(Fleet.Permit)
    /// Another principal has more right to the place.
    case displaced
    /// Nobody is left who could take it, and no end of a request would change that.
    case unavailable
  }

  let demand: Fleet.Demand
  let candidates: [Fleet.Candidate]
  /// What it waits with: all that have the same candidates.
  let group: [Int]
  private let fleet: Fleet
  private let eventLoop: any EventLoop
  private let signal: LoopSignal
  private(set) var outcome: Outcome?
  private var isLeft = false

  init(demand: Fleet.Demand, candidates: [Fleet.Candidate], fleet: Fleet, eventLoop: any EventLoop, signal: LoopSignal) {
    self.demand = demand
    self.candidates = candidates
    group = candidates.map(\.replica)
    self.fleet = fleet
    self.eventLoop = eventLoop
    self.signal = signal
  }

  /// Tells the request, from any thread.
  func tell(_ outcome: Outcome) { eventLoop.execute { self.take(outcome) } }

  private func take(_ outcome: Outcome) {
    // A permit that comes too late goes back.
    if isLeft, case .permit(let permit) = outcome { return fleet.end(permit, .cancelled) }
    self.outcome = outcome
    signal.raise()
  }

  /// The request waits no more, whatever is on its way to it.
  func leave() {
    isLeft = true
    if case .permit(let permit) = outcome { fleet.end(permit, .cancelled) }
    outcome = nil
  }
}
