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

  /// What the replicas of one target say together: it answers when one of them does, with the models of those that do. Nil without reports.
  public init?(merging reports: [TargetReport]) {
    guard let first = reports.first else { return nil }
    let reachable = reports.filter(\.isReachable)
    self = reachable.first ?? reports.first { !$0.cards.isEmpty } ?? first
    for report in reachable.dropFirst() {
      cards += report.cards.filter { card in !cards.contains { $0.id == card.id } }
    }
  }
}
