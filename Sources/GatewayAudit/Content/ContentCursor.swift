/// Finds the texts of many events in the order of the log: each text is passed once, not once for every event. Used by one thread at a time; blocks.
public struct ContentCursor {
  private let archive: ContentArchive
  private let directory: LogDirectory
  private let files: any AuditFiles
  private var open: (segment: UInt64, data: any AuditFile, keys: any AuditFile, offset: Int)?

  /// A cursor over the texts of a log's directory.
  public init(directory: String) { self.init(LogDirectory(directory), files: PosixFiles()) }

  init(_ directory: LogDirectory, files: any AuditFiles) {
    self.directory = directory
    self.files = files
    archive = ContentArchive(directory, files: files)
  }

  /// The texts of an event that was read from `place`. Those of another place than expected are found too, slowly.
  /// - Throws: ``FileProblem``, or what the decryption says of a box that was altered.
  public mutating func find(id: String, near place: EventRecord.Place) throws -> ContentArchive.Finding {
    if open?.segment != place.segment {
      guard place.segment > 0 else { return try archive.find(id: id) }
      let segment = SegmentName(first: place.segment)
      do throws(FileProblem) {
        let (data, keys) = (
          try files.open(ContentPaths(directory).data(segment), .read), try files.open(ContentPaths(directory).keys(segment), .read)
        )
        open = (place.segment, data, keys, 0)
      } catch {
        guard error.isMissing else { throw error }
        return try archive.find(id: id)
      }
    }
    guard let (_, data, keys, start) = open else { return .missing }
    let end = try data.length()
    var offset = start
    while let header = try ContentFormat.header(data, at: offset, end: end) {
      offset = header.box.upperBound
      guard header.id == id else { continue }
      open?.offset = offset
      return try ContentArchive.finding(header, data, keys)
    }
    return try archive.find(id: id)
  }
}
