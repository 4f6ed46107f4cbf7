import GatewayFleet
import GatewayTestSupport
import Testing

/// A room, and who is in it.
struct RoomRig {
  var room: WaitingRoom
  var now = Duration.seconds(10)
  var names: [WaitingRoom.Ticket: String] = [:]

  init(_ settings: WaitingSettings = WaitingSettings(quantum: 100)) { room = WaitingRoom(settings: settings) }

  @discardableResult
  mutating func enter(_ principal: String, _ tokens: Int = 100, priority: WaitingPriority = .normal, deadline: Duration? = nil)
    -> WaitingAdmission
  {
    let admission = room.enter(principal: principal, priority: priority, tokens: tokens, deadline: deadline, at: now)
    if case .waiting(let ticket, _, _) = admission { names[ticket] = principal }
    return admission
  }

  mutating func ticket(_ principal: String, _ tokens: Int = 100) throws -> WaitingRoom.Ticket {
    guard case .waiting(let ticket, _, _) = enter(principal, tokens) else { throw RefusedError() }
    return ticket
  }

  mutating func refusal(_ principal: String, _ tokens: Int = 100, deadline: Duration? = nil) -> WaitingRefusal? {
    guard case .refused(let refusal) = enter(principal, tokens, deadline: deadline) else { return nil }
    return refusal
  }

  /// The principals of the next departures.
  mutating func serve(_ count: Int) -> [String] {
    (0..<count).compactMap { _ in room.next(at: now).flatMap { names[$0.ticket] } }
  }

  /// Whether each of them waits.
  func allWait(_ principals: [String]) -> Bool {
    for principal in principals where room.count(of: principal) == 0 { return false }
    return true
  }

  /// Serves so many tokens a second for some seconds, always with somebody waiting.
  mutating func teachRate(_ perSecond: Int, seconds: Int = 30) {
    enter("teacher", 1)
    for _ in 0..<seconds * 10 {
      enter("teacher", perSecond / 10)
      now += .milliseconds(100)
      _ = room.next(at: now)
    }
    while room.count > 1 { _ = room.next(at: now) }
  }

  struct RefusedError: Error {}
}

extension WaitingRoom {
  /// The one whose turn it is leaves.
  mutating func next(at now: Duration) -> WaitingDeparture? {
    guard let departure = head(at: now) else { return nil }
    take(departure.ticket, at: now)
    return departure
  }

  /// How long a newcomer is told that it would wait.
  func predictedWait(principal: String, priority: WaitingPriority = .normal, tokens: Int, at now: Duration) -> Duration? {
    var room = self
    switch room.enter(principal: principal, priority: priority, tokens: tokens, at: now) {
    case .waiting(_, let predicted, _): return predicted
    case .refused(let refusal): return refusal.predicted
    }
  }
}

@Suite struct WaitingRoomTests {
  @Test func onePrincipalIsServedInItsOrder() throws {
    var rig = RoomRig()
    var tickets: [WaitingRoom.Ticket] = []
    for tokens in [500, 1, 300] { tickets.append(try rig.ticket("a", tokens)) }
    rig.now += .seconds(2)
    var served: [WaitingDeparture] = []
    while let departure = rig.room.next(at: rig.now) { served.append(departure) }
    #expect(served.map(\.ticket) == tickets)
    #expect(served.map(\.tokens) == [500, 1, 300])
    #expect(served.allSatisfy { $0.waited == .seconds(2) && !$0.isExpired })
  }

  @Test func principalsTakeTurns() {
    var rig = RoomRig()
    for _ in 0..<3 { rig.enter("a") }
    for _ in 0..<3 { rig.enter("b") }
    rig.enter("c")
    let result1 = rig.serve(7) == ["a", "b", "c", "a", "b", "a", "b"]
    #expect(result1)
  }

  // MARK: Who cannot go

