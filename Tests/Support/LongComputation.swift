internal import Foundation
internal import Synchronization
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
    try await withTaskExecutorPreference(ComputingThreads.shared) { try await function() }
  }
}

extension Trait where Self == LongComputation {
  /// The tests compute for long, and run on threads of their own.
  public static var longComputation: Self { LongComputation() }
}

/// As many threads as there are processors, which take jobs in their order.
private final class ComputingThreads: TaskExecutor {
  static let shared = ComputingThreads(count: ProcessInfo.processInfo.activeProcessorCount)

  private let jobs = Mutex<[UnownedJob]>([])
  private let waiting = DispatchSemaphore(value: 0)

  init(count: Int) {
    for number in 0..<count {
      let thread = Thread { [self] in
        while true {
          waiting.wait()
          jobs.withLock { $0.removeFirst() }.runSynchronously(on: asUnownedTaskExecutor())
        }
      }
      thread.name = "computing-\(number)"
      // What a test may need in an unoptimised build.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    waiting.signal()
  }
}
