/// Where requests wait while no replica of their group can take them: bounded, fair among principals, and honest about how long it will take.
///
/// Fair: among the principals of one priority that always have requests waiting, the tokens served differ by at most one quantum and one request. When the room is full, a principal with less than its share of
/// it displaces the newest request of the one with the most. A request whose predicted wait is longer than its time is refused at once.
/// A value without clock; times are durations since any fixed point. Owned by one executor.
public struct WaitingRoom: Sendable {
  /// Stands for one request that waits; good for one departure.
  public struct Ticket: Sendable, Hashable {
    fileprivate let place: Int
    fileprivate let generation: UInt64
  }

  /// A request counts as at most so many tokens.
  private static let largestRequest = 1 << 32

  /// The settings in force.
  public let settings: WaitingSettings
  private var queue: WaitingQueue
  private var rate = DrainRate()

  /// An empty room.
  public init(settings: WaitingSettings = WaitingSettings()) {
    self.settings = settings
    queue = WaitingQueue(quantum: settings.quantum, patience: settings.patience)
  }

  /// How many requests wait.
  public var count: Int { queue.count }
  /// Whether nobody waits.
  public var isEmpty: Bool { queue.count == 0 }
  /// Tokens of the requests that wait.
  public var tokens: Int { queue.tokens }
  /// How many requests of a principal wait.
  public func count(of principal: String) -> Int {
    WaitingPriority.allCases.reduce(0) { sum, priority in
      sum + (queue.places[WaitingFlowKey(principal: principal, priority: priority)].map { queue.flows[$0].count } ?? 0)
    }
  }

  /// The highest priority of those that wait; nil when nobody does.
  public var highestPriority: WaitingPriority? {
    queue.levels.firstIndex { $0.flows > 0 }.flatMap { WaitingPriority(rawValue: $0) }
  }

  /// Whether a request still waits.
  public func isWaiting(_ ticket: Ticket) -> Bool {
    queue.entries.indices.contains(ticket.place) && queue.entries[ticket.place].isTaken
      && queue.entries[ticket.place].generation == ticket.generation
  }

  /// A request wants to wait.
  /// - Parameter tokens: what it will cost: its prompt's tokens that have to be computed, and what its answer is expected to have.
  /// - Parameter deadline: until when it has to leave the room; nil for no limit.
  public mutating func enter(
    principal: String, priority: WaitingPriority = .normal, tokens: Int, deadline: Duration? = nil, at now: Duration
  ) -> WaitingAdmission {
    rate.roll(isBusy: !isEmpty, at: now)
    let key = WaitingFlowKey(principal: principal, priority: priority)
    let cost = min(max(1, tokens), Self.largestRequest)
    let predicted = isEmpty ? .zero : rate.time(for: tokensAhead(of: key, cost))
    if let deadline, let predicted, now + predicted > deadline {
      return .refused(refusal(.deadline, after: predicted - max(.zero, deadline - now), predicted))
    }
    var displaced: Ticket?
    if queue.count >= settings.maximumEntries || !isEmpty && queue.tokens + cost > settings.maximumTokens {
      guard let victim = victim(for: key, cost) else { return .refused(fullRefusal(key, predicted)) }
      displaced = Ticket(place: victim, generation: queue.entries[victim].generation)
      queue.remove(victim)
    }
    let place = queue.append(key, tokens: cost, deadline: deadline, at: now)
    return .waiting(Ticket(place: place, generation: queue.entries[place].generation), predicted: predicted, displaced: displaced)
  }

  /// The request whose turn it is; it keeps its place until ``take(_:at:)``. Nil when nobody waits who can go.
  /// - Parameter canGo: whether a request can go now; nil when all can. Who cannot is passed over by those behind it.
  public mutating func head(at now: Duration, where canGo: ((Ticket) -> Bool)? = nil) -> WaitingDeparture? {
    guard let canGo else { return queue.next(where: nil).map { departure($0, at: now) } }
    let entries = queue.entries
    return queue.next { canGo(Ticket(place: $0, generation: entries[$0].generation)) }.map { departure($0, at: now) }
  }

