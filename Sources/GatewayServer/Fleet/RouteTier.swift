internal import GatewayCore
internal import GatewayProviders

/// Replicas among which one is chosen.
struct RouteTier {
  /// What the choice keeps its turn under: the model's or the group's name.
  let name: String
  /// Their places are those of ``GatewayState/targets``.
  let hops: [RouteTable.Hop]
  let strategy: RoutingStrategy

  /// The replicas of some targets.
  init(name: String, _ targets: [RouteTable.Hop], _ state: GatewayState) {
    self.name = name
    hops = state.expand(targets)
    strategy = state.strategy(hops)
  }
}
