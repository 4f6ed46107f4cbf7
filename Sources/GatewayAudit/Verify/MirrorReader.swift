/// Reads a mirror of checkpoints: a file of their lines, or bodies of a webhook (JSON arrays of the records as they stand in the log) one behind the other.
///
/// A record begins at `{"event":`, which stands nowhere inside a checkpoint, and is good when its hash is its own; what is not, such as the half of a line that a full disk has left, is
/// passed over and counted. Memory is that of one line.
struct MirrorReader {
  /// A checkpoint in the mirror.
  struct Entry {
    let sequence: UInt64
    let hash: [UInt8]
  }

  private static let marker = Array("{\"event\":".utf8)

  /// Entries that cannot be read.
  private(set) var damaged = 0
  private var lines: LineReader
  /// Entries of the line that was read last, the last one first.
  private var entries: [Entry] = []

  /// What comes behind the file's end of now is not read: the log may be read in part already when it is written.
  init(_ file: any AuditFile) throws(FileProblem) { lines = LineReader(file, end: try file.length()) }

  /// The next entry; nil at the end.
  mutating func next() throws(FileProblem) -> Entry? {
    while true {
      if let entry = entries.popLast() { return entry }
      guard let line = try lines.next() else { return nil }
      read(Array(lines.buffer[line.range]))
    }
  }

  private mutating func read(_ line: [UInt8]) {
    let starts = line.indices.filter { line[$0...].starts(with: Self.marker) }
    for (index, start) in starts.enumerated().reversed() {
      let end = index + 1 < starts.count ? starts[index + 1] : line.count
      let bytes = line[start..<end].lastIndex(of: 0x7d).map { Array(line[start...$0]) } ?? []
      if let entry = Self.entry(bytes) { entries.append(entry) } else { damaged += 1 }
    }
  }

  private static func entry(_ bytes: [UInt8]) -> Entry? {
    guard let record = RecordLine(bytes.span.bytes), record.isIntact else { return nil }
    return Entry(sequence: record.sequence, hash: record.hash)
  }
}
