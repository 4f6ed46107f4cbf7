import Foundation
import GatewayConfig
import GatewayCore
import Testing

/// Every YAML block of the two provider pages, with the indentation that their extraction lost.
@Suite struct PageTests {
  private static let keys = ["VLLM_API_KEY": "token-v", "OPENLLM_API_KEY": "token-o"]

  /// A configuration block, and what each of its policies is reported as: place and title.
  struct Block: Sendable {
    var file: String
    var policies: [(place: String, path: String, title: String)]
    var names: [String]
  }

  private static func chain(_ file: String, line: Int) -> Block {
    Block(file: file, policies: [("\(line):7", "policies.chain[0]", "policy \"audit-logger\"")], names: ["audit-logger"])
  }

  static let blocks = [
    Block(
      file: "vllm-configuration.yaml",
      policies: [
        ("21:9", "policies[0].rules[0]", "rule \"pii_detection\" of policy \"vllm-compliance-policy\""),
        ("27:9", "policies[0].rules[1]", "rule \"prompt_injection\" of policy \"vllm-compliance-policy\""),
      ], names: ["vllm-compliance-policy/pii_detection", "vllm-compliance-policy/prompt_injection"]),
    chain("vllm-failover.yaml", line: 15),
    Block(
      file: "openllm-configuration.yaml",
      policies: [
        ("18:9", "policies[0].rules[0]", "rule \"pii_detection\" of policy \"openllm-governance\""),
        ("24:9", "policies[0].rules[1]", "rule \"content_filter\" of policy \"openllm-governance\""),
      ], names: ["openllm-governance/pii_detection", "openllm-governance/content_filter"]),
    chain("openllm-multi-model.yaml", line: 15),
    chain("openllm-bentocloud.yaml", line: 14),
    chain("openllm-large-models.yaml", line: 12),
  ]

  @Test(arguments: blocks) func itLoadsWhenUnenforcedPoliciesAreAllowed(block: Block) throws {
    let result = load(try fixture(block.file), environment: Self.keys, allowUnenforced: true)
    let expected = block.policies.map {
      "policy-config.yaml:\($0.place): warning: \($0.path): \($0.title) is not enforced by this version; "
        + "its traffic passes without it (--allow-unenforced)"
    }
    #expect(lines(result) == expected)
    #expect(result.exitCode == 0)
    #expect(try #require(result.snapshot).unenforcedPolicies == block.names)
  }

  @Test(arguments: blocks) func itsPoliciesAreErrorsOtherwise(block: Block) throws {
    let result = load(try fixture(block.file), environment: Self.keys)
    let expected = block.policies.map {
      "policy-config.yaml:\($0.place): error: \($0.path): \($0.title) is not enforced by this version; "
        + "remove it, or run with --allow-unenforced to pass its traffic without it"
    }
    #expect(lines(result) == expected)
    #expect(result.exitCode == 1)
    #expect(result.snapshot == nil)
  }

  @Test func theTargetsOfTheVLLMPage() throws {
    let snapshot = try #require(load(try fixture("vllm-configuration.yaml"), environment: Self.keys, allowUnenforced: true).snapshot)
    #expect(snapshot.targets.map(\.id) == ["vllm-mixtral-chat", "vllm-mixtral-completion", "vllm-embed", "vllm-remote"])
    #expect(snapshot.targets.map(\.providerString.kind) == [.chat, .completion, .embedding, .chat])
    #expect(snapshot.targets[2].model == "BAAI/bge-large-en-v1.5")
    #expect(snapshot.targets[3].credential == .bearer(Secret("token-v")))
    #expect(snapshot.targets[3].baseURL?.description == "https://vllm.internal.example.com/v1")
    #expect(snapshot.name == "default")
    #expect(snapshot.version == "0.0.0")
  }

  @Test func theTargetsOfTheOpenLLMPage() throws {
    let snapshot = try #require(load(try fixture("openllm-configuration.yaml"), allowUnenforced: true).snapshot)
    #expect(snapshot.targets.map(\.model) == ["llama3:8b-instruct", "llama3:70b-instruct", "mistral:7b-instruct"])
    #expect(snapshot.targets[2].credential == .missing(variable: "OPENLLM_API_KEY"))
    #expect(snapshot.targets[2].unavailability != nil)
  }

  @Test func theFailoverGroupOfTheVLLMPage() throws {
    let snapshot = try #require(load(try fixture("vllm-failover.yaml"), allowUnenforced: true).snapshot)
    #expect(Set(snapshot.targets.map(\.providerString)).count == 1)
    #expect(snapshot.targets.count == 2)
    #expect(snapshot.name == "vllm-providers-4")
    #expect(snapshot.version == "1.0.0")
  }

  /// The excerpt of a docker-compose file configures containers, not a gateway.
  @Test func theComposeExcerptIsNotAConfiguration() throws {
    #expect(
      lines(load(try fixture("vllm-docker-compose.yaml"))) == [
        "policy-config.yaml:2:1: error: no providers, so no targets; "
          + "add one: providers: {targets: [{id: my-vllm, provider: vllm, base_url: \"http://localhost:8000/v1\"}]}",
        "policy-config.yaml:2:1: error: services: unknown key \"services\"",
      ])
  }

  /// The lone line is a field of a target.
  @Test func theBaseURLLineGoesIntoATarget() throws {
    let line = try fixture("vllm-base-url-line.yaml").trimmingCharacters(in: .newlines)
    let result = load(targetDocument("provider: vllm:chat:m", line))
    #expect(lines(result) == [])
    #expect(result.snapshot?.targets.first?.baseURL?.description == "http://vllm:8080/v1")
  }
}

