import Foundation
import GatewayApp
import GatewayCore
import NIOCore
import NIOPosix
import NIOSSL
import Simulator
import Synchronization

/// A whole gateway in this process, on a port of its own, with its configuration in a temporary directory.
struct TestGateway: Sendable {
  let gateway: Gateway
  let port: Int
  let directory: URL
  let report: String
  private let stops = Stops()

  /// Whether the gateway was told to stop.
  private final class Stops: Sendable {
    let isStopped = Atomic<Bool>(false)
  }

  var configFile: URL { directory.appendingPathComponent("policy-config.yaml") }

  /// Runs a gateway with `config` for as long as `body` takes.
  static func run<Result: Sendable>(
    _ config: String, options change: (inout GatewayOptions) -> Void = { _ in }, _ body: (TestGateway) async throws -> Result
  ) async throws -> Result {
    await TestSlots.shared.take()
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("penstock-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      let result = try await run(in: directory, config, change, body)
      try? FileManager.default.removeItem(at: directory)
      await TestSlots.shared.give()
      return result
    } catch {
      try? FileManager.default.removeItem(at: directory)
      await TestSlots.shared.give()
      throw error
    }
  }

  private static func run<Result: Sendable>(
    in directory: URL, _ config: String, _ change: (inout GatewayOptions) -> Void, _ body: (TestGateway) async throws -> Result
  ) async throws -> Result {
    let file = directory.appendingPathComponent("policy-config.yaml")
    try config.write(to: file, atomically: true, encoding: .utf8)
    var options = GatewayOptions()
    options.host = "127.0.0.1"
    options.port = 0
    options.configPaths = [file.path]
    options.eventLoops = 1
    change(&options)
    let gateway = Gateway(options: options, log: LogWriter(isJSON: false, logsAccess: false), level: "critical")
    let report = try await gateway.start()
    let port = Int(report.url.split(separator: ":").last?.prefix { $0.isNumber } ?? "") ?? 0
    let running = TestGateway(gateway: gateway, port: port, directory: directory, report: report.text)
    do {
      let result = try await body(running)
      await running.stop()
      return result
    } catch {
      await running.stop()
      throw error
    }
  }

  /// Stops it, once.
  func stop() async {
    if !stops.isStopped.exchange(true, ordering: .relaxed) { await gateway.stop() }
  }

  func connect(sending first: String = "", reads: Bool = true) async throws -> TestClient {
    try await TestClient.connect(port, sending: ByteBuffer(string: first), reads: reads)
  }

  func connect(sending first: [UInt8]) async throws -> TestClient {
    try await TestClient.connect(port, sending: ByteBuffer(bytes: first))
  }

  /// One request on a connection of its own.
  func request(_ method: String, _ path: String, _ body: String? = nil, fields: [String] = []) async throws -> Answer {
    let client = try await connect(sending: Self.text(method, path, body, fields: fields))
    let answer = try await client.answer(isHead: method == "HEAD")
    await client.close()
    return answer
  }

  func get(_ path: String, fields: [String] = []) async throws -> Answer { try await request("GET", path, fields: fields) }

  func post(_ path: String, _ body: String, fields: [String] = []) async throws -> Answer {
    try await request("POST", path, body, fields: fields)
  }

  func chat(_ body: String, fields: [String] = []) async throws -> Answer { try await post("/v1/chat/completions", body, fields: fields) }

  /// The bytes of a request.
  static func text(_ method: String, _ path: String, _ body: String? = nil, fields: [String] = []) -> String {
    var text = "\(method) \(path) HTTP/1.1\r\nhost: localhost\r\n"
    for field in fields { text += field + "\r\n" }
    if let body { text += "content-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)" } else { text += "\r\n" }
    return text
  }
}

/// Configurations.
enum Config {
  /// A target in one line.
  static func target(_ id: String = "t", _ provider: String = "vllm:chat:tiny", port: Int, _ more: String...) -> String {
    target(id, provider, url: "http://127.0.0.1:\(port)/v1", more)
  }

  static func target(_ id: String, _ provider: String, url: String, _ more: [String]) -> String {
    let members = ["id: \"\(id)\"", "provider: \"\(provider)\"", "base_url: \"\(url)\""] + more
    return "    - {\(members.joined(separator: ", "))}\n"
  }

  /// A configuration of targets and limits.
  static func with(_ targets: String..., limits: [String] = [], pack: String = "") -> String {
    let drain = limits.contains { $0.hasPrefix("drain_timeout") } ? [] : ["drain_timeout_seconds: 1"]
    let limits = drain + limits
    return pack + "providers:\n  targets:\n\(targets.joined())gateway:\n  limits:\n"
      + limits.map { "    \($0)\n" }.joined()
  }
}

/// Runs a simulator for as long as `body` takes.
func withSimulator<Result: Sendable>(
  _ change: (inout SimulatorSettings) -> Void = { _ in }, _ body: (SimulatorServer) async throws -> Result
) async throws -> Result {
  var settings = SimulatorSettings()
  settings.models = ["tiny"]
  settings.timeToFirstToken = .zero
  settings.prefillPerThousandTokens = .zero
  settings.timeBetweenTokens = .milliseconds(1)
  change(&settings)
  let server = try await SimulatorServer.start(
    settings: settings, host: "127.0.0.1", port: 0, group: MultiThreadedEventLoopGroup.singleton)
  do {
    let result = try await body(server)
    await server.kill()
    return result
  } catch {
    await server.kill()
    throw error
  }
}

/// Lends a port on which nobody listens for as long as `body` takes: a simulator that refuses everybody keeps it.
func withClosedPort<Result: Sendable>(_ body: (Int) async throws -> Result) async throws -> Result {
  try await withSimulator { simulator in
    try await simulator.setFaults(SimulatorFaults(parsing: "refuse"))
    return try await body(simulator.port)
  }
}

/// Runs a scripted upstream for as long as `body` takes.
func withUpstream<Result: Sendable>(
  models: [String] = ["tiny"], tls: NIOSSLContext? = nil, host: String = "127.0.0.1", port: Int = 0,
  _ script: @escaping ScriptedUpstream.Script,
  _ body: (ScriptedUpstream) async throws -> Result
) async throws -> Result {
  let upstream = try await ScriptedUpstream.start(models: models, tls: tls, host: host, port: port, script: script)
  do {
    let result = try await body(upstream)
    await upstream.stop()
    return result
  } catch {
    await upstream.stop()
    throw error
  }
}

/// The body of a chat request.
func chatBody(_ model: String = "tiny", stream: Bool = false, _ more: String = "") -> String {
  #"{"model":"\#(model)","messages":[{"role":"user","content":"Hello"}]\#(stream ? #","stream":true"# : "")\#(more)}"#
}
