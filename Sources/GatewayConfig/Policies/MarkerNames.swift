internal import GatewayCore
internal import GatewayPolicy

extension RedactionSection {
  /// Checks that the markers are for kinds of data that there are: built-in ones, terms, and patterns of the policy's own.
  func check(_ patterns: [SpanSettings.Pattern]?, _ node: ConfigNode, _ context: inout DecodeContext) {
    guard let markers = node["redaction"]?["custom_markers"] else { return }
    let known = Entity.allCases.filter { $0 != .custom }.map(\.name) + ["blocked_term"] + (patterns ?? []).map(\.name)
    context.inside(key: "redaction") { context in
      context.inside(key: "custom_markers") { context in
        for member in markers.members where !known.contains(member.key) {
          let meant = EntityGroup.entities(named: member.key).flatMap { $0.count == 1 ? $0.first?.name : nil }
          context.error(
            member.keyPlace, "unknown kind of data \"\(member.key.prefix(64))\"; see the list in docs/policies.md",
            suggestion: meant ?? NearestName.find(member.key, among: known))
        }
      }
    }
  }
}
