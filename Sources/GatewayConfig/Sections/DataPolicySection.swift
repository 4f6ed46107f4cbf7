internal import GatewayCore

/// `providers.targets[].data_policy`
struct DataPolicySection: ConfigRecord {
  var zeroRetention: Bool?
  var trainingOptOut: Bool?
  var retentionDays: Int?

  static let schema = RecordSchema<DataPolicySection>(fields: [
    Field("zero_data_retention", .boolean, \.zeroRetention, default: "`false`", doc: "Whether nothing is kept."),
    Field("training_opt_out", .boolean, \.trainingOptOut, default: "`false`", doc: "Whether nothing is trained on."),
    Field("retention_days", .integer(0...36_500), \.retentionDays, doc: "How long data is kept. From 0 to 36500."),
  ])

  var policy: DataPolicy {
    DataPolicy(hasZeroRetention: zeroRetention ?? false, optsOutOfTraining: trainingOptOut ?? false, retentionDays: retentionDays)
  }
}
