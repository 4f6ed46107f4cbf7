internal import GatewayCore

/// The inputs of one choice, and what the strategies compute from them.
struct FleetView {
  /// Who can take the request.
  struct Eligible {
    /// The best health among those who can.
    var state = HealthState.unhealthy
    /// How many have that health.
    var count = 0
    /// The first of them.
    var first = 0
    /// The first one whose half-open circuit takes a trial.
    var trial: Int?
  }

  let request: RoutingRequest
  let candidates: [ReplicaCandidate]
  let loads: [ReplicaLoad]
  let depths: [Int]
  let session: ReplicaSet
  let blockTokens: Int
  let now: Duration
  let settings: RoutingSettings
  /// What the work of a saturated replica is multiplied by: more than any work, and the order among the saturated stays.
  static let saturationPenalty = 0x1p128
  private static let noLoad = ReplicaLoad()

  init(
    request: RoutingRequest, candidates: [ReplicaCandidate], loads: LoadTable, match: borrowing PrefixMatch, blockTokens: Int,
    now: Duration,
    settings: RoutingSettings
  ) {
    self.request = request
    self.candidates = candidates
    self.loads = loads.replicas
    depths = match.blocks
    session = match.session
    self.blockTokens = blockTokens
    self.now = now
    self.settings = settings
  }

  /// One pass over the candidates.
  func eligible() -> Eligible {
    var result = Eligible()
    for index in candidates.indices where exclusion(index) == nil {
      let state = candidates[index].state
      if candidates[index].admission == .trial {
        if result.trial == nil { result.trial = index }
      } else if state == result.state {
        if result.count == 0 { result.first = index }
        result.count &+= 1
      } else if state == .healthy || state == .degraded && result.state != .healthy {
        (result.state, result.count, result.first) = (state, 1, index)
      }
    }
    return result
  }

  /// Whether a candidate is one of those among which is chosen.
  @inline(__always)
  func isEligible(_ index: Int, _ eligible: Eligible) -> Bool {
    candidates[index].state == eligible.state && candidates[index].admission == .open && exclusion(index) == nil
  }

  @inline(__always)
  func exclusion(_ index: Int) -> RoutingDecision.Exclusion? {
    let candidate = candidates[index]
    if candidate.admission == .closed || candidate.state == .draining { return .unavailable }
    if !request.excluded.isEmpty, request.excluded.contains(index) { return .excluded }
    if let limit = candidate.concurrencyLimit, load(index).inFlight >= limit { return .full }
    return nil
  }

  @inline(__always)
  func load(_ index: Int) -> ReplicaLoad {
    let replica = candidates[index].replica
    return loads.indices.contains(replica) ? loads[replica] : Self.noLoad
  }

  /// Tokens of the prompt in the replica's prefix cache; the last token is always computed.
  @inline(__always)
  func cachedTokens(_ index: Int) -> Int {
    let replica = candidates[index].replica
    guard depths.indices.contains(replica) else { return 0 }
    return min(depths[replica].saturatingMultiply(blockTokens), request.promptTokens &- 1)
  }

  @inline(__always)
  func uncachedTokens(_ index: Int) -> Int { request.promptTokens &- cachedTokens(index) }

  @inline(__always)
  func isWarm(_ index: Int) -> Bool {
    let cached = cachedTokens(index)
    return cached > 0 && Double(cached) >= settings.warmShare * Double(request.promptTokens) || session.contains(candidates[index].replica)
  }

  func hasWarm(_ eligible: Eligible) -> Bool { candidates.indices.contains { isEligible($0, eligible) && isWarm($0) } }

  func smallestBatch(_ eligible: Eligible) -> Int {
    var smallest = Int.max
    for index in candidates.indices where isEligible(index, eligible) { smallest = min(smallest, load(index).batch(at: now)) }
    return smallest
  }

  /// Whether a replica has so much to do that its cache is not worth the wait: requests in its own queue, more prompt tokens than it computes in the saturation time, or far more
  /// requests than the emptiest one.
  func isSaturated(_ index: Int, smallestBatch: Int) -> Bool {
    let load = load(index)
    let rate = load.prefillRate.value ?? settings.assumedPrefillRate
    if load.queue(at: now) > 0, !isWorthTheWait(index, load, rate) { return true }
    if load.uncachedTokens > 0, prefill(index) > rate * settings.saturationTime.inSeconds { return true }
    return isCrowded(index, smallestBatch: smallestBatch)
  }

