public import GatewayCore
internal import GatewayUpstream
internal import NIOCore
internal import NIOPosix

/// What the command line says of a gateway.
public struct GatewayOptions: Sendable {
  /// Where to listen; port 0 takes any free one.
  public var host = "0.0.0.0"
  /// The port.
  public var port = 41002
  /// The configuration files, the later ones layered over the earlier; empty for embedded defaults.
  public var configPaths: [String] = []
  /// Whether a configuration runs although it asks for policies that this version does not enforce.
  public var allowUnenforced = false
  /// Whether an answer that a policy fails on (it cannot be read) passes; the default blocks it (`--fail-mode`).
  public var policiesFailOpen = false
  /// PEM files of the listener's certificate chain and key; both or none.
  public var tls: (certificate: String, key: String)?
  /// Event loops; nil for one per core.
  public var eventLoops: Int?
  /// Requests that all targets together have in flight at most, instead of `gateway.fleet.queue.total` (`--max-concurrency`); nil leaves that in force.
  public var maxConcurrency: Int?
  /// The token that `POST /keeptrusts/config/reload` needs; nil leaves it to this machine.
  public var adminToken: Secret?
  /// The directory of the audit log, instead of the configuration's; with it there is a log even where the configuration asks for none.
  public var auditDirectory: String?
  /// A log that takes the place of the one on disk; for tests.
  var auditLog: (any AuditLog)?
  /// What resolves the names of targets, instead of the system's resolver; for tests.
  var resolver: (any NameResolver)?
  /// How long an idle connection to a target is kept; another time is for tests.
  var idleLimit = UpstreamPool.usualIdleLimit
  /// Where long bodies are looked at, instead of on the process's threads; for tests.
  var workThreads: NIOThreadPool?
  /// Where the admin API listens; nil for nowhere.
  public var admin: AdminPlace?
  /// Whether the admin API speaks TLS, with the listener's certificate: where its token goes over a network.
  var adminSpeaksTLS: Bool { tls != nil && admin?.isLoopback == false }
  /// Where secrets are looked up.
  public var environment: [String: String] = [:]
  /// Ports of this machine where engines are looked for when there is no configuration.
  public var discoveryPorts = EngineDiscovery.usualPorts

  /// The defaults.
  public init() {}

  /// A snapshot with what the command line says in place of what the files say.
  func applied(to snapshot: Snapshot) -> Snapshot {
    var snapshot = snapshot
    if let maxConcurrency { snapshot.fleet.queue.total = maxConcurrency }
    // Who says where the log belongs wants one.
    if let auditDirectory, snapshot.audit == nil { snapshot.audit = AuditSettings(directory: auditDirectory) }
    return snapshot
  }
}
