/// Compares a log with a mirror of its checkpoints, both read once and side by side.
///
/// A mirror is in order, but for batches that a webhook got twice. Those are compared with the last ``window`` checkpoints of the log, which is all that is remembered.
struct MirrorCheck {
  private static let window = 4096

  private var mirror: MirrorReader
  private var next: MirrorReader.Entry?
  private var recent: [UInt64: [UInt8]] = [:]
  private var order: [UInt64] = []
  private var oldest = 0
  /// Entries of the mirror that were compared with the log.
  private(set) var compared = 0

  /// - Throws: ``LogProblem`` when the file is not a mirror.
  init(_ path: String, files: any AuditFiles) throws {
    mirror = try MirrorReader(try files.open(path, .read))
    next = try mirror.next()
    if next == nil, mirror.damaged > 0 { throw LogProblem("\(path) is not a mirror of checkpoints") }
  }

  /// Entries of the mirror that cannot be read.
  var damaged: Int { mirror.damaged }

  /// Takes the next record of the log.
  /// - Returns: the number of a record that the mirror has otherwise; nil when there is none.
  mutating func take(_ sequence: UInt64, _ hash: [UInt8], isCheckpoint: Bool) throws(FileProblem) -> UInt64? {
    if isCheckpoint { remember(sequence, hash) }
    while let entry = next, entry.sequence <= sequence {
      if entry.sequence == sequence {
        guard entry.hash == hash else { return entry.sequence }
        compared += 1
      } else if isRemembered(entry.sequence) {
        guard entry.hash == recent[entry.sequence] else { return entry.sequence }
        compared += 1
      }
      next = try mirror.next()
    }
    return nil
  }

  /// The lowest number in what is left of the mirror that is beyond the end of the log.
  mutating func beyond(_ last: UInt64) throws(FileProblem) -> UInt64? {
    var lowest: UInt64?
    while let entry = next {
      if entry.sequence > last { lowest = min(lowest ?? .max, entry.sequence) }
      next = try mirror.next()
    }
    return lowest
  }

  private mutating func remember(_ sequence: UInt64, _ hash: [UInt8]) {
    recent[sequence] = hash
    if order.count < Self.window {
      order.append(sequence)
    } else {
      recent[order[oldest]] = nil
      order[oldest] = sequence
      oldest = (oldest + 1) % Self.window
    }
  }

  /// Whether the log's checkpoints from this number on are remembered.
  private func isRemembered(_ sequence: UInt64) -> Bool {
    guard let first = order.count < Self.window ? order.first : order[oldest] else { return false }
    return sequence >= first
  }
}
