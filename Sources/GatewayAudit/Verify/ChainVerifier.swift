internal import Foundation
public import GatewayCore
internal import OpenAIWire

/// Verifies a log: every record, its place in the chain, and every signature. Needs nothing but the directory and, to be independent of it, the public key.
///
/// Memory does not depend on the size of the log. Beside a gateway that writes it, the log is verified up to what is on disk when its last segment is read.
public struct ChainVerifier {
  /// What is verified.
  public struct Options: Sendable {
    /// The key that checkpoints must be signed with; nil takes `signing.pub` of the directory, which proves less.
    public var publicKey: PublicKey?
    /// A mirror of checkpoints that the log must hold.
    public var mirror: String?
    /// Only segments that may have records from this time on.
    public var from: UTCTime?
    /// Only segments that may have records up to this time.
    public var to: UTCTime?

    /// The last record that the query index knows: the log must hold it.
    public var indexed: ChainHead?

    /// Everything, with the key in the directory.
    public init() {}
  }

  private let directory: LogDirectory
  private let files: any AuditFiles
  private let options: Options
  private let key: PublicKey
  private var report = VerifyReport()
  private var expected: ChainHead?
  private var beforeLast: ChainHead?
  private var anchor: Anchor?
  /// Whether a gateway has the log open.
  private var isInUse = false
  private var mirror: MirrorCheck?

  /// The lowest start that an event of retention allows.
  private struct Anchor {
    var sequence: UInt64
    var previous: String
    var isSigned: Bool
  }

  /// Verifies the log in a directory.
  /// - Throws: ``LogProblem`` when it cannot be read at all.
  public static func verify(_ directory: String, _ options: Options = Options()) throws(LogProblem) -> VerifyReport {
    try verify(LogDirectory(directory), options, files: PosixFiles())
  }

  static func verify(_ directory: LogDirectory, _ options: Options, files: any AuditFiles) throws(LogProblem) -> VerifyReport {
    do {
      var attempts = 0
      while true {
        attempts += 1
        var verifier = try ChainVerifier(directory, options, files)
        do {
          try verifier.run()
          return verifier.report
        } catch let error as FileProblem where error.isMissing && attempts < Self.attempts {
          // Retention has removed a segment under our feet: what is left, and the event that says so, is looked at from the beginning.
        }
      }
    } catch let problem as LogProblem {
      throw problem
    } catch {
      throw LogProblem("\(error)")
    }
  }

  private static let attempts = 5

  private init(_ directory: LogDirectory, _ options: Options, _ files: any AuditFiles) throws {
    self.directory = directory
    self.options = options
    self.files = files
    let names = try files.names(in: directory.path)
    if SegmentName.all(names).isEmpty {
      throw try LogTraces(directory, files: files).missing ?? LogProblem("\(directory.path) has \(LogEvents.noSegments)")
    }
    if let key = options.publicKey {
      self.key = key
    } else {
      guard let key = PublicKey(pem: try files.open(directory.publicKeyFile, .read).read(at: 0, count: 65_536)) else {
        throw LogProblem("\(directory.publicKeyFile) is not an Ed25519 public key in PEM form")
      }
      self.key = key
      report.notes.append("the key came from the log's own directory: give the one you kept elsewhere with --public-key")
    }
    mirror = try options.mirror.map { try MirrorCheck($0, files: files) }
  }

  // MARK: Segments

  private mutating func run() throws {
    let all = SegmentName.all(try files.names(in: directory.path))
    let names = try selected(all)
    for name in names {
      guard try verify(name) else { continue }
      guard report.isIntact else { return }
      report.segments += 1
    }
    if isInUse, let head = report.head {
      report.notes.append("a gateway is writing this log: it was verified up to record \(head.sequence), the last one on disk then")
    }
    try checkStart(names, isWhole: names.count == all.count || names.last == all.last)
    if report.isIntact, names.last == all.last { try checkMirror() }
    if report.isIntact, names.last == all.last { checkIndex() }
    if report.isIntact, let head = report.head, head.sequence > report.signedThrough {
      report.notes.append(
        "the last \(head.sequence - report.signedThrough) records are not signed yet: a checkpoint follows within a second of them, or was never written because the process ended"
      )
    }
  }

