import GatewayCore
import GatewayFleet
import GatewayHTTP
import NIOCore
import NIOEmbedded
import Testing

@testable import GatewayServer

/// Who has a turn when groups contend for what they have in common.
@Suite struct WaitingTests {
  private let fleet = Fleet()
  private let loop = EmbeddedEventLoop()
  private let numbers: [Int]

  init() {
    var settings = FleetSettings()
    settings.queue.total = 1
    let entries = ["a", "b"].map { FleetState.Entry(id: $0, target: $0, place: $0, address: $0, awaitsProbe: false) }
    numbers = fleet.register(entries, settings)
  }

  private func place(_ index: Int) -> WaitingPlace {
    let demand = Fleet.Demand(requestID: "r", group: "g\(index)", strategy: .ordered, prompt: nil, promptTokens: 10)
    return WaitingPlace(
      demand: demand, candidates: [Fleet.Candidate(replica: numbers[index], weight: 1, limit: nil)], fleet: fleet, eventLoop: loop,
      signal: LoopSignal())
  }

  private func enter(_ place: WaitingPlace, _ priority: WaitingPriority) throws {
    guard case .waiting = fleet.admit(place, principal: "p", priority: priority) else {
      Issue.record("it does not wait")
      return
    }
  }

  private func permit(of place: WaitingPlace) -> Fleet.Permit? {
    loop.run()
    if case .permit(let permit) = place.outcome { return permit }
    return nil
  }

  @Test func theModelWithTheHigherPriorityGoesFirst() throws {
    guard case .permit(let running) = fleet.admit(place(0), principal: "p", priority: .normal) else {
      Issue.record("nothing is in flight, and yet it waits")
      return
    }
    let (low, high) = (place(0), place(1))
    try enter(low, .low)
    try enter(high, .high)
    fleet.end(running, .success)
    let first = try #require(permit(of: high))
    #expect(permit(of: low) == nil)
    fleet.end(first, .success)
    #expect(permit(of: low) != nil)
  }

  /// Who waits when the last replica goes learns that, and is not told that it asked for too much.
  @Test func whoWaitsForNobodyLearnsIt() throws {
    guard case .permit(let running) = fleet.admit(place(0), principal: "p", priority: .normal) else {
      Issue.record("nothing is in flight, and yet it waits")
      return
    }
    let waiting = place(0)
    try enter(waiting, .normal)
    #expect(fleet.set(.unhealthy, of: "a"))
    fleet.end(running, .reset)
    loop.run()
    guard case .unavailable? = waiting.outcome else {
      Issue.record("it was told \(String(describing: waiting.outcome))")
      return
    }
  }

  @Test func amongEqualsGroupsTakeTurns() throws {
    guard case .permit(var running) = fleet.admit(place(0), principal: "p", priority: .normal) else {
      Issue.record("nothing is in flight, and yet it waits")
      return
    }
    let places = [place(0), place(0), place(0), place(1), place(1), place(1)]
    for place in places { try enter(place, .normal) }
    var order: [Int] = []
    while order.count < places.count {
      fleet.end(running, .success)
      let next = try #require(places.indices.first { !order.contains($0) && permit(of: places[$0]) != nil })
      order.append(next)
      running = try #require(permit(of: places[next]))
    }
    // Neither group has two turns in a row while the other waits.
    let groups = order.map { places[$0].group }
    #expect(zip(groups, groups.dropFirst()).allSatisfy { $0 != $1 })
  }
}

/// Who has a turn when those who wait may not all be sent to the same replicas.
@Suite struct WaitingExclusionTests {
  private let fleet = Fleet()
  private let loop = EmbeddedEventLoop()
  private let numbers: [Int]

  init() {
    let entries = ["a", "b", "c"].map { FleetState.Entry(id: $0, target: $0, place: $0, address: $0, awaitsProbe: false) }
    numbers = fleet.register(entries, FleetSettings())
  }

