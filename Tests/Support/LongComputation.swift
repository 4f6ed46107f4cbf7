public import Testing

/// Runs the tests of a suite on threads of their own.
///
/// A test that computes for seconds without a suspension point occupies one of the few threads that all other tasks share, and tests that talk over sockets would meet
/// their own time limits while they wait for a turn.
public struct LongComputation: SuiteTrait, TestTrait, TestScoping {
  /// Holds for all tests of a suite.
  public var isRecursive: Bool { true }

  /// Runs a test on the threads for computations.
  @concurrent public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(TestThreads.computing) { try await function() }
  }
}

extension Trait where Self == LongComputation {
  /// The tests compute for long, and run on threads of their own.
  public static var longComputation: Self { LongComputation() }
}