  /// Who cannot go keeps its place, and its turn: those behind it go meanwhile.
  @Test func whoCannotGoIsPassedOver() throws {
    var rig = RoomRig()
    let stuck = try rig.ticket("a")
    let second = try rig.ticket("a")
    for principal in ["b", "b"] { rig.enter(principal) }
    var served: [String] = []
    for _ in 0..<2 {
      let next = rig.room.head(at: rig.now) { $0 != stuck }
      let head = try #require(next)
      served.append(head.ticket == second ? "second of a" : rig.names[head.ticket] ?? "")
      rig.room.take(head.ticket, at: rig.now)
    }
    #expect(served == ["second of a", "b"])
    #expect(rig.room.isWaiting(stuck))
    let rest = rig.serve(3)
    #expect(rest == ["a", "b"])
  }

  @Test func lookingAtTheHeadTakesNobody() {
    var rig = RoomRig()
    for principal in ["a", "b", "a"] { rig.enter(principal) }
    for _ in 0..<10 {
      let nobody = rig.room.head(at: rig.now) { _ in false }
      #expect(nobody == nil)
      let head = rig.room.head(at: rig.now)
      #expect(head.flatMap { rig.names[$0.ticket] } == "a")
    }
    let order = rig.serve(4)
    #expect(order == ["a", "b", "a"])
  }

  /// A request of many rounds goes although a small one that cannot go stands beside it, and so does one of a lower priority.
  @Test func whoCannotGoHoldsNobodyUp() throws {
    var rig = RoomRig(WaitingSettings(maximumTokens: .max, quantum: 100))
    let stuck = try rig.ticket("a", 1)
    rig.enter("b", 1 << 40)
    rig.enter("c", priority: .low)
    var served: [String] = []
    while let head = rig.room.head(at: rig.now, where: { $0 != stuck }) {
      served.append(rig.names[head.ticket] ?? "")
      rig.room.take(head.ticket, at: rig.now)
    }
    #expect(served == ["b", "c"])
    #expect(rig.room.count == 1)
  }

  @Test func turnsAreTurnsOfTokens() {
    var rig = RoomRig()
    for _ in 0..<4 { rig.enter("large", 400) }
    for _ in 0..<16 { rig.enter("small", 100) }
    let served = rig.serve(10)
    #expect(served.count { $0 == "small" } == 8)
    #expect(served.count { $0 == "large" } == 2)
  }

  /// Ten requests of a principal that has just come are not behind the thousand of one that floods.
  @Test func aFloodDoesNotStarve() {
    var rig = RoomRig()
    for _ in 0..<900 { rig.enter("flood", 1000) }
    for _ in 0..<10 { rig.enter("quiet", 1000) }
    let served = rig.serve(22)
    #expect(served.count { $0 == "quiet" } == 10)
  }

  /// Of principals that always wait, the tokens served never differ by more than one quantum and one request.
  @Test func theDifferenceIsBounded() {
    FuzzBudget.run(cases: 30) { number in
      let quantum = [1, 50, 1000][number % 3]
      #expect(Self.widestDifference(seed: UInt64(number), quantum: quantum, largest: 500) <= quantum + 500)
    }
  }

  private static func widestDifference(seed: UInt64, quantum: Int, largest: Int) -> Int {
    var random = SplitMix64(seed: seed)
    var rig = RoomRig(WaitingSettings(maximumEntries: 5000, maximumTokens: .max, quantum: quantum))
    let names = ["a", "b", "c"]
    for name in names {
      for _ in 0..<300 { rig.enter(name, Int.random(in: 1...(name == "a" ? largest : 60), using: &random)) }
    }
    var tokens = [0, 0, 0]
    var widest = 0
    while rig.allWait(names), let departure = rig.room.next(at: rig.now) {
      guard let name = rig.names[departure.ticket], let index = names.firstIndex(of: name) else { return .max }
      tokens[index] += departure.tokens
      widest = max(widest, (tokens.max() ?? 0) - (tokens.min() ?? 0))
    }
    return widest
  }

  @Test func leavingAndComingBackGivesNoAdvantage() {
    var rig = RoomRig()
    for _ in 0..<50 { rig.enter("steady") }
    var served: [String] = []
    for _ in 0..<20 {
      rig.enter("hopper")
      served += rig.serve(2)
    }
    #expect(served.count { $0 == "hopper" } <= 20)
    #expect(served.count { $0 == "steady" } >= 20)
  }

  // MARK: Priorities

