import Foundation
import GatewayApp
import GatewayTestSupport
import NIOSSL
import Testing

/// TLS on both sides, and credentials.
@Suite(.timeLimit(.minutes(5)))
struct SecurityTests {
  @Test(.enabled { await SelfSignedCertificate.canBeMade }) func listenerWithTLS() async throws {
    let certificate = try await SelfSignedCertificate()
    defer { certificate.remove() }
    try await withUpstream { exchange in
      let isStream = exchange.text.contains("\"stream\":true")
      try await exchange.write(isStream ? Wire.shortStream : Wire.chat)
    } _: { upstream in
      let tls = (certificate.certificate, certificate.key)
      try await TestGateway.run(Config.with(Config.target(port: upstream.port)), options: { $0.tls = tls }) { gateway in
        let client = try await TestClient.connect(gateway.port, tls: certificate.client)
        for isStream in [false, true, false] {
          try await client.send(TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: isStream)))
          try await #expect(client.answer().status == 200)
        }
        await client.close()
        let plain = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
        _ = try await plain.ending()
        #expect(!plain.received.contains("200 OK"))
        let goesAway = try await TestClient.connect(gateway.port, tls: certificate.client)
        try await goesAway.send(TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
        await goesAway.close()
        #expect(gateway.report.contains("https://127.0.0.1"))
      }
    }
  }

  @Test(.enabled { await SelfSignedCertificate.canBeMade }) func upstreamsWithTLS() async throws {
    let certificate = try await SelfSignedCertificate()
    let other = try await SelfSignedCertificate(name: "other.example", alternatives: "DNS:other.example")
    defer {
      certificate.remove()
      other.remove()
    }
    try await withUpstream(tls: certificate.server) {
      try await $0.write($0.text.contains("\"stream\":true") ? Wire.shortStream : Wire.chat)
    } _: { upstream in
      func target(_ id: String, host: String = "127.0.0.1", _ more: String...) -> String {
        Config.target(id, "vllm:chat:\(id)", url: "https://\(host):\(upstream.port)", more)
      }
      let config = Config.with(
        target("insecure", "allow_insecure_tls: true"), target("authority", "ca_file: \"\(certificate.certificate)\""),
        target("name", host: "localhost", "ca_file: \"\(certificate.certificate)\""), target("untrusted"),
        target("wrong-authority", "ca_file: \"\(other.certificate)\""))
      try await TestGateway.run(config) { gateway in
        for id in ["insecure", "authority", "name"] {
          for _ in 0..<2 {
            try await #expect(gateway.chat(chatBody(id)).status == 200, "\(id)")
            try await #expect(gateway.chat(chatBody(id, stream: true)).events.last == "[DONE]", "\(id)")
          }
        }
        for id in ["untrusted", "wrong-authority"] {
          let answer = try await gateway.chat(chatBody(id))
          #expect(answer.status == 502, "\(id)")
          #expect(answer.error?.code == "upstream_unreachable", "\(id)")
          #expect(answer.error?.message.contains("certificate is not trusted") == true, "\(id): \(answer.text)")
        }
      }
    }
    try await withUpstream(tls: other.server) {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let target = Config.target(
        "t", "vllm:chat:tiny", url: "https://localhost:\(upstream.port)", ["ca_file: \"\(other.certificate)\""])
      try await TestGateway.run(Config.with(target)) { gateway in
        let answer = try await gateway.chat(chatBody())
        #expect(answer.status == 502)
        #expect(answer.error?.message.contains("another name") == true, "\(answer.text)")
      }
    }
  }

  @Test func tlsToAPlainServerIsAClearError() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let target = Config.target(
        "t", "vllm:chat:tiny", url: "https://127.0.0.1:\(upstream.port)", ["allow_insecure_tls: true", "timeouts: {connect_seconds: 0.5}"])
      try await TestGateway.run(Config.with(target)) { gateway in
        let answer = try await gateway.chat(chatBody())
        let codes = [502: "upstream_unreachable", 504: "upstream_connect_timeout"]
        #expect(answer.error?.code == codes[answer.status])
      }
    }
  }

  @Test func certificatesThatCannotBeUsed() async throws {
    await #expect(throws: Gateway.StartProblem.self) {
      try await TestGateway.run(Config.with(Config.target(port: 1)), options: { $0.tls = ("/none.pem", "/none.key") }) { _ in }
    }
  }

  @Test func anAuthorityFileThatCannotBeUsedIsNamedWhereItStands() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("penstock-\(UUID().uuidString)")
    let pem = file.appendingPathExtension("pem")
    let config = file.appendingPathExtension("yaml")
    defer { for file in [pem, config] { try? FileManager.default.removeItem(at: file) } }
    try "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n".write(to: pem, atomically: true, encoding: .utf8)
    let text = """
      providers:
        targets:
          - {id: good, provider: simulator}
          - id: bad
            provider: vllm:chat:a
            model: b
            base_url: https://h
            ca_file: "\(pem.path)"
      """
    try text.write(to: config, atomically: true, encoding: .utf8)
    let message = "target 'bad': its ca_file \(pem.path) is not a PEM file of certificates"
    let check = await ConfigCheck.run([config.path], environment: [:], allowUnenforced: false)
    #expect(check.exitCode == 1 && check.summary == nil)
    #expect(check.diagnostics.map(\.line) == [6, 8], "errors and warnings in the order of the file")
    #expect(check.diagnostics.last?.description == "\(config.path):8:16: error: providers.targets[1].ca_file: \(message)")
    let problem = await #expect(throws: Gateway.StartProblem.self) { try await TestGateway.run(text) { _ in } }
    #expect(problem?.description.hasSuffix("policy-config.yaml:8:16: error: providers.targets[1].ca_file: \(message)") == true)
    try await TestGateway.run(Config.with("    - {id: good, provider: simulator}\n")) { gateway in
      try text.write(to: gateway.configFile, atomically: true, encoding: .utf8)
      guard case .rejected(let problems) = await gateway.gateway.reload(by: "test") else {
        return #expect(Bool(false), "it was put in force")
      }
      #expect(problems == ["\(gateway.configFile.path):8:16: error: providers.targets[1].ca_file: \(message)"])
    }
  }

  @Test func credentialOfTheTargetReplacesTheClients() async throws {
    try await withUpstream { exchange in
      try await exchange.write(exchange.number == 0 ? Wire.chat : Wire.json(#"{"error":"Unauthorized"}"#, status: "401 Unauthorized"))
    } _: { upstream in
      let config = Config.with(Config.target("t", port: upstream.port, "secret_key_ref: {env: UPSTREAM_KEY}"))
      try await TestGateway.run(config, options: { $0.environment = ["UPSTREAM_KEY": "very-secret-value"] }) { gateway in
        let good = try await gateway.chat(chatBody(), fields: ["Authorization: Bearer client-credential"])
        #expect(good.status == 200)
        let exchange = try #require(upstream.exchanges.last)
        #expect(exchange.fields.filter { $0.name == "authorization" }.map(\.value) == ["Bearer very-secret-value"])
        #expect(!exchange.head.contains("client-credential"))
        let refused = try await gateway.chat(chatBody())
        #expect(refused.status == 502)
        #expect(refused.error?.code == "upstream_authentication")
        for answer in [good, refused, try await gateway.get("/health"), try await gateway.get("/v1/models")] {
          #expect(!answer.text.contains("very-secret-value"))
          #expect(!answer.fields.contains { $0.value.contains("very-secret-value") })
        }
        #expect(!gateway.report.contains("very-secret-value"))
      }
    }
  }

  @Test func missingCredentialMakesATargetUnavailable() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let config = Config.with(
        Config.target("locked", "vllm:chat:locked", port: upstream.port, "secret_key_ref: {env: MISSING_KEY}"),
        Config.target("open", "vllm:chat:tiny", port: upstream.port))
      try await TestGateway.run(config) { gateway in
        let answer = try await gateway.chat(chatBody("locked"))
        #expect(answer.status == 503)
        #expect(answer.error?.code == "target_unavailable")
        #expect(answer["x-should-retry"] == "false")
        #expect(upstream.exchanges.isEmpty)
        try await #expect(gateway.chat(chatBody()).status == 200)
        try await #expect(gateway.get("/v1/models").text.contains("locked") == false)
        #expect(gateway.report.contains("MISSING_KEY"))
      }
    }
  }

  /// A target may repeat in its error what stood in the prompt.
  @Test(arguments: [false, true]) func theErrorsOfTargetsPassThePolicies(isStream: Bool) async throws {
    let error =
      #"{"error":{"message":"cannot read 'mail alice@example.com'","type":"BadRequestError","param":"alice@example.com","code":400}}"#
    try await withUpstream {
      try await $0.write(Wire.json(error, status: "400 Bad Request"))
    } _: { upstream in
      let policies = "policies: [{id: pii, rules: [{type: pii_detection, action: redact, patterns: [email]}]}]\n"
      try await TestGateway.run(Config.with(Config.target(port: upstream.port)) + policies) { gateway in
        let answer = try await gateway.chat(chatBody(stream: isStream))
        #expect(answer.status == 400)
        #expect(answer.error?.message == "cannot read 'mail [EMAIL]'")
        #expect(!answer.text.contains("alice"))
      }
    }
  }
}
