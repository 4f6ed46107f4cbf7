import GatewayCore
import Synchronization

@testable import GatewayAudit

/// A log in memory, with a clock that is set.
final class TestLog {
  static let directory = "/log"
  static let start = UTCTime(seconds: 1_795_000_000)

  final class Clock: Sendable {
    private let time = Mutex(TestLog.start)
    var now: UTCTime { time.withLock { $0 } }
    func advance(_ seconds: Int) { time.withLock { $0.seconds += seconds } }
    func advance(milliseconds: Int) {
      time.withLock { time in
        let microseconds = time.microseconds + milliseconds * 1000
        time = UTCTime(seconds: time.seconds + microseconds / 1_000_000, microseconds: microseconds % 1_000_000)
      }
    }
  }

  let files = MemoryFiles()
  let clock = Clock()
  var settings = AuditSettings(directory: directory)

  func open(repairs: Bool = false, indexed: ChainHead? = nil) throws(LogProblem) -> ChainWriter {
    let clock = clock
    return try ChainWriter.open(settings, files: files, repairs: repairs, indexed: indexed) { clock.now }
  }

  func keeper(_ onChange: @escaping @Sendable (SegmentedAuditLog.Change) -> Void = { _ in }) throws(LogProblem) -> LogKeeper {
    let clock = clock
    return try LogKeeper(settings, files: files, clock: { clock.now }, onChange: onChange)
  }

  static func event(_ number: Int) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.member("event_type", "decision")
      json.member("id", "evt_\(number)")
      json.member("timestamp", "\(start)")
    }
    return json.bytes
  }

  func verify(_ options: ChainVerifier.Options = .init()) throws(LogProblem) -> VerifyReport {
    try ChainVerifier.verify(LogDirectory(Self.directory), options, files: files)
  }

  /// Reads a line, with its line feed.
  static func record(_ line: [UInt8]) -> RecordLine? { RecordLine(line.span.bytes.extracting(0..<(line.count - 1))) }

  var segments: [String] { files.paths(in: Self.directory).filter { $0.hasSuffix(".jsonl") } }

  /// The lines of a segment, each with its line feed.
  func lines(_ segment: String) -> [[UInt8]] {
    (files.contents(segment) ?? []).split(separator: 0x0a, omittingEmptySubsequences: true).map { Array($0) + [0x0a] }
  }

  func put(_ lines: [[UInt8]], at segment: String) { files.put(Array(lines.joined()), at: segment) }

  /// The ids of the events in the log, in order.
  var ids: [String] {
    segments.flatMap { lines($0) }.compactMap { line in
      let text = String(decoding: line, as: UTF8.self)
      return text.firstMatch(of: /"id":"(evt_[0-9]+)"/).map { String($0.output.1) }
    }
  }

  /// A log of three segments with four events each.
  static func threeSegments() throws -> TestLog { try small(segments: 3, events: 4) }

  /// A log of some segments with some events each; a checkpoint follows the last event of each.
  static func small(segments: Int, events: Int) throws -> TestLog {
    let log = TestLog()
    let writer = try log.open()
    for segment in 0..<segments {
      if segment > 0 { try writer.rotate() }
      for number in 0..<events { try writer.commit([event(segment * events + number)], isSigned: number == events - 1) }
      log.clock.advance(100)
    }
    return log
  }
}
