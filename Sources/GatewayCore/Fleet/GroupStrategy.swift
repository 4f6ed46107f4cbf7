extension FleetSettings {
  /// The strategy in force for a group of these targets: the one that the configuration names, else `weighted` where one of the weights is not 1, `prefix_aware` among several vLLM
  /// targets, and `ordered` for any other group.
  /// - Parameter members: the group's targets, with their weights in it; an empty group is `ordered`.
  public func strategy(forGroup members: [(target: Target, weight: Int)]) -> RoutingStrategy {
    if let strategy { return strategy }
    if members.contains(where: { $0.weight != 1 }) { return .weighted }
    return members.count(where: { $0.target.provider == .vllm }) > 1 ? .prefixAware : .ordered
  }
}
