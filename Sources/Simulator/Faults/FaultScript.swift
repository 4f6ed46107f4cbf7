/// Which faults strike which request: remembers the keys that have struck, and what is set for the whole server. Pure.
struct FaultScript: Sendable {
  private static let rememberedKeys = 100_000

  private var struck: Set<String> = []
  private var whole = SimulatorFaults()
  private var requestsLeft: Int?

  /// Faults for the next `count` requests that generate, nil: for all of them.
  mutating func set(_ faults: SimulatorFaults, count: Int?) {
    whole = faults
    requestsLeft = count
  }

  /// The faults of one request: the server's if it generates, and its own lists, the later ones first.
  mutating func faults(own lists: [SimulatorFaults], generates: Bool) -> SimulatorFaults {
    var all = SimulatorFaults()
    if generates, !whole.isEmpty, requestsLeft != 0 {
      requestsLeft = requestsLeft.map { $0 - 1 }
      all = live(whole)
    }
    return lists.reduce(all) { $0.merging(live($1)) }
  }

  private mutating func live(_ faults: SimulatorFaults) -> SimulatorFaults {
    guard let key = faults.onceKey else { return faults }
    guard !struck.contains(key) else { return SimulatorFaults() }
    if struck.count >= Self.rememberedKeys { struck.removeAll() }
    struck.insert(key)
    return faults
  }
}