  /// The request whose turn it is leaves.
  /// - Returns: false when it had left before.
  @discardableResult
  public mutating func take(_ ticket: Ticket, at now: Duration) -> Bool {
    guard isWaiting(ticket) else { return false }
    rate.roll(isBusy: true, at: now)
    let departure = departure(ticket.place, at: now)
    queue.take(ticket.place)
    if !departure.isExpired { rate.served(departure.tokens) }
    return true
  }

  private func departure(_ place: Int, at now: Duration) -> WaitingDeparture {
    let entry = queue.entries[place]
    return WaitingDeparture(
      ticket: Ticket(place: place, generation: entry.generation), isExpired: entry.deadline.map { $0 < now } ?? false,
      waited: max(.zero, now - entry.enteredAt), tokens: entry.tokens)
  }

  /// A request waits no more: its client went away, or its time is over. Constant time.
  /// - Returns: false when it had left before.
  @discardableResult
  public mutating func cancel(_ ticket: Ticket) -> Bool {
    guard isWaiting(ticket) else { return false }
    queue.remove(ticket.place)
    return true
  }

  /// Tokens that are served before a new request: all of higher priorities, its own principal's, and of each other principal as many as its own will have had.
  private func tokensAhead(of key: WaitingFlowKey, _ cost: Int) -> Int {
    let own = queue.places[key].map { queue.flows[$0].tokens } ?? 0
    var ahead = own
    for level in 0..<key.priority.rawValue { ahead += queue.levels[level].tokens }
    let level = queue.levels[key.priority.rawValue]
    guard level.flows > 0 else { return ahead }
    var flow = level.current
    repeat {
      if queue.flows[flow].key != key { ahead += min(queue.flows[flow].tokens, own + cost) }
      flow = queue.flows[flow].next
    } while flow != level.current
    return ahead
  }

  /// The newest request of the flow with the most, of the same or a lower priority, when the newcomer has less than its share and at least two requests less, and when its going makes room enough.
  private func victim(for key: WaitingFlowKey, _ cost: Int) -> Int? {
    guard !hasShare(key) else { return nil }
    let own = queue.places[key].map { queue.flows[$0].count } ?? 0
    var largest = -1
    for level in (key.priority.rawValue..<queue.levels.count).reversed() where queue.levels[level].flows > 0 {
      var flow = queue.levels[level].current
      repeat {
        if largest < 0 || queue.flows[flow].count > queue.flows[largest].count { largest = flow }
        flow = queue.flows[flow].next
      } while flow != queue.levels[level].current
    }
    guard largest >= 0, queue.flows[largest].key != key, queue.flows[largest].count > own + 1 else { return nil }
    let victim = queue.flows[largest].tail
    let left = queue.tokens - queue.entries[victim].tokens
    return left + cost <= settings.maximumTokens || queue.count == 1 ? victim : nil
  }

  /// Whether a principal has as many requests here as all that wait, shared equally.
  private func hasShare(_ key: WaitingFlowKey) -> Bool {
    guard let own = queue.places[key].map({ queue.flows[$0].count }) else { return false }
    return own >= queue.count / max(1, queue.levels.reduce(0) { $0 + $1.flows })
  }

  private func fullRefusal(_ key: WaitingFlowKey, _ predicted: Duration?) -> WaitingRefusal {
    // One request of average size has to leave.
    let average = rate.time(for: queue.tokens / max(1, queue.count)) ?? .seconds(1)
    return refusal(hasShare(key) ? .share : .full, after: average, predicted)
  }

  private func refusal(_ reason: WaitingRefusal.Reason, after time: Duration, _ predicted: Duration?) -> WaitingRefusal {
    let seconds = min(time, settings.maximumRetryAfter).inSeconds.rounded(.up)
    return WaitingRefusal(reason: reason, retryAfter: .seconds(max(1, Int(seconds))), predicted: predicted)
  }
}
