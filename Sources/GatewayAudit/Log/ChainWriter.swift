internal import GatewayCore

/// Writes the chain into segment files. Used by one thread at a time; everything here may block.
///
/// What is written is claimed until it is on disk, so that no reader sees a record that may be taken back. After a failure everything behind the last good record is cut off before
/// the next write: a failed commit leaves no trace in the chain. When a sync fails, records that were written without one since the last go too: nobody can know whether they are on disk.
final class ChainWriter {
  let directory: LogDirectory
  let key: SigningKey
  /// The last good record.
  var head: ChainHead { end.head }
  /// Records behind the last checkpoint.
  var unsigned: Int { end.unsigned }
  /// Events of commits that succeeded, but were written without a sync and are lost with one that failed later.
  private(set) var lost = 0
  /// The line of the last checkpoint that was committed; for mirrors.
  private(set) var lastCheckpoint: [UInt8] = []

  /// Bytes that were cut off when the log was opened.
  private(set) var cutBytes = 0
  /// The name of the segment that is being written.
  private(set) var segmentName: SegmentName

  private let files: any AuditFiles
  private let clock: @Sendable () -> UTCTime
  private let lock: any AuditFile
  private var file: any AuditFile
  /// Where the chain ends.
  private var end: End
  /// Where what is on disk ends.
  private var settled: End
  private var startedAt: UTCTime
  private var needsRepair = false
  /// The file of a segment that could not be begun: it has to go before the old one goes on. It is claimed until then.
  private var leftover: (path: String, file: (any AuditFile)?)?

  private init(
    _ files: any AuditFiles, _ directory: LogDirectory, _ key: SigningKey, _ lock: any AuditFile,
    _ clock: @escaping @Sendable () -> UTCTime,
    _ segment: OpenSegment
  ) {
    self.files = files
    self.directory = directory
    self.key = key
    self.lock = lock
    self.clock = clock
    file = segment.file
    end = segment.end
    settled = segment.end
    startedAt = segment.startedAt
    segmentName = segment.name
  }

  /// An end of the chain.
  private struct End {
    var head: ChainHead
    /// Bytes of the segment.
    var length: Int
    /// Records behind the last checkpoint.
    var unsigned: Int
    /// Events that were committed, from the opening of the log on.
    var events = 0
  }

  /// A segment that is being appended to.
  private struct OpenSegment {
    var name: SegmentName
    var file: any AuditFile
    var end: End
    var startedAt: UTCTime
    /// The first record's line, where it was written just now.
    var line: [UInt8] = []
  }

  // MARK: Opening

  /// Opens a log, or begins one. A half-written last line is cut off; with `repairs` any other damage of the end too. Both are recorded.
  ///
  /// A log that was there and is gone is not begun anew, and one that lacks the record `indexed`, which the query index knows, is not continued.
  static func open(
    _ settings: AuditSettings, files: any AuditFiles, repairs: Bool = false, indexed: ChainHead? = nil,
    clock: @escaping @Sendable () -> UTCTime
  ) throws(LogProblem) -> ChainWriter {
    let directory = LogDirectory(settings.directory)
    do {
      try files.makeDirectory(directory.path)
      let lock = try files.open(directory.lockFile, .lock)
      guard try lock.lock() else { throw LogProblem("\(directory.path) is in use: another gateway writes this log") }
      var names = SegmentName.all(try files.names(in: directory.path))
      let traces = LogTraces(directory, files: files)
      if names.isEmpty, let problem = try traces.problem(mirror: settings.checkpointMirror) { throw problem }
      let keys = KeyStore(files: files, directory: directory, path: settings.keyFile)
      let key = try keys.key(hasRecords: !names.isEmpty)
      var removed: [SegmentScan] = []
      while let name = names.popLast() {
        let file = try files.open(directory.segment(name), .append)
        let scan = try SegmentScan(file, name, lookingFor: indexed?.sequence)
        guard let head = scan.head else {
          // A segment of which not one record was completed is one that was being made.
          guard scan.isRestTorn || repairs else { throw damage(directory.segment(name), after: name.first - 1) }
          if names.isEmpty, !repairs, let problem = try traces.problem(mirror: settings.checkpointMirror) { throw problem }
          try files.remove(directory.segment(name))
          if !scan.isRestTorn { removed.append(scan) }
          continue
        }
        if let indexed, !repairs, let problem = traces.lacking(indexed, scan, head) { throw problem }
        let writer = try resume(file, head, scan, name, files, directory, key, lock, repairs, clock)
        try writer.recordRemoved(removed)
        try keys.export(key)
        return writer
      }
      let first = SegmentName(first: 1)
      let segment = try begin(first, try make(first, files, directory), after: .origin, files, directory, key, clock)
      let writer = ChainWriter(files, directory, key, lock, clock, segment)
      writer.lastCheckpoint = segment.line
      writer.settle()
      try writer.recordRemoved(removed)
      // Behind the first record: a public key says that a log was begun.
      try keys.export(key)
      return writer
    } catch let problem as LogProblem {
      throw problem
    } catch {
      throw LogProblem("the audit log cannot be opened: \(error)")
    }
  }

