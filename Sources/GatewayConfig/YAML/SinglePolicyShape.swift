/// A document that is one policy: `policy: {name, version, enabled}`, and the settings of its kind at the top level. The name is that of the kind.
///
/// It is rewritten to the canonical shape: the settings stand under `policy.<kind>`, and the kind is the last of the chain. Laid over a file with providers and a
/// chain, it adds its policy to them.
enum SinglePolicyShape {
  /// The kinds that have documents of their own.
  static let kinds = [PromptInjectionSection.kind, AgentFirewallSection.kind, CitationSection.kind, QualitySection.kind]

  private static let shared: Set<String> = ["pack", "providers", "policies", "gateway", "simulator"]

  /// What such a document comes to.
  struct Result {
    /// The document in the canonical shape, without a chain.
    var document: ConfigNode
    /// The kind that goes into the chain; nil when it is switched off.
    var kind: ConfigNode?
    /// What is wrong with the header.
    var diagnostics: [Diagnostic] = []
  }

  /// The document in the canonical shape; nil when it has another one.
  static func normalized(_ document: ConfigNode) -> Result? {
    guard let policy = document["policy"], let name = policy["name"], policy["version"] != nil || policy["enabled"] != nil else {
      return nil
    }
    var context = DecodeContext(environment: [:], allowsUnenforced: false)
    let header = context.inside(key: "policy") { SinglePolicyHeader.schema.decode(policy, &$0) }
    var result = Result(document: document, diagnostics: context.diagnostics)
    result.document.value = .mapping(document.members.filter { shared.contains($0.key) })
    guard let kind = header?.name, header?.enabled == true else { return result }
    let settings = ConfigNode(
      value: .mapping(document.members.filter { $0.key != "policy" && !shared.contains($0.key) }), place: document.place)
    let block = ConfigNode(value: .mapping([ConfigNode.Member(key: kind, keyPlace: name.place, value: settings)]), place: policy.place)
    result.document.value = .mapping(
      result.document.members + [ConfigNode.Member(key: "policy", keyPlace: policy.place, value: block)])
    result.kind = name
    return result
  }

  /// The whole document, with the kinds at the end of its chain. A list of policies with rules has no chain: nil.
  static func adding(_ kinds: [ConfigNode], to document: ConfigNode) -> ConfigNode? {
    guard let first = kinds.first, case .mapping(var members) = document.value else { return document }
    guard let index = members.firstIndex(where: { $0.key == "policies" }) else {
      members.append(ConfigNode.Member(key: "policies", keyPlace: first.place, value: chain(kinds, first.place)))
      return with(members, document)
    }
    guard case .mapping(var policies) = members[index].value.value, let place = policies.firstIndex(where: { $0.key == "chain" }),
      case .list(let known) = policies[place].value.value
    else { return nil }
    let named = Set(known.compactMap { node in if case .text(let name) = node.value { name } else { nil } })
    policies[place].value.value = .list(known + kinds.filter { if case .text(let name) = $0.value { !named.contains(name) } else { true } })
    members[index].value.value = .mapping(policies)
    return with(members, document)
  }

  private static func chain(_ kinds: [ConfigNode], _ place: ConfigPlace) -> ConfigNode {
    let list = ConfigNode(value: .list(kinds), place: place)
    return ConfigNode(value: .mapping([ConfigNode.Member(key: "chain", keyPlace: place, value: list)]), place: place)
  }

  private static func with(_ members: [ConfigNode.Member], _ document: ConfigNode) -> ConfigNode {
    var result = document
    result.value = .mapping(members)
    return result
  }
}

/// `policy` of a document that is one policy.
struct SinglePolicyHeader: ConfigRecord {
  var name: String?
  var version: String?
  var enabled: Bool?

  static let schema = RecordSchema<SinglePolicyHeader>(fields: [
    Field("name", .oneOf(SinglePolicyShape.kinds, what: "policy kind"), \.name, required: true, doc: "The kind."),
    Field("version", .semanticVersion, \.version, required: true, doc: "Its version, by Semantic Versioning."),
    Field("enabled", .boolean, \.enabled, required: true, doc: "Whether it is in force."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard enabled == false, let name, let place = node["enabled"]?.place else { return }
    context.inside(key: "enabled") { $0.warning(place, "is false: policy \"\(name)\" is not in force", isStructural: false) }
  }
}
