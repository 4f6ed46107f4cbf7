import Foundation
import GatewayConfig
import GatewayTestSupport
import Testing

/// Whatever the bytes are, loading ends with a result.
@Suite(.longComputation) struct FuzzTests {
  private static let fragments: [[UInt8]] = [
    "&a ", "*a", "<<: ", "? ", "- ", ": ", "[", "]", "{", "}", "\t", "\n", "\"", "'", "|\n", ">-\n", "!!str ", "!x ", "#", "%YAML 1.1\n",
    "---\n", "...\n",
    "\u{FEFF}", "\u{E000}", "\u{0}", "\u{2028}", "\\ud800", "1e999", "-0", "0x", "~", "99999999999999999999", "id: a\n", "provider: vllm\n",
    ",", "\r\n",
  ].map { Array($0.utf8) }

  private static func mutate(_ seed: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      guard let index = bytes.indices.randomElement(using: &random) else { break }
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(contentsOf: fragments.randomElement(using: &random) ?? [], at: index)
      case 3: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...40, using: &random)))
      case 4:
        let part = bytes[index..<min(bytes.count, index + Int.random(in: 1...60, using: &random))]
        bytes.insert(contentsOf: Array(part), at: bytes.indices.randomElement(using: &random) ?? 0)
      default: bytes = Array(bytes[..<index])
      }
    }
    return bytes
  }

  @Test(arguments: 1...4) func mutatedConfigurationsNeverTrap(seed: Int) throws {
    let directory = packageRoot.appendingPathComponent("examples")
    let examples = try ["simulator", "tls-upstream", "two-replicas", "fleet"].map {
      Array(try Data(contentsOf: directory.appendingPathComponent("\($0).yaml")))
    }
    let pages = try ["vllm-configuration.yaml", "openllm-bentocloud.yaml", "vllm-docker-compose.yaml"].map { Array(try fixture($0).utf8) }
    let seeds = examples + pages
    var random = SplitMix64(seed: UInt64(seed))
    let loader = ConfigLoader(environment: ["VLLM_API_KEY": "k"], options: .init(allowUnenforced: true))
    for round in 0..<1500 {
      let bytes = Self.mutate(seeds[round % seeds.count], &random)
      let second = round % 7 == 0 ? [ConfigSource(path: "b.yaml", bytes: Self.mutate(seeds[0], &random))] : []
      let result = loader.load([ConfigSource(path: "a.yaml", bytes: bytes)] + second)
      #expect(result.exitCode == 1 || result.snapshot != nil)
      #expect((result.exitCode == 1) == (result.snapshot == nil))
      #expect((result.snapshot == nil) == !result.errors.isEmpty)
    }
  }

  @Test func everyPrefixOfAConfigurationLoadsOrFails() throws {
    let bytes = Array(try fixture("vllm-configuration.yaml").utf8)
    for count in bytes.indices {
      let result = ConfigLoader(environment: [:]).load([ConfigSource(path: "a.yaml", bytes: Array(bytes[..<count]))])
      #expect((result.snapshot == nil) == !result.errors.isEmpty)
    }
  }
}
