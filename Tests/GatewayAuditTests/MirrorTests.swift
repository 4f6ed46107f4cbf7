import Dispatch
import GatewayCore
import Synchronization
import Testing

@testable import GatewayAudit

/// Mirrors of checkpoints: what is written, what is accepted, and what they prove.
@Suite struct MirrorTests {
  private static let path = "/elsewhere/checkpoints.jsonl"

  private func mirrored(_ events: Int = 5, segmentSize: Int = 64 << 20) throws -> (log: TestLog, lines: [[UInt8]]) {
    let log = TestLog()
    log.settings.checkpointMirror = Self.path
    log.settings.segmentSize = ByteCount(segmentSize)
    let keeper = try log.keeper()
    for number in 0..<events {
      log.clock.advance(10)
      #expect(keeper.commit([AuditEvent(json: TestLog.event(number))], isSynced: true))
    }
    keeper.finish()
    return (log, log.lines(Self.path))
  }

  private func verify(_ log: TestLog) throws -> VerifyReport {
    var options = ChainVerifier.Options()
    options.mirror = Self.path
    return try log.verify(options)
  }

  @Test func everyCheckpointIsCopiedOnce() throws {
    let (log, lines) = try mirrored(6, segmentSize: 1500)
    #expect(log.segments.count > 2)
    let checkpoints = log.segments.flatMap { log.lines($0) }.filter { String(decoding: $0, as: UTF8.self).contains("\"checkpoint\":{") }
    #expect(lines == checkpoints)
    #expect(try verify(log).notes.contains { $0.hasPrefix("\(checkpoints.count) checkpoints of the mirror") })
  }

  @Test func bodiesOfAWebhookAreAMirror() throws {
    let (log, lines) = try mirrored()
    let records = lines.map { Array($0.dropLast()) }
    func body(_ records: some Collection<[UInt8]>) -> [UInt8] { [0x5b] + records.joined(separator: [0x2c, 0x0a]) + [0x5d] }
    let bodies = [
      body(records), body(records.prefix(2)) + body(records.dropFirst(2)),
      // A batch that came twice, with other things between.
      body(records.prefix(2)) + [0x0a] + body(records.prefix(3)) + Array("\n--\n".utf8) + body(records.dropFirst(2)),
    ]
    for mirror in bodies {
      log.files.put(mirror, at: Self.path)
      #expect(try verify(log).problem == nil)
    }
    let segment = log.segments[0]
    let whole = log.lines(segment)
    log.put(whole.dropLast(4), at: segment)
    for mirror in bodies {
      log.files.put(mirror, at: Self.path)
      #expect(try verify(log).problem?.kind == .truncated)
    }
  }

  @Test func anotherLogIsNotTheMirrored() throws {
    let (log, lines) = try mirrored()
    let (other, _) = try mirrored()
    // The same numbers with other keys, in order and out of order.
    for mirror in [lines, lines.reversed(), Array(other.lines(Self.path).suffix(1) + lines)] {
      other.put(mirror, at: Self.path)
      let problem = try verify(other).problem
      #expect(problem?.kind == .altered)
      #expect(problem?.message.contains("replaced") == true)
    }
    _ = log
  }

  @Test func whatCannotBeReadIsTold() throws {
    let (log, lines) = try mirrored()
    log.files.put(Array(lines[0].dropLast(30)) + lines[1] + Array(lines[2].dropLast(9)), at: Self.path)
    let report = try verify(log)
    #expect(report.problem == nil)
    #expect(
      report.notes.contains("2 entries of the mirror cannot be read") && report.notes.contains("1 checkpoints of the mirror are the log's"))
    log.files.put(Array(lines[0].dropLast(30)), at: Self.path)
    #expect(throws: LogProblem.self) { try verify(log) }
    log.files.put([], at: Self.path)
    #expect(try verify(log).problem == nil)
  }

  @Test func halfALineIsNotTheEndOfAMirror() throws {
    let (log, lines) = try mirrored()
    log.files.put(Array(lines.joined()).dropLast(40), at: Self.path)
    do {
      let keeper = try log.keeper()
      log.clock.advance(10)
      #expect(keeper.commit([AuditEvent(json: TestLog.event(9))], isSynced: true))
      keeper.finish()
    }
    let report = try verify(log)
    #expect(report.problem == nil)
    #expect(report.notes.contains("1 entries of the mirror cannot be read"))
    #expect(report.notes.contains { $0.hasPrefix("\(lines.count) checkpoints of the mirror are the log's") })
  }

  @Test func aDeadMirrorIsToldOnce() throws {
    let log = TestLog()
    log.settings.checkpointMirror = Self.path
    let changes = Mutex<[SegmentedAuditLog.Change]>([])
    let mirror = try CheckpointMirror(path: Self.path, files: log.files)
    log.files.setRoom(0)
    for _ in 0..<1005 {
      mirror.add(Array("x\n".utf8)) { change in changes.withLock { $0.append(change) } }
      mirror.finish()
    }
    #expect(changes.withLock { $0.count } == 1)
    log.files.setRoom(.max)
    mirror.add(Array("x\n".utf8)) { change in changes.withLock { $0.append(change) } }
    mirror.finish()
    #expect(changes.withLock { $0.last } == .warning("checkpoint mirror: \(Self.path) can be written again, 6 checkpoints are not in it"))
    #expect(log.lines(Self.path).count == 1000)
  }

  @Test func aMirrorThatHangsDoesNotHoldUpTheEnd() throws {
    let log = TestLog()
    let mirror = try CheckpointMirror(path: Self.path, files: log.files)
    let held = DispatchSemaphore(value: 0)
    // Who is told of a failure has the mirror's queue until it returns.
    log.files.setRoom(0)
    mirror.add(Array("x\n".utf8)) { _ in held.wait() }
    #expect(!mirror.finish(within: .milliseconds(10)))
    held.signal()
    #expect(mirror.finish(within: .seconds(60)))
  }
}
