import Foundation
import GatewayConfig
import GatewayCore
import Testing

/// Every YAML block of the two provider pages, with the indentation that their extraction lost.
@Suite struct PageTests {
  private static let keys = ["VLLM_API_KEY": "token-v", "OPENLLM_API_KEY": "token-o"]

  /// A configuration block, and the policies that it puts in force.
  struct Block: Sendable {
    var file: String
    var policies: [String]
  }

  static let blocks = [
    Block(
      file: "vllm-configuration.yaml",
      policies: ["vllm-compliance-policy/pii_detection redact", "vllm-compliance-policy/prompt_injection block"]),
    Block(file: "vllm-failover.yaml", policies: ["audit-logger flag"]),
    Block(
      file: "openllm-configuration.yaml",
      policies: ["openllm-governance/pii_detection redact", "openllm-governance/content_filter block"]),
    Block(file: "openllm-multi-model.yaml", policies: ["audit-logger flag"]),
    Block(file: "openllm-bentocloud.yaml", policies: ["audit-logger flag"]),
    Block(file: "openllm-large-models.yaml", policies: ["audit-logger flag"]),
  ]

  @Test(arguments: blocks) func itLoadsAsPrinted(block: Block) throws {
    let result = load(try fixture(block.file), environment: Self.keys)
    #expect(lines(result) == [])
    #expect(result.exitCode == 0)
    let snapshot = try #require(result.snapshot)
    #expect(snapshot.policies.map { "\($0.id) \($0.action.rawValue)" } == block.policies)
    #expect(snapshot.unenforcedPolicies == [])
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
    #expect(result.diagnostics.map(\.path) == ["providers.targets[0].allow_insecure_tls"])
    #expect(result.errors.isEmpty)
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
          limits: {connections: 10, request_body: 1MiB, request_bodies: 2MiB, request_head: 8 KiB, header_fields: 50, json_depth: 20, response_body: 2097152,
            stream_event: 64KiB, head_timeout_seconds: 1, body_timeout_seconds: 2, idle_timeout_seconds: 3, write_timeout_seconds: 4,
            drain_delay_seconds: 5, drain_timeout_seconds: 0}
        simulator: {models: [one], time_to_first_token_ms: 1.5, prefill_ms_per_1000_tokens: 2, time_between_tokens_ms: 0, max_sequences: 1,
          kv_cache_tokens: 160, max_model_length: 99, max_queued_sequences: 0, embedding_dimensions: 8192, keep_alive_timeout_seconds: 1.5}
        """
    let result = load(document)
    #expect(lines(result) == [])
    let snapshot = try #require(result.snapshot)
    var limits = ServerLimits()
    (limits.connections, limits.requestBody, limits.requestHead) = (10, .mebibytes(1), .kibibytes(8))
    limits.requestBodies = .mebibytes(2)
    (limits.headerFields, limits.jsonDepth, limits.responseBody, limits.streamEvent) = (50, 20, .mebibytes(2), .kibibytes(64))
    (limits.headTimeout, limits.bodyTimeout, limits.idleTimeout) = (.seconds(1), .seconds(2), .seconds(3))
    (limits.writeTimeout, limits.drainDelay, limits.drainTimeout) = (.seconds(4), .seconds(5), .zero)
    #expect(snapshot.limits == limits)
    var simulator = SimulatorSettings()
    simulator.models = ["one", "extra"]
    (simulator.timeToFirstToken, simulator.prefillPerThousandTokens) = (.microseconds(1500), .milliseconds(2))
    (simulator.timeBetweenTokens, simulator.maxSequences, simulator.kvCacheTokens, simulator.maxModelLength) = (.zero, 1, 160, 99)
    (simulator.maxQueuedSequences, simulator.embeddingDimensions, simulator.keepAliveTimeout) = (0, 8192, .milliseconds(1500))
    #expect(snapshot.simulator == simulator)
  }

  @Test func thePageOfTheSimulatorNamesEveryKey() throws {
    let reference = ConfigReference.markdown()
    let section = try #require(reference.components(separatedBy: "\n## `simulator`\n").last?.components(separatedBy: "\n## ").first)
    let keys = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "`").dropFirst().first }
    #expect(keys.count == 11)
    let page = try String(contentsOf: packageRoot.appendingPathComponent("docs/simulator.md"), encoding: .utf8)
    for key in keys { #expect(page.contains("`\(key)`"), "docs/simulator.md does not name \(key)") }
  }

  @Test func whatIsNotGivenKeepsItsDefault() throws {
    let snapshot = try #require(load(targetDocument("provider: simulator") + "gateway: {}\nsimulator: {}\n").snapshot)
    #expect(snapshot.limits == ServerLimits())
    #expect(snapshot.simulator == SimulatorSettings())
    #expect(snapshot.targets.first?.baseURL == nil)
  }
}
