public import OpenAIWire

/// What a target's server said when it was last asked for its models.
public struct TargetReport: Sendable, Hashable {
  /// Whether it answered.
  public var isReachable: Bool
  /// The models it reported; the last known ones while it does not answer.
  public var cards: [ModelCard]
  /// Why it did not answer, in words for people.
  public var problem: String?

  /// A report of its parts.
  public init(isReachable: Bool, cards: [ModelCard] = [], problem: String? = nil) {
    self.isReachable = isReachable
    self.cards = cards
    self.problem = problem
  }
}
