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
  private var lastSigned: UTCTime
  private var lastRetention: UTCTime?
  /// Why the last commit failed; nil when it did not.
  private(set) var problem: String?

  init(
    _ settings: AuditSettings, files: any AuditFiles, clock: @escaping @Sendable () -> UTCTime,
    onChange: @escaping @Sendable (SegmentedAuditLog.Change) -> Void
  ) throws(LogProblem) {
    self.settings = settings
    self.files = files
    self.clock = clock
    self.onChange = onChange
    writer = try ChainWriter.open(settings, files: files, clock: clock)
    let directory = writer.directory
    do {
      try files.makeDirectory(directory.inbox)
      content = settings.demands.keepsContent ? try ContentStore(directory, files: files) : nil
      mirror = try settings.checkpointMirror.map { try CheckpointMirror(path: $0, files: files) }
      try mirror?.compare(with: directory)
    } catch let problem as LogProblem {
      throw problem
    } catch {
      throw LogProblem("the audit log cannot be opened: \(error)")
    }
    lastSigned = clock()
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
      try content?.append(events.compactMap(\.content), segment: writer.segmentName)
      try writer.commit(events.map(\.json), isSigned: isSigned, isSynced: isSynced || isSigned)
      isCommitted = true
      if isSigned { signed() }
      problem = nil
    } catch {
      fail(error)
    }
    return isCommitted
  }

  private var isSigningDue: Bool { lastSigned < clock().before(settings.checkpointInterval) || clock() < lastSigned }

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

  func reportRecovery(_ outage: Outage) { onChange(.recovered(unrecorded: outage.unrecorded)) }

  // MARK: Work without events

  /// Signs what waits for it, takes in what other processes left, begins a new segment when it is time, and drops old ones.
  func tick() {
    do throws(FileProblem) {
      if writer.unsigned > 0, isSigningDue {
        try writer.commit([], isSigned: true)
        signed()
      }
      if writer.isFull(size: settings.segmentSize, age: settings.segmentAge), writer.hasRecords { try rotate() }
    } catch {
      return fail(error)
    }
    takeInbox()
    dropOld()
  }

  private func takeInbox() {
    do throws(FileProblem) {
      let inbox = Inbox(writer.directory, files: files)
      for entry in try inbox.entries() {
        try writer.commit([entry.event], isSigned: false)
        try inbox.remove(entry)
      }
    } catch {
      onChange(.warning("inbox: \(error)"))
    }
  }

  private func dropOld() {
    let now = clock()
    if let last = lastRetention, last.before(.seconds(-3600)) > now, last <= now { return }
    lastRetention = now
    do throws(FileProblem) {
      let limit = now.before(.seconds(settings.retentionDays * 86_400))
      guard let keep = try writer.firstToKeep(olderThan: limit) else { return }
      let event = LogEvent.retention(now, first: keep.name, previous: keep.previous, days: settings.retentionDays)
      try writer.commit([event], isSigned: true)
      signed()
      try writer.removeSegments(before: keep.name)
      try content?.removeSegments(before: keep.name)
      onChange(.dropped(before: keep.name.first))
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
    mirror?.finish()
  }
}

extension AuditDemands {
  /// Whether texts are stored.
  var keepsContent: Bool { content == .redacted || content == .full }
}