  /// The segments that a range of time needs. A segment's time is that of its first record.
  private func selected(_ names: [SegmentName]) throws -> [SegmentName] {
    guard options.from != nil || options.to != nil else { return names }
    let starts = try names.map { try start(of: $0) }
    return names.indices.filter { index in
      let next = index + 1 < names.count ? starts[index + 1] : nil
      if let from = options.from, let next, next < from { return false }
      if let to = options.to, let start = starts[index], start > to { return false }
      return true
    }.map { names[$0] }
  }

  private func start(of name: SegmentName) throws -> UTCTime? {
    var reader = LineReader(try files.open(directory.segment(name), .read))
    guard let line = try reader.next(), let record = RecordLine(reader.buffer.span.bytes.extracting(line.range)) else { return nil }
    return EventText.timestamp(reader.buffer.span.bytes.extracting(line.range).extracting(record.event))
  }

  /// - Returns: false for a segment that a gateway is about to begin, and that has no record on disk.
  private mutating func verify(_ name: SegmentName) throws -> Bool {
    let file = try files.open(directory.segment(name), .read)
    let end = try file.claimed()
    if end != nil { isInUse = true }
    if end == 0 { return false }
    if isInUse, try file.length() == 0 { return false }
    if let expected, name.first != expected.sequence + 1 {
      let kind: VerifyReport.Kind = name.first > expected.sequence + 1 ? .missing : .inserted
      fail(kind, name, 1, expected.sequence + 1, "the segment begins with record \(name.first), after record \(expected.sequence)")
      return true
    }
    var reader = LineReader(file)
    var number = 0
    while let line = try reader.next() {
      number += 1
      let bytes = reader.buffer.span.bytes.extracting(line.range)
      try check(bytes, isComplete: line.isComplete, name, number)
      guard report.isIntact else {
        try explain(name, number)
        return true
      }
    }
    if number == 0 { fail(.truncated, name, 1, name.first, "the segment is empty") }
    return true
  }

  // MARK: Records

  private mutating func check(_ bytes: RawSpan, isComplete: Bool, _ name: SegmentName, _ line: Int) throws(FileProblem) {
    let due = expected.map { $0.sequence + 1 } ?? name.first
    guard isComplete else { return fail(.truncated, name, line, due, "the line is not complete: the log ends inside this record") }
    guard let record = RecordLine(bytes) else { return fail(.altered, name, line, due, "the line has not the form of a record") }
    guard record.isIntact else { return fail(.altered, name, line, record.sequence, "its bytes do not have the hash that it states") }
    guard record.sequence == due else { return misplaced(record, name, line, due) }
    if let expected, record.previous != expected.hash {
      if let beforeLast, record.previous == beforeLast.hash {
        return fail(.inserted, name, line, record.sequence, "it continues record \(beforeLast.sequence), not the one before it")
      }
      return fail(
        .altered, name, max(1, line - 1), expected.sequence,
        "record \(record.sequence) was chained to another record than the one that stands before it")
    }
    try accept(record, bytes, name, line)
  }

  private mutating func misplaced(_ record: RecordLine, _ name: SegmentName, _ line: Int, _ due: UInt64) {
    if record.sequence > due {
      let last = record.sequence - 1
      fail(.missing, name, line, due, due == last ? "record \(due) is not there" : "records \(due) to \(last) are not there")
    } else {
      fail(.inserted, name, line, record.sequence, "record \(due) belongs here")
    }
  }

  private mutating func accept(_ record: RecordLine, _ bytes: RawSpan, _ name: SegmentName, _ line: Int) throws(FileProblem) {
    let event = bytes.extracting(record.event)
    let isCheckpoint = Checkpoint.isCheckpoint(event)
    if isCheckpoint {
      if let problem = Checkpoint.problem(event.array(event.byteOffsets), sequence: record.sequence, previous: record.previous, key: key) {
        return fail(.wrongSignature, name, line, record.sequence, problem)
      }
      report.checkpoints += 1
      report.signedThrough = record.sequence
      anchor?.isSigned = true
    } else if line == 1 {
      return fail(.altered, name, line, record.sequence, "a segment begins with a checkpoint, and this is none")
    } else if let anchor = Self.anchor(event) {
      self.anchor = anchor
    }
    if report.first == nil {
      report.first = record.sequence
      start = String(decoding: record.previous, as: UTF8.self)
    }
    if let other = try mirror?.take(record.sequence, record.hash, isCheckpoint: isCheckpoint) {
      return fail(.altered, name, line, other, "the mirror has another checkpoint for this place: the log was replaced")
    }
    if let indexed = options.indexed, indexed.sequence == record.sequence, indexed.hash != record.hash {
      return fail(.altered, name, line, record.sequence, "index.sqlite knows another record of this number: the log was replaced")
    }
    beforeLast = expected
    expected = ChainHead(sequence: record.sequence, hash: record.hash)
    report.head = expected
    report.records += 1
  }

