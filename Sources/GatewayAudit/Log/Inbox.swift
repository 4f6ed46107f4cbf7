internal import GatewayCore

/// Events that other processes want to have recorded while a gateway holds the log: files in the directory `inbox`, each with one event in canonical JSON.
struct Inbox {
  /// A file of the inbox.
  struct Entry {
    let name: String
    let event: [UInt8]
  }

  private static let maxLength = 65_536
  private let directory: LogDirectory
  private let files: any AuditFiles

  init(_ directory: LogDirectory, files: any AuditFiles) {
    self.directory = directory
    self.files = files
  }

  /// What waits, by name. Files that hold no event are removed.
  func entries() throws(FileProblem) -> [Entry] {
    var entries: [Entry] = []
    for name in try files.names(in: directory.inbox).sorted() where name.hasSuffix(".json") {
      let bytes = try files.open(path(name), .read).read(at: 0, count: Self.maxLength)
      if bytes.count < Self.maxLength, Self.isEvent(bytes) {
        entries.append(Entry(name: name, event: bytes))
      } else {
        try files.remove(path(name))
      }
    }
    return entries
  }

  /// Puts an event into the inbox: the file is there as a whole or not at all.
  func add(_ event: [UInt8], name: String) throws(FileProblem) {
    try files.makeDirectory(directory.inbox)
    let temporary = path("\(name).new")
    let file = try files.open(temporary, .create)
    try file.append(event.span.bytes)
    try file.sync()
    try files.rename(temporary, to: path("\(name).json"))
    try files.syncDirectory(directory.inbox)
  }

  func remove(_ entry: Entry) throws(FileProblem) { try files.remove(path(entry.name)) }

  private func path(_ name: String) -> String { "\(directory.inbox)/\(name)" }

  /// Whether bytes are an event that the tools write: an erasure. A checkpoint, or an anchor of retention, is for the log itself to say.
  private static func isEvent(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array("{\"erased\":".utf8)) && bytes.last == 0x7d && !bytes.contains { $0 < 0x20 }
  }
}
