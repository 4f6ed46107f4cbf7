/// The signing key of a log: read, or made at the first start.
struct KeyStore {
  let files: any AuditFiles
  let directory: LogDirectory
  /// The file of the private half.
  let path: String

  init(files: any AuditFiles, directory: LogDirectory, path: String?) {
    self.files = files
    self.directory = directory
    self.path = path ?? directory.keyFile
  }

  /// The key. It is made only while the log has no records: one that got lost would leave records nobody can continue.
  func key(hasRecords: Bool) throws(LogProblem) -> SigningKey {
    if let key = try existing() { return key }
    guard !hasRecords else {
      throw LogProblem(
        "\(path) is missing, but \(directory.path) has records signed with it: put the key back, or begin a new log in another directory")
    }
    let key = SigningKey()
    try write(key.pem, to: path)
    return key
  }

  /// What is wrong with the permissions of the key's file; nil when nothing is. Who reads the key can sign another log.
  func warning() -> String? {
    guard (try? files.open(path, .read).isPrivate()) == false else { return nil }
    return "\(path) can be read or written by others than its owner, who could sign another log: chmod 600"
  }

  private func existing() throws(LogProblem) -> SigningKey? {
    guard let bytes = try contents(path) else { return nil }
    guard let key = SigningKey(pem: bytes) else { throw LogProblem("\(path) is not an Ed25519 private key in PEM form (PKCS#8)") }
    return key
  }

  /// Writes the public half into the directory of the log.
  func export(_ key: SigningKey) throws(LogProblem) {
    let pem = key.publicKey.pem
    if try contents(directory.publicKeyFile) != pem { try write(pem, to: directory.publicKeyFile) }
  }

  private func contents(_ path: String) throws(LogProblem) -> [UInt8]? {
    do {
      return try files.open(path, .read).read(at: 0, count: 65_536)
    } catch {
      guard error.isMissing else { throw LogProblem(error.description) }
      return nil
    }
  }

  /// Writes a file so that it is there as a whole or not at all.
  private func write(_ bytes: [UInt8], to path: String) throws(LogProblem) {
    do {
      let temporary = path + ".new"
      try files.remove(temporary)
      let file = try files.open(temporary, .create)
      try file.append(bytes.span.bytes)
      try file.sync()
      try files.rename(temporary, to: path)
      try files.syncDirectory(Self.parent(of: path))
    } catch {
      throw LogProblem(error.description)
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