  private static func resume(
    _ file: any AuditFile, _ head: ChainHead, _ scan: SegmentScan, _ name: SegmentName, _ files: any AuditFiles, _ directory: LogDirectory,
    _ key: SigningKey, _ lock: any AuditFile, _ repairs: Bool, _ clock: @escaping @Sendable () -> UTCTime
  ) throws -> ChainWriter {
    guard scan.restLength == 0 || scan.isRestTorn || repairs else { throw damage(directory.segment(name), after: head.sequence) }
    try file.claim(from: scan.length)
    // What a process that died has written need not be on disk yet.
    try file.sync()
    let end = End(head: head, length: scan.length, unsigned: scan.unsigned)
    let segment = OpenSegment(name: name, file: file, end: end, startedAt: scan.startedAt ?? clock())
    let writer = ChainWriter(files, directory, key, lock, clock, segment)
    if scan.restLength > 0 {
      try file.truncate(to: scan.length)
      writer.cutBytes = scan.restLength
      try writer.commit([LogEvent.recovered(clock(), cutBytes: scan.restLength, sha256: scan.restHash)], isSigned: true)
    }
    return writer
  }

  /// Records segments that a repair has removed because not one record in them was good.
  private func recordRemoved(_ scans: [SegmentScan]) throws(FileProblem) {
    guard !scans.isEmpty else { return }
    cutBytes += scans.reduce(0) { $0 + $1.restLength }
    try commit(scans.map { LogEvent.recovered(clock(), cutBytes: $0.restLength, sha256: $0.restHash) }, isSigned: true)
  }

  private static func damage(_ path: String, after sequence: UInt64) -> LogProblem {
    LogProblem(
      """
      \(path) is damaged behind record \(sequence), and not only by a half-written line. `penstock audit verify` says what is wrong. Keep a copy, then \
      `penstock audit repair` cuts the damaged end off and records that, or give the gateway another directory.
      """)
  }

  // MARK: Writing

  /// Writes events, in their order, and makes them last. With `isSigned` a checkpoint follows them.
  ///
  /// On an error nothing of them is part of the chain.
  func commit(_ events: [[UInt8]], isSigned: Bool, isSynced: Bool = true) throws(FileProblem) {
    try repair()
    var lines: [UInt8] = []
    lines.reserveCapacity(events.reduce(512) { $0 + $1.count + 256 })
    var newHead = head
    for event in events { RecordLine.append(event, to: &lines, head: &newHead) }
    var checkpoint: Range<Int>?
    if isSigned, let event = Checkpoint.event(after: newHead, at: clock(), key: key) {
      let start = lines.count
      RecordLine.append(event, to: &lines, head: &newHead)
      checkpoint = start..<lines.count
    }
    needsRepair = true
    try file.append(lines.span.bytes)
    if isSynced { try syncFile() }
    try checkPlace()
    end = End(
      head: newHead, length: end.length + lines.count, unsigned: checkpoint == nil ? unsigned + events.count : 0,
      events: end.events + events.count)
    if isSynced { settle() }
    needsRepair = false
    if let checkpoint { lastCheckpoint = Array(lines[checkpoint]) }
  }

