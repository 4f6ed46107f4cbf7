internal import GatewayCore

/// Which segments of a log are old, and their end.
struct SegmentRetention {
  private let directory: LogDirectory
  private let files: any AuditFiles

  init(_ directory: LogDirectory, files: any AuditFiles) {
    self.directory = directory
    self.files = files
  }

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
    var reader = LineReader(try files.open(directory.segment(name), .read), block: 4096)
    guard let line = try reader.next(partial: false) else { return nil }
    let bytes = reader.buffer.span.bytes.extracting(line.range)
    guard let record = RecordLine(bytes), record.isIntact, let time = EventText.timestamp(bytes.extracting(record.event)) else {
      return nil
    }
    return (time, record.previous)
  }

  /// Removes the segments before `name`, the oldest first. They are anchored by a committed event of retention before that.
  func remove(before name: SegmentName) throws(FileProblem) {
    for old in SegmentName.all(try files.names(in: directory.path)) where old < name { try files.remove(directory.segment(old)) }
    try files.syncDirectory(directory.path)
  }
}
