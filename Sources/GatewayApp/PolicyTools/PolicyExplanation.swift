internal import GatewayCore
internal import GatewayPolicy

/// What the policies say of a text, a request or an answer, for people and scripts.
public struct PolicyExplanation: Sendable, Encodable {
  /// One finding.
  public struct Finding: Sendable, Encodable {
    /// The policy's id, its kind, when it looked, and what it wants.
    public let policy, kind, phase, action: String
    /// What it found, and the reason code of the audit log.
    public let name, reasonCode: String
    /// How sure it is, 0 to 100.
    public let score: Int
    /// Where.
    public let location: String
    /// The bytes in the text at that place; nil for the whole.
    public let start, end: Int?

    private enum CodingKeys: String, CodingKey {
      case policy, kind, phase, action, name, score, location, start, end
      case reasonCode = "reason_code"
    }

    init(_ finding: PolicyFinding) {
      policy = finding.policy
      kind = finding.kind
      phase = finding.phase.rawValue
      action = finding.action.rawValue
      name = finding.name
      reasonCode = finding.reason
      score = finding.score
      location = finding.location
      start = finding.range?.lowerBound
      end = finding.range?.upperBound
    }
  }

  /// `allow`, `redact`, `block`, `escalate`.
  public let verdict: String
  /// The reason code of the verdict.
  public let reasonCode: String
  /// The policy that blocks.
  public let policy: String?
  /// What the client is told.
  public let message: String?
  /// The findings.
  public let findings: [Finding]
  /// What would be sent on: the text, or the body. Nil when nothing would.
  public let sent: String?

  /// The judges that a gateway would ask, each with what about; here nobody was asked.
  public let unaskedJudges: [String]?

  private enum CodingKeys: String, CodingKey {
    case verdict, policy, message, findings, sent
    case unaskedJudges = "unasked_judges"
    case reasonCode = "reason_code"
  }

  init(_ verdict: PolicyVerdict, sent: String?, questions: [String] = []) {
    unaskedJudges = questions.isEmpty ? nil : questions
    self.verdict = verdict.decision.rawValue
    reasonCode = verdict.reason
    policy = verdict.block?.policy
    message = verdict.block?.message
    findings = verdict.findings.map(Finding.init)
    self.sent = verdict.block == nil ? sent : nil
  }

  /// For people.
  public var text: String {
    var lines = ["verdict: \(verdict) (\(reasonCode))"]
    if let policy { lines.append("policy:  \(policy)") }
    if let message { lines.append("message: \(message)") }
    for finding in findings {
      let place = finding.start.flatMap { start in finding.end.map { " \(start)..<\($0)" } } ?? ""
      lines.append("  \(finding.name)  score \(finding.score)  \(finding.location)\(place)  \(finding.policy) (\(finding.action))")
    }
    if findings.isEmpty { lines.append("  nothing found") }
    for judge in unaskedJudges ?? [] { lines.append("  not asked here: the judge \(judge)") }
    if let sent { lines.append("sent:\n\(sent)") }
    return lines.joined(separator: "\n")
  }
}
