internal import Foundation

/// docs/verify_audit.py, the verifier of audit logs that was written from the description of the format alone.
public enum PythonVerifier {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/verify_audit.py").path

  private static let search = Task { (try? await python(["-c", "import cryptography"]).status == 0) ?? false }

  /// Whether there is a Python with the package `cryptography`.
  public static var isThere: Bool { get async { await search.value } }

  /// What it says of a log.
  public static func run(_ arguments: [String]) async throws -> (status: Int32, output: String) { try await python([script] + arguments) }

  /// Runs Python, and gives its status and what it prints.
  public static func python(_ arguments: [String]) async throws -> (status: Int32, output: String) {
    try await ChildProcess.run("python3", arguments)
  }
}
