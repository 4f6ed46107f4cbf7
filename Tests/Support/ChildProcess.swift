internal import Foundation
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// A program that a test runs.
public final class ChildProcess: Sendable {
  private let identifier: Int32
  /// Whether it has ended, and its number may belong to another process.
  private let hasEnded: EndFlag
  private let ending: Task<Int32, any Error>

  /// What is known of the end while the process is waited for.
  private final class EndFlag: Sendable {
    let value = Mutex(false)
  }

  /// Starts a program. What it prints goes into two files, which are emptied first.
  public init(
    path: String, _ arguments: [String], environment: [String: String], directory: String, output: String, errors: String
  ) async throws {
    let (flag, files) = (EndFlag(), try [output, errors].map { try Self.emptied($0) })
    let (identifiers, started) = AsyncStream<Int32>.makeStream()
    let variables = Environment.custom(Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }))
    let ending = Task {
      defer {
        flag.value.withLock { $0 = true }
        started.finish()
      }
      let status = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), environment: variables, workingDirectory: FilePath(directory), input: .none,
        output: .fileDescriptor(files[0], closeAfterSpawningProcess: true),
        error: .fileDescriptor(files[1], closeAfterSpawningProcess: true)
      ) { execution in started.yield(execution.processIdentifier.value) }
      return Self.number(status.terminationStatus)
    }
    guard let identifier = await identifiers.first(where: { _ in true }) else {
      _ = try await ending.value
      throw NeverHappened(description: "\(path) did not start")
    }
    (self.identifier, self.ending, hasEnded) = (identifier, ending, flag)
  }

  private static func emptied(_ path: String) throws -> FileDescriptor {
    try FileDescriptor.open(FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
  }

  private static func number(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): -signal
    }
  }

  /// Whether it has not ended.
  public var isRunning: Bool { hasEnded.value.withLock { !$0 } }

  /// Sends it a signal, if it has not ended.
  public func signal(_ number: Int32) {
    hasEnded.value.withLock { hasEnded in if !hasEnded { _ = kill(identifier, number) } }
  }

  /// Its exit status once it ends; that of a signal is negative.
  public var status: Int32 { get async throws { try await ending.value } }

  /// Runs a program of the PATH to its end, and gives its status and all that it prints.
  public static func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32, output: String) {
    let result = try await Subprocess.run(
      .name(program), arguments: Arguments(arguments), output: .string(limit: 1 << 24), error: .combinedWithOutput)
    return (number(result.terminationStatus), result.standardOutput)
  }
}
