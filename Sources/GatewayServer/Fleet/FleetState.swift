internal import GatewayCore
internal import GatewayFleet

/// The state behind the lock of ``Fleet``: a value without clock.
struct FleetState {
  /// What a configuration, and the names in it, say of a replica.
  struct Entry: Sendable {
    /// What it is called.
    var id: String
    /// The id of its target, which it has in common with the other addresses of the target's name.
    var target: String
    /// What it is known by.
    var place: String
    /// Where it is, for people.
    var address: String
    /// Whether it is unhealthy until its first good probe.
    var awaitsProbe: Bool
  }

  /// One replica.
  struct Replica: Sendable {
    var entry: Entry
    var health: TargetHealth
    /// Whether it belongs to the configuration in force.
    var isInUse = true
    /// Whether it came just now.
    var isFresh = true
  }

  /// Requests that a replica gets when every circuit of its group is open, so that one that recovers is not flooded.
  private static let lastResort = 4

  private(set) var settings = FleetSettings()
  private(set) var replicas: [Replica] = []
  var loads = LoadTable(replicas: 0)
  /// What fresh replicas are warmed up with.
  var hot = HotPrompts()
  /// Counts the times that they were forgotten.
  var promptGeneration = 0
  /// Replicas that take no requests until they are warm, with what they are to compute.
  var warmUps: [WarmUpOrder] = []
  private(set) var index = PrefixIndex(replicas: 0)
  var budget = RetryBudget()
  var random: SeededGenerator
  private(set) var decisions = DecisionLog()
  /// Those who wait, by the numbers of the replicas that they wait for.
  var waiting: [[Int]: WaitingHall] = [:]
  /// Turns that were given to them.
  var turns: UInt64 = 0
  private var choosers: [String: ReplicaChooser] = [:]
  private var match = PrefixMatch()
  private var candidates: [ReplicaCandidate] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  // MARK: Replicas

  mutating func register(_ entries: [Entry], _ settings: FleetSettings, at now: Duration) -> [Int] {
    let known = replicas.count(where: \.isInUse)
    if settings.prefix != self.settings.prefix { index = PrefixIndex(replicas: replicas.count, settings: settings.prefix) }
    choosers = [:]
    self.settings = settings
    for number in replicas.indices { replicas[number].isInUse = false }
    let numbers = entries.map { number(of: $0) }
    loads.grow(to: replicas.count)
    index.grow(to: replicas.count)
    if !settings.warmsUp { hot = HotPrompts() }
    for (number, entry) in zip(numbers, entries) where replicas[number].isFresh {
      replicas[number].isFresh = false
      // The first ones of all have nobody's prompts to compute.
      if known > 0, !entry.awaitsProbe { warmUp(number, at: now) }
    }
    return numbers
  }

  private mutating func number(of entry: Entry) -> Int {
    if let known = replicas.firstIndex(where: { $0.entry.place == entry.place }) {
      replicas[known].entry = entry
      replicas[known].health.apply(settings.health)
      replicas[known].isInUse = true
      return known
    }
    let health = TargetHealth(settings: settings.health, awaitsProbe: entry.awaitsProbe)
    let fresh = Replica(entry: entry, health: health)
    // The place of a replica that went away, once its requests have ended, and nobody waits who may have it in mind.
    if waiting.isEmpty, let free = replicas.indices.first(where: { !replicas[$0].isInUse && loads.replicas[$0].inFlight == 0 }) {
      replicas[free] = fresh
      loads.forget(free)
      index.forget(free)
      return free
    }
    replicas.append(fresh)
    return replicas.count - 1
  }

  mutating func change<Result>(_ number: Int, _ body: (inout TargetHealth) -> Result) -> Result? {
    guard replicas.indices.contains(number) else { return nil }
    return body(&replicas[number].health)
  }

  /// A probe of a replica has ended. One that was down is a new process: it is warmed up before it takes requests.
  mutating func note(_ outcome: ProbeOutcome, replica number: Int, at now: Duration) {
    guard replicas.indices.contains(number) else { return }
    let wasDown = replicas[number].health.isDownByProbes
    replicas[number].health.note(outcome, at: now)
    if wasDown, !replicas[number].health.isDownByProbes { warmUp(number, at: now) }
  }

