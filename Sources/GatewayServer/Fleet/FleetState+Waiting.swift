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
    if waiting[group]?.room.isEmpty ?? true {
      if let permit = choose(place.demand, among: place.candidates, at: now) { return (.permit(permit), nil) }
      guard isFull(place) else { return (.unavailable, nil) }
    }
    let queue = settings.queue
    guard queue.waiting > 0 else { return (.refused(WaitingRefusal(reason: .full, retryAfter: .seconds(1), predicted: nil)), nil) }
    var hall = waiting[group] ?? WaitingHall(room: WaitingRoom(settings: WaitingSettings(maximumEntries: queue.waiting)))
    defer { waiting[group] = hall }
    switch hall.room.enter(
      principal: principal, priority: priority, tokens: place.demand.promptTokens, deadline: now + queue.maximumWait, at: now)
    {
    case .refused(let refusal): return (.refused(refusal), nil)
    case .waiting(let ticket, _, let displaced):
      hall.places[ticket] = place
      return (.waiting(ticket), displaced.flatMap { hall.places.removeValue(forKey: $0) })
    }
  }

  /// Whether only a limit of requests in flight is in the way.
  private func isFull(_ place: WaitingPlace) -> Bool {
    isAtTotal || place.candidates.indices.contains { !place.demand.excluded.contains($0) && isAtLimit(place.candidates[$0]) }
  }

  /// A request has ended: who waits has a turn now, as far as there is room.
  /// - Returns: who gets a permit.
  mutating func departures(at now: Duration) -> [(WaitingPlace, Fleet.Permit)] {
    var result: [(WaitingPlace, Fleet.Permit)] = []
    var groups = groupsInTurn
    while let group = groups.first {
      guard var hall = waiting[group], !hall.room.isEmpty else {
        groups.removeFirst()
        continue
      }
      let departure = turn(&hall, at: now)
      waiting[group] = hall
      guard let departure else {
        groups.removeFirst()
        continue
      }
      turns &+= 1
      waiting[group]?.standing.served(turn: turns)
      for other in groups.dropFirst() { waiting[other]?.standing.wasPassedOver() }
      result.append(departure)
      groups = groupsInTurn
    }
    for (group, hall) in waiting where hall.room.isEmpty { waiting[group] = nil }
    return result
  }

  /// Those who wait, by who goes first.
  private var groupsInTurn: [[Int]] {
    waiting.filter { !$0.value.room.isEmpty }.sorted { left, right in
      left.value.standing.goes(
        before: right.value.standing, left.value.room.highestPriority ?? .low, right.value.room.highestPriority ?? .low)
    }
    .map(\.key)
  }

  /// The next one of a hall, when it can be sent. It is looked at before it leaves: one that cannot go keeps its place.
  private mutating func turn(_ hall: inout WaitingHall, at now: Duration) -> (WaitingPlace, Fleet.Permit)? {
    guard let any = hall.places.values.first, isRoom(for: any) else { return nil }
    while let departure = hall.room.next(at: now) {
      guard let place = hall.places.removeValue(forKey: departure.ticket), !departure.isExpired else { continue }
      if let permit = choose(place.demand, among: place.candidates, at: now) { return (place, permit) }
      place.tell(.unavailable)
    }
    return nil
  }

  /// Whether a request of this group could go now. All of a group have the same candidates.
  private func isRoom(for place: WaitingPlace) -> Bool {
    !isAtTotal && place.candidates.contains { !isAtLimit($0) }
  }

  /// A request waits no more.
  mutating func leave(_ ticket: WaitingRoom.Ticket, group: [Int]) {
    guard waiting[group] != nil else { return }
    waiting[group]?.room.cancel(ticket)
    waiting[group]?.places[ticket] = nil
  }
}

/// Those who wait for the same replicas.
struct WaitingHall {
  var room: WaitingRoom
  var places: [WaitingRoom.Ticket: WaitingPlace] = [:]
  var standing = RoomTurn()
}
