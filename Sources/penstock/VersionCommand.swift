internal import ArgumentParser
internal import GatewayApp

/// What `--version` and `penstock version` print.
enum Version {
  static let text = "penstock \(BuildInfo.version)"
}

/// `penstock version`
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Print the version.",
    discussion: """
      EXAMPLES
        penstock version
        penstock version --format json
      """
  )

  @Option(help: "text or json.") var format = OutputFormat.text

  func run() throws {
    switch format {
    case .text: print(Version.text)
    case .json: try OutputFormat.printJSON(["name": "penstock", "version": BuildInfo.version])
    }
  }
}
