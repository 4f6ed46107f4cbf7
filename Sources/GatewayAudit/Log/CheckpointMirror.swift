internal import Dispatch
internal import Synchronization

/// Copies checkpoints to a file elsewhere, so that a log whose end was cut off is noticed. On a queue of its own: a slow or dead place does not hold the log up.
///
/// Buffered: at most ``limit`` checkpoints; the newest ones stay.
final class CheckpointMirror: @unchecked Sendable {
  // SAFETY: `file`, `needsFeed` and `isFailing` are used on `queue` only, after the initialiser; the rest is immutable or locked.

  private static let limit = 1000
  private let path: String
  private let file: any AuditFile
  private let queue = DispatchQueue(label: "penstock.audit.mirror")
  private let files: any AuditFiles
  private let waiting = Mutex<(lines: [[UInt8]], dropped: Int)>(([], 0))
  /// Whether half a line may stand at the end. It is not cut off: the file may be one that can only be appended to.
  private var needsFeed: Bool
  private var isFailing = false

  init(path: String, files: any AuditFiles) throws {
    self.path = path
    self.files = files
    file = try files.open(path, .lock)
    let length = try file.length()
    needsFeed = try length > 0 && file.read(at: length - 1, count: 1) != [0x0a]
  }

  /// Checks that the last mirrored checkpoint is part of the log.
  func compare(with directory: LogDirectory) throws {
    var last: MirrorReader.Entry?
    var reader = try MirrorReader(try files.open(path, .read))
    while let entry = try reader.next() {
      if entry.sequence >= last?.sequence ?? 0 { last = entry }
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

  /// Adds a checkpoint's line, with its line feed. `onChange` is told when copying begins to fail, and when it works again.
  func add(_ line: [UInt8], _ onChange: @escaping @Sendable (SegmentedAuditLog.Change) -> Void) {
    waiting.withLock { waiting in
      waiting.lines.append(line)
      if waiting.lines.count > Self.limit {
        waiting.lines.removeFirst()
        waiting.dropped += 1
      }
    }
    queue.async { [self] in
      do throws(FileProblem) {
        try writeWaiting()
        if isFailing {
          let dropped = waiting.withLock { waiting in
            defer { waiting.dropped = 0 }
            return waiting.dropped
          }
          onChange(.warning("checkpoint mirror: \(path) can be written again, \(dropped) checkpoints are not in it"))
        }
        isFailing = false
      } catch {
        if !isFailing { onChange(.warning("checkpoint mirror: \(error)")) }
        isFailing = true
      }
    }
  }

  private func writeWaiting() throws(FileProblem) {
    let lines = waiting.withLock { waiting in
      defer { waiting.lines = [] }
      return waiting.lines
    }
    guard !lines.isEmpty else { return }
    do throws(FileProblem) {
      if needsFeed { try file.append([0x0a].span.bytes) }
      needsFeed = true
      try file.append(Array(lines.joined()).span.bytes)
      try file.sync()
      needsFeed = false
    } catch {
      waiting.withLock { $0.lines = Array((lines + $0.lines).suffix(Self.limit)) }
      throw error
    }
  }

  /// Returns when everything that was added was tried, or when the time for that is over: a place that does not answer, as a network file system whose server is gone, does not keep the
  /// gateway from its end.
  /// - Returns: whether all was tried.
  @discardableResult
  func finish(within limit: DispatchTimeInterval = .seconds(5)) -> Bool {
    let end = DispatchSemaphore(value: 0)
    queue.async { end.signal() }
    return end.wait(timeout: .now() + limit) == .success
  }
}
