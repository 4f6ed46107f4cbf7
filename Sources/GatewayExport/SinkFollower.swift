internal import GatewayAudit
internal import GatewayCore
internal import NIOPosix
internal import Synchronization

/// Follows the log for one sink: reads what is new, delivers it, and notes how far it has come.
///
/// Records are delivered at least once, in their order. One that is not delivered within the sink's bound is passed over; how many is told by an event in the log, and so is what retention has removed
/// before it was delivered. At most one batch is in memory. Files are read and written on a thread pool.
final class SinkFollower: Sendable {
  /// What a follower needs of the world.
  struct World: Sendable {
    var now: @Sendable () -> UTCTime = { .now }
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
  }

  private static let pause = Duration.milliseconds(250)

  let settings: AuditExportSink
  private let directory: String
  private let sink: any ExportSink
  private let world: World
  private let onProblem: @Sendable (String?) -> Void
  private let cursor: ExportCursor
  private let state = Mutex(SinkReport())

  init(
    _ settings: AuditExportSink, directory: String, sink: any ExportSink, world: World, onProblem: @escaping @Sendable (String?) -> Void
  ) {
    self.settings = settings
    self.directory = directory
    self.sink = sink
    self.world = world
    self.onProblem = onProblem
    cursor = ExportCursor(directory: directory, sink: settings.name)
  }

  /// How it stands.
  var report: SinkReport { state.withLock { $0 } }

  /// Follows until its task is cancelled.
  func run() async {
    var backoff = Backoff()
    while !Task.isCancelled {
      do {
        let place = FollowedLog(directory)
        try await start(place)
        while !Task.isCancelled {
          if try await step(place) {
            backoff.reset()
            healthy()
          } else {
            try await world.sleep(Self.pause)
          }
        }
      } catch {
        guard !Task.isCancelled, !(error is CancellationError) else { break }
        failed(error)
        let least = (error as? DeliveryProblem)?.retryAfter
        try? await world.sleep(backoff.next(atLeast: least, random: world.random))
      }
    }
    await sink.close()
  }

  /// A sink that is new begins with what comes from now on.
  private func start(_ log: FollowedLog) async throws {
    let (cursor, directory) = (cursor, directory)
    try await NIOThreadPool.singleton.runIfActive {
      let end = try LogEvents(directory: directory, start: .end).position
      // A number that the log does not have yet is that of another log.
      if let known = try cursor.load() { return try log.begin(after: known > end ? 0 : known) }
      try cursor.save(end)
      try log.begin(after: end)
    }
  }

  /// Reads and delivers one batch.
  /// - Returns: whether there was anything.
  private func step(_ log: FollowedLog) async throws -> Bool {
    let limit = sink.batch
    let read = try await NIOThreadPool.singleton.runIfActive { try log.read(limit) }
    guard let last = read.records.last else {
      try await note(log)
      return false
    }
    let oldest = world.now().before(settings.maxLag)
    let wanted = read.records.filter { wants($0) }
    let fresh = wanted.filter { ($0.time ?? oldest) >= oldest }
    if !fresh.isEmpty { try await sink.deliver(fresh) }
    log.passed(last.sequence, dropped: wanted.count - fresh.count + read.gap)
    state.withLock { state in
      state.delivered += fresh.count
      state.position = last.sequence
    }
    // One event tells of many batches in a row that were passed over; until then the cursor stays before them.
    if !fresh.isEmpty || log.dropped == 0 { try await note(log) }
    return true
  }

  /// Tells what was passed over, and sets the cursor.
  private func note(_ log: FollowedLog) async throws {
    let (cursor, directory, name) = (cursor, directory, settings.name)
    let dropped = try await NIOThreadPool.singleton.runIfActive {
      let dropped = log.dropped
      if dropped > 0 { try LogMaintenance(directory: directory).recordDropped(dropped, sink: name) }
      if let position = log.unsaved { try cursor.save(position) }
      log.noted()
      return dropped
    }
    state.withLock { $0.dropped += dropped }
  }

  private func wants(_ record: EventRecord) -> Bool {
    if settings.types.isEmpty { return record.type != "checkpoint" }
    return settings.types.contains(record.type)
  }

  private func failed(_ error: any Error) {
    let isNew = state.withLock { state in
      defer { state.problem = ConnectionText.of(error) }
      return state.problem == nil
    }
    if isNew { onProblem(ConnectionText.of(error)) }
  }

  private func healthy() {
    let wasFailing = state.withLock { state in
      defer { state.problem = nil }
      return state.problem != nil
    }
    if wasFailing { onProblem(nil) }
  }
}

/// The reader of a follower, for one thread at a time.
private final class FollowedLog: @unchecked Sendable {
  // SAFETY: the follower awaits each call before it makes the next.

  private let directory: String
  private var events: LogEvents?

  init(_ directory: String) { self.directory = directory }

  /// Records that were passed over and not told of.
  private(set) var dropped = 0
  /// The last record that was delivered or passed over, while the cursor does not have it.
  private(set) var unsaved: UInt64?

  func passed(_ sequence: UInt64, dropped count: Int) {
    dropped += count
    unsaved = sequence
  }

  func noted() { (dropped, unsaved) = (0, nil) }

  func begin(after sequence: UInt64) throws { events = try LogEvents(directory: directory, start: .after(sequence)) }

  /// The next records, and how many are missing before them.
  func read(_ limit: Int) throws -> (records: [EventRecord], gap: Int) {
    guard var events else { return ([], 0) }
    let before = events.position
    let records = try events.next(limit)
    self.events = events
    guard let first = records.first, let last = records.last else { return ([], 0) }
    let span = last.sequence - before
    return first.sequence > before ? (records, max(0, Int(clamping: span) - records.count)) : (records, 0)
  }
}
