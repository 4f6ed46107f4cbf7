/// Finds records of a log by their sequence number.
struct LogSearch {
  private let directory: LogDirectory
  private let files: any AuditFiles

  init(_ directory: LogDirectory, files: any AuditFiles) {
    self.directory = directory
    self.files = files
  }

  /// The hash of a record; nil when there is none with this number, or when it is older than the log.
  func hash(of sequence: UInt64) throws(FileProblem) -> [UInt8]? {
    let names = SegmentName.all(try files.names(in: directory.path))
    guard let name = names.last(where: { $0.first <= sequence }) else { return nil }
    var reader = LineReader(try files.open(directory.segment(name), .read))
    while let line = try reader.next(partial: false) {
      guard let record = RecordLine(reader.buffer.span.bytes.extracting(line.range)) else { return nil }
      if record.sequence == sequence { return record.isIntact ? record.hash : nil }
    }
    return nil
  }
}
