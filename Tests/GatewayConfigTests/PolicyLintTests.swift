import GatewayConfig
import GatewayCore
import GatewayPolicy
import Testing

/// What lint says of policies that enforce nothing, contradict themselves, or do something else than they seem to.
@Suite struct PolicyLintTests {
  private static let head = "providers: {targets: [{id: a, provider: vllm}]}\n"

  /// A chain of one kind with these settings.
  private func chain(_ kind: String, _ settings: String?) -> [String] {
    let block = settings.map { "policy:\n  \(kind): \($0)\n" } ?? ""
    return messages("policies: {chain: [\(kind)]}\n\(block)")
  }

  private func messages(_ text: String) -> [String] {
    load(Self.head + text).diagnostics.map { "\($0.severity.rawValue): \($0.path): \($0.message)" }
  }

  private func rule(_ text: String) -> [String] { messages("policies: [{id: p, rules: [{\(text)}]}]\n") }

  @Test(
    arguments: [
      ("pii-detector", "{entities: [], pci_mode: false}"), ("dlp-filter", "{secrets: false}"), ("safety-filter", "{categories: []}"),
      ("rbac", "{deny_if_missing: []}"), ("agent-firewall", "{}"), ("data-routing-policy", "{require_no_training: false}"),
      ("quality-scorer", "{assertions: []}"), ("citation-verifier", "{require_sources: false}"),
    ])
  func settingsThatEnforceNothingAreAWarning(_ kind: String, _ settings: String) {
    let found = chain(kind, settings)
    #expect(found.count == 1 && found[0].hasPrefix("warning: policy.\(kind): enforces nothing: "), "\(found)")
  }

  @Test(arguments: ["agent-firewall", "data-routing-policy", "quality-scorer"]) func kindsWithoutAnySettingAreAWarning(_ kind: String) {
    let found = chain(kind, nil)
    #expect(found.count == 1 && found[0].hasPrefix("warning: policies.chain[0]: enforces nothing: "), "\(found)")
  }

  @Test(
    arguments: [
      ("pii-detector", "{entities: [], detect_patterns: [a]}"), ("dlp-filter", "{secrets: false, blocked_terms: [a]}"), ("rbac", "{}"),
      ("safety-filter", "{categories: [], block_if: [a]}"), ("agent-firewall", "{allowed_tools: []}"),
      ("quality-scorer", "{min_output_chars: 1}"),
    ])
  func settingsThatEnforceSomethingAreNone(_ kind: String, _ settings: String) { #expect(chain(kind, settings) == []) }

  @Test func emptyRulesAndChainsAreWarnings() {
    #expect(messages("policies: [{id: p, rules: []}]\n") == ["warning: policies[0].rules: is empty: the policy enforces nothing"])
    #expect(messages("policies: {chain: []}\n") == ["warning: policies.chain: is empty: nothing is enforced"])
    #expect(rule("type: pii_detection, action: redact, patterns: []").first?.contains("enforces nothing: it names no kind of data") == true)
    #expect(rule("type: content_filter, action: block, categories: []").first?.contains("enforces nothing: it names no category") == true)
    #expect(rule("type: pii_detection, action: redact, patterns: [], detect_patterns: [a]") == [])
  }

  @Test func realtimeThatIsNoneIsAWarning() {
    let content = "warning: policy.safety-filter.streaming_mode: has no effect: safety-filter judges an answer as a whole"
    #expect(chain("safety-filter", "{streaming_mode: realtime}").map { $0.hasPrefix(content) } == [true])
    for settings in ["{streaming_mode: realtime, phase: input}", "{streaming_mode: realtime, action: flag}", "{streaming_mode: buffered}"] {
      #expect(chain("safety-filter", settings) == [])
    }
    #expect(chain("pii-detector", "{streaming_mode: realtime, action: block}") == [])
    let pii = "type: pii_detection, action: redact, streaming_mode: realtime"
    #expect(rule(pii) == [])
    #expect(
      messages("policies: [{id: p, rules: [{\(pii)}]}, {id: q, rules: [{type: content_filter, action: block}]}]\n")
        == ["warning: policies[0].rules[0].streaming_mode: has no effect: the policy 'q' has streamed answers assembled"])
  }