  /// A request for the first `count` replicas, each of which takes one at a time.
  private func place(_ count: Int, without excluded: Set<Int> = []) -> WaitingPlace {
    let demand = Fleet.Demand(requestID: "r", group: "g", strategy: .ordered, prompt: nil, promptTokens: 10, excluded: excluded)
    return WaitingPlace(
      demand: demand, candidates: numbers.prefix(count).map { Fleet.Candidate(replica: $0, weight: 1, limit: 1) }, fleet: fleet,
      eventLoop: loop, signal: LoopSignal())
  }

  private func send(_ place: WaitingPlace) throws -> Fleet.Permit {
    guard case .permit(let permit) = fleet.admit(place, principal: "p", priority: .normal) else { throw WaitsError() }
    return permit
  }

  private func wait(_ place: WaitingPlace) throws -> WaitingPlace {
    guard case .waiting = fleet.admit(place, principal: "p", priority: .normal) else { throw GoesError() }
    return place
  }

  private func permit(of place: WaitingPlace) -> Fleet.Permit? {
    loop.run()
    if case .permit(let permit) = place.outcome { return permit }
    return nil
  }

  private struct WaitsError: Error {}
  private struct GoesError: Error {}

  /// A retry waits for the replica that it was not sent to yet; the one that it failed at is nothing to it.
  @Test func aRetryWaitsForAnotherReplica() throws {
    let (a, b) = (try send(place(2)), try send(place(2)))
    let retry = try wait(place(2, without: [0]))
    fleet.end(a, .success)
    #expect(permit(of: retry) == nil)
    #expect(retry.outcome == nil)
    fleet.end(b, .success)
    #expect(permit(of: retry)?.index == 1)
  }

  @Test func whoStandsBehindARetryGoesMeanwhile() throws {
    let (a, b) = (try send(place(2)), try send(place(2)))
    let retry = try wait(place(2, without: [0]))
    let other = try wait(place(2))
    fleet.end(a, .success)
    #expect(permit(of: other)?.index == 0)
    #expect(permit(of: retry) == nil)
    fleet.end(b, .success)
    #expect(permit(of: retry)?.index == 1)
  }

  @Test func aNewcomerOvertakesWhoCannotGo() throws {
    let (a, _) = (try send(place(2)), try send(place(2)))
    let retry = try wait(place(2, without: [0]))
    fleet.end(a, .success)
    #expect(try send(place(2)).index == 0)
    #expect(permit(of: retry) == nil)
    #expect(retry.outcome == nil)
  }

  /// A replica that takes nothing always has room: that is room for nobody.
  @Test func anUnfitReplicaEndsNobodysWait() throws {
    #expect(fleet.set(.unhealthy, of: "c"))
    let (a, b) = (try send(place(3)), try send(place(3)))
    let waiting = [try wait(place(3)), try wait(place(3))]
    fleet.end(a, .success)
    #expect(permit(of: waiting[0])?.index == 0)
    #expect(permit(of: waiting[1]) == nil)
    #expect(waiting[1].outcome == nil)
    fleet.end(b, .success)
    #expect(permit(of: waiting[1])?.index == 1)
  }

  /// A full replica that takes nothing any more is nothing to wait for, and keeps nobody from another one.
  @Test func nobodyWaitsForAFullReplicaThatIsGoing() throws {
    let a = try send(place(2))
    #expect(fleet.set(.drain, of: "a"))
    guard case .unavailable = fleet.admit(place(2, without: [1]), principal: "p", priority: .normal) else {
      Issue.record("it waits")
      return
    }
    #expect(try send(place(2)).index == 1)
    fleet.end(a, .success)
  }

  /// Where no end of a request would help, a retry learns it.
  @Test func aRetryThatNobodyIsLeftForLearnsIt() throws {
    let (a, b) = (try send(place(2)), try send(place(2)))
    let retry = try wait(place(2, without: [0]))
    #expect(fleet.set(.unhealthy, of: "b"))
    fleet.end(b, .reset)
    loop.run()
    guard case .unavailable? = retry.outcome else {
      Issue.record("it was told \(String(describing: retry.outcome))")
      return
    }
    fleet.end(a, .success)
  }
}
