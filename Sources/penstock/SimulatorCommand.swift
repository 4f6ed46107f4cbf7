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
        penstock simulator --port 8000 --model tiny --max-sequences 8
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
  @Option(name: .long, help: "Sequences that may wait; one more is answered 503. Any number by default.") var maxQueuedSequences: Int?
  @Option(name: .long, help: "Tokens that the KV cache holds.") var kvCacheTokens: Int?
  @Option(name: .long, help: "The model's context length.") var maxModelLength: Int?
  @Option(name: .long, help: "Numbers in an embedding.") var embeddingDimensions: Int?
  @Option(name: .long, help: "Seconds that an idle connection is kept.") var keepAliveTimeout: Int?
  @Option(name: .long, help: "An API key to ask for.") var apiKey: String?
  @Option(name: .long, help: "Faults of every request, like cut=5,keepalive-comments; see the documentation.") var fault: String?

  func validate() throws {
    guard 0...65_535 ~= port else { throw ValidationError("--port is a number from 0 to 65535") }
    typealias Limits = SimulatorSettings.Limits
    let numbers = [
      ("--time-to-first-token", timeToFirstToken, Limits.timeToFirstToken), ("--prefill", prefill, Limits.prefill),
      ("--time-between-tokens", timeBetweenTokens, Limits.timeBetweenTokens), ("--max-sequences", maxSequences, Limits.maxSequences),
      ("--max-queued-sequences", maxQueuedSequences, Limits.maxQueuedSequences),
      ("--kv-cache-tokens", kvCacheTokens, Limits.kvCacheTokens), ("--max-model-length", maxModelLength, Limits.maxModelLength),
      ("--embedding-dimensions", embeddingDimensions, Limits.embeddingDimensions),
      ("--keep-alive-timeout", keepAliveTimeout, Limits.keepAliveTimeout),
    ]
    for (name, value, range) in numbers where !range.contains(value ?? range.lowerBound) {
      throw ValidationError("\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  func run() async throws {
    let signals = ProcessSignals()
    let server: StandaloneSimulator
    do {
      server = try await StandaloneSimulator.start(settings(), host: host, port: port)
    } catch {
      throw Failure.told("the simulator does not start: \(ListenProblem.text(error, host: host, port: port))")
    }
    let address = host.contains(":") ? "[\(host)]" : host
    print("Penstock simulator \(BuildInfo.version), a stand-in for vLLM and no model: http://\(address):\(server.port)/v1")
    fflush(nil)
    for await signal in signals.stream where signal == .stop { break }
    await server.stop()
  }

  private func settings() -> SimulatorSettings {
    var settings = SimulatorSettings()
    if !model.isEmpty { settings.models = model }
    if let timeToFirstToken { settings.timeToFirstToken = .milliseconds(timeToFirstToken) }
    if let prefill { settings.prefillPerThousandTokens = .milliseconds(prefill) }
    if let timeBetweenTokens { settings.timeBetweenTokens = .milliseconds(timeBetweenTokens) }
    if let maxSequences { settings.maxSequences = maxSequences }
    if let kvCacheTokens { settings.kvCacheTokens = kvCacheTokens }
    if let maxModelLength { settings.maxModelLength = maxModelLength }
    settings.maxQueuedSequences = maxQueuedSequences ?? settings.maxQueuedSequences
    if let embeddingDimensions { settings.embeddingDimensions = embeddingDimensions }
    if let keepAliveTimeout { settings.keepAliveTimeout = .seconds(keepAliveTimeout) }
    if let apiKey { settings.apiKeys = [Secret(apiKey)] }
    settings.faults = fault
    return settings
  }
}
