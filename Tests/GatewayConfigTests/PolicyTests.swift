import GatewayConfig
import GatewayCore
import Testing

/// `policies` in both shapes, `policy`, and the master switch.
@Suite struct PolicyTests {
  private static let head = "providers: {targets: [{id: a, provider: vllm}]}\n"

  private func diagnostics(_ text: String, allowUnenforced: Bool = true) -> [String] {
    lines(load(Self.head + text, allowUnenforced: allowUnenforced)).map { String($0.dropFirst("policy-config.yaml:".count)) }
  }

  private func unenforced(_ place: String, _ title: String) -> String {
    "\(place): \(title) is not enforced by this version; its traffic passes without it (--allow-unenforced)"
  }

  @Test func emptyPoliciesAreNothingToEnforce() {
    for text in ["policies: []\n", "policy: {}\n"] {
      let result = load(Self.head + text)
      #expect(lines(result) == [])
      #expect(result.exitCode == 0)
    }
  }

  @Test func theChainIsChecked() {
    #expect(
      diagnostics("policies: {chain: [rbac, pii_detector, 3, rbac, document-classifier], chains: x}\n") == [
        "2:26: error: policies.chain[1]: unknown policy kind \"pii_detector\" — did you mean \"pii-detector\"?",
        "2:40: error: policies.chain[2]: expected text, found a whole number; put it in quotes",
        "2:43: warning: policies.chain[3]: policy \"rbac\" is in the chain twice",
        unenforced("2:49: warning: policies.chain[4]", "policy \"document-classifier\""),
        "2:71: error: policies.chains: unknown key \"chains\" — did you mean \"chain\"?",
      ])
    #expect(diagnostics("policies: {}\n") == ["2:11: error: policies: \"chain\" is required"])
    #expect(
      diagnostics("policies: 5\n") == [
        "2:11: error: policies: expected a mapping with a chain, or a list of policies, found a whole number"
      ])
  }

  @Test func theAuditLoggerIsChecked() {
    let text = """
      policies: {chain: [audit-logger]}
      policy:
        audit-logger: {immutable: 1, retention_days: 0, log_all_access: off, hipaa_audit_controls: true, retention: 3}
        audit-loger: {}
        rbac: 5
      """
    #expect(
      diagnostics(text) == [
        "4:29: error: policy.audit-logger.immutable: expected true or false, found a whole number",
        "4:48: error: policy.audit-logger.retention_days: expected a whole number from 1 to 36500",
        "4:67: error: policy.audit-logger.log_all_access: expected true or false, found text — did you mean \"false\"?",
        "4:100: error: policy.audit-logger.retention: unknown key \"retention\" — did you mean \"retention_days\"?",
        "5:3: error: policy.audit-loger: unknown policy kind \"audit-loger\" — did you mean \"audit-logger\"?",
        "6:3: warning: policy.rbac: policy \"rbac\" has settings but is not in force: it is not in policies.chain",
        "6:9: error: policy.rbac: expected a mapping, found a whole number",
      ])
  }

  @Test func settingsOutsideTheChainAreAStructuralWarning() {
    for (policies, reason) in [
      ("policies: {chain: [rbac]}", "it is not in policies.chain"), ("policies: []", "policies is a list, without a chain"),
      ("{}", "there is no policies.chain"),
    ] {
      let text = Self.head + (policies == "{}" ? "" : policies + "\n") + "policy: {audit-logger: {immutable: true}}\n"
      let result = load(text)
      #expect(result.exitCode == 2)
      #expect(result.snapshot?.policies.contains { $0.kind == "audit-logger" } == false)
      #expect(result.diagnostics.map(\.message) == ["policy \"audit-logger\" has settings but is not in force: \(reason)"])
      #expect(result.diagnostics.map(\.isStructural) == [true])
    }
  }

  @Test func rulesAreChecked() {
    let text = """
      policies:
        - id: p
          rules:
            - {type: content_filtr, action: block}
            - {type: pii_detection, action: hide, patterns: [snn, 3], categories: [violence]}
            - {type: prompt_injection, action: block, patterns: [ssn]}
            - {type: content_filter, action: flag, categories: [violense]}
            - {action: block}
        - id: p
          name: x
        - text
      """
    #expect(
      diagnostics(text) == [
        "5:16: error: policies[0].rules[0].type: unknown policy type \"content_filtr\"; known: pii_detection, prompt_injection, content_filter "
          + "— did you mean \"content_filter\"?",
        "6:39: error: policies[0].rules[1].action: unknown action \"hide\"; known: redact, block, escalate, flag",
        "6:56: error: policies[0].rules[1].patterns[0]: unknown kind of data \"snn\"; see the list in docs/policies.md "
          + "— did you mean \"ssn\"?",
        "6:61: error: policies[0].rules[1].patterns[1]: expected text, found a whole number; put it in quotes",
        "6:65: error: policies[0].rules[1].categories: \"categories\" does not go with a rule of type pii_detection",
        "7:49: error: policies[0].rules[2].patterns: \"patterns\" does not go with a rule of type prompt_injection",
        "8:59: error: policies[0].rules[3].categories[0]: unknown category \"violense\"; "
          + "known: violence, self_harm, hate, harassment, sexual, illicit — did you mean \"violence\"?",
        "9:9: error: policies[0].rules[4]: \"type\" is required",
        "10:5: error: policies[1]: \"rules\" is required",
        "10:9: error: policies[1].id: the id \"p\" is already taken at policy-config.yaml:3:9",
        "11:5: error: policies[1].name: unknown key \"name\"",
        "12:5: error: policies[2]: expected a mapping, found text",
      ])
  }

  @Test func theMasterSwitchLoadsAndWarns() throws {
    let result = load(Self.head + "pack: {name: n, version: 2.1.0-rc.1+b, enabled: false}\n")
    #expect(lines(result) == ["policy-config.yaml:2:49: warning: pack.enabled: is false: no request will be served"])
    #expect(result.exitCode == 0)
    let snapshot = try #require(result.snapshot)
    #expect(!snapshot.isEnabled)
    #expect(snapshot.version == "2.1.0-rc.1+b")
  }

  @Test(arguments: ["1.0.0", "0.0.1", "10.20.30", "1.0.0-alpha.1", "1.0.0-0", "1.0.0+01", "1.0.0-x-y.7+z"]) func aSemanticVersionPasses(
    version: String
  ) {
    #expect(load(Self.head + "pack: {name: n, version: \(version), enabled: true}\n").snapshot?.version == version)
  }

  @Test(arguments: ["1.0", "1", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1..0", "v1.0.0", "1.0.0-é", "latest", "''", "[]"])
  func anotherVersionDoesNot(version: String) {
    #expect(load(Self.head + "pack: {name: n, version: \(version), enabled: true}\n").exitCode == 1)
  }
}
