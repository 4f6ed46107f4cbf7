internal import GatewayConfig
public import GatewayCore
internal import GatewayFleet
internal import GatewayProviders
internal import GatewayPolicy
internal import GatewayServer
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// The whole gateway: builds everything in order, swaps snapshots, stops in order.
public actor Gateway: GatewayControl {
  /// Why a gateway does not start.
  public struct StartProblem: Error, CustomStringConvertible {
    /// What is wrong, one line each.
    public let description: String
  }

  private let options: GatewayOptions
  let logger: Logger
  private let loops: MultiThreadedEventLoopGroup
  let workers: [LoopWorker]
  let provisioner: Provisioner
  let resolver: any NameResolver
  /// What the names of the targets stand for.
  var names = NameTable()
  /// The targets in force, by name; each is one replica or several.
  private(set) var targets: [PreparedTarget] = []
  private(set) var service: GatewayService?
  private(set) var audit: AuditService?
  /// Warm-ups that go on.
  var warmUps: [Int: Task<Void, Never>] = [:]
  let fleet = Fleet()
  private var listener: GatewayListener?
  private var refresh: (task: Task<Void, Never>, began: ContinuousClock.Instant)?
  private var poller: Task<Void, Never>?
  private var metricsReader: Task<Void, Never>?
  private var adminListener: GatewayListener?
  private var resolving: Task<Void, Never>?
  /// The last of the changes of what is in force: they are made one after the other.
  private var changing: Task<Void, Never>?
  private var stopping: Task<Bool, Never>?
  private(set) var foundEngines: [FoundEngine] = []

  private static let refreshInterval = Duration.seconds(1)

  /// A gateway that is not started. `log` takes access log and events.
  public init(options: GatewayOptions, log: LogWriter, level: String = "info") {
    self.options = options
    resolver = options.resolver ?? SystemResolver()
    provisioner = Provisioner(policiesFailOpen: options.policiesFailOpen)
    var logger = Logger(label: "penstock") { _ in WriterLogHandler(writer: log, logLevel: Logger.Level(rawValue: level) ?? .info) }
    logger.logLevel = Logger.Level(rawValue: level) ?? .info
    self.logger = logger
    loops = MultiThreadedEventLoopGroup(numberOfThreads: max(1, options.eventLoops ?? System.coreCount))
    workers = loops.makeIterator().map {
      LoopWorker(eventLoop: $0, accessLog: log, idleLimit: options.idleLimit, threads: options.workThreads)
    }
  }

  /// Loads, provisions, asks every target, and listens.
  /// - Returns: what was started, for people.
  /// - Throws: ``StartProblem`` with every error of the configuration, or what keeps the gateway from listening.
  public func start() async throws -> StartupReport {
    let tls = try listenerTLS()
    let (snapshot, loaded) = try await initialSnapshot()
    let diagnostics = loaded.warnings
    for warning in diagnostics { logger.warning("configuration", metadata: ["problem": "\(warning)"]) }
    let policies: PolicyChain
    do {
      (targets, policies) = try await provisioner.prepare(snapshot)
      await provisioner.commit()
    } catch {
      throw StartProblem(description: problem(error, loaded))
    }
    try openAuditLog(snapshot, loaded)
    let replicas = await resolved(targets, snapshot.fleet)
    let reports = await probe(replicas)
    let service = GatewayService(
      state: GatewayState(snapshot: snapshot, policies: policies, targets: replicas, reports: reports, fleet: fleet), control: self,
      adminToken: options.adminToken,
      version: BuildInfo.version)
    self.service = service
    adminListener = try await listenForAdmin(service, tls)
    let listener = try await listen(service, tls)
    self.listener = listener
    poller = Task { await self.poll() }
    metricsReader = Task { await self.readMetrics() }
    resolving = Task { await self.resolve() }
    return StartupReport(
      state: service.state, options: options, port: listener.port, engines: foundEngines, warnings: diagnostics.map(\.description),
      auditDirectory: audit?.directory, adminPort: adminListener?.port)
  }

  private func openAuditLog(_ snapshot: Snapshot, _ loaded: LoadResult) throws {
    // A directory of the command line stands in no file.
    let isInFile = options.auditDirectory == nil
    let problems = AuditFolders.problems(AuditService.settings(snapshot, options), loaded, files: options.configPaths).filter {
      isInFile || $0.path != AuditKey.directory.rawValue
    }
    guard problems.isEmpty || options.auditLog != nil else {
      throw StartProblem(description: problems.map(\.description).joined(separator: "\n"))
    }
    do {
      audit = try AuditService.open(snapshot, options, logger)
    } catch {
      throw StartProblem(description: error.description)
    }
    guard let audit else { return }
    for worker in workers { worker.record(in: audit.log) }
    audit.started(snapshot)
    Task { await audit.export() }
  }

  /// A problem in one line, at its place in the configuration's files if there are any.
  private func problem(_ problem: Provisioner.Problem, _ loaded: LoadResult) -> String {
    options.configPaths.isEmpty ? problem.text : problem.diagnostic(loaded, files: options.configPaths).description
  }

  private func initialSnapshot() async throws -> (Snapshot, LoadResult) {
    guard !options.configPaths.isEmpty else {
      foundEngines = await EngineDiscovery.find(ports: options.discoveryPorts.filter { $0 != options.port }, on: workers[0])
      let snapshot = options.applied(to: EmbeddedDefaults.snapshot(engines: foundEngines))
      return (snapshot, LoadResult(snapshot: snapshot, diagnostics: []))
    }
    let result = load()
    guard let snapshot = result.snapshot else {
      throw StartProblem(description: result.diagnostics.map(\.description).joined(separator: "\n"))
    }
    return (options.applied(to: snapshot), result)
  }

  private func load() -> LoadResult {
    ConfigLoader(environment: options.environment, options: .init(allowUnenforced: options.allowUnenforced)).load(
      paths: options.configPaths)
  }

  /// What the listeners' TLS begins with; nil for none. Nothing listens before what the command line says of them is known to be sound.
  private func listenerTLS() throws -> NIOSSLContext? {
    if let place = options.admin, options.adminToken == nil, !place.isLoopback {
      throw StartProblem(
        description: "the admin API on \(place.host):\(place.port) is open to others: set PENSTOCK_ADMIN_TOKEN, or listen on 127.0.0.1")
    }
    return try options.tls.map { try ListenerTLS.context(certificate: $0.certificate, key: $0.key) }
  }

  private func listen(_ service: GatewayService, _ tls: NIOSSLContext?) async throws -> GatewayListener {
    do {
      return try await GatewayListener.start(
        host: options.host, port: options.port, tls: tls, group: loops, workers: workers, service: service)
    } catch {
      throw StartProblem(description: ListenProblem.text(error, host: options.host, port: options.port))
    }
  }

  /// The listener of the admin API, when there is to be one.
  private func listenForAdmin(_ service: GatewayService, _ tls: NIOSSLContext?) async throws -> GatewayListener? {
    guard let place = options.admin else { return nil }
    do {
      return try await GatewayListener.start(
        host: place.host, port: place.port, tls: options.adminSpeaksTLS ? tls : nil, group: loops, workers: workers, service: service,
        isAdmin: true)
    } catch {
      throw StartProblem(description: "the admin API: " + ListenProblem.text(error, host: place.host, port: place.port))
    }
  }

  // MARK: Reports

  /// Asks replicas for their models.
  /// - Returns: their reports, by place.
  func probe(_ targets: [PreparedTarget]) async -> [String: TargetReport] {
    let probe = ModelProbe(worker: workers[0], timeout: min(.seconds(2), service?.state.snapshot.fleet.probeTimeout ?? .seconds(2)))
    return await withTaskGroup(of: (String, TargetReport).self) { group in
      for target in targets { group.addTask { (target.place, await probe.ask(target)) } }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  /// Asks every target anew; callers that come while that is going on share the answer. See ``GatewayControl``.
  public func refreshModels() async {
    if let refresh, ContinuousClock.now - refresh.began < Self.refreshInterval { return await refresh.task.value }
    // One that hangs is left to the poller: nobody waits for it twice.
    let silent = Set((service?.state.reports ?? [:]).filter { $0.value.problem == ModelProbe.silence }.keys)
    let task = Task { await self.refreshTargets { !silent.contains($0.place) } }
    refresh = (task, .now)
    await task.value
  }

  // MARK: Reload and stop

  /// One reload after the other: what was asked for last is in force last. See ``GatewayControl``.
  public func reload(by: String) async -> ReloadOutcome {
    await inTurn { await $0.reloadNow(by) }
  }

  /// Makes a change of what is in force, when those that were asked for before it are made.
  func inTurn<Outcome: Sendable>(_ change: @escaping @Sendable (isolated Gateway) async -> Outcome) async -> Outcome {
    let before = changing
    let task = Task {
      await before?.value
      return await change(self)
    }
    changing = Task { _ = await task.value }
    return await task.value
  }

  private func reloadNow(_ by: String) async -> ReloadOutcome {
    let outcome = await reloadFiles(by)
    switch outcome {
    case .applied: break
    case .rejected(let problems): audit?.configRejected(by: by, files: options.configPaths, problems: problems.count)
    case .refused: audit?.configRejected(by: by, files: options.configPaths, problems: 1)
    }
    return outcome
  }

  private func reloadFiles(_ by: String) async -> ReloadOutcome {
    guard let service, stopping == nil else { return refused("the gateway is not running") }
    guard !options.configPaths.isEmpty else {
      return refused("the gateway was started without configuration files (--policy-config), so there is nothing to read")
    }
    let result = load()
    guard let loaded = result.snapshot else { return rejected(result.errors.map(\.description)) }
    let snapshot = options.applied(to: loaded)
    if let change = result.auditChange(from: service.state.snapshot.audit, to: snapshot.audit, lastFile: options.configPaths.last ?? "") {
      return refused(change)
    }
    let prepared: [PreparedTarget]
    let policies: PolicyChain
    do {
      (prepared, policies) = try await provisioner.prepare(snapshot)
    } catch {
      return rejected([problem(error, result)])
    }
    let known = service.state
    let replicas = await resolved(prepared, snapshot.fleet)
    var reports = await probe(replicas)
    // A server that is away for a moment keeps its models, if it is the same server.
    for replica in replicas where reports[replica.place]?.isReachable == false {
      reports[replica.place]?.cards = known.reports[replica.place]?.cards ?? []
    }
    targets = prepared
    // What other policies let through is no prompt to warm up with.
    if !snapshot.governsLike(known.snapshot) { fleet.forgetPrompts() }
    service.publish(GatewayState(snapshot: snapshot, policies: policies, targets: replicas, reports: reports, fleet: fleet))
    warmUp()
    await provisioner.commit()
    audit?.configChanged(by: by, files: options.configPaths, from: known.snapshot, to: snapshot)
    logger.info(
      "configuration in force",
      metadata: [
        "name": "\(snapshot.name)", "version": "\(snapshot.version)", "hash": "\(snapshot.hash)", "was": "\(known.snapshot.hash)",
      ])
    for warning in result.warnings { logger.warning("configuration", metadata: ["problem": "\(warning)"]) }
    return .applied(
      name: snapshot.name, version: snapshot.version, hash: snapshot.hash, warnings: result.warnings.map(\.description))
  }

  private func refused(_ reason: String) -> ReloadOutcome {
    logger.error("reload refused, the configuration in force stays", metadata: ["reason": "\(reason)"])
    return .refused(reason)
  }

  private func rejected(_ problems: [String]) -> ReloadOutcome {
    logger.error("reload rejected, the configuration in force stays", metadata: ["problems": "\(problems.count)"])
    for problem in problems { logger.error("configuration", metadata: ["problem": "\(problem)"]) }
    return .rejected(problems)
  }

  /// Stops: `/readyz` says so while new connections are still served (for `gateway.limits.drain_delay_seconds`), then no connection is taken, requests in flight end (for
  /// `drain_timeout_seconds` at most), and everything is closed. Whoever calls it again waits for the same end. Cancelling the caller's task does not stop the stopping.
  /// - Returns: whether everything in flight had ended by itself.
  @discardableResult
  public func stop() async -> Bool {
    if let stopping { return await stopping.value }
    let task = Task { await self.stopNow() }
    stopping = task
    return await task.value
  }

  /// Ends the waits of ``stop()`` at once: no connection is taken, requests in flight end with the error `shutting_down`, and their connections are closed. Before a stop
  /// it has no effect.
  public func endDraining() {
    guard stopping != nil else { return }
    logger.warning("stopping at once")
    listener?.endDraining()
  }

  private func stopNow() async -> Bool {
    let limits = service?.state.snapshot.limits ?? ServerLimits()
    logger.info("stopping", metadata: ["connections": "\(service?.openConnections ?? 0)"])
    await listener?.windDown(for: limits.drainDelay)
    poller?.cancel()
    metricsReader?.cancel()
    resolving?.cancel()
    for task in warmUps.values { task.cancel() }
    await adminListener?.close()
    // A reload that has begun wants the event loops.
    await changing?.value
    let isClean = await listener?.stop(within: limits.drainTimeout) ?? true
    audit?.stopped(isClean: isClean)
    await audit?.close()
    await provisioner.stop()
    try? await loops.shutdownGracefully()
    logger.info("stopped", metadata: ["clean": "\(isClean)"])
    return isClean
  }
}