  /// Whether a request waits less in a replica's queue than it costs to compute elsewhere what is cached here: once for itself, and once more for what that displaces in a cache that is full.
  private func isWorthTheWait(_ index: Int, _ load: ReplicaLoad, _ rate: Double) -> Bool {
    guard rate > 0, let wait = load.wait(at: now) else { return false }
    return wait < 2 * Double(cachedTokens(index)) / rate
  }

  /// Whether a replica has far more requests than the emptiest one.
  @inline(__always)
  func isCrowded(_ index: Int, smallestBatch: Int) -> Bool {
    Double(load(index).batch(at: now)) > Double(smallestBatch) * settings.imbalanceFactor + Double(settings.imbalanceSlack)
  }

  /// Tokens that a replica computes before the request's first one: those that wait there, and the prompt's own that are not in its cache.
  @inline(__always)
  func prefill(_ index: Int) -> Double { Double(load(index).uncachedTokens) + Double(uncachedTokens(index)) }

  func hasUnsaturated(_ eligible: Eligible, smallestBatch: Int) -> Bool {
    candidates.indices.contains { isEligible($0, eligible) && !isSaturated($0, smallestBatch: smallestBatch) }
  }

  /// The most prefill at which a warm replica is worth its wait while all are saturated: the least of all, as many times as the imbalance may be.
  func prefillBound(_ eligible: Eligible) -> Double {
    var least = Double.infinity
    for index in candidates.indices where isEligible(index, eligible) { least = min(least, prefill(index)) }
    return least * settings.imbalanceFactor
  }

  /// Whether a replica's average time to the first token says anything yet.
  func isMeasured(_ load: ReplicaLoad) -> Bool { load.firstToken.samples >= settings.latencySamples }

  /// What the strategy compares: the smaller the better.
  @inline(__always)
  func score(_ index: Int) -> Double {
    let load = load(index)
    switch settings.strategy {
    case .lowestLatency:
      let batch = load.batch(at: now)
      // One that was never measured is asked once, and then waited for.
      guard isMeasured(load), let seconds = load.firstToken.aged(at: now, window: settings.latencyWindow) else {
        return batch == 0 ? 0 : Double(batch) + 1
      }
      let isTooSlow = settings.maximumLatency.map { seconds > $0.inSeconds } ?? false
      return seconds * Double(batch.saturatingAdd(1)) * (isTooSlow ? Self.saturationPenalty : 1)
    case .leastLoaded:
      return Double(load.batch(at: now)) / Double(candidates[index].weight) + Double(min(load.uncachedTokens, 1 << 40)) * 0x1p-50
    default:
      // New prefill tokens, those that wait in front of it among them, times the batch that it joins.
      return prefill(index) * Double(load.batch(at: now).saturatingAdd(1))
    }
  }

  /// Everything that was known.
  @inline(never)
  func explain(_ eligible: Eligible, _ choice: RoutingChoice?) -> RoutingDecision {
    var decision = RoutingDecision()
    decision.strategy = settings.strategy
    decision.promptTokens = request.promptTokens
    decision.choice = choice
    let smallest = smallestBatch(eligible)
    let compares: Bool =
      switch settings.strategy {
      case .lowestLatency, .leastLoaded, .prefixAware: true
      case .ordered, .roundRobin, .weighted, .random: false
      }
    decision.candidates = candidates.indices.map { index in
      let load = load(index)
      let isChosen = isEligible(index, eligible)
      return RoutingDecision.Candidate(
        replica: candidates[index].replica, state: candidates[index].state,
        exclusion: exclusion(index) ?? (isChosen || index == choice?.index ? nil : .worseHealth), cachedTokens: cachedTokens(index),
        batch: load.batch(at: now), pendingTokens: load.uncachedTokens,
        isSaturated: settings.strategy == .prefixAware && isChosen && isSaturated(index, smallestBatch: smallest),
        score: compares && isChosen ? score(index) : nil)
    }
    return decision
  }
}
