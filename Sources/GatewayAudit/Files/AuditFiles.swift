/// What the log asks of a file system. The log uses nothing else, so that a test can make any single operation fail.
protocol AuditFiles: Sendable {
  /// The names in a directory, in no order.
  func names(in directory: String) throws(FileProblem) -> [String]
  /// Makes a directory and its parents, for its owner alone.
  func makeDirectory(_ path: String) throws(FileProblem)
  /// Opens a file.
  func open(_ path: String, _ use: FileUse) throws(FileProblem) -> any AuditFile
  /// Gives a file another name, over one that has it.
  func rename(_ path: String, to other: String) throws(FileProblem)
  /// Removes a file; one that is not there is no error.
  func remove(_ path: String) throws(FileProblem)
  /// Makes names in a directory last.
  func syncDirectory(_ path: String) throws(FileProblem)
}

/// An open file. Closed when it is let go.
protocol AuditFile: AnyObject {
  /// Writes at the end, or as much of it as goes; what was written of it stays.
  func append(_ bytes: RawSpan) throws(FileProblem)
  /// Overwrites a place.
  func overwrite(at offset: Int, _ bytes: [UInt8]) throws(FileProblem)
  /// Makes what was written last.
  func sync() throws(FileProblem)
  /// Cuts off everything behind `length`.
  func truncate(to length: Int) throws(FileProblem)
  /// Up to `count` bytes from a place; fewer only at the end.
  func read(at offset: Int, count: Int) throws(FileProblem) -> [UInt8]
  /// The length.
  func length() throws(FileProblem) -> Int
  /// Whether nobody but its owner may read or write it.
  func isPrivate() throws(FileProblem) -> Bool
  /// Whether its path names this file: not any more when it was removed, moved or replaced.
  func isInPlace() throws(FileProblem) -> Bool
  /// Takes the file for this process; false when another one has it.
  func lock() throws(FileProblem) -> Bool
  /// Tells everybody who has the file open, in other processes too, that what stands from `offset` on may still be taken back. A claim only moves forward, and ends with the file or the process.
  func claim(from offset: Int) throws(FileProblem)
  /// Where the claim of another open file begins; nil when there is none.
  func claimed() throws(FileProblem) -> Int?
}

extension AuditFile {
  /// Fails when the path does not name this file any more: what is written then is written for nobody.
  func needPlace(_ path: String) throws(FileProblem) {
    guard try !isInPlace() else { return }
    throw FileProblem(
      "write", path, code: 0,
      reason:
        "it was removed or replaced while this gateway had it open: see docs/audit.md, \"When files are missing\", before the gateway is stopped"
    )
  }

  /// Up to `count` bytes from a place that nobody takes back any more; fewer only where those end.
  func readSettled(at offset: Int, count: Int) throws(FileProblem) -> [UInt8] {
    while true {
      if let end = try claimed() { return end > offset ? try read(at: offset, count: min(count, end - offset)) : [] }
      let piece = try read(at: offset, count: count)
      // A writer that came meanwhile may have written some of it.
      if try claimed() == nil { return piece }
    }
  }
}

/// What a file is opened for.
enum FileUse: Sendable {
  /// A new file, for appending; it must not exist.
  case create
  /// A file that is there, for appending and overwriting.
  case append
  /// A file that is there, for reading.
  case read
  /// A file that is made if it is not there.
  case lock
}

/// Why an operation on a file failed.
public struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried: `write`.
  public let operation: String
  /// The file or directory.
  public let path: String
  /// The number of the system's error.
  public let code: Int32
  /// The system's words for it.
  public let reason: String

  init(_ operation: String, _ path: String, code: Int32, reason: String? = nil) {
    self.operation = operation
    self.path = path
    self.code = code
    self.reason = reason ?? PosixFiles.text(code)
  }

  /// `write /var/lib/penstock/audit/log-….jsonl: No space left on device`
  public var description: String { "\(operation) \(path): \(reason)" }
}
