internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Where work on long bodies waits for a thread of the process's pool, with a bound on how much may wait: work that comes faster than it is done would else make every request wait longer
/// and longer, and hold its body meanwhile.
final class WorkQueue: Sendable {
  /// 64 MiB for each core: they take a second or two, with all policies.
  static let usualLimit = (64 << 20) * max(1, System.coreCount)
  /// The one of the process.
  static let shared = WorkQueue(pool: .singleton, limit: usualLimit)

  private let pool: NIOThreadPool
  /// Bytes of all bodies that wait.
  private let limit: Int
  private let waiting = Atomic<Int>(0)

  /// A queue before `pool`, whose threads are the owner's to start and stop.
  init(pool: NIOThreadPool, limit: Int) {
    self.pool = pool
    self.limit = limit
  }

  /// Puts work on a body of so many bytes into the queue.
  /// - Parameter isRefusable: whether the work may be refused; what may not counts all the same.
  /// - Returns: whether it will be done; false when too much waits. A body waits behind nothing but work that is being done, however long it is.
  func submit(bytes: Int, isRefusable: Bool, _ work: @escaping @Sendable () -> Void) -> Bool {
    let sum = waiting.wrappingAdd(bytes, ordering: .relaxed).newValue
    guard !isRefusable || sum <= limit || sum == bytes else {
      waiting.wrappingSubtract(bytes, ordering: .relaxed)
      return false
    }
    pool.submit { [self] _ in
      waiting.wrappingSubtract(bytes, ordering: .relaxed)
      work()
    }
    return true
  }
}
