internal import GatewayCore
internal import GatewayPolicy

/// The events of a request, as the audit log has them; docs/audit-format.md lists their members. Members stand in the order of their names.
struct RequestEvents {
  let record: RequestRecord
  let trail: AuditTrail
  let state: GatewayState
  let time: UTCTime

  /// The request goes upstream.
  func admitted(id: String) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      client(&json)
      config(&json)
      json.member("endpoint", record.endpointName)
      json.member("event_type", "admitted")
      json.member("id", id)
      models(&json)
      json.member("principal", "anonymous")
      json.member("request_id", record.requestID)
      if let received = trail.receivedHash {
        json.key("sha256")
        json.object { $0.member("received", received) }
      }
      json.member("stream", flag: record.isStream)
      json.member("timestamp", "\(time)")
      json.member("user", trail.user)
    }
    return json.bytes
  }

  /// The request has ended, or is about to.
  var decision: [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      attempts(&json)
      client(&json)
      config(&json)
      json.member("config_version", state.snapshot.version)
      json.member("content", trail.content == nil ? nil : trail.demands.content.rawValue)
      json.member("ended", ended)
      json.member("endpoint", record.endpointName)
      json.member("error", record.error?.code.rawValue)
      json.member("event_type", "decision")
      json.member("id", trail.id)
      latency(&json)
      models(&json)
      policyResults(&json)
      json.member("principal", "anonymous")
      json.member("provider", provider)
      json.member("reason_code", reason)
      redactions(&json)
      json.member("request_id", record.requestID)
      json.member("rescues", trail.rescues > 0 ? trail.rescues : nil)
      hashes(&json)
      json.member("status", record.status > 0 ? record.status : nil)
      json.member("stream", flag: record.isStream)
      json.member("target", record.target)
      json.member("timestamp", "\(time)")
      tokens(&json)
      json.member("user", trail.user)
      json.member("verdict", verdict?.rawValue)
    }
    return json.bytes
  }

  /// What the policies decided; nil when they did not see the request: one that was refused or given up before, or that is the gateway's own to answer.
  var verdict: PolicyVerdict.Decision? { record.verdict ?? (trail.isInspected ? .allow : nil) }

  private var ended: String {
    guard let error = record.error else { return record.ending.rawValue }
    switch error.code {
    case .shuttingDown: return "shutdown"
    case .upstreamClosed, .upstreamAborted, .upstreamStalled, .upstreamUnreachable, .upstreamConnectTimeout, .upstreamTimeout:
      return "upstream_died"
    default: return record.ending == .clientGone ? record.ending.rawValue : RequestRecord.Ending.error.rawValue
    }
  }

  private var provider: String? {
    guard let target = record.target else { return nil }
    return state.targets.first { $0.id == target }?.target.provider.rawValue
  }

  private var reason: String? {
    if let block = trail.block { return block.reason }
    if let error = record.error { return error.code.rawValue }
    guard verdict != nil else { return nil }
    let findings = trail.findings + trail.answerFindings
    return findings.first { $0.action == .redact }?.reason ?? findings.first?.reason ?? "all_policies_passed"
  }

  // MARK: Members

  private func client(_ json: inout CanonicalJSON) {
    if !trail.demands.omitsClientAddresses { json.member("client", record.client) }
  }

  private func config(_ json: inout CanonicalJSON) {
    json.key("config")
    json.object { json in
      json.member("hash", state.snapshot.hash)
      json.member("name", state.snapshot.name)
      json.member("version", state.snapshot.version)
    }
  }

  private func attempts(_ json: inout CanonicalJSON) {
    guard !trail.attempts.isEmpty else { return }
    json.key("attempts")
    json.array(trail.attempts) { json, attempt in
      json.object { json in
        json.member("outcome", attempt.error ?? "answered")
        json.member("target", attempt.target)
      }
    }
  }

  private func latency(_ json: inout CanonicalJSON) {
    json.key("latency_us")
    json.object { json in
      json.member("first_byte", record.firstByte)
      json.member("queue", record.queueTime > 0 ? record.queueTime : nil)
      json.member("total", record.duration)
    }
  }

  private func models(_ json: inout CanonicalJSON) {
    json.member("model", record.model)
    json.member("model_requested", trail.modelRequested)
  }

  private func hashes(_ json: inout CanonicalJSON) {
    guard trail.hashes else { return }
    json.key("sha256")
    json.object { json in
      json.member("delivered", trail.deliveredHash)
      json.member("received", trail.receivedHash)
      json.member("sent", trail.sentHash)
    }
  }

  private func tokens(_ json: inout CanonicalJSON) {
    guard let usage = record.usage else { return }
    json.key("tokens")
    json.object { json in
      json.member("completion", usage.completionTokens)
      json.member("prompt", usage.promptTokens)
      json.member("total", usage.promptTokens &+ usage.completionTokens)
    }
  }

  private func redactions(_ json: inout CanonicalJSON) {
    var counts: [String: Int] = [:]
    for finding in trail.findings + trail.answerFindings where finding.action == .redact { counts[finding.name, default: 0] += 1 }
    guard !counts.isEmpty else { return }
    json.key("redactions")
    json.object { json in
      for (name, count) in counts.sorted(by: { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }) {
        json.key(any: name)
        json.value(count)
      }
    }
  }

  // MARK: Policies

  /// One object for each policy and phase that took part.
  private func policyResults(_ json: inout CanonicalJSON) {
    guard record.verdict != nil, !state.policies.policies.isEmpty else { return }
    json.key("policy_results")
    json.array(results) { json, result in
      json.object { json in
        json.member("findings", result.findings)
        judge(&json, result.judgement)
        json.member("kind", result.policy.kind)
        json.member("phase", result.phase.rawValue)
        json.member("policy", result.policy.id)
        json.member("reason_code", result.reason)
        json.member("verdict", result.verdict)
      }
    }
  }

  /// What a judge contributed: how long it took and what it came to, never a text.
  private func judge(_ json: inout CanonicalJSON, _ judgement: PolicyJudgement?) {
    guard let judgement else { return }
    json.key("judge")
    json.object { json in
      json.member("failures", judgement.failures > 0 ? judgement.failures : nil)
      json.member("latency_us", Int(clamping: Int64(judgement.latency / .microseconds(1))))
      json.member("problem", judgement.problem)
      json.member("questions", judgement.questions)
      json.member("target", judgement.target)
      json.member("word", judgement.word.rawValue)
    }
  }

  private struct Result {
    let policy: PolicyDefinition
    let phase: PolicyDefinition.Phase
    let findings: Int
    let reason: String
    let judgement: PolicyJudgement?
    let verdict: String
  }

  private var results: [Result] {
    var results: [Result] = []
    for phase in [PolicyDefinition.Phase.input, .output] {
      // An answer that never came was not looked at.
      if phase == .output, record.target == nil { break }
      for policy in state.policies.policies where policy.phases.contains(phase) && policy.isDecisive {
        results.append(result(policy, phase))
      }
    }
    return results
  }

  private func result(_ policy: PolicyDefinition, _ phase: PolicyDefinition.Phase) -> Result {
    let findings = (phase == .input ? trail.findings : trail.answerFindings).filter { $0.policy == policy.id }
    let block = trail.block.flatMap { $0.policy == policy.id && $0.phase == phase ? $0 : nil }
    let decision: PolicyVerdict.Decision =
      block.map { $0.isEscalation ? .escalate : .block } ?? (findings.contains { $0.action == .redact } ? .redact : .allow)
    let isFlagged = decision == .allow && findings.contains { $0.action == .flag }
    return Result(
      policy: policy, phase: phase, findings: findings.count, reason: block?.reason ?? findings.first?.reason ?? "passed",
      judgement: (phase == .input ? trail.judgements : trail.answerJudgements).first { $0.policy == policy.id },
      verdict: isFlagged ? PolicyDefinition.Action.flag.rawValue : decision.rawValue)
  }
}

extension PolicyDefinition {
  /// Whether it can say anything of a request: `audit-logger` cannot.
  fileprivate var isDecisive: Bool { if case .auditLog = guardrail { false } else { true } }
}

extension RequestRecord {
  /// The endpoint's name: that of one that is served, of one that is not, or of what the gateway answers itself (`models`, `reload`); nil for a path that is unknown.
  fileprivate var endpointName: String? {
    if let endpoint = endpoint ?? RequestMatch.endpoint(loggedAs: path) { return "\(endpoint)" }
    switch path {
    case "": return nil
    case "/keeptrusts/config/reload": return "reload"
    case "/v1/models/{id}": return "models"
    default: return String(path.trimmingPrefix("/v1").dropFirst())
    }
  }
}
