internal import GatewayCore
internal import Crypto
internal import GatewayFleet
internal import NIOCore
internal import Synchronization

/// What the gateway knows of its replicas: health, load, prefixes, and the decisions it made. One for the process; a reload keeps what it knows of targets that stay.
///
/// Shared by all event loops behind one lock, which is held for microseconds and never across a wait.
public final class Fleet: Sendable {
  /// A request that was sent to a replica, until it has ended.
  struct Permit: Sendable {
    /// Its place among the candidates.
    let index: Int
    /// The replica's number.
    let replica: Int
    fileprivate let load: LoadTable.Permit?
    fileprivate let pass: CircuitBreaker.Pass?
  }

  /// One of the targets that could take a request.
  struct Candidate: Sendable {
    let replica: Int
    let weight: Int
    let limit: Int?
  }

  /// What a choice needs to know.
  struct Demand: Sendable {
    var requestID: String
    var group: String
    var strategy: RoutingStrategy
    var prompt: PromptBlocks?
    var promptTokens: Int
    var excluded: Set<Int> = []
    var allowsTrial = true
  }

  let state: Mutex<FleetState>
  /// The key of prompt hashes; the same for all event loops.
  let promptKey = UInt64.random(in: .min ... .max)
  /// What cache salts are derived from when the configuration names no key.
  let saltKey = SymmetricKey(size: .bits256)

  /// A fleet without replicas.
  public init() { state = Mutex(FleetState(seed: .random(in: .min ... .max))) }

  /// The time, from a clock that never goes back.
  static var now: Duration { .nanoseconds(Int64(clamping: NIODeadline.now().uptimeNanoseconds)) }

  // MARK: Replicas

  /// Puts replicas and settings in force. Replicas that were there before, of the same target at the same address, keep what is known of them.
  /// - Returns: the replicas' numbers, in the order of `replicas`.
  func register(_ replicas: [FleetState.Entry], _ settings: FleetSettings) -> [Int] {
    state.withLock { $0.register(replicas, settings, at: Self.now) }
  }

  // MARK: Requests

  /// Chooses a replica for a request, which is in flight there from now on.
  /// - Returns: nil when none can take it.
  func choose(_ demand: Demand, among candidates: [Candidate]) -> Permit? {
    state.withLock { $0.choose(demand, among: candidates, at: Self.now) }
  }

  /// The first token of an answer has come.
  func firstToken(_ permit: Permit) {
    let now = Self.now
    state.withLock { state in
      if let load = permit.load { state.loads.firstToken(load, at: now) }
      _ = state.change(permit.replica) { $0.noteProgress(at: now) }
    }
  }

  /// How long a prompt is.
  struct PromptLength: Sendable {
    /// In tokens, as the gateway estimates it.
    var estimated: Int
    /// In tokens, as the replica counted it.
    var counted: Int
  }

  /// A request has ended at a replica; who waits may have a turn.
  /// - Parameter length: its prompt's, when the replica has told it.
  func end(_ permit: Permit, _ signal: PassiveSignal, _ length: PromptLength? = nil) {
    let now = Self.now
    let turns = state.withLock { state in
      if let length { state.note(length, replica: permit.replica) }
      state.end(permit, signal, at: now)
      return state.waiting.isEmpty ? [] : state.departures(at: now)
    }
    for (place, permit) in turns { place.tell(.permit(permit)) }
  }

  /// Sends a request, or lets it wait for its turn.
  func admit(_ place: WaitingPlace, principal: String, priority: WaitingPriority) -> FleetAdmission {
    let (admission, displaced) = state.withLock { $0.admit(place, principal: principal, priority: priority, at: Self.now) }
    displaced?.tell(.displaced)
    return admission
  }

  /// A request waits no more.
  func leave(_ ticket: WaitingRoom.Ticket, group: [Int]) { state.withLock { $0.leave(ticket, group: group) } }

  /// A request begins: retries are a share of these.
  func noteRequest() { state.withLock { $0.budget.noteRequest(at: Self.now) } }

  /// What follows from a failed attempt at one of `candidates`.
  func step(_ plan: inout RetryPlan, _ failure: AttemptFailure, target: Int, among candidates: [Candidate]) -> RetryPlan.Step {
    var copy = plan
    let step = state.withLock { state in
      let now = Self.now
      let spent = plan.tried.union(plan.ruledOut).union([target])
      let hasHealthy = candidates.indices.contains { !spent.contains($0) && state.isHealthy(candidates[$0].replica, at: now) }
      return copy.failed(
        target: target, failure, among: candidates.indices, hasHealthy: hasHealthy, budget: &state.budget, at: now, using: &state.random)
    }
    plan = copy
    return step
  }

  /// Whether a second replica is asked while the first one is silent, and the right to ask it. Only a healthy one is, and nobody who waits for a turn is overtaken.
  /// - Parameter startedAt: when the first one was asked, on the clock of ``now``.
  func hedge(_ plan: inout RetryPlan, startedAt: Duration, _ demand: Demand, among candidates: [Candidate]) -> Hedge {
    var copy = plan
    let hedge = state.withLock { $0.hedge(&copy, startedAt: startedAt, demand, among: candidates, at: Self.now) }
    plan = copy
    return hedge
  }

  /// What to do while a first token does not come.
  enum Hedge {
    /// Ask this one; the budget has been charged.
    case permit(Permit)
    /// Ask again after this time.
    case later(Duration)
    case never
  }

  /// When the first of some replicas may take a request again; nil when nothing says so.
  func soonest(_ replicas: [Int]) -> Duration? { state.withLock { $0.soonest(replicas, at: Self.now) } }
}

extension Fleet.Permit {
  init(index: Int, replica: Int, load: LoadTable.Permit?, circuit pass: CircuitBreaker.Pass?) {
    self.index = index
    self.replica = replica
    self.load = load
    self.pass = pass
  }

  var loadPermit: LoadTable.Permit? { load }
  var circuitPass: CircuitBreaker.Pass? { pass }
}
