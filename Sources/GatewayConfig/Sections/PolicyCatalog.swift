internal import GatewayCore

/// Every policy and rule that the configuration may name, and what this version does with it.
enum PolicyCatalog {
  /// A kind of `policies.chain`, with the settings of its `policy.<kind>` block.
  struct Kind: Sendable {
    let name: String
    /// Decodes the block (nil: there is none); nil as long as this version does not enforce the kind.
    let decode: (@Sendable (_ block: ConfigNode?, _ id: String, inout DecodeContext) -> Decoded?)?
    /// The section of the reference.
    let reference: ReferenceSection?

    /// What a block says.
    struct Decoded {
      let definition: PolicyDefinition
      let isEnabled: Bool
    }

    /// A kind that is not enforced.
    init(unknown name: String) {
      self.name = name
      decode = nil
      reference = nil
    }

    /// A kind with a section.
    init<Section: PolicySection>(_ section: Section.Type) {
      name = Section.kind
      decode = { node, id, context in
        guard let section = node.map({ Section.schema.decode($0, &context) }) ?? Section() else { return nil }
        return Decoded(definition: section.definition(id: id), isEnabled: section.common.enabled ?? true)
      }
      reference = ReferenceSection("policy.\(Section.kind)", Section.self, Section.about)
    }
  }

  static let kinds: [Kind] =
    [
      Kind(PIIDetectorSection.self), Kind(HIPAASection.self), Kind(DLPSection.self), Kind(PromptInjectionSection.self),
      Kind(SafetyFilterSection.self), Kind(RBACSection.self), Kind(AgentFirewallSection.self), Kind(DataRoutingSection.self),
      Kind(CitationSection.self), Kind(QualitySection.self), Kind(AuditLoggerSection.self),
    ]
    + [
      "bot-detector", "case-privacy", "cjis-mode", "content-extractor", "dual-use-filter", "embedding-detector", "entity-list-filter",
      "external-moderation", "financial-compliance", "flagged-review", "healthcare-compliance", "human-oversight", "itar-ear-filter",
      "language-validator", "response-rewriter", "student-privacy", "tool-security", "tool-validation",
    ].map { Kind(unknown: $0) }

  /// The kind called `name`; the catalog has a family of kinds whose names begin with `document-`.
  static func kind(_ name: String) -> Kind? {
    if let kind = kinds.first(where: { $0.name == name }) { return kind }
    return name.hasPrefix("document-") && name.count > 9 ? Kind(unknown: name) : nil
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
