import GatewayCore
import GatewayTestSupport
import Simulator
import Testing

@testable import GatewayApp

/// What the gateway remembers of prompts, as its admin API tells it.
@Suite(.timeLimit(.minutes(2))) struct PrefixMemoryTests {
  private static func cache(_ settings: inout SimulatorSettings) { (settings.kvCacheTokens, settings.maxModelLength) = (65_536, 65_536) }

  /// A cache of 65,536 tokens holds 512 blocks of 128 tokens as they are estimated, but only a quarter of that of a text whose every byte is a token, and the answers' usage says that it is one.
  @Test func howMuchTextACacheHoldsIsLearned() async throws {
    try await withSimulator(Self.cache) { one in
      try await withSimulator(Self.cache) { two in
        let targets = Config.target("a", port: one.port, "health_probe: true") + Config.target("b", port: two.port, "health_probe: true")
        let config = Config.with(targets) + "  fleet: {probe_interval_seconds: 0.1}\n"
        try await TestGateway.run(config) {
          $0.admin = AdminPlace(port: 0)
        } _: { gateway in
          let admin = try #require(gateway.adminPort)
          for number in 0..<30 {
            let text = "\(number)" + String(repeating: "a,", count: 10_000)
            let body = #"{"model":"tiny","max_tokens":1,"messages":[{"role":"user","content":"\#(text)"}]}"#
            try await #expect(gateway.chat(body).status == 200)
          }
          try await eventually("what is too much is forgotten") {
            let targets = try await gateway.admin(admin, "GET", "/admin/targets").member("targets", as: [[String: Any]].self) ?? []
            let blocks = targets.compactMap { $0["prefix_blocks"] as? Int }
            // One replica alone would have 512 of them.
            return blocks.count == 2 && blocks.reduce(0, +) > 0 && blocks.reduce(0, +) < 300
          }
        }
      }
    }
  }
}