  @Test func whatIsSwitchedOffIsNotInForce() throws {
    let off = load(Self.head + "policies: {chain: [agent-firewall, pii-detector]}\npolicy: {agent-firewall: {enabled: false}}\n")
    #expect(off.diagnostics.map(\.path) == ["policy.agent-firewall.enabled"])
    #expect(off.diagnostics.map(\.message) == ["is false: the policy is not in force"])
    #expect(off.snapshot?.policies.map(\.id) == ["pii-detector"])
    let rules = "rules: [{type: pii_detection, action: redact}]"
    let listed = load(Self.head + "policies: [{id: p, enabled: false, \(rules)}, {id: q, enabled: true, \(rules)}]\n")
    #expect(listed.diagnostics.map(\.path) == ["policies[0].enabled"])
    #expect(listed.snapshot?.policies.map(\.id) == ["q"])
    #expect(load(Self.head + "policies: {chain: [rbac]}\npolicy: {rbac: {enabled: no}}\n").snapshot == nil)
  }

  @Test func blankTermsAreErrors() {
    let blank = "is blank: it would never be found"
    #expect(chain("dlp-filter", "{blocked_terms: [' ', a]}") == ["error: policy.dlp-filter.blocked_terms[0]: \(blank)"])
    #expect(chain("safety-filter", "{block_if: ['  ']}") == ["error: policy.safety-filter.block_if[0]: \(blank)"])
  }

  @Test func assertionsNeedValues() {
    for text in [
      "{type: contains}", "{type: regex}", "{type: equals, value: []}", "{type: contains-any, value: ['']}", "{type: min-length}",
    ] {
      let found = chain("quality-scorer", "{assertions: [\(text)]}")
      #expect(found.count == 1 && found[0].hasPrefix("error: policy.quality-scorer.assertions[0]: an assertion of type"), "\(found)")
    }
    for text in ["{type: is-json}", "{type: equals, value: '', negate: true}", "{type: min-length, value: 3}"] {
      #expect(chain("quality-scorer", "{assertions: [\(text)]}") == [])
    }
  }

