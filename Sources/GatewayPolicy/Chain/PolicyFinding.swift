public import GatewayCore

/// Something that a policy found in a request or an answer. It never holds the text itself.
public struct PolicyFinding: Hashable, Sendable {
  /// The policy's id.
  public var policy: String
  /// Its kind.
  public var kind: String
  /// When it looked.
  public var phase: PolicyDefinition.Phase
  /// What it found: `credit_card`, `prompt_injection`, `violence`, the name of a pattern, a tool.
  public var name: String
  /// The reason code of the audit log: `pii_detected`.
  public var reason: String
  /// What the policy wants.
  public var action: PolicyDefinition.Action
  /// How sure it is, 0 to 100.
  public var score: Int
  /// Where: `messages[2].content`, `choices[0].content`.
  public var location: String
  /// The bytes in the decoded text at that place; nil for the whole.
  public var range: Range<Int>?
}

/// Why a request or an answer was ended by a policy.
public struct PolicyBlock: Hashable, Sendable {
  /// The policy's id.
  public var policy: String
  /// Its kind.
  public var kind: String
  /// The reason code.
  public var reason: String
  /// What the client is told.
  public var message: String
  /// Whether a human is to decide.
  public var isEscalation: Bool
  /// When it happened.
  public var phase: PolicyDefinition.Phase
  /// Whether the policy could not decide, and fails closed.
  public var isFailure = false
}

/// What the policies say of a request or of a whole answer.
public struct PolicyVerdict: Sendable {
  /// The words of the audit log.
  public enum Decision: String, Sendable, Hashable {
    case allow, redact, block, escalate
  }

  /// The end of the request or answer, if a policy wants it.
  public var block: PolicyBlock?
  /// What was found, in the order of the chain.
  public var findings: [PolicyFinding] = []
  /// Whether a text was changed.
  public var isRedacted = false
  /// What judges contributed.
  public var judgements: [PolicyJudgement] = []

  /// Nothing was found.
  public init() {}

  /// The decision.
  public var decision: Decision {
    if let block { return block.isEscalation ? .escalate : .block }
    return isRedacted ? .redact : .allow
  }

  /// The reason code of the decision.
  public var reason: String {
    block?.reason ?? findings.first { $0.action == .redact }?.reason ?? findings.first?.reason ?? "all_policies_passed"
  }
}
