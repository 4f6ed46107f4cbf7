internal import GatewayCore
internal import GatewayFleet
internal import GatewayProviders
internal import GatewayServer
internal import Logging

/// The part of the gateway that looks after the names of its engines: each address of a name is a replica.
extension Gateway {
  /// How long a lookup is waited for.
  private static let lookupLimit = Duration.seconds(2)

  /// The replicas of targets, after a look at what their names stand for.
  func resolved(_ targets: [PreparedTarget], _ settings: FleetSettings) async -> [PreparedTarget] {
    if settings.resolveInterval != nil {
      await lookUp(targets)
    } else {
      names = NameTable()
    }
    return await provisioner.replicas(of: targets, names: names)
  }

  private func lookUp(_ targets: [PreparedTarget]) async {
    let wanted = Set(targets.compactMap(\.resolvableName))
    names.keep(wanted)
    guard !wanted.isEmpty else { return }
    await withTaskGroup(of: (String, [String]).self) { [resolver] group in
      for name in wanted { group.addTask { (name, await resolver.addresses(of: name, within: Self.lookupLimit)) } }
      for await (name, addresses) in group { names.note(addresses, of: name) }
    }
  }

  /// Looks the names up again and again.
  func resolve() async {
    while !Task.isCancelled {
      let interval = service?.state.snapshot.fleet.resolveInterval
      try? await Task.sleep(for: interval ?? .seconds(1))
      guard !Task.isCancelled else { return }
      if interval != nil { await inTurn { await $0.resolveNow() } }
    }
  }

  /// Puts other replicas in force when names stand for other addresses. Requests in flight end where they are; a fresh replica is asked for its models first.
  private func resolveNow() async {
    guard let service, service.state.snapshot.fleet.resolveInterval != nil else { return }
    let replicas = await resolved(targets, service.state.snapshot.fleet)
    let before = Set(service.state.targets.map(\.place))
    let after = Set(replicas.map(\.place))
    guard before != after else { return }
    let fresh = replicas.filter { !before.contains($0.place) }
    let reports = await probe(fresh)
    service.update { state in
      let kept = state.reports.filter { after.contains($0.key) }
      return state.with(targets: replicas, reports: kept.merging(reports) { $1 })
    }
    warmUp()
    logger.info(
      "replicas in force",
      metadata: ["replicas": "\(replicas.count)", "fresh": "\(fresh.count)", "gone": "\(before.subtracting(after).count)"])
  }
}
