import Foundation
import GatewayCore
import Testing

@testable import GatewayApp

/// What the gateway sets in bodies for the fleet: salts of prefix caches, and priorities.
@Suite struct SaltTests {
  /// A gateway in front of one engine that answers everything.
  private func engine(
    _ provider: String = "vllm:chat:tiny", fleet: String, _ body: (TestGateway, ScriptedUpstream) async throws -> Void
  ) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let config = Config.with(Config.target("t", provider, port: upstream.port)) + "  fleet: {\(fleet)}\n"
      try await TestGateway.run(config) { gateway in try await body(gateway, upstream) }
    }
  }

  private func salt(_ text: String) throws -> String {
    String(try #require(text.firstMatch(of: /"cache_salt":"([0-9a-f]{64})"/)).output.1)
  }

  @Test func everyPrincipalHasItsSaltAndTheRestStaysAsItIs() async throws {
    try await engine(fleet: "cache_salt: per_principal") { gateway, upstream in
      let body = #"{ "messages":[{"role":"user","content":"H\u00e9"}],  "model":"tiny","temperature":1.0 }"#
      for user in ["alice", "bob", "alice"] { _ = try await gateway.chat(body, fields: ["x-user-id: \(user)"]) }
      _ = try await gateway.chat(body)
      let salts = try upstream.exchanges.map { try salt($0.text) }
      #expect(salts[0] == salts[2])
      #expect(Set(salts).count == 3)
      for (exchange, salt) in zip(upstream.exchanges, salts) {
        #expect(exchange.text == body.replacing("{ ", with: #"{"cache_salt":"\#(salt)", "#, maxReplacements: 1))
      }
    }
  }

  @Test func aClientsOwnSaltDividesItsCacheFurther() async throws {
    try await engine(fleet: "cache_salt: per_principal") { gateway, upstream in
      _ = try await gateway.chat(chatBody())
      let own = try salt(try #require(upstream.exchanges.first).text)
      // Its own salt, somebody else's, and none that vLLM would take.
      for value in ["\"x\"", "\"\(own)\"", "null", "7"] {
        _ = try await gateway.chat(chatBody("tiny", stream: false, ",\"cache_salt\":\(value)"))
      }
      let salts = try upstream.exchanges.map { try salt($0.text) }
      #expect(Set(salts).count == 3)
      #expect(salts[3] == own && salts[4] == own)
      #expect(upstream.exchanges.allSatisfy { $0.text.matches(of: /cache_salt/).count == 1 })
    }
  }

  @Test(arguments: [("openai:chat:tiny", "per_principal"), ("vllm:chat:tiny", "none")]) func othersGetTheBodyAsItIs(
    provider: String, setting: String
  ) async throws {
    try await engine(provider, fleet: "cache_salt: \(setting)") { gateway, upstream in
      let bodies = [chatBody(), chatBody("tiny", stream: false, #","cache_salt":"mine""#)]
      for body in bodies { _ = try await gateway.chat(body) }
      #expect(upstream.exchanges.map(\.text) == bodies)
    }
  }

  @Test func aContinuationHasTheSaltOfItsPrincipal() async throws {
    try await withUpstream {
      try await $0.write(Wire.streamHead + Wire.chunk(Wire.delta("Hello")))
      await $0.peer.close()
    } _: { first in
      try await withUpstream {
        try await $0.write(Wire.shortStream)
      } _: { second in
        let config =
          Config.with(Config.target("a", port: first.port), Config.target("b", port: second.port))
          + "  fleet: {cache_salt: per_principal}\nprovider_routing: {strategy: ordered}\n"
        try await TestGateway.run(config) { gateway in
          _ = try await gateway.chat(chatBody("tiny", stream: true, #","priority":-1"#))
          let again = try #require(second.exchanges.first)
          #expect(again.text.contains("continue_final_message"))
          #expect(try salt(again.text) == salt(try #require(first.exchanges.first).text))
          #expect(again.text.contains(#""priority":0"#))
        }
      }
    }
  }

  @Test(arguments: [
    ("-5", "0"), ("5", "5"), ("0", "0"), ("null", "null"), ("\"-5\"", "0"), ("-5.0", "0"),
  ])
  func aClientDoesNotLiftItself(value: String, sent: String) async throws {
    let body = { (value: String) in chatBody("tiny", stream: false, ",\"priority\":\(value)") }
    try await engine(fleet: "queue: {client_priority: lower}") { gateway, upstream in
      _ = try await gateway.chat(body(value), fields: ["x-vllm-priority: -9"])
      #expect(upstream.exchanges.map(\.text) == [body(sent)])
      #expect(upstream.exchanges.first?.field("x-vllm-priority") == nil)
    }
    try await engine(fleet: "queue: {client_priority: any}") { gateway, upstream in
      _ = try await gateway.chat(body(value))
      #expect(upstream.exchanges.map(\.text) == [body(value)])
    }
    try await engine(fleet: "queue: {client_priority: none}") { gateway, upstream in
      _ = try await gateway.chat(body("5"))
      #expect(upstream.exchanges.map(\.text) == [body("0")])
    }
  }
}
