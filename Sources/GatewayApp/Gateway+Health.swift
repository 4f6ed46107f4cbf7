internal import GatewayCore
internal import GatewayProviders
internal import GatewayServer
internal import Logging

/// The part of the gateway that looks after its engines.
extension Gateway {
  /// From one look at the engines' metrics to the next.
  private static let metricsInterval = Duration.seconds(2)

  /// Targets with `health_probe` are asked again and again; the others only as long as they do not answer, so that a server which starts later is noticed.
  func poll() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: service?.state.snapshot.fleet.probeInterval ?? .seconds(10))
      guard !Task.isCancelled else { return }
      let reports = service?.state.reports ?? [:]
      await refreshTargets { $0.target.healthProbe || reports[$0.place]?.isReachable != true }
    }
  }

  func refreshTargets(_ isWanted: (PreparedTarget) -> Bool) async {
    guard let service else { return }
    let targets = service.state.targets.filter(isWanted)
    guard !targets.isEmpty else { return }
    let fresh = await probe(targets)
    let before = service.state.reports
    service.update { state in
      var reports = state.reports
      // A reload meanwhile may have taken some of them away.
      for target in state.targets {
        guard let report = fresh[target.place] else { continue }
        // A server that is away for a moment keeps its models: requests for them get the true error.
        let cards = report.isReachable ? report.cards : reports[target.place]?.cards ?? []
        reports[target.place] = TargetReport(isReachable: report.isReachable, cards: cards, problem: report.problem)
      }
      return reports == state.reports ? state : state.with(reports: reports)
    }
    for target in targets {
      guard let report = fresh[target.place] else { continue }
      logChange(target.id, from: before[target.place], to: report)
      if target.target.healthProbe { fleet.probed(target.place, result(report, target.target)) }
    }
    warmUp()
  }

  private func result(_ report: TargetReport, _ target: Target) -> Fleet.ProbeResult {
    guard report.isReachable else { return report.problem == ModelProbe.silence ? .timedOut : .failed }
    guard target.model != nil, let routes = service?.state.routes,
      case .plan(let plan) = routes.resolve(model: target.id, endpoint: .chatCompletions),
      let name = plan.first?.upstreamModel
    else { return .modelPresent }
    return report.cards.contains { $0.id == name } ? .modelPresent : .modelMissing
  }

  /// The metrics of vLLM engines are read where something follows from them: where there are several, and where the target is probed.
  func readMetrics() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.metricsInterval)
      guard !Task.isCancelled, let state = service?.state else { continue }
      let vllm = state.targets.filter { $0.target.provider == .vllm && $0.target.unavailability == nil }
      let probe = ModelProbe(worker: workers[0])
      await withTaskGroup(of: Void.self) { group in
        for target in vllm where vllm.count > 1 || target.target.healthProbe {
          group.addTask { [fleet] in
            if let page = await probe.metrics(target) { fleet.measured(target.place, page: page) }
          }
        }
      }
    }
  }

  private func logChange(_ id: String, from old: TargetReport?, to new: TargetReport) {
    guard old?.isReachable != new.isReachable else { return }
    if new.isReachable {
      logger.info("target answers", metadata: ["target": "\(id)", "models": "\(new.cards.count)"])
    } else {
      logger.warning("target does not answer", metadata: ["target": "\(id)", "reason": "\(new.problem ?? "")"])
    }
  }
}
