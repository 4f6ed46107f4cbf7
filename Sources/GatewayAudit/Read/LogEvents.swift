internal import GatewayCore

/// Reads the records of a log's directory, one after the other, with a gateway that writes it or without.
///
/// A pull reader: nothing is read before it is asked for, and what is buffered does not depend on the size of the log (a block of 1 MiB, and one line of at most 4 MiB). At the end ``next()`` gives nil;
/// asked again later it goes on with what was written meanwhile, in new segments too. A line that is being written is given when it is whole. Lines that are no records are passed over and counted.
///
/// A record is seen when it is on disk: what a gateway is writing, and may have to take back, is not.
public struct LogEvents {
  /// Where reading begins.
  public enum Start: Sendable, Hashable {
    /// At the oldest record that the filter can want.
    case oldest
    /// Behind the record with this sequence number.
    case after(UInt64)
    /// Behind everything that is there now.
    case end
  }

  /// Lines so far that had not the form of a record.
  public private(set) var damagedLines = 0
  /// The sequence number of the last record that was read, whether the filter wanted it or not; 0 before the first.
  public private(set) var position: UInt64 = 0

  private let directory: LogDirectory
  private let files: any AuditFiles
  private let filter: EventFilter
  private var segment: SegmentName?
  private var reader: LineReader?
  /// The segments behind the current one are known to be there.
  private var isBehind = false
  static let noSegments = "no segments (log-….jsonl): it is not the directory of an audit log"
  /// Clocks are set, and events wait in a queue: so much earlier a segment may begin than an event in the one before it.
  private static let slack = Duration.seconds(60)

  /// A reader of a directory.
  /// - Throws: ``LogProblem`` when the directory cannot be read, or holds no log.
  public init(directory: String, filter: EventFilter = .all, start: Start = .oldest) throws(LogProblem) {
    try self.init(LogDirectory(directory), filter, start, files: PosixFiles())
  }

  init(_ directory: LogDirectory, _ filter: EventFilter, _ start: Start, files: any AuditFiles) throws(LogProblem) {
    self.directory = directory
    self.files = files
    self.filter = filter
    do throws(FileProblem) {
      let names = SegmentName.all(try files.names(in: directory.path))
      guard !names.isEmpty else {
        throw FileProblem("list", directory.path, code: 0, reason: Self.noSegments)
      }
      switch start {
      case .oldest: segment = try Self.first(of: names, since: filter.since, directory, files)
      case .after(let sequence):
        segment = names.last { $0.first <= sequence } ?? names.first
        position = sequence
      case .end:
        (segment, position) = try Self.last(in: names, directory, files)
      }
    } catch {
      throw LogProblem("\(error)")
    }
  }

  /// The next record that the filter wants; nil when there is none at the moment.
  /// - Throws: ``LogProblem`` when a file cannot be read.
  public mutating func next() throws(LogProblem) -> EventRecord? {
    do throws(FileProblem) {
      while let record = try advance() {
        position = record.sequence
        if filter.matches(record) { return record }
      }
      return nil
    } catch {
      throw LogProblem("\(error)")
    }
  }

  /// Up to `limit` records that the filter wants; fewer only at the end.
  public mutating func next(_ limit: Int) throws(LogProblem) -> [EventRecord] {
    var records: [EventRecord] = []
    while records.count < limit, let record = try next() { records.append(record) }
    return records
  }

  // MARK: Lines

  private mutating func advance() throws(FileProblem) -> EventRecord? {
    while true {
      guard var reader = try opened() else { return nil }
      let line = try reader.next(partial: false)
      self.reader = reader
      if let line {
        if let record = record(line, reader) { return record }
      } else if try !nextSegment() {
        return nil
      }
    }
  }

  private mutating func opened() throws(FileProblem) -> LineReader? {
    if let reader { return reader }
    guard let segment else { return nil }
    do {
      let reader = LineReader(try files.open(directory.segment(segment), .read))
      self.reader = reader
      return reader
    } catch {
      // Retention has removed it since the names were read.
      guard error.isMissing else { throw error }
      guard let next = SegmentName.all(try files.names(in: directory.path)).first(where: { $0 > segment }) else { return nil }
      self.segment = next
      return try opened()
    }
  }