  /// Takes a replica out of traffic until it has computed the hottest prompts, if there are any.
  private mutating func warmUp(_ number: Int, at now: Duration) {
    guard settings.warmsUp else { return }
    let prompts = hot.hottest(for: replicas[number].entry.target)
    guard !prompts.isEmpty else { return }
    index.forget(number)
    replicas[number].health.warmUp(until: now + HotPrompts.timeLimit)
    warmUps.append(WarmUpOrder(place: replicas[number].entry.place, prompts: prompts))
  }

  /// A replica has computed a prompt.
  mutating func warmed(_ number: Int, _ prompt: HotPrompt) { index.insert(prompt.blocks, replica: number) }

  mutating func note(_ metrics: EngineMetrics, replica: Int, at now: Duration) {
    guard replicas.indices.contains(replica) else { return }
    replicas[replica].health.note(metrics, at: now)
    loads.note(metrics, replica: replica, at: now)
    if let tokens = metrics.cacheTokens { index.note(cacheTokens: tokens, of: replica) }
  }

  /// A replica has counted the tokens of a prompt.
  mutating func note(_ length: Fleet.PromptLength, replica: Int) {
    index.note(promptTokens: length.counted, estimated: length.estimated, of: replica)
  }

  // MARK: Requests

  mutating func choose(_ demand: Fleet.Demand, among targets: [Fleet.Candidate], at now: Duration) -> Fleet.Permit? {
    if isAtTotal { return nil }
    if targets.count == 1, let only = targets.first { return choose(demand, only: only, targets, at: now) }
    if let prompt = demand.prompt { index.match(prompt, into: &match) }
    var excluded = demand.excluded
    while let choice = pick(demand, targets, excluded, at: now) {
      if let permit = begin(choice.index, choice.replica, choice.uncachedTokens, demand, at: now) { return permit }
      excluded.insert(choice.index)
    }
    return lastResort(demand, targets, at: now)
  }

  /// Where there is nothing to choose, nothing is compared.
  private mutating func choose(_ demand: Fleet.Demand, only: Fleet.Candidate, _ targets: [Fleet.Candidate], at now: Duration) -> Fleet
    .Permit?
  {
    if !isAtLimit(only), demand.excluded.isEmpty, let permit = begin(0, only.replica, demand.promptTokens, demand, at: now) {
      return permit
    }
    return lastResort(demand, targets, at: now)
  }

  private mutating func pick(_ demand: Fleet.Demand, _ targets: [Fleet.Candidate], _ excluded: Set<Int>, at now: Duration) -> RoutingChoice?
  {
    candidates.removeAll(keepingCapacity: true)
    for target in targets {
      let health = replicas[target.replica].health
      candidates.append(
        ReplicaCandidate(
          replica: target.replica, weight: target.weight, concurrencyLimit: target.limit, state: health.state(at: now),
          admission: health.admission(at: now)))
    }
    var routing = settings.routing
    routing.strategy = demand.strategy
    var chooser = choosers.removeValue(forKey: demand.group) ?? ReplicaChooser(settings: routing, seed: random.next())
    chooser.settings = routing
    var decision: RoutingDecision? = targets.count > 1 ? RoutingDecision() : nil
    let request = RoutingRequest(promptTokens: demand.promptTokens, excluded: excluded, allowsTrial: demand.allowsTrial)
    let choice = chooser.choose(
      request, among: candidates, loads: loads, match: match, blockTokens: settings.prefix.blockTokens, at: now, decision: &decision)
    choosers[demand.group] = chooser
    if let decision { decisions.add(decision, group: demand.group, request: demand.requestID) }
    return choice
  }

  private mutating func begin(_ index: Int, _ replica: Int, _ uncached: Int, _ demand: Fleet.Demand, at now: Duration) -> Fleet.Permit? {
    guard let pass = replicas[replica].health.begin(at: now) else { return nil }
    if let prompt = demand.prompt { self.index.insert(prompt, replica: replica) }
    let load = loads.begin(replica: replica, uncachedTokens: uncached, at: now)
    return Fleet.Permit(index: index, replica: replica, load: load, circuit: pass)
  }

