import Foundation

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
    let run = try RunningExecutable(arguments, environment: environment)
    defer { run.remove() }
    let status = try await run.exitStatus()
    return (status, run.output, run.errors)
  }
}

/// Something that a test waited for did not come.
struct NeverHappened: Error, CustomStringConvertible {
  let description: String
}

/// Waits until `condition` holds, for half a minute at most.
func eventually(_ what: @autoclosure () -> String, _ condition: () async throws -> Bool) async throws {
  let limit = ContinuousClock.now + .seconds(30)
  while try await !condition() {
    guard ContinuousClock.now < limit else { throw NeverHappened(description: "never happened: \(what())") }
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// The executable as a process; what it prints goes into files.
final class RunningExecutable: @unchecked Sendable {
  // SAFETY: the process is started in the initializer and only asked and signalled afterwards, by one test.
  private let process = Process()
  let directory: URL

  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "penstock-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for name in ["output", "errors"] { try Data().write(to: directory.appending(path: name)) }
    process.executableURL = Executable.url
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: directory.appending(path: "output"))
    process.standardError = try FileHandle(forWritingTo: directory.appending(path: "errors"))
    try process.run()
  }

  var output: String { text("output") }
  var errors: String { text("errors") }

  private func text(_ name: String) -> String {
    (try? Data(contentsOf: directory.appending(path: name))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  func exitStatus() async throws -> Int32 {
    try await eventually("the process ends; it said: \(output) \(errors)") { !process.isRunning }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
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
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: directory)
  }
}
