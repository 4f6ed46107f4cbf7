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
    let target: String
    let address: String
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

  /// What operators said of the targets of which they have taken every replica out.
  var overrides: [String: HealthOverride] {
    state.withLock { state in
      var words: [String: HealthOverride] = [:]
      var serving: Set<String> = []
      for replica in state.replicas where replica.isInUse {
        switch replica.health.override {
        case .drain, .unhealthy: words[replica.entry.target] = replica.health.override
        case .auto, .healthy: serving.insert(replica.entry.target)
        }
      }
      return words.filter { !serving.contains($0.key) }
    }
  }

  /// The replicas' ids by their numbers.
  var names: [Int: String] {
    state.withLock { state in Dictionary(uniqueKeysWithValues: state.replicas.enumerated().map { ($0.offset, $0.element.entry.id) }) }
  }

  func decisions(of request: String) -> [DecisionLog.Entry] { state.withLock { $0.decisions.find(request) } }

  /// An operator's word, for a replica, or for all that a target has now; one that comes later is not meant by it.
  /// - Returns: false when there is none of that id.
  func set(_ override: HealthOverride, of id: String) -> Bool {
    state.withLock { state in
      let numbers = state.replicas.indices.filter { state.replicas[$0].isInUse && state.replicas[$0].entry.isMeant(by: id) }
      for number in numbers { state.change(number) { $0.set(override) } }
      return !numbers.isEmpty
    }
  }

  /// What a probe of a replica found; replicas are named by ``PreparedTarget/place``.
  public func probed(_ place: String, _ outcome: ProbeResult) {
    let result: ProbeOutcome =
      switch outcome {
      case .modelPresent: .modelPresent
      case .modelMissing: .modelMissing
      case .failed: .failed
      case .timedOut: .timedOut
      }
    state.withLock { state in
      guard let number = state.number(at: place) else { return }
      state.note(result, replica: number, at: Self.now)
    }
  }

  /// A page of an engine's `/metrics`.
  public func measured(_ place: String, page: ByteBuffer) {
    let metrics = MetricsParser.parse(page.readableBytesSpan)
    state.withLock { state in
      guard let number = state.number(at: place) else { return }
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

extension FleetState.Entry {
  /// Whether an id is this replica's, or its target's.
  func isMeant(by id: String) -> Bool { self.id == id || target == id }
}

extension FleetState {
  /// The number of the replica in force at a place.
  func number(at place: String) -> Int? { replicas.firstIndex { $0.entry.place == place && $0.isInUse } }

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
      number: number, id: replica.entry.id, target: replica.entry.target, address: replica.entry.address, state: verdict.state,
      reason: verdict.reason, override: replica.health.override, circuit: circuit,
      inFlight: load.inFlight, uncachedTokens: load.uncachedTokens, running: load.batch(at: now), waiting: load.queue(at: now),
      firstTokenMilliseconds: load.firstToken.value.flatMap { Int(exactly: ($0 * 1000).rounded()) }, prefixBlocks: index.count(of: number))
  }
}
