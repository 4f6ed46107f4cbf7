internal import ArgumentParser
internal import Foundation
internal import GatewayApp

/// `penstock policy`
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Check, try, test and compare policies.",
    discussion: """
      EXAMPLES
        penstock policy lint --file policy-config.yaml
        echo 'my card is 4111 1111 1111 1111' | penstock policy explain
        penstock policy test --json --pack-dir .
        penstock policy diff old.yaml new.yaml --requests requests.jsonl
      """,
    subcommands: [LintCommand.self, ExplainCommand.self, TestCommand.self, DiffCommand.self])

  /// `penstock policy lint --file FILE`
  struct LintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "The same as 'config check'.",
      discussion: """
        EXAMPLES
          penstock policy lint --file policy-config.yaml
        """
    )

    @Option(name: .long, help: "A file; may be repeated, later ones are layered over earlier ones.") var file: [String]
    @OptionGroup var check: CheckOptions

    func validate() throws {
      if file.isEmpty { throw ValidationError("name a file with --file") }
    }

    func run() async throws { try await check.run(file) }
  }

  /// `penstock policy explain`
  struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Say what the policies find in a text or a request, and what would be sent.",
      discussion: """
        Reads standard input. Without a file, everything that is built in looks.
        Ranges count bytes of the text's UTF-8 form.
        Exit codes: 0 it is explained, whatever the verdict, 1 the input or a
        configuration cannot be read, 64 wrong arguments.

        EXAMPLES
          echo 'mail bob@example.com' | penstock policy explain
          penstock policy explain --policy-config c.yaml --request < body.json
          echo hi | penstock policy explain --policy-config c.yaml --header 'A: b'
          penstock policy explain --answer --format json < answer.txt
          penstock policy explain --lines --format json < texts.jsonl
        """
    )

    @Option(help: "A configuration file; may be repeated.") var policyConfig: [String] = []
    @Flag(help: "The input is the JSON body of a request.") var request = false
    @Flag(help: "The text is an answer, not a prompt.") var answer = false
    @Flag(help: "The input is JSON lines with a member \"text\"; one line is printed for each.") var lines = false
    @OptionGroup var headers: HeaderOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func validate() throws {
      if request, answer || lines { throw ValidationError("--request goes with neither --answer nor --lines") }
    }

    func run() throws {
      let desk = try Failure.telling { try PolicyDesk(files: policyConfig, environment: ProcessInfo.processInfo.environment) }
      let input = FileHandle.standardInput.readDataToEndOfFile()
      let headers = try headers.fields()
      if lines { return try explainLines(desk, input, headers) }
      let explanation =
        request
        ? try Failure.telling { try desk.explain(request: Array(input), headers: headers) }
        : desk.explain(text: try Self.text(input), headers: headers, isAnswer: answer)
      if format == .json { try OutputFormat.printJSON(explanation) } else { print(explanation.text) }
    }

    /// The text without the line break at its end, which is the terminal's.
    private static func text(_ input: Data) throws -> String {
      guard var text = String(validating: input, as: UTF8.self) else {
        throw Failure.told("the input is not UTF-8: the gateway refuses such a body (invalid_json)")
      }
      if text.hasSuffix("\n") { text.removeLast() }
      return text
    }

    private func explainLines(_ desk: PolicyDesk, _ input: Data, _ headers: [String: String]) throws {
      struct Line: Decodable { let text: String }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      for (number, line) in input.split(separator: 0x0a).enumerated() {
        guard let entry = try? JSONDecoder().decode(Line.self, from: Data(line)) else {
          throw Failure.told("line \(number + 1) is not a JSON object with a member \"text\"")
        }
        print(String(decoding: try encoder.encode(desk.explain(text: entry.text, headers: headers, isAnswer: answer)), as: UTF8.self))
      }
    }
  }

  /// `penstock policy test`
  struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Run the golden tests of a configuration: tests/*.json beside it.",
      discussion: """
        A test that cannot be read fails with the reason; the others are run.
        Exit codes: 0 all passed, 1 one failed or cannot be run.

        EXAMPLES
          penstock policy test --json
          penstock policy test --json --pack-dir policies/hipaa
        """
    )

    @Flag(help: "Print JSON; without it, a line a test.") var json = false
    @Option(help: "The directory with policy-config.yaml and tests/.") var packDir = "."

    func run() throws {
      let report: GoldenTests.Report
      do {
        report = try GoldenTests(directory: packDir, environment: ProcessInfo.processInfo.environment).run()
      } catch {
        throw Failure.told("\(error)")
      }
      if json {
        try OutputFormat.printJSON(report)
      } else {
        for result in report.results { print(result.text) }
      }
      if !report.ok { throw ExitCode(1) }
    }
  }
}
