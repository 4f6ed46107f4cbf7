import Foundation
import GatewayConfig
import GatewayCore
import Testing

/// Several files over each other, the snapshot's identity, and the forms of a result.
@Suite struct LayerTests {
  private func load(_ texts: String...) -> LoadResult {
    let sources = texts.enumerated().map { ConfigSource(path: "\($0 + 1).yaml", text: $1) }
    return ConfigLoader(environment: [:], options: .init(allowUnenforced: true)).load(sources)
  }

  private let base = """
    pack: {name: base, version: 1.0.0, enabled: true}
    providers:
      targets:
        - {id: a, provider: vllm, weight: 2, timeouts: {connect_seconds: 1, total_seconds: 2}}
        - {id: b, provider: vllm}
    simulator: {models: [x, y]}
    """

  @Test func mappingsMergeAndListsAreReplaced() throws {
    let result = load(
      base,
      """
      pack: {name: layer}
      providers:
        targets:
          - {id: b, description: second}
          - {id: c, provider: openllm}
          - {id: a, weight: 5, timeouts: {total_seconds: 3}}
      simulator: {models: [z]}
      """)
    #expect(result.diagnostics == [])
    let snapshot = try #require(result.snapshot)
    #expect(snapshot.name == "layer")
    #expect(snapshot.version == "1.0.0")
    #expect(snapshot.targets.map(\.id) == ["a", "b", "c"])
    #expect(snapshot.targets.map(\.weight) == [5, 1, 1])
    #expect(snapshot.targets.map(\.description) == [nil, "second", nil])
    #expect(snapshot.targets[0].timeouts.connect == .seconds(1))
    #expect(snapshot.targets[0].timeouts.total == .seconds(3))
    #expect(snapshot.simulator.models == ["z"])
  }

  @Test func listedPoliciesMergeByIDAndChainsAreReplaced() throws {
    let list = load(
      base + "\npolicies: [{id: p, rules: [{type: prompt_injection, action: block}]}]\n",
      "policies: [{id: p, description: d}, {id: q, rules: [{type: pii_detection, action: redact}]}]\n")
    #expect(list.snapshot?.policies.map(\.id) == ["p", "q"])
    let chain = load(base + "\npolicies: {chain: [rbac, dlp-filter]}\n", "policies: {chain: [audit-logger]}\n")
    #expect(chain.snapshot?.policies.map(\.id) == ["audit-logger"])
  }

  @Test func theSameIDTwiceInOneFileIsAnErrorInAnyLayer() {
    #expect(
      lines(load(base, "providers:\n  targets:\n    - {id: a, weight: 1}\n    - {id: a, provider: vllm}\n")) == [
        "2.yaml:4:12: error: providers.targets[2].id: the id \"a\" is already taken at 2.yaml:3:12"
      ])
  }

  @Test func everyFileIsReadBeforeItIsSaidWhatIsWrong() {
    let result = load("a: [", base, "\t")
    #expect(result.diagnostics.map(\.file) == ["1.yaml", "3.yaml"])
    #expect(result.exitCode == 1)
  }

  @Test func theErrorIsInTheFileThatHoldsTheValue() {
    #expect(
      lines(load(base, "providers: {targets: [{id: a, weight: no}]}\n")) == [
        "2.yaml:1:39: error: providers.targets[0].weight: expected a whole number, found text"
      ])
  }

  @Test func theHashIsThatOfTheBytes() throws {
    let text = "providers: {targets: [{id: a, provider: vllm}]}\n"
    let one = try #require(load(text).snapshot)
    #expect(one.hash == "1c5d2111845f2c0ce98ec1d1df934ef5496bba30ca18af51703a505f12398fcc")
    #expect(try #require(load(text, text).snapshot).hash != one.hash)
  }

  @Test func aDuplicateTargetIsNotReplicas() {
    let text = "providers: {targets: [{id: a, provider: 'vllm:chat:m'}, {id: b, provider: 'vllm:chat:m'}]}\n"
    #expect(lines(load(text)) == [])
  }

  @Test func aKeyCannotWriteToTheTerminal() {
    #expect(
      lines(load("\"a\\e[31m\\nb\": 1\nproviders: {targets: [{id: a, provider: vllm}]}\n")) == [
        "1.yaml:1:1: error: a\u{FFFD}[31m\u{FFFD}b: unknown key \"a\u{FFFD}[31m\u{FFFD}b\""
      ])
  }

  @Test func aDiagnosticHasAJSONForm() throws {
    let result = load("providers: {targets: [{id: a, provider: vllm, wieght: 1}]}\n")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(result.diagnostics), as: UTF8.self)
    #expect(
      text
        == "[{\"column\":47,\"file\":\"1.yaml\",\"line\":1,\"message\":\"unknown key \\\"wieght\\\"\",\"path\":\"providers.targets[0].wieght\","
        + "\"severity\":\"error\",\"structural\":false,\"suggestion\":\"weight\"}]")
    #expect(try JSONDecoder().decode([Diagnostic].self, from: Data(text.utf8)) == result.diagnostics)
  }

  @Test func aCertificateFileIsFoundBesideTheConfiguration() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("penstock-config-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    func write(_ text: String, to name: String) throws -> String {
      let file = directory.appendingPathComponent(name)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }
    let pem = try write("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", to: "ca.pem")
    _ = try write("nothing", to: "not.pem")
    let head = "providers: {targets: [{id: a, provider: vllm, base_url: 'https://h', ca_file: "
    let good = ConfigLoader(environment: [:]).load(paths: [try write(head + "ca.pem}]}", to: "good.yaml")])
    #expect(lines(good) == [])
    #expect(good.snapshot?.targets.first?.tls.caFile == pem)
    let bad = ConfigLoader(environment: [:]).load(paths: [try write(head + "not.pem}]}", to: "bad.yaml")])
    #expect(bad.diagnostics.map(\.message) == ["the file \(directory.path)/not.pem holds no PEM certificate"])
    let both = ConfigLoader(environment: [:]).load(paths: [try write(head + "ca.pem, allow_insecure_tls: true}]}", to: "both.yaml")])
    #expect(both.warnings.filter(\.isStructural).map(\.message) == ["has no effect: allow_insecure_tls turns the check off"])
    #expect(both.diagnostics.map(\.path) == ["providers.targets[0].ca_file", "providers.targets[0].allow_insecure_tls"])
    #expect(both.exitCode == 2)
  }
}
