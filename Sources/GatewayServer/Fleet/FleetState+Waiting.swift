internal import GatewayCore
internal import GatewayFleet

/// What became of a request that wants to be sent.
enum FleetAdmission {
  /// It may go.
  case permit(Fleet.Permit)
  /// It waits.
  case waiting(WaitingRoom.Ticket)
  /// There is no room for it.
  case refused(WaitingRefusal)
  /// Nobody can take it, and waiting would not help.
  case unavailable
}

extension FleetState {
  /// Sends a request, or lets it wait behind those that came before it.
  /// - Returns: with the admission, the place of a request that has to go for it.
  mutating func admit(_ place: WaitingPlace, principal: String, priority: WaitingPriority, at now: Duration) -> (
    FleetAdmission, displaced: WaitingPlace?
  ) {
    let group = place.group
    // A newcomer overtakes those who cannot go, as it would behind them, and nobody else.
    let others = waiting[group]?.exclusions.count
    if others == nil || stuck(group, at: now).count == others && canGo(place.demand.excluded, place.candidates, at: now) {
      if let permit = choose(place.demand, among: place.candidates, at: now) { return (.permit(permit), nil) }
      guard isFull(place, at: now) else { return (.unavailable, nil) }
    }
    let queue = settings.queue
    guard queue.waiting > 0 else { return (.refused(WaitingRefusal(reason: .full, retryAfter: .seconds(1), predicted: nil)), nil) }
    // Changed where it is: a copy would be one of all who wait.
    let result = waiting[group, default: WaitingHall(settings: WaitingSettings(maximumEntries: queue.waiting))].enter(
      place, principal: principal, priority: priority, deadline: now + queue.maximumWait, at: now)
    closeIfEmpty(group)
    return result
  }

  /// Whether only a limit of requests in flight is in the way: the end of one of them makes room at a replica that takes it.
  private func isFull(_ place: WaitingPlace, at now: Duration) -> Bool {
    isAtTotal
      || place.candidates.indices.contains {
        let candidate = place.candidates[$0]
        return !place.demand.excluded.contains($0) && isAtLimit(candidate) && replicas[candidate.replica].health.admission(at: now) == .open
      }
  }

  /// Whether a request has a turn now: there is room at a replica that takes it; or at none that an end of a request could free, so that it is to learn what is left for it.
  private func canGo(_ excluded: Set<Int>, _ candidates: [Fleet.Candidate], at now: Duration) -> Bool {
    if isAtTotal { return false }
    var isWorthTheWait = false
    for index in candidates.indices where !excluded.contains(index) {
      let admission = replicas[candidates[index].replica].health.admission(at: now)
      if isAtLimit(candidates[index]) {
        isWorthTheWait = isWorthTheWait || admission == .open
      } else if admission != .closed {
        return true
      }
    }
    return !isWorthTheWait
  }

  /// Of those who wait for some replicas, who has no turn now: by the candidates that they must not be sent to.
  private func stuck(_ group: [Int], at now: Duration) -> Set<Set<Int>> {
    guard let hall = waiting[group] else { return [] }
    return Set(hall.exclusions.keys.filter { !canGo($0, hall.candidates, at: now) })
  }

  /// A request has ended: who waits has a turn now, as far as there is room.
  /// - Returns: who gets a permit.
  mutating func departures(at now: Duration) -> [(WaitingPlace, Fleet.Permit)] {
    var result: [(WaitingPlace, Fleet.Permit)] = []
    var groups = groupsInTurn
    while let group = groups.first {
      guard let departure = turn(group, at: now) else {
        closeIfEmpty(group)
        groups.removeFirst()
        continue
      }
      turns &+= 1
      waiting[group]?.standing.served(turn: turns)
      for other in groups.dropFirst() { waiting[other]?.standing.wasPassedOver() }
      closeIfEmpty(group)
      result.append(departure)
      groups = groupsInTurn
    }
    return result
  }

