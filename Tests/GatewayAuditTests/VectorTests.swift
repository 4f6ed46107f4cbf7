import Foundation
import GatewayCore
import GatewayTestSupport
import Synchronization
import Testing

@testable import GatewayAudit

/// The small log of docs/audit-format.md: the writer makes it, byte for byte, and verifiers accept it.
@Suite struct VectorTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/vector")
  private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/audit-format.md")
  private static let segments = ["log-00000000000000000001.jsonl", "log-00000000000000000005.jsonl"]

  /// The secret key of test 1 in RFC 8032, section 7.1.
  private static let key = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"

  /// Writes the vector into a directory.
  private static func write(_ path: String) throws {
    let files = PosixFiles()
    let directory = LogDirectory(path)
    try files.makeDirectory(path)
    let prefix: [UInt8] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]
    let pem = PEMText.encode(prefix + (HexText.bytes(Array(key.utf8)) ?? []), "PRIVATE KEY")
    try files.open(directory.keyFile, .create).append(pem.span.bytes)
    let clock = HandClock()
    let writer = try ChainWriter.open(AuditSettings(directory: path), files: files, clock: { clock.now })
    let admitted =
      #"{"event_type":"admitted","id":"evt_00000000000000000000000000000001","request_id":"req-1","timestamp":"2027-01-15T08:00:00.250000Z"}"#
    let decision = #"""
      {"event_type":"decision","id":"evt_00000000000000000000000000000002","model":"tiny","request_id":"req-1","status":200,"timestamp":"2027-01-15T08:00:00.750000Z","user":"Zoë \"Z\"\n","verdict":"allow"}
      """#
    try writer.commit([Array(admitted.utf8)], isSigned: false)
    try writer.commit([Array(decision.utf8)], isSigned: false)
    clock.advance(1)
    try writer.commit([], isSigned: true)
    clock.advance(1)
    try writer.rotate()
    try writer.commit([LogEvent.erasure(clock.now, ids: ["evt_00000000000000000000000000000002"], by: "ann")], isSigned: false)
    clock.advance(1)
    try writer.commit([], isSigned: true)
  }

  private func inDirectory(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-vector-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
  }

  #if os(Linux)  // Elsewhere the system's library signs with random numbers.
    @Test func theWriterMakesIt() async throws {
      try await inDirectory { path in
        try Self.write(path)
        if ProcessInfo.processInfo.environment["PENSTOCK_UPDATE_DOCS"] != nil {
          try FileManager.default.createDirectory(at: Self.fixtures, withIntermediateDirectories: true)
          for name in Self.segments + ["signing.pub"] {
            try Data(contentsOf: URL(filePath: "\(path)/\(name)")).write(to: Self.fixtures.appending(path: name))
          }
        }
        for name in Self.segments + ["signing.pub"] {
          #expect(
            try Data(contentsOf: URL(filePath: "\(path)/\(name)")) == Data(contentsOf: Self.fixtures.appending(path: name)), "\(name)")
        }
      }
    }
  #endif

  @Test func theVerifierAcceptsIt() throws {
    let report = try ChainVerifier.verify(Self.fixtures.path)
    #expect(report.isIntact && report.records == 7 && report.segments == 2 && report.checkpoints == 4 && report.signedThrough == 7)
  }

  @Test func thePageShowsIt() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    for name in Self.segments {
      for line in try String(contentsOf: Self.fixtures.appending(path: name), encoding: .utf8).split(separator: "\n") {
        #expect(page.contains("    \(line)\n"), "\(name)")
      }
    }
    #expect(page.contains(Self.key))
  }

  // MARK: The verifier of the page

  /// What the page's program says of a directory; nil where there is no Python with `cryptography`.
  private func python(_ directory: String) async throws -> (status: Int32, output: String)? {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let program = try #require(page.split(separator: "```python\n").last?.split(separator: "\n```").first)
    guard await PythonVerifier.isThere else { return nil }
    return try await PythonVerifier.python(["-c", String(program), directory, directory + "/signing.pub"])
  }

  @Test func thePagesVerifierAcceptsIt() async throws {
    guard let result = try await python(Self.fixtures.path) else { return }
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("7 records"))
  }

  @Test(arguments: 0..<12) func thePagesVerifierFindsWhatWasChanged(_ number: Int) async throws {
    try await inDirectory { path in
      try FileManager.default.copyItem(at: Self.fixtures, to: URL(filePath: path))
      let file = "\(path)/\(Self.segments[number % 2])"
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      bytes[(bytes.count - 2) * (number + 1) / 13] ^= 1
      try Data(bytes).write(to: URL(filePath: file))
      #expect(try !ChainVerifier.verify(path).isIntact)
      guard let result = try await python(path) else { return }
      #expect(result.status == 1, "\(result.output)")
    }
  }
}
