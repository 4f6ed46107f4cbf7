internal import Dispatch
internal import Synchronization

/// Copies checkpoints to a file elsewhere, so that a log whose end was cut off is noticed. On a queue of its own: a slow or dead place does not hold the log up.
///
/// Buffered: at most ``limit`` checkpoints; the newest ones stay.
final class CheckpointMirror: @unchecked Sendable {
  // SAFETY: `file` is used on `queue` only, after the initialiser; the rest is immutable or locked.

  private static let limit = 1000
  private let path: String
  private let file: any AuditFile
  private let queue = DispatchQueue(label: "penstock.audit.mirror")
  private let waiting = Mutex<[[UInt8]]>([])

  init(path: String, files: any AuditFiles) throws {
    self.path = path
    file = try files.open(path, .lock)
    self.files = files
  }

  private let files: any AuditFiles

  /// Checks that the last mirrored checkpoint is part of the log.
  func compare(with directory: LogDirectory) throws {
    var last: (sequence: UInt64, hash: [UInt8])?
    var reader = LineReader(file)
    while let line = try reader.next(partial: false) {
      if let record = RecordLine(reader.buffer.span.bytes.extracting(line.range)), record.isIntact { last = (record.sequence, record.hash) }
    }
    guard let last else { return }
    guard let found = try LogSearch(directory, files: files).hash(of: last.sequence) else {
      throw LogProblem(
        "\(directory.path) has no record \(last.sequence), of which \(path) has the checkpoint: the end of the log was cut off")
    }
    guard found == last.hash else {
      throw LogProblem(
        "record \(last.sequence) of \(directory.path) is not the one that \(path) has the checkpoint of: the log was replaced")
    }
  }

  /// Adds a checkpoint's line, with its line feed.
  func add(_ line: [UInt8], _ onChange: @escaping @Sendable (SegmentedAuditLog.Change) -> Void) {
    waiting.withLock { waiting in
      waiting.append(line)
      if waiting.count > Self.limit { waiting.removeFirst() }
    }
    queue.async { [self] in
      do {
        try writeWaiting()
      } catch {
        onChange(.warning("checkpoint mirror: \(error)"))
      }
    }
  }

  private func writeWaiting() throws(FileProblem) {
    let lines = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    guard !lines.isEmpty else { return }
    do throws(FileProblem) {
      try file.append(Array(lines.joined()).span.bytes)
      try file.sync()
    } catch {
      waiting.withLock { $0 = Array((lines + $0).suffix(Self.limit)) }
      throw error
    }
  }

  /// Returns when everything that was added was tried.
  func finish() { queue.sync {} }
}
