import Foundation
import GatewayCore
import GatewayTestSupport
import NIOCore
import Testing

@testable import GatewayApp

/// Reload, stop, the master switch, health.
@Suite(.timeLimit(.minutes(5)))
struct LifeTests {
  // MARK: Reload

  @Test func requestInFlightEndsOnTheOldConfiguration() async throws {
    try await withUpstream { exchange in
      try await exchange.write(Wire.streamHead + Wire.chunk(Wire.delta("old ")))
      try await eventually("the reload is over") {
        exchange.peer.bytesWritten >= 0 && FileManager.default.fileExists(atPath: exchange.flag)
      }
      try await exchange.write(Wire.chunk(Wire.delta("end", finish: "stop")) + Wire.chunk(Wire.done) + Wire.streamEnd)
    } _: { old in
      try await withUpstream(models: ["other"]) {
        try await $0.write(Wire.chat)
      } _: { new in
        try await TestGateway.run(Config.with(Config.target("old", port: old.port))) { gateway in
          let flag = gateway.directory.appending(path: "flag").path
          let client = try await gateway.connect()
          let body = chatBody(stream: true)
          try await client.send(TestGateway.text("POST", "/v1/chat/completions", body, fields: ["x-flag: \(flag)"]))
          try await client.waits(for: "old ")
          try Config.with(Config.target("new", "vllm:chat:other", port: new.port)).write(
            to: gateway.configFile, atomically: true, encoding: .utf8)
          let answer = try await gateway.post("/keeptrusts/config/reload", "")
          #expect(answer.status == 200)
          #expect(answer.member("status", as: String.self) == "applied")
          try await #expect(gateway.chat(chatBody("other"))["x-penstock-target"] == "new")
          try await #expect(gateway.chat(chatBody()).status == 404)
          #expect(FileManager.default.createFile(atPath: flag, contents: nil))
          let stream = try await client.answer()
          #expect(stream.streamedText == "old end")
          #expect(stream.events.last == "[DONE]")
          await client.close()
        }
      }
    }
  }

