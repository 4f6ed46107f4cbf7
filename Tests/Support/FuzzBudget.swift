internal import Foundation

/// How long a fuzz test goes on: a number of cases, or as long as the environment says.
///
/// `PENSTOCK_FUZZ_SECONDS` is a time. `PENSTOCK_FUZZ_CASES` is the least number of cases, for proofs by number; it wins over the time. `PENSTOCK_FUZZ_FIRST` is the
/// number of the first case, so that a second run meets others. With either of the first two the cases are counted on standard output, so that a run that was cut
/// short can be told from one that was not.
public enum FuzzBudget {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["PENSTOCK_FUZZ_SECONDS"].flatMap(Double.init)
  private static let leastCases = environment["PENSTOCK_FUZZ_CASES"].flatMap { Int($0) }
  private static let first = max(0, environment["PENSTOCK_FUZZ_FIRST"].flatMap { Int($0) } ?? 0)

  /// Calls `body` with the numbers of the cases: 0, 1, 2 and on.
  public static func run(cases: Int, name: String = #function, _ body: (Int) throws -> Void) rethrows {
    let count = max(cases, leastCases ?? 0)
    let end = leastCases == nil ? seconds.map { ContinuousClock.now + .seconds($0) } : nil
    var done = 0
    while end.map({ ContinuousClock.now < $0 }) ?? (done < count) {
      try body(first &+ done)
      done += 1
      if leastCases != nil, done % 100_000 == 0 { print("\(name): \(done) cases so far") }
    }
    if seconds != nil || leastCases != nil { print("\(name): \(done) cases, from number \(first) on") }
  }
}
