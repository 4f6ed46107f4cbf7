internal import GatewayCore
internal import GatewayPolicy

/// Checks what shows only when all of a document is known: kinds of the chain that enforce nothing, demands that no target meets, and streams that do not flow as a policy says.
struct PoliciesInForce {
  /// The policies.
  let definitions: [PolicyDefinition]
  /// The targets.
  let targets: [Target]

  /// Records the warnings. `root` is the document.
  func check(_ root: ConfigNode, _ context: inout DecodeContext) {
    checkStreaming(root, &context)
    guard case .list(let chain)? = root["policies"]?["chain"]?.value else { return }
    for definition in definitions {
      // The settings say what is wrong; without any it is the entry of the chain.
      if let member = root["policy"]?.members.first(where: { $0.key == definition.kind }) {
        context.inside(key: "policy") { context in
          context.inside(key: definition.kind) { check(definition, member.keyPlace, &$0) }
        }
        continue
      }
      let entry = chain.enumerated().first { $0.element.text == definition.kind }
      guard let entry else { continue }
      context.inside(key: "policies") { context in
        context.inside(key: "chain") { context in
          context.inside(index: entry.offset) { check(definition, entry.element.place, &$0) }
        }
      }
    }
  }

  /// Warns where a policy says `streaming_mode: realtime` and streams are assembled all the same.
  private func checkStreaming(_ root: ConfigNode, _ context: inout DecodeContext) {
    if case .list(let entries)? = root["policies"]?.value {
      for (index, entry) in entries.enumerated() {
        guard case .list(let rules)? = entry["rules"]?.value else { continue }
        for (number, rule) in rules.enumerated() {
          context.at(path: "policies[\(index)].rules[\(number)].streaming_mode") { context in
            let id = entry["id"]?.text
            let mine = definitions.first { $0.id == id || $0.id == "\(id ?? "")/\(rule["type"]?.text ?? "")" }
            checkStreaming(mine, rule, &context)
          }
        }
      }
    }
    for member in root["policy"]?.members ?? [] {
      context.at(path: "policy.\(member.key).streaming_mode") { context in
        checkStreaming(definitions.first { $0.id == member.key }, member.value, &context)
      }
    }
  }

  private func checkStreaming(_ definition: PolicyDefinition?, _ settings: ConfigNode, _ context: inout DecodeContext) {
    guard let definition, definition.streamingMode == .realtime, definition.phases.contains(.output), definition.guardrail.judge == nil,
      let place = settings["streaming_mode"]?.place
    else { return }
    if definition.assemblesStreams {
      let way = "streamed answers are assembled; action: flag lets them flow"
      return context.warning(place, "has no effect: \(definition.kind) judges an answer as a whole, so \(way)", isStructural: false)
    }
    guard let other = definitions.first(where: \.assemblesStreams) else { return }
    context.warning(place, "has no effect: the policy '\(other.id)' has streamed answers assembled", isStructural: false)
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
