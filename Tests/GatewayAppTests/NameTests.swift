import Foundation
import GatewayCore
import Synchronization
import GatewayTestSupport
import Testing

@testable import GatewayApp

/// Targets whose host name stands for several addresses.
@Suite struct NameTests {
  /// A name server that says what a test tells it to.
  private final class NameServer: NameResolver {
    private let names: Mutex<[String: [String]]>

    init(_ names: [String: [String]]) { self.names = Mutex(names) }

    func say(_ addresses: [String], of name: String) { names.withLock { $0[name] = addresses } }

    func addresses(of name: String, within limit: Duration) async -> [String] { names.withLock { $0[name] ?? [] } }
  }

  private typealias Peer = ScriptedUpstream.Script
  private static let both = ["127.0.0.2", "127.0.0.1"]

  /// A gateway with one target, whose name has two addresses at first, with an engine at each.
  private func engines(
    _ first: @escaping Peer = { try await $0.write(Wire.chat) }, _ second: @escaping Peer = { try await $0.write(Wire.chat) },
    fleet: String = "",
    _ body: (TestGateway, NameServer, ScriptedUpstream, ScriptedUpstream) async throws -> Void
  ) async throws {
    try await withUpstream(first) { one in
      // The same port at another address of this machine.
      try await withUpstream(host: "127.0.0.2", port: one.port, second) { two in
        let server = NameServer(["engines.test": Self.both])
        let config =
          Config.with(Config.target("chat", "openai:chat:tiny", url: "http://engines.test:\(one.port)/v1", []))
          + "  fleet: {resolve_interval_seconds: 0.02\(fleet)}\nprovider_routing: {strategy: round_robin}\n"
        let change = { (options: inout GatewayOptions) in
          options.resolver = server
          options.admin = AdminPlace(port: 0)
        }
        try await TestGateway.run(config, options: change) { gateway in try await body(gateway, server, one, two) }
      }
    }
  }

  @Test func eachAddressIsAReplica() async throws {
    try await engines { gateway, _, one, two in
      var targets: [String] = []
      for _ in 0..<4 { targets.append(try await gateway.chat(chatBody())["x-penstock-target"] ?? "") }
      #expect(targets == ["chat@127.0.0.1", "chat@127.0.0.2", "chat@127.0.0.1", "chat@127.0.0.2"])
      #expect(one.exchanges.count == 2 && two.exchanges.count == 2)
      // The engine is asked by its name.
      #expect(two.exchanges.allSatisfy { $0.field("host") == "engines.test:\(two.port)" })
      #expect(gateway.report.contains("(2 of 2 addresses)"))
    }
  }

