public import GatewayCore

/// How much may wait, and how it is shared.
public struct WaitingSettings: Sendable, Hashable {
  /// The most requests that wait; at least 1. Memory: about 150 bytes each, and about 150 for each principal that waits.
  public var maximumEntries: Int
  /// The most tokens of requests that wait; one request is let in whatever its size when nothing waits.
  public var maximumTokens: Int
  /// Tokens that a principal gets in a round; at least 1. A smaller one is fairer in the short run, a larger one cheaper.
  public var quantum: Int
  /// How often a lower priority is passed over before it has its turn; at least 1.
  public var patience: Int
  /// The longest `Retry-After` that a refusal gives.
  public var maximumRetryAfter: Duration

  /// The settings in force when the configuration says nothing: 1,024 requests, 4 million tokens, 4,096 tokens a round, every ninth turn for a lower priority, at most an hour.
  public init(
    maximumEntries: Int = 1024, maximumTokens: Int = 4_000_000, quantum: Int = 4096, patience: Int = 8,
    maximumRetryAfter: Duration = .seconds(3600)
  ) {
    self.maximumEntries = min(max(1, maximumEntries), 1 << 24)
    self.maximumTokens = max(1, maximumTokens)
    self.quantum = min(max(1, quantum), 1 << 30)
    self.patience = max(1, patience)
    self.maximumRetryAfter = max(.seconds(1), maximumRetryAfter)
  }
}

/// Who goes first. A lower priority waits while a higher one has requests, but for every ``WaitingSettings/patience``-th turn.
public enum WaitingPriority: Int, Sendable, Hashable, CaseIterable {
  /// Before the others: people who wait for an answer.
  case high
  /// As usual.
  case normal
  /// After the others: batches.
  case low

  /// The priority of a request of a model, and of what its client says with the member `priority`, where that is allowed: below 0 is high, above 0 is low. A client that says nothing, or
  /// what it may not, has the model's.
  public init(_ model: RequestPriority, client value: Int?, _ rule: ClientPriority) {
    self =
      switch model {
      case .high: .high
      case .normal: .normal
      case .low: .low
      }
    guard let value, value != 0, rule != .none, rule.allows(value) else { return }
    self = value < 0 ? .high : .low
  }
}
