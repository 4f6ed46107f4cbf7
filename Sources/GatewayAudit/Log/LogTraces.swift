/// What a directory without records says of a log that was there. The signing key alone says nothing: it may have been put there before the first start.
struct LogTraces {
  private let directory: LogDirectory
  private let files: any AuditFiles

  init(_ directory: LogDirectory, files: any AuditFiles) {
    self.directory = directory
    self.files = files
  }

  /// Why no log may be begun here; nil when there was none. `mirror` is the file of a checkpoint mirror.
  func problem(mirror: String?) throws(FileProblem) -> LogProblem? {
    let found = try found()
    let isMirrored = try mirror.map { path throws(FileProblem) in try isMirror(path) } ?? false
    let traces = found + (isMirrored ? [mirror].compactMap(\.self) : [])
    guard !traces.isEmpty else { return nil }
    return LogProblem(
      """
      \(directory.path) has no records (log-….jsonl), but \(Self.list(traces)) that it had: its segments are missing. Put them back. \
      To begin a new log, move \(found.isEmpty ? "the mirror" : isMirrored ? "the directory and the mirror" : "the directory") away, or name another one.
      """)
  }

  /// The same, for those that only read; nil when nothing says that there was a log.
  var missing: LogProblem? {
    get throws(FileProblem) {
      let found = try found()
      guard !found.isEmpty else { return nil }
      return LogProblem("\(directory.path) has no records (log-….jsonl), but \(Self.list(found)) that it had: its segments are missing")
    }
  }

  /// What the index knows, and a log that ends with this segment and this head does not have.
  func lacking(_ indexed: ChainHead, _ scan: SegmentScan, _ head: ChainHead) -> LogProblem? {
    let wayOut =
      "Put back what is missing, or move the directory away to begin a new log; `penstock audit reindex` lets the gateway go on with what is left."
    // Behind damage, which is told as what it is, nothing is missing yet.
    if indexed.sequence > head.sequence, scan.restLength == 0 || scan.isRestTorn {
      return LogProblem(
        """
        \(directory.path) ends with record \(head.sequence), but its index.sqlite knows record \(indexed.sequence): the end of the log is gone. \(wayOut)
        """)
    }
    guard let found = scan.found, found != indexed.hash else { return nil }
    return LogProblem(
      "record \(indexed.sequence) of \(directory.path) is not the one that its index.sqlite knows: the log was replaced. \(wayOut)")
  }

  private static func list(_ traces: [String]) -> String {
    "\(traces.joined(separator: ", ")) \(traces.count == 1 ? "says" : "say")"
  }

  private func found() throws(FileProblem) -> [String] {
    let names = try files.names(in: directory.path)
    var found = ["index.sqlite", "signing.pub"].filter(names.contains)
    if try entries("content").contains(where: { ContentPaths.segment($0) != nil }) { found.append("content") }
    if try entries("export").contains(where: { $0.hasSuffix(".cursor") }) { found.append("export") }
    return found
  }

  private func entries(_ name: String) throws(FileProblem) -> [String] {
    do {
      return try files.names(in: directory.file(name))
    } catch {
      guard error.isMissing else { throw error }
      return []
    }
  }

  private func isMirror(_ path: String) throws(FileProblem) -> Bool {
    do {
      var reader = try MirrorReader(try files.open(path, .read))
      return try reader.next() != nil
    } catch {
      guard error.isMissing else { throw error }
      return false
    }
  }
}
