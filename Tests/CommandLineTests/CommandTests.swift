import Foundation
import Testing

@testable import penstock

/// The commands that answer and end.
@Suite(.timeLimit(.minutes(5)))
struct CommandTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "GatewayConfigTests/Fixtures")

  static func page(_ name: String) -> String { fixtures.appending(path: name).path }

  private static let good = """
    providers:
      targets:
        - {id: a, provider: "vllm:chat:tiny", base_url: "http://127.0.0.1:9"}
    """

  /// Runs `body` with a file of this text.
  private func file(_ text: String, _ body: (String) async throws -> Void) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString).yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    try await body(file.path)
  }

  @Test func helpOfAnUnknownCommandIsAnError() async throws {
    for topic in [["nosuch"], ["events", "nosuch"]] {
      let run = try await Executable.run(["help"] + topic)
      #expect(run.status == 64 && run.output.isEmpty && run.errors.contains("there is no command 'nosuch'"))
    }
    for topic in [[], ["events"], ["events", "tail"]] {
      let run = try await Executable.run(["help"] + topic)
      #expect(run.status == 0 && run.output.contains("USAGE: penstock \(topic.joined(separator: " "))"))
    }
  }

  @Test func checkOfAGoodFile() async throws {
    try await file(Self.good) { path in
      let check = try await Executable.run("config", "check", path)
      #expect(check.status == 0)
      #expect(check.output.contains("✓"))
      let lint = try await Executable.run("policy", "lint", "--file", path)
      #expect(lint.status == 0)
      #expect(lint.output == check.output)
    }
  }

  @Test func checkOfABadFile() async throws {
    try await file(Self.good.replacing("base_url", with: "base_ulr") + "\nnonsense: 1\n") { path in
      let check = try await Executable.run("config", "check", path)
      #expect(check.status == 1)
      #expect(check.output.contains("\(path):3:"))
      #expect(check.output.contains("did you mean \"base_url\"?"))
      #expect(check.output.contains("\(path):4:1: error:"))
      try await #expect(Executable.run("policy", "lint", "--file", path).status == 1)
    }
    try await #expect(Executable.run("config", "check", "/nonexistent.yaml").status == 1)
  }

  @Test func checkOfAFileWithStructuralWarnings() async throws {
    try await file(Self.good.replacing("}", with: ", allow_insecure_tls: true}")) { path in
      let check = try await Executable.run("config", "check", path)
      #expect(check.status == 2)
      #expect(check.output.contains("warning: "))
      #expect(check.output.contains("✓"))
    }
  }

  @Test func checkOfAFileThatTurnsTheCheckOfCertificatesOff() async throws {
    let text = Self.good.replacing("http://", with: "https://").replacing("}", with: ", allow_insecure_tls: true}")
    try await file(text) { path in
      let check = try await Executable.run("config", "check", path)
      #expect(check.status == 0)
      #expect(check.output.contains("warning: providers.targets[0].allow_insecure_tls: the server's certificate is not checked"))
    }
  }

  @Test func checkPrintsTheGroups() async throws {
    let text = """
      providers:
        targets:
          - {id: a, provider: "vllm:chat:tiny"}
          - {id: b, provider: "vllm:chat:tiny", weight: 3}
          - {id: c, provider: "vllm:chat:large"}
      model_groups:
        - {name: fast, targets: [a], aliases: [f], fallback_group: good}
        - {name: good, targets: [b, c]}
      """
    try await file(text) { path in
      let check = try await Executable.run("config", "check", path)
      #expect(check.status == 0)
      let groups = check.output.split(separator: "\n").filter { $0.hasPrefix("  Group ") }
      #expect(
        groups == [
          "  Group fast (f): a; ordered; falls back to good", "  Group good: b ×3, c; weighted", "  Group tiny: a, b ×3; weighted",
        ])
    }
  }

  @Test func theMaximumConcurrencyIsChecked() async throws {
    for number in ["0", "-1", "1000001", "9223372036854775808", "many"] {
      let run = try await Executable.run("gateway", "run", "--max-concurrency=\(number)")
      #expect(run.status == 64, "\(number)")
    }
    let run = try await Executable.run("gateway", "run", "--max-concurrency=0")
    #expect(run.errors.contains("--max-concurrency is a number from 1 to 1000000"))
    let help = try await Executable.run("gateway", "run", "--help")
    #expect(help.output.contains("--max-concurrency <n>") && help.output.contains("KEEPTRUSTS_GATEWAY_MAX_CONCURRENCY"))
  }

  @Test func theVariableStandsForTheMaximumConcurrency() throws {
    let variable = MaxConcurrency.variable
    #expect(variable == "KEEPTRUSTS_GATEWAY_MAX_CONCURRENCY")
    #expect(try MaxConcurrency.resolve(nil, environment: [:]) == nil)
    #expect(try MaxConcurrency.resolve(nil, environment: [variable: ""]) == nil)
    #expect(try MaxConcurrency.resolve(nil, environment: [variable: "16"]) == 16)
    #expect(try MaxConcurrency.resolve(8, environment: [variable: "16"]) == 8)
    for text in ["0", "x", "1e3", "-1", "1000001"] {
      #expect(throws: (any Error).self) { try MaxConcurrency.resolve(8, environment: [variable: text]) }
    }
  }

  @Test func checkAsJSON() async throws {
    struct Report: Decodable {
      struct Item: Decodable {
        var severity: String
        var line: Int
        var column: Int
        var message: String
      }
      struct Summary: Decodable { var targets: [String] }
      var valid: Bool
      var diagnostics: [Item]
      var config: Summary?
    }
    try await file(Self.good) { path in
      let check = try await Executable.run("config", "check", path, "--format", "json")
      let report = try JSONDecoder().decode(Report.self, from: Data(check.output.utf8))
      #expect(check.status == 0 && report.valid && report.diagnostics.isEmpty)
      #expect(report.config?.targets == ["a"])
    }
    try await file(Self.good + "\nnonsense: 1\n") { path in
      let check = try await Executable.run("policy", "lint", "--file", path, "--format", "json")
      let report = try JSONDecoder().decode(Report.self, from: Data(check.output.utf8))
      #expect(check.status == 1 && !report.valid && report.config == nil)
      #expect(report.diagnostics.map(\.line) == [4] && report.diagnostics.map(\.column) == [1])
    }
  }

  @Test func policiesThatAreNotEnforcedAreErrorsUnlessAccepted() async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: url) }
    let text = "providers: {targets: [{id: a, provider: simulator}]}\npolicies: {chain: [pii-detector, bot-detector]}\n"
    try text.write(to: url, atomically: true, encoding: .utf8)
    let file = url.path
    let strict = try await Executable.run("config", "check", file)
    #expect(strict.status == 1)
    #expect(strict.output.contains("allow-unenforced"))
    let accepted = try await Executable.run("config", "check", file, "--allow-unenforced")
    #expect(accepted.status != 1)
    #expect(accepted.output.contains("NOT enforced: bot-detector"))
    #expect(accepted.output.contains("Policies enforced: 1 (pii-detector (pii-detector, redact))"))
  }

  @Test func theSampleOfThePageIsEnforced() async throws {
    let check = try await Executable.run("config", "check", Self.page("vllm-configuration.yaml"))
    #expect(check.status == 0)
    #expect(check.output.contains("vllm-compliance-policy/pii_detection (pii-detector, redact)"))
    #expect(check.output.contains("characters of an answer are held back"))
    #expect(check.output.contains("VLLM_API_KEY"))
  }

  @Test func theSimulatorChecksItsNumbers() async throws {
    for arguments in [
      "--port=70000", "--max-sequences=0", "--time-to-first-token=-5", "--embedding-dimensions=8193", "--max-queued-sequences=-1",
      "--keep-alive-timeout=0", "--kv-cache-tokens=9223372036854775807",
    ] {
      let run = try await Executable.run("simulator", arguments)
      #expect(run.status == 64, "\(arguments)")
      #expect(run.errors.contains(arguments.prefix { $0 != "=" } + " is a number from "))
    }
  }

  @Test func thePageOfTheSimulatorNamesEveryOption() async throws {
    let page = try String(contentsOf: Self.fixtures.appending(path: "../../../docs/simulator.md"), encoding: .utf8)
    let help = try await Executable.run("simulator", "--help")
    let options = help.output.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("--") && $0 != "--version" }
    #expect(options.count > 10)
    for option in Set(options) { #expect(page.contains("`\(option)`"), "docs/simulator.md does not name \(option)") }
  }

  @Test func anAddressThatCannotBeUsedIsNoUsageError() async throws {
    // An address of documentation, which no machine has.
    let run = try await Executable.run("simulator", "--port", "0", "--host", "203.0.113.1")
    #expect(run.status == 1)
    #expect(run.errors.contains("does not start"))
    #expect(!run.errors.lowercased().contains("usage"))
  }

  @Test func version() async throws {
    for arguments in [["version"], ["--version"]] {
      let run = try await RunningExecutable(arguments)
      defer { run.remove() }
      try await #expect(run.exitStatus() == 0)
      #expect(run.output.hasPrefix("penstock "))
    }
    let json = try await Executable.run("version", "--format", "json")
    #expect(try JSONDecoder().decode([String: String].self, from: Data(json.output.utf8))["name"] == "penstock")
  }

  @Test func initWritesAConfigurationThatIsValid() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "penstock-init-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appending(path: "policy-config.yaml").path
    try await #expect(Executable.run("init", "--output", path).status == 0)
    try await #expect(Executable.run("config", "check", path).status == 0)
    let again = try await Executable.run("init", "--output", path)
    #expect(again.status == 1)
    #expect(again.errors == "error: \(path) exists; use --force to overwrite it\n")
    let nowhere = directory.appending(path: "missing/policy-config.yaml").path
    for arguments in [["--output", nowhere], ["--output", nowhere, "--force"], ["--output", directory.path, "--force"]] {
      let failed = try await Executable.run(["init"] + arguments)
      #expect(failed.status == 1)
      #expect(failed.errors.contains("cannot be written") && !failed.errors.lowercased().contains("usage"), "\(failed.errors)")
    }
    try await #expect(Executable.run("init", "--output", path, "--force").status == 0)
    let printed = try await Executable.run("init")
    #expect(printed.status == 0)
    #expect(printed.output == (try String(contentsOfFile: path, encoding: .utf8)))
  }

  @Test(arguments: [
    [], ["gateway"], ["gateway", "run"], ["config"], ["config", "check"], ["config", "reference"], ["policy"], ["policy", "lint"],
    ["policy", "explain"], ["policy", "test"], ["policy", "diff"], ["init"], ["simulator"], ["version"],
  ])
  func everyHelpHasExamplesThatAreNotWrapped(_ command: [String]) async throws {
    let run = try await RunningExecutable(command + ["--help"])
    defer { run.remove() }
    try await #expect(run.exitStatus() == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    let examples = lines.drop { $0 != "EXAMPLES" }.dropFirst().prefix { !$0.isEmpty }
    #expect(examples.contains { $0.contains((["penstock"] + command).joined(separator: " ")) })
    for line in examples { #expect(line.hasPrefix("  ") && line.contains("penstock") && line.count < 76, "\(line)") }
  }

  @Test(arguments: [
    ["gateway", "run", "--listen", "nonsense"], ["gateway", "run", "--port", "70000"], ["gateway", "run", "--tls-key", "x"],
    ["gateway", "run", "--listen", "127.0.0.1:0", "--port", "1"], ["config", "check"], ["policy", "lint"], ["nonsense"],
    ["gateway", "run", "--event-loops", "0"], ["init", "--template", "nonsense"],
  ])
  func wrongArgumentsAreUsageErrors(_ arguments: [String]) async throws {
    let run = try await RunningExecutable(arguments)
    defer { run.remove() }
    try await #expect(run.exitStatus() == 64)
    #expect(run.errors.contains("Error: "))
  }
}
