internal import Crypto
internal import GatewayCore

/// Writes texts beside the chain, each encrypted under a key of its own. Used on the log's thread only.
final class ContentStore {
  private struct Files {
    let segment: SegmentName
    let data: any AuditFile
    let keys: any AuditFile
    var dataLength: Int
    var keyCount: Int
  }

  private let directory: LogDirectory
  private let files: any AuditFiles
  private var current: Files?
  /// Where the texts that were stored last begin.
  private var last: (segment: SegmentName, dataLength: Int, keyCount: Int)?
  /// Texts that could not be taken back yet, likewise.
  private var unwanted: (segment: SegmentName, dataLength: Int, keyCount: Int)?

  init(_ directory: LogDirectory, files: any AuditFiles) throws(FileProblem) {
    self.directory = directory
    self.files = files
    try files.makeDirectory(directory.content)
  }

  /// Stores texts, on disk when it returns. After an error nothing of them is found.
  func append(_ contents: [AuditContent], segment: SegmentName) throws(FileProblem) {
    last = nil
    guard !contents.isEmpty else { return }
    try finishTakingBack(unwanted)
    var current = try opened(segment)
    self.current = nil
    var (keys, entries) = ([UInt8](), [UInt8]())
    for content in contents {
      let key = SymmetricKey(size: .bits256)
      let number = current.keyCount + keys.count / ContentFormat.keyLength
      do {
        entries += try ContentFormat.entry(content, key: number, key)
      } catch {
        throw FileProblem("encrypt", directory.content, code: 0, reason: "\(error)")
      }
      // SAFETY: the pointer is used inside the closure only.
      key.withUnsafeBytes { keys += $0 }
    }
    last = (segment, current.dataLength, current.keyCount)
    try current.keys.append(keys.span.bytes)
    try current.keys.sync()
    try current.data.append(entries.span.bytes)
    try current.data.sync()
    try current.keys.needPlace(ContentPaths(directory).keys(segment))
    try current.data.needPlace(ContentPaths(directory).data(segment))
    current.dataLength += entries.count
    current.keyCount += contents.count
    // Only a store that is in order is kept open: after an error the files are looked at anew.
    self.current = current
  }

  /// Takes the texts of the last ``append(_:segment:)`` back, because their events could not be recorded: nobody would find them again to erase them. Their keys go first. What fails is tried again
  /// before the next texts are stored.
  func takeBack() { try? finishTakingBack(last) }

  private func finishTakingBack(_ place: (segment: SegmentName, dataLength: Int, keyCount: Int)?) throws(FileProblem) {
    guard let place else { return }
    unwanted = place
    last = nil
    current = nil
    let length = place.keyCount * ContentFormat.keyLength
    if let keys = try existing(ContentPaths(directory).keys(place.segment)) {
      try keys.overwrite(at: length, [UInt8](repeating: 0, count: max(0, try keys.length() - length)))
      try keys.sync()
    }
    if let data = try existing(ContentPaths(directory).data(place.segment)) {
      try data.truncate(to: place.dataLength)
      try data.sync()
    }
    unwanted = nil
  }

  /// A file that is there; nil when somebody has removed it.
  private func existing(_ path: String) throws(FileProblem) -> (any AuditFile)? {
    do {
      return try files.open(path, .append)
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
  }

  /// Erases texts of a segment that no record of it names: a process that died between text and record has left them.
  func eraseOrphans(_ segment: SegmentName) throws {
    guard try files.names(in: directory.content).contains(where: { ContentPaths.segment($0) == segment }) else { return }
    var ids: Set<String> = []
    let data = try files.open(ContentPaths(directory).data(segment), .lock)
    let end = try data.length()
    var offset = 0
    while let header = try ContentFormat.header(data, at: offset, end: end) {
      ids.insert(header.id)
      offset = header.box.upperBound
    }
    var filter = EventFilter()
    filter.types = ["decision"]
    var events = try LogEvents(directory, filter, .after(segment.first), files: files)
    while !ids.isEmpty, let event = try events.next() {
      if let id = event.id { ids.remove(id) }
    }
    if !ids.isEmpty { _ = try ContentArchive(directory, files: files).erase(ids: ids) }
  }

  private func opened(_ segment: SegmentName) throws(FileProblem) -> Files {
    if let current, current.segment == segment { return current }
    let data = try files.open(ContentPaths(directory).data(segment), .lock)
    let keys = try files.open(ContentPaths(directory).keys(segment), .lock)
    let length = try ContentStore.goodLength(data)
    try data.truncate(to: length)
    let keyCount = try keys.length() / ContentFormat.keyLength
    try keys.truncate(to: keyCount * ContentFormat.keyLength)
    try files.syncDirectory(directory.content)
    return Files(segment: segment, data: data, keys: keys, dataLength: length, keyCount: keyCount)
  }

  private static func goodLength(_ data: any AuditFile) throws(FileProblem) -> Int {
    let end = try data.length()
    var offset = 0
    while let header = try ContentFormat.header(data, at: offset, end: end) { offset = header.box.upperBound }
    return offset
  }

  /// Removes the texts of segments that went away.
  func removeSegments(before name: SegmentName) throws(FileProblem) {
    if let current, current.segment < name { self.current = nil }
    for file in try files.names(in: directory.content) {
      guard let segment = ContentPaths.segment(file), segment < name else { continue }
      try files.remove("\(directory.content)/\(file)")
    }
  }
}

/// The names of content files.
struct ContentPaths {
  private let directory: LogDirectory

  init(_ directory: LogDirectory) { self.directory = directory }

  func data(_ segment: SegmentName) -> String { "\(directory.content)/\(segment.text.dropLast(6)).content" }
  func keys(_ segment: SegmentName) -> String { "\(directory.content)/\(segment.text.dropLast(6)).keys" }

  /// The segment that a content or key file belongs to.
  static func segment(_ name: String) -> SegmentName? {
    guard let dot = name.lastIndex(of: "."), ["content", "keys"].contains(name[name.index(after: dot)...]) else { return nil }
    return SegmentName("\(name[..<dot]).jsonl")
  }
}