  private var start = ""

  private static func anchor(_ event: RawSpan) -> Anchor? {
    struct Retention: Decodable {
      struct Place: Decodable {
        let prev: String
        let seq: UInt64
      }

      let anchor: Place
    }
    guard RecordLine.matches(event, at: 0, LogEvent.anchorMarker) else { return nil }
    let read = try? JSONDecoder().decode(Retention.self, from: Data(event.array(event.byteOffsets)))
    return read.map { Anchor(sequence: $0.anchor.seq, previous: $0.anchor.prev, isSigned: false) }
  }

  // MARK: The log as a whole

  /// A log that does not begin with record 1 has an event of retention that says so.
  private mutating func checkStart(_ names: [SegmentName], isWhole: Bool) throws {
    guard report.isIntact, let first = report.first, let name = names.first else { return }
    guard options.from == nil, options.to == nil else {
      report.notes.append("only part of the log was verified: records \(first) to \(report.head?.sequence ?? first)")
      return
    }
    if first == 1 {
      if start != ChainHead.origin.hashText { fail(.altered, name, 1, 1, "the first record does not begin a chain") }
      return
    }
    guard let anchor, anchor.isSigned, anchor.sequence >= first else {
      return fail(.missing, name, 1, 1, "records 1 to \(first - 1) are not there, and no signed event of retention says that they went")
    }
    guard anchor.sequence != first || anchor.previous == start else {
      return fail(.altered, name, 1, first, "the first record is not the one that the event of retention names")
    }
    report.notes.append("records before \(anchor.sequence) went away after their time")
  }

  private mutating func checkMirror() throws {
    guard mirror != nil, let name = lastName else { return }
    let last = report.head?.sequence ?? 0
    if let missing = try mirror?.beyond(last) {
      fail(.truncated, name, 0, last + 1, "the mirror has a checkpoint for record \(missing), but the log ends at record \(last)")
    }
    report.notes.append("\(mirror?.compared ?? 0) checkpoints of the mirror are the log's")
    if let damaged = mirror?.damaged, damaged > 0 { report.notes.append("\(damaged) entries of the mirror cannot be read") }
  }

  /// A log that lacks its end is shorter than its index.
  private mutating func checkIndex() {
    guard let indexed = options.indexed, let name = lastName, let last = report.head?.sequence, indexed.sequence > last else { return }
    fail(.truncated, name, 0, last + 1, "index.sqlite knows record \(indexed.sequence), but the log ends at record \(last)")
  }

  private var lastName: SegmentName? { (try? files.names(in: directory.path)).flatMap { SegmentName.all($0).last } }

  /// Looks on, behind the first bad record: one that is missing here may stand further down.
  private mutating func explain(_ name: SegmentName, _ line: Int) throws {
    guard let problem = report.problem, problem.kind == .missing || problem.kind == .inserted, let expected else { return }
    var reader = LineReader(try files.open(directory.segment(name), .read))
    var number = 0
    while let next = try reader.next(partial: false) {
      number += 1
      guard number > line, let record = RecordLine(reader.buffer.span.bytes.extracting(next.range)), record.isIntact else { continue }
      guard record.sequence == expected.sequence + 1, record.previous == expected.hash else { continue }
      guard problem.kind == .missing else { return }
      report.problem?.kind = .reordered
      report.problem?.message = "record \(record.sequence) stands further down, in line \(number)"
      return
    }
  }

  private mutating func fail(_ kind: VerifyReport.Kind, _ name: SegmentName, _ line: Int, _ sequence: UInt64, _ message: String) {
    guard report.problem == nil else { return }
    report.problem = VerifyReport.Problem(kind: kind, file: name.text, line: line, sequence: sequence, message: message)
  }
}
