import GatewayCore
import GatewayFleet
import Testing

@testable import GatewayServer

/// Who is asked when not everybody is fit, and what a reload changes.
@Suite struct FleetChoiceTests {
  private let fleet = Fleet()
  private let numbers: [Int]

  private static let entries = ["a", "b"].map { FleetState.Entry(id: $0, target: $0, place: $0, address: $0, awaitsProbe: false) }
  private static var settings: FleetSettings {
    var settings = FleetSettings()
    settings.health.breaker.failureThreshold = 2
    return settings
  }

  init() { numbers = fleet.register(Self.entries, Self.settings) }

  private func choose(_ limits: [Int?], excluded: Set<Int> = []) -> Fleet.Permit? {
    var demand = Fleet.Demand(requestID: "r", group: "g", strategy: .ordered, prompt: nil, promptTokens: 10)
    demand.excluded = excluded
    return fleet.choose(demand, among: zip(numbers, limits).map { Fleet.Candidate(replica: $0, weight: 1, limit: $1) })
  }

  /// The circuit of a target opens.
  private func fail(_ index: Int, times: Int) {
    for _ in 0..<times { if let permit = choose([nil, nil], excluded: [1 - index]) { fleet.end(permit, .connectFailed) } }
  }

  @Test func aFullTargetIsWaitedForWhereTheOtherOneIsDown() throws {
    fail(0, times: 2)
    let first = try #require(choose([nil, 1]))
    #expect(first.index == 1)
    #expect(choose([nil, 1]) == nil, "the dead one is not asked because the other one is full")
    #expect(choose([nil, 1], excluded: [1])?.index == 0, "nobody else is left for a request that has tried the other one")
    fleet.end(first, .success)
    #expect(choose([nil, 1])?.index == 1)
  }

  @Test func whenNobodyIsFitSomebodyIsAsked() {
    fail(0, times: 2)
    fail(1, times: 2)
    #expect(choose([nil, 1]) != nil)
  }

  @Test func aReloadAppliesItsSettingsToTargetsThatAreKnown() throws {
    var other = Self.settings
    other.health.breaker.failureThreshold = 4
    #expect(fleet.register(Self.entries, other) == numbers)
    fail(0, times: 3)
    #expect(fleet.report.map(\.circuit).first == "closed", "three failures are not four")
    fail(0, times: 1)
    #expect(fleet.report.map(\.circuit).first == "open")
  }
}
