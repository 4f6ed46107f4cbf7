internal import ArgumentParser
internal import Foundation
internal import GatewayApp
internal import GatewayConfig

/// `penstock config`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check configuration files.",
    discussion: """
      EXAMPLES
        penstock config check policy-config.yaml
        penstock config reference | less
      """,
    subcommands: [CheckCommand.self, ReferenceCommand.self])

  /// `penstock config check FILE…`
  struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Do all that 'gateway run' does with the files, short of listening.",
      discussion: """
        Exit codes: 0 valid, 1 errors, 2 valid with structural warnings.

        EXAMPLES
          penstock config check policy-config.yaml
          penstock config check base.yaml production.yaml
          penstock config check policy-config.yaml --format json
        """
    )

    @Argument(help: "The files; later ones are layered over earlier ones.") var files: [String]
    @OptionGroup var check: CheckOptions

    func run() async throws { try await check.run(files) }
  }

  /// `penstock config reference`
  struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reference",
      abstract: "Print the configuration reference (Markdown).",
      discussion: """
        EXAMPLES
          penstock config reference | less
        """
    )

    func run() { print(ConfigReference.markdown(), terminator: "") }
  }
}

/// What both check commands have in common.
struct CheckOptions: ParsableArguments {
  @Flag(name: .long, help: "Accept policies that this version does not enforce, with a warning for each.") var allowUnenforced = false
  @Option(help: "text or json.") var format = OutputFormat.text

  private struct Report: Encodable {
    let valid: Bool
    let diagnostics: [Diagnostic]
    let config: ConfigSummary?
  }

  func run(_ files: [String]) async throws {
    let check = await ConfigCheck.run(files, environment: ProcessInfo.processInfo.environment, allowUnenforced: allowUnenforced)
    switch format {
    case .json: try OutputFormat.printJSON(Report(valid: check.summary != nil, diagnostics: check.diagnostics, config: check.summary))
    case .text:
      for diagnostic in check.diagnostics { print(diagnostic) }
      if let summary = check.summary {
        print(summary.text)
      } else {
        let count = check.diagnostics.count { $0.severity == .error }
        print("✗ \(count) error\(count == 1 ? "" : "s")")
      }
    }
    if check.exitCode != 0 { throw ExitCode(check.exitCode) }
  }
}