  /// The record of a line; nil when it is none, or one that was read before.
  private mutating func record(_ line: LineReader.Line, _ reader: LineReader) -> EventRecord? {
    let bytes = reader.buffer.span.bytes.extracting(line.range)
    let record = line.isComplete ? RecordLine(bytes) : nil
    if record?.isIntact != true, isAfterTakeBack() { return nil }
    guard let record else {
      damagedLines += 1
      return nil
    }
    guard record.sequence > position else { return nil }
    resyncedAt = nil
    return EventRecord(record, bytes, place: EventRecord.Place(segment: segment?.first ?? 0, offset: line.offset))
  }

  private var resyncedAt: UInt64?

  /// A bad line may be half a line of a process that died, which the buffer has, with what its successor wrote behind it: the segment is read again, once.
  private mutating func isAfterTakeBack() -> Bool {
    guard resyncedAt != position else { return false }
    resyncedAt = position
    reader = nil
    return true
  }

  /// Goes on to the next segment, if there is one and this one is read to its end.
  private mutating func nextSegment() throws(FileProblem) -> Bool {
    guard let segment, let next = try following(segment) else { return false }
    // What was written between the end that was seen and the next segment's beginning is read first.
    guard isBehind else {
      isBehind = true
      return true
    }
    isBehind = false
    if let until = filter.until, let start = next.start, until < start.before(Self.slack) { return false }
    self.segment = next.name
    reader = nil
    return true
  }

  /// The segment behind one, and when it was begun; nil when there is none with a record on disk: until then it may be taken back, and the one before it go on.
  private func following(_ segment: SegmentName) throws(FileProblem) -> (name: SegmentName, start: UTCTime?)? {
    var names: [SegmentName] = []
    for name in SegmentName.all(try files.names(in: directory.path)) where name > segment { names.append(name) }
    for name in names {
      // One that is gone was removed by retention since the names were read.
      guard let line = try Self.firstLine(of: name, directory, files) else { continue }
      return (name, line.start)
    }
    return nil
  }

  // MARK: Segments

  /// The segment that the oldest record since a time may stand in.
  private static func first(
    of names: [SegmentName], since: UTCTime?, _ directory: LogDirectory, _ files: any AuditFiles
  ) throws(FileProblem) -> SegmentName? {
    guard let since else { return names.first }
    for name in names.reversed() {
      if let start = try start(of: name, directory, files), start <= since { return name }
    }
    return names.first
  }

  /// When a segment was begun; nil when its first record does not say, or is not on disk, or when it is gone.
  static func start(of name: SegmentName, _ directory: LogDirectory, _ files: any AuditFiles) throws(FileProblem) -> UTCTime? {
    try firstLine(of: name, directory, files)?.start
  }

  /// The first line of a segment, as far as its beginning goes.
  private struct FirstLine {
    let start: UTCTime?
  }

  /// What the first line of a segment says of its beginning; nil when there is none on disk, or the segment is gone.
  private static func firstLine(
    of name: SegmentName, _ directory: LogDirectory, _ files: any AuditFiles
  ) throws(FileProblem) -> FirstLine? {
    do throws(FileProblem) {
      var reader = LineReader(try files.open(directory.segment(name), .read), block: 4096)
      guard let line = try reader.next(partial: false) else { return nil }
      let bytes = reader.buffer.span.bytes.extracting(line.range)
      return FirstLine(start: RecordLine(bytes).flatMap { EventText.timestamp(bytes.extracting($0.event)) })
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
  }

  /// The last whole record, and the segment that it stands in.
  private static func last(
    in names: [SegmentName], _ directory: LogDirectory, _ files: any AuditFiles
  ) throws(FileProblem) -> (segment: SegmentName?, sequence: UInt64) {
    for name in names.reversed() {
      var last: UInt64?
      do throws(FileProblem) {
        var reader = LineReader(try files.open(directory.segment(name), .read))
        while let line = try reader.next(partial: false) {
          if let record = RecordLine(reader.buffer.span.bytes.extracting(line.range)) { last = record.sequence }
        }
      } catch {
        guard error.isMissing else { throw error }
      }
      if let last { return (name, last) }
    }
    return (names.first, 0)
  }
}
