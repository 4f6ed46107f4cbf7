import Foundation
import GatewayCore
import Testing

@testable import GatewayAudit

/// Files of a log that go away: while it is written, and between two starts.
@Suite struct LostLogTests {
  private static let segment = "/log/log-00000000000000000001.jsonl"

  private func event(_ number: Int) -> AuditEvent { AuditEvent(json: TestLog.event(number)) }

  // MARK: While it is written

  @Test(arguments: [segment, "/log/lock"]) func aFileThatIsRemovedCountsAsAFullDisk(path: String) throws {
    let log = TestLog()
    let keeper = try log.keeper()
    #expect(keeper.commit([event(1)], isSynced: true))
    let contents = try #require(log.files.take(path))
    #expect(!keeper.commit([event(2)], isSynced: true))
    #expect(keeper.problem?.contains("\(path): it was removed or replaced") == true)
    #expect(!keeper.recover(Outage(since: log.clock.now, reason: "gone", unrecorded: 1)))
    // The very file comes back: what was committed before is in it, and nothing else.
    log.files.put(back: contents, at: path)
    #expect(keeper.recover(Outage(since: log.clock.now, reason: "gone", unrecorded: 1)))
    #expect(keeper.commit([event(3)], isSynced: true))
    #expect(log.ids == ["evt_1", "evt_3"])
    #expect(try log.verify().problem == nil)
  }

  @Test func anotherFileOfTheNameIsNotTheLog() throws {
    let log = TestLog()
    let keeper = try log.keeper()
    #expect(keeper.commit([event(1)], isSynced: true))
    let bytes = try #require(log.files.contents(Self.segment))
    log.files.put(bytes, at: Self.segment)
    #expect(!keeper.commit([event(2)], isSynced: true))
    #expect(log.files.contents(Self.segment) == bytes)
  }

  @Test func anIdleLogNoticesToo() throws {
    let log = TestLog()
    let keeper = try log.keeper()
    keeper.tick()
    #expect(keeper.problem == nil)
    log.files.removeNow(Self.segment)
    keeper.tick()
    #expect(keeper.problem?.contains("removed or replaced") == true)
  }

  @Test func noSegmentFollowsOneThatIsGone() throws {
    let log = TestLog()
    log.settings.segmentSize = ByteCount(600)
    let keeper = try log.keeper()
    #expect(keeper.commit([event(1)], isSynced: true))
    log.files.removeNow(Self.segment)
    #expect(!keeper.commit([event(2)], isSynced: true))
    #expect(log.segments.isEmpty)
  }

  @Test func textsThatAreRemovedAreNoticed() throws {
    let log = TestLog()
    log.settings.demands.content = .full
    let keeper = try log.keeper()
    func commit(_ number: Int) -> Bool {
      let content = AuditContent(id: "evt_\(number)", request: Array("question".utf8), answer: Array("answer".utf8))
      return keeper.commit([AuditEvent(json: TestLog.event(number), content: content)], isSynced: true)
    }
    #expect(commit(1))
    log.files.removeNow("/log/content/log-00000000000000000001.keys")
    #expect(!commit(2))
    // The texts that were there are lost; new ones go to new files.
    #expect(keeper.recover(Outage(since: log.clock.now, reason: "gone", unrecorded: 1)))
    #expect(commit(3))
    #expect(log.ids == ["evt_1", "evt_3"])
  }