  /// The groups that wait, by who goes first.
  private var groupsInTurn: [[Int]] {
    waiting.sorted { left, right in
      left.value.standing.goes(
        before: right.value.standing, left.value.room.highestPriority ?? .low, right.value.room.highestPriority ?? .low)
    }
    .map(\.key)
  }

  /// The next one of a group, when it can be sent. It is looked at before it leaves: one that cannot go keeps its place, and those behind it have their turn.
  private mutating func turn(_ group: [Int], at now: Duration) -> (WaitingPlace, Fleet.Permit)? {
    var stuck = stuck(group, at: now)
    while let (departure, place) = waiting[group]?.head(without: stuck, at: now) {
      guard !departure.isExpired else {
        waiting[group]?.take(departure.ticket, at: now)
        continue
      }
      if let permit = choose(place.demand, among: place.candidates, at: now) {
        waiting[group]?.take(departure.ticket, at: now)
        return (place, permit)
      }
      if isFull(place, at: now) {
        stuck.insert(place.demand.excluded)
      } else {
        waiting[group]?.take(departure.ticket, at: now)
        place.tell(.unavailable)
      }
    }
    return nil
  }

  /// A request waits no more.
  mutating func leave(_ ticket: WaitingRoom.Ticket, group: [Int]) {
    waiting[group]?.leave(ticket)
    closeIfEmpty(group)
  }

  private mutating func closeIfEmpty(_ group: [Int]) {
    if waiting[group]?.room.isEmpty ?? false { waiting[group] = nil }
  }
}

/// Those who wait for the same replicas.
struct WaitingHall {
  private(set) var room: WaitingRoom
  /// The replicas, as the one that came last knows them.
  private(set) var candidates: [Fleet.Candidate] = []
  /// How many wait, by the candidates that they must not be sent to.
  private(set) var exclusions: [Set<Int>: Int] = [:]
  var standing = RoomTurn()
  private var places: [WaitingRoom.Ticket: WaitingPlace] = [:]

  init(settings: WaitingSettings) { room = WaitingRoom(settings: settings) }

  /// A request wants to wait.
  /// - Returns: with the admission, the place of a request that has to go for it.
  mutating func enter(_ place: WaitingPlace, principal: String, priority: WaitingPriority, deadline: Duration, at now: Duration) -> (
    FleetAdmission, displaced: WaitingPlace?
  ) {
    switch room.enter(principal: principal, priority: priority, tokens: place.demand.promptTokens, deadline: deadline, at: now) {
    case .refused(let refusal): return (.refused(refusal), nil)
    case .waiting(let ticket, _, let displaced):
      places[ticket] = place
      candidates = place.candidates
      exclusions[place.demand.excluded, default: 0] += 1
      return (.waiting(ticket), displaced.flatMap { forget($0) })
    }
  }

  /// Whose turn it is among those who may be sent to what some others may not; it keeps its place.
  mutating func head(without stuck: Set<Set<Int>>, at now: Duration) -> (WaitingDeparture, WaitingPlace)? {
    let places = places
    let isAnybodyStuck = exclusions.keys.contains { stuck.contains($0) }
    if isAnybodyStuck, exclusions.keys.allSatisfy({ stuck.contains($0) }) { return nil }
    let head = room.head(
      at: now, where: isAnybodyStuck ? { ticket in places[ticket].map { !stuck.contains($0.demand.excluded) } ?? false } : nil)
    return head.flatMap { head in places[head.ticket].map { (head, $0) } }
  }

  /// The one whose turn it is leaves.
  mutating func take(_ ticket: WaitingRoom.Ticket, at now: Duration) {
    room.take(ticket, at: now)
    forget(ticket)
  }

  /// One that waits no more leaves.
  mutating func leave(_ ticket: WaitingRoom.Ticket) {
    room.cancel(ticket)
    forget(ticket)
  }

  @discardableResult
  private mutating func forget(_ ticket: WaitingRoom.Ticket) -> WaitingPlace? {
    guard let place = places.removeValue(forKey: ticket) else { return nil }
    let left = (exclusions[place.demand.excluded] ?? 0) - 1
    exclusions[place.demand.excluded] = left > 0 ? left : nil
    return place
  }
}
