import Foundation
import GatewayCore
import Testing

@testable import GatewayAudit

/// Readers see what is on disk, and nothing that may be taken back.
@Suite struct ClaimTests {
  private func reader(_ log: TestLog, _ start: LogEvents.Start = .oldest) throws -> LogEvents {
    try LogEvents(LogDirectory(TestLog.directory), EventFilter(), start, files: log.files)
  }

  private func ids(_ events: inout LogEvents) throws -> [String] { try events.next(100).compactMap(\.id) }

  @Test func whatIsNotSyncedIsNotRead() throws {
    let log = TestLog()
    let writer = try log.open()
    try writer.commit([TestLog.event(1)], isSigned: false)
    var events = try reader(log)
    #expect(try ids(&events) == ["evt_1"])
    try writer.commit([TestLog.event(2)], isSigned: false, isSynced: false)
    #expect(try ids(&events).isEmpty)
    #expect(try log.verify().head?.sequence == 2)
    try writer.sync()
    #expect(try ids(&events) == ["evt_2"])
    #expect(try log.verify().head?.sequence == 3)
  }

  @Test func aCommitThatIsTakenBackWasNeverRead() throws {
    // The write is the first operation of a commit, the sync the second.
    for operation in 1...2 {
      let log = TestLog()
      let writer = try log.open()
      var events = try reader(log)
      log.files.fail(operation..<1000)
      #expect(throws: FileProblem.self) { try writer.commit([TestLog.event(1), TestLog.event(2)], isSigned: false) }
      log.files.fail(nil)
      #expect(try ids(&events).isEmpty)
      #expect(try log.verify().problem == nil, "half a line is no damage while a gateway has the log")
      try writer.commit([TestLog.event(3)], isSigned: false)
      #expect(try ids(&events) == ["evt_3"])
      #expect(try log.verify().problem == nil)
    }
  }

  @Test func aSyncThatFailsTakesWhatWasWrittenBeforeItToo() throws {
    let log = TestLog()
    let writer = try log.open()
    try writer.commit([TestLog.event(1)], isSigned: true)
    try writer.commit([TestLog.event(2), TestLog.event(3)], isSigned: false, isSynced: false)
    log.files.fail(2..<3)
    #expect(throws: FileProblem.self) { try writer.commit([TestLog.event(4)], isSigned: true) }
    log.files.fail(nil)
    #expect(writer.lost == 2)
    try writer.commit([TestLog.event(5)], isSigned: true)
    #expect(log.ids == ["evt_1", "evt_5"])
    #expect(try log.verify().problem == nil)
    #expect(writer.lost == 2)
  }

  @Test func anOutageCountsWhatWasWrittenAndNotOnDisk() throws {
    let log = TestLog()
    let keeper = try log.keeper()
    #expect(keeper.commit([AuditEvent(json: TestLog.event(1)), AuditEvent(json: TestLog.event(2))], isSynced: false))
    log.clock.advance(2)
    log.files.fail(2..<1000)
    #expect(!keeper.commit([AuditEvent(json: TestLog.event(3))], isSynced: false))
    log.files.fail(nil)
    #expect(keeper.takeLost() == 2)
    #expect(keeper.takeLost() == 0)
  }

  @Test func aReaderDoesNotGoOnToASegmentThatIsTakenBack() throws {
    let log = TestLog()
    let writer = try log.open()
    try writer.commit([TestLog.event(1)], isSigned: false)
    var events = try reader(log)
    #expect(try ids(&events) == ["evt_1"])
    // Every operation of a rotation fails in turn; what it leaves is there for the readers.
    for operation in 1...6 {
      log.files.fail(operation..<1000)
      #expect(throws: FileProblem.self) { try writer.rotate() }
      log.files.fail(nil)
      #expect(try ids(&events).isEmpty)
      #expect(try log.verify().problem == nil, "operation \(operation)")
      var end = try reader(log, .end)
      #expect(end.position == writer.head.sequence)
      try writer.commit([TestLog.event(1 + operation)], isSigned: false)
      #expect(try ids(&events) == ["evt_\(1 + operation)"])
      #expect(try ids(&end) == ["evt_\(1 + operation)"])
    }
    try writer.rotate()
    try writer.commit([TestLog.event(9)], isSigned: false)
    #expect(try ids(&events) == ["evt_9"])
  }

