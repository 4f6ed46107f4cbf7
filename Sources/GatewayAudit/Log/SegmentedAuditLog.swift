internal import Foundation
public import GatewayCore
internal import Synchronization

/// The audit log in a directory of segment files: hash-chained, signed, written by one thread that commits in groups.
///
/// Owned by the application; closed by ``close()``. Events that were accepted before are committed then.
public final class SegmentedAuditLog: AuditLog, @unchecked Sendable {
  // SAFETY: `keeper` is used on the log's thread only; everything else is immutable or locked.

  /// Is told when the log stops or begins to work. Called on the log's thread.
  public enum Change: Sendable, Hashable {
    /// Nothing can be written any more, for this reason.
    case failed(String)
    /// It can be written again; so many events were lost.
    case recovered(unrecorded: Int)
    /// A half-written end was cut off when the log was opened: bytes.
    case cut(Int)
    /// Segments went away after their time.
    case dropped(before: UInt64)
    /// Something beside the log does not work: a mirror, the inbox, retention.
    case warning(String)
  }

  /// What the log wants of requests.
  public let demands: AuditDemands
  /// The public half of the key that signs checkpoints.
  public let publicKey: PublicKey
  private let queue: CommitQueue
  private let keeper: LogKeeper
  private let watchers = Mutex<[any AuditWatcher]>([])
  private let ended = DispatchSemaphore(value: 0)
  private let isEnded = Mutex(false)

  /// Opens the log of a directory, or begins one. `indexed` is the last record that the query index knows.
  /// - Throws: ``LogProblem`` when it is damaged, in use, or cannot be written, and when records are known of that are not there.
  public convenience init(
    _ settings: AuditSettings, indexed: ChainHead? = nil, onChange: @escaping @Sendable (Change) -> Void
  ) throws(LogProblem) {
    try self.init(settings, files: PosixFiles(), indexed: indexed, clock: { .now }, onChange: onChange)
  }

  init(
    _ settings: AuditSettings, files: any AuditFiles, indexed: ChainHead? = nil, clock: @escaping @Sendable () -> UTCTime,
    onChange: @escaping @Sendable (Change) -> Void
  ) throws(LogProblem) {
    demands = settings.demands
    queue = CommitQueue(interval: settings.commitInterval, timeout: settings.demands.commitTimeout)
    keeper = try LogKeeper(settings, files: files, indexed: indexed, clock: clock, onChange: onChange)
    publicKey = keeper.publicKey
    let thread = Thread { [self] in run() }
    thread.name = "penstock-audit"
    thread.start()
  }

  // MARK: AuditLog

  /// See ``AuditLog``.
  public var problem: String? { queue.problem }

  /// See ``AuditLog``.
  public func append(_ event: AuditEvent, isUrgent: Bool) -> UInt64? { queue.append(event, isUrgent: isUrgent) }

  /// See ``AuditLog``.
  public func watch(_ watcher: any AuditWatcher) { watchers.withLock { $0.append(watcher) } }

  /// Commits what was accepted, signs it, and closes the files. Blocks until that is done.
  public func close() {
    queue.close()
    isEnded.withLock { isEnded in
      guard !isEnded else { return }
      ended.wait()
      isEnded = true
    }
  }

  // MARK: The thread

  private func run() {
    while true {
      queue.wake(after: keeper.timeToSign)
      switch queue.next() {
      case .events(let batch): commit(batch)
      case .tick: tick()
      case .closed:
        tellOverflow()
        keeper.finish()
        ended.signal()
        return
      }
    }
  }

  private func commit(_ batch: CommitQueue.Batch) {
    let isDurable = keeper.commit(batch.events, isSynced: demands.isDurable)
    if let problem = keeper.problem {
      queue.failed(problem, lost: (isDurable ? 0 : batch.events.count) + keeper.takeLost(), at: keeper.now)
    }
    let watchers = watchers.withLock { $0 }
    for watcher in watchers { watcher.settled(batch.tickets, isDurable: isDurable) }
  }

  private func tick() {
    if let outage = queue.currentOutage {
      guard keeper.recover(outage) else { return }
      if !queue.recovered(outage) { keeper.reportRecovery(outage) }
    } else {
      let untold = tellOverflow()
      keeper.tick()
      if let problem = keeper.problem { queue.failed(problem, lost: keeper.takeLost() + untold, at: keeper.now) }
    }
  }

  /// Records that events found the queue full.
  /// - Returns: how many could not be told of.
  @discardableResult private func tellOverflow() -> Int {
    let overflow = queue.takeOverflow()
    return overflow == 0 || keeper.tellOverflow(overflow) ? 0 : overflow
  }
}
