internal import GatewayCore

/// `gateway.audit`.
struct AuditSection: ConfigRecord {
  var directory: String?
  var keyFile: String?
  var checkpointMirror: String?
  var checkpointWebhook: CheckpointWebhookSection?
  var content: String?
  var onFailure: String?
  var omitClientAddresses: Bool?
  var commitInterval: Duration?
  var commitTimeout: Duration?
  var checkpointInterval: Duration?
  var segmentSize: ByteCount?
  var segmentHours: Int?
  var export: [AuditExportSink]?

  private static let defaults = AuditSettings()

  static let schema = RecordSchema<AuditSection>(fields: placeFields + contentFields + writingFields)

  private static let placeFields: [Field<AuditSection>] = [
    Field(
      "directory", .path, \.directory, default: "the state directory, see docs/audit.md",
      doc:
        "The directory of the log. It is made when it is not there; one gateway at a time writes a log. A relative path, here and in the keys below, starts at the directory of the configuration file."
    ),
    Field(
      "key_file", .path, \.keyFile, default: "`signing.key` in the directory",
      doc: "The Ed25519 key that signs checkpoints (PKCS#8, PEM). It is made at the first start."),
    Field(
      "checkpoint_mirror", .path, \.checkpointMirror, default: "none",
      doc: "A file on another disk or mount that gets a copy of every checkpoint, so that a log whose end was cut off is noticed."),
    Field(
      "checkpoint_webhook", .record(), \.checkpointWebhook, default: "none",
      doc: "An HTTP endpoint elsewhere that gets a copy of every checkpoint, for the same purpose."),
  ]

  private static let contentFields: [Field<AuditSection>] = [
    Field(
      "content", .oneOf(AuditDemands.Content.allCases.map(\.rawValue), what: "content"), \.content, default: "`hashes`",
      doc:
        "What is kept of bodies: `none`, `hashes` (SHA-256), `redacted` (hashes, and the bodies as policies left them) or `full`. Bodies are encrypted and kept apart."
    ),
    Field(
      "on_failure", .oneOf(["block", "allow"], what: "choice"), \.onFailure, default: "`block`",
      doc: "What happens to requests while the log cannot be written: `block` answers 503, `allow` serves them and records later how many."),
    Field(
      "omit_client_addresses", .boolean, \.omitClientAddresses, default: "`false`", doc: "Whether client addresses are left out of the log."
    ),
  ]

  private static let writingFields: [Field<AuditSection>] = [
    Field(
      "commit_interval_ms", .milliseconds(0...1000), \.commitInterval, default: "2",
      doc: "The least time from one commit (fsync) to the next, whatever the load. From 0 to 1000."),
    Field(
      "commit_timeout_seconds", .seconds(0.1...600), \.commitTimeout, default: "10",
      doc: "A disk that takes longer for a commit counts as one that cannot be written: see `on_failure`. From 0.1 to 600."),
    Field(
      "checkpoint_interval_seconds", .seconds(0.1...3600), \.checkpointInterval, default: "1",
      doc: "How long a record may wait for a signature. From 0.1 to 3600."),
    Field(
      "segment_size", .size(.kibibytes(64)...(.mebibytes(4096))), \.segmentSize, default: "64MiB",
      doc: "A segment file that is this large is followed by a new one. From 64KiB to 4GiB."),
    Field(
      "segment_hours", .integer(1...744), \.segmentHours, default: "24",
      doc: "A segment file that is this old is followed by a new one; retention removes whole segments. From 1 to 744."),
    Field("export", .exportSinks, \.export, doc: "Places that get a copy of the records as they come."),
  ]

  /// The settings, with what `audit-logger` says.
  func settings(_ logger: AuditLoggerSettings) -> AuditSettings {
    var settings = Self.defaults
    settings.directory = directory ?? settings.directory
    settings.keyFile = keyFile
    settings.checkpointMirror = checkpointMirror
    settings.commitInterval = commitInterval ?? settings.commitInterval
    settings.checkpointInterval = checkpointInterval ?? settings.checkpointInterval
    settings.segmentSize = segmentSize ?? settings.segmentSize
    settings.segmentAge = .seconds((segmentHours ?? 24) * 3600)
    settings.export = (export ?? []) + [checkpointWebhook?.sink].compactMap(\.self)
    settings.retentionDays = logger.retentionDays
    settings.demands.isDurable = logger.immutable
    settings.demands.recordsAllAccess = logger.logAllAccess
    settings.demands.allowsOnFailure = onFailure == "allow"
    settings.demands.omitsClientAddresses = omitClientAddresses ?? false
    settings.demands.commitTimeout = commitTimeout ?? settings.demands.commitTimeout
    settings.demands.content = content.flatMap(AuditDemands.Content.init) ?? .hashes
    return settings
  }
}
