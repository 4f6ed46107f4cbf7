import Foundation
import Testing

/// Engines die, stall and lie under load, and one of them stays well: every request ends complete and right, or, where the rules of the rescue forbid to go on, in an error that hides nothing.
///
/// `PENSTOCK_CHAOS_SECONDS` (`make test-chaos`) goes on with one seed after the other for that long; `PENSTOCK_CHAOS_SEED` says with which one to begin.
@Suite(.timeLimit(.minutes(120)), .serialized) struct ChaosTests {
  private static let strategies = ["random", "prefix_aware", "round_robin", "least_loaded"]

  @Test func noAnswerIsLostOrCut() async throws {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["PENSTOCK_CHAOS_SEED"].flatMap(UInt64.init) ?? 1
    let limit = environment["PENSTOCK_CHAOS_SECONDS"].flatMap(Int.init).map { ContinuousClock.now + .seconds($0) }
    var total = ChaosRing.Report()
    var seed = first
    repeat {
      let strategy = Self.strategies[Int(seed % UInt64(Self.strategies.count))]
      let requests = limit == nil ? 10 : 60
      try await withThrowingTaskGroup(of: ChaosRing.Report.self) { group in
        for (number, policies) in ChaosRing.Policies.allCases.enumerated() {
          let ring = ChaosRing(seed: seed &+ UInt64(number), policies: policies, strategy: strategy, requestsPerClient: requests)
          group.addTask { try await ring.run() }
        }
        for try await report in group {
          total.add(report)
          for problem in report.problems.prefix(10) { Issue.record("\(problem)") }
          // A ring that disturbs nobody proves nothing.
          #expect(report.strikes > 5)
          #expect(report.complete > 0)
        }
      }
      seed &+= UInt64(ChaosRing.Policies.allCases.count)
    } while limit.map { ContinuousClock.now < $0 && total.problems.isEmpty } ?? false
    #expect(total.rescues > 0 && total.retries > 0)
    if limit != nil {
      print(
        "\(seed &- first) rounds from seed \(first): \(total.complete) complete, errors \(total.errors), \(total.hungUp) clients hung up, "
          + "\(total.strikes) strikes, \(total.retries) retries, \(total.rescues) rescues")
    }
  }
}
