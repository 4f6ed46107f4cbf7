internal import ArgumentParser
internal import Foundation
internal import GatewayApp

/// `penstock replay ID`
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Send a recorded request again, and compare the answers.",
    discussion: """
        For requests whose texts the audit log keeps (content: redacted or full;
        with redacted, what the policies left is sent). The key for the gateway
        comes from the environment variable that --api-key-env names.

        Exit codes: 0 the same, 1 not possible, 2 the answer differs.

        EXAMPLES
          penstock replay evt_01 --dir audit --gateway http://localhost:41002
          penstock replay req-7 --dir audit --gateway https://test:41002/v1
      """
  )

  @Argument(help: "The id of a decision, or of a request.") var id: String
  @Option(help: "The directory of the log.") var dir: String
  @Option(help: "Where the request is sent to.") var gateway = "http://localhost:41002"
  @Option(help: "The environment variable with the key.") var apiKeyEnv = "PENSTOCK_API_KEY"
  @Option(help: "How long an answer may take, in seconds.") var timeout = 120
  @Option(help: "text or json.") var format = OutputFormat.text

  func validate() throws {
    if !(1...86_400).contains(timeout) { throw ValidationError("--timeout is a number of seconds from 1 to 86400") }
  }

  func run() async throws {
    let key = ProcessInfo.processInfo.environment[apiKeyEnv].flatMap { $0.isEmpty ? nil : $0 }
    let outcome = try await Failure.telling(code: 1) {
      try await Replay(directory: dir).run(id: id, gateway: gateway, apiKey: key, timeout: .seconds(timeout))
    }
    switch format {
    case .json: try OutputFormat.printJSON(outcome)
    case .text:
      let status =
        outcome.oldStatus == outcome.newStatus ? "status \(outcome.newStatus)" : "status \(outcome.oldStatus), now \(outcome.newStatus)"
      print("\(outcome.isSame ? "✓ the same" : "✗ differs"): \(outcome.id), \(status)")
      for line in outcome.difference { print(line) }
    }
    if !outcome.isSame { throw ExitCode(2) }
  }
}
