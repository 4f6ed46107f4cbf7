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
    /// The bytes of the text's UTF-8 form at that place; nil for the whole.
    public let start, end: Int?

    private enum CodingKeys: String, CodingKey {
      case policy, kind, phase, action, name, score, location, start, end
      case reasonCode = "reason_code"
    }

    /// What is said, and of which text.
    struct Subject: Hashable {
      let policy, phase, name, location: String
    }

    /// What it says, and of which text.
    var subject: Subject { Subject(policy: policy, phase: phase, name: name, location: location) }

    /// Whether its range holds that of another finding.
    func holds(_ other: Finding) -> Bool {
      guard let start, let end, let first = other.start, let last = other.end else { return false }
      return start <= first && last <= end
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

  /// What the verdict leaves open, as only a gateway knows it.
  public let notes: [String]?

  private enum CodingKeys: String, CodingKey {
    case verdict, policy, message, findings, sent, notes
    case unaskedJudges = "unasked_judges"
    case reasonCode = "reason_code"
  }

  init(_ verdict: PolicyVerdict, sent: String?, questions: [String] = [], notes: [String] = []) {
    self.notes = notes.isEmpty ? nil : notes
    unaskedJudges = questions.isEmpty ? nil : questions
    self.verdict = verdict.decision.rawValue
    reasonCode = verdict.reason
    policy = verdict.block?.policy
    message = verdict.block?.message
    findings = verdict.findings.map(Finding.init)
    self.sent = verdict.block == nil ? sent : nil
  }

  /// What is otherwise in another explanation of the same request, in words without any text of it.
  public func differences(to other: PolicyExplanation) -> [String] {
    var result: [String] = []
    if verdict != other.verdict { result.append("verdict \(verdict) → \(other.verdict)") }
    if reasonCode != other.reasonCode { result.append("reason \(reasonCode) → \(other.reasonCode)") }
    if policy != other.policy { result.append("policy \(policy ?? "none") → \(other.policy ?? "none")") }
    let (gone, new) = (Self.surplus(of: findings, over: other.findings), Self.surplus(of: other.findings, over: findings))
    if !gone.isEmpty { result.append("no longer found: \(gone.joined(separator: ", "))") }
    if !new.isEmpty { result.append("newly found: \(new.joined(separator: ", "))") }
    if sent != other.sent, sent != nil, other.sent != nil {
      result.append(gone.isEmpty && new.isEmpty ? "the markers differ" : "what is sent differs")
    }
    return result
  }

  /// The findings that another list has fewer of, each as its name, its place and its policy.
  private static func surplus(of findings: [Finding], over others: [Finding]) -> [String] {
    func text(_ finding: Finding) -> String { "\(finding.name) in \(finding.location) (\(finding.policy), \(finding.action))" }
    var left: [String: Int] = [:]
    for finding in others { left[text(finding), default: 0] += 1 }
    var result: [String] = []
    for name in findings.map(text) {
      left[name, default: 0] -= 1
      if left[name, default: 0] < 0, !result.contains(name) { result.append(name) }
    }
    return result
  }

  /// The findings, without those that say the same of a part of what an earlier one is about; with the number of these.
  private var gathered: [(finding: Finding, parts: Int)] {
    var result: [(finding: Finding, parts: Int)] = []
    // Findings come by their start, longer ones first: what the last one does not hold, none before it holds.
    var last: [Finding.Subject: Int] = [:]
    for finding in findings {
      if let whole = last[finding.subject], result[whole].finding.holds(finding) {
        result[whole].parts += 1
      } else {
        last[finding.subject] = result.count
        result.append((finding, 0))
      }
    }
    return result
  }

  /// For people.
  public var text: String {
    var lines = ["verdict: \(verdict) (\(reasonCode))"]
    if let policy { lines.append("policy:  \(policy)") }
    if let message { lines.append("message: \(message)") }
    for (finding, parts) in gathered {
      let place = finding.start.flatMap { start in finding.end.map { " \(start)..<\($0)" } } ?? ""
      let inside = parts == 0 ? "" : "  (and \(parts) inside of it)"
      lines.append("  \(finding.name)  score \(finding.score)  \(finding.location)\(place)  \(finding.policy) (\(finding.action))\(inside)")
    }
    if findings.isEmpty { lines.append("  nothing found") }
    for judge in unaskedJudges ?? [] { lines.append("  not asked here: the judge \(judge)") }
    for note in notes ?? [] { lines.append("  not known here: \(note)") }
    if let sent { lines.append("sent:\n\(sent)") }
    return lines.joined(separator: "\n")
  }
}
