import Foundation
import GatewayCore
import GatewayTestSupport
import Synchronization
import Testing

@testable import GatewayAudit
@testable import GatewayStore

/// A log with decisions, in a directory of its own.
final class IndexBench {
  let path = FileManager.default.temporaryDirectory.appending(path: "penstock-index-\(UUID().uuidString)").path
  private let time = HandTime()
  private(set) var writer: ChainWriter?

  init() throws {
    let time = time
    writer = try ChainWriter.open(AuditSettings(directory: path), files: PosixFiles(), clock: { time.now })
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ numbers: ClosedRange<Int>, isSigned: Bool = false) throws {
    try writer?.commit(
      numbers.map { number in
        time.advance(1)
        let verdict = ["allow", "block", "redact", "escalate"][number % 4]
        var results = number % 4 == 0 ? [] : [#"{"kind":"rbac","policy":"p\#(number % 5)","verdict":"\#(verdict)"}"#]
        if number % 8 < 2 { results.append(#"{"kind":"safety-filter","policy":"notes","verdict":"flag"}"#) }
        let policies = results.isEmpty ? "" : #""policy_results":[\#(results.joined(separator: ","))],"#
        let user = number % 10 == 0 ? #""user":"u\#(number % 3)","# : ""
        return Array(
          #"{"event_type":"decision","id":"evt_\#(number)","model":"m\#(number % 7)","model_requested":"r\#(number % 2)",\#(policies)"principal":"who\#(number % 6)","request_id":"req_\#(number)","timestamp":"\#(time.now)",\#(user)"verdict":"\#(verdict)"}"#
            .utf8)
      }, isSigned: isSigned)
  }

  func rotate() throws { try writer?.rotate() }

  func removeFirstSegment() throws { try FileManager.default.removeItem(atPath: path + "/log-00000000000000000001.jsonl") }
}

final class HandTime: Sendable {
  private let time = Mutex(UTCTime(seconds: 1_800_000_000))
  var now: UTCTime { time.withLock { $0 } }
  func advance(_ seconds: Int) { time.withLock { $0.seconds += seconds } }
}

@Suite(.timeLimit(.minutes(5))) struct AuditIndexTests {
  @Test func itsFilesAreForTheirOwnerAloneAndSmall() throws {
    let bench = try IndexBench()
    for part in 0..<20 { try bench.write((part * 500 + 1)...(part * 500 + 500)) }
    let index = try AuditIndex(directory: bench.path)
    #expect(try index.update() > 0)
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: bench.path) where name.hasPrefix("index.") {
      let attributes = try manager.attributesOfItem(atPath: "\(bench.path)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
      if name.hasSuffix("-wal") { #expect(attributes[.size] as? Int ?? .max < 3 << 20) }
    }
    withExtendedLifetime(index) {}
  }

  /// Filters that an index helps with, of every kind.
  private static var filters: [EventFilter] {
    func filter(_ change: (inout EventFilter) -> Void) -> EventFilter {
      var filter = EventFilter()
      change(&filter)
      return filter
    }
    return [
      filter { $0.verdicts = ["block"] }, filter { $0.verdicts = ["block", "redact"] }, filter { $0.verdicts = ["flag"] },
      filter { $0.verdicts = ["flag", "redact"] }, filter { $0.model = "m3" },
      filter { $0.model = "r1" }, filter { $0.policy = "p2" }, filter { $0.policy = "rbac" }, filter { $0.id = "evt_20" },
      filter { $0.requestID = "req_33" }, filter { $0.principal = "who2" }, filter { $0.user = "u1" },
      filter { $0.user = "u1'; DROP TABLE event; --" },
      filter {
        $0.policy = "p2"
        $0.verdicts = ["block", "allow"]
        $0.since = UTCTime(seconds: 1_800_000_010)
        $0.until = UTCTime(seconds: 1_800_000_060)
        $0.types = ["decision", "erasure"]
      },
    ]
  }

  private func expectSame(_ bench: IndexBench, isIndexed: Bool = true) throws {
    for filter in Self.filters {
      #expect(EventSearch.helps(filter))
      for count in [1, 5, 1000] {
        let plain = try LogEvents.last(count, directory: bench.path, filter: filter).map(\.sequence)
        if isIndexed { #expect(EventSearch.indexed(count, bench.path, filter)?.map(\.sequence) == plain) }
        #expect(try EventSearch.last(count, directory: bench.path, filter: filter).map(\.sequence) == plain)
      }
    }
  }

  @Test func findsWhatReadingFinds() throws {
    let bench = try IndexBench()
    try bench.write(1...60, isSigned: true)
    try bench.rotate()
    try bench.write(61...90)
    let index = try AuditIndex(directory: bench.path)
    #expect(try index.update() == 93)
    #expect(try index.update() == 0)
    #expect(try index.cursor()?.sequence == 93)
    try expectSame(bench)
  }

  @Test func whatTheLogHasBeyondTheIndexIsFoundToo() throws {
    let bench = try IndexBench()
    try bench.write(1...30)
    let index = try AuditIndex(directory: bench.path)
    _ = try index.update()
    try bench.write(31...50)
    try bench.rotate()
    try bench.write(51...60)
    try expectSame(bench)
    #expect(try index.update() == 31)
    try expectSame(bench)
  }

  @Test func theIndexCanBeLost() throws {
    let bench = try IndexBench()
    try bench.write(1...30)
    try expectSame(bench, isIndexed: false)
    _ = try AuditIndex(directory: bench.path).update()
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: bench.path + "/index.sqlite" + suffix) }
    try expectSame(bench, isIndexed: false)
    #expect(try AuditIndex(directory: bench.path).update() == 31)
    try expectSame(bench)
  }

  @Test func aFileThatIsNoDatabaseIsReplaced() throws {
    let bench = try IndexBench()
    try bench.write(1...30)
    try Data(repeating: 0x41, count: 9000).write(to: URL(filePath: bench.path + "/index.sqlite"))
    try expectSame(bench, isIndexed: false)
    #expect(try AuditIndex(directory: bench.path).update() == 31)
    try expectSame(bench)
  }

  @Test func anIndexOfAnotherLogIsNotBelieved() throws {
    let (bench, other) = (try IndexBench(), try IndexBench())
    try other.write(1...40)
    try bench.write(2...30)
    _ = try AuditIndex(directory: other.path).rebuild()
    try FileManager.default.copyItem(atPath: other.path + "/index.sqlite", toPath: bench.path + "/index.sqlite")
    for suffix in ["-wal"] where FileManager.default.fileExists(atPath: other.path + "/index.sqlite" + suffix) {
      try FileManager.default.copyItem(atPath: other.path + "/index.sqlite" + suffix, toPath: bench.path + "/index.sqlite" + suffix)
    }
    #expect(EventSearch.indexed(5, bench.path, Self.filters[0]) == nil)
    try expectSame(bench, isIndexed: false)
    // It may be what is left to show that records are gone: only who asks for it makes it anew.
    #expect { try AuditIndex(directory: bench.path).update() } throws: {
      "\($0)".contains("record 41, the last one that index.sqlite knows")
    }
    #expect(try AuditIndex(directory: bench.path).cursor()?.sequence == 41)
    #expect(try AuditIndex(directory: bench.path).rebuild() == 30)
    try expectSame(bench)
  }

  @Test func rebuildingBeginsAnew() throws {
    let bench = try IndexBench()
    try bench.write(1...30)
    let index = try AuditIndex(directory: bench.path)
    _ = try index.update()
    #expect(try index.rebuild() == 31)
    try expectSame(bench)
  }

  @Test func rowsOfRemovedSegmentsGo() throws {
    let bench = try IndexBench()
    try bench.write(1...30)
    try bench.rotate()
    let index = try AuditIndex(directory: bench.path)
    _ = try index.update()
    try bench.removeFirstSegment()
    try bench.write(31...40)
    _ = try index.update()
    var filter = EventFilter()
    filter.policy = "rbac"
    #expect(try index.places(filter, last: 1000).allSatisfy { $0.sequence > 31 })
    try expectSame(bench)
  }

  @Test func whatAnIndexDoesNotHelpWithIsRead() throws {
    var filter = EventFilter()
    #expect(!EventSearch.helps(filter))
    filter.verdicts = ["allow", "block"]
    #expect(!EventSearch.helps(filter))
    filter.verdicts = []
    filter.principal = "anonymous"
    #expect(!EventSearch.helps(filter))
    filter = .all
    filter.policy = "p"
    #expect(!EventSearch.helps(filter))
    filter.types = ["checkpoint"]
    #expect(!EventSearch.helps(filter))
  }

  @Test func theIndexerKeepsUp() async throws {
    let bench = try IndexBench()
    try bench.write(1...30)
    let indexer = AuditIndexer(directory: bench.path, interval: .milliseconds(5)) { Issue.record("\($0)") }
    indexer.start()
    let index = try AuditIndex(directory: bench.path)
    try await reaches(31, index)
    try bench.write(31...40)
    try await reaches(41, index)
    indexer.stop()
    try bench.write(41...50)
    indexer.stop()
    #expect(try index.cursor()?.sequence == 41)
    try expectSame(bench)
  }

  /// An index in a directory that was emptied would say that there had been a log.
  @Test func noIndexIsMadeOfALogThatIsGone() throws {
    let bench = try IndexBench()
    let indexer = AuditIndexer(directory: bench.path) { _ in }
    try bench.write(1...3)
    #expect(try indexer.open()?.update() == 4)
    for name in try FileManager.default.contentsOfDirectory(atPath: bench.path) {
      try FileManager.default.removeItem(atPath: bench.path + "/" + name)
    }
    #expect(try indexer.open() == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path) == [])
  }

  private func reaches(_ sequence: UInt64, _ index: AuditIndex) async throws {
    try await eventually("record \(sequence) is in the index") { try index.cursor()?.sequence == sequence }
  }

  @Test func troubleIsTold() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-none-\(UUID().uuidString)").path
    let (stream, told) = AsyncStream.makeStream(of: String.self)
    let indexer = AuditIndexer(directory: path, interval: .milliseconds(1)) { told.yield($0) }
    indexer.start()
    var first: String?
    for await problem in stream {
      first = problem
      break
    }
    indexer.stop()
    #expect(first != nil)
  }
}
