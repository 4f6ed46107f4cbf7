/// Every policy and rule that the configuration may name, and what this version does with it. A capability that enforces one changes its row.
enum PolicyCatalog {
  /// What this version does with a policy.
  enum Status: Sendable {
    /// It is understood and does nothing: an error, or a warning with `--allow-unenforced`.
    case notEnforced
  }

  /// A kind of `policies.chain`, with the settings of its `policy.<kind>` block.
  struct Kind: Sendable {
    let name: String
    var status = Status.notEnforced
    /// Checks the block; nil as long as this version does not know its fields.
    var settings: (@Sendable (ConfigNode, inout DecodeContext) -> Void)?
  }

  /// A rule type of the list shape.
  struct RuleType: Sendable {
    let name: String
    /// The kind that does the same in a chain.
    let kind: String
    var status = Status.notEnforced
    var takesPatterns = false
    var takesCategories = false
  }

  static let kinds: [Kind] =
    [Kind(name: "audit-logger", settings: { _ = AuditLoggerSection.schema.decode($0, &$1) })]
    + [
      "agent-firewall", "bot-detector", "case-privacy", "citation-verifier", "cjis-mode", "content-extractor",
      "data-routing-policy", "dlp-filter", "dual-use-filter", "embedding-detector", "entity-list-filter",
      "external-moderation", "financial-compliance", "flagged-review", "healthcare-compliance", "hipaa-phi-detector",
      "human-oversight", "itar-ear-filter", "language-validator", "pii-detector", "prompt-injection", "quality-scorer",
      "rbac", "response-rewriter", "safety-filter", "student-privacy", "tool-security", "tool-validation",
    ].map { Kind(name: $0) }

  static let ruleTypes = [
    RuleType(name: "pii_detection", kind: "pii-detector", takesPatterns: true),
    RuleType(name: "prompt_injection", kind: "prompt-injection"),
    RuleType(name: "content_filter", kind: "safety-filter", takesCategories: true),
  ]

  static let actions = ["redact", "block", "escalate", "flag"]
  static let patterns = ["ssn", "credit_card", "phi", "email", "phone", "ip", "iban", "mrn", "npi"]
  static let categories = ["violence", "self_harm", "hate", "harassment", "sexual"]

  /// The kind called `name`; the catalog has a family of kinds whose names begin with `document-`.
  static func kind(_ name: String) -> Kind? {
    if let kind = kinds.first(where: { $0.name == name }) { return kind }
    return name.hasPrefix("document-") && name.count > 9 ? Kind(name: name) : nil
  }

  /// The name of a kind of the catalog.
  static let kindName = ValueType<String>.text(length: 1...200).map { text, node, context in
    if kind(text) != nil { return text }
    context.error(node.place, "unknown policy kind \"\(text)\"", suggestion: NearestName.find(text, among: kinds.map(\.name)))
    return nil
  }
}

extension DecodeContext {
  /// Records that a policy in force is not enforced.
  mutating func unenforced(_ policy: String, called title: String, at place: ConfigPlace) {
    unenforcedPolicies.append(policy)
    unsupported(
      place,
      error: "\(title) is not enforced by this version; remove it, or run with --allow-unenforced to pass its traffic without it",
      warning: "\(title) is not enforced by this version; its traffic passes without it (--allow-unenforced)"
    )
  }
}