  /// When nobody is fit, somebody is asked all the same, unless an operator said no: an only target without bound, one of several a few at a time. Else one request that every engine
  /// fails on would shut out everybody.
  private mutating func lastResort(_ demand: Fleet.Demand, _ targets: [Fleet.Candidate], at now: Duration) -> Fleet.Permit? {
    guard !isSomebodyFit(demand, targets, at: now) else { return nil }
    let fitting = targets.indices.filter { index in
      let number = targets[index].replica
      guard !demand.excluded.contains(index), replicas[number].health.override == .auto, !isAtLimit(targets[index]) else { return false }
      return targets.count == 1 || loads.replicas[number].inFlight < Self.lastResort
    }
    guard let index = fitting.min(by: { loads.replicas[targets[$0].replica].inFlight < loads.replicas[targets[$1].replica].inFlight })
    else {
      return nil
    }
    let load = loads.begin(replica: targets[index].replica, uncachedTokens: demand.promptTokens, at: now)
    return Fleet.Permit(index: index, replica: targets[index].replica, load: load, circuit: nil)
  }

  /// Whether a target could take the request but for its limit: that is waited for.
  private func isSomebodyFit(_ demand: Fleet.Demand, _ targets: [Fleet.Candidate], at now: Duration) -> Bool {
    targets.indices.contains { index in
      !demand.excluded.contains(index) && isAtLimit(targets[index])
        && replicas[targets[index].replica].health.admission(at: now) == .open
    }
  }

  /// Whether a target has as many requests in flight as it may have.
  func isAtLimit(_ target: Fleet.Candidate) -> Bool { target.limit.map { loads.replicas[target.replica].inFlight >= $0 } ?? false }

  /// Whether all of them together have.
  var isAtTotal: Bool { settings.queue.total.map { loads.inFlight >= $0 } ?? false }

  mutating func hedge(
    _ plan: inout RetryPlan, startedAt: Duration, _ demand: Fleet.Demand, among targets: [Fleet.Candidate], at now: Duration
  ) -> Fleet.Hedge {
    switch plan.hedgeTime(startedAt: startedAt, at: now) {
    case .never: return .never
    case .at(let time): return .later(time - now)
    case .now: break
    }
    var demand = demand
    demand.excluded.formUnion(targets.indices.filter { replicas[targets[$0].replica].health.state(at: now) != .healthy })
    let isFree = waiting.isEmpty && !isAtTotal
    // The choice comes before the charge: a right that nobody can use is not paid for.
    guard isFree, demand.excluded.count < targets.count, budget.isAvailable(at: now) else { return .never }
    if let prompt = demand.prompt { index.match(prompt, into: &match) }
    while let choice = pick(demand, targets, demand.excluded, at: now) {
      guard let permit = begin(choice.index, choice.replica, choice.uncachedTokens, demand, at: now) else {
        demand.excluded.insert(choice.index)
        continue
      }
      _ = plan.hedge(startedAt: startedAt, hasOther: true, budget: &budget, at: now)
      return .permit(permit)
    }
    return .never
  }

  /// Whether a replica is in full health and takes requests.
  func isHealthy(_ number: Int, at now: Duration) -> Bool {
    guard replicas.indices.contains(number) else { return false }
    let health = replicas[number].health
    return health.state(at: now) == .healthy && health.admission(at: now) == .open
  }

  mutating func end(_ permit: Fleet.Permit, _ signal: PassiveSignal, at now: Duration) {
    if let load = permit.loadPermit { loads.end(load) }
    guard replicas.indices.contains(permit.replica) else { return }
    if let pass = permit.circuitPass {
      replicas[permit.replica].health.end(pass, signal, at: now, using: &random)
    } else {
      replicas[permit.replica].health.learn(signal, at: now)
    }
  }

  func soonest(_ numbers: [Int], at now: Duration) -> Duration? {
    numbers.compactMap { number -> Duration? in
      guard replicas.indices.contains(number) else { return nil }
      if case .open(let until) = replicas[number].health.circuit(at: now) { return max(.zero, until - now) }
      return replicas[number].health.pause(at: now).map { max(.zero, $0 - now) }
    }.min()
  }
}

/// The last decisions, by request: bounded, the oldest go first.
struct DecisionLog: Sendable {
  /// A decision and where it was made.
  struct Entry: Sendable {
    let request: String
    let group: String
    let decision: RoutingDecision
  }

  private static let limit = 1024
  private var entries: [Entry] = []
  private var next = 0

  mutating func add(_ decision: RoutingDecision, group: String, request: String) {
    let entry = Entry(request: request, group: group, decision: decision)
    if entries.count < Self.limit {
      entries.append(entry)
    } else {
      entries[next] = entry
      next = (next + 1) % Self.limit
    }
  }

  /// The decisions for a request, in their order.
  func find(_ request: String) -> [Entry] { (entries[next...] + entries[..<next]).filter { $0.request == request } }
}
