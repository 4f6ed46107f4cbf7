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
        penstock gateway run                                     engines found on this machine, and the simulator
        penstock init > policy-config.yaml                       a commented configuration to begin with
        penstock gateway run --policy-config policy-config.yaml  a configuration of your own
      """,
    version: Version.text,
    subcommands: [
      GatewayCommand.self, ConfigCommand.self, PolicyCommand.self, InitCommand.self, EventsCommand.self, AuditCommand.self,
      ReplayCommand.self,
      SimulatorCommand.self, VersionCommand.self,
    ]
  )
}
