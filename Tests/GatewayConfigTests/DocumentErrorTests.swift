import GatewayConfig
import GatewayCore
import GatewayTestSupport
import Testing

/// What is said about wrong YAML, and about wrong sections other than targets.
@Suite struct DocumentErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var expected: [String]
    var testDescription: String { text }

    init(_ text: String, _ expected: String...) {
      self.text = text
      self.expected = expected
    }
  }

  private static let target = "providers: {targets: [{id: a, provider: vllm}]}\n"
  private static let empty = "policy-config.yaml: error: the file is empty; `penstock init` writes one to start from"
  private static let howToAdd = "add one: providers: {targets: [{id: my-vllm, provider: vllm, base_url: \"http://localhost:8000/v1\"}]}"

  static let yaml = [
    Case("", empty), Case("# nothing\n\n", empty), Case("---\n...\n", empty), Case("~", empty), Case("\u{FEFF}# nothing\n", empty),
    Case("text", "policy-config.yaml:1:1: error: expected a mapping, found text"),
    Case("- a\n", "policy-config.yaml:1:1: error: expected a mapping, found a list"),
    Case(
      "providers:\n\ttargets: []\n",
      "policy-config.yaml:2:1: error: not valid YAML: a tab stands where only spaces may; indent with spaces"),
    Case(
      "pack: name: x\n",
      "policy-config.yaml:1:11: error: not valid YAML: mapping values are not allowed in this context; "
        + "check the indentation, and quote text that holds \": \""),
    Case(
      "pack: {name: x\nproviders: y\n",
      "policy-config.yaml:2:10: error: not valid YAML: did not find expected ',' or '}' (while parsing a flow mapping that begins at line 1)"
    ),
    Case("a: 1\n---\nb: 2\n", "policy-config.yaml:3:1: error: a second YAML document begins here; a file holds one"),
    Case(target + "pack: !env X\n", "policy-config.yaml:2:7: error: YAML tags such as !name have no meaning here"),
    Case("? [a]\n: b\n" + target, "policy-config.yaml:1:3: error: a key must be plain text, not a list, a mapping or an alias"),
    Case("a: *b\n", "policy-config.yaml:1:4: error: not valid YAML: found undefined alias"),
    Case(
      "pack: [a,\n  b\n\n",
      "policy-config.yaml:2:4: error: not valid YAML: did not find expected ',' or ']' (while parsing a flow sequence that begins at line 1)"
    ),
    Case(
      "pack:\n  name: 'x\n",
      "policy-config.yaml:2:11: error: not valid YAML: found unexpected end of stream (while scanning a quoted scalar)"),
    Case("<<: 3\n" + target, "policy-config.yaml:1:1: error: the merge key << takes a mapping or a list of mappings"),
    Case(
      target + "gateway: {limits: {json_depth: 9, json_depth: 8}, limits: {}}\n",
      "policy-config.yaml:2:35: error: the key \"json_depth\" is given twice in this mapping; the first is at line 2",
      "policy-config.yaml:2:51: error: the key \"limits\" is given twice in this mapping; the first is at line 2"),
    Case(
      target + "pack: {\"name\": a, name: b, 'name': c, version: 1.0.0, enabled: true}\n",
      "policy-config.yaml:2:19: error: the key \"name\" is given twice in this mapping; the first is at line 2",
      "policy-config.yaml:2:28: error: the key \"name\" is given twice in this mapping; the first is at line 2"),
  ]

  static let sections = [
    Case("pack: {name: n, version: 1.0.0, enabled: true}\n", "policy-config.yaml:1:1: error: no providers, so no targets; \(howToAdd)"),
    Case("providers: {}\n", "policy-config.yaml:1:12: error: providers: no targets; \(howToAdd)"),
    Case("providers: {targets: []}\n", "policy-config.yaml:1:22: error: providers.targets: no targets; \(howToAdd)"),
    Case("providers:\n", "policy-config.yaml:1:11: error: providers: has no value; give it one, or remove the key"),
    Case("providers: {targets: {id: a}}\n", "policy-config.yaml:1:22: error: providers.targets: expected a list, found a mapping"),
    Case("providers: {targets: [a]}\n", "policy-config.yaml:1:23: error: providers.targets[0]: expected a mapping, found text"),
    Case(target + "provider: x\n", "policy-config.yaml:2:1: error: provider: unknown key \"provider\" — did you mean \"providers\"?"),
    Case(
      target + "version: '1'\n", "policy-config.yaml:2:1: error: version: the version stands under pack: pack: {name, version, enabled}"),
    Case(
      target + "pack: {name: '', version: 1, enabled: 'true'}\n",
      "policy-config.yaml:2:14: error: pack.name: is empty",
      "policy-config.yaml:2:27: error: pack.version: expected a semantic version of three numbers such as 1.0.0, found the number 1",
      "policy-config.yaml:2:39: error: pack.enabled: expected true or false, found text — did you mean \"true\"?"),
    Case(
      target + "pack: {name: n, version: v1.0.0, enabled: true}\n",
      "policy-config.yaml:2:26: error: pack.version: expected a semantic version such as 1.0.0, found \"v1.0.0\""),
    Case(
      target + "gateway: {limits: {request_body: 64MB, connections: 0, stream_event: 1GiB, json_depth: 5.5, idle_timeout_seconds: 9999}}\n",
      "policy-config.yaml:2:34: error: gateway.limits.request_body: expected a size such as 1048576, 512KiB or 64MiB — did you mean \"64MiB\"?",
      "policy-config.yaml:2:53: error: gateway.limits.connections: expected a whole number from 1 to 1000000",
      "policy-config.yaml:2:70: error: gateway.limits.stream_event: expected a size from 1 KiB to 64 MiB",
      "policy-config.yaml:2:88: error: gateway.limits.json_depth: expected a whole number, found a number",
      "policy-config.yaml:2:115: error: gateway.limits.idle_timeout_seconds: expected 0.1 to 3600 seconds"),
    Case(
      target + "gateway: {limits: {json_depth: 257}}\n",
      "policy-config.yaml:2:32: error: gateway.limits.json_depth: expected a whole number from 8 to 256"),
    Case(
      target + "gateway: {limits: {request_body: -5, request_head: 99999999999GiB}, listen_port: 1}\n",
      "policy-config.yaml:2:34: error: gateway.limits.request_body: expected a size from 1 KiB to 1024 MiB",
      "policy-config.yaml:2:52: error: gateway.limits.request_head: expected a size such as 1048576, 512KiB or 64MiB",
      "policy-config.yaml:2:69: error: gateway.listen_port: the port to listen on is given with --listen or --port"),
    Case(
      target + "simulator: {models: [], max_sequences: many, time_between_token_ms: 3}\n",
      "policy-config.yaml:2:21: error: simulator.models: no models; name at least one, or remove the key",
      "policy-config.yaml:2:40: error: simulator.max_sequences: expected a whole number, found text",
      "policy-config.yaml:2:46: error: simulator.time_between_token_ms: unknown key \"time_between_token_ms\" "
        + "— did you mean \"time_between_tokens_ms\"?"),
    Case(
      target + "policies:\n  chain: [audit-logger]\n  policy:\n    audit-logger: {immutable: true}\n",
      "policy-config.yaml:4:3: error: policies.policy: the settings of the kinds are a section of their own, \"policy\", beside \"policies\": "
        + "indent it less"),
    Case(target + "simulator: {models: [a, a]}\n", "policy-config.yaml:2:21: error: simulator.models: names a model twice"),
  ]

  @Test(arguments: yaml + sections) func theErrorsAre(test: Case) {
    let result = load(test.text)
    #expect(lines(result) == test.expected)
    #expect(result.exitCode == 1)
    #expect(result.snapshot == nil)
  }

  @Test func bytesThatAreNotUTF8HaveAPlace() {
    let bytes = Array("# ü\nkey: é".utf8) + [0xff] + Array("\n".utf8)
    let result = ConfigLoader(environment: [:]).load([ConfigSource(path: "c.yaml", bytes: bytes)])
    #expect(lines(result) == ["c.yaml:2:7: error: the file is not UTF-8 text"])
  }

  @Test func aFileThatIsTooLargeIsNotRead() {
    let bytes = [UInt8](repeating: 0x23, count: ConfigSource.maximumSize + 1)
    let result = ConfigLoader(environment: [:]).load([ConfigSource(path: "c.yaml", bytes: bytes)])
    #expect(lines(result) == ["c.yaml: error: the file is larger than 4 MiB"])
  }

  @Test func filesThatCannotBeReadAreNamed() {
    let result = ConfigLoader(environment: [:]).load(paths: ["/no/such/file.yaml", "/"])
    #expect(lines(result) == ["/: error: this is a directory, not a file", "/no/such/file.yaml: error: there is no such file"])
    #expect(result.exitCode == 1)
  }

  @Test func noFileAtAllIsAnError() {
    #expect(ConfigLoader(environment: [:]).load([]).exitCode == 1)
  }
}

