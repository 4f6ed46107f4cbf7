import GatewayCore
import Synchronization
import GatewayTestSupport
import Testing

@testable import GatewayAudit

/// Disks that fail, processes that die.
@Suite(.longComputation) struct DamageTests {
  /// Commits events until the end, whatever fails, and says which ones were acknowledged.
  private func work(_ log: TestLog, events: Int = 12) -> [String] {
    var acknowledged: [String] = []
    guard let keeper = try? log.keeper() else { return [] }
    for number in 0..<events {
      log.clock.advance(1)
      if keeper.problem != nil { _ = keeper.recover(Outage(since: log.clock.now, reason: "test", unrecorded: 1)) }
      if keeper.commit([AuditEvent(json: TestLog.event(number))], isSynced: true) { acknowledged.append("evt_\(number)") }
      keeper.tick()
    }
    return acknowledged
  }

  private func small() -> TestLog {
    let log = TestLog()
    log.settings.segmentSize = ByteCount(2000)
    return log
  }

  @Test func everyOperationMayFailOnce() throws {
    let clean = small()
    #expect(work(clean).count == 12)
    let operations = clean.files.operations
    #expect(operations > 60)
    for failing in 1...operations {
      let log = small()
      log.files.fail(failing..<(failing + 1))
      let acknowledged = work(log)
      log.files.kill()
      _ = try log.open()
      guard !acknowledged.isEmpty else { continue }
      let report = try log.verify()
      #expect(report.problem == nil, "operation \(failing): \(report.problem?.message ?? "")")
      #expect(acknowledged.allSatisfy(Set(log.ids).contains), "operation \(failing)")
    }
  }

  /// Retention and a mirror at work, a segment for each day.
  private func days(_ log: TestLog) -> [String] {
    log.settings.segmentAge = .seconds(86_400)
    log.settings.retentionDays = 3
    log.settings.checkpointMirror = "/elsewhere/checkpoints.jsonl"
    var acknowledged: [String] = []
    guard let keeper = try? log.keeper() else { return [] }
    for day in 0..<8 {
      if keeper.problem != nil { _ = keeper.recover(Outage(since: log.clock.now, reason: "test", unrecorded: 1)) }
      if keeper.commit([AuditEvent(json: TestLog.event(day))], isSynced: true) { acknowledged.append("evt_\(day)") }
      log.clock.advance(86_401)
      keeper.tick()
    }
    keeper.finish()
    return acknowledged
  }

  @Test func everyOperationOfRetentionMayFail() throws {
    let clean = TestLog()
    #expect(days(clean).count == 8)
    #expect(clean.ids.count < 6)
    for failing in 1...clean.files.operations {
      for (length, losesPower) in [(1, false), (1, true), (1000, true)] {
        let log = TestLog()
        log.files.fail(failing..<(failing + length))
        let acknowledged = days(log)
        if losesPower { log.files.losePower() } else { log.files.kill() }
        _ = try? log.open()
        guard !acknowledged.isEmpty else { continue }
        let report = try log.verify()
        #expect(report.problem == nil, "operation \(failing), \(length): \(report.problem?.message ?? "")")
        // The last three days are never gone.
        let recent = acknowledged.filter { ["evt_5", "evt_6", "evt_7"].contains($0) }
        #expect(Set(recent).isSubset(of: log.ids), "operation \(failing), \(length)")
      }
    }
  }

  @Test(arguments: [2, 3, 7, 1000]) func everyOperationMayBeginAnOutage(length: Int) throws {
    for failing in stride(from: 10, through: 100, by: length == 1000 ? 1 : 3) {
      let log = small()
      log.files.fail(failing..<(failing + length))
      let acknowledged = work(log)
      log.files.kill()
      _ = try? log.keeper()
      guard !acknowledged.isEmpty else { continue }
      #expect(try log.verify().problem == nil, "operation \(failing)")
      #expect(Set(acknowledged).isSubset(of: log.ids), "operation \(failing)")
    }
  }

