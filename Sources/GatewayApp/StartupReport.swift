internal import GatewayConfig
internal import GatewayCore
internal import GatewayServer

/// What a gateway says when it has started.
public struct StartupReport: Sendable {
  private let state: GatewayState
  private let options: GatewayOptions
  private let port: Int
  private let engines: [FoundEngine]
  private let warnings: [String]
  private let auditDirectory: String?
  private let adminPort: Int?

  init(
    state: GatewayState, options: GatewayOptions, port: Int, engines: [FoundEngine], warnings: [String], auditDirectory: String?,
    adminPort: Int?
  ) {
    self.state = state
    self.options = options
    self.port = port
    self.engines = engines
    self.warnings = warnings
    self.auditDirectory = auditDirectory
    self.adminPort = adminPort
  }

  /// The URL that a client on this machine uses.
  public var url: String {
    let host = options.host == "0.0.0.0" || options.host == "::" ? "localhost" : options.host
    return "\(options.tls == nil ? "http" : "https")://\(ListenProblem.place(host, port))/v1"
  }

  /// A short tree.
  public var text: String {
    var lines = ["Penstock \(BuildInfo.version)"]
    lines.append("├─ listens on \(ListenProblem.place(options.host, port)); clients use \(url)")
    lines.append("├─ config: \(configText)")
    for warning in warnings { lines.append("│  ⚠ \(warning)") }
    if let admin = options.admin, let adminPort {
      let scheme = options.adminSpeaksTLS ? "https" : "http"
      lines.append("├─ admin API: \(scheme)://\(ListenProblem.place(admin.host, adminPort))/admin/targets")
    }
    if let auditDirectory { lines.append("├─ audit log: \(auditDirectory)\(auditText)") }
    lines.append("└─ targets")
    let rows = state.snapshot.targets.map(row)
    for (index, row) in rows.enumerated() { lines.append((index == rows.count - 1 ? "   └─ " : "   ├─ ") + row) }
    if !state.snapshot.isEnabled { lines.append("pack.enabled is false: no request will be served") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var configText: String {
    guard options.configPaths.isEmpty else {
      return
        "\(options.configPaths.joined(separator: " + ")) (\(state.snapshot.name)@\(state.snapshot.version), \(state.snapshot.hash.prefix(12)))"
    }
    let ports = options.discoveryPorts.map(String.init).joined(separator: ", ")
    let found = engines.isEmpty ? "no engine found" : "\(engines.count) engine\(engines.count == 1 ? "" : "s") found"
    return "none, embedded defaults; \(found) on the local ports \(ports)"
  }

  private var auditText: String {
    guard let demands = state.snapshot.audit?.demands else { return "" }
    return (demands.isDurable ? ", on disk before an answer ends" : "")
      + (demands.allowsOnFailure ? "; ⚠ serves when it cannot be written" : "")
  }

  private func row(_ target: Target) -> String {
    let place = target.baseURL.map { "\($0)" } ?? "in this process"
    let answer: String
    if let reason = target.unavailability {
      answer = "✗ unavailable: \(reason)"
    } else if let report = state.targetReports[target.id], report.isReachable {
      answer = reachable(target, report.cards.map(\.id)) + replicas(target)
    } else {
      answer = "✗ \(state.targetReports[target.id]?.problem ?? "was not asked")"
    }
    let warning = target.baseURL?.isTLS == true && target.tls.allowsInsecure ? "  ⚠ its certificate is not checked" : ""
    return "\(target.id)  \(target.providerString)  \(place)  \(answer)\(warning)"
  }

  /// How many of the addresses of a target's name answer, where there are several.
  private func replicas(_ target: Target) -> String {
    let all = state.targets.filter { $0.target.id == target.id }
    guard all.count > 1 else { return "" }
    return " (\(all.count { state.reports[$0.place]?.isReachable == true }) of \(all.count) addresses)"
  }

  private func reachable(_ target: Target, _ models: [String]) -> String {
    let list = "\(models.prefix(3).joined(separator: ", "))\(models.count > 3 ? ", …" : "")"
    guard let model = target.model, !models.isEmpty, !models.contains(model) else {
      return "✓ answers" + (models.isEmpty ? "" : ": \(list)")
    }
    if case .plan(let plan) = state.routes.resolve(model: target.id, endpoint: .chatCompletions), let name = plan.first?.upstreamModel,
      models.contains(name)
    {
      return "✓ answers: \(model) as \(name)"
    }
    return "✗ answers, but does not serve \(model); it has \(list)"
  }
}
