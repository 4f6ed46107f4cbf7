internal import GatewayCore

/// The work of the log's thread: commits, checkpoints, new segments, retention, the inbox.
final class LogKeeper {
  private let settings: AuditSettings
  private let files: any AuditFiles
  private let clock: @Sendable () -> UTCTime
  private let onChange: @Sendable (SegmentedAuditLog.Change) -> Void
  private let writer: ChainWriter
  private let content: ContentStore?
  private let mirror: CheckpointMirror?
  private let retention: SegmentRetention
  private var lastSigned: UTCTime
  private var lastRetention: UTCTime?
  /// Why the last commit failed; nil when it did not.
  private(set) var problem: String?
  /// Entries of the inbox that are recorded, but could not be removed.
  private var taken: Set<String> = []
  private var toldLost = 0

  init(
    _ settings: AuditSettings, files: any AuditFiles, indexed: ChainHead? = nil, clock: @escaping @Sendable () -> UTCTime,
    onChange: @escaping @Sendable (SegmentedAuditLog.Change) -> Void
  ) throws(LogProblem) {
    self.settings = settings
    self.files = files
    self.clock = clock
    self.onChange = onChange
    writer = try ChainWriter.open(settings, files: files, indexed: indexed, clock: clock)
    let directory = writer.directory
    retention = SegmentRetention(directory, files: files)
    do {
      try files.makeDirectory(directory.inbox)
      content = settings.demands.keepsContent ? try ContentStore(directory, files: files) : nil
      try content?.eraseOrphans(writer.segmentName)
      mirror = try settings.checkpointMirror.map { try CheckpointMirror(path: $0, files: files) }
      try mirror?.compare(with: directory)
    } catch let problem as LogProblem {
      throw problem
    } catch {
      throw LogProblem("the audit log cannot be opened: \(error)")
    }
    lastSigned = clock()
    if let warning = KeyStore(files: files, directory: directory, path: settings.keyFile).warning() { onChange(.warning(warning)) }
    if writer.cutBytes > 0 { onChange(.cut(writer.cutBytes)) }
    if !writer.lastCheckpoint.isEmpty { mirror?.add(writer.lastCheckpoint, onChange) }
  }

  var now: UTCTime { clock() }
  var publicKey: PublicKey { writer.key.publicKey }

  /// Commits events as one group.
  /// - Returns: whether they are part of the chain.
  func commit(_ events: [AuditEvent], isSynced: Bool) -> Bool {
    var isCommitted = false
    do throws(FileProblem) {
      if writer.isFull(size: settings.segmentSize, age: settings.segmentAge) { try rotate() }
      let isSigned = isSigningDue
      do throws(FileProblem) {
        try content?.append(events.compactMap(\.content), segment: writer.segmentName)
        try writer.commit(events.map(\.json), isSigned: isSigned, isSynced: isSynced || isSigned)
      } catch {
        content?.takeBack()
        throw error
      }
      isCommitted = true
      if isSigned { signed() }
      problem = nil
    } catch {
      fail(error)
    }
    return isCommitted
  }

  private var isSigningDue: Bool { timeToWait <= .zero }

  /// How long until a checkpoint is due. A clock that was set back makes it due.
  private var timeToWait: Duration {
    let passed = clock().since(lastSigned)
    return passed < .zero ? .zero : patience - passed
  }

  /// How long after a checkpoint the next one is due: a little less than a record may wait, for it has to be on disk by then.
  private var patience: Duration { settings.checkpointInterval - min(settings.checkpointInterval / 10, .milliseconds(100)) }

  /// When what waits for a signature is due; nil when nothing does, or nothing can be written.
  var timeToSign: Duration? {
    guard problem == nil, writer.unsigned > 0 else { return nil }
    return max(.zero, timeToWait)
  }

  private func signed() {
    lastSigned = clock()
    mirror?.add(writer.lastCheckpoint, onChange)
  }

  private func rotate() throws(FileProblem) {
    try writer.rotate()
    signed()
  }

