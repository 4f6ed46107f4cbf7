internal import GatewayCore

/// What commands do to a log, with a gateway that holds it or without. Everything here blocks.
public struct LogMaintenance: Sendable {
  /// What a repair did.
  public struct Repair: Sendable, Hashable {
    /// Bytes that were cut off; 0 when nothing had to be.
    public let cutBytes: Int
    /// The last record now.
    public let head: ChainHead
  }

  /// Where an event is that should be recorded.
  public enum Recording: Sendable, Hashable {
    /// In the log, and signed.
    case written
    /// In the inbox, for this reason: the gateway that has the log takes it within a second; without one, the next start does.
    case waiting(String)
  }

  private let settings: AuditSettings
  private let files: any AuditFiles
  private let clock: @Sendable () -> UTCTime

  /// The log of a directory. `keyFile` is the signing key's file if it is not in the directory.
  public init(directory: String, keyFile: String? = nil) {
    var settings = AuditSettings(directory: directory)
    settings.keyFile = keyFile
    self.init(settings, files: PosixFiles(), clock: { .now })
  }

  init(_ settings: AuditSettings, files: any AuditFiles, clock: @escaping @Sendable () -> UTCTime) {
    self.settings = settings
    self.files = files
    self.clock = clock
  }

  /// Cuts off a damaged end, whatever it is, and records that. Records before the damage, and earlier segments, are not looked at.
  /// - Throws: ``LogProblem`` when there is no log, it is in use, or it cannot be written.
  public func repair() throws(LogProblem) -> Repair {
    try needSegments()
    let writer = try ChainWriter.open(settings, files: files, repairs: true, clock: clock)
    return Repair(cutBytes: writer.cutBytes, head: writer.head)
  }

  /// Erases the stored texts of events for good, and records that: in events of up to 1,000 ids each, which are on disk before the first key is overwritten.
  /// - Returns: the ids of those that had a text until now, and where the event is.
  /// - Throws: ``LogProblem``. Called again with the same ids it goes on where it stopped.
  public func erase(ids: [String], by: String) throws(LogProblem) -> (erased: [String], Recording) {
    let archive = ContentArchive(LogDirectory(settings.directory), files: files)
    do {
      let kept = try archive.kept(ids: Set(ids))
      guard !kept.isEmpty else { return ([], .written) }
      for start in stride(from: 0, to: kept.count, by: 1000) {
        try leave(LogEvent.erasure(clock(), ids: Array(kept[start..<min(start + 1000, kept.count)]), by: by))
      }
      let erased = try archive.erase(ids: Set(kept))
      return (erased, collect())
    } catch let problem as LogProblem {
      throw problem
    } catch {
      throw LogProblem("\(error)")
    }
  }

  /// Leaves an event in the inbox that says how many records a live export has passed over.
  public func recordDropped(_ count: Int, sink: String) throws(LogProblem) {
    do throws(FileProblem) { try leave(LogEvent.exportDropped(clock(), sink: sink, count: count)) } catch { throw LogProblem("\(error)") }
  }

  private func leave(_ event: [UInt8]) throws(FileProblem) {
    let name = "\(clock().seconds)-\(UInt64.random(in: 0 ... .max))"
    try Inbox(LogDirectory(settings.directory), files: files).add(event, name: name)
  }

  /// Takes what is in the inbox into the log, if no gateway has it.
  private func collect() -> Recording {
    do {
      let writer = try ChainWriter.open(settings, files: files, clock: clock)
      let inbox = Inbox(writer.directory, files: files)
      let entries = try inbox.entries()
      if !entries.isEmpty { try writer.commit(entries.map(\.event), isSigned: true) }
      for entry in entries { try inbox.remove(entry) }
      return .written
    } catch {
      return .waiting("\(error)")
    }
  }

  private func needSegments() throws(LogProblem) {
    do throws(FileProblem) {
      guard SegmentName.all(try files.names(in: settings.directory)).isEmpty else { return }
    } catch {
      throw LogProblem("\(error)")
    }
    throw LogProblem("\(settings.directory): \(LogEvents.noSegments)")
  }
}
