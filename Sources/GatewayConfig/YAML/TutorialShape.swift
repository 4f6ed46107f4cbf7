internal import GatewayPolicy

/// The shape of the Keeptrusts tutorials: `policies` is a list of `{name, type, phase, action, threshold, message, config}`, maybe split into
/// `input_policies` and `output_policies`, under a `version: '1'`. Rewritten, place by place, to the list of policies with rules that the provider pages have:
/// every such entry is a policy with one rule.
enum TutorialShape {
  private static let types = ["pii_redaction": "pii_detection", "pii_detector": "pii_detection"]
  private static let actions = ["pii_detection": "redact", "content_filter": "block", "prompt_injection": "block"]
  private static let splits = [("input_policies", "input"), ("output_policies", "output")]

  /// The document in the other shape; as it is when it has nothing of this one.
  static func normalized(_ document: ConfigNode) -> ConfigNode {
    guard case .mapping(var members) = document.value, isUsed(members) else { return document }
    members.removeAll { $0.key == "version" && isOne($0.value) }
    if let index = members.firstIndex(where: { $0.key == "policies" }), case .list(let entries) = members[index].value.value {
      members[index].value.value = .list(entries.map { entry($0, phase: nil) })
    }
    for (key, phase) in splits {
      guard let index = members.firstIndex(where: { $0.key == key }), case .list(let entries) = members[index].value.value else { continue }
      let more = entries.map { entry($0, phase: phase) }
      if let policies = members.firstIndex(where: { $0.key == "policies" }) {
        // A chain cannot take entries: the key stays, and is refused.
        guard case .list(let known) = members[policies].value.value else { continue }
        members[policies].value.value = .list(known + more)
        members.remove(at: index)
      } else {
        members[index].key = "policies"
        members[index].value.value = .list(more)
      }
    }
    var result = document
    result.value = .mapping(members)
    return result
  }

  private static func isUsed(_ members: [ConfigNode.Member]) -> Bool {
    members.contains { member in
      if splits.contains(where: { $0.0 == member.key }) { return true }
      guard member.key == "policies", case .list(let entries) = member.value.value else { return false }
      return entries.contains(where: isEntry)
    }
  }

  private static func isEntry(_ node: ConfigNode) -> Bool { node["rules"] == nil && node["id"] == nil && node["type"] != nil }

  private static func isOne(_ node: ConfigNode) -> Bool {
    switch node.value {
    case .text("1"), .integer(1): true
    default: false
    }
  }

  /// One entry as a policy with a rule. What it does not know goes into the rule, where it is refused at its place.
  private static func entry(_ node: ConfigNode, phase: String?) -> ConfigNode {
    guard isEntry(node) else { return node }
    var policy: [ConfigNode.Member] = []
    var rule: [ConfigNode.Member] = []
    for member in node.members {
      switch member.key {
      case "name": policy.append(ConfigNode.Member(key: "id", keyPlace: member.keyPlace, value: member.value))
      case "description", "enabled": policy.append(member)
      case "config": rule += member.value.members
      default: rule.append(member)
      }
    }
    let type = rename(&rule)
    if !rule.contains(where: { $0.key == "action" }), let action = type.flatMap({ actions[$0] }) {
      rule.append(text("action", action, node))
    }
    if let phase {
      // Another phase than that of the list stays where nobody knows it.
      policy += rule.filter { $0.key == "phase" && $0.value.text != phase }
      rule.removeAll { $0.key == "phase" }
      rule.append(text("phase", phase, node))
    }
    var result = node
    var one = node
    one.value = .mapping(rule)
    let rules = ConfigNode(value: .list([one]), place: node.place)
    result.value = .mapping(policy + [ConfigNode.Member(key: "rules", keyPlace: node.place, value: rules)])
    return result
  }

  /// Gives the rule's members the names that they have there.
  /// - Returns: the type.
  private static func rename(_ rule: inout [ConfigNode.Member]) -> String? {
    var type: String?
    for index in rule.indices {
      switch (rule[index].key, rule[index].value.value) {
      case ("type", .text(let name)):
        type = types[name] ?? name
        rule[index].value.value = .text(type ?? name)
      case ("entity_types", _): rule[index].key = "patterns"
      case ("replacement", .text): rule[index] = markers(rule[index], for: rule)
      default: break
      }
    }
    return type
  }

  /// `replacement` as the marker of every kind of data that is looked for.
  private static func markers(_ replacement: ConfigNode.Member, for rule: [ConfigNode.Member]) -> ConfigNode.Member {
    let listed = rule.first { $0.key == "patterns" || $0.key == "entity_types" }?.value
    var names = ["pii", "pci"]
    if case .list(let entries)? = listed?.value {
      names = entries.compactMap(\.text)
    }
    let entities = Set(names.flatMap { EntityGroup.entities(named: $0) ?? [] }.map(\.name)).sorted()
    let place = replacement.keyPlace
    let markers = ConfigNode(
      value: .mapping(entities.map { ConfigNode.Member(key: $0, keyPlace: place, value: replacement.value) }),
      place: replacement.value.place)
    let redaction = ConfigNode(
      value: .mapping([ConfigNode.Member(key: "custom_markers", keyPlace: place, value: markers)]), place: replacement.value.place)
    return ConfigNode.Member(key: "redaction", keyPlace: place, value: redaction)
  }

  private static func text(_ key: String, _ value: String, _ node: ConfigNode) -> ConfigNode.Member {
    ConfigNode.Member(key: key, keyPlace: node.place, value: ConfigNode(value: .text(value), place: node.place))
  }

}
