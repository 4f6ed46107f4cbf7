internal import Foundation

/// How long a fuzz test goes on: a number of cases, or as long as `PENSTOCK_FUZZ_SECONDS` says.
public enum FuzzBudget {
  private static let seconds = ProcessInfo.processInfo.environment["PENSTOCK_FUZZ_SECONDS"].flatMap(Double.init)

  /// Calls `body` with the numbers of the cases: 0, 1, 2 and on.
  public static func run(cases: Int, _ body: (Int) throws -> Void) rethrows {
    let end = seconds.map { ContinuousClock.now + .seconds($0) }
    var number = 0
    while end.map({ ContinuousClock.now < $0 }) ?? (number < cases) {
      try body(number)
      number += 1
    }
  }
}
