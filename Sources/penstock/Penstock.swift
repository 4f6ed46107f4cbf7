internal import ArgumentParser
internal import Foundation

/// The command line.
@main
struct Penstock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "penstock",
    abstract: "A gateway in front of self-hosted LLM engines.",
    discussion: """
      Point the OpenAI client that you have at the gateway, and the gateway at vLLM, OpenLLM, llama.cpp or any OpenAI-compatible server.

      EXAMPLES
        penstock gateway run                        with engines found here
        penstock init --output policy-config.yaml   a file to begin with
        penstock gateway run --policy-config policy-config.yaml
      """,
    version: Version.text,
    subcommands: [
      GatewayCommand.self, ConfigCommand.self, PolicyCommand.self, InitCommand.self, EventsCommand.self, AuditCommand.self,
      ReplayCommand.self,
      SimulatorCommand.self, VersionCommand.self,
    ]
  )

  static func main() async {
    if let word = unknownTopic(CommandLine.arguments.dropFirst()) {
      FileHandle.standardError.write(Data("Error: there is no command '\(word)'; 'penstock --help' lists them\n".utf8))
      Foundation.exit(ExitCode.validationFailure.rawValue)
    }
    await main(nil)
  }

  /// The word behind `help` that names no command: the argument parser passes it over.
  static func unknownTopic(_ arguments: some Collection<String>) -> String? {
    guard arguments.first == "help" else { return nil }
    var command: any ParsableCommand.Type = Penstock.self
    for word in arguments.dropFirst() where !word.hasPrefix("-") {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { return word }
      command = next
    }
    return nil
  }
}