  private func fail(_ error: FileProblem) {
    if problem == nil { onChange(.failed(error.description)) }
    problem = error.description
    writer.tidy()
  }

  /// How many events are lost, since this was asked last, that were part of the chain and not on disk yet: only where commits are not synced.
  func takeLost() -> Int {
    defer { toldLost = writer.lost }
    return writer.lost - toldLost
  }

  /// Tries to write again after a failure: an event tells what was lost.
  func recover(_ outage: Outage) -> Bool {
    do throws(FileProblem) {
      try writer.commit([LogEvent.outage(outage, until: clock())], isSigned: true)
      signed()
      problem = nil
      return true
    } catch {
      return false
    }
  }

  /// Tells of events that found the queue full.
  /// - Returns: whether that is recorded.
  func tellOverflow(_ count: Int) -> Bool {
    let outage = Outage(since: clock(), reason: "the queue was full", unrecorded: count)
    do throws(FileProblem) {
      try writer.commit([LogEvent.outage(outage, until: clock())], isSigned: false)
      onChange(.warning("the queue was full: \(count) events are not recorded"))
      return true
    } catch {
      fail(error)
      return false
    }
  }

  func reportRecovery(_ outage: Outage) { onChange(.recovered(unrecorded: outage.unrecorded)) }

  // MARK: Work without events

  /// Signs what waits for it, takes in what other processes left, begins a new segment when it is time, and drops old ones. ``problem`` says whether the log could be written.
  func tick() {
    do throws(FileProblem) {
      // What another gateway has in a directory of the same name is not touched.
      try writer.checkPlace()
      if writer.unsigned > 0, isSigningDue {
        try writer.commit([], isSigned: true)
        signed()
      }
      if writer.isFull(size: settings.segmentSize, age: settings.segmentAge), writer.hasRecords { try rotate() }
      try takeInbox()
      try dropOld()
    } catch {
      fail(error)
    }
  }

  /// Records what the inbox has, as one group.
  private func takeInbox() throws(FileProblem) {
    let inbox = Inbox(writer.directory, files: files)
    var entries: [Inbox.Entry] = []
    do throws(FileProblem) { entries = try inbox.entries() } catch { onChange(.warning("inbox: \(error)")) }
    let new = entries.filter { !taken.contains($0.name) }
    if !new.isEmpty { try writer.commit(new.map(\.event), isSigned: false) }
    taken = Set(entries.map(\.name))
    do throws(FileProblem) {
      for entry in entries {
        try inbox.remove(entry)
        taken.remove(entry.name)
      }
    } catch {
      if !new.isEmpty { onChange(.warning("inbox: \(error)")) }
    }
  }

  private func dropOld() throws(FileProblem) {
    let now = clock()
    if let last = lastRetention, last.before(.seconds(-3600)) > now, last <= now { return }
    lastRetention = now
    let limit = now.before(.seconds(settings.retentionDays * 86_400))
    var found: (name: SegmentName, previous: [UInt8])?
    do throws(FileProblem) { found = try retention.firstToKeep(olderThan: limit) } catch { onChange(.warning("retention: \(error)")) }
    guard let found else { return }
    try writer.commit([LogEvent.retention(now, first: found.name, previous: found.previous, days: settings.retentionDays)], isSigned: true)
    signed()
    do throws(FileProblem) {
      try retention.remove(before: found.name)
      try content?.removeSegments(before: found.name)
      onChange(.dropped(before: found.name.first))
    } catch {
      onChange(.warning("retention: \(error)"))
    }
  }

  /// The last work: a checkpoint over everything.
  func finish() {
    do throws(FileProblem) {
      if writer.unsigned > 0 {
        try writer.commit([], isSigned: true)
        signed()
      }
      try writer.sync()
    } catch {
      fail(error)
    }
    if let mirror, !mirror.finish() {
      onChange(.warning("checkpoint mirror: \(settings.checkpointMirror ?? "") does not answer, the last checkpoints may not be in it"))
    }
  }
}

extension AuditDemands {
  /// Whether texts are stored.
  var keepsContent: Bool { content == .redacted || content == .full }
}
