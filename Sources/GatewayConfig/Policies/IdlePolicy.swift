internal import GatewayCore
internal import GatewayPolicy

extension Guardrail {
  /// Why a policy with these settings never finds anything; nil when it can.
  var idleReason: String? {
    switch self {
    case .spans(let settings):
      settings.entities.isEmpty && settings.patterns.isEmpty && settings.terms.isEmpty
        ? "it names no kind of data, no pattern and no term" : nil
    case .contentFilter(let settings):
      settings.categories.isEmpty && settings.terms.isEmpty ? "it names no category and no term" : nil
    case .roleAccess(let settings):
      settings.requiredHeaders.isEmpty && !settings.requiresAuthorization && settings.roles.isEmpty
        ? "it demands no header field and has no role" : nil
    case .agentFirewall(let settings):
      settings.allowedTools == nil && settings.blockedTools.isEmpty && settings.roles.isEmpty && settings.maxActions == nil
        ? "it has neither allowed_tools nor blocked_tools, no roles and no max_actions_per_session" : nil
    case .dataRouting(let settings):
      settings.requiresZeroRetention || settings.requiresNoTraining || settings.maxRetentionDays != nil
        ? nil : "it demands nothing of targets"
    case .citations(let settings):
      settings.requiresSources || settings.requiresSourceMatch ? nil : "it demands no sources and no match"
    case .quality(let settings):
      settings.minCharacters == 0 && settings.minSentences == 0 && settings.minScore == 0
        && !settings.assertions.contains(where: \.isEnforced)
        ? "it states nothing that an answer must meet" : nil
    case .promptInjection, .auditLog: nil
    }
  }
}

extension DecodeContext {
  /// Warns of a policy that never finds anything, unless its settings have errors: what did not decode would be missing.
  mutating func warnOfIdle(_ policy: PolicyDefinition, at place: ConfigPlace) {
    guard let reason = policy.guardrail.idleReason else { return }
    guard !diagnostics.contains(where: { $0.severity == .error && $0.path.hasPrefix(path) }) else { return }
    warning(place, "enforces nothing: \(reason)", isStructural: true)
  }

  /// Warns of a policy that is switched off. `node` has its `enabled`.
  mutating func warnOfDisabled(_ node: ConfigNode) {
    guard let place = node["enabled"]?.place else { return }
    inside(key: "enabled") { $0.warning(place, "is false: the policy is not in force", isStructural: false) }
  }

  /// Records an error where a nested spelling of a key says something else than the key itself.
  mutating func contradiction<Value: Equatable>(
    _ value: Value?, _ nested: Value?, key: String, in section: String, nestedKey: String? = nil, _ node: ConfigNode
  ) {
    let name = nestedKey ?? key
    guard let value, let nested, value != nested, let place = node[section]?[name]?.place else { return }
    inside(key: section) { context in
      context.inside(key: name) { $0.error(place, "says something else than \"\(key)\" beside \"\(section)\"; keep one of them") }
    }
  }

  /// Warns where `restore` has no effect.
  mutating func checkRestore(_ restore: Bool?, _ common: CommonPolicySettings, _ node: ConfigNode) {
    guard restore == true, let place = node["restore"]?.place else { return }
    let action = common.action ?? .redact
    inside(key: "restore") { context in
      if action != .redact {
        context.warning(place, "has no effect with action: \(action.rawValue): nothing is taken out of the prompt", isStructural: true)
      } else if common.phase == .output {
        context.warning(place, "has no effect with phase: output: nothing is taken out of the prompt", isStructural: true)
      }
    }
  }

  /// Checks the terms of `key`: whether errors are allowed at all, and where a short term does not have as many as it is given.
  mutating func checkTerms(_ key: String, fuzzy: Bool?, maxDistance: Int?, _ node: ConfigNode) {
    guard fuzzy == true else {
      guard let place = node["max_distance"]?.place else { return }
      return inside(key: "max_distance") { $0.warning(place, "has no effect without fuzzy_matching: true", isStructural: true) }
    }
    guard case .list(let entries)? = node[key]?.value else { return }
    let most = maxDistance ?? 1
    inside(key: key) { context in
      for (index, entry) in entries.enumerated() {
        guard case .text(let term) = entry.value else { continue }
        let distance = CustomTerm.distance(term, most: most)
        guard distance < most else { continue }
        context.inside(index: index) {
          $0.warning(
            entry.place, "\"\(term.prefix(64))\" is too short for max_distance \(most): it is found with a distance of \(distance)",
            isStructural: false)
        }
      }
    }
  }
}

extension ValueType<String> {
  /// A term: text that is not blank.
  static let term = text(length: 1...200).map { text, node, context -> String? in
    if !CustomTerm.isBlank(text) { return text }
    context.error(node.place, "is blank: it would never be found")
    return nil
  }

  /// The name of a tool, with `*` for anything.
  static let toolName = text(length: 1...200).map { text, node, context -> String? in
    if !text.contains(where: { $0 == "?" || $0 == "[" }) { return text }
    context.error(node.place, "only * stands for anything in the name of a tool; ? and [ do not")
    return nil
  }
}
