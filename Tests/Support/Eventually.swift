/// Something that a test waited for did not come.
public struct NeverHappened: Error, CustomStringConvertible {
  /// What was waited for, and where.
  public let description: String

  /// Something else than a condition did not come.
  public init(description: String) { self.description = description }
}

/// Waits until `condition` holds: for two minutes at most, and for at least 1,000 looks, so that a machine which has no time for the test does not end it.
///
/// - Throws: `NeverHappened`, with what was waited for and where; what `condition` throws; `CancellationError`.
public func eventually(
  _ what: @autoclosure () -> String = "what is waited for", file: String = #fileID, line: Int = #line, _ condition: () async throws -> Bool
) async throws {
  let limit = ContinuousClock.now + .seconds(120)
  var looks = 0
  while try await !condition() {
    looks += 1
    guard looks < 1000 || ContinuousClock.now < limit else {
      throw NeverHappened(description: "never happened: \(what()) (\(file):\(line))")
    }
    try await Task.sleep(for: .milliseconds(2))
  }
}
