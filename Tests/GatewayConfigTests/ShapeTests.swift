import GatewayConfig
import GatewayCore
import Testing

/// The other shapes of documents that come down to the same policies.
@Suite struct ShapeTests {
  private static let head = "providers: {targets: [{id: a, provider: vllm}]}\n"

  private func diagnostics(_ text: String) -> [String] {
    lines(load(Self.head + text)).map { String($0.dropFirst("policy-config.yaml:".count)) }
  }

  private func policies(_ text: String) throws -> [PolicyDefinition] {
    let result = load(Self.head + text)
    #expect(lines(result) == [])
    return try #require(result.snapshot).policies
  }

  // MARK: The tutorials

  @Test func theTutorialsListIsTheListOfRules() throws {
    let tutorial = try policies(
      """
      version: '1'
      policies:
        - name: no-attacks
          type: prompt_injection
          phase: input
          action: block
          threshold: 0.85
          message: No.
        - {name: hate, type: content_filter, phase: output, action: flag, config: {categories: [hate], threshold: medium}}
        - {name: mail, type: pii_redaction, config: {entity_types: [email, phone_number, ssn], replacement: "<gone>"}}
        - {name: all, type: pii_detector}
      """)
    let rules = try policies(
      """
      policies:
        - id: no-attacks
          rules: [{type: prompt_injection, action: block, phase: input, threshold: 0.85, message: No.}]
        - id: hate
          rules: [{type: content_filter, action: flag, phase: output, categories: [hate], threshold: medium}]
        - id: mail
          rules:
            - type: pii_detection
              action: redact
              patterns: [email, phone, ssn]
              redaction: {custom_markers: {email: <gone>, phone: <gone>, ssn: <gone>}}
        - {id: all, rules: [{type: pii_detection, action: redact}]}
      """)
    #expect(tutorial == rules)
    #expect(tutorial.map(\.id) == ["no-attacks", "hate", "mail", "all"])
    guard case .promptInjection(let settings) = tutorial[0].guardrail else { return #expect(Bool(false)) }
    #expect(settings.threshold == 0.85)
  }

  @Test func splitListsAreOne() throws {
    let split = try policies(
      """
      version: 1
      input_policies: [{name: in, type: pii_detector}]
      output_policies: [{name: out, type: content_filter}, {name: both, type: pii_redaction, phase: output}]
      """)
    #expect(split.map(\.id) == ["in", "out", "both"])
    #expect(split.map(\.phases) == [[.input], [.output], [.output]])
    let beside = try policies(
      "policies: [{id: first, rules: [{type: pii_detection, action: redact}]}]\ninput_policies: [{name: in, type: pii_detector}]\n")
    #expect(beside.map(\.id) == ["first", "in"])
  }

  @Test func whatIsWrongInATutorialsListIsNamedWhereItStands() {
    let text = """
      version: '1'
      policies:
        - {name: a, type: content_filtr, action: block}
        - {name: b, type: pii_redaction, config: {entity_types: [emial]}}
        - {type: pii_detector}
        - {name: c, type: prompt_injection, threshold: high}
        - {name: c, type: content_filter, threshold: 0.5, colour: red}
      input_policies: [{name: d, type: pii_detector, phase: output}]
      """
    #expect(
      diagnostics(text) == [
        "4:21: error: policies[0].rules[0].type: unknown policy type \"content_filtr\"; known: pii_detection, prompt_injection, content_filter "
          + "— did you mean \"content_filter\"?",
        "5:60: error: policies[1].rules[0].patterns[0]: unknown kind of data \"emial\"; see the list in docs/policies.md "
          + "— did you mean \"email\"?",
        "6:5: error: policies[2]: \"id\" is required",
        "7:50: error: policies[3].rules[0].threshold: a rule of type prompt_injection has a score from 0 to 1",
        "8:12: error: policies[4].id: the id \"c\" is already taken at policy-config.yaml:7:12",
        "8:48: error: policies[4].rules[0].threshold: a rule of type content_filter has a level: low, medium or high",
        "8:53: error: policies[4].rules[0].colour: unknown key \"colour\"",
        "9:48: error: policies[5].phase: in input_policies and output_policies the list says the phase",
      ])
    #expect(diagnostics("version: '1'\n") == ["2:1: error: version: the version stands under pack: pack: {name, version, enabled}"])
    #expect(
      diagnostics("policies: {chain: [rbac]}\ninput_policies: [{name: a, type: pii_detector}]\n") == [
        "3:1: error: input_policies: goes with policies as a list, not with a chain"
      ])
  }

  @Test func tutorialsListsAreLayeredByName() throws {
    let base = Self.head + "policies: [{name: a, type: pii_detector}, {name: b, type: content_filter}]\n"
    let layer = "policies: [{id: b, description: second}]\n"
    let result = ConfigLoader(environment: [:]).load([
      ConfigSource(path: "1.yaml", text: base), ConfigSource(path: "2.yaml", text: layer),
    ])
    #expect(lines(result) == [])
    #expect(result.snapshot?.policies.map(\.id) == ["a", "b"])
  }

  // MARK: One policy

  private static let single = """
    policy: {name: prompt-injection, version: 1.0.0, enabled: true}
    detection: {attack_patterns: ["open sesame"]}
    encoding: {decode_base64: false}
    boundaries: {reject_fake_boundaries: false}
    response: {action: escalate, message: No.}
    """

  @Test func aDocumentOfOnePolicyIsAChain() throws {
    let one = try policies(Self.single)
    let chain = try policies(
      """
      policies: {chain: [prompt-injection]}
      policy:
        prompt-injection:
          detection: {attack_patterns: ["open sesame"]}
          encoding: {decode_base64: false}
          boundaries: {reject_fake_boundaries: false}
          response: {action: escalate, message: No.}
      """)
    #expect(one == chain && one.count == 1)
    #expect(one[0].action == .escalate)
  }

  /// Rules of the list say it as the kind in a chain does.
  @Test(arguments: [("trusted", InjectionSettings.SystemMessages.trusted), ("phrases", .phrases), ("inspected", .inspected)])
  func systemMessagesAreLookedAtAsIsSaid(_ word: String, _ way: InjectionSettings.SystemMessages) throws {
    let rule = "policies: [{id: p, rules: [{type: prompt_injection, action: block, system_messages: \(word)}]}]\n"
    let chain = "policies: {chain: [prompt-injection]}\npolicy: {prompt-injection: {system_messages: \(word)}}\n"
    for text in [rule, chain] {
      guard case .promptInjection(let settings)? = try policies(text).first?.guardrail else {
        Issue.record("no prompt-injection: \(text)")
        continue
      }
      #expect(settings.systemMessages == way)
    }
  }

  @Test func documentsOfOnePolicyAddUp() throws {
    func load(_ texts: String...) -> LoadResult {
      ConfigLoader(environment: [:]).load(texts.enumerated().map { ConfigSource(path: "\($0 + 1).yaml", text: $1) })
    }
    let base = Self.head + "policies: {chain: [rbac, prompt-injection]}\npolicy: {rbac: {require_auth: true}}\n"
    let firewall = "policy: {name: agent-firewall, version: 1.0.0, enabled: true}\nallowed_tools: [a]\n"
    let result = load(base, Self.single, firewall)
    #expect(lines(result) == [])
    #expect(result.snapshot?.policies.map(\.kind) == ["rbac", "prompt-injection", "agent-firewall"])
    let off = load(base, firewall.replacing("true", with: "false"))
    #expect(lines(off) == ["2.yaml:1:57: warning: policy.enabled: is false: policy \"agent-firewall\" is not in force"])
    #expect(off.exitCode == 0 && off.snapshot?.policies.map(\.kind) == ["rbac", "prompt-injection"])
    let list = load(Self.head + "policies: [{id: p, rules: []}]\n", firewall)
    #expect(
      lines(list) == [
        "2.yaml:1:16: error: policy.name: a document of one policy goes with policies: {chain: [...]}, not with a list of policies"
      ])
  }

  @Test func theHeaderOfADocumentOfOnePolicyIsChecked() {
    #expect(
      diagnostics("policy: {name: rbac, version: 1.0, enabled: true}\ndetection: {}\n") == [
        "2:16: error: policy.name: unknown policy kind \"rbac\"; known: prompt-injection, agent-firewall, citation-verifier, quality-scorer",
        "2:31: error: policy.version: expected a semantic version of three numbers such as 1.0.0, found the number 1.0",
      ])
    #expect(
      diagnostics("policy: {name: agent-firewall, version: 1.0.0, enabled: true}\nallowed: [a]\n") == [
        "3:1: error: policy.agent-firewall.allowed: unknown key \"allowed\""
      ])
  }

  // MARK: The expanded firewall

  @Test func theExpandedFirewallHasRoles() throws {
    let text = """
      policies: {chain: [agent-firewall]}
      policy:
        agent-firewall:
          blocked_tools: [drop]
          tools: {roles: {reader: {allowed_tools: ["get_*"]}, admin: {denied_tools: [pay]}}}
      """
    guard case .agentFirewall(let settings)? = try policies(text).first?.guardrail else { return #expect(Bool(false)) }
    #expect(settings.blockedTools == ["drop"] && settings.allowedTools == nil)
    #expect(settings.roles["reader"]?.allowedTools == ["get_*"] && settings.roles["admin"]?.deniedTools == ["pay"])
    // What the page only names is not enforced, and so an error.
    let more = text + "\n    rate_limits: {}\n    kill_switches: {}\n"
    #expect(diagnostics(more).count == 2 && diagnostics(more).allSatisfy { $0.contains("is not supported by this version") })
  }
}
