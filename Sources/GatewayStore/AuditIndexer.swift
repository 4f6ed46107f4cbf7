internal import Foundation
internal import GatewayAudit

/// Keeps the query index of a log behind the log: a thread that takes in what is new, once a second. The application owns, starts and stops it.
///
/// Trouble with the index never concerns the log: it is told once, and tried again.
public final class AuditIndexer: @unchecked Sendable {
  // SAFETY: `isStopping`, `isRunning` and `isDone` are used with `condition` locked; everything else is immutable.

  private let directory: String
  /// In seconds.
  private let interval: Double
  private let onProblem: @Sendable (String) -> Void
  private let condition = MonotonicCondition()
  private var isStopping = false
  private var isRunning = false
  private var isDone = false

  /// An indexer of a log's directory that is not started. `onProblem` is told why the index cannot be written, when that begins; it is called on the indexer's thread.
  public init(directory: String, interval: Duration = .seconds(1), onProblem: @escaping @Sendable (String) -> Void) {
    self.directory = directory
    self.interval = interval / .seconds(1)
    self.onProblem = onProblem
  }

  /// Starts the thread. A second call does nothing.
  public func start() {
    condition.lock()
    defer { condition.unlock() }
    guard !isRunning else { return }
    isRunning = true
    let thread = Thread { [self] in run() }
    thread.name = "penstock-index"
    thread.start()
  }

  /// Ends the thread, in the middle of a long update too, and waits for that. What is missing is taken in after the next start.
  public func stop() {
    condition.lock()
    defer { condition.unlock() }
    isStopping = true
    condition.broadcast()
    while isRunning, !isDone { condition.wait(atMost: 1) }
  }

  private var shouldStop: Bool { condition.withLock { isStopping } }

  /// The index; nil as long as there is no log. Of a log that is gone it would be one that says that there was one.
  func open() throws -> AuditIndex? {
    guard try LogEvents.hasSegments(directory) else { return nil }
    return try AuditIndex(directory: directory)
  }

  private func run() {
    var index: AuditIndex?
    var problem: String?
    while !shouldStop {
      do {
        index = try index ?? open()
        _ = try index?.update(isCancelled: { shouldStop })
        problem = nil
      } catch {
        index = nil
        if problem == nil { onProblem("\(error)") }
        problem = "\(error)"
      }
      condition.lock()
      if !isStopping { condition.wait(atMost: interval) }
      condition.unlock()
    }
    condition.withLock {
      isDone = true
      condition.broadcast()
    }
  }
}
