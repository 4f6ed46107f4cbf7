internal import ArgumentParser
internal import Foundation
internal import GatewayApp
internal import GatewayCore

/// `penstock simulator`
struct SimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulator",
    abstract: "Run the simulator as a server of its own: a stand-in for vLLM, for load tests and tests without a GPU.",
    discussion: """
      EXAMPLES
        penstock simulator --port 8000
        penstock simulator --port 8000 --model meta-llama/Llama-3.1-8B-Instruct --max-sequences 8
        penstock simulator --port 8000 --fault cut=5
      """
  )

  @Option(help: "Address to listen on.") var host = "127.0.0.1"
  @Option(help: "Port to listen on; 0 takes any free one.") var port = 8000
  @Option(name: .long, help: "A model name to serve; may be repeated.") var model: [String] = []
  @Option(name: .long, help: "Milliseconds to the first token.") var timeToFirstToken: Int?
  @Option(name: .long, help: "Milliseconds of prefill for 1,000 prompt tokens that are not cached.") var prefill: Int?
  @Option(name: .long, help: "Milliseconds between tokens.") var timeBetweenTokens: Int?
  @Option(name: .long, help: "Sequences that run at once; more wait.") var maxSequences: Int?
  @Option(name: .long, help: "Tokens that the KV cache holds.") var kvCacheTokens: Int?
  @Option(name: .long, help: "The model's context length.") var maxModelLength: Int?
  @Option(name: .long, help: "An API key to ask for.") var apiKey: String?
  @Option(name: .long, help: "Faults of every request, like cut=5,keepalive-comments; see the documentation.") var fault: String?

  func run() async throws {
    let signals = ProcessSignals()
    let server: StandaloneSimulator
    do {
      server = try await StandaloneSimulator.start(settings(), host: host, port: port)
    } catch {
      throw ValidationError("the simulator does not start: \(error)")
    }
    print("Penstock simulator \(BuildInfo.version), a stand-in for vLLM and no model: http://\(host):\(server.port)/v1")
    fflush(nil)
    for await signal in signals.stream where signal == .stop { break }
    await server.stop()
  }

  private func settings() -> SimulatorSettings {
    var settings = SimulatorSettings()
    if !model.isEmpty { settings.models = model }
    if let timeToFirstToken { settings.timeToFirstToken = .milliseconds(max(0, timeToFirstToken)) }
    if let prefill { settings.prefillPerThousandTokens = .milliseconds(max(0, prefill)) }
    if let timeBetweenTokens { settings.timeBetweenTokens = .milliseconds(max(0, timeBetweenTokens)) }
    if let maxSequences { settings.maxSequences = max(1, maxSequences) }
    if let kvCacheTokens { settings.kvCacheTokens = max(16, kvCacheTokens) }
    if let maxModelLength { settings.maxModelLength = max(1, maxModelLength) }
    if let apiKey { settings.apiKeys = [Secret(apiKey)] }
    settings.faults = fault
    return settings
  }
}