  @Test func aSearchByTimeDoesNotBeginInASegmentThatIsBeingMade() throws {
    let log = TestLog()
    let writer = try log.open()
    log.clock.advance(10)
    try writer.commit([TestLog.event(1)], isSigned: false)
    log.files.fail(5..<1000)
    #expect(throws: FileProblem.self) { try writer.rotate() }
    log.files.fail(nil)
    var filter = EventFilter()
    filter.since = TestLog.start
    var events = try LogEvents(LogDirectory(TestLog.directory), filter, .oldest, files: log.files)
    #expect(try ids(&events) == ["evt_1"])
  }

  @Test func verifyingSaysThatAGatewayHasTheLog() throws {
    let log = TestLog()
    var writer: ChainWriter? = try log.open()
    try writer?.commit([TestLog.event(1)], isSigned: true)
    #expect(try log.verify().notes.contains { $0.contains("up to record 3") })
    writer = nil
    #expect(try !log.verify().notes.contains { $0.contains("gateway") })
  }

  @Test func retentionUnderAVerificationIsNoDamage() throws {
    let log = TestLog()
    let writer = try log.open()
    for number in 1...3 {
      try writer.commit([TestLog.event(number)], isSigned: true)
      try writer.rotate()
    }
    let files = VanishingFiles(log.files) {
      let retention = SegmentRetention(LogDirectory(TestLog.directory), files: log.files)
      log.clock.advance(100)
      guard let keep = try? retention.firstToKeep(olderThan: log.clock.now) else { return }
      let event = LogEvent.retention(log.clock.now, first: keep.name, previous: keep.previous, days: 1)
      try? writer.commit([event], isSigned: true)
      try? retention.remove(before: keep.name)
    }
    let report = try ChainVerifier.verify(LogDirectory(TestLog.directory), .init(), files: files)
    #expect(report.problem == nil)
    #expect(report.first.map { $0 > 1 } == true)
  }

  // MARK: The real file system

  @Test func claimsHoldAcrossOpenFilesAndEndWithTheirOwner() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-claim-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let files = PosixFiles()
    var owner: (any AuditFile)? = try files.open(path, .create)
    try owner?.append(Array("0123456789".utf8).span.bytes)
    let reader = try files.open(path, .read)
    #expect(try reader.claimed() == nil)
    #expect(try reader.readSettled(at: 0, count: 100).count == 10)
    try owner?.claim(from: 0)
    #expect(try reader.claimed() == 0)
    #expect(try reader.readSettled(at: 0, count: 100).isEmpty)
    try owner?.claim(from: 4)
    #expect(try reader.claimed() == 4)
    #expect(try reader.readSettled(at: 1, count: 100) == Array("123".utf8))
    #expect(try owner?.claimed() == nil, "one's own claim does not count")
    try owner?.claim(from: 8)
    #expect(try reader.readSettled(at: 1, count: 2) == Array("12".utf8))
    owner = nil
    #expect(try reader.claimed() == nil)
    #expect(try reader.readSettled(at: 1, count: 100).count == 9)
  }
}

/// Files in memory; something happens when the first segment is opened.
private final class VanishingFiles: AuditFiles, @unchecked Sendable {
  // SAFETY: used by one thread.
  private let files: MemoryFiles
  private var event: (() -> Void)?

  init(_ files: MemoryFiles, _ event: @escaping () -> Void) {
    self.files = files
    self.event = event
  }

  func names(in directory: String) throws(FileProblem) -> [String] { try files.names(in: directory) }
  func makeDirectory(_ path: String) throws(FileProblem) { try files.makeDirectory(path) }
  func rename(_ path: String, to other: String) throws(FileProblem) { try files.rename(path, to: other) }
  func remove(_ path: String) throws(FileProblem) { try files.remove(path) }
  func syncDirectory(_ path: String) throws(FileProblem) { try files.syncDirectory(path) }

  func open(_ path: String, _ use: FileUse) throws(FileProblem) -> any AuditFile {
    if path.hasSuffix(".jsonl") {
      event?()
      event = nil
    }
    return try files.open(path, use)
  }
}
