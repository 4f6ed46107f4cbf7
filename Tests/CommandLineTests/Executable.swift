import Foundation
import GatewayTestSupport

/// The built `penstock`, beside the test bundle.
enum Executable {
  static let url: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let directory = bundle?.deletingLastPathComponent() ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return directory.appending(path: "penstock")
  }()

  /// Runs it to its end.
  static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> (
    status: Int32, output: String, errors: String
  ) {
    try await run(arguments, environment: environment)
  }

  /// Runs it to its end.
  static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> (
    status: Int32, output: String, errors: String
  ) {
    let run = try await RunningExecutable(arguments, environment: environment)
    defer { run.remove() }
    let status = try await run.exitStatus()
    return (status, run.output, run.errors)
  }
}

/// The executable as a process; what it prints goes into files.
struct RunningExecutable: Sendable {
  private let process: ChildProcess
  let directory: URL

  init(_ arguments: [String], environment: [String: String] = [:]) async throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "penstock-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    process = try await ChildProcess(
      path: Executable.url.path, arguments, environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }, directory: directory.path,
      output: directory.appending(path: "output").path, errors: directory.appending(path: "errors").path)
  }

  var output: String { text("output") }
  var errors: String { text("errors") }

  private func text(_ name: String) -> String {
    (try? Data(contentsOf: directory.appending(path: name))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func signal(_ number: Int32) { process.signal(number) }

  /// Its status once it ends; that of a signal is negative.
  func exitStatus() async throws -> Int32 {
    try await eventually("the process ends; it said: \(output) \(errors)") { !process.isRunning }
    return try await process.status
  }

  /// The port that a gateway says it listens on.
  func port() async throws -> Int {
    var port: Int?
    try await eventually("the gateway listens; it said: \(output) \(errors)") {
      let line = output.split(separator: "\n").first { $0.contains("clients use ") && $0.hasSuffix("/v1") }
      port = line?.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) }
      guard port != nil || process.isRunning else { throw NeverHappened(description: "it ended: \(output) \(errors)") }
      return port != nil && output.contains("targets")
    }
    return port ?? 0
  }

  /// Ends it if it still runs, and removes its files.
  func remove() {
    process.signal(SIGKILL)
    try? FileManager.default.removeItem(at: directory)
  }
}
