internal import Dispatch
internal import GatewayAudit
internal import GatewayCore
internal import GatewayExport
internal import GatewayStore
internal import GatewayServer
internal import Logging
internal import NIOPosix

/// The audit log of a running gateway, and the events that the application itself has to tell.
struct AuditService: Sendable {
  let log: any AuditLog
  /// Where the log is.
  let directory: String
  /// Commits what is left; blocks until that is done.
  private let finish: @Sendable () -> Void
  /// Copies records to other places; nil when there are none.
  private let exporter: AuditExporter?
  /// Keeps the query index up to date.
  private let indexer: AuditIndexer?

  /// Opens the log of a configuration; nil when it asks for none.
  /// - Throws: ``LogProblem``.
  static func open(_ snapshot: Snapshot, _ options: GatewayOptions, _ logger: Logger) throws(LogProblem) -> AuditService? {
    guard let settings = settings(snapshot, options) else { return nil }
    if let log = options.auditLog { return AuditService(log: log, directory: settings.directory) {} }
    let log = try SegmentedAuditLog(settings, indexed: AuditIndex.head(of: settings.directory)) { report($0, logger) }
    let indexer = AuditIndexer(directory: settings.directory) { logger.warning("audit index", metadata: ["problem": "\($0)"]) }
    do {
      let exporter = settings.export.isEmpty ? nil : try exporter(settings, logger)
      indexer.start()
      return AuditService(log: log, directory: settings.directory, exporter: exporter, indexer: indexer) { log.close() }
    } catch {
      log.close()
      throw LogProblem("the export of the audit log: \(error)")
    }
  }

  /// The settings of a configuration's log, with the directory that is meant.
  static func settings(_ snapshot: Snapshot, _ options: GatewayOptions) -> AuditSettings? {
    guard var settings = snapshot.audit else { return nil }
    if let directory = options.auditDirectory {
      settings.directory = directory
    } else if settings.directory.isEmpty {
      settings.directory = StateDirectory.path(options.environment) + "/audit"
    }
    return settings
  }

  private static func report(_ change: SegmentedAuditLog.Change, _ logger: Logger) {
    switch change {
    case .failed(let reason): logger.error("audit log cannot be written", metadata: ["reason": "\(reason)"])
    case .recovered(let count): logger.notice("audit log can be written again", metadata: ["unrecorded": "\(count)"])
    case .cut(let bytes): logger.warning("audit log: a half-written end was cut off", metadata: ["bytes": "\(bytes)"])
    case .dropped(let first): logger.info("audit log: records went away after their time", metadata: ["before": "\(first)"])
    case .warning(let text): logger.warning("audit log", metadata: ["problem": "\(text)"])
    }
  }

  private init(
    log: any AuditLog, directory: String, exporter: AuditExporter? = nil, indexer: AuditIndexer? = nil,
    finish: @escaping @Sendable () -> Void
  ) {
    self.log = log
    self.directory = directory
    self.exporter = exporter
    self.indexer = indexer
    self.finish = finish
  }

  private static func exporter(_ settings: AuditSettings, _ logger: Logger) throws -> AuditExporter {
    try AuditExporter(directory: settings.directory, sinks: settings.export, group: .singleton) { sink, problem in
      if let problem {
        logger.warning("audit export does not get through", metadata: ["sink": "\(sink)", "problem": "\(problem)"])
      } else {
        logger.info("audit export gets through again", metadata: ["sink": "\(sink)"])
      }
    }
  }

  /// Begins to export; returns when ``close()`` is called.
  func export() async { await exporter?.run() }

  // MARK: Events

  func started(_ snapshot: Snapshot) {
    append("gateway_started", before: { $0.config("config", snapshot) }, after: { $0.member("version", BuildInfo.version) })
  }

  func stopped(isClean: Bool) { append("gateway_stopped", before: { $0.member("clean", flag: isClean) }, after: { _ in }) }

  func configChanged(by: String, files: [String], from old: Snapshot, to new: Snapshot) {
    var json = CanonicalJSON()
    json.object { json in
      json.reload("config_changed", by: by, files: files)
      json.config("from", old)
      json.member("timestamp", "\(UTCTime.now)")
      json.config("to", new)
    }
    append(json)
  }

  func configRejected(by: String, files: [String], problems: Int) {
    var json = CanonicalJSON()
    json.object { json in
      json.reload("config_rejected", by: by, files: files)
      json.member("problems", problems)
      json.member("timestamp", "\(UTCTime.now)")
    }
    append(json)
  }

  /// A replica has computed prompts before it took requests.
  func warmedUp(_ target: String, _ outcome: WarmUp.Outcome) {
    var json = CanonicalJSON()
    json.object { json in
      json.member("event_type", "replica_warmed_up")
      json.member("failed", outcome.failed)
      json.member("prompts", outcome.prompts)
      json.member("target", target)
      json.member("timestamp", "\(UTCTime.now)")
      json.member("tokens", outcome.tokens)
    }
    append(json)
  }

  private func append(_ type: String, before: (inout CanonicalJSON) -> Void, after: (inout CanonicalJSON) -> Void) {
    var json = CanonicalJSON()
    json.object { json in
      before(&json)
      json.member("event_type", type)
      json.member("timestamp", "\(UTCTime.now)")
      after(&json)
    }
    append(json)
  }

  private func append(_ json: CanonicalJSON) { _ = log.append(AuditEvent(json: json.bytes), isUrgent: true) }

  /// Commits what is left and closes the log.
  func close() async {
    await exporter?.stop()
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        indexer?.stop()
        finish()
        continuation.resume()
      }
    }
  }
}

/// Where a gateway keeps what has to outlive it.
enum StateDirectory {
  /// `$STATE_DIRECTORY` (systemd), else `$XDG_STATE_HOME/penstock`, else `~/.local/state/penstock`, else `./penstock-state`.
  static func path(_ environment: [String: String]) -> String {
    if let path = environment["STATE_DIRECTORY"]?.split(separator: ":").first { return String(path) }
    if let path = environment["XDG_STATE_HOME"], path.hasPrefix("/") { return path + "/penstock" }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/state/penstock" }
    return "penstock-state"
  }
}

extension CanonicalJSON {
  /// The members that all events of reloads begin with.
  fileprivate mutating func reload(_ type: String, by: String, files: [String]) {
    member("by", by)
    member("event_type", type)
    key("files")
    array(files) { $0.value($1) }
  }

  fileprivate mutating func config(_ name: StaticString, _ snapshot: Snapshot) {
    key(name)
    object { json in
      json.member("hash", snapshot.hash)
      json.member("name", snapshot.name)
      json.member("version", snapshot.version)
    }
  }
}
