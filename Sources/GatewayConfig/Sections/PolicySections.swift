/// `policies` as a mapping: the chain of policy kinds, in the order in which they run.
struct PolicyChainSection: ConfigRecord {
  var chain: [String]?

  static let schema = RecordSchema<PolicyChainSection>(fields: [
    Field(
      "chain", .list(of: PolicyCatalog.kindName), \.chain, required: true,
      doc: "The policy kinds in force, in order. A kind's settings stand in the `policy` section at the top level.")
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard case .list(let entries)? = node["chain"]?.value else { return }
    var seen: Set<String> = []
    context.inside(key: "chain") { context in
      for (index, entry) in entries.enumerated() {
        guard case .text(let name) = entry.value, PolicyCatalog.kind(name) != nil else { continue }
        context.inside(index: index) { context in
          if seen.insert(name).inserted {
            context.unenforced(name, called: "policy \"\(name)\"", at: entry.place)
          } else {
            context.warning(entry.place, "policy \"\(name)\" is in the chain twice", isStructural: true)
          }
        }
      }
    }
  }
}

/// One entry of `policies` as a list.
struct PolicyEntrySection: ConfigRecord {
  var id: String?
  var description: String?
  var rules: [RuleSection]?

  static let schema = RecordSchema<PolicyEntrySection>(fields: [
    Field("id", .targetID, \.id, required: true, doc: "Unique name of the policy, of letters, digits and `._:/@-`."),
    Field("description", .text(length: 0...2000), \.description, doc: "A label for people."),
    Field("rules", .list(of: .record()), \.rules, required: true, doc: "What is looked for, and what is done about it."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let id, case .list(let entries)? = node["rules"]?.value else { return }
    context.inside(key: "rules") { context in
      for (index, entry) in entries.enumerated() {
        guard case .text(let type)? = entry["type"]?.value, PolicyCatalog.ruleTypes.contains(where: { $0.name == type }) else { continue }
        context.inside(index: index) { $0.unenforced("\(id)/\(type)", called: "rule \"\(type)\" of policy \"\(id)\"", at: entry.place) }
      }
    }
  }
}

/// One rule of a policy of the list.
struct RuleSection: ConfigRecord {
  var type: String?
  var action: String?
  var patterns: [String]?
  var categories: [String]?

  static let schema = RecordSchema<RuleSection>(fields: [
    Field("type", .oneOf(PolicyCatalog.ruleTypes.map(\.name), what: "policy type"), \.type, required: true, doc: "What is looked for."),
    Field("action", .oneOf(PolicyCatalog.actions, what: "action"), \.action, required: true, doc: "What is done when it is found."),
    Field(
      "patterns", .list(of: .oneOf(PolicyCatalog.patterns, what: "pattern")), \.patterns, default: "all",
      doc: "With `pii_detection`: which kinds of personal data."),
    Field(
      "categories", .list(of: .oneOf(PolicyCatalog.categories, what: "category")), \.categories, default: "all",
      doc: "With `content_filter`: which kinds of content."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let type, let known = PolicyCatalog.ruleTypes.first(where: { $0.name == type }) else { return }
    for member in node.members {
      let isMisplaced = member.key == "patterns" && !known.takesPatterns || member.key == "categories" && !known.takesCategories
      guard isMisplaced else { continue }
      context.inside(key: member.key) { $0.error(member.keyPlace, "\"\(member.key)\" does not go with a rule of type \(type)") }
    }
  }
}

/// `policy.audit-logger`.
struct AuditLoggerSection: ConfigRecord {
  var immutable: Bool?
  var retentionDays: Int?
  var logAllAccess: Bool?
  var hipaaAuditControls: Bool?

  static let schema = RecordSchema<AuditLoggerSection>(fields: [
    Field("immutable", .boolean, \.immutable, default: "`true`", doc: "Whether the log can only be appended to."),
    Field("retention_days", .integer(1...36_500), \.retentionDays, default: "365", doc: "How long entries are kept. From 1 to 36500."),
    Field("log_all_access", .boolean, \.logAllAccess, default: "`true`", doc: "Whether every request is logged."),
    Field(
      "hipaa_audit_controls", .boolean, \.hipaaAuditControls, default: "`false`",
      doc: "Whether the fields that HIPAA asks for are logged too."),
  ])
}

/// `policies` in either of its shapes.
enum PoliciesSection: Sendable {
  case chain([String])
  case list

  static let type = ValueType<PoliciesSection>("object or list") { node, context in
    switch node.value {
    case .mapping:
      return PolicyChainSection.schema.decode(node, &context).map { .chain($0.chain ?? []) }
    case .list:
      let entries = ValueType<[PolicyEntrySection]>.list(of: .record()).decode(node, &context)
      Duplicates.report(in: node, what: "id", &context)
      return entries.map { _ in .list }
    default:
      context.wrongType(node, expected: "a mapping with a chain, or a list of policies")
      return nil
    }
  }
}

/// `policy`: the settings of the kinds in the chain, by kind.
struct PolicySettingsSection: Sendable {
  /// Where each kind's block begins.
  var places: [(kind: String, place: ConfigPlace)] = []

  static let type = ValueType<PolicySettingsSection>("object") { node, context in
    guard case .mapping(let members) = node.value else {
      context.wrongType(node, expected: "a mapping of policy kinds")
      return nil
    }
    var section = PolicySettingsSection()
    for member in members {
      context.inside(key: String(member.key.prefix(64))) { context in
        let nameNode = ConfigNode(value: .text(member.key), place: member.keyPlace)
        guard let name = PolicyCatalog.kindName.decode(nameNode, &context), let kind = PolicyCatalog.kind(name) else { return }
        section.places.append((name, member.keyPlace))
        if let settings = kind.settings {
          settings(member.value, &context)
        } else if case .mapping = member.value.value {
        } else {
          context.wrongType(member.value, expected: "a mapping")
        }
      }
    }
    return section
  }
}