  @Test func thePowerMayGoAtAnyOperation() throws {
    for failing in 1...100 {
      let log = small()
      log.files.fail(failing..<Int.max)
      let acknowledged = work(log)
      log.files.losePower()
      let again = try? log.keeper()
      guard !acknowledged.isEmpty else { continue }
      #expect(again != nil, "operation \(failing)")
      #expect(try log.verify().problem == nil, "operation \(failing)")
      #expect(Set(acknowledged).isSubset(of: log.ids), "operation \(failing)")
    }
  }

  private func smallLog() throws -> (TestLog, lines: [[UInt8]]) {
    let log = try TestLog.small(segments: 1, events: 1)
    return (log, log.lines(log.segments[0]))
  }

  @Test func aHalfWrittenLineIsCutOffAndRecorded() throws {
    let last = try #require(try smallLog().1.last).count
    for cut in 1..<last {
      let (log, lines) = try smallLog()
      let path = try #require(log.segments.last)
      log.files.put(Array(lines.joined()).dropLast(cut), at: path)
      let cuts = Mutex<[SegmentedAuditLog.Change]>([])
      _ = try log.keeper { change in cuts.withLock { $0.append(change) } }
      #expect(cuts.withLock { $0 } == [.cut(last - cut)])
      #expect(try log.verify().problem?.message == nil)
      #expect(String(decoding: try #require(log.files.contents(path)), as: UTF8.self).contains(#""event_type":"log_recovered""#))
    }
  }

  @Test func aLogThatIsDamagedInsideIsNotContinued() throws {
    let log = try TestLog.threeSegments()
    let path = try #require(log.segments.last)
    var lines = log.lines(path)
    lines[3][20] ^= 1
    log.put(lines, at: path)
    let problem = #expect(throws: LogProblem.self) { _ = try log.open() }
    #expect(problem?.description.contains("penstock audit repair") == true)
    _ = try log.open(repairs: true)
    #expect(try log.verify().problem == nil)
  }

  @Test func anAlteredLastLineIsNotTakenForAHalfWrittenOne() throws {
    let log = try TestLog.threeSegments()
    let path = try #require(log.segments.last)
    var lines = log.lines(path)
    lines[lines.count - 1][20] ^= 1
    log.put(lines, at: path)
    #expect(throws: LogProblem.self) { _ = try log.open() }
  }

  @Test func aFullDiskRefusesAndRecovers() throws {
    let log = TestLog()
    let changes = Mutex<[SegmentedAuditLog.Change]>([])
    let keeper = try log.keeper { change in changes.withLock { $0.append(change) } }
    #expect(keeper.commit([AuditEvent(json: TestLog.event(1))], isSynced: true))
    log.files.setRoom(0)
    #expect(!keeper.commit([AuditEvent(json: TestLog.event(2))], isSynced: true))
    #expect(keeper.problem?.contains("No space left on device") == true)
    #expect(!keeper.recover(Outage(since: log.clock.now, reason: "full", unrecorded: 1)))
    log.files.setRoom(.max)
    #expect(keeper.recover(Outage(since: log.clock.now, reason: "full", unrecorded: 1)))
    #expect(keeper.commit([AuditEvent(json: TestLog.event(3))], isSynced: true))
    #expect(log.ids == ["evt_1", "evt_3"])
    #expect(try log.verify().problem == nil)
    #expect(changes.withLock { $0.count } == 1)
  }

  @Test func twoGatewaysDoNotShareALog() throws {
    let log = TestLog()
    let first = try log.open()
    let problem = #expect(throws: LogProblem.self) { _ = try log.open() }
    #expect(problem?.description.contains("in use") == true)
    withExtendedLifetime(first) {}
  }

  @Test func aLostKeyIsAnError() throws {
    let log = try TestLog.threeSegments()
    log.files.removeNow("/log/signing.key")
    let problem = #expect(throws: LogProblem.self) { _ = try log.open() }
    #expect(problem?.description.contains("signing.key") == true)
  }
}
