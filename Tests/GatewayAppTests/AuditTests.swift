import Crypto
import Foundation
import GatewayAudit
import GatewayCore
import GatewayTestSupport
import OpenAIWire
import Testing

@testable import GatewayApp

/// Which events requests give, and when answers wait for them.
@Suite struct AuditTests {
  private func run(
    _ log: HeldAuditLog, _ more: String = "", simulator change: (inout SimulatorSettings) -> Void = { _ in },
    _ body: (TestGateway) async throws -> Void
  ) async throws {
    try await withSimulator(change) { simulator in
      try await TestGateway.run(
        Config.with(Config.target(port: simulator.port)) + "  audit: {}\n" + more, options: { $0.auditLog = log }, body)
    }
  }

  private static let pii = """
    pack: {name: p, version: 3.0.0, enabled: true}
    policies: {chain: [pii-detector, audit-logger]}
    policy: {pii-detector: {action: redact}, audit-logger: {immutable: true}}

    """

  // MARK: Events

  @Test func aRequestGivesAnAdmittedAndADecision() async throws {
    let log = HeldAuditLog()
    try await run(log, Self.pii) { gateway in
      let answer = try await gateway.chat(
        #"{"model":"tiny","messages":[{"role":"user","content":"card 4111 1111 1111 1111"}],"max_tokens":3}"#, fields: ["x-user-id: alice"])
      #expect(answer.status == 200)
      let admitted = try #require(log.events("admitted").first)
      let decision = try #require(log.events("decision").first)
      #expect(admitted["request_id"] as? String == answer["x-request-id"])
      #expect(decision["request_id"] as? String == answer["x-request-id"])
      #expect(decision["verdict"] as? String == "redact")
      #expect(decision["reason_code"] as? String == "pii_detected")
      #expect(decision["redactions"] as? [String: Int] == ["credit_card": 1])
      #expect(decision["config_version"] as? String == "3.0.0")
      #expect(decision["user"] as? String == "alice")
      #expect(decision["target"] as? String == "t")
      #expect(decision["ended"] as? String == "complete")
      #expect(decision["status"] as? Int == 200)
      #expect((decision["tokens"] as? [String: Int])?["completion"] == 3)
      let results = try #require(decision["policy_results"] as? [[String: Any]])
      #expect(
        results.map { "\($0["phase"] ?? "") \($0["verdict"] ?? "") \($0["findings"] ?? "")" } == ["input redact 1", "output allow 0"])
      // A hash may have four of the digits.
      #expect(!log.lines.contains { $0.contains("4111 1111") })
    }
  }

