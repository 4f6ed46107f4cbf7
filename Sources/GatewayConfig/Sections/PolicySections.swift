internal import GatewayCore

/// `policies` as a mapping: the chain of policy kinds, in the order in which they run.
struct PolicyChainSection: ConfigRecord {
  var chain: [String]?

  static let schema = RecordSchema<PolicyChainSection>(
    fields: [
      Field(
        "chain", .list(of: PolicyCatalog.kindName), \.chain, required: true,
        doc: "The policy kinds in force, in order. A kind's settings stand in the `policy` section at the top level.")
    ],
    // The Keeptrusts pages are often read that way: they print the two sections one behind the other.
    hints: ["policy": "the settings of the kinds are a section of their own, \"policy\", beside \"policies\": indent it less"])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard case .list(let entries)? = node["chain"]?.value else { return }
    var seen: Set<String> = []
    context.inside(key: "chain") { context in
      if entries.isEmpty, let place = node["chain"]?.place { context.warning(place, "is empty: nothing is enforced", isStructural: true) }
      for (index, entry) in entries.enumerated() {
        guard let name = entry.text, let kind = PolicyCatalog.kind(name) else { continue }
        context.inside(index: index) { context in
          if !seen.insert(name).inserted {
            context.warning(entry.place, "policy \"\(name)\" is in the chain twice", isStructural: true)
          } else if kind.decode == nil {
            context.unenforced(name, called: "policy \"\(name)\"", at: entry.place)
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
  var enabled: Bool?

  static let schema = RecordSchema<PolicyEntrySection>(
    fields: [
      Field("id", .targetID, \.id, required: true, doc: "Unique name of the policy, of letters, digits and `._:/@-`."),
      Field("description", .text(length: 0...2000), \.description, doc: "A label for people."),
      Field("rules", .list(of: .record()), \.rules, required: true, doc: "What is looked for, and what is done about it."),
      Field("enabled", .boolean, \.enabled, default: "`true`", doc: "With `false` the policy stays in the file and is not in force."),
    ], hints: ["phase": "in input_policies and output_policies the list says the phase"])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    if enabled == false { context.warnOfDisabled(node) }
    guard case .list(let entries)? = node["rules"]?.value, entries.isEmpty, let place = node["rules"]?.place else { return }
    context.inside(key: "rules") { $0.warning(place, "is empty: the policy enforces nothing", isStructural: true) }
  }

  /// The policies that the rules are: one has the entry's id, of several each has its type behind it.
  var definitions: [PolicyDefinition] {
    guard let id, let rules, enabled ?? true else { return [] }
    return rules.compactMap { rule in rule.definition(id: rules.count == 1 ? id : "\(id)/\(rule.type?.rawValue ?? "")") }
  }
}

/// `policies` in either of its shapes.
enum PoliciesSection: Sendable {
  case chain([String])
  case list([PolicyDefinition])

  static let type = ValueType<PoliciesSection>("object or list") { node, context in
    switch node.value {
    case .mapping:
      return PolicyChainSection.schema.decode(node, &context).map { .chain($0.chain ?? []) }
    case .list(let nodes):
      if let kind = nodes.lazy.compactMap({ kind(in: $0) }).first {
        context.error(
          node.place, "a list holds policies with rules; kinds stand in a chain", suggestion: "policies: {chain: [\(kind)]}")
        return nil
      }
      let entries = ValueType<[PolicyEntrySection]>.list(of: .record()).decode(node, &context)
      Duplicates.report(in: node, what: "id", &context)
      return entries.map { .list($0.flatMap(\.definitions)) }
    default:
      context.wrongType(node, expected: "a mapping with a chain, or a list of policies")
      return nil
    }
  }

  /// The kind that an entry of a list names, where a policy should be.
  private static func kind(in node: ConfigNode) -> String? { node.text.flatMap(PolicyCatalog.kind)?.name }
}

/// `policy`: the settings of the kinds in the chain, by kind.
struct PolicySettingsSection: Sendable {
  /// Where each kind's block begins.
  var places: [(kind: String, place: ConfigPlace)] = []
  /// What the blocks describe.
  var definitions: [String: PolicyDefinition] = [:]
  /// The kinds that are switched off.
  var disabled: Set<String> = []

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
        if let decode = kind.decode {
          let decoded = decode(member.value, name, &context)
          section.definitions[name] = decoded?.definition
          guard let decoded, !decoded.isEnabled else { return }
          section.disabled.insert(name)
          context.warnOfDisabled(member.value)
        } else if case .mapping = member.value.value {
        } else {
          context.wrongType(member.value, expected: "a mapping")
        }
      }
    }
    return section
  }
}
