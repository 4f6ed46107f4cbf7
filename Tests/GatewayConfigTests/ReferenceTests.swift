import Foundation
import GatewayConfig
import Testing

@Suite struct ReferenceTests {
  private let file = packageRoot.appendingPathComponent("docs/configuration.md")

  @Test func theReferenceIsUpToDate() throws {
    let generated = ConfigReference.markdown()
    if ProcessInfo.processInfo.environment["PENSTOCK_UPDATE_DOCS"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try generated.write(to: file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(committed == generated, "docs/configuration.md is stale; run the tests with PENSTOCK_UPDATE_DOCS=1")
  }

  @Test func everyConfigurationOfTheReferenceLoads() {
    let blocks = ConfigReference.markdown().components(separatedBy: "```yaml\n").dropFirst()
      .map { $0.components(separatedBy: "```").first ?? "" }
    #expect(blocks.count == 4)
    for block in blocks {
      #expect(load(block, allowUnenforced: true).errors.isEmpty)
      #expect(load(block, allowUnenforced: true).exitCode == 0)
    }
  }

  @Test(arguments: ["vllm", "openllm", "llama-cpp", "simulator", "two-replicas", "fleet", "tls-upstream"])
  func everyExampleLoads(name: String) throws {
    let path = packageRoot.appendingPathComponent("examples/\(name).yaml").path
    let result = ConfigLoader(environment: ["OPENLLM_API_KEY": "k", "VLLM_API_KEY": "k"]).load(paths: [path])
    #expect(lines(result) == [])
    #expect(result.snapshot != nil)
    #expect(ConfigLoader(environment: [:]).load(paths: [path]).exitCode == 0)
  }

  @Test func noExampleIsForgotten() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: packageRoot.appendingPathComponent("examples").path)
    let names = ["vllm", "openllm", "llama-cpp", "simulator", "two-replicas", "fleet", "tls-upstream"].map { "\($0).yaml" }
    #expect(Set(files.filter { $0.hasSuffix(".yaml") }) == Set(names))
  }
}
