internal import Crypto
internal import GatewayCore

/// What a segment file holds, as far as its own lines go: the work of opening a log.
struct SegmentScan {
  /// The last good record; nil when there is none.
  private(set) var head: ChainHead?
  /// The hash of the record that was looked for; nil when it is not in the segment.
  private(set) var found: [UInt8]?
  /// The head before the segment's first record.
  private(set) var origin: ChainHead?
  /// When the segment was begun, as its first record says.
  private(set) var startedAt: UTCTime?
  /// Where the good records end.
  private(set) var length = 0
  /// Bytes behind them.
  private(set) var restLength = 0
  /// SHA-256 of those bytes, in hex.
  private(set) var restHash = ""
  /// Whether the rest is a half-written line, and nothing else.
  private(set) var isRestTorn = true
  /// Records behind the last checkpoint.
  private(set) var unsigned = 0

  /// Reads a segment, and on the way the hash of the record with the number `sequence`.
  init(_ file: any AuditFile, _ name: SegmentName, lookingFor sequence: UInt64? = nil) throws(FileProblem) {
    var reader = LineReader(file)
    while let line = try reader.next() {
      guard line.isComplete, accept(reader.buffer.span.bytes.extracting(line.range), name) else { break }
      length = line.offset + line.range.count + 1
      if head?.sequence == sequence { found = head?.hash }
    }
    try scanRest(file)
  }

  private mutating func accept(_ bytes: RawSpan, _ name: SegmentName) -> Bool {
    guard let record = RecordLine(bytes), record.isIntact else { return false }
    if let head {
      guard record.sequence == head.sequence &+ 1, record.previous == head.hash else { return false }
    } else {
      guard record.sequence == name.first else { return false }
      origin = ChainHead(sequence: record.sequence - 1, hash: record.previous)
      startedAt = EventText.timestamp(bytes.extracting(record.event))
    }
    head = ChainHead(sequence: record.sequence, hash: record.hash)
    unsigned = Checkpoint.isCheckpoint(bytes.extracting(record.event)) ? 0 : unsigned + 1
    return true
  }

  private mutating func scanRest(_ file: any AuditFile) throws(FileProblem) {
    var hasher = SHA256()
    var offset = length
    while true {
      let piece = try file.read(at: offset, count: 1 << 20)
      guard !piece.isEmpty else { break }
      if piece.contains(0x0a) { isRestTorn = false }
      hasher.update(data: piece)
      offset += piece.count
    }
    restLength = offset - length
    restHash = HexText.text(hasher.finalize())
  }
}
