internal import Foundation
internal import Synchronization

/// Threads beside those that all tasks share, which take jobs in their order: as many as there are processors.
public final class TestThreads: TaskExecutor {
  /// For tests that compute.
  public static let computing = TestThreads("computing")
  /// For the other side of connections: servers that answer late because tests compute would change what a test sees.
  public static let peers = TestThreads("peers")

  private let jobs = Mutex<[UnownedJob]>([])
  private let waiting = DispatchSemaphore(value: 0)

  private init(_ name: String) {
    for number in 0..<ProcessInfo.processInfo.activeProcessorCount {
      let thread = Thread { [self] in
        while true {
          waiting.wait()
          jobs.withLock { $0.removeFirst() }.runSynchronously(on: asUnownedTaskExecutor())
        }
      }
      thread.name = "\(name)-\(number)"
      // What a test may need in an unoptimised build.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Takes a job.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    waiting.signal()
  }
}
