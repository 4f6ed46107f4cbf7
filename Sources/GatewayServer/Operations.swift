internal import GatewayCore
internal import GatewayHTTP
internal import NIOCore
internal import OpenAIWire

/// The paths that the gateway answers itself: models, health, reload.
struct Operations {
  let service: GatewayService
  let state: GatewayState
  let exchange: ServerExchange

  func serve(_ match: RequestMatch) async throws(RequestEnd) {
    switch match {
    case .endpoint: break
    case .models: try await models()
    case .model(let name): try await model(name)
    case .livez: try await plain(200, "ok\n")
    case .readyz: try await ready()
    case .health: try await health()
    case .reload: try await reload()
    case .admin(let path):
      try requireAdmin(
        here: "The admin API is open to this machine alone.", token: "The admin API wants the admin token: Authorization: Bearer ….")
      try await json(200, AdminAnswers(fleet: state.fleet).answer(path))
    }
  }

  // MARK: Models

  private func models() async throws(RequestEnd) {
    try state.requireEnabled()
    await service.control.refreshModels()
    var body = Array("{\"object\":\"list\",\"data\":[".utf8)
    for (index, model) in service.state.routes.models.enumerated() {
      if index > 0 { body.append(0x2c) }
      body += model.json
    }
    body += Array("]}".utf8)
    try await json(200, body)
  }

  private func model(_ name: String) async throws(RequestEnd) {
    try state.requireEnabled()
    await service.control.refreshModels()
    guard let model = service.state.routes.listed(name) else {
      throw .failed(
        GatewayError(.modelNotFound, "The model `\(name.prefix(utf8: 200))` does not exist here. See GET /v1/models.", param: "model"))
    }
    try await json(200, model.json)
  }

  // MARK: Health

  private enum Health: String { case healthy, degraded, unhealthy }

  /// What `GET /health` says of a target.
  private enum TargetWord: String { case reachable, unreachable, drained, unhealthy }

  private var targetsNow: [(id: String, word: TargetWord)] {
    let overrides = state.fleet.overrides
    return state.snapshot.targets.map { target in
      switch overrides[target.id] {
      case .drain: (target.id, .drained)
      case .unhealthy: (target.id, .unhealthy)
      case .auto, .healthy, nil:
        (target.id, target.unavailability == nil && state.targetReports[target.id]?.isReachable == true ? .reachable : .unreachable)
      }
    }
  }

  private func health(of targets: [(id: String, word: TargetWord)]) -> Health {
    let count = targets.count { $0.word == .reachable }
    guard state.snapshot.isEnabled, !service.isDraining, count > 0 else { return .unhealthy }
    guard let log = exchange.worker.audit?.log, log.problem != nil else { return count == targets.count ? .healthy : .degraded }
    return log.demands.allowsOnFailure ? .degraded : .unhealthy
  }

  /// `GET /health`: 200 while something can be served, else 503.
  private func health() async throws(RequestEnd) {
    let targets = targetsNow
    let status = health(of: targets)
    let providers = targets.map { "\(Self.quoted($0.id)):\"\($0.word.rawValue)\"" }
    let log = exchange.worker.audit.map { "\"audit_log\":\"\($0.log.problem == nil ? "writing" : "failing")\"," } ?? ""
    let text = """
      {"status":"\(status.rawValue)","uptime_seconds":\((ContinuousClock.now - service.startedAt).components.seconds),\
      "version":\(Self.quoted(service.version)),"config":{"name":\(Self.quoted(state.snapshot.name)),\
      "version":\(Self.quoted(state.snapshot.version)),"hash":\(Self.quoted(state.snapshot.hash))},\
      "providers":{\(providers.joined(separator: ","))},\(log)"policies_loaded":\(state.snapshot.policies.count),\
      "policies_unenforced":\(state.snapshot.unenforcedPolicies.count),"requests_processed":\(service.processedRequests),\
      "cache":{"entries":0,"hit_rate_pct":0}}
      """
    try await json(status == .unhealthy ? 503 : 200, Array(text.utf8))
  }