  @Test func contradictionsAreErrors() {
    let text = "says something else than \"action\" beside"
    #expect(
      chain("prompt-injection", "{action: flag, response: {action: block}}") == [
        "error: policy.prompt-injection.response.action: \(text) \"response\"; keep one of them"
      ])
    #expect(
      chain("citation-verifier", "{action: flag, output_action: {unverified_action: block}}") == [
        "error: policy.citation-verifier.output_action.unverified_action: \(text) \"output_action\"; keep one of them"
      ])
    #expect(
      chain("quality-scorer", "{action: flag, min_sentences: 1, failure_action: {action: block}}") == [
        "error: policy.quality-scorer.failure_action.action: \(text) \"failure_action\"; keep one of them"
      ])
    #expect(chain("prompt-injection", "{action: block, response: {action: block}}") == [])
  }

  @Test func aKeyInAnEntryAndInItsConfigIsAnError() {
    let found = messages("policies: [{name: p, type: pii_redaction, action: redact, config: {action: flag}}]\n")
    #expect(found == ["error: policies[0].rules[0].action: is given already, at policy-config.yaml:2:43; keep one of them"])
    let patterns = messages("policies: [{name: p, type: pii_redaction, patterns: [ssn], entity_types: [email]}]\n")
    #expect(patterns.count == 1 && patterns[0].contains("is given already"))
  }

  @Test func markersAreForKindsOfDataThatThereAre() {
    let result = load(
      Self.head
        + "policies: {chain: [pii-detector]}\npolicy: {pii-detector: {redaction: {custom_markers: {emial: x, name: y, email: z}}}}\n")
    #expect(result.diagnostics.map(\.message).allSatisfy { $0.hasPrefix("unknown kind of data") })
    #expect(result.diagnostics.map(\.suggestion) == ["email", "person"])
    #expect(
      chain(
        "dlp-filter", "{blocked_terms: [a], detect_patterns: [{name: n, pattern: b}], redaction: {custom_markers: {blocked_term: x, n: y}}}"
      ) == [])
    #expect(rule("type: pii_detection, action: redact, redaction: {custom_markers: {nonsense: x}}").count == 1)
    #expect(chain("hipaa-phi-detector", "{redaction: {custom_markers: {nonsense: x}}}").count == 1)
  }

  @Test func keysWithoutEffectAreWarnings() {
    #expect(chain("pii-detector", "{restore: true, action: block}").first?.contains("has no effect with action: block") == true)
    #expect(chain("pii-detector", "{restore: true, phase: output}").first?.contains("has no effect with phase: output") == true)
    #expect(rule("type: pii_detection, action: block, restore: true").first?.contains("has no effect") == true)
    #expect(chain("dlp-filter", "{restore: true, action: flag}").first?.contains("has no effect with action: flag") == true)
    for kind in ["pii-detector", "dlp-filter", "hipaa-phi-detector"] { #expect(chain(kind, "{restore: true}") == []) }
    #expect(
      chain("dlp-filter", "{blocked_terms: [a], max_distance: 2}") == [
        "warning: policy.dlp-filter.max_distance: has no effect without fuzzy_matching: true"
      ])
    #expect(chain("safety-filter", "{block_if: [a], max_distance: 2}").count == 1)
  }

  @Test func shortTermsHaveASmallerDistanceThanTheyAreGiven() {
    for (kind, key) in [("dlp-filter", "blocked_terms"), ("safety-filter", "block_if")] {
      #expect(
        chain(kind, "{\(key): [Project Falcon, falcon, abc], fuzzy_matching: true, max_distance: 3}") == [
          "warning: policy.\(kind).\(key)[1]: \"falcon\" is too short for max_distance 3: it is found with a distance of 1",
          "warning: policy.\(kind).\(key)[2]: \"abc\" is too short for max_distance 3: it is found with a distance of 0",
        ])
    }
  }

  @Test func toolNamesHaveNoWildcardButTheStar() {
    for text in ["allowed_tools: ['get_?']", "blocked_tools: ['[ab]*']", "tools: {roles: {r: {denied_tools: ['a?']}}}"] {
      let found = chain("agent-firewall", "{\(text)}")
      #expect(found.contains { $0.hasPrefix("error: ") && $0.contains("only * stands for anything") }, "\(found)")
    }
    #expect(chain("rbac", "{roles: {r: {allowed_tools: ['a?']}}}").first?.contains("only * stands for anything") == true)
    #expect(chain("agent-firewall", "{allowed_tools: ['get_*']}") == [])
  }

  @Test func demandsThatNoTargetMeetsAreAWarning() {
    #expect(
      chain("data-routing-policy", "{require_no_training: true}").first?.contains("no target complies: every request is refused") == true)
    #expect(
      chain("data-routing-policy", "{require_no_training: true, on_no_compliant_provider: warn}").first?.contains("goes on all the same")
        == true)
    let targets = "providers: {targets: [{id: a, provider: vllm}, {id: b, provider: vllm, data_policy: {training_opt_out: true}}]}\n"
    #expect(
      lines(load(targets + "policies: {chain: [data-routing-policy]}\npolicy: {data-routing-policy: {require_no_training: true}}\n")) == [])
  }

  @Test func aListAndAChainOverEachOtherAreAnError() {
    let list = "policies: [{id: p, rules: [{type: prompt_injection, action: block}]}]\n"
    let chain = "policies: {chain: [rbac]}\n"
    for (below, above) in [(list, chain), (chain, list)] {
      let result = ConfigLoader(environment: [:]).load([
        ConfigSource(path: "1.yaml", text: Self.head + below), ConfigSource(path: "2.yaml", text: above),
      ])
      #expect(
        lines(result) == [
          "2.yaml:1:11: error: policies: a list of policies and a chain do not go together: the policies at 1.yaml:2:11 would all be dropped; "
            + "write both in one shape"
        ])
    }
  }

  @Test func whatIsMeantIsSaid() {
    #expect(
      chain("safety-filter", "{threshold: 0.4}") == [
        "error: policy.safety-filter.threshold: expected a level, found a number; known: low, medium, high"
      ])
    #expect(
      lines(load(Self.head + "policies: [pii-detector]\n")) == [
        "policy-config.yaml:2:11: error: policies: a list holds policies with rules; kinds stand in a chain — did you mean \"policies: {chain: "
          + "[pii-detector]}\"?"
      ])
    #expect(chain("pii-detector", "{patterns: [ssn]}").first?.contains("kinds of data stand in \"entities\"") == true)
    for text in [
      "policies:\n\tchain: [rbac]\n", "pack:\n  name: a\n\tversion: 1.0.0\n", "a: b\n\tc: d\n", "policies:\n  - id: a\n  \tx: [1\n",
    ] {
      #expect(load(text).diagnostics.first?.message.contains("a tab stands where only spaces may") == true, "\(lines(load(text)))")
    }
  }
}