  @Test func higherPrioritiesGoFirst() {
    var rig = RoomRig()
    for (name, priority) in [("low", WaitingPriority.low), ("normal", .normal), ("high", .high)] { rig.enter(name, priority: priority) }
    let result2 = rig.serve(3) == ["high", "normal", "low"]
    #expect(result2)
  }

  @Test func lowerPrioritiesAreNotStarved() {
    var rig = RoomRig()
    for _ in 0..<100 { rig.enter("high", priority: .high) }
    for _ in 0..<20 { rig.enter("normal", priority: .normal) }
    for _ in 0..<20 { rig.enter("low", priority: .low) }
    let served = rig.serve(90)
    #expect((8...10).contains(served.count { $0 == "normal" }))
    #expect((8...10).contains(served.count { $0 == "low" }))
  }

  // MARK: Bounds

  @Test func aFullRoomRefusesThePrincipalThatFillsIt() {
    var rig = RoomRig(WaitingSettings(maximumEntries: 10))
    for _ in 0..<10 { rig.enter("flood") }
    let refusal = rig.refusal("flood")
    #expect(refusal?.reason == .share)
    #expect(refusal?.status == 429)
    #expect(refusal?.retryAfter == .seconds(1))
    #expect(rig.room.count == 10)
  }

  @Test func aNewcomerDisplacesTheNewestOfTheLargest() throws {
    var rig = RoomRig(WaitingSettings(maximumEntries: 4))
    var tickets: [WaitingRoom.Ticket] = []
    for principal in ["small", "flood", "flood", "flood"] { tickets.append(try rig.ticket(principal)) }
    guard case .waiting(_, _, let displaced) = rig.enter("new") else {
      Issue.record("refused")
      return
    }
    #expect(displaced == tickets[3])
    #expect(!rig.room.isWaiting(tickets[3]))
    #expect(rig.room.count == 4)
    // Now everybody has a share: the next newcomer finds nobody with two more than itself … but the flood still has two.
    guard case .waiting(_, _, let second) = rig.enter("newer") else {
      Issue.record("refused")
      return
    }
    #expect(second == tickets[2])
    let last = rig.refusal("newest")
    #expect(last?.reason == .full)
    #expect(last?.status == 503)
  }

  @Test func aHigherPriorityIsNotDisplaced() {
    var rig = RoomRig(WaitingSettings(maximumEntries: 3))
    for _ in 0..<3 { rig.enter("urgent", priority: .high) }
    let result3 = rig.refusal("new")?.reason == .full
    #expect(result3)
    var other = RoomRig(WaitingSettings(maximumEntries: 3))
    for _ in 0..<3 { other.enter("batch", priority: .low) }
    guard case .waiting(_, _, .some) = other.enter("new") else {
      Issue.record("refused")
      return
    }
  }

  @Test func tokensAreBoundedButOneRequestAlwaysFits() {
    var rig = RoomRig(WaitingSettings(maximumTokens: 1000))
    rig.enter("a", 50_000)
    #expect(rig.room.count == 1)
    let result4 = rig.refusal("b", 1)?.reason == .full
    #expect(result4)
    _ = rig.serve(1)
    rig.enter("a", 600)
    rig.enter("a", 400)
    let result5 = rig.refusal("a", 1)?.reason == .share
    #expect(result5)
  }

  @Test(arguments: [Int.min, -1, 0, .max]) func anyNumberOfTokensIsTaken(_ tokens: Int) {
    var rig = RoomRig(WaitingSettings(maximumTokens: .max))
    for principal in ["a", "b", "a"] { rig.enter(principal, tokens) }
    #expect(rig.room.predictedWait(principal: "c", tokens: tokens, at: rig.now) == nil)
    let result6 = rig.serve(3).count == 3
    #expect(result6)
    #expect(rig.room.tokens == 0)
  }

  // MARK: Time