  /// Fails when the segment that is written, or the lock, is no longer what its path names: records would go where nobody finds them, or beside those of another gateway. Behind the write, so that
  /// nothing is acknowledged that was gone by then; two system calls.
  func checkPlace() throws(FileProblem) {
    try file.needPlace(directory.segment(segmentName))
    try lock.needPlace(directory.lockFile)
  }

  /// Makes last what was written without that.
  func sync() throws(FileProblem) {
    guard settled.length < end.length else { return }
    try repair()
    try syncFile()
    settle()
  }

  private func syncFile() throws(FileProblem) {
    do throws(FileProblem) {
      try file.sync()
    } catch {
      // The system may have dropped what it could not write: the chain goes on from what is known to be there.
      lost += end.events - settled.events
      end = settled
      needsRepair = true
      throw error
    }
  }

  /// Everything up to the end is on disk. A claim that does not move is no harm: readers see the records with the next commit.
  private func settle() {
    settled = end
    try? file.claim(from: end.length)
  }

  /// Cuts off what a failed commit has left, if that is possible now; else before the next one.
  func tidy() { try? repair() }

  /// Cuts off what a failed commit has left.
  private func repair() throws(FileProblem) {
    if let leftover {
      try files.remove(leftover.path)
      try files.syncDirectory(directory.path)
      self.leftover = nil
    }
    guard needsRepair else { return }
    try file.truncate(to: end.length)
    try syncFile()
    needsRepair = false
    settle()
  }

  // MARK: Segments

  /// Whether the next commit should go to a new segment.
  func isFull(size: ByteCount, age: Duration) -> Bool {
    end.length >= size.bytes || startedAt < clock().before(age) || clock() < startedAt.before(.seconds(3600))
  }

  /// Whether the segment holds more than its first record.
  var hasRecords: Bool { head.sequence > segmentName.first }

  /// Begins a new segment. On an error the old one goes on.
  func rotate() throws(FileProblem) {
    try repair()
    try sync()
    try checkPlace()
    let name = SegmentName(first: head.sequence + 1)
    leftover = (directory.segment(name), nil)
    let new = try Self.make(name, files, directory)
    leftover?.file = new
    let segment = try Self.begin(name, new, after: head, files, directory, key, clock)
    leftover = nil
    file = segment.file
    segmentName = segment.name
    startedAt = segment.startedAt
    end = segment.end
    end.events = settled.events
    settle()
    lastCheckpoint = segment.line
  }

  /// Makes the file of a segment, all of which is claimed.
  private static func make(_ name: SegmentName, _ files: any AuditFiles, _ directory: LogDirectory) throws(FileProblem) -> any AuditFile {
    let path = directory.segment(name)
    // One of this name is what an attempt that failed has left: the record it begins with was never committed.
    try files.remove(path)
    let file = try files.open(path, .create)
    try file.claim(from: 0)
    return file
  }

  /// Writes the first record of a segment, a checkpoint.
  private static func begin(
    _ name: SegmentName, _ file: any AuditFile, after head: ChainHead, _ files: any AuditFiles, _ directory: LogDirectory,
    _ key: SigningKey, _ clock: @Sendable () -> UTCTime
  ) throws(FileProblem) -> OpenSegment {
    var (lines, newHead) = ([UInt8](), head)
    let time = clock()
    guard let event = Checkpoint.event(after: head, at: time, key: key) else {
      throw FileProblem("sign", directory.segment(name), code: 0, reason: "the key does not sign")
    }
    RecordLine.append(event, to: &lines, head: &newHead)
    try file.append(lines.span.bytes)
    try file.sync()
    try files.syncDirectory(directory.path)
    let end = End(head: newHead, length: lines.count, unsigned: 0)
    return OpenSegment(name: name, file: file, end: end, startedAt: time, line: lines)
  }
}
