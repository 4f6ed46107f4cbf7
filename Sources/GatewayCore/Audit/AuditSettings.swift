/// How the log is written: what `audit-logger` and `gateway.audit` of the configuration say.
public struct AuditSettings: Sendable, Hashable {
  /// The directory of the log, made when it is not there. Empty in a configuration that names none: the application knows where its state belongs.
  public var directory: String
  /// The file of the private key; nil: `signing.key` in the directory.
  public var keyFile: String?
  /// A file elsewhere that gets a copy of every checkpoint; nil for none.
  public var checkpointMirror: String?
  /// What the log wants of requests.
  public var demands = AuditDemands()
  /// The least time from one commit to the next.
  public var commitInterval: Duration = .milliseconds(2)
  /// How long a record may wait for a signature.
  public var checkpointInterval: Duration = .seconds(1)
  /// A segment that is this large is followed by a new one.
  public var segmentSize = ByteCount.mebibytes(64)
  /// A segment that is this old is followed by a new one.
  public var segmentAge: Duration = .seconds(86_400)
  /// How long records are kept, in days.
  public var retentionDays = 365
  /// Places that get a copy of the records as they come.
  public var export: [AuditExportSink] = []

  /// The defaults, for a directory.
  public init(directory: String = "") { self.directory = directory }
}

/// What `audit-logger` in a chain says.
public struct AuditLoggerSettings: Sendable, Hashable {
  /// Whether the closing event is on disk before the client gets the end of the answer.
  public var immutable = true
  /// How long records are kept, in days.
  public var retentionDays = 365
  /// Whether plainly allowed requests are recorded too.
  public var logAllAccess = true

  /// The defaults.
  public init() {}
}
