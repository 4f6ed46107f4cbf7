internal import Foundation
internal import GatewayAudit
internal import GatewayCore
internal import NIOPosix
internal import Synchronization

/// Appends records to a file of JSON lines, and puts it aside when it is large. A record counts as delivered when it is on disk.
final class FileSink: ExportSink {
  let batch = 500
  private let destination: FileDestination
  private let file = Mutex<(handle: FileHandle, size: Int)?>(nil)

  init(_ destination: FileDestination) { self.destination = destination }

  func deliver(_ records: [EventRecord]) async throws {
    try await NIOThreadPool.singleton.runIfActive { [self] in try write(records) }
  }

  private func write(_ records: [EventRecord]) throws {
    try file.withLock { file in
      do {
        for record in records {
          let line = Data(record.line + [0x0a])
          var current = try file ?? opened()
          if current.size > 0, current.size + line.count > destination.maxSize.bytes {
            try current.handle.synchronize()
            try current.handle.close()
            file = nil
            try putAside()
            current = try opened()
          }
          file = current
          try current.handle.write(contentsOf: line)
          file?.size += line.count
        }
        try file?.handle.synchronize()
      } catch {
        // The file is looked at anew: half a line may be at its end.
        try? file?.handle.close()
        file = nil
        if let problem = error as? DeliveryProblem { throw problem }
        throw DeliveryProblem("\(destination.path): \(error.localizedDescription)")
      }
    }
  }

  /// Opens the file, or makes it. Half a line at its end, which a crash has left, is cut off.
  private func opened() throws -> (handle: FileHandle, size: Int) {
    let descriptor = open(destination.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw DeliveryProblem("\(destination.path): \(String(cString: strerror(errno)))") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var size = Int(clamping: try handle.seekToEnd())
    while size > 0 {
      let start = max(0, size - 65_536)
      try handle.seek(toOffset: UInt64(start))
      let piece = try handle.read(upToCount: size - start) ?? Data()
      if let feed = piece.lastIndex(of: 0x0a) {
        size = start + piece.distance(from: piece.startIndex, to: feed) + 1
        break
      }
      size = start
    }
    try handle.truncate(atOffset: UInt64(size))
    return (handle, size)
  }

  private func putAside() throws {
    let manager = FileManager.default
    func name(_ number: Int) -> String { number == 0 ? destination.path : "\(destination.path).\(number)" }
    if manager.fileExists(atPath: name(destination.keep)) { try manager.removeItem(atPath: name(destination.keep)) }
    for number in stride(from: destination.keep - 1, through: 0, by: -1) where manager.fileExists(atPath: name(number)) {
      try manager.moveItem(atPath: name(number), toPath: name(number + 1))
    }
  }

  func close() async {
    file.withLock { file in
      try? file?.handle.close()
      file = nil
    }
  }
}
