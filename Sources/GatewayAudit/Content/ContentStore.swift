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

  init(_ directory: LogDirectory, files: any AuditFiles) throws(FileProblem) {
    self.directory = directory
    self.files = files
    try files.makeDirectory(directory.content)
  }

  /// Stores texts, on disk when it returns. After an error nothing of them is found.
  func append(_ contents: [AuditContent], segment: SegmentName) throws(FileProblem) {
    guard !contents.isEmpty else { return }
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
      key.withUnsafeBytes { keys += $0 }
    }
    try current.keys.append(keys.span.bytes)
    try current.keys.sync()
    try current.data.append(entries.span.bytes)
    try current.data.sync()
    current.dataLength += entries.count
    current.keyCount += contents.count
    // Only a store that is in order is kept open: after an error the files are looked at anew.
    self.current = current
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
