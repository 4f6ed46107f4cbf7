/// What the operator of a target does with the data that it gets: the config's `data_policy`.
public struct DataPolicy: Sendable, Hashable {
  /// Whether nothing is kept.
  public var hasZeroRetention: Bool
  /// Whether nothing is trained on.
  public var optsOutOfTraining: Bool
  /// How long data is kept; nil when that is not said.
  public var retentionDays: Int?

  /// A policy of its parts.
  public init(hasZeroRetention: Bool = false, optsOutOfTraining: Bool = false, retentionDays: Int? = nil) {
    self.hasZeroRetention = hasZeroRetention
    self.optsOutOfTraining = optsOutOfTraining
    self.retentionDays = retentionDays
  }

  /// Whether it meets demands.
  public func complies(with settings: DataRoutingSettings) -> Bool {
    if settings.requiresZeroRetention, !hasZeroRetention { return false }
    if settings.requiresNoTraining, !optsOutOfTraining { return false }
    guard let limit = settings.maxRetentionDays else { return true }
    return hasZeroRetention || retentionDays.map { $0 <= limit } ?? false
  }
}
