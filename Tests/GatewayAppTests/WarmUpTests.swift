import Foundation
import GatewayCore
import GatewayTestSupport
import Testing

@testable import GatewayApp

/// Replicas that compute the hottest prompts before they take requests.
@Suite struct WarmUpTests {
  /// A prompt of several blocks, with an end of its own.
  private static func body(_ end: String) -> String {
    let system = String(repeating: "You are a helpful assistant. ", count: 100)
    return #"{"model":"tiny","messages":[{"role":"system","content":"\#(system)"},{"role":"user","content":"\#(end)"}],"max_tokens":50}"#
  }

  private func targets(_ gateway: TestGateway) async throws -> [[String: Any]] {
    let admin = try #require(gateway.adminPort)
    return try await gateway.admin(admin, "GET", "/admin/targets").member("targets", as: [[String: Any]].self) ?? []
  }

  private func reasons(_ gateway: TestGateway) async throws -> [String] {
    try await targets(gateway).compactMap { $0["reason"] as? String }
  }

  /// A gateway in front of an engine, and another one that is stopped and comes back, which tells what it is asked then.
  private func comeBack(
    _ audit: HeldAuditLog, warmUp: Bool, _ script: @escaping ScriptedUpstream.Script,
    _ body: (TestGateway, _ first: ScriptedUpstream, _ back: ScriptedUpstream) async throws -> Void
  ) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { first in
      let second = try await ScriptedUpstream.start { try await $0.write(Wire.chat) }
      let probe = "health_probe: true"
      let config =
        Config.with(
          Config.target("a", "openai:chat:tiny", port: first.port, probe), Config.target("b", "openai:chat:tiny", port: second.port, probe))
        + "  fleet: {warm_up: \(warmUp), probe_interval_seconds: 0.1}\n  audit: {}\n"
        + "provider_routing: {strategy: ordered}\n"
      let change = { (options: inout GatewayOptions) in
        options.auditLog = audit
        options.admin = AdminPlace(port: 0)
      }
      try await TestGateway.run(config, options: change) { gateway in
        for end in ["one, which is longer", "two"] { try await #expect(gateway.chat(Self.body(end)).status == 200) }
        await second.stop()
        try await eventually("the second one is down") { try await reasons(gateway).last == "probe_failed" }
        try await withUpstream(port: second.port, script) { back in try await body(gateway, first, back) }
      }
    }
  }

  @Test func aReplicaThatComesBackIsWarmedUpFirst() async throws {
    let latch = Latch()
    let audit = HeldAuditLog()
    try await comeBack(audit, warmUp: true) {
      await latch.wait()
      try await $0.write(Wire.chat)
    } _: { gateway, first, back in
      try await eventually("it is asked") { back.exchanges.count == 1 }
      try await #expect(reasons(gateway) == ["ready", "warming_up"])
      // Requests go elsewhere meanwhile.
      try await #expect(gateway.chat(Self.body("three"))["x-penstock-target"] == "a")
      #expect(back.exchanges.count == 1)
      let asked = try #require(back.exchanges.first)
      // The shortest prompt with the beginning, for one token.
      #expect(asked.text == Self.body("two").replacing(#""max_tokens":50"#, with: #""max_tokens":1"#))
      #expect(asked.field("x-penstock-request-id") == "warm-up")
      latch.open()
      try await eventually("it takes requests") { try await reasons(gateway) == ["ready", "ready"] }
      let event = try #require(audit.events("replica_warmed_up").first)
      #expect(event["target"] as? String == "b" && event["prompts"] as? Int == 1 && event["failed"] as? Int == 0)
      // It is nobody's request: three were asked for, and three are recorded.
      #expect(audit.events("decision").count { $0["endpoint"] as? String == "chatCompletions" } == 3)
      #expect(!audit.lines.contains { $0.contains("helpful assistant") })
      #expect(try await targets(gateway).last?["prefix_blocks"] as? Int ?? 0 > 0)
    }
  }

  @Test func anEngineThatRefusesItTakesRequestsAllTheSame() async throws {
    let audit = HeldAuditLog()
    try await comeBack(audit, warmUp: true) {
      try await $0.write(Wire.error(500))
    } _: { gateway, _, _ in
      try await eventually("it was tried") { audit.events("replica_warmed_up").count == 1 }
      try await eventually("it takes requests") { try await reasons(gateway) == ["ready", "ready"] }
      #expect(audit.events("replica_warmed_up").first?["failed"] as? Int == 1)
    }
  }

  @Test func nothingIsSentUnlessItIsAskedFor() async throws {
    let audit = HeldAuditLog()
    try await comeBack(audit, warmUp: false) {
      try await $0.write(Wire.chat)
    } _: { gateway, _, back in
      try await eventually("it takes requests") { try await reasons(gateway) == ["ready", "ready"] }
      #expect(back.exchanges.isEmpty)
      #expect(audit.events("replica_warmed_up").isEmpty)
    }
  }
}
