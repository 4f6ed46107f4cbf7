internal import GatewayCore
internal import GatewayFleet
public import NIOCore
internal import OpenAIWire
internal import Synchronization

extension Fleet {
  /// One replica, for the admin API.
  struct ReplicaReport: Sendable {
    let number: Int
    let id: String
    let state: HealthState
    let reason: HealthReason
    let override: HealthOverride
    let circuit: String
    let inFlight: Int
    let uncachedTokens: Int
    let running: Int?
    let waiting: Int?
    let firstTokenMilliseconds: Int?
    let prefixBlocks: Int
  }

  /// All replicas in force, in the order of their numbers.
  var report: [ReplicaReport] {
    let now = Self.now
    return state.withLock { state in
      state.replicas.indices.filter { state.replicas[$0].isInUse }.map { state.report($0, at: now) }
    }
  }

  /// The targets' ids by the replicas' numbers.
  var names: [Int: String] {
    state.withLock { state in Dictionary(uniqueKeysWithValues: state.replicas.enumerated().map { ($0.offset, $0.element.id) }) }
  }

  func decisions(of request: String) -> [DecisionLog.Entry] { state.withLock { $0.decisions.find(request) } }

  /// An operator's word.
  /// - Returns: false when there is no such target.
  func set(_ override: HealthOverride, of id: String) -> Bool {
    state.withLock { state in
      guard let number = state.replicas.firstIndex(where: { $0.id == id && $0.isInUse }) else { return false }
      state.change(number) { $0.set(override) }
      return true
    }
  }

  /// What a probe of a target found.
  public func probed(_ id: String, _ outcome: ProbeResult) {
    let result: ProbeOutcome =
      switch outcome {
      case .modelPresent: .modelPresent
      case .modelMissing: .modelMissing
      case .failed: .failed
      case .timedOut: .timedOut
      }
    state.withLock { state in
      guard let number = state.replicas.firstIndex(where: { $0.id == id && $0.isInUse }) else { return }
      state.change(number) { $0.note(result, at: Self.now) }
    }
  }

  /// A page of an engine's `/metrics`.
  public func measured(_ id: String, page: ByteBuffer) {
    let metrics = MetricsParser.parse(page.readableBytesSpan)
    state.withLock { state in
      guard let number = state.replicas.firstIndex(where: { $0.id == id && $0.isInUse }) else { return }
      state.note(metrics, replica: number, at: Self.now)
    }
  }

  /// What a probe found, for those outside who make one.
  public enum ProbeResult: Sendable, Hashable {
    /// The server answers and lists the model.
    case modelPresent
    /// It answers without the model.
    case modelMissing
    /// It does not answer as it should.
    case failed
    /// It does not answer in time.
    case timedOut
  }
}

extension FleetState {
  fileprivate func report(_ number: Int, at now: Duration) -> Fleet.ReplicaReport {
    let replica = replicas[number]
    let load = loads.replicas[number]
    let verdict = replica.health.verdict(at: now)
    let circuit =
      switch replica.health.circuit(at: now) {
      case .closed: "closed"
      case .open: "open"
      case .halfOpen: "half_open"
      }
    return Fleet.ReplicaReport(
      number: number, id: replica.id, state: verdict.state, reason: verdict.reason, override: replica.health.override, circuit: circuit,
      inFlight: load.inFlight, uncachedTokens: load.uncachedTokens, running: load.batch(at: now), waiting: load.queue(at: now),
      firstTokenMilliseconds: load.firstToken.value.flatMap { Int(exactly: ($0 * 1000).rounded()) }, prefixBlocks: index.count(of: number))
  }
}