  @Test func theAdminAPIShowsAndChangesThem() async throws {
    try await engines { gateway, _, one, _ in
      let admin = try #require(gateway.adminPort)
      let targets = try #require(
        try await gateway.admin(admin, "GET", "/admin/targets").member("targets", as: [[String: Any]].self))
      #expect(targets.compactMap { $0["id"] as? String } == ["chat@127.0.0.1", "chat@127.0.0.2"])
      #expect(targets.allSatisfy { $0["target"] as? String == "chat" })
      #expect(targets.compactMap { $0["address"] as? String } == ["127.0.0.1:\(one.port)", "127.0.0.2:\(one.port)"])
      let drained = try await gateway.admin(admin, "POST", "/admin/targets/chat@127.0.0.1/drain")
      #expect(drained.member("state", as: String.self) == "draining")
      let answer = try await gateway.chat(chatBody(), fields: ["x-request-id: one"])
      #expect(answer["x-penstock-target"] == "chat@127.0.0.2")
      let decision = try #require(
        try await gateway.admin(admin, "GET", "/admin/decisions/one").member("decisions", as: [[String: Any]].self)?.first)
      #expect(decision["chosen"] as? String == "chat@127.0.0.2")
      // The target's own id means all of its addresses.
      let all = try await gateway.admin(admin, "POST", "/admin/targets/chat/unhealthy")
      #expect(all.member("targets", as: [[String: Any]].self)?.count == 2)
      try await #expect(gateway.chat(chatBody()).error?.code == "no_target")
    }
  }

  @Test func anAddressThatFailsIsNoLossToTheOther() async throws {
    try await engines({ await $0.peer.close() }) { gateway, _, one, two in
      for _ in 0..<6 { try await #expect(gateway.chat(chatBody())["x-penstock-target"] == "chat@127.0.0.2") }
      // Its failure is its own: it is degraded, and left alone.
      #expect(one.exchanges.count == 1 && two.exchanges.count == 6)
    }
  }

  @Test func namesAreLookedUpAgain() async throws {
    try await engines { gateway, server, _, _ in
      server.say(["127.0.0.2"], of: "engines.test")
      // One address is the target itself.
      try await eventually("one replica is left") { try await replicas(gateway) == ["chat"] }
      server.say([], of: "engines.test")
      server.say(Self.both, of: "engines.test")
      try await eventually("both are back") { try await replicas(gateway) == ["chat@127.0.0.1", "chat@127.0.0.2"] }
    }
  }

  @Test func whatIsKnownOfAnAddressStaysWithIt() async throws {
    try await engines { gateway, server, _, _ in
      let admin = try #require(gateway.adminPort)
      _ = try await gateway.admin(admin, "POST", "/admin/targets/chat@127.0.0.2/drain")
      server.say(["127.0.0.2"], of: "engines.test")
      try await eventually("one replica is left") { try await replicas(gateway) == ["chat"] }
      try await #expect(gateway.admin(admin, "GET", "/admin/targets/chat").member("state", as: String.self) == "draining")
      server.say(Self.both, of: "engines.test")
      try await eventually("both are back") { try await replicas(gateway).count == 2 }
      for _ in 0..<3 { try await #expect(gateway.chat(chatBody())["x-penstock-target"] == "chat@127.0.0.1") }
    }
  }

  @Test func aNameThatStopsResolvingKeepsItsAddresses() async throws {
    try await engines { gateway, server, _, _ in
      server.say([], of: "engines.test")
      // A reload looks the names up.
      guard case .applied = await gateway.gateway.reload(by: "test") else {
        Issue.record("the reload was rejected")
        return
      }
      try await #expect(replicas(gateway) == ["chat@127.0.0.1", "chat@127.0.0.2"])
      try await #expect(gateway.chat(chatBody()).status == 200)
    }
  }

  @Test func aFreshAddressIsWarmedUpFirst() async throws {
    let latch = Latch()
    let body = chatBody().replacing("Hello", with: String(repeating: "You are a helpful assistant. ", count: 100))
    try await engines(fleet: ", warm_up: true") { gateway, server, one, _ in
      try await withUpstream(host: "127.0.0.3", port: one.port) {
        await latch.wait()
        try await $0.write(Wire.chat)
      } _: { fresh in
        for _ in 0..<2 { try await #expect(gateway.chat(body).status == 200) }
        server.say(Self.both + ["127.0.0.3"], of: "engines.test")
        try await eventually("it is asked") { fresh.exchanges.count == 1 }
        #expect(fresh.exchanges.first?.text.contains(#""max_tokens":1"#) == true)
        for _ in 0..<4 { try await #expect(gateway.chat(body)["x-penstock-target"] != "chat@127.0.0.3") }
        latch.open()
        try await eventually("it takes requests") { try await gateway.chat(body)["x-penstock-target"] == "chat@127.0.0.3" }
      }
    }
  }

  @Test func withoutAnIntervalANameIsOneReplica() async throws {
    try await engines { gateway, _, _, _ in
      let text = try String(contentsOf: gateway.configFile, encoding: .utf8)
      try text.replacingOccurrences(of: "resolve_interval_seconds: 0.02", with: "resolve_interval_seconds: 0")
        .write(to: gateway.configFile, atomically: true, encoding: .utf8)
      guard case .applied = await gateway.gateway.reload(by: "test") else {
        Issue.record("the reload was rejected")
        return
      }
      try await #expect(replicas(gateway) == ["chat"])
    }
  }

  private func replicas(_ gateway: TestGateway) async throws -> [String] {
    let admin = try #require(gateway.adminPort)
    let targets = try await gateway.admin(admin, "GET", "/admin/targets").member("targets", as: [[String: Any]].self)
    return targets?.compactMap { $0["id"] as? String } ?? []
  }

  @Test func theSystemResolves() async {
    let addresses = await SystemResolver().addresses(of: "localhost", within: .seconds(30))
    #expect(addresses.contains { $0 == "127.0.0.1" || $0 == "::1" })
  }
}
