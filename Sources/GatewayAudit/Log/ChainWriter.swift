internal import GatewayCore

/// Writes the chain into segment files. Used by one thread at a time; everything here may block.
///
/// ``head`` and ``length`` describe what is known to be good. After a failure everything behind that is cut off before the next write, so that a failed commit leaves no
/// trace in the chain.
final class ChainWriter {
  let directory: LogDirectory
  let key: SigningKey
  /// The last good record.
  private(set) var head: ChainHead
  /// Records behind the last checkpoint.
  private(set) var unsigned = 0
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
  private var length: Int
  private var startedAt: UTCTime
  private var needsRepair = false
  private var isSynced = true
  /// The file of a segment that could not be begun: it has to go before the old one goes on.
  private var leftover: String?

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
    head = segment.head
    length = segment.length
    unsigned = segment.unsigned
    startedAt = segment.startedAt
    segmentName = segment.name
  }

  /// A segment that is being appended to.
  private struct OpenSegment {
    var name: SegmentName
    var file: any AuditFile
    var head: ChainHead
    var length: Int
    var unsigned: Int
    var startedAt: UTCTime
  }

  // MARK: Opening

  /// Opens a log, or begins one. A half-written last line is cut off; with `repairs` any other damage of the end too. Both are recorded.
  static func open(
    _ settings: AuditSettings, files: any AuditFiles, repairs: Bool = false, clock: @escaping @Sendable () -> UTCTime
  ) throws(LogProblem) -> ChainWriter {
    let directory = LogDirectory(settings.directory)
    do {
      try files.makeDirectory(directory.path)
      let lock = try files.open(directory.lockFile, .lock)
      guard try lock.lock() else { throw LogProblem("\(directory.path) is in use: another gateway writes this log") }
      var names = SegmentName.all(try files.names(in: directory.path))
      let key = try KeyStore(files: files, directory: directory, path: settings.keyFile).key(hasRecords: !names.isEmpty)
      var removed: [SegmentScan] = []
      while let name = names.popLast() {
        let file = try files.open(directory.segment(name), .append)
        let scan = try SegmentScan(file, name)
        guard let head = scan.head else {
          // A segment of which not one record was completed is one that was being made.
          guard scan.isRestTorn || repairs else { throw damage(directory.segment(name), after: name.first - 1) }
          try files.remove(directory.segment(name))
          if !scan.isRestTorn { removed.append(scan) }
          continue
        }
        let writer = try resume(file, head, scan, name, files, directory, key, lock, repairs, clock)
        try writer.recordRemoved(removed)
        return writer
      }
      let segment = try begin(after: .origin, files, directory, key, clock)
      let writer = ChainWriter(files, directory, key, lock, clock, segment)
      try writer.recordRemoved(removed)
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
    let segment = OpenSegment(
      name: name, file: file, head: head, length: scan.length, unsigned: scan.unsigned, startedAt: scan.startedAt ?? clock())
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
    try write(lines, isSynced: isSynced)
    length += lines.count
    head = newHead
    unsigned = checkpoint == nil ? unsigned + events.count : 0
    if let checkpoint { lastCheckpoint = Array(lines[checkpoint]) }
  }

  private func write(_ lines: [UInt8], isSynced: Bool) throws(FileProblem) {
    needsRepair = true
    self.isSynced = false
    try file.append(lines.span.bytes)
    if isSynced {
      try file.sync()
      self.isSynced = true
    }
    needsRepair = false
  }

  /// Makes last what was written without that.
  func sync() throws(FileProblem) {
    guard !isSynced else { return }
    try repair()
    try file.sync()
    isSynced = true
  }

  /// Cuts off what a failed commit has left, if that is possible now; else before the next one.
  func tidy() { try? repair() }

  /// Cuts off what a failed commit has left.
  private func repair() throws(FileProblem) {
    if let leftover {
      try files.remove(leftover)
      try files.syncDirectory(directory.path)
      self.leftover = nil
    }
    guard needsRepair else { return }
    try file.truncate(to: length)
    try file.sync()
    needsRepair = false
  }

  // MARK: Segments

  /// Whether the next commit should go to a new segment.
  func isFull(size: ByteCount, age: Duration) -> Bool {
    length >= size.bytes || startedAt < clock().before(age) || clock() < startedAt.before(.seconds(3600))
  }

  /// Whether the segment holds more than its first record.
  var hasRecords: Bool { head.sequence > segmentName.first }

  /// Begins a new segment. On an error the old one goes on.
  func rotate() throws(FileProblem) {
    try repair()
    if !isSynced { try file.sync() }
    leftover = directory.segment(SegmentName(first: head.sequence + 1))
    let segment = try Self.begin(after: head, files, directory, key, clock)
    leftover = nil
    file = segment.file
    segmentName = segment.name
    head = segment.head
    length = segment.length
    startedAt = segment.startedAt
    unsigned = 0
    isSynced = true
  }

  /// Makes a segment with its first record, a checkpoint.
  private static func begin(
    after head: ChainHead, _ files: any AuditFiles, _ directory: LogDirectory, _ key: SigningKey, _ clock: @Sendable () -> UTCTime
  ) throws(FileProblem) -> OpenSegment {
    let name = SegmentName(first: head.sequence + 1)
    let path = directory.segment(name)
    // One of this name is what an attempt that failed has left: the record it begins with was never committed.
    try files.remove(path)
    let file = try files.open(path, .create)
    var (lines, newHead) = ([UInt8](), head)
    let time = clock()
    guard let event = Checkpoint.event(after: head, at: time, key: key) else {
      throw FileProblem("sign", path, code: 0, reason: "the key does not sign")
    }
    RecordLine.append(event, to: &lines, head: &newHead)
    try file.append(lines.span.bytes)
    try file.sync()
    try files.syncDirectory(directory.path)
    return OpenSegment(name: name, file: file, head: newHead, length: lines.count, unsigned: 0, startedAt: time)
  }

  // MARK: Retention

  /// The oldest segment that has to stay, when everything in the ones before it is older than `limit`; nil when nothing can go.
  ///
  /// A segment's records are older than the first record of the next one.
  func firstToKeep(olderThan limit: UTCTime) throws(FileProblem) -> (name: SegmentName, previous: [UInt8])? {
    let names = SegmentName.all(try files.names(in: directory.path))
    var keep: (SegmentName, [UInt8])?
    for name in names.dropFirst() {
      guard let first = try firstRecord(of: name), first.time < limit else { break }
      keep = (name, first.previous)
    }
    return keep
  }

  private func firstRecord(of name: SegmentName) throws(FileProblem) -> (time: UTCTime, previous: [UInt8])? {
    var reader = LineReader(try files.open(directory.segment(name), .read))
    guard let line = try reader.next(), line.isComplete else { return nil }
    let bytes = reader.buffer.span.bytes.extracting(line.range)
    guard let record = RecordLine(bytes), record.isIntact, let time = EventText.timestamp(bytes.extracting(record.event)) else {
      return nil
    }
    return (time, record.previous)
  }

  /// Removes the segments before `name`, the oldest first. They are anchored by a committed event of retention before that.
  func removeSegments(before name: SegmentName) throws(FileProblem) {
    for old in SegmentName.all(try files.names(in: directory.path)) where old < name { try files.remove(directory.segment(old)) }
    try files.syncDirectory(directory.path)
  }
}
