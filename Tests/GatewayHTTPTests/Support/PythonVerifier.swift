internal import Foundation

/// docs/verify_audit.py, the verifier of audit logs that was written from the description of the format alone.
public enum PythonVerifier {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/verify_audit.py").path

  /// Whether there is a Python with the package `cryptography`.
  public static let isThere = (try? python(["-c", "import cryptography"]).status == 0) ?? false

  /// What it says of a log.
  public static func run(_ arguments: [String]) throws -> (status: Int32, output: String) { try python([script] + arguments) }

  private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
