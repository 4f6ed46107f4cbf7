public import GatewayCore

/// Reads and erases stored texts. Works beside a running gateway.
public struct ContentArchive: Sendable {
  /// What became of a text.
  public enum Finding: Sendable {
    /// It is there.
    case kept(AuditContent)
    /// Its key was erased: nobody can read it again.
    case erased
    /// There is none under this id.
    case missing
  }

  private let directory: LogDirectory
  private let files: any AuditFiles

  /// The texts of a log's directory.
  public init(directory: String) { self.init(LogDirectory(directory), files: PosixFiles()) }

  init(_ directory: LogDirectory, files: any AuditFiles) {
    self.directory = directory
    self.files = files
  }

  /// The texts of an event.
  /// - Throws: ``FileProblem``, or what the decryption says of a box that was altered.
  public func find(id: String) throws -> Finding {
    for segment in try segments().reversed() {
      let data = try files.open(ContentPaths(directory).data(segment), .read)
      guard let header = try header(of: id, in: data) else { continue }
      return try Self.finding(header, data, try files.open(ContentPaths(directory).keys(segment), .read))
    }
    return .missing
  }

  static func finding(_ header: ContentFormat.Header, _ data: any AuditFile, _ keys: any AuditFile) throws -> Finding {
    let key = try keys.read(at: header.key * ContentFormat.keyLength, count: ContentFormat.keyLength)
    guard key.count == ContentFormat.keyLength, key.contains(where: { $0 != 0 }) else { return .erased }
    let box = try data.read(at: header.box.lowerBound, count: header.box.count)
    return .kept(try ContentFormat.open(box, id: header.id, key: key))
  }

  /// Erases the keys of events' texts, for good.
  /// - Returns: the ids of those that had a key until now.
  public func erase(ids: Set<String>) throws -> [String] {
    var erased: [String] = []
    for segment in try segments() {
      let data = try files.open(ContentPaths(directory).data(segment), .read)
      let keys = try files.open(ContentPaths(directory).keys(segment), .append)
      let end = try data.length()
      var offset = 0
      while let header = try ContentFormat.header(data, at: offset, end: end) {
        offset = header.box.upperBound
        guard ids.contains(header.id) else { continue }
        let place = header.key * ContentFormat.keyLength
        guard try keys.read(at: place, count: ContentFormat.keyLength).contains(where: { $0 != 0 }) else { continue }
        try keys.overwrite(at: place, [UInt8](repeating: 0, count: ContentFormat.keyLength))
        erased.append(header.id)
      }
      try keys.sync()
    }
    return erased
  }

  /// Those of some events' texts that are there and not erased, in the order they were stored.
  func kept(ids: Set<String>) throws -> [String] {
    var kept: [String] = []
    for segment in try segments() {
      let data = try files.open(ContentPaths(directory).data(segment), .read)
      let keys = try files.open(ContentPaths(directory).keys(segment), .read)
      let end = try data.length()
      var offset = 0
      while let header = try ContentFormat.header(data, at: offset, end: end) {
        offset = header.box.upperBound
        guard ids.contains(header.id) else { continue }
        let key = try keys.read(at: header.key * ContentFormat.keyLength, count: ContentFormat.keyLength)
        if key.contains(where: { $0 != 0 }) { kept.append(header.id) }
      }
    }
    return kept
  }

  private func header(of id: String, in data: any AuditFile) throws(FileProblem) -> ContentFormat.Header? {
    let end = try data.length()
    var offset = 0
    while let header = try ContentFormat.header(data, at: offset, end: end) {
      if header.id == id { return header }
      offset = header.box.upperBound
    }
    return nil
  }

  private func segments() throws(FileProblem) -> [SegmentName] {
    do {
      return Set(try files.names(in: directory.content).compactMap(ContentPaths.segment)).sorted()
    } catch {
      if error.isMissing { return [] }
      throw error
    }
  }
}
