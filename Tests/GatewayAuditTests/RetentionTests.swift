import GatewayCore
import Testing

@testable import GatewayAudit

@Suite struct RetentionTests {
  private static let day = 86_400

  /// A log with a segment for each of ten days.
  private func tenDays(retention: Int) throws -> TestLog {
    let log = TestLog()
    log.settings.retentionDays = retention
    log.settings.segmentAge = .seconds(Self.day)
    let keeper = try log.keeper()
    for day in 0..<10 {
      #expect(keeper.commit([AuditEvent(json: TestLog.event(day))], isSynced: true))
      log.clock.advance(Self.day + 1)
      keeper.tick()
    }
    return log
  }

  @Test func nothingGoesInsideThePeriod() throws {
    let log = try tenDays(retention: 10)
    #expect(log.ids.count == 10)
    #expect(try log.verify().problem == nil)
  }

  @Test(arguments: 1...9) func whatIsOlderGoesAndTheRestVerifies(days: Int) throws {
    let log = try tenDays(retention: days)
    let report = try log.verify()
    #expect(report.problem == nil)
    #expect(report.first.map { $0 > 1 } == true)
    // The last day's segment is closed when the last day is over; the period counts from there.
    let kept = log.ids
    #expect(kept == (0..<10).suffix(kept.count).map { "evt_\($0)" })
    #expect((days...(days + 1)).contains(kept.count))
    #expect(report.notes.contains { $0.contains("went away") })
  }

  @Test func aStartThatRetentionDoesNotAllowIsMissing() throws {
    let log = try tenDays(retention: 5)
    log.files.removeNow(log.segments[0])
    #expect(try log.verify().problem?.kind == .missing)
  }

  @Test func aCrashBeforeTheRemovalIsNoDamage() throws {
    let log = TestLog()
    log.settings.segmentAge = .seconds(Self.day)
    log.settings.retentionDays = 2
    let keeper = try log.keeper()
    var all: [String: [UInt8]] = [:]
    for day in 0..<6 {
      #expect(keeper.commit([AuditEvent(json: TestLog.event(day))], isSynced: true))
      log.clock.advance(Self.day + 1)
      for path in log.segments { all[path] = log.files.contents(path) }
      keeper.tick()
    }
    let gone = all.keys.filter { !log.segments.contains($0) }.sorted()
    #expect(gone.count >= 2)
    // The oldest ones go first: those after them are still there.
    for path in gone.dropFirst() { log.files.put(try #require(all[path]), at: path) }
    #expect(try log.verify().problem == nil)
    for path in gone { log.files.put(try #require(all[path]), at: path) }
    #expect(try log.verify().problem == nil)
  }
}
