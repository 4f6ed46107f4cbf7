public import GatewayCore
internal import GatewayFleet
public import GatewayPolicy
public import GatewayProviders

/// What is in force: a snapshot, and what follows from it and from the targets' reports. Immutable; a request keeps the one it began with.
public final class GatewayState: Sendable {
  /// The configuration.
  public let snapshot: Snapshot
  /// The policies in force.
  public let policies: PolicyChain
  /// What the replicas last reported, by ``PreparedTarget/place``.
  public let reports: [String: TargetReport]
  /// What is known of the targets by the reports of their replicas, by target id.
  public let targetReports: [String: TargetReport]
  /// Who serves which model. Its hops name targets of the snapshot; ``expand(_:)`` makes replicas of them.
  public let routes: RouteTable
  /// The replicas, made ready for requests: the targets in the snapshot's order, each with all the addresses of its name.
  public let targets: [PreparedTarget]
  /// What is known of the replicas; the same one for all states of a process.
  public let fleet: Fleet
  /// The replicas' numbers in the fleet, in the order of ``targets``.
  let replicas: [Int]
  /// What prompts that were governed by this configuration are kept under; see ``Fleet/forgetPrompts()``.
  let promptGeneration: Int
  /// Whether some choice looks at prompts.
  let wantsPrompts: Bool
  /// Where the principals' salts come from; nil when each request keeps the one it has.
  let salts: CacheSalts?
  /// The places of each target's replicas in ``targets``, in the snapshot's order; nil when each target has one.
  private let places: [Range<Int>]?

  /// A state of a snapshot, its replicas and their reports. The replicas are registered in `fleet`.
  public convenience init(
    snapshot: Snapshot, policies: PolicyChain, targets: [PreparedTarget], reports: [String: TargetReport], fleet: Fleet
  ) {
    let entries = targets.map { target in
      FleetState.Entry(
        id: target.id, target: target.target.id, place: target.place, address: target.addressText,
        awaitsProbe: target.target.healthProbe && reports[target.place]?.isReachable != true)
    }
    let replicas = fleet.register(entries, snapshot.fleet)
    self.init(
      snapshot: snapshot, policies: policies, targets: targets, reports: reports, fleet: fleet, replicas: replicas,
      promptGeneration: fleet.promptGeneration)
  }

  private init(
    snapshot: Snapshot, policies: PolicyChain, targets: [PreparedTarget], reports: [String: TargetReport], fleet: Fleet, replicas: [Int],
    promptGeneration: Int
  ) {
    self.fleet = fleet
    self.promptGeneration = promptGeneration
    self.replicas = replicas
    let vllm = targets.count { $0.target.provider == .vllm }
    wantsPrompts = snapshot.fleet.strategy == .prefixAware || (snapshot.fleet.strategy == nil && vllm > 1) || snapshot.fleet.warmsUp
    salts =
      snapshot.fleet.isolatesPrefixCaches ? snapshot.fleet.cacheSaltKey.map { CacheSalts(key: $0) } ?? CacheSalts(key: fleet.saltKey) : nil
    self.snapshot = snapshot
    self.policies = policies
    self.targets = targets
    self.reports = reports
    let byTarget = Dictionary(grouping: targets, by: \.target.id)
    targetReports = byTarget.compactMapValues { TargetReport(merging: $0.compactMap { reports[$0.place] }) }
    routes = RouteTable(targets: snapshot.targets, reports: targetReports, groups: snapshot.fleet.groups)
    places = targets.count == snapshot.targets.count ? nil : Self.places(snapshot.targets, targets)
  }

  private static func places(_ targets: [Target], _ replicas: [PreparedTarget]) -> [Range<Int>] {
    var start = 0
    return targets.map { target in
      let count = replicas[start...].prefix { $0.target.id == target.id }.count
      defer { start += count }
      return start..<start + count
    }
  }

  /// The same configuration with newer reports.
  public func with(reports: [String: TargetReport]) -> GatewayState {
    GatewayState(
      snapshot: snapshot, policies: policies, targets: targets, reports: reports, fleet: fleet, replicas: replicas,
      promptGeneration: promptGeneration)
  }

  /// The same configuration with other replicas, because names stand for other addresses now. They are registered.
  public func with(targets: [PreparedTarget], reports: [String: TargetReport]) -> GatewayState {
    GatewayState(snapshot: snapshot, policies: policies, targets: targets, reports: reports, fleet: fleet)
  }

  /// Hops to targets as hops to replicas, whose `targetIndex` is a place in ``targets``. A target's weight is that of each of its replicas.
  func expand(_ hops: [RouteTable.Hop]) -> [RouteTable.Hop] {
    guard let places else { return hops }
    return hops.flatMap { hop in
      places[hop.targetIndex].map { RouteTable.Hop(targetIndex: $0, upstreamModel: hop.upstreamModel, weight: hop.weight) }
    }
  }

  /// Throws where the configuration has switched the gateway off.
  func requireEnabled() throws(RequestEnd) {
    guard !snapshot.isEnabled else { return }
    throw .failed(GatewayError(.gatewayDisabled, "This gateway is switched off by its configuration (pack.enabled: false)."))
  }

  /// The priority of requests for a model, where their clients say nothing.
  func priority(of name: String, _ hops: [RouteTable.Hop]) -> RequestPriority {
    let group = snapshot.fleet.groups.first { $0.name == name || $0.aliases.contains(name) }
    return group?.priority ?? hops.first.map { targets[$0.targetIndex].target.priority } ?? .normal
  }

  /// Whether a name that a client uses stands for one target and nothing else: its id, where that is not its model's name, too.
  func isTarget(_ name: String) -> Bool { snapshot.targets.contains { $0.id == name && $0.model != name } }

  /// Whether a replica goes on with a message that it is given the beginning of. vLLM does, and says in its list of models that it is vLLM; another server that is configured as one would
  /// begin anew, and the client would read the beginning twice.
  func continuesAnswers(_ hop: RouteTable.Hop) -> Bool {
    let prepared = targets[hop.targetIndex]
    if let told = prepared.target.continuesAnswers { return told }
    switch prepared.target.provider {
    case .simulator: return true
    case .vllm:
      let cards = reports[prepared.place]?.cards ?? []
      return cards.contains { $0.ownedBy == "vllm" || $0.ownedBy == "penstock-simulator" }
    default: return false
    }
  }

  /// How one of some replicas is chosen.
  func strategy(_ hops: [RouteTable.Hop]) -> RoutingStrategy {
    // There is nothing to choose between.
    guard hops.count > 1 else { return .ordered }
    return snapshot.fleet.strategy(
      forGroup: hops.map { hop in
        let target = targets[hop.targetIndex].target
        return (target, hop.weight ?? target.weight)
      })
  }
}
