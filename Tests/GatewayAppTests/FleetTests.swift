import Foundation
import GatewayCore
import Synchronization
import GatewayTestSupport
import Testing

@testable import GatewayApp

/// Several replicas of one model, and what becomes of requests when some of them fail.
@Suite struct FleetTests {
  private typealias Peer = ScriptedUpstream.Script

  /// A gateway in front of two upstreams that serve the same model.
  private func pair(
    _ first: @escaping Peer, _ second: @escaping Peer, more: String = "", options: (inout GatewayOptions) -> Void = { _ in },
    _ body: (TestGateway, ScriptedUpstream, ScriptedUpstream) async throws -> Void
  ) async throws {
    try await withUpstream(first) { one in
      try await withUpstream(second) { two in
        // Engines that are not vLLM are asked in the order of the configuration.
        let config =
          Config.with(Config.target("a", "openai:chat:tiny", port: one.port), Config.target("b", "openai:chat:tiny", port: two.port)) + more
        try await TestGateway.run(config, options: options) { gateway in try await body(gateway, one, two) }
      }
    }
  }

  @Test(arguments: [429, 500, 502, 503, 504]) func aStatusThatMayBeBetterElsewhereIsRetried(status: Int) async throws {
    try await pair {
      try await $0.write(Wire.error(status))
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway, first, second in
      let answer = try await gateway.chat(chatBody())
      #expect(answer.status == 200)
      #expect(answer["x-penstock-target"] == "b")
      #expect(first.exchanges.count == 1 && second.exchanges.count == 1)
    }
  }

  @Test func aConnectionThatBreaksIsRetriedElsewhere() async throws {
    try await pair {
      await $0.peer.close()
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway, first, second in
      let answer = try await gateway.chat(chatBody())
      #expect(answer.status == 200)
      #expect(answer["x-penstock-target"] == "b")
      #expect(first.exchanges.count == 1 && second.exchanges.count == 1)
    }
  }

  /// All that an engine had in hand when it died goes to a replica that is well; the budget is for fleets that fail as a whole.
  @Test func allRequestsOfADeadEngineGoElsewhere() async throws {
    let count = 40
    let arrived = Mutex(0)
    try await pair {
      arrived.withLock { $0 += 1 }
      try await eventually("all are there") { arrived.withLock { $0 } == count }
      await $0.peer.close()
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway, first, second in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<count { group.addTask { try await gateway.chat(chatBody()).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: 200, count: count))
      #expect(first.exchanges.count == count && second.exchanges.count == count)
    }
  }

  @Test(arguments: [400, 404, 422]) func anErrorOfTheClientIsNotRetried(status: Int) async throws {
    try await pair {
      try await $0.write(Wire.error(status))
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway, _, second in
      try await #expect(gateway.chat(chatBody()).status == status)
      #expect(second.exchanges.isEmpty)
    }
  }

  @Test func everybodyFails() async throws {
    try await pair {
      try await $0.write(Wire.error(500))
    } _: {
      try await $0.write(Wire.error(500))
    } _: { gateway, first, second in
      let answer = try await gateway.chat(chatBody())
      #expect(answer.status == 502)
      #expect(answer.error?.code == "upstream_error")
      #expect(first.exchanges.count == 1 && second.exchanges.count == 1)
    }
  }

  /// A gateway in front of two upstreams that serve different models.
  private func twoModels(groups: String = "", _ first: @escaping Peer, _ second: @escaping Peer, _ body: (TestGateway) async throws -> Void)
    async throws
  {
    try await withUpstream(models: ["small"], first) { one in
      try await withUpstream(models: ["large"], second) { two in
        let config =
          Config.with(Config.target("a", "openai:chat:small", port: one.port), Config.target("b", "openai:chat:large", port: two.port))
          + groups
        try await TestGateway.run(config, body)
      }
    }
  }

