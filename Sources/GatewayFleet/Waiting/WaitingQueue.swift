/// The order in which requests leave: priorities, deficit round robin over tokens among the principals of a priority, first come first served within one. Knows no limits and no time.
///
/// Entering, leaving and cancelling take constant time; a departure looks at every principal of a priority only when each of them needs more rounds for its next request, and at all that
/// wait where some cannot go.
struct WaitingQueue: Sendable {
  private let quantum: Int
  private let patience: Int
  private(set) var entries: [WaitingEntry] = []
  private var freeEntries: [Int] = []
  private(set) var flows: [WaitingFlow] = []
  private var freeFlows: [Int] = []
  private(set) var places: [WaitingFlowKey: Int] = [:]
  private(set) var levels = Array(repeating: WaitingLevel(), count: WaitingPriority.allCases.count)
  private(set) var count = 0
  private(set) var tokens = 0

  init(quantum: Int, patience: Int) {
    self.quantum = quantum
    self.patience = patience
  }

  /// Adds a request at the end of its flow.
  /// - Returns: its place.
  mutating func append(_ key: WaitingFlowKey, tokens: Int, deadline: Duration?, at now: Duration) -> Int {
    let flow = places[key] ?? addFlow(key)
    let index = freeEntries.popLast() ?? entries.endIndex
    if index == entries.endIndex { entries.append(WaitingEntry()) }
    entries[index].generation &+= 1
    entries[index].isTaken = true
    entries[index].flow = flow
    entries[index].tokens = tokens
    entries[index].enteredAt = now
    entries[index].deadline = deadline
    entries[index].next = -1
    entries[index].previous = flows[flow].tail
    if flows[flow].tail >= 0 { entries[flows[flow].tail].next = index } else { flows[flow].head = index }
    flows[flow].tail = index
    flows[flow].count += 1
    flows[flow].tokens += tokens
    levels[key.priority.rawValue].tokens += tokens
    self.tokens += tokens
    count += 1
    return index
  }

  /// Finds the request whose turn it is; it keeps its place. Nil when nobody waits who can go.
  /// - Parameter canGo: whether the request at a place can go now; nil when all can. Who cannot is passed over, and loses what it was given for this round.
  mutating func next(where canGo: ((Int) -> Bool)?) -> Int? {
    for level in levelsInTurn {
      if let place = next(in: level, where: canGo) { return place }
    }
    return nil
  }

  private mutating func next(in level: Int, where canGo: ((Int) -> Bool)?) -> Int? {
    guard canSomebodyGo(level, where: canGo) else { return nil }
    while true {
      // One round finds somebody, unless everybody needs more rounds: those are added at once.
      for _ in 0...levels[level].flows {
        let flow = levels[level].current
        if let entry = first(of: flow, where: canGo) {
          if !flows[flow].hasQuantum {
            flows[flow].hasQuantum = true
            flows[flow].deficit = flows[flow].deficit.saturatingAdd(quantum)
          }
          if entries[entry].tokens <= flows[flow].deficit { return entry }
        } else if flows[flow].hasQuantum {
          // What it was given for this round it cannot use.
          flows[flow].deficit = max(0, flows[flow].deficit - quantum)
        }
        flows[flow].hasQuantum = false
        levels[level].current = flows[flow].next
      }
      addRounds(level, where: canGo)
    }
  }

  private func canSomebodyGo(_ level: Int, where canGo: ((Int) -> Bool)?) -> Bool {
    guard canGo != nil else { return true }
    var flow = levels[level].current
    for _ in 0..<levels[level].flows {
      if first(of: flow, where: canGo) != nil { return true }
      flow = flows[flow].next
    }
    return false
  }

  /// The first request of a flow that can go.
  private func first(of flow: Int, where canGo: ((Int) -> Bool)?) -> Int? {
    var entry = flows[flow].head
    guard let canGo else { return entry }
    while entry >= 0, !canGo(entry) { entry = entries[entry].next }
    return entry >= 0 ? entry : nil
  }

  /// Takes the request that ``next(where:)`` found; its place is free then, and what stood there can still be read until the next ``append(_:tokens:deadline:at:)``.
  mutating func take(_ index: Int) {
    let flow = entries[index].flow
    let level = flows[flow].key.priority.rawValue
    for lower in levels.indices where lower > level && levels[lower].flows > 0 { levels[lower].passedOver += 1 }
    levels[level].passedOver = 0
    flows[flow].deficit -= entries[index].tokens
    remove(index)
  }

  /// Takes a request out of the middle.
  mutating func remove(_ index: Int) {
    let entry = entries[index]
    let flow = entry.flow
    if entry.previous >= 0 { entries[entry.previous].next = entry.next } else { flows[flow].head = entry.next }
    if entry.next >= 0 { entries[entry.next].previous = entry.previous } else { flows[flow].tail = entry.previous }
    flows[flow].count -= 1
    flows[flow].tokens -= entry.tokens
    levels[flows[flow].key.priority.rawValue].tokens -= entry.tokens
    tokens -= entry.tokens
    count -= 1
    entries[index].isTaken = false
    freeEntries.append(index)
    if flows[flow].count == 0 { removeFlow(flow) }
  }

  /// The priorities with requests, the highest first; before them those that were passed over too often, the lowest first.
  private var levelsInTurn: [Int] {
    let waiting = levels.indices.filter { levels[$0].flows > 0 }
    return waiting.reversed().filter { levels[$0].passedOver >= patience } + waiting.filter { levels[$0].passedOver < patience }
  }

  /// Gives every flow of a priority with a request that can go so many rounds that one of them can.
  private mutating func addRounds(_ level: Int, where canGo: ((Int) -> Bool)?) {
    let start = levels[level].current
    var rounds = Int.max
    var able: [Int] = []
    var flow = start
    repeat {
      if let entry = first(of: flow, where: canGo) {
        able.append(flow)
        let missing = entries[entry].tokens - flows[flow].deficit - quantum
        rounds = min(rounds, max(0, (missing + quantum - 1) / quantum))
      }
      flow = flows[flow].next
    } while flow != start
    guard rounds > 0 else { return }
    for flow in able { flows[flow].deficit = flows[flow].deficit.saturatingAdd(rounds.saturatingMultiply(quantum)) }
  }

  /// A new flow goes in front of the current one: behind everybody in this round.
  private mutating func addFlow(_ key: WaitingFlowKey) -> Int {
    let index = freeFlows.popLast() ?? flows.endIndex
    let flow = WaitingFlow(key: key)
    if index == flows.endIndex { flows.append(flow) } else { flows[index] = flow }
    places[key] = index
    let level = key.priority.rawValue
    let current = levels[level].current
    if current < 0 {
      levels[level].current = index
      flows[index].next = index
      flows[index].previous = index
    } else {
      let last = flows[current].previous
      flows[index].previous = last
      flows[index].next = current
      flows[last].next = index
      flows[current].previous = index
    }
    levels[level].flows += 1
    return index
  }

  private mutating func removeFlow(_ index: Int) {
    let flow = flows[index]
    let level = flow.key.priority.rawValue
    levels[level].flows -= 1
    if levels[level].flows == 0 {
      levels[level] = WaitingLevel()
    } else {
      flows[flow.previous].next = flow.next
      flows[flow.next].previous = flow.previous
      if levels[level].current == index { levels[level].current = flow.next }
    }
    places[flow.key] = nil
    flows[index].key.principal = ""
    freeFlows.append(index)
  }
}
