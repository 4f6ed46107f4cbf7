internal import Foundation
public import GatewayAudit
internal import GatewayCore
internal import GRDB

/// The query index of an audit log: an SQLite file in its directory (`index.sqlite`, WAL) that says where the records with a verdict, a model, a policy … stand.
///
/// It is written behind the log and holds no event, only what is asked for and places; it can be removed and made anew at any time. Every method blocks. Checkpoints are not in it.
public final class AuditIndex: Sendable {
  /// Up to where the log is in the index.
  public struct Cursor: Sendable, Hashable {
    /// The last record; 0 before the first.
    public var sequence: UInt64
    /// Its hash.
    public var hash: String
    /// Where it stands.
    public var place: EventRecord.Place
  }

  /// Records in one transaction.
  static let batch = 2000

  private let database: any DatabaseWriter
  private let directory: String

  /// Opens the index of a log's directory for writing, or begins one. A file that is damaged is thrown away.
  /// - Throws: what SQLite says when it cannot be written.
  public init(directory: String) throws {
    self.directory = directory
    do {
      database = try Self.opened(directory)
    } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
      Self.remove(directory)
      database = try Self.opened(directory)
    }
  }

  /// Opens the index for reading; nil when there is none that can be read.
  init?(reading directory: String) {
    var configuration = Configuration()
    configuration.readonly = true
    guard FileManager.default.fileExists(atPath: Self.path(directory)),
      let database = try? DatabaseQueue(path: Self.path(directory), configuration: configuration),
      (try? database.read { try Self.migrator.hasCompletedMigrations($0) }) == true
    else { return nil }
    self.directory = directory
    self.database = database
  }

  /// The last record that the index of a directory knows; nil where no index can be read. Nothing is written.
  public static func head(of directory: String) -> ChainHead? {
    guard let cursor = try? AuditIndex(reading: directory)?.cursor() else { return nil }
    return ChainHead(sequence: cursor.sequence, hash: Array(cursor.hash.utf8))
  }

  /// Removes the index of a directory, of which a command has just cut the end off. The next one begins anew.
  public static func forget(_ directory: String) { remove(directory) }

  private static func path(_ directory: String) -> String { "\(directory)/index.sqlite" }

  private static func remove(_ directory: String) {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path(directory) + suffix) }
  }

  private static func opened(_ directory: String) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    // The write-ahead log of a small index would be larger than the audit log itself.
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 250; PRAGMA journal_size_limit = 1048576")
    }
    // For its owner alone, as the log is. SQLite gives its other files the same permissions.
    let descriptor = open(path(directory), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      fchmod(descriptor, 0o600)
      close(descriptor)
    }
    let pool = try pool(path(directory), configuration)
    try migrate(pool)
    return pool
  }

  /// Opens the file. SQLite does not wait when a new file becomes a WAL while somebody else opens it, so it is tried again for two seconds.
  private static func pool(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
    for _ in 0..<100 {
      do { return try DatabasePool(path: path, configuration: configuration) } catch let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY
      {
        usleep(20_000)
      }
    }
    return try DatabasePool(path: path, configuration: configuration)
  }

  /// A gateway and a command may open a new index at the same moment: the one that comes second fails, and then finds the work done.
  private static func migrate(_ pool: DatabasePool) throws {
    do {
      try migrator.migrate(pool)
    } catch is DatabaseError {
      try migrator.migrate(pool)
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-events") { database in
      try database.execute(
        sql: """
          CREATE TABLE event (
            seq INTEGER PRIMARY KEY, segment INTEGER NOT NULL, place INTEGER NOT NULL, time INTEGER, type TEXT NOT NULL,
            verdict TEXT, model TEXT, requested TEXT, id TEXT, request TEXT, principal TEXT, user TEXT);
          CREATE INDEX event_time ON event (time);
          CREATE INDEX event_verdict ON event (verdict, seq) WHERE verdict IS NOT NULL AND verdict <> 'allow';
          CREATE INDEX event_model ON event (model, seq) WHERE model IS NOT NULL;
          CREATE INDEX event_requested ON event (requested, seq) WHERE requested IS NOT NULL;
          CREATE INDEX event_id ON event (id) WHERE id IS NOT NULL;
          CREATE INDEX event_request ON event (request) WHERE request IS NOT NULL;
          CREATE INDEX event_principal ON event (principal, seq) WHERE principal IS NOT NULL AND principal <> 'anonymous';
          CREATE INDEX event_user ON event (user, seq) WHERE user IS NOT NULL;
          CREATE TABLE policy (name TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (name, seq)) WITHOUT ROWID;
          CREATE TABLE progress (
            one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL, segment INTEGER NOT NULL, place INTEGER NOT NULL);
          """)
    }
    migrator.registerMigration("2-flags") { database in
      // What was taken in without it is taken in again.
      try database.execute(
        sql: """
          DELETE FROM event; DELETE FROM policy; DELETE FROM progress;
          ALTER TABLE event ADD COLUMN flagged INTEGER;
          CREATE INDEX event_flagged ON event (seq) WHERE flagged IS NOT NULL;
          """)
    }
    return migrator
  }

  // MARK: Writing behind

  /// Up to where the log is in the index; nil when nothing is.
  public func cursor() throws -> Cursor? {
    try database.read { database in
      try Row.fetchOne(database, sql: "SELECT seq, hash, segment, place FROM progress").map { row in
        Cursor(
          sequence: UInt64(clamping: row["seq"] as Int64), hash: row["hash"],
          place: EventRecord.Place(segment: UInt64(clamping: row["segment"] as Int64), offset: Int(row["place"] as Int64)))
      }
    }
  }

  /// Takes in what the log has beyond the cursor. An index that retention has left behind as a whole begins anew.
  /// - Returns: how many records were taken in.
  /// - Throws: also when the last record that it knows is not in the log any more, or another one: it is what is left to show that records are gone, and stays as it is.
  public func update(isCancelled: () -> Bool = { false }) throws -> Int {
    var cursor = try cursor()
    if let known = cursor, try LogEvents.record(known.sequence, at: known.place, directory: directory)?.hash != known.hash {
      var events = try LogEvents(directory: directory, start: .oldest)
      guard let oldest = try events.next(1).first, oldest.sequence > known.sequence else {
        throw LogProblem(
          "record \(known.sequence), the last one that index.sqlite knows, is not in the log any more: it was cut or changed. See docs/audit.md, "
            + "\"When files are missing\"; 'penstock audit reindex' makes an index of what is left")
      }
      try clear()
      cursor = nil
    }
    var events = try LogEvents(directory: directory, start: cursor.map { .after($0.sequence) } ?? .oldest)
    var count = 0
    while !isCancelled() {
      let records = try events.next(Self.batch)
      guard let last = records.last else { break }
      try database.write { database in
        for record in records where record.type != "checkpoint" { try Self.insert(record, database) }
        try Self.setProgress(last, database)
      }
      count += records.count
    }
    if count > 0 { try forgetRemoved() }
    return count
  }

  /// Begins anew and takes in the whole log.
  /// - Returns: how many records were taken in.
  public func rebuild() throws -> Int {
    try clear()
    return try update()
  }

  private func clear() throws {
    try database.write { try $0.execute(sql: "DELETE FROM event; DELETE FROM policy; DELETE FROM progress") }
  }

  private static func insert(_ record: EventRecord, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let time = record.time.map { Int64($0.seconds) * 1_000_000 + Int64($0.microseconds) }
    let sequence = Int64(clamping: record.sequence)
    try statement.execute(arguments: [
      sequence, Int64(clamping: record.place.segment), record.place.offset, time, record.type, record.text("verdict"), record.text("model"),
      record.text("model_requested"), record.id, record.text("request_id"), record.text("principal"), record.text("user"),
      record.isFlagged ? 1 : nil,
    ])
    for policy in Set(record.policies) {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO policy VALUES (?, ?)").execute(arguments: [policy, sequence])
    }
  }

  private static func setProgress(_ record: EventRecord, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO progress VALUES (1, ?, ?, ?, ?)",
      arguments: [Int64(clamping: record.sequence), record.hash, Int64(clamping: record.place.segment), record.place.offset])
  }

  /// Rows of segments that retention has removed go too.
  private func forgetRemoved() throws {
    var oldest = try LogEvents(directory: directory)
    guard let first = try oldest.next() else { return }
    try database.write { database in
      let isOld = try Bool.fetchOne(database, sql: "SELECT MIN(seq) < ? FROM event", arguments: [Int64(clamping: first.sequence)]) ?? false
      guard isOld else { return }
      try database.execute(sql: "DELETE FROM event WHERE seq < ?", arguments: [Int64(clamping: first.sequence)])
      try database.execute(sql: "DELETE FROM policy WHERE seq < ?", arguments: [Int64(clamping: first.sequence)])
    }
  }

  // MARK: Asking

  /// Where the last `count` events stand that a filter wants, the newest first. Checkpoints are not found.
  func places(_ filter: EventFilter, last count: Int) throws -> [(sequence: UInt64, place: EventRecord.Place)] {
    let query = IndexQuery(filter)
    return try database.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT seq, segment, place FROM event \(query.condition) ORDER BY seq DESC LIMIT ?",
        arguments: query.arguments + [count])
      return rows.map { row in
        (
          UInt64(clamping: row["seq"] as Int64),
          EventRecord.Place(segment: UInt64(clamping: row["segment"] as Int64), offset: Int(row["place"] as Int64))
        )
      }
    }
  }
}
