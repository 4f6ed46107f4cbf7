import Synchronization

@testable import GatewayAudit

/// A file system in memory that can fail at any operation, and lose what was not synced.
// SAFETY: everything is reached with the lock of `state` held.
final class MemoryFiles: AuditFiles, @unchecked Sendable {
  final class Contents {
    var bytes: [UInt8] = []
    var synced: [UInt8] = []
    var isLocked = false
    /// Where a claim begins, and whose it is.
    var claim: (offset: Int, owner: ObjectIdentifier)?
  }

  struct State: @unchecked Sendable {
    var files: [String: Contents] = [:]
    var durable: [String: Contents] = [:]
    var operations = 0
    /// The operations that fail, counted from 1.
    var failing: Range<Int>?
    /// Bytes that fit on the disk.
    var room = Int.max
    /// Files that cannot be removed: their paths begin so.
    var kept: String?
  }

  let state = Mutex(State())

  /// Makes the operations in a range of counts fail, starting from now.
  func fail(_ range: Range<Int>?) {
    state.withLock {
      $0.operations = 0
      $0.failing = range
    }
  }

  var operations: Int { state.withLock { $0.operations } }

  /// Lets nobody remove files whose paths begin so; nil: anybody.
  func keep(_ prefix: String?) { state.withLock { $0.kept = prefix } }

  func setRoom(_ bytes: Int) { state.withLock { $0.room = bytes } }

  /// The power goes: what was not synced is gone, files and their ends.
  func losePower() {
    state.withLock { state in
      state.files = state.durable
      for contents in state.files.values {
        contents.bytes = contents.synced
        contents.isLocked = false
        contents.claim = nil
      }
      state.failing = nil
    }
  }

  /// The process is killed: everything that was written stays.
  func kill() {
    state.withLock { state in
      for contents in state.files.values { (contents.isLocked, contents.claim) = (false, nil) }
      state.failing = nil
    }
  }

  func contents(_ path: String) -> [UInt8]? { state.withLock { $0.files[path]?.bytes } }

  func put(_ bytes: [UInt8], at path: String) {
    state.withLock { state in
      let contents = Contents()
      (contents.bytes, contents.synced) = (bytes, bytes)
      (state.files[path], state.durable[path]) = (contents, contents)
    }
  }

  func removeNow(_ path: String) {
    state.withLock { state in
      state.files[path] = nil
      state.durable[path] = nil
    }
  }

  /// Takes a file away, as it is.
  func take(_ path: String) -> Contents? {
    state.withLock { state in
      state.durable[path] = nil
      return state.files.removeValue(forKey: path)
    }
  }

  /// Puts a file back that was taken away.
  func put(back contents: Contents, at path: String) {
    state.withLock { ($0.files[path], $0.durable[path]) = (contents, contents) }
  }

  func paths(in directory: String) -> [String] { state.withLock { $0.files.keys.filter { $0.hasPrefix(directory + "/") }.sorted() } }

  fileprivate func operate<Result>(_ name: String, _ path: String, _ body: (inout State) throws(FileProblem) -> Result) throws(FileProblem)
    -> Result
  {
    try state.withLock { state throws(FileProblem) in
      state.operations += 1
      if state.failing?.contains(state.operations) == true {
        throw FileProblem(name, path, code: 5, reason: "injected failure \(state.operations)")
      }
      return try body(&state)
    }
  }

  func names(in directory: String) throws(FileProblem) -> [String] {
    try operate("list", directory) { state in
      state.files.keys.filter { $0.hasPrefix(directory + "/") }.map { String($0.dropFirst(directory.count + 1)) }.filter {
        !$0.contains("/")
      }
    }
  }

  func makeDirectory(_ path: String) throws(FileProblem) { try operate("make directory", path) { _ in } }