  @Test func theWaitIsPredictedByTheSpeed() throws {
    var rig = RoomRig(WaitingSettings(quantum: 100))
    #expect(rig.room.predictedWait(principal: "a", tokens: 1, at: rig.now) == .zero)
    rig.teachRate(1000)
    for _ in 0..<20 { rig.enter("a", 100) }
    let own = try #require(rig.room.predictedWait(principal: "a", tokens: 100, at: rig.now))
    #expect(own > .milliseconds(1700) && own < .milliseconds(2300))
    // Another principal has its turn long before.
    let other = try #require(rig.room.predictedWait(principal: "b", tokens: 100, at: rig.now))
    #expect(other < .milliseconds(300))
    let urgent = try #require(rig.room.predictedWait(principal: "b", priority: .low, tokens: 100, at: rig.now))
    #expect(urgent > .milliseconds(1700))
  }

  @Test func whoWouldWaitTooLongIsToldSoAtOnce() throws {
    var rig = RoomRig()
    rig.teachRate(1000)
    for _ in 0..<50 { rig.enter("a", 100) }
    let attempt1 = rig.refusal("a", deadline: rig.now + .seconds(2))
    let refusal = try #require(attempt1)
    #expect(refusal.reason == .deadline)
    #expect(refusal.status == 503)
    // Five seconds are predicted, two are left: in three seconds it would fit.
    #expect(refusal.retryAfter == .seconds(3) || refusal.retryAfter == .seconds(4))
    #expect(try #require(refusal.predicted) > .seconds(4))
    let result7 = rig.refusal("a", deadline: rig.now + .seconds(9)) == nil
    #expect(result7)
    let result8 = rig.refusal("b", deadline: rig.now + .seconds(2)) == nil
    #expect(result8)
  }

  /// What was said comes true: after the pause, at the same speed, the request is let in.
  @Test func theRetryAfterIsTruthful() throws {
    var rig = RoomRig()
    rig.teachRate(1000)
    for _ in 0..<80 { rig.enter("a", 100) }
    let attempt2 = rig.refusal("a", deadline: rig.now + .seconds(1))
    let refusal = try #require(attempt2)
    for _ in 0..<Int(refusal.retryAfter.components.seconds) * 10 {
      rig.now += .milliseconds(100)
      _ = rig.room.next(at: rig.now)
    }
    let result9 = rig.refusal("a", deadline: rig.now + .seconds(1)) == nil
    #expect(result9)
  }

  @Test func aFleetThatStandsStillIsNoticed() throws {
    var rig = RoomRig()
    rig.teachRate(1000)
    rig.enter("a", 1000)
    let before = try #require(rig.room.predictedWait(principal: "b", tokens: 1000, at: rig.now))
    for _ in 0..<60 {
      rig.now += .seconds(1)
      rig.enter("a", 1)
    }
    let after = try #require(rig.room.predictedWait(principal: "b", tokens: 1000, at: rig.now))
    #expect(after > before * 20)
    let attempt3 = rig.refusal("b", 1000, deadline: rig.now)
    let refusal = try #require(attempt3)
    #expect(refusal.retryAfter <= rig.room.settings.maximumRetryAfter)
  }

  /// Answers take seconds: that none has ended yet does not say that none will.
  @Test func beforeTheFirstDepartureNobodyIsRefusedForTime() {
    var rig = RoomRig()
    for _ in 0..<20 {
      let refusal = rig.refusal("a", deadline: rig.now + .seconds(30))
      #expect(refusal == nil)
      rig.now += .milliseconds(300)
    }
  }

  /// All slots are taken in one moment, and free again in one moment: the first of a batch does not make the speed.
  @Test func aBatchThatLeavesAtOnceIsOneMeasurement() throws {
    var rig = RoomRig()
    for _ in 0..<40 { rig.enter("a", 1000) }
    rig.now += .seconds(1)
    _ = rig.serve(1)
    for _ in 0..<9 {
      rig.enter("a", 1000)
      rig.now += .milliseconds(1)
      _ = rig.serve(1)
      let refusal = rig.refusal("a", 1000, deadline: rig.now + .seconds(30))
      #expect(refusal == nil)
    }
    rig.now += .milliseconds(500)
    rig.enter("a", 1000)
    let wait = try #require(rig.room.predictedWait(principal: "a", tokens: 1000, at: rig.now))
    #expect(wait < .seconds(10), "\(wait)")
  }

