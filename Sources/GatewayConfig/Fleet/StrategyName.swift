internal import GatewayCore

extension ValueType<RoutingStrategy> {
  /// The names of the strategies, first the ones of Penstock, with those that the Keeptrusts pages have for them. `-` and `_` are the same.
  private static let names: [(name: String, strategy: RoutingStrategy)] =
    RoutingStrategy.allCases.map { ($0.rawValue, $0) } + [
      ("single", .ordered), ("weighted_round_robin", .weighted), ("weighted_random", .weighted), ("latency", .lowestLatency),
      ("least_latency", .lowestLatency), ("least_busy", .leastLoaded),
    ]

  /// Strategies of the pages that cannot be honoured: why not, and what comes nearest.
  private static let refused: [String: (reason: String, nearest: RoutingStrategy)] = [
    "cost": ("targets have no prices", .leastLoaded),
    "lowest_cost": ("targets have no prices", .leastLoaded),
    "highest_throughput": ("the speed of a single answer falls with the load, so it is the load that is looked at", .leastLoaded),
    "ab_test": (
      "a variant that sticks to a user is not a replica; give each variant a model group of its own, or share by weight", .weighted
    ),
    "mirror": ("no request is sent twice", .roundRobin),
  ]

  /// A strategy by any of its names.
  static let strategy = ValueType<String>.text(length: 1...200).map(
    RoutingStrategy.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  ) { text, node, context -> RoutingStrategy? in
    let name = text.replacing("-", with: "_")
    if let known = names.first(where: { $0.name == name }) { return known.strategy }
    if let refusal = refused[name] {
      context.error(
        node.place, "the strategy \"\(text)\" cannot be honoured: \(refusal.reason); the nearest one is \(refusal.nearest.rawValue)")
      return nil
    }
    let known = RoutingStrategy.allCases.map(\.rawValue)
    let nearest = NearestName.find(text, among: names.map(\.name))
    context.error(node.place, "unknown strategy \"\(text)\"; known: \(known.joined(separator: ", "))", suggestion: nearest)
    return nil
  }

  /// What is said of the names in the reference.
  static let strategyDoc =
    "How a replica is chosen among those of a group. `-` is read as `_`; `single` is `ordered`, `latency` is `lowest_latency`."
}

extension RoutingStrategy {
  /// Whether the choice depends on weights.
  var usesWeights: Bool {
    switch self {
    case .weighted, .leastLoaded: true
    case .ordered, .roundRobin, .random, .lowestLatency, .prefixAware: false
    }
  }
}