  func open(_ path: String, _ use: FileUse) throws(FileProblem) -> any AuditFile {
    try operate("open", path) { state throws(FileProblem) in
      if let contents = state.files[path] {
        guard use != .create else { throw FileProblem("create", path, code: 17) }
        return MemoryFile(self, path, contents)
      }
      guard use == .create || use == .lock else { throw FileProblem("open", path, code: 2) }
      let contents = Contents()
      state.files[path] = contents
      return MemoryFile(self, path, contents)
    }
  }

  func rename(_ path: String, to other: String) throws(FileProblem) {
    try operate("rename", path) { state throws(FileProblem) in
      guard let contents = state.files.removeValue(forKey: path) else { throw FileProblem("rename", path, code: 2) }
      state.files[other] = contents
    }
  }

  func remove(_ path: String) throws(FileProblem) {
    try operate("remove", path) { state throws(FileProblem) in
      if let kept = state.kept, path.hasPrefix(kept) { throw FileProblem("remove", path, code: 13) }
      state.files[path] = nil
    }
  }

  func syncDirectory(_ path: String) throws(FileProblem) {
    try operate("sync directory", path) { state in
      for name in Set(state.files.keys).union(state.durable.keys) where name.hasPrefix(path + "/") {
        state.durable[name] = state.files[name]
      }
    }
  }
}

private final class MemoryFile: AuditFile {
  private let files: MemoryFiles
  private let path: String
  private let contents: MemoryFiles.Contents
  private var hasLock = false

  init(_ files: MemoryFiles, _ path: String, _ contents: MemoryFiles.Contents) {
    self.files = files
    self.path = path
    self.contents = contents
  }

  deinit {
    files.state.withLock { _ in
      if hasLock { contents.isLocked = false }
      if contents.claim?.owner == ObjectIdentifier(self) { contents.claim = nil }
    }
  }

  func claim(from offset: Int) throws(FileProblem) {
    try files.operate("claim", path) { _ in contents.claim = (offset, ObjectIdentifier(self)) }
  }

  // Asking is no operation that fails: it touches no disk.
  func claimed() throws(FileProblem) -> Int? {
    files.state.withLock { _ in contents.claim.flatMap { $0.owner == ObjectIdentifier(self) ? nil : $0.offset } }
  }

  func append(_ bytes: RawSpan) throws(FileProblem) {
    let all = bytes.withUnsafeBytes { Array($0) }
    do {
      try files.operate("write", path) { state throws(FileProblem) in
        let used = state.files.values.reduce(0) { $0 + $1.bytes.count }
        let fitting = min(all.count, max(0, state.room - used))
        contents.bytes += all.prefix(fitting)
        if fitting < all.count { throw FileProblem("write", path, code: 28) }
      }
    } catch {
      // A write that fails may have written a part.
      if error.code == 5 { files.state.withLock { _ in contents.bytes += all.prefix(all.count / 2) } }
      throw error
    }
  }

  func overwrite(at offset: Int, _ bytes: [UInt8]) throws(FileProblem) {
    try files.operate("write", path) { _ in
      while contents.bytes.count < offset + bytes.count { contents.bytes.append(0) }
      contents.bytes.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
  }

  func sync() throws(FileProblem) { try files.operate("sync", path) { _ in contents.synced = contents.bytes } }

  func truncate(to length: Int) throws(FileProblem) {
    try files.operate("truncate", path) { _ in
      if contents.bytes.count > length { contents.bytes.removeLast(contents.bytes.count - length) }
    }
  }

  func read(at offset: Int, count: Int) throws(FileProblem) -> [UInt8] {
    try files.operate("read", path) { _ in Array(contents.bytes.dropFirst(offset).prefix(count)) }
  }

  func length() throws(FileProblem) -> Int { try files.operate("stat", path) { _ in contents.bytes.count } }

  func isPrivate() throws(FileProblem) -> Bool { true }

  // No operation that fails, either.
  func isInPlace() throws(FileProblem) -> Bool { files.state.withLock { $0.files[path] === contents } }

  func lock() throws(FileProblem) -> Bool {
    try files.operate("lock", path) { _ in
      guard !contents.isLocked else { return false }
      contents.isLocked = true
      hasLock = true
      return true
    }
  }
}
