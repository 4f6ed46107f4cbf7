internal import ArgumentParser
internal import Foundation
internal import GatewayAudit

/// The forms of `events export`.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, json, jsonl
}

/// Writes events in one form, in blocks of 64 KiB.
struct ExportWriter {
  let format: ExportFormat
  let file: FileHandle
  private var buffer: [UInt8] = []
  private var isFirst = true

  init(format: ExportFormat, file: FileHandle) {
    self.format = format
    self.file = file
  }

  mutating func begin() throws {
    switch format {
    case .csv: try put(Array(EventTable.header.utf8))
    case .json: try put([0x5b])
    case .jsonl: break
    }
  }

  mutating func add(_ event: EventRecord) throws {
    switch format {
    case .csv: try put(Array(EventTable.row(event).utf8))
    case .json: try put((isFirst ? [0x0a] : [0x2c, 0x0a]) + event.json)
    case .jsonl: try put(event.json + [0x0a])
    }
    isFirst = false
  }

  mutating func end() throws {
    if format == .json { try put(isFirst ? [0x5d, 0x0a] : [0x0a, 0x5d, 0x0a]) }
    try flush()
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count >= 65_536 { try flush() }
  }

  private mutating func flush() throws {
    try file.write(contentsOf: Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A file that is there as a whole or not at all.
enum ExportFile {
  /// Runs `body` with standard output, or with a new file beside `path` that takes its place, on disk, when `body` has ended.
  static func write(to path: String?, _ body: (FileHandle) throws -> Void) throws {
    guard let path else { return try body(.standardOutput) }
    let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).new"
    guard FileManager.default.createFile(atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: temporary)
    else { throw Failure.told("\(temporary) cannot be written", code: 2) }
    do {
      try body(file)
      try file.synchronize()
      try file.close()
      guard rename(temporary, path) == 0 else { throw Failure.told("\(path): \(String(cString: strerror(errno)))", code: 2) }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
  }
}
