internal import Glibc

/// The real file system.
struct PosixFiles: AuditFiles {
  static func text(_ code: Int32) -> String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }

  func names(in directory: String) throws(FileProblem) -> [String] {
    guard let handle = opendir(directory) else { throw FileProblem("list", directory, code: errno) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      // SAFETY: `d_name` is a C string inside the entry, which is valid until the next `readdir`.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  func makeDirectory(_ path: String) throws(FileProblem) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
      guard mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
      throw FileProblem("make directory", made, code: errno)
    }
  }

  func open(_ path: String, _ use: FileUse) throws(FileProblem) -> any AuditFile {
    let flags: Int32 =
      switch use {
      case .create: O_RDWR | O_CREAT | O_EXCL
      case .append: O_RDWR
      case .read: O_RDONLY
      case .lock: O_RDWR | O_CREAT
      }
    while true {
      let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
      if descriptor >= 0 { return try PosixFile(descriptor, path) }
      if errno != EINTR { throw FileProblem(use == .create ? "create" : "open", path, code: errno) }
    }
  }

  func rename(_ path: String, to other: String) throws(FileProblem) {
    guard Glibc.rename(path, other) == 0 else { throw FileProblem("rename", path, code: errno) }
  }

  func remove(_ path: String) throws(FileProblem) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileProblem("remove", path, code: errno) }
  }

  func syncDirectory(_ path: String) throws(FileProblem) {
    let descriptor = Glibc.open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem("open directory", path, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileProblem("sync directory", path, code: errno) }
  }
}

/// A file of the real file system.
private final class PosixFile: AuditFile {
  private let descriptor: Int32
  private let path: String
  private var end: Int
  private var hasClaim = false
  /// Which file it is. While it is open, no other one can be the same.
  private var (device, node): (dev_t, ino_t) = (0, 0)

  init(_ descriptor: Int32, _ path: String) throws(FileProblem) {
    self.descriptor = descriptor
    self.path = path
    end = 0
    let status = try status()
    end = Int(status.st_size)
    (device, node) = (status.st_dev, status.st_ino)
  }

  deinit { close(descriptor) }

  func append(_ bytes: RawSpan) throws(FileProblem) {
    try write(bytes, at: end) { self.end += $0 }
  }

  func overwrite(at offset: Int, _ bytes: [UInt8]) throws(FileProblem) { try write(bytes.span.bytes, at: offset) { _ in } }

  private func write(_ bytes: RawSpan, at offset: Int, _ progress: (Int) -> Void) throws(FileProblem) {
    var done = 0
    while done < bytes.byteCount {
      let rest = bytes.extracting(done..<bytes.byteCount)
      // SAFETY: the pointer is used inside the closure only.
      let count = rest.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileProblem("write", path, code: count < 0 ? errno : ENOSPC) }
      done += count
      progress(count)
    }
  }

  func sync() throws(FileProblem) {
    guard fdatasync(descriptor) == 0 else { throw FileProblem("sync", path, code: errno) }
  }

  func truncate(to length: Int) throws(FileProblem) {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw FileProblem("truncate", path, code: errno) }
    end = length
  }

  func read(at offset: Int, count: Int) throws(FileProblem) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      // SAFETY: the buffer has room for what is asked of it: `count - done` bytes behind `done`.
      let got = result.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, off_t(offset + done)) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw FileProblem("read", path, code: errno) }
      guard got > 0 else { break }
      done += got
    }
    result.removeLast(count - done)
    return result
  }

  func length() throws(FileProblem) -> Int { Int(try status().st_size) }

  func isPrivate() throws(FileProblem) -> Bool { try status().st_mode & 0o077 == 0 }

  func isInPlace() throws(FileProblem) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      // Also where a directory above it is gone.
      guard errno == ENOENT || errno == ENOTDIR else { throw FileProblem("stat", path, code: errno) }
      return false
    }
    return status.st_dev == device && status.st_ino == node
  }

  private func status() throws(FileProblem) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem("stat", path, code: errno) }
    return status
  }

  func lock() throws(FileProblem) -> Bool {
    // A child process that its last holder has just begun holds it, too, until it becomes another program.
    for attempt in 0..<25 {
      guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return true }
      guard errno == EWOULDBLOCK else { throw FileProblem("lock", path, code: errno) }
      if attempt < 24 { usleep(20_000) }
    }
    return false
  }

  // Locks of open file descriptions (fcntl(2)): they end with the descriptor, however the process ends, and are seen by others in the same process.
  /// `F_OFD_SETLK` and `F_OFD_GETLK` of <bits/fcntl-linux.h>, which the import leaves out: they want _GNU_SOURCE.
  private static let (setClaim, getClaim): (Int32, Int32) = (37, 36)

  func claim(from offset: Int) throws(FileProblem) {
    if !hasClaim {
      _ = try control(Self.setClaim, F_WRLCK, from: offset, count: 0)
      hasClaim = true
    } else if offset > 0 {
      _ = try control(Self.setClaim, F_UNLCK, from: 0, count: offset)
    }
  }

  func claimed() throws(FileProblem) -> Int? {
    let lock = try control(Self.getClaim, F_RDLCK, from: 0, count: 0)
    return Int32(lock.l_type) == F_UNLCK ? nil : Int(lock.l_start)
  }

  /// `count` 0 goes on for ever.
  private func control(_ command: Int32, _ type: Int32, from offset: Int, count: Int) throws(FileProblem) -> flock {
    var lock = Glibc.flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(offset)
    lock.l_len = off_t(count)
    while fcntl(descriptor, command, &lock) != 0 {
      // Nobody else locks segments.
      let code = errno
      let reason = code == EAGAIN || code == EACCES ? "it is in use: another gateway writes this log" : nil
      guard code == EINTR else { throw FileProblem("lock", path, code: code, reason: reason) }
    }
    return lock
  }
}

extension FileProblem {
  /// Whether the file is not there.
  var isMissing: Bool { code == ENOENT }
}