/// The defaults of both "Provider Fields" tables.
@Suite struct DefaultsTests {
  @Test(arguments: [("vllm", "http://localhost:8080/v1"), ("openllm", "http://localhost:3000/v1")])
  func everyFieldOfTheTablesHasItsDefault(provider: String, baseURL: String) throws {
    let target = try #require(load(targetDocument("provider: \(provider)")).snapshot?.targets.first)
    #expect(target.id == "a")
    #expect(target.providerString.description == provider)
    #expect(target.model == nil)
    #expect(target.baseURL?.description == baseURL)
    #expect(target.credential == .none)
    #expect(target.timeouts.total == .seconds(30))
    #expect(target.timeouts.firstByte == .seconds(30))
    #expect(target.timeouts.streamTotal == .seconds(120))
    #expect(target.maxContextTokens == nil)
    #expect(target.description == nil)
    #expect(target.weight == 1)
    #expect(target.healthProbe == false)
    #expect(target.tls.allowsInsecure == false)
    #expect(target.tls.caFile == nil)
  }

  @Test func everyFieldIsRead() throws {
    let document = targetDocument(
      "provider: vllm", "model: m/n:o", "base_url: https://h:9/x/", "secret_key_ref: {env: K}", "timeout_seconds: 1.5",
      "stream_timeout_seconds: 7", "max_context_tokens: 4096", "format: openai", "description: text", "weight: 3", "health_probe: true",
      "allow_insecure_tls: true", "timeouts: {connect_seconds: 1, first_byte_seconds: 2, between_bytes_seconds: 3, total_seconds: 4}")
    let result = load(document, environment: ["K": "secret"])
    #expect(lines(result) == [])
    let target = try #require(result.snapshot?.targets.first)
    #expect(target.model == "m/n:o")
    #expect(target.baseURL?.description == "https://h:9/x/v1")
    #expect(target.credential == .bearer(Secret("secret")))
    #expect(target.maxContextTokens == TokenCount(4096))
    #expect(target.description == "text")
    #expect(target.weight == 3)
    #expect(target.healthProbe)
    #expect(target.tls.allowsInsecure)
    let timeouts = target.timeouts
    #expect(
      [timeouts.connect, timeouts.firstByte, timeouts.betweenBytes, timeouts.total, timeouts.streamTotal]
        == [1, 2, 3, 4, 7].map { .seconds($0) })
  }

  @Test func theTimeoutsFollowFromTheTwoFields() throws {
    let target = try #require(load(targetDocument("provider: vllm", "timeout_seconds: 1.5")).snapshot?.targets.first)
    #expect(target.timeouts == TargetTimeouts(timeout: .milliseconds(1500), streamTimeout: .seconds(120)))
  }

  @Test func aModelOfItsOwnNeedsNoProviderString() throws {
    let target = try #require(load(targetDocument("provider: vllm:chat:a", "model: a")).snapshot?.targets.first)
    #expect(target.model == "a")
  }

  @Test func limitsAndSimulatorAreRead() throws {
    let document =
      targetDocument("provider: simulator:chat:extra") + """
        gateway:
          limits: {connections: 10, request_body: 1MiB, request_head: 8 KiB, header_fields: 50, json_depth: 20, response_body: 2097152,
            stream_event: 64KiB, head_timeout_seconds: 1, body_timeout_seconds: 2, idle_timeout_seconds: 3, write_timeout_seconds: 4,
            drain_timeout_seconds: 0}
        simulator: {models: [one], time_to_first_token_ms: 1.5, prefill_ms_per_1000_tokens: 2, time_between_tokens_ms: 0, max_sequences: 1,
          kv_cache_tokens: 160, max_model_length: 99}
        """
    let result = load(document)
    #expect(lines(result) == [])
    let snapshot = try #require(result.snapshot)
    var limits = ServerLimits()
    (limits.connections, limits.requestBody, limits.requestHead) = (10, .mebibytes(1), .kibibytes(8))
    (limits.headerFields, limits.jsonDepth, limits.responseBody, limits.streamEvent) = (50, 20, .mebibytes(2), .kibibytes(64))
    (limits.headTimeout, limits.bodyTimeout, limits.idleTimeout) = (.seconds(1), .seconds(2), .seconds(3))
    (limits.writeTimeout, limits.drainTimeout) = (.seconds(4), .zero)
    #expect(snapshot.limits == limits)
    var simulator = SimulatorSettings()
    simulator.models = ["one", "extra"]
    (simulator.timeToFirstToken, simulator.prefillPerThousandTokens) = (.microseconds(1500), .milliseconds(2))
    (simulator.timeBetweenTokens, simulator.maxSequences, simulator.kvCacheTokens, simulator.maxModelLength) = (.zero, 1, 160, 99)
    #expect(snapshot.simulator == simulator)
  }

  @Test func whatIsNotGivenKeepsItsDefault() throws {
    let snapshot = try #require(load(targetDocument("provider: simulator") + "gateway: {}\nsimulator: {}\n").snapshot)
    #expect(snapshot.limits == ServerLimits())
    #expect(snapshot.simulator == SimulatorSettings())
    #expect(snapshot.targets.first?.baseURL == nil)
  }
}