/// Documents that would cost more than they hold.
@Suite(.longComputation) struct DocumentBombTests {
  @Test func aliasesOfAliasesAreBounded() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 { text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n" }
    let result = load(text)
    #expect(lines(result).map { $0.hasSuffix("more than 100000 values after aliases are expanded") } == [true])
  }

  @Test func aliasesInKeysAreRefusedBeforeTheyAreHashed() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 { text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n" }
    let keys = [
      "? *a30\n: x\n", "*a30 : x\n", "z: {[*a30]: x}\n", "z: {{*a30: x}: y}\n", "? - *a30\n: x\n", "?\t*a30\n:\tx\n", "z: {*a30}\n",
      "z: {x, *a30}\n", "z: {[*a30]}\n", "z: {{x: *a30}}\n", "z: [*a30 : x]\n", "[*a30]: x\n", "z: [? *a30]\n",
    ]
    for key in keys {
      #expect(lines(load(text + key)) == ["policy-config.yaml: error: the file has too many aliases that refer to aliases; write them out"])
    }
  }

  @Test func aFewAliasesInKeysAreOrdinaryErrors() {
    #expect(
      lines(load("a: &a [x]\n? *a\n: x\n"))
        .contains("policy-config.yaml:1:4: error: a key must be plain text, not a list, a mapping or an alias"))
  }

  @Test func manyAliasesInBlockStyleWork() {
    let targets = (0..<200).map { "    - <<: *t\n      id: t\($0)\n" }.joined()
    let anchors = (0..<20).map { "    - &a\($0)\n      id: a\($0)\n      provider: vllm\n" }.joined()
    #expect(lines(load("providers:\n  targets:\n    - &t\n      id: t\n      provider: vllm\n" + anchors + targets)) == [])
  }

  @Test(arguments: ["[", "{a: ", "- ", "{", "? "]) func deepNestingIsAnError(opening: String) {
    for depth in [100, 900, 5000] {
      #expect(load(String(repeating: opening, count: depth)).exitCode == 1)
      #expect(load("a: " + String(repeating: opening, count: depth)).exitCode == 1)
    }
    #expect(
      lines(load("a: " + String(repeating: "[", count: 100) + String(repeating: "]", count: 100))).map { $0.hasSuffix("nested too deeply") }
        == [true])
  }

  @Test func manyErrorsAreBounded() {
    let text = (0..<20_000).map { "key\($0): x\n" }.joined()
    let result = load(text)
    #expect(result.diagnostics.count == 200)
    #expect(result.exitCode == 1)
  }

  @Test func anErrorAfterManyWarningsIsStillAnError() {
    let targets = (0..<300).map { "    - {id: t\($0), provider: vllm, allow_insecure_tls: true}\n" }.joined()
    let result = load("providers:\n  targets:\n" + targets + "zzz: 1\n")
    #expect(result.warnings.count == 200)
    #expect(result.errors.map(\.path) == ["zzz"])
    #expect(result.exitCode == 1)
  }

  @Test func manyDuplicatesAreBounded() {
    let text = (0..<100).map { "key\($0): x\nkey\($0): y\n" }.joined()
    #expect(load(text).exitCode == 1)
  }

  @Test func anchorsAliasesAndMergeKeysWork() throws {
    let result = load(
      """
      providers:
        targets:
          - &first {id: a, provider: vllm, weight: 2, timeout_seconds: &t 9}
          - {<<: *first, id: b}
          - <<: [*first, {description: d}]
            id: c
            weight: 3
            stream_timeout_seconds: *t
      """)
    #expect(lines(result) == [])
    let targets = try #require(result.snapshot).targets
    #expect(targets.map(\.id) == ["a", "b", "c"])
    #expect(targets.map(\.weight) == [2, 2, 3])
    #expect(targets[2].timeouts.streamTotal == .seconds(9))
    #expect(targets[2].description == "d")
  }
}