  /// Departures that are seconds apart are no standstill between them.
  @Test func theSpeedOfSlowAnswersIsKept() throws {
    var rig = RoomRig()
    for _ in 0..<20 { rig.enter("a", 1000) }
    for _ in 0..<5 {
      for _ in 0..<8 {
        rig.now += .milliseconds(500)
        rig.enter("a", 1000)
      }
      _ = rig.serve(2)
    }
    // 2,000 tokens in 4 s; just after a departure.
    let wait = try #require(rig.room.predictedWait(principal: "c", tokens: 1000, at: rig.now))
    #expect(wait > .milliseconds(500) && wait < .seconds(5), "\(wait)")
  }

  @Test func aRequestWhoseTimeIsOverIsNotServed() {
    var rig = RoomRig()
    rig.enter("a", deadline: rig.now + .seconds(1))
    rig.enter("b", deadline: rig.now + .seconds(3))
    rig.now += .seconds(2)
    let first = rig.room.next(at: rig.now)
    let second = rig.room.next(at: rig.now)
    #expect(first?.isExpired == true)
    #expect(second?.isExpired == false)
  }

  @Test func aCancelledRequestIsGone() throws {
    var rig = RoomRig()
    let tickets = try (0..<5).map { _ in try rig.ticket("a") }
    for place in [2, 0, 4] {
      let isCancelled = rig.room.cancel(tickets[place])
      let again = rig.room.cancel(tickets[place])
      #expect(isCancelled && !again)
    }
    let served = [rig.room.next(at: rig.now), rig.room.next(at: rig.now), rig.room.next(at: rig.now)].map { $0?.ticket }
    #expect(served == [tickets[1], tickets[3], nil])
    let result10 = !rig.room.cancel(tickets[1])
    #expect(result10)
    // The places are used again: old tickets do not cancel new requests.
    rig.enter("b")
    for ticket in tickets {
      let isCancelled = rig.room.cancel(ticket)
      #expect(!isCancelled)
    }
    #expect(rig.room.count == 1)
  }

  /// Whatever happens: nothing is lost and nothing leaves twice.
  @Test func randomHistoriesLoseNothing() {
    FuzzBudget.run(cases: 40) { number in
      var random = SplitMix64(seed: UInt64(number))
      var rig = RoomRig(
        WaitingSettings(maximumEntries: 40, maximumTokens: 20_000, quantum: Int.random(in: 1...700, using: &random), patience: 3))
      var waiting: [WaitingRoom.Ticket: Int] = [:]
      for _ in 0..<600 {
        switch Int.random(in: 0..<8, using: &random) {
        case 0...3:
          let tokens = Int.random(in: 1...1500, using: &random)
          let principal = ["a", "a", "a", "b", "c", "d\(Int.random(in: 0..<9, using: &random))"].randomElement(using: &random) ?? ""
          let admission = rig.enter(
            principal, tokens, priority: WaitingPriority.allCases.randomElement(using: &random) ?? .low,
            deadline: Bool.random(using: &random) ? rig.now + .seconds(Int.random(in: 0...9, using: &random)) : nil)
          if case .waiting(let ticket, _, let displaced) = admission {
            if let displaced { #expect(waiting.removeValue(forKey: displaced) != nil) }
            #expect(waiting.updateValue(tokens, forKey: ticket) == nil)
          }
        case 4, 5:
          let departure = rig.room.next(at: rig.now)
          #expect((departure == nil) == waiting.isEmpty)
          if let departure { #expect(waiting.removeValue(forKey: departure.ticket) == departure.tokens) }
        case 6:
          guard let ticket = waiting.keys.randomElement(using: &random) else { continue }
          waiting[ticket] = nil
          let result11 = rig.room.cancel(ticket)
          #expect(result11)
        default: rig.now += .milliseconds(Int.random(in: 0...900, using: &random))
        }
        #expect(rig.room.count == waiting.count && rig.room.tokens == waiting.values.reduce(0, +))
        #expect(rig.room.count <= 40)
      }
      while let departure = rig.room.next(at: rig.now) { waiting[departure.ticket] = nil }
      #expect(waiting.isEmpty && rig.room.tokens == 0)
    }
  }
}
