internal import ArgumentParser

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
}
