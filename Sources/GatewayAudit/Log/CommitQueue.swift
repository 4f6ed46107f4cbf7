internal import Foundation
internal import GatewayCore

/// Events between the event loops and the log's thread.
///
/// Buffered: at most ``limit`` bytes of events; what comes while that is full is refused.
final class CommitQueue: @unchecked Sendable {
  // SAFETY: every member is used with `condition` locked.

  /// What the log's thread is woken for.
  enum Wake {
    /// There are events to commit.
    case events(Batch)
    /// It is time for the work that has no event.
    case tick
    /// The log is being closed and the queue is empty.
    case closed
  }

  /// Events, in the order of their tickets.
  struct Batch {
    var events: [AuditEvent]
    var tickets: ClosedRange<UInt64>
  }

  static let limit = 64 << 20
  /// How long an event that nobody waits for may stay in memory.
  private static let patience = 0.05
  private static let tick = 1.0

  private let condition = NSCondition()
  private let interval: Double
  private var events: [AuditEvent] = []
  private var bytes = 0
  private var nextTicket: UInt64 = 1
  private var isUrgent = false
  private var isClosed = false
  private var isInLongWait = false
  private var outage: Outage?
  /// In seconds of the monotonic clock.
  private var lastCommit = -Double.infinity

  init(interval: Duration) { self.interval = interval / .seconds(1) }

  // MARK: Event loops

  /// Why nothing is taken; nil when events are.
  var problem: String? {
    condition.withLock {
      if let outage { return outage.reason }
      return isClosed ? "the audit log is closed" : nil
    }
  }

  /// Takes an event; nil when that is not possible, which is counted.
  func append(_ event: AuditEvent, isUrgent: Bool) -> UInt64? {
    condition.lock()
    defer { condition.unlock() }
    if outage != nil {
      outage?.unrecorded += 1
      return nil
    }
    let size = event.json.count + (event.content.map { $0.request.count + $0.answer.count } ?? 0)
    guard !isClosed, bytes + size <= Self.limit else { return nil }
    events.append(event)
    bytes += size
    defer { nextTicket += 1 }
    if isUrgent, !self.isUrgent {
      self.isUrgent = true
      condition.signal()
    } else if isInLongWait {
      condition.signal()
    }
    return nextTicket
  }

  // MARK: The log's thread

  /// Waits for something to do.
  func next() -> Wake {
    condition.lock()
    defer { condition.unlock() }
    let start = Self.now
    while true {
      let now = Self.now
      let due = dueTime(now, start)
      if now >= due || (isClosed && events.isEmpty) { return take(at: now) }
      isInLongWait = events.isEmpty
      _ = condition.wait(until: Date(timeIntervalSinceNow: due - now))
      isInLongWait = false
    }
  }

  private func dueTime(_ now: Double, _ start: Double) -> Double {
    if isClosed { return now }
    if events.isEmpty { return start + Self.tick }
    return isUrgent ? lastCommit + interval : max(lastCommit + interval, start + Self.patience)
  }

  private func take(at now: Double) -> Wake {
    guard !events.isEmpty else { return isClosed ? .closed : .tick }
    let batch = Batch(events: events, tickets: (nextTicket - UInt64(events.count))...(nextTicket - 1))
    events = []
    events.reserveCapacity(batch.events.count)
    bytes = 0
    isUrgent = false
    lastCommit = now
    return .events(batch)
  }

  /// A commit has failed: from now on events are refused.
  func failed(_ reason: String, lost: Int, at time: UTCTime) {
    condition.withLock {
      var outage = outage ?? Outage(since: time, reason: reason)
      outage.unrecorded += lost
      self.outage = outage
    }
  }

  /// The time in which nothing could be written, if that is so.
  var currentOutage: Outage? { condition.withLock { outage } }

  /// The log can be written again, and an event says how many were lost; those that came since it was made are told by the next one.
  /// - Returns: whether there were any.
  func recovered(_ told: Outage) -> Bool {
    condition.withLock {
      let isMore = (outage?.unrecorded ?? 0) > told.unrecorded
      if isMore {
        outage?.unrecorded -= told.unrecorded
      } else {
        outage = nil
      }
      return isMore
    }
  }

  /// No more events are taken; the thread ends when the queue is empty.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
