/// One replica of a group, as the choice sees it. The caller keeps these in an array per group, in the order of the configuration, and updates standing and admission when health changes.
public struct ReplicaCandidate: Sendable, Hashable {
  /// The replica's number in the fleet: its place in the ``LoadTable``, and in the ``PrefixIndex`` below ``ReplicaSet/limit``.
  public let replica: Int
  /// Its relative weight; at least 1.
  public let weight: Int
  /// The most requests that it may have in flight; nil for no limit.
  public var concurrencyLimit: Int?
  /// Its health. Degraded ones are chosen when no healthy one can take the request.
  public var state: HealthState
  /// Whether it takes requests.
  public var admission: TargetAdmission

  /// A replica of its parts.
  public init(
    replica: Int, weight: Int = 1, concurrencyLimit: Int? = nil, state: HealthState = .healthy, admission: TargetAdmission = .open
  ) {
    self.replica = replica
    self.weight = min(max(1, weight), 1 << 20)
    self.concurrencyLimit = concurrencyLimit
    self.state = state
    self.admission = admission
  }
}
