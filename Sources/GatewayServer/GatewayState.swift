public import GatewayCore
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

  /// A state of a snapshot, its prepared targets and their reports.
  public init(snapshot: Snapshot, policies: PolicyChain, targets: [PreparedTarget], reports: [String: TargetReport]) {
    self.snapshot = snapshot
    self.policies = policies
    self.targets = targets
    self.reports = reports
    routes = RouteTable(targets: snapshot.targets, reports: reports)
  }

  /// The same configuration with newer reports.
  public func with(reports: [String: TargetReport]) -> GatewayState {
    GatewayState(snapshot: snapshot, policies: policies, targets: targets, reports: reports)
  }
}