  /// `GET /readyz`: whether requests should be sent here. A target that is down, or taken out by an operator, does not count against it as long as another one is up.
  private func ready() async throws(RequestEnd) {
    let (status, text) = readiness
    try await plain(status, text + "\n")
  }

  private var readiness: (status: Int, text: String) {
    if service.isDraining { return (503, "stopping") }
    if !state.snapshot.isEnabled { return (503, "switched off by pack.enabled: false") }
    if let log = exchange.worker.audit?.log, !log.demands.allowsOnFailure, let problem = log.problem {
      return (503, "the audit log cannot be written: \(problem)")
    }
    let targets = targetsNow
    if targets.contains(where: { $0.word == .reachable }) { return (200, "ready") }
    let isTakenOut = targets.contains { $0.word == .drained || $0.word == .unhealthy }
    return (503, isTakenOut ? "no target is reachable that an operator has not taken out" : "no target is reachable")
  }

  // MARK: Reload

  private func reload() async throws(RequestEnd) {
    try requireAdmin(
      here: "A reload may be asked for from the gateway's own machine alone.",
      token: "A reload wants the admin token: Authorization: Bearer ….")
    switch await service.control.reload(by: "\(exchange.record.client)") {
    case .applied(let name, let version, let hash, let warnings):
      let list = warnings.map(Self.quoted).joined(separator: ",")
      let text = """
        {"status":"applied","config":{"name":\(Self.quoted(name)),"version":\(Self.quoted(version)),"hash":\(Self.quoted(hash))},"warnings":[\(list)]}
        """
      try await json(200, Array(text.utf8))
    case .rejected(let problems):
      let list = problems.joined(separator: "\n")
      throw .failed(GatewayError(.invalidConfig, "The configuration has errors; the one in force stays.\n\(list)"))
    case .refused(let reason): throw .failed(GatewayError(.invalidConfig, "The configuration in force stays: \(reason)"))
    }
  }

  /// Where there is a token, the machine does not matter.
  private func requireAdmin(here: String, token: String) throws(RequestEnd) {
    guard isAdmitted else { throw .failed(GatewayError(.forbidden, service.adminToken == nil ? here : token)) }
  }

  private var isAdmitted: Bool {
    guard let token = service.adminToken else { return exchange.record.client == "127.0.0.1" || exchange.record.client == "::1" }
    guard let given = exchange.head?.message.value(.authorization).flatMap(Self.bearer) else { return false }
    return Self.equalInConstantTime(given, token.reveal())
  }

  /// The token of an `Authorization: Bearer …`; the name of the scheme is in any case (RFC 9110, section 11.1).
  private static func bearer(_ value: String) -> String? {
    guard let space = value.firstIndex(of: " "), value[..<space].lowercased() == "bearer" else { return nil }
    return String(value[space...].drop { $0 == " " })
  }

  private static func equalInConstantTime(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  // MARK: Answers

  private static func quoted(_ text: String) -> String { String(decoding: JSONText.quoted(text), as: UTF8.self) }

  private func json(_ status: Int, _ body: [UInt8]) async throws(RequestEnd) { try await answer(status, body, "application/json") }

  private func plain(_ status: Int, _ text: String) async throws(RequestEnd) {
    try await answer(status, Array(text.utf8), "text/plain; charset=utf-8")
  }

  private func answer(_ status: Int, _ body: [UInt8], _ type: StaticString) async throws(RequestEnd) {
    if !exchange.isHead { exchange.trail?.delivered(ByteBuffer(bytes: body)) }
    try await exchange.recordEnd(status: status)
    let keepsAlive = exchange.keepsAlive
    var bytes = AnswerHead(status: status, requestID: exchange.record.requestID, clock: exchange.worker.clock)
      .finish(body: body, type: type, keepsAlive: keepsAlive)
    if exchange.isHead {
      bytes.moveWriterIndex(to: bytes.writerIndex - body.count)
    } else {
      exchange.record.bytesOut = body.count
    }
    exchange.respond(bytes, status: status, keepsAlive: keepsAlive)
  }
}
