internal import GatewayCore

/// Checks what shows only when all of a document is known: kinds of the chain that enforce nothing, and demands that no target meets.
struct PoliciesInForce {
  /// The policies.
  let definitions: [PolicyDefinition]
  /// The targets.
  let targets: [Target]

  /// Records the warnings. `root` is the document.
  func check(_ root: ConfigNode, _ context: inout DecodeContext) {
    guard case .list(let chain)? = root["policies"]?["chain"]?.value else { return }
    for definition in definitions {
      // The settings say what is wrong; without any it is the entry of the chain.
      if let member = root["policy"]?.members.first(where: { $0.key == definition.kind }) {
        context.inside(key: "policy") { context in
          context.inside(key: definition.kind) { check(definition, member.keyPlace, &$0) }
        }
        continue
      }
      let entry = chain.enumerated().first { if case .text(definition.kind) = $0.element.value { true } else { false } }
      guard let entry else { continue }
      context.inside(key: "policies") { context in
        context.inside(key: "chain") { context in
          context.inside(index: entry.offset) { check(definition, entry.element.place, &$0) }
        }
      }
    }
  }

  private func check(_ definition: PolicyDefinition, _ place: ConfigPlace, _ context: inout DecodeContext) {
    context.warnOfIdle(definition, at: place)
    guard case .dataRouting(let settings) = definition.guardrail, !targets.isEmpty,
      !targets.contains(where: { ($0.dataPolicy ?? DataPolicy()).complies(with: settings) })
    else { return }
    let end = settings.blocksWithoutCompliantTarget ? "every request is refused" : "every request goes on all the same"
    context.warning(place, "no target complies: \(end); a target says what it does with data in its data_policy", isStructural: true)
  }
}
