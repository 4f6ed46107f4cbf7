internal import GatewayCore
internal import GatewayServer
internal import Logging

/// The part of the gateway that warms replicas up.
extension Gateway {
  /// Begins the warm-ups that are due, each beside the others.
  func warmUp() {
    for order in fleet.takeWarmUps() {
      let id = (warmUps.keys.max() ?? 0) + 1
      warmUps[id] = Task {
        await self.warmUp(order)
        self.warmUps[id] = nil
      }
    }
  }

  private func warmUp(_ order: WarmUpOrder) async {
    guard let replica = service?.state.targets.first(where: { $0.place == order.place }) else { return fleet.endWarmUp(order.place) }
    let outcome = await WarmUp(worker: workers[0], fleet: fleet).run(order, on: replica)
    logger.info(
      "replica warmed up",
      metadata: ["target": "\(replica.id)", "prompts": "\(outcome.prompts)", "failed": "\(outcome.failed)", "tokens": "\(outcome.tokens)"])
    audit?.warmedUp(replica.id, outcome)
  }
}

extension Snapshot {
  /// Whether what another configuration let through to its targets may go to those of the same ids here.
  func governsLike(_ other: Snapshot) -> Bool {
    let before = Dictionary(other.targets.map { ($0.id, $0.dataPolicy) }) { first, _ in first }
    return policies == other.policies && targets.allSatisfy { target in before[target.id].map { $0 == target.dataPolicy } ?? true }
  }
}
