import ArgumentParser
import Glibc

/// The two ends of a proxy under load. `tools/bench.py` puts the proxies between them and reads their cost.
@main
struct PenstockBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "penstock-bench",
    abstract: "A canned upstream and a load generator, to measure what a proxy costs.",
    subcommands: [Upstream.self, Load.self]
  )
}

/// `penstock-bench upstream`.
struct Upstream: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Answer chat completions with canned bytes, streaming and not.")

  @Option(help: "The port to listen on, on 127.0.0.1.")
  var port: UInt16
  @Option(help: "Content events of a stream whose request does not say.")
  var events = 64
  @Option(help: "Microseconds between the events of a stream whose request does not say; 0 sends them in one write.")
  var paceUs = 0

  func run() throws {
    let server = try UpstreamServer(
      address: Address(host: "127.0.0.1", port: port), defaults: StreamOrder(events: events, paceMicroseconds: paceUs))
    server.run()
  }
}

/// `penstock-bench load`.
struct Load: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Load a server, check every answer, and print what happened as JSON.")

  @Option(help: "What to do: \(Scenario.allCases.map(\.rawValue).joined(separator: ", ")).")
  var scenario: Scenario
  @Option(help: "The base URL of the API, with an IPv4 address.")
  var url: String
  @Option(help: "Connections, each with one request in flight.")
  var connections = 64
  @Option(help: "End after this many requests; 0 means no limit.")
  var requests = 0
  @Option(help: "End after this many seconds.")
  var duration = 5.0
  @Option(help: "Bytes of a request's body.")
  var body = 1024
  @Option(help: "Content events of a stream.")
  var events = 64
  @Option(help: "Microseconds between the events of a paced stream.")
  var paceUs = 5000

  func run() throws {
    let isIdle = scenario == .idleStreams
    let order = StreamOrder(
      events: isIdle ? 4 : events, paceMicroseconds: scenario == .ssePaced ? paceUs : 0, isHeld: isIdle)
    let plan = LoadPlan(
      scenario: scenario, address: try Address(url), connections: scenario == .latency ? 1 : connections, requests: requests,
      duration: UInt64(max(0, duration) * 1e9), bodySize: body, order: order)
    let generator = try LoadGenerator(plan: plan)
    generator.onAllOpen = { Self.say("{\"open\":\($0)}") }
    let report = try generator.run()
    report.write(to: Self.say)
    if report.errors > 0 { throw ExitCode.failure }
  }

  private static func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