  @Test func streamOfASimulatorThatIsReplacedEndsComplete() async throws {
    func config(_ milliseconds: Int) -> String {
      "providers: {targets: [{id: sim, provider: simulator}]}\nsimulator: {time_between_tokens_ms: \(milliseconds)}\n"
    }
    try await TestGateway.run(config(20)) { gateway in
      let client = try await gateway.connect()
      let body = chatBody("sim", stream: true, #","simulator":{"text":"one two three four five six seven eight nine ten"}"#)
      try await client.send(TestGateway.text("POST", "/v1/chat/completions", body))
      try await client.waits(for: "data: ")
      try config(1).write(to: gateway.configFile, atomically: true, encoding: .utf8)
      try await #expect(gateway.post("/keeptrusts/config/reload", "").status == 200)
      let answer = try await client.answer()
      #expect(answer.streamedText == "one two three four five six seven eight nine ten")
      #expect(answer.events.last == "[DONE]")
      await client.close()
    }
  }

  @Test func badFileChangesNothingAndSaysWhere() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let good = Config.with(Config.target(port: upstream.port))
      try await TestGateway.run(good) { gateway in
        let before = try await gateway.get("/health").member("config", as: [String: String].self)
        for (bad, place) in [
          (good + "nonsense: 1\n", ":7:1"), (good.replacing("provider:", with: "providor:"), ":3:"), ("\u{1}", ":1:"), ("", ""),
          (good + Config.with(), ":7:"),
        ] {
          try bad.write(to: gateway.configFile, atomically: true, encoding: .utf8)
          let answer = try await gateway.post("/keeptrusts/config/reload", "")
          #expect(answer.status == 422)
          let error = try #require(answer.error)
          #expect(error.code == "invalid_config")
          #expect(error.message.contains("policy-config.yaml\(place)"), "\(error.message)")
          guard case .rejected(let problems) = await gateway.gateway.reload(by: "test") else {
            Issue.record("a bad file was accepted")
            continue
          }
          #expect(problems.contains { $0.contains("policy-config.yaml\(place)") })
          try await #expect(gateway.chat(chatBody()).status == 200)
        }
        try FileManager.default.removeItem(at: gateway.configFile)
        try await #expect(gateway.post("/keeptrusts/config/reload", "").status == 422)
        try await #expect(gateway.get("/health").member("config", as: [String: String].self) == before)
        try good.write(to: gateway.configFile, atomically: true, encoding: .utf8)
        try await #expect(gateway.post("/keeptrusts/config/reload", "").status == 200)
      }
    }
  }

  @Test func reloadNeedsTheTokenWhenThereIsOne() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port)), options: { $0.adminToken = Secret("right-token") }) {
        gateway in
        for fields in [[], ["authorization: Bearer wrong-token"], ["authorization: right-token"], ["authorization: Bearer right-token2"]] {
          let answer = try await gateway.post("/keeptrusts/config/reload", "", fields: fields)
          #expect(answer.status == 403)
          #expect(answer.error?.code == "forbidden")
          #expect(!answer.text.contains("right-token"))
          #expect(answer.error?.message == "A reload wants the admin token: Authorization: Bearer ….")
        }
        for scheme in ["bearer ", "BEARER  "] {
          try await #expect(
            gateway.post("/keeptrusts/config/reload", "", fields: ["Authorization: \(scheme)right-token"]).status == 200)
        }
        try await #expect(gateway.post("/keeptrusts/config/reload", "", fields: ["Authorization: Bearer right-token"]).status == 200)
        try await #expect(gateway.get("/keeptrusts/config/reload").status == 405)
      }
    }
  }

  @Test func reloadsUnderLoadLoseNothing() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<4 {
            group.addTask {
              let client = try await gateway.connect()
              for _ in 0..<50 {
                try await client.send(TestGateway.text("POST", "/v1/chat/completions", chatBody()))
                try await #expect(client.answer().status == 200)
              }
              await client.close()
            }
          }
          for _ in 0..<10 {
            guard case .applied = await gateway.gateway.reload(by: "test") else {
              Issue.record("the reload was refused")
              return
            }
          }
          try await group.waitForAll()
        }
      }
    }
  }

  @Test func poolOutlivesAReloadOfTheSameAddress() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port)), options: { $0.idleLimit = .hours(1) }) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        _ = await gateway.gateway.reload(by: "test")
        try await #expect(gateway.chat(chatBody()).status == 200)
        #expect(upstream.peers.count == 1)
      }
    }
  }

  // MARK: Stop

  @Test func stopLetsARunningStreamEnd() async throws {
    try await withSimulator({ $0.timeBetweenTokens = .milliseconds(10) }) { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port), limits: ["drain_timeout_seconds: 60"])) { gateway in
        let idle = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
        _ = try await idle.answer()
        let client = try await gateway.connect()
        let body = chatBody(stream: true, #","simulator":{"text":"one two three four five six seven eight nine ten"}"#)
        try await client.send(TestGateway.text("POST", "/v1/chat/completions", body))
        try await client.waits(for: "data: ")
        let stop = Task { await gateway.stop() }
        _ = try await idle.ending()
        try await eventually("new connections are refused") {
          guard let client = try? await gateway.connect() else { return true }
          await client.close()
          return false
        }
        let answer = try await client.answer()
        #expect(answer.streamedText == "one two three four five six seven eight nine ten")
        #expect(answer.events.last == "[DONE]" && answer.isComplete)
        try await #expect(client.ending() == .fin)
        await stop.value
      }
    }
  }

  @Test func stopIsBounded() async throws {
    try await withUpstream {
      try await $0.write(Wire.streamHead + Wire.chunk(Wire.delta("a")))
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
        try await client.waits(for: "data: ")
        await gateway.stop()
        let answer = try await client.answer()
        #expect(answer.text.contains("shutting_down"))
        #expect(!answer.text.contains("[DONE]"))
        try await upstream.peers.first?.waitUntilClosed()
      }
    }
  }

  @Test func aStopThatHurriesDoesNotWait() async throws {
    try await withUpstream {
      try await $0.write(Wire.streamHead + Wire.chunk(Wire.delta("a")))
    } _: { upstream in
      let config = Config.with(Config.target(port: upstream.port), limits: ["drain_timeout_seconds: 3600"])
      try await TestGateway.run(config) { gateway in
        let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
        try await client.waits(for: "data: ")
        await gateway.gateway.endDraining()
        try await #expect(gateway.get("/livez").status == 200, "without a stop there is nothing to hurry")
        let idle = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
        _ = try await idle.answer()
        let stops = (0..<2).map { _ in Task { await gateway.gateway.stop() } }
        // It is draining when idle connections are closed.
        _ = try await idle.ending()
        guard case .refused = await gateway.gateway.reload(by: "test") else { return #expect(Bool(false), "a reload while stopping") }
        await gateway.gateway.endDraining()
        for stop in stops { #expect(await stop.value == false) }
        let answer = try await client.answer()
        #expect(answer.text.contains("shutting_down") && !answer.text.contains("[DONE]"))
        try await upstream.peers.first?.waitUntilClosed()
        #expect(await gateway.gateway.stop() == false, "asked again, it says the same")
      }
    }
  }

  @Test func connectionsAreTakenForAWhileAfterTheStopIsSaid() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let config = Config.with(Config.target(port: upstream.port), limits: ["drain_delay_seconds: 3600"])
      try await TestGateway.run(config) { gateway in
        let idle = try await gateway.connect(sending: TestGateway.text("GET", "/readyz"))
        let before = try await idle.answer()
        #expect(before.status == 200 && before["connection"] != "close")
        let stop = Task { await gateway.gateway.stop() }
        var ready = before
        try await eventually("the stop is said") {
          ready = try await gateway.get("/readyz")
          return ready.status == 503
        }
        #expect(ready.text == "stopping\n" && ready["connection"] == "close")
        for answer in [try await gateway.chat(chatBody()), try await gateway.get("/livez")] {
          #expect(answer.status == 200 && answer["connection"] == "close")
        }
        // A connection from before has one more answer.
        try await idle.send(TestGateway.text("POST", "/v1/chat/completions", chatBody()))
        let last = try await idle.answer()
        #expect(last.status == 200 && last["connection"] == "close")
        try await #expect(idle.ending() == .fin)
        await gateway.gateway.endDraining()
        #expect(await stop.value)
      }
    }
  }

  @Test func aStopOfAnIdleGatewayIsClean() async throws {
    try await TestGateway.run(Config.with("    - {id: sim, provider: simulator}\n")) { gateway in
      #expect(await gateway.gateway.stop())
      await gateway.gateway.endDraining()
      #expect(await gateway.gateway.stop())
    }
  }

  // MARK: Master switch and health

  @Test func packThatIsDisabled() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let pack = "pack:\n  name: off-pack\n  version: 1.2.3\n  enabled: false\n"
      try await TestGateway.run(Config.with(Config.target(port: upstream.port), pack: pack)) { gateway in
        for (method, path) in [
          ("POST", "/v1/chat/completions"), ("POST", "/v1/completions"), ("POST", "/v1/embeddings"), ("GET", "/v1/models"),
          ("GET", "/v1/models/tiny"),
        ] {
          let answer = try await gateway.request(method, path, method == "POST" ? chatBody() : nil)
          #expect(answer.status == 503, "\(path)")
          #expect(answer.error?.code == "gateway_disabled", "\(path)")
          #expect(answer["x-should-retry"] == "false")
        }
        try await #expect(gateway.get("/readyz").status == 503)
        try await #expect(gateway.get("/livez").status == 200)
        let health = try await gateway.get("/health")
        #expect(health.status == 503)
        #expect(health.member("status", as: String.self) == "unhealthy")
        #expect(upstream.exchanges.isEmpty)
        let on = Config.with(Config.target(port: upstream.port), pack: pack.replacing("false", with: "true"))
        try on.write(to: gateway.configFile, atomically: true, encoding: .utf8)
        try await #expect(gateway.post("/keeptrusts/config/reload", "").status == 200)
        try await #expect(gateway.chat(chatBody()).status == 200)
      }
    }
  }

  @Test func healthShape() async throws {
    try await withClosedPort { closed in try await health(withClosed: closed) }
  }

  private func health(withClosed closed: Int) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let pack = "pack:\n  name: shape\n  version: 1.2.3\n  enabled: true\n"
      let up = Config.target("up", port: upstream.port)
      try await TestGateway.run(Config.with(up, Config.target("down", port: closed), pack: pack)) { gateway in
        _ = try await gateway.chat(chatBody())
        let health = try await gateway.get("/health")
        #expect(health.status == 200)
        #expect(health["content-type"] == "application/json")
        #expect(health.member("status", as: String.self) == "degraded")
        #expect(health.member("providers", as: [String: String].self) == ["up": "reachable", "down": "unreachable"])
        let config = try #require(health.member("config", as: [String: String].self))
        #expect(config["name"] == "shape" && config["version"] == "1.2.3" && config["hash"]?.count == 64)
        #expect(health.member("uptime_seconds", as: Int.self) != nil)
        #expect(health.member("version", as: String.self) == BuildInfo.version)
        #expect(health.member("policies_loaded", as: Int.self) == 0)
        #expect(health.member("requests_processed", as: Int.self) == 1)
        #expect(health.member("cache", as: [String: Any].self)?.keys.sorted() == ["entries", "hit_rate_pct"])
        try await #expect(gateway.get("/readyz").status == 200)
      }
      try await TestGateway.run(Config.with(up)) { gateway in
        try await #expect(gateway.get("/health").member("status", as: String.self) == "healthy")
      }
    }
    try await TestGateway.run(Config.with(Config.target(port: closed))) { gateway in
      try await #expect(gateway.get("/health").status == 503)
      try await #expect(gateway.get("/readyz").status == 503)
      try await #expect(gateway.get("/livez").status == 200)
      #expect(gateway.report.contains("the connection was refused"))
    }
  }

  @Test func embeddedDefaultsOfferTheSimulator() async throws {
    try await TestGateway.run(
      "",
      options: {
        $0.configPaths = []
        $0.discoveryPorts = []
      }
    ) { gateway in
      let models = try await gateway.get("/v1/models")
      let name = try #require(models.member("data", as: [[String: Any]].self)?.first?["id"] as? String)
      try await #expect(gateway.chat(chatBody(name)).status == 200)
      try await #expect(gateway.chat(chatBody(name, stream: true)).events.last == "[DONE]")
    }
  }

  @Test func enginesAreFoundOnTheirPorts() async throws {
    try await withUpstream(models: ["found/model"]) {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(
        "",
        options: {
          $0.configPaths = []
          $0.discoveryPorts = [upstream.port]
        }
      ) { gateway in
        #expect(gateway.report.contains("found/model"))
        try await #expect(gateway.chat(chatBody("found/model")).status == 200)
      }
    }
  }
}

extension UpstreamExchange {
  /// A file that a test makes when the answer may go on.
  fileprivate var flag: String { field("x-flag") ?? "" }
}
