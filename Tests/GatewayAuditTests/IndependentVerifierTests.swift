import Foundation
import GatewayCore
import GatewayTestSupport
import Testing

@testable import GatewayAudit

/// docs/verify_audit.py, which shares nothing with the gateway but the description of the format, judges logs as `penstock audit verify` does.
@Suite(.enabled { await PythonVerifier.isThere }, .timeLimit(.minutes(5))) struct IndependentVerifierTests {
  /// A change to a directory of a log.
  struct Tampering: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let apply: @Sendable (String) throws -> Void

    init(_ name: String, _ apply: @escaping @Sendable (String) throws -> Void) {
      testDescription = name
      self.apply = apply
    }

    /// Changes the lines of one segment, counted from 0.
    init(_ name: String, segment: Int, _ change: @escaping @Sendable (inout [[UInt8]]) -> Void) {
      self.init(name) { directory in
        let file = try URL(filePath: "\(directory)/\(IndependentVerifierTests.segments(directory)[segment])")
        var lines = try [UInt8](Data(contentsOf: file)).split(separator: 0x0a).map { Array($0) + [0x0a] }
        change(&lines)
        try Data(lines.joined()).write(to: file)
      }
    }
  }

  private static func segments(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasPrefix("log-") }.sorted()
  }

  /// Three segments of seven records; the first checkpoints of all are mirrored.
  private func bench() throws -> (bench: EventsBench, mirror: String) {
    let bench = try EventsBench()
    for segment in 0..<3 {
      if segment > 0 { try bench.open().rotate() }
      for number in 1...5 { try bench.write([bench.decision(segment * 5 + number)], isSigned: number == 5) }
      bench.clock.advance(3600)
    }
    var mirror: [UInt8] = []
    for name in try Self.segments(bench.path) {
      let text = try String(contentsOfFile: "\(bench.path)/\(name)", encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("{\"event\":{\"checkpoint\"") { mirror += Array("[\(line)]".utf8) }
    }
    let path = bench.path + "/received"
    try Data(mirror).write(to: URL(filePath: path))
    return (bench, path)
  }

  private func judge(_ directory: String, mirror: String? = nil) async throws -> (isIntact: Bool, output: String) {
    let key = directory + "/signing.pub"
    let arguments = [directory, "--public-key", key] + (mirror.map { ["--mirror", $0] } ?? [])
    let python = try await PythonVerifier.run(arguments)
    var options = ChainVerifier.Options()
    options.mirror = mirror
    options.publicKey = PublicKey(pem: Array(try Data(contentsOf: URL(filePath: key))))
    let report = try ChainVerifier.verify(directory, options)
    #expect((python.status == 0) == report.isIntact, "\(python.output) \(String(describing: report.problem))")
    return (python.status == 0, python.output)
  }

  @Test func whatNobodyTouchedIsIntact() async throws {
    let (bench, mirror) = try bench()
    // Beside the writer, which has half a line in the file, and after its end.
    let judged = try await judge(bench.path, mirror: mirror)
    #expect(judged.isIntact && judged.output.contains("records 1 to 21, signed up to record 21"), "\(judged.output)")
    bench.close()
    #expect(try await judge(bench.path, mirror: mirror).isIntact)
  }

  @Test func whatIsBeingWrittenIsNotLookedAt() async throws {
    let (bench, mirror) = try bench()
    try bench.open().commit([bench.decision(99)], isSigned: false, isSynced: false)
    let judged = try await judge(bench.path, mirror: mirror)
    #expect(judged.isIntact && judged.output.contains("records 1 to 21,"), "\(judged.output)")
  }

  @Test func whatRetentionLeavesIsIntact() async throws {
    let (bench, mirror) = try bench()
    let writer = try bench.open()
    let retention = SegmentRetention(LogDirectory(bench.path), files: PosixFiles())
    let keep = try #require(try retention.firstToKeep(olderThan: bench.clock.now.before(.seconds(1))))
    let event = LogEvent.retention(bench.clock.now, first: keep.name, previous: keep.previous, days: 1)
    try retention.remove(before: keep.name)
    #expect(try await !judge(bench.path).isIntact, "nothing says that they may be gone")
    try writer.commit([event], isSigned: false)
    #expect(try await !judge(bench.path).isIntact, "what says it is not signed")
    try writer.commit([], isSigned: true)
    #expect(try await judge(bench.path, mirror: mirror).isIntact)
    bench.close()
    try FileManager.default.removeItem(atPath: "\(bench.path)/\(Self.segments(bench.path)[0])")
    // The one segment that is left holds the event and begins later than it allows, or nothing is left.
    if try !Self.segments(bench.path).isEmpty { #expect(try await !judge(bench.path).isIntact) }
  }

  static let tamperings = [
    Tampering("a byte of an event", segment: 1) { $0[3][60] ^= 1 },
    Tampering("a byte of a hash", segment: 0) { $0[3][$0[3].count - 10] ^= 1 },
    Tampering("a byte of a signature", segment: 2) { lines in
      let last = lines.count - 1
      lines[last][130] = lines[last][130] == 0x41 ? 0x42 : 0x41
    },
    Tampering("a record is gone", segment: 1) { $0.remove(at: 2) },
    Tampering("two records changed places", segment: 1) { $0.swapAt(2, 3) },
    Tampering("a record stands twice", segment: 0) { $0.insert($0[4], at: 5) },
    Tampering("a segment is empty", segment: 1) { $0 = [] },
    Tampering("a line has no end", segment: 2) { $0[$0.count - 1].removeLast(5) },
    Tampering("an empty line", segment: 2) { $0.insert([0x0a], at: 1) },
    Tampering("a space more", segment: 0) { $0[2].insert(0x20, at: 1) },
    Tampering("a segment is gone") { try FileManager.default.removeItem(atPath: "\($0)/\(segments($0)[1])") },
    Tampering("the first segment is gone") { try FileManager.default.removeItem(atPath: "\($0)/\(segments($0)[0])") },
    Tampering("the end is gone", segment: 2) { $0.removeLast(3) },
    Tampering("the last segment is gone") { try FileManager.default.removeItem(atPath: "\($0)/\(segments($0)[2])") },
    Tampering("a segment has another name") { directory in
      let last = try segments(directory)[2]
      try FileManager.default.moveItem(atPath: "\(directory)/\(last)", toPath: "\(directory)/log-00000000000000000016.jsonl")
    },
    Tampering("another key") { try Data(SigningKey().publicKey.pem).write(to: URL(filePath: "\($0)/signing.pub")) },
  ]

  @Test(arguments: tamperings) func whatWasChangedIsFound(_ tampering: Tampering) async throws {
    let (bench, mirror) = try bench()
    bench.close()
    try tampering.apply(bench.path)
    #expect(try await !judge(bench.path, mirror: mirror).isIntact)
  }

  @Test func theVectorIsIntact() async throws {
    let judged = try await judge(VectorTests.fixtures.path)
    #expect(judged.isIntact && judged.output.contains("records 1 to 7, signed up to record 7"))
  }
}
