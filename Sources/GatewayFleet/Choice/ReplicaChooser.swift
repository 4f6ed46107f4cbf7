public import GatewayCore

/// What a choice has to know of a request.
public struct RoutingRequest: Sendable {
  /// Its prompt's estimated tokens; at least 1.
  public var promptTokens: Int
  /// Replicas, by their place among the candidates, that must not be chosen: they were tried, or do not satisfy a policy.
  public var excluded: Set<Int>
  /// Whether it may go to a replica whose circuit is half-open: not the last attempt, and not one that cannot be repeated.
  public var allowsTrial: Bool

  /// A request of its parts.
  public init(promptTokens: Int, excluded: Set<Int> = [], allowsTrial: Bool = true) {
    self.promptTokens = max(1, promptTokens)
    self.excluded = excluded
    self.allowsTrial = allowsTrial
  }
}

/// Chooses a replica of one group. Its state is what the strategies in turn need; the same inputs, state and seed give the same choice.
///
/// It asks nobody and allocates nothing while no decision is asked for. Owned by one executor.
public struct ReplicaChooser: Sendable {
  /// The settings in force; a reload may change them.
  public var settings: RoutingSettings
  private var turn = 0
  private var currentWeights: [Int] = []
  private var random: SeededGenerator

  /// A chooser.
  public init(settings: RoutingSettings = RoutingSettings(), seed: UInt64) {
    self.settings = settings
    random = SeededGenerator(seed: seed)
  }

  /// Chooses.
  /// - Parameter match: what ``PrefixIndex/match(_:into:)`` found; only ``RoutingStrategy/prefixAware`` looks at it.
  /// - Parameter decision: when not nil, it is filled.
  /// - Returns: nil when no candidate can take the request.
  public mutating func choose(
    _ request: RoutingRequest, among candidates: [ReplicaCandidate], loads: LoadTable, match: borrowing PrefixMatch, blockTokens: Int = 128,
    at now: Duration, decision: inout RoutingDecision?
  ) -> RoutingChoice? {
    let view = FleetView(
      request: request, candidates: candidates, loads: loads, match: match, blockTokens: max(1, blockTokens), now: now, settings: settings)
    var choice: (index: Int, reason: RoutingReason)?
    let eligible = view.eligible()
    if let trial = eligible.trial, eligible.count == 0 || request.allowsTrial && random.fraction() < settings.trialShare {
      choice = (trial, .trial)
    } else if eligible.count == 1 {
      choice = (eligible.first, .onlyOne)
    } else if eligible.count > 1 {
      choice = pick(view, eligible)
    }
    let result = choice.map { index, reason in
      RoutingChoice(index: index, replica: candidates[index].replica, reason: reason, uncachedTokens: view.uncachedTokens(index))
    }
    if decision != nil { decision = view.explain(eligible, result) }
    return result
  }

  private mutating func pick(_ view: borrowing FleetView, _ eligible: FleetView.Eligible) -> (index: Int, reason: RoutingReason) {
    switch settings.strategy {
    case .ordered: return (eligible.first, .firstInOrder)
    case .roundRobin: return (next(view, eligible), .turn)
    case .weighted: return (nextByWeight(view, eligible), .turn)
    case .random: return (lot(view, eligible), .lot)
    case .lowestLatency:
      let best = least(view, eligible)
      return (best, view.isMeasured(view.load(best)) ? .lowestLatency : .unmeasured)
    case .leastLoaded: return (least(view, eligible), .leastLoaded)
    case .prefixAware:
      let smallest = view.smallestBatch(eligible)
      if let warm = leastWarm(view, eligible, unless: { view.isSaturated($0, smallestBatch: smallest) }) { return (warm, .warm) }
      // Where all are saturated, another replica does not answer sooner, and computing the prompt anew would keep everybody waiting.
      if !view.hasUnsaturated(eligible, smallestBatch: smallest) {
        let bound = view.prefillBound(eligible)
        if let warm = leastWarm(view, eligible, unless: { view.isCrowded($0, smallestBatch: smallest) || view.prefill($0) > bound }) {
          return (warm, .warmAllSaturated)
        }
      }
      // A saturated replica is left out even where its work looks small: a batch of others' answers is no prefill.
      return (least(view, eligible, unsaturatedAt: smallest), view.hasWarm(eligible) ? .warmSaturated : .leastWork)
    }
  }

  /// The eligible one whose place comes next after the one of the last turn.
  private mutating func next(_ view: borrowing FleetView, _ eligible: FleetView.Eligible) -> Int {
    let count = view.candidates.count
    for step in 0..<count {
      let index = (turn &+ step) % count
      if view.isEligible(index, eligible) {
        turn = (index &+ 1) % count
        return index
      }
    }
    return eligible.first
  }

  private mutating func nextByWeight(_ view: borrowing FleetView, _ eligible: FleetView.Eligible) -> Int {
    if currentWeights.count != view.candidates.count { currentWeights = Array(repeating: 0, count: view.candidates.count) }
    var best = eligible.first
    var total = 0
    for index in view.candidates.indices where view.isEligible(index, eligible) {
      currentWeights[index] += view.candidates[index].weight
      total += view.candidates[index].weight
      if currentWeights[index] > currentWeights[best] { best = index }
    }
    currentWeights[best] -= total
    return best
  }

  private mutating func lot(_ view: borrowing FleetView, _ eligible: FleetView.Eligible) -> Int {
    var left = Int.random(in: 0..<eligible.count, using: &random)
    for index in view.candidates.indices where view.isEligible(index, eligible) {
      if left == 0 { return index }
      left -= 1
    }
    return eligible.first
  }

  /// The eligible one with the lowest score; among equals, by lot. Saturated ones come behind the others.
  private mutating func least(_ view: borrowing FleetView, _ eligible: FleetView.Eligible, unsaturatedAt smallest: Int? = nil) -> Int {
    var best = eligible.first
    var lowest = Double.infinity
    var equals = 0
    for index in view.candidates.indices where view.isEligible(index, eligible) {
      var score = view.score(index)
      if let smallest, view.isSaturated(index, smallestBatch: smallest) { score *= FleetView.saturationPenalty }
      if score < lowest {
        (best, lowest, equals) = (index, score, 1)
      } else if score == lowest {
        equals += 1
        if random.fraction() * Double(equals) < 1 { best = index }
      }
    }
    return best
  }

  /// The warm one with the least work among those that have not too much of it.
  private func leastWarm(_ view: borrowing FleetView, _ eligible: FleetView.Eligible, unless hasTooMuch: (Int) -> Bool) -> Int? {
    var best: Int?
    var lowest = Double.infinity
    for index in view.candidates.indices where view.isEligible(index, eligible) && view.isWarm(index) {
      guard !hasTooMuch(index) else { continue }
      let score = view.score(index)
      if score < lowest { (best, lowest) = (index, score) }
    }
    return best
  }
}
