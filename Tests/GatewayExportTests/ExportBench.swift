import Foundation
import GatewayCore
import Synchronization

@testable import GatewayAudit
@testable import GatewayExport

/// A log in a directory of its own, with a clock that stands in the test's hand.
final class ExportBench: @unchecked Sendable {
  // SAFETY: the writer is used by one test, the rest is locked.
  let path = FileManager.default.temporaryDirectory.appending(path: "penstock-export-\(UUID().uuidString)").path
  let clock = ExportClock()
  let writer: ChainWriter

  init() throws {
    let clock = clock
    writer = try ChainWriter.open(AuditSettings(directory: path), files: PosixFiles(), clock: { clock.now })
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes decisions with these numbers, which are their ids.
  func write(_ numbers: ClosedRange<Int>, isSigned: Bool = false) throws {
    try writer.commit(
      numbers.map { Array(#"{"event_type":"decision","id":"\#($0)","timestamp":"\#(clock.now)","verdict":"allow"}"#.utf8) },
      isSigned: isSigned)
  }

  /// What waits in the inbox of the log.
  func inbox() throws -> [EventRecord] {
    guard FileManager.default.fileExists(atPath: path + "/inbox") else { return [] }
    return try Inbox(LogDirectory(path), files: PosixFiles()).entries().map { EventRecord(sequence: 0, json: $0.event) }
  }

  func cursor(_ sink: String) throws -> UInt64? { try ExportCursor(directory: path, sink: sink).load() }

  /// Runs a follower of `sink` while `body` runs.
  func following(
    _ sink: any ExportSink, name: String = "s", types: Set<String> = [], maxLag: Duration = .seconds(3600),
    _ body: (SinkFollower) async throws -> Void
  ) async throws {
    var settings = AuditExportSink(name: name, destination: .file(FileDestination(path: "")))
    settings.types = types
    settings.maxLag = maxLag
    var world = SinkFollower.World()
    let clock = clock
    world.now = { clock.now }
    world.sleep = { _ in
      try Task.checkCancellation()
      await Task.yield()
    }
    let follower = SinkFollower(settings, directory: path, sink: sink, world: world) { _ in }
    let task = Task { await follower.run() }
    defer { task.cancel() }
    try await body(follower)
    task.cancel()
    await task.value
  }
}

final class ExportClock: Sendable {
  private let time = Mutex(UTCTime(seconds: 1_800_000_000))
  var now: UTCTime { time.withLock { $0 } }
  func advance(_ seconds: Int) { time.withLock { $0.seconds += seconds } }
}

/// A sink that keeps what it gets, and fails as often as it is told.
final class ListSink: ExportSink {
  let batch: Int
  private let state = Mutex<(records: [EventRecord], batches: [Int], failures: Int, isClosed: Bool)>(([], [], 0, false))

  init(batch: Int = 10, failures: Int = 0) {
    self.batch = batch
    state.withLock { $0.failures = failures }
  }

  func deliver(_ records: [EventRecord]) async throws {
    try state.withLock { state in
      guard state.failures == 0 else {
        state.failures -= 1
        throw DeliveryProblem("not now")
      }
      state.records += records
      state.batches.append(records.count)
    }
  }

  func close() async { state.withLock { $0.isClosed = true } }

  var ids: [String] { state.withLock { $0.records.map { $0.id ?? $0.type } } }
  var batches: [Int] { state.withLock { $0.batches } }
  var isClosed: Bool { state.withLock { $0.isClosed } }
  func fail(_ times: Int) { state.withLock { $0.failures = times } }
}
