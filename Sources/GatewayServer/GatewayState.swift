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
  /// What the targets last reported, by target id.
  public let reports: [String: TargetReport]
  /// Who serves which model.
  public let routes: RouteTable
  /// The targets, made ready for requests, in the snapshot's order.
  public let targets: [PreparedTarget]
  /// What is known of the replicas; the same one for all states of a process.
  public let fleet: Fleet
  /// The targets' numbers in the fleet, in the snapshot's order.
  let replicas: [Int]
  /// Whether some choice looks at prompts.
  let wantsPrompts: Bool

  /// A state of a snapshot, its prepared targets and their reports. The targets are registered in `fleet`.
  public convenience init(
    snapshot: Snapshot, policies: PolicyChain, targets: [PreparedTarget], reports: [String: TargetReport], fleet: Fleet
  ) {
    let replicas = fleet.register(
      targets.map { ($0.target.id, "\($0.address.id)", $0.target.healthProbe && reports[$0.target.id]?.isReachable != true) },
      snapshot.fleet)
    self.init(snapshot: snapshot, policies: policies, targets: targets, reports: reports, fleet: fleet, replicas: replicas)
  }

  private init(
    snapshot: Snapshot, policies: PolicyChain, targets: [PreparedTarget], reports: [String: TargetReport], fleet: Fleet, replicas: [Int]
  ) {
    self.fleet = fleet
    self.replicas = replicas
    let vllm = snapshot.targets.count { $0.provider == .vllm }
    wantsPrompts = snapshot.fleet.strategy == .prefixAware || (snapshot.fleet.strategy == nil && vllm > 1)
    self.snapshot = snapshot
    self.policies = policies
    self.targets = targets
    self.reports = reports
    routes = RouteTable(targets: snapshot.targets, reports: reports, groups: snapshot.fleet.groups)
  }

  /// The same configuration with newer reports.
  public func with(reports: [String: TargetReport]) -> GatewayState {
    GatewayState(snapshot: snapshot, policies: policies, targets: targets, reports: reports, fleet: fleet, replicas: replicas)
  }

  /// How a replica is chosen among some hops.
  func strategy(_ hops: [RouteTable.Hop]) -> RoutingStrategy {
    // There is nothing to choose between.
    guard hops.count > 1 else { return .ordered }
    return snapshot.fleet.strategy(
      forGroup: hops.map { hop in
        let target = snapshot.targets[hop.targetIndex]
        return (target, hop.weight ?? target.weight)
      })
  }
}