  @Test func aRequestMayNameItsFallbacks() async throws {
    try await twoModels {
      try await $0.write(Wire.error(500))
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway in
      try await #expect(gateway.chat(chatBody("small")).status == 502)
      let answer = try await gateway.chat(chatBody("small", stream: false, #","fallbacks":["openai/large"]"#))
      #expect(answer.status == 200)
      #expect(answer["x-penstock-target"] == "b")
      let unknown = try await gateway.chat(chatBody("small", stream: false, #","fallbacks":["nobody"]"#))
      #expect(unknown.status == 404)
      #expect(unknown.error?.param == "fallbacks")
      try await #expect(gateway.chat(chatBody("small", stream: false, #","fallbacks":"large""#)).status == 400)
    }
  }

  @Test func aGroupHasAFallback() async throws {
    try await twoModels(groups: "model_groups: [{name: team-model, aliases: [team], targets: [a], fallback: large}]\n") {
      try await $0.write(Wire.error(503))
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway in
      for name in ["team-model", "team"] {
        let answer = try await gateway.chat(chatBody(name))
        #expect(answer.status == 200)
        #expect(answer["x-penstock-target"] == "b")
      }
    }
  }

  @Test func aPromptThatIsTooLongGoesToALargerModel() async throws {
    let tooLong =
      #"{"error":{"message":"This model's maximum context length is 16 tokens.","type":"BadRequestError","param":null,"code":400}}"#
    try await twoModels {
      try await $0.write(Wire.json(tooLong, status: "400 Bad Request"))
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway in
      try await #expect(gateway.chat(chatBody("small")).error?.code == "context_length_exceeded")
      try await #expect(gateway.chat(chatBody("small", stream: false, #","fallbacks":["large"]"#)).status == 200)
    }
  }

  @Test func aTargetThatKeepsFailingIsLeftAlone() async throws {
    try await pair {
      try await $0.write(Wire.error(500))
    } _: {
      try await $0.write(Wire.chat)
    } _: { gateway, first, _ in
      for _ in 0..<20 { try await #expect(gateway.chat(chatBody()).status == 200) }
      // After a failure it is degraded for a while, and a healthy one is preferred.
      #expect(first.exchanges.count == 1)
    }
  }

  @Test func anOperatorDrainsATarget() async throws {
    try await pair {
      try await $0.write(Wire.chat)
    } _: {
      try await $0.write(Wire.chat)
    } options: {
      $0.admin = AdminPlace(port: 0)
    } _: { gateway, first, second in
      let admin = try #require(gateway.adminPort)
      try await #expect(gateway.chat(chatBody())["x-penstock-target"] == "a")
      let drained = try await gateway.admin(admin, "POST", "/admin/targets/a/drain")
      #expect(drained.status == 200)
      #expect(drained.member("state", as: String.self) == "draining")
      try await #expect(gateway.chat(chatBody())["x-penstock-target"] == "b")
      _ = try await gateway.admin(admin, "POST", "/admin/targets/b/unhealthy")
      let refused = try await gateway.chat(chatBody())
      #expect(refused.status == 503)
      #expect(refused.error?.code == "no_target")
      try await #expect(gateway.get("/readyz").text == "no target is reachable that an operator has not taken out\n")
      let health = try await gateway.get("/health")
      #expect(health.status == 503)
      #expect(health.member("providers", as: [String: String].self) == ["a": "drained", "b": "unhealthy"])
      _ = try await gateway.admin(admin, "POST", "/admin/targets/a/auto")
      try await #expect(gateway.get("/readyz").status == 200)
      try await #expect(gateway.get("/health").member("status", as: String.self) == "degraded")
      try await #expect(gateway.chat(chatBody())["x-penstock-target"] == "a")
      #expect(first.exchanges.count == 2 && second.exchanges.count == 1)
    }
  }

  @Test func theAdminAPIAnswers() async throws {
    try await pair {
      try await $0.write(Wire.chat)
    } _: {
      try await $0.write(Wire.chat)
    } options: {
      $0.admin = AdminPlace(port: 0)
    } _: { gateway, _, _ in
      let admin = try #require(gateway.adminPort)
      let answer = try await gateway.chat(chatBody(), fields: ["x-request-id: wanted"])
      #expect(answer.status == 200)
      let decisions = try await gateway.admin(admin, "GET", "/admin/decisions/wanted")
      let decision = try #require(decisions.member("decisions", as: [[String: Any]].self)?.first)
      #expect(decision["chosen"] as? String == "a")
      #expect(decision["why"] as? String == "first_in_order")
      #expect((decision["candidates"] as? [[String: Any]])?.count == 2)
      try await #expect(gateway.admin(admin, "GET", "/admin/decisions/other").status == 404)
      try await #expect(gateway.admin(admin, "GET", "/admin/targets").member("targets", as: [[String: Any]].self)?.count == 2)
      try await #expect(gateway.admin(admin, "GET", "/admin/targets/a").status == 200)
      try await #expect(gateway.admin(admin, "GET", "/admin/targets/none").status == 404)
      try await #expect(gateway.admin(admin, "POST", "/admin/targets/a/sideways").status == 404)
      try await #expect(gateway.admin(admin, "GET", "/admin/targets/a/drain").status == 405)
      try await #expect(gateway.admin(admin, "GET", "/v1/models").status == 404)
      // And not where clients are.
      try await #expect(gateway.get("/admin/targets").status == 404)
    }
  }

  @Test func theAdminAPINeedsItsToken() async throws {
    try await pair {
      try await $0.write(Wire.chat)
    } _: {
      try await $0.write(Wire.chat)
    } options: {
      $0.admin = AdminPlace(port: 0)
      $0.adminToken = Secret("right")
    } _: { gateway, _, _ in
      let admin = try #require(gateway.adminPort)
      try await #expect(gateway.admin(admin, "GET", "/admin/targets").status == 403)
      try await #expect(gateway.admin(admin, "GET", "/admin/targets", fields: ["authorization: Bearer wrong"]).status == 403)
      try await #expect(gateway.admin(admin, "GET", "/admin/targets", fields: ["authorization: Bearer right"]).status == 200)
    }
  }
}

extension TestGateway {
  /// The port of the admin API, as the report names it.
  var adminPort: Int? {
    report.split(separator: "\n").first { $0.contains("admin API") }?.firstMatch(of: /:([0-9]+)\/admin/).flatMap { Int($0.output.1) }
  }

  func admin(_ port: Int, _ method: String, _ path: String, fields: [String] = []) async throws -> Answer {
    let client = try await TestClient.connect(port, sending: Self.text(method, path, method == "POST" ? "" : nil, fields: fields))
    let answer = try await client.answer()
    await client.close()
    return answer
  }
}

/// More requests than may be in flight.
@Suite(.timeLimit(.minutes(5)))
struct QueueTests {
  /// A gateway in front of one slow simulator that takes one request at a time.
  private func slow(_ queue: String, _ body: (TestGateway) async throws -> Void) async throws {
    try await withSimulator {
      $0.timeToFirstToken = .milliseconds(20)
    } _: { simulator in
      let config = Config.with(Config.target("a", "simulator:chat:tiny", port: simulator.port)) + "  fleet: {queue: {\(queue)}}\n"
      try await TestGateway.run(config, body)
    }
  }

  /// A client whose stream has begun, and holds its place until the client goes.
  private func endlessStream(_ gateway: TestGateway) async throws -> TestClient {
    let client = try await gateway.connect(
      sending:
        TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true, #","max_tokens":30000,"ignore_eos":true"#)))
    try await client.waits(for: "data: ")
    return client
  }

  @Test(arguments: ["per_target: 1", "total: 1"]) func whoWaitsIsServedInTheEnd(limit: String) async throws {
    try await slow(limit) { gateway in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<8 { group.addTask { try await gateway.chat(chatBody()).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: 200, count: 8))
    }
  }

  @Test func withoutRoomTheAnswerComesAtOnce() async throws {
    try await slow("per_target: 1, waiting: 0") { gateway in
      let client = try await endlessStream(gateway)
      let refused = try await gateway.chat(chatBody())
      #expect(refused.status == 503)
      #expect(refused.error?.code == "queue_full")
      #expect(refused["retry-after"] != nil)
      await client.close()
      // The place is free again when the client is gone.
      try await eventually("the next one is served") { try await gateway.chat(chatBody()).status == 200 }
    }
  }

  @Test func aClientThatHangsUpWhileItWaitsLeavesItsPlace() async throws {
    try await slow("per_target: 1, waiting: 1") { gateway in
      let running = try await endlessStream(gateway)
      // The gateway has one event loop. It has taken this connection, so that it reads from it before it reads from later ones.
      let waiting = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
      try await #expect(waiting.answer().status == 200)
      try await waiting.send(TestGateway.text("POST", "/v1/chat/completions", chatBody()))
      // The room is full of requests of the same client.
      try await #expect(gateway.chat(chatBody()).status == 429)
      await waiting.close()
      await running.close()
      try await eventually("the next one is served") { try await gateway.chat(chatBody()).status == 200 }
    }
  }

  /// Shares are those of users, whether there is an audit log or not.
  @Test func aUserWithNothingInTheRoomDisplacesOneWithMuch() async throws {
    try await slow("per_target: 1, waiting: 2") { gateway in
      let running = try await endlessStream(gateway)
      var clients: [TestClient] = []
      for user in ["much", "much", "little"] {
        let client = try await gateway.connect(
          sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(), fields: ["x-user-id: \(user)"]))
        clients.append(client)
      }
      // One of the two has to go, or is not let in.
      try await eventually("one is refused") { clients.prefix(2).contains { !$0.received.isEmpty } }
      await running.close()
      let answers = try await [clients[0].answer(), clients[1].answer(), clients[2].answer()]
      #expect(answers.prefix(2).map(\.status).sorted().first == 200)
      #expect(answers.prefix(2).filter { $0.status == 200 }.count == 1)
      #expect(answers[2].status == 200)
      for client in clients { await client.close() }
    }
  }

  @Test func whoWaitsTooLongIsTold() async throws {
    try await slow("per_target: 1, max_wait_seconds: 0.05") { gateway in
      let running = try await endlessStream(gateway)
      let refused = try await gateway.chat(chatBody())
      #expect(refused.status == 503)
      #expect(refused.error?.code == "queue_full")
      await running.close()
    }
  }
}