  @Test func theFileSystemSaysWhetherAPathIsStillTheFile() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-place-\(UUID().uuidString)").path
    defer { for end in ["", ".old"] { try? FileManager.default.removeItem(atPath: path + end) } }
    let files = PosixFiles()
    let file = try files.open(path, .create)
    #expect(try file.isInPlace())
    try files.rename(path, to: path + ".old")
    #expect(try !file.isInPlace())
    let other = try files.open(path, .create)
    #expect(try !file.isInPlace() && other.isInPlace())
    try files.rename(path + ".old", to: path)
    #expect(try file.isInPlace() && !other.isInPlace())
    try files.remove(path)
    #expect(try !file.isInPlace())
  }

  @Test func aLockThatIsRemovedLetsNoOtherGatewayIn() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-lock-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try ChainWriter.open(AuditSettings(directory: path), files: PosixFiles(), clock: { .now })
    try PosixFiles().remove(path + "/lock")
    let problem = #expect(throws: LogProblem.self) {
      _ = try ChainWriter.open(AuditSettings(directory: path), files: PosixFiles(), clock: { .now })
    }
    #expect(problem?.description.contains("in use: another gateway writes this log") == true)
    #expect(throws: FileProblem.self) { try writer.commit([TestLog.event(1)], isSigned: false) }
  }

  // MARK: Between two starts

  @Test(arguments: ["index.sqlite", "signing.pub", "content/log-00000000000000000001.content", "export/siem.cursor"])
  func aLogWhoseSegmentsAreGoneIsNotBegunAnew(trace: String) throws {
    let log = TestLog()
    log.files.put(Array("7\n".utf8), at: "/log/\(trace)")
    let problem = #expect(throws: LogProblem.self) { _ = try log.open() }
    #expect(problem?.description.contains("no records") == true && problem?.description.contains(trace.prefix { $0 != "/" }) == true)
    #expect(problem?.description.contains("move") == true)
    #expect(log.segments.isEmpty && log.files.contents("/log/signing.key") == nil)
    let verdict = #expect(throws: LogProblem.self) { _ = try log.verify() }
    #expect(verdict?.description.contains("missing") == true)
  }

  @Test func aSegmentThatWasEmptiedIsNotBegunAnew() throws {
    let log = try TestLog.small(segments: 1, events: 1)
    log.files.put([], at: Self.segment)
    #expect(throws: LogProblem.self) { _ = try log.open() }
  }

  @Test func aKeyAloneIsNoLog() throws {
    let log = try TestLog.small(segments: 1, events: 1)
    let key = try #require(log.files.contents("/log/signing.key"))
    for path in log.files.paths(in: "/log") { log.files.removeNow(path) }
    log.files.put(key, at: "/log/signing.key")
    _ = try log.open()
    #expect(log.files.contents("/log/signing.key") == key)
  }

  @Test func aMirrorKnowsOfALogThatIsGone() throws {
    let log = TestLog()
    log.settings.checkpointMirror = "/elsewhere/checkpoints.jsonl"
    var keeper: LogKeeper? = try log.keeper()
    keeper?.finish()
    keeper = nil
    for path in log.files.paths(in: "/log") { log.files.removeNow(path) }
    let problem = #expect(throws: LogProblem.self) { _ = try log.keeper() }
    #expect(problem?.description.contains("/elsewhere/checkpoints.jsonl") == true)
    // Nothing is begun: the next start finds what this one found.
    #expect(log.segments.isEmpty)
  }

  /// The head of a log, and the log without its last segment.
  private func shortened() throws -> (log: TestLog, head: ChainHead) {
    let log = try TestLog.threeSegments()
    let head = try #require(try log.verify().head)
    log.files.removeNow(try #require(log.segments.last))
    return (log, head)
  }

  @Test func anIndexThatKnowsMoreKeepsTheLogFromGoingOn() throws {
    let (log, head) = try shortened()
    let before = log.segments.map { log.files.contents($0) }
    let problem = #expect(throws: LogProblem.self) { _ = try log.open(indexed: head) }
    #expect(problem?.description.contains("record \(head.sequence)") == true)
    #expect(problem?.description.contains("penstock audit reindex") == true)
    #expect(log.segments.map { log.files.contents($0) } == before)
    _ = try log.open()
  }

  @Test func anIndexThatKnowsAnotherRecordKeepsTheLogFromGoingOn() throws {
    let log = try TestLog.threeSegments()
    var head = try #require(try log.verify().head)
    _ = try log.open(indexed: head)
    head.hash[0] ^= 1
    #expect(throws: LogProblem.self) { _ = try log.open(indexed: head) }
  }

  @Test func verifyComparesWithTheIndex() throws {
    var options = ChainVerifier.Options()
    let whole = try TestLog.threeSegments()
    options.indexed = try whole.verify().head
    #expect(try whole.verify(options).problem == nil)
    options.indexed?.hash[0] ^= 1
    #expect(try whole.verify(options).problem?.kind == .altered)
    let (log, head) = try shortened()
    options.indexed = head
    let problem = try #require(try log.verify(options).problem)
    #expect(problem.kind == .truncated && problem.message.contains("index.sqlite"))
    // A part of the log is not judged by what follows it.
    options.to = TestLog.start
    #expect(try log.verify(options).problem == nil)
  }
}
