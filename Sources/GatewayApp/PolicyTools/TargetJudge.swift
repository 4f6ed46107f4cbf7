internal import GatewayCore
internal import GatewayPolicy
internal import GatewayProviders
internal import OpenAIWire

/// What policies on data say of a request's targets, as far as a configuration alone says which those are.
struct TargetJudge: Sendable {
  /// What is said of a request.
  enum Opinion {
    /// Policies on data have nothing against it.
    case unconcerned
    /// The gateway refuses it, whatever its texts are.
    case block(PolicyBlock)
    /// It depends on what only a gateway knows.
    case unknown

    /// For an explanation.
    var notes: [String] {
      if case .unknown = self {
        ["whether a target complies with data-routing-policy: the model's targets are known at the gateway"]
      } else {
        []
      }
    }
  }

  private let targets: [Target]
  private let routes: RouteTable
  /// Whether every target says its model, so that none is found by asking.
  private let isClosed: Bool

  init(_ snapshot: Snapshot) {
    targets = snapshot.targets
    routes = RouteTable(targets: snapshot.targets, reports: [:], groups: snapshot.fleet.groups)
    isClosed = snapshot.targets.allSatisfy { $0.model != nil }
  }

  /// The opinion of a request with these fields.
  func opinion(of fields: RequestFields, _ chain: PolicyChain) -> Opinion {
    let all = chain.compliant(targets.map(\.dataPolicy))
    if let block = all.block { return .block(block) }
    if all.places.count == targets.count { return .unconcerned }
    guard isClosed, case .string(let model) = fields.model,
      case .plan(let hops) = routes.resolve(model: model.value, endpoint: .chatCompletions)
    else { return .unknown }
    let some = chain.compliant(hops.map { targets[$0.targetIndex].dataPolicy })
    return some.block.map(Opinion.block) ?? .unconcerned
  }
}