  /// What is looked at as a whole, at its end: the short where it is, the long on another thread.
  @Test(arguments: ["flag", "block"], [10, 40_000]) func theWholeOfAStreamIsLookedAt(_ action: String, _ length: Int) async throws {
    let log = HeldAuditLog()
    let policies = """
      pack: {name: p, version: 1.0.0, enabled: true}
      policies: {chain: [quality-scorer]}
      policy: {quality-scorer: {action: \(action), assertions: [{type: contains, value: "last word"}]}}

      """
    try await run(log, policies, simulator: { $0.timeBetweenTokens = .zero }) { gateway in
      for isGood in [true, false] {
        let text = String(repeating: "a ", count: length / 2) + (isGood ? "last word" : "end")
        let answer = try await gateway.chat(chatBody("tiny", stream: true, #","simulator":{"text":"\#(text)"}"#))
        let decision = try #require(log.events("decision").last)
        #expect(answer.status == (isGood || action == "flag" ? 200 : 409))
        let results = try #require(decision["policy_results"] as? [[String: Any]])
        #expect(results.compactMap { $0["verdict"] as? String } == [isGood ? "allow" : action])
        if answer.status == 200 { #expect(answer.streamedText == text && answer.events.last == "[DONE]") }
      }
    }
  }

  @Test func aPolicyThatOnlyNotesHasAVerdictOfItsOwn() async throws {
    let log = HeldAuditLog()
    try await run(log, Self.pii.replacingOccurrences(of: "action: redact", with: "action: flag")) { gateway in
      let body = #"{"model":"tiny","messages":[{"role":"user","content":"card 4111 1111 1111 1111"}],"max_tokens":3}"#
      #expect(try await gateway.chat(body).status == 200)
      let decision = try #require(log.events("decision").first)
      #expect(decision["verdict"] as? String == "allow")
      let results = try #require(decision["policy_results"] as? [[String: Any]])
      #expect(results.map { "\($0["phase"] ?? "") \($0["verdict"] ?? "")" } == ["input flag", "output allow"])
    }
  }

  @Test func eventsAreCanonicalJSON() async throws {
    let log = HeldAuditLog()
    try await run(log, Self.pii) { gateway in
      _ = try await gateway.chat(chatBody(stream: true), fields: [#"x-user-id: al"ice\"#])
      _ = try await gateway.chat(#"{"model":"unknown / \u00e9 \n"}"#)
      _ = try await gateway.chat(#"{"model":"tiny","messages":[{"role":"user","content":"4111111111111111 219-09-9999"}]}"#)
      #expect(log.lines.count >= 6)
      for line in log.lines {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        let canonical = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        #expect(String(decoding: canonical, as: UTF8.self) == line)
      }
    }
  }

  @Test func theHashesAreThoseOfTheBodies() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      let body = chatBody()
      for isStream in [false, true] {
        let answer = try await gateway.chat(chatBody(stream: isStream))
        let decision = try #require(log.events("decision").last)
        let hashes = try #require(decision["sha256"] as? [String: String])
        #expect(hashes["delivered"] == Self.sha256(answer.body))
        if !isStream { #expect(hashes["received"] == Self.sha256(Array(body.utf8))) }
      }
    }
  }

  private static func sha256(_ bytes: [UInt8]) -> String { SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined() }

  @Test func whatIsRefusedIsRecordedToo() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      for (path, body, code) in [
        ("/v1/chat/completions", "{", "invalid_json"), ("/v1/chat/completions", #"{"model":"x"}"#, "model_not_found"),
        ("/v1/nothing", "{}", "not_found"),
      ] {
        let answer = try await gateway.post(path, body)
        let decision = try #require(log.events("decision").last)
        #expect(decision["error"] as? String == code)
        #expect(decision["status"] as? Int == answer.status)
        #expect(decision["ended"] as? String == "error")
        #expect(decision["verdict"] == nil)
      }
      let client = try await gateway.connect(sending: "NONSENSE\r\n\r\n")
      try await #expect(client.answer().status == 400)
      #expect(log.events("decision").last?["error"] as? String == "malformed_http")
      #expect(log.events("admitted").isEmpty)
    }
  }

  /// A body that is too large is not read, but who sent it, and where to, is known.
  @Test func aBodyThatIsTooLargeHasAHead() async throws {
    let log = HeldAuditLog()
    try await withSimulator { simulator in
      let config = Config.with(Config.target(port: simulator.port), limits: ["request_body: 1KiB"]) + "  audit: {}\n"
      try await TestGateway.run(config, options: { $0.auditLog = log }) { gateway in
        let large = String(repeating: " ", count: 2000)
        let chunked = "POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\nx-request-id: mine\r\nx-user-id: alice\r\n"
        for request in [
          TestGateway.text("POST", "/v1/chat/completions", large, fields: ["x-request-id: mine", "x-user-id: alice"]),
          chunked + "transfer-encoding: chunked\r\n\r\n" + Wire.chunk(large),
        ] {
          let client = try await gateway.connect(sending: request)
          let answer = try await client.answer()
          #expect(answer.status == 413)
          #expect(answer["x-request-id"] == "mine")
          let decision = try #require(log.events("decision").last)
          #expect(decision["request_id"] as? String == "mine")
          #expect(decision["user"] as? String == "alice")
          #expect(decision["error"] as? String == "request_too_large")
          await client.close()
        }
        #expect(log.events("decision").count == 2)
      }
    }
  }

  @Test func whatNoPolicySawHasNoVerdict() async throws {
    let log = HeldAuditLog()
    try await run(log, Self.pii) { gateway in
      let client = try await gateway.connect(
        sending: "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"mod")
      await client.close()
      try await eventually("the event is there") { !log.events("decision").isEmpty }
      let decision = try #require(log.events("decision").first)
      #expect(decision["ended"] as? String == "client_gone")
      for name in ["verdict", "reason_code", "status", "policy_results"] { #expect(decision[name] == nil, "\(name)") }
      try await #expect(gateway.get("/v1/models").status == 200)
      let models = try #require(log.events("decision").last)
      #expect(models["verdict"] == nil && models["reason_code"] == nil && models["status"] as? Int == 200)
    }
  }

  @Test func endpointsHaveNames() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      for (method, path, name) in [
        ("GET", "/v1/models", "models"), ("GET", "/v1/models/tiny", "models"), ("POST", "/v1/chat/completions", "chatCompletions"),
        ("DELETE", "/v1/embeddings", "embeddings"), ("POST", "/v1/audio/speech", "audio"), ("POST", "/keeptrusts/config/reload", "reload"),
        ("POST", "/health", "health"), ("GET", "/nothing", nil),
      ] {
        let client = try await gateway.connect(sending: TestGateway.text(method, path, "{}"))
        _ = try await client.answer()
        await client.close()
        #expect(log.events("decision").last?["endpoint"] as? String == name, "\(method) \(path)")
      }
    }
  }

  @Test func probesAreNotRecorded() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      for path in ["/livez", "/readyz", "/health"] { try await #expect(gateway.get(path).status == 200) }
      #expect(log.events("decision").isEmpty)
    }
  }

  @Test func aClientThatHangsUpDoesNotStopTheRecord() async throws {
    let log = HeldAuditLog()
    try await run(log, simulator: { $0.timeBetweenTokens = .milliseconds(20) }) { gateway in
      let client = try await gateway.connect(
        sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true, #","max_tokens":2000"#)))
      try await eventually("the request is admitted") { !log.events("admitted").isEmpty }
      await client.close()
      try await eventually("the event is there") { log.events("decision").first?["ended"] as? String == "client_gone" }
    }
  }

  @Test func aReloadIsAnEvent() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      #expect(log.events("gateway_started").count == 1)
      let good = try String(contentsOf: gateway.configFile, encoding: .utf8)
      try (good + "# changed\n").write(to: gateway.configFile, atomically: true, encoding: .utf8)
      try await #expect(gateway.post("/keeptrusts/config/reload", "").status == 200)
      let event = try #require(log.events("config_changed").first)
      #expect(event["by"] as? String == "127.0.0.1")
      #expect((event["files"] as? [String])?.count == 1)
      #expect((event["from"] as? [String: String])?["hash"] != (event["to"] as? [String: String])?["hash"])
      try (good + "nonsense: 1\n").write(to: gateway.configFile, atomically: true, encoding: .utf8)
      try await #expect(gateway.post("/keeptrusts/config/reload", "").status == 422)
      #expect(log.events("config_rejected").first?["problems"] as? Int == 1)
    }
  }

  @Test func aReloadThatWantsARestartSaysSo() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      let good = try String(contentsOf: gateway.configFile, encoding: .utf8)
      for (config, words) in [
        (
          good.replacing("audit: {}", with: "audit: {content: none}"),
          "policy-config.yaml:7:10: the settings of the audit log (gateway.audit)"
        ),
        (good.replacing("  audit: {}\n", with: ""), "policy-config.yaml: the audit log is switched off"),
        (
          good + "policies: {chain: [audit-logger]}\npolicy: {audit-logger: {retention_days: 3}}\n",
          "policy-config.yaml:9:24: the settings of the audit log (policy.audit-logger)"
        ),
      ] {
        try config.write(to: gateway.configFile, atomically: true, encoding: .utf8)
        let error = try #require(try await gateway.post("/keeptrusts/config/reload", "").error)
        #expect(error.code == "invalid_config" && !error.message.contains("has errors"))
        #expect(error.message.contains(words) && error.message.contains("restart"), "\(error.message)")
      }
    }
    try await TestGateway.run("providers: {targets: [{id: s, provider: simulator}]}\n", options: { $0.configPaths = [] }) { gateway in
      let error = try #require(try await gateway.post("/keeptrusts/config/reload", "").error)
      #expect(error.message.contains("without configuration files"))
    }
  }

  @Test func onlyWhatIsNotPlainlyAllowedIsRecordedOnDemand() async throws {
    let log = HeldAuditLog { $0.recordsAllAccess = false }
    try await run(log, Self.pii) { gateway in
      try await #expect(gateway.chat(chatBody()).status == 200)
      #expect(log.events("decision").isEmpty)
      #expect(log.events("admitted").isEmpty)
      _ = try await gateway.chat(#"{"model":"tiny","messages":[{"role":"user","content":"card 4111 1111 1111 1111"}]}"#)
      _ = try await gateway.chat("{")
      #expect(log.events("decision").count == 2)
    }
  }

  /// Whatever a client writes, a record stays short, and strings that Swift compares at the square of their length are not compared.
  @Test func aNameOfCombiningMarksCostsNothing() async throws {
    let log = HeldAuditLog()
    let marks = "a" + String(repeating: "\u{301}", count: 200_000) + String(repeating: "\u{316}", count: 200_000)
    try await run(log) { gateway in
      let answer = try await gateway.chat(
        #"{"model":"\#(marks)","fallbacks":["\#(marks)"],"messages":[{"role":"\#(marks)","content":"x"}],"\#(marks)":1}"#)
      #expect(answer.status == 404)
      #expect(answer.body.count < 2000)
      try await #expect(
        gateway.chat(#"{"model":"tiny","fallbacks":["\#(marks)"],"messages":[{"role":"\#(marks)","content":"x"}]}"#).status == 404)
      try await #expect(gateway.chat(#"{"model":"tiny","messages":[{"role":"\#(marks)","content":"x"}]}"#).status != 500)
      let short = String(marks.prefix(utf8: 20_000))
      try await #expect(gateway.chat(chatBody(), fields: ["x-user-id: \(short)"]).status == 200)
      try await #expect(gateway.get("/v1/models/a" + String(repeating: "%CC%81", count: 5000)).status == 404)
      #expect(log.events("decision").count == 5)
      for line in log.lines { #expect(line.utf8.count < 4000) }
    }
  }

  // MARK: Durability

  @Test func noAnswerWaitsForADiskThatHangs() async throws {
    let log = HeldAuditLog { $0.commitTimeout = .milliseconds(50) }
    try await run(log) { gateway in
      log.hold()
      let answer = try await gateway.chat(chatBody())
      #expect(answer.status == 503)
      #expect(answer.error?.code == "audit_unavailable")
      try await #expect(gateway.chat(chatBody(stream: true)).lastError?.code == "audit_unavailable")
      log.settle(isDurable: true)
    }
  }

  @Test func anAnswerWaitsForItsRecord() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      log.hold()
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody()))
      try await eventually("the event is made") { !log.events("decision").isEmpty }
      #expect(client.received.isEmpty)
      log.settle(isDurable: true)
      try await #expect(client.answer().status == 200)
      await client.close()
    }
  }

  @Test func theEndOfAStreamWaitsForItsRecord() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      log.hold()
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
      try await eventually("the event is made") { !log.events("decision").isEmpty }
      let early = client.received
      #expect(!early.contains("[DONE]"))
      log.settle(isDurable: true)
      let answer = try await client.answer()
      #expect(answer.isComplete)
      #expect(answer.events.last == "[DONE]")
      await client.close()
    }
  }

  @Test func aLostRecordIsAnErrorAndNotAnAnswer() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      log.hold()
      for isStream in [false, true] {
        let client = try await gateway.connect()
        let before = log.events("decision").count
        try await client.send(TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: isStream)))
        try await eventually("the event is made") { log.events("decision").count > before }
        log.settle(isDurable: false)
        let answer = try await client.answer()
        if isStream, answer.status == 200 {
          #expect(answer.lastError?.code == "audit_unavailable")
          #expect(!answer.text.contains("[DONE]"))
        } else {
          #expect(answer.status == 503)
          #expect(answer.error?.code == "audit_unavailable")
        }
        await client.close()
      }
    }
  }

  @Test func nothingIsAskedWhileTheLogCannotBeWritten() async throws {
    let log = HeldAuditLog()
    try await run(log) { gateway in
      log.fail("write: No space left on device")
      let answer = try await gateway.chat(chatBody())
      #expect(answer.status == 503)
      #expect(answer.error?.code == "audit_unavailable")
      #expect(!answer.text.contains("device"))
      let ready = try await gateway.get("/readyz")
      #expect(ready.status == 503)
      #expect(ready.text.contains("No space left on device"))
      let health = try await gateway.get("/health")
      #expect(health.status == 503 && health.text.contains(#""status":"unhealthy""#) && health.text.contains(#""audit_log":"failing""#))
      try await #expect(gateway.get("/livez").status == 200)
      log.fail(nil)
      try await #expect(gateway.chat(chatBody()).status == 200)
      try await #expect(gateway.get("/readyz").status == 200)
      try await #expect(gateway.get("/health").text.contains(#""status":"healthy""#))
    }
  }

  @Test func onFailureAllowServesAllTheSame() async throws {
    let log = HeldAuditLog { $0.allowsOnFailure = true }
    try await run(log) { gateway in
      log.fail("gone")
      try await #expect(gateway.chat(chatBody()).status == 200)
      try await #expect(gateway.chat(chatBody(stream: true)).isComplete)
      try await #expect(gateway.get("/readyz").status == 200)
      let health = try await gateway.get("/health")
      #expect(health.status == 200 && health.text.contains(#""status":"degraded""#) && health.text.contains(#""audit_log":"failing""#))
    }
  }

  // MARK: On disk

  @Test func aGatewayWritesALogThatVerifies() async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("penstock-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await withSimulator { simulator in
      let config = Config.with(Config.target(port: simulator.port)) + "  audit: {directory: \"\(directory)\", content: full}\n"
      try await TestGateway.run(config) { gateway in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<8 {
            group.addTask { for _ in 0..<5 { try await #expect(gateway.chat(chatBody()).status == 200) } }
          }
          try await group.waitForAll()
        }
      }
    }
    let report = try ChainVerifier.verify(directory)
    #expect(report.problem == nil)
    #expect(report.records >= 80)
    #expect(report.signedThrough == report.head?.sequence)
  }

  @Test func whoSaysWhereTheLogBelongsHasOne() async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("penstock-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await withSimulator { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port)), options: { $0.auditDirectory = directory }) { gateway in
        #expect(gateway.report.contains("audit log: \(directory)"))
        try await #expect(gateway.chat(chatBody()).status == 200)
        try await #expect(gateway.post("/keeptrusts/config/reload", "").status == 200)
      }
    }
    #expect(try ChainVerifier.verify(directory).records > 4)
  }

  @Test(arguments: [
    ("directory: /dev/null/audit", "gateway.audit.directory: /dev/null/audit cannot be made: /dev/null is no directory"),
    ("directory: /dev/null", "gateway.audit.directory: /dev/null is no directory"),
    ("checkpoint_mirror: nowhere/ck.jsonl", "gateway.audit.checkpoint_mirror: "), ("key_file: nowhere/key.pem", "gateway.audit.key_file: "),
    ("key_file: /tmp", "gateway.audit.key_file: /tmp is a directory; a file is wanted"),
  ]) func checkAndStartRefuseTheSamePlaces(_ setting: String, _ words: String) async throws {
    let config =
      Config.with(Config.target(port: 1))
      + "  audit: {directory: no/such/audit, \(setting)}\n".replacing("directory: no/such/audit, directory", with: "directory")
    let folder = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "c.yaml")
    try config.write(to: file, atomically: true, encoding: .utf8)
    let check = await ConfigCheck.run([file.path], environment: [:], allowUnenforced: false)
    let said = check.diagnostics.filter { $0.severity == .error }.map(\.description)
    #expect(check.exitCode == 1 && said.count == 1)
    #expect(said.first?.contains("c.yaml:7:") == true && said.first?.contains(words) == true, "\(said)")
    let start = await #expect(throws: Gateway.StartProblem.self) {
      try await TestGateway.run(config, options: { $0.configPaths = [file.path] }) { _ in }
    }
    #expect(start?.description == said.first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["c.yaml"])
  }

  @Test(arguments: ["state/audit/key.pem", "state/key.pem", "key.pem", "state/audit/../ck.pem"]) func whatTheLogMakesNeedNotBeThere(
    file: String
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let config = Config.with(Config.target(port: 1)) + "  audit: {directory: state/audit, key_file: \(file)}\n"
    let path = folder.appending(path: "c.yaml")
    try config.write(to: path, atomically: true, encoding: .utf8)
    #expect(await ConfigCheck.run([path.path], environment: [:], allowUnenforced: false).exitCode == 0)
    try await TestGateway.run(config, options: { $0.configPaths = [path.path] }) { gateway in
      try await #expect(gateway.get("/livez").status == 200)
    }
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: file).path))
  }

  @Test func aDirectoryThatCannotBeMadeKeepsTheGatewayFromStarting() async throws {
    let config = Config.with(Config.target(port: 1)) + "  audit: {directory: /dev/null/audit}\n"
    await #expect(throws: Gateway.StartProblem.self) { try await TestGateway.run(config) { _ in } }
  }
}
