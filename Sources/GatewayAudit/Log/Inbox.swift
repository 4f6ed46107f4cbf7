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

  /// The types of events that come this way. A checkpoint, an anchor of retention, or anything about a request is for the gateway itself to say.
  static let types: Set<String> = ["erasure", "export_dropped"]

  /// Whether bytes are an event that may come this way, in canonical JSON.
  static func isEvent(_ bytes: [UInt8]) -> Bool {
    guard let event = EventValue(bytes.span.bytes), event.canonical == bytes, let type = event["event_type"]?.text else { return false }
    return types.contains(type) && event["checkpoint"] == nil && event["anchor"] == nil
  }
}
