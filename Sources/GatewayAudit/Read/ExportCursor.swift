/// How far a live export has come: a small file in the log's directory (`export/<name>.cursor`) with a sequence number. Every method blocks.
public struct ExportCursor: Sendable {
  private let directory: String
  private let path: String
  private let files: any AuditFiles

  /// The cursor of the sink with a name, which is of letters, digits, `-`, `_` and `.`.
  public init(directory: String, sink: String) { self.init(LogDirectory(directory), sink: sink, files: PosixFiles()) }

  init(_ directory: LogDirectory, sink: String, files: any AuditFiles) {
    self.directory = directory.file("export")
    path = "\(self.directory)/\(sink).cursor"
    self.files = files
  }

  /// The last record that was delivered or passed over; nil before the first, or when the file says nothing that can be read.
  /// - Throws: ``FileProblem``
  public func load() throws(FileProblem) -> UInt64? {
    do {
      let text = String(decoding: try files.open(path, .read).read(at: 0, count: 64), as: UTF8.self)
      return text.hasSuffix("\n") ? UInt64(text.dropLast()) : nil
    } catch {
      if error.isMissing { return nil }
      throw error
    }
  }

  /// Sets it, on disk when this returns; the file has the old number or the new one at any time.
  /// - Throws: ``FileProblem``
  public func save(_ sequence: UInt64) throws(FileProblem) {
    try files.makeDirectory(directory)
    let temporary = path + ".new"
    try files.remove(temporary)
    let file = try files.open(temporary, .create)
    try file.append(Array("\(sequence)\n".utf8).span.bytes)
    try file.sync()
    try files.rename(temporary, to: path)
    try files.syncDirectory(directory)
  }
}
