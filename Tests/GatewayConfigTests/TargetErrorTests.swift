import GatewayConfig
import GatewayCore
import Testing

/// What is said about wrong targets. Every case is the lines of a target after its id, and the diagnostics that they get.
@Suite struct TargetErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var fields: [String]
    var expected: [String]
    var testDescription: String { fields.joined(separator: " / ") }

    init(_ fields: String..., gives expected: String...) {
      self.fields = fields
      self.expected = expected.map { "policy-config.yaml:\($0)" }
    }
  }

  static let target = "providers.targets[0]"

  static let keys: [Case] = [
    Case("provider: vllm", "bas_url: x", gives: "5:7: error: \(target).bas_url: unknown key \"bas_url\" — did you mean \"base_url\"?"),
    Case("provider: vllm", "baseUrl: x", gives: "5:7: error: \(target).baseUrl: unknown key \"baseUrl\" — did you mean \"base_url\"?"),
    Case("provider: vllm", "colour: x", gives: "5:7: error: \(target).colour: unknown key \"colour\""),
    Case("model: m", gives: "3:7: error: \(target): \"provider\" is required"),
    Case(
      "provider: vllm", "data_collection: true",
      gives:
        "5:7: error: \(target).data_collection: \"data_collection\" is not supported by this version; remove it, or run with --allow-unenforced to go on without it"
    ),
    Case(
      "provider: vllm", "api_key: sk-123",
      gives: "5:7: error: \(target).api_key: a credential is never written into the configuration; "
        + "use secret_key_ref: {env: NAME} and set the variable NAME in the gateway's environment"),
    Case("provider: vllm", "weight:", gives: "5:14: error: \(target).weight: has no value; give it one, or remove the key"),
    Case(
      "provider: vllm", "model: a", "model: b",
      gives: "6:7: error: the key \"model\" is given twice in this mapping; the first is at line 5"),
  ]

  static let providers: [Case] = [
    Case(
      "provider: vlm",
      gives: "4:17: error: \(target).provider: unknown provider \"vlm\"; known: vllm, openllm, openai, simulator — did you mean \"vllm\"?"),
    Case(
      "provider: ollama:chat:x",
      gives: "4:17: error: \(target).provider: unknown provider \"ollama\"; known: vllm, openllm, openai, simulator"),
    Case(
      "provider: vllm:chat",
      gives:
        "4:17: error: \(target).provider: names a kind but no model; write vllm:chat:<model>, or the bare vllm for every model of the server"
    ),
    Case(
      "provider: \"vllm:chat:\"",
      gives:
        "4:17: error: \(target).provider: names a kind but no model; write vllm:chat:<model>, or the bare vllm for every model of the server"
    ),
    Case(
      "provider: vllm:embeddings:m",
      gives: "4:17: error: \(target).provider: unknown kind \"embeddings\" in the provider string; known: chat, completion, embedding "
        + "— did you mean \"embedding\"?"),
    Case("provider: vllm:chat:a b", gives: "4:17: error: \(target).provider: a model name holds no spaces and no control characters"),
    Case("provider: {base_url: x}", gives: "4:17: error: \(target).provider: expected text, found a mapping"),
    Case(
      "provider: openai",
      gives: "3:7: error: \(target): \"base_url\" is required for provider openai; give the address of the server"),
    Case(
      "provider: vllm:chat:a", "model: b",
      gives: "5:14: warning: \(target).model: \"b\" is used, not \"a\" of the provider string; name the model once"),
  ]

  static let values: [Case] = [
    Case("provider: vllm", "base_url: localhost:8000", gives: "5:17: error: \(target).base_url: the URL is not an http:// or https:// URL"),
    Case(
      "provider: vllm", "base_url: http://h:99999",
      gives: "5:17: error: \(target).base_url: the URL has a port that is not a number from 1 to 65535"),
    Case(
      "provider: vllm", "timeout_seconds: fast", gives: "5:24: error: \(target).timeout_seconds: expected a number of seconds, found text"),
    Case("provider: vllm", "timeout_seconds: 0", gives: "5:24: error: \(target).timeout_seconds: expected 0.001 to 86400 seconds"),
    Case("provider: vllm", "timeout_seconds: -3", gives: "5:24: error: \(target).timeout_seconds: expected 0.001 to 86400 seconds"),
    Case(
      "provider: vllm", "stream_timeout_seconds: 1e400",
      gives: "5:31: error: \(target).stream_timeout_seconds: expected 0.001 to 86400 seconds"),
    Case(
      "provider: vllm", "max_context_tokens: 1.5",
      gives: "5:27: error: \(target).max_context_tokens: expected a whole number, found a number"),
    Case(
      "provider: vllm", "max_context_tokens: 99999999999999999999",
      gives: "5:27: error: \(target).max_context_tokens: expected a whole number from 1 to 100000000"),
    Case("provider: vllm", "weight: 0", gives: "5:15: error: \(target).weight: expected a whole number from 1 to 1000"),
    Case(
      "provider: vllm", "format: opanai",
      gives: "5:15: error: \(target).format: unknown format \"opanai\"; known: openai — did you mean \"openai\"?"),
    Case(
      "provider: vllm", "health_probe: yes",
      gives: "5:21: error: \(target).health_probe: expected true or false, found text — did you mean \"true\"?"),
    Case("provider: vllm", "health_probe: 1", gives: "5:21: error: \(target).health_probe: expected true or false, found a whole number"),
    Case("provider: vllm", "model: 7", gives: "5:14: error: \(target).model: expected text, found a whole number; put it in quotes"),
    Case("provider: vllm", "ca_file: /no/such.pem", gives: "5:16: error: \(target).ca_file: there is no file /no/such.pem"),
    Case(
      "provider: vllm", "allow_insecure_tls: true",
      gives: "5:27: warning: \(target).allow_insecure_tls: has no effect: base_url is http, not https"),
    Case(
      "provider: vllm", "base_url: https://h", "allow_insecure_tls: true",
      gives:
        "6:27: warning: \(target).allow_insecure_tls: the server's certificate is not checked, so anyone on the way can read and answer; "
        + "name the authority that issued it with ca_file instead"),
    Case("provider: vllm", "base_url: https://h", "allow_insecure_tls: false"),
    Case("provider: vllm", "weight: 2"),
    Case(
      "provider: vllm", "timeouts: {first_seconds: 1}",
      gives: "5:18: error: \(target).timeouts.first_seconds: unknown key \"first_seconds\" — did you mean \"first_byte_seconds\"?"),
    Case("provider: vllm", "timeouts: 5", gives: "5:17: error: \(target).timeouts: expected a mapping, found a whole number"),
    Case("provider: vllm", "description: 'a\u{0}b'", gives: "5:22: error: not valid YAML: control characters are not allowed"),
    Case("provider: vllm", "description: \"a\\u0007b\"", gives: "5:20: error: \(target).description: holds a control character"),
  ]

  @Test(arguments: keys + providers + values) func aWrongFieldIsNamed(test: Case) {
    let document = (["providers:", "  targets:", "    - id: a"] + test.fields.map { "      " + $0 }).joined(separator: "\n") + "\n"
    #expect(lines(load(document)) == test.expected)
  }

  @Test func idsAreChecked() {
    let document =
      "providers:\n  targets:\n    - {id: a b, provider: vllm}\n    - {id: 7, provider: vllm}\n    - {provider: vllm}\n    - {id: '', provider: vllm}\n"
    #expect(
      lines(load(document)) == [
        "policy-config.yaml:3:12: error: providers.targets[0].id: an id is made of ASCII letters, digits and . _ : / @ -",
        "policy-config.yaml:4:12: error: providers.targets[1].id: expected text, found a whole number; put it in quotes",
        "policy-config.yaml:5:7: error: providers.targets[2]: \"id\" is required",
        "policy-config.yaml:6:12: error: providers.targets[3].id: is empty",
      ])
  }

  @Test func theSecondOfTwoIDsNamesTheFirst() {
    let document = "providers:\n  targets:\n    - {id: a, provider: vllm}\n    - {id: b, provider: vllm}\n    - {id: a, provider: vllm}\n"
    #expect(
      lines(load(document)) == [
        "policy-config.yaml:5:12: error: providers.targets[2].id: the id \"a\" is already taken at policy-config.yaml:3:12"
      ])
  }

  @Test func warningsOfWhatWasAskedForDoNotChangeTheExitCode() {
    #expect(load(targetDocument("provider: vllm", "base_url: https://h", "allow_insecure_tls: true")).exitCode == 0)
  }

  @Test func anIDThatIsAnotherTargetsModelIsWarnedOf() {
    let document = { (entries: [String]) in "providers:\n  targets:\n" + entries.map { "    - {\($0)}\n" }.joined() }
    let displaced = load(
      document(["id: a, provider: 'vllm:chat:tiny'", "id: tiny, provider: 'vllm:chat:large'", "id: c, provider: vllm, model: large"]))
    #expect(
      lines(displaced) == [
        "policy-config.yaml:4:12: warning: providers.targets[1].id: \"tiny\" is also the model of the target at policy-config.yaml:3:7: "
          + "requests for it go to this target alone"
      ])
    #expect(displaced.exitCode == 2)
    let open = load(document(["id: tiny, provider: vllm", "id: b, provider: vllm, model: tiny"]))
    #expect(open.diagnostics.map(\.path) == ["providers.targets[0].id"])
    // Targets of one model, one of which is called like it, are replicas.
    #expect(lines(load(document(["id: tiny, provider: vllm, model: tiny", "id: b, provider: 'vllm:chat:tiny'"]))) == [])
  }

  @Test func everythingWrongIsReportedAtOnce() {
    let document = """
      pack: {name: p, version: 1.0}
      providers:
        routing: {strategy: orderly}
        targets:
          - id: a
            provider: vlm
            weigth: 2
          - id: b
            provider: vllm
            timeout_seconds: never
            timeout_seconds: 3
      policies:
        chain: [audit-loger]
      """
    #expect(
      lines(load(document)) == [
        "policy-config.yaml:1:7: error: pack: \"enabled\" is required",
        "policy-config.yaml:1:26: error: pack.version: expected a semantic version of three numbers such as 1.0.0, found the number 1.0",
        "policy-config.yaml:3:23: error: providers.routing.strategy: unknown strategy \"orderly\"; known: ordered, round_robin, weighted, random, "
          + "lowest_latency, least_loaded, prefix_aware — did you mean \"ordered\"?",
        "policy-config.yaml:6:17: error: providers.targets[0].provider: unknown provider \"vlm\"; known: vllm, openllm, openai, simulator "
          + "— did you mean \"vllm\"?",
        "policy-config.yaml:7:7: error: providers.targets[0].weigth: unknown key \"weigth\" — did you mean \"weight\"?",
        "policy-config.yaml:10:24: error: providers.targets[1].timeout_seconds: expected a number of seconds, found text",
        "policy-config.yaml:11:7: error: the key \"timeout_seconds\" is given twice in this mapping; the first is at line 10",
        "policy-config.yaml:13:11: error: policies.chain[0]: unknown policy kind \"audit-loger\" — did you mean \"audit-logger\"?",
      ])
  }

  @Test func keysOfThePagesThatHaveNoEffectAreWarningsWhenAllowed() {
    let result = load(targetDocument("provider: vllm", "data_collection: true") + "agents: []\n", allowUnenforced: true)
    #expect(
      lines(result) == [
        "policy-config.yaml:5:7: warning: providers.targets[0].data_collection: \"data_collection\" is not supported by this version and has no effect",
        "policy-config.yaml:6:1: warning: agents: \"agents\" is not supported by this version and has no effect",
      ])
    #expect(result.exitCode == 0)
  }
}
