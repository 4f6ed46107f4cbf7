internal import GatewayCore

/// Events between the event loops and the log's thread.
///
/// Buffered: at most ``limit`` bytes of events; what comes while that is full is refused and counted.
final class CommitQueue: @unchecked Sendable {
  // SAFETY: every member is used with `condition` locked.

  /// What the log's thread is woken for.
  enum Wake {
    /// There are events to commit.
    case events(Batch)
    /// It is time for the work that has no event: once a second, whatever the load, and when ``CommitQueue/wake(after:)`` says.
    case tick
    /// The log is being closed and the queue is empty.
    case closed
  }

  /// Events, in the order of their tickets.
  struct Batch {
    var events: [AuditEvent]
    var tickets: ClosedRange<UInt64>
  }

  static let standardLimit = 64 << 20
  /// The longest event. What the log adds to it makes a line that is far below ``LineReader/maxLine``.
  static let longestEvent = 1 << 20
  /// How long an event that nobody waits for may stay in memory.
  private static let patience = 0.05
  private static let tick = 1.0

  private let condition = MonotonicCondition()
  private let interval: Double
  private let timeout: Double
  private let limit: Int
  private var events: [AuditEvent] = []
  private var bytes = 0
  private var nextTicket: UInt64 = 1
  private var isUrgent = false
  private var isClosed = false
  private var isInLongWait = false
  private var outage: Outage?
  /// Events that found the queue full, since that was told last.
  private var overflow = 0
  /// In seconds of the monotonic clock.
  private var lastCommit = -Double.infinity
  private var lastTick: Double
  /// When the log's thread wants a tick beside those of every second.
  private var wakeTime = Double.infinity

  /// Since when the log's thread is at work on what it was woken for; nil while it waits here.
  private var workingSince: Double?

  init(interval: Duration, timeout: Duration = AuditDemands().commitTimeout, limit: Int = CommitQueue.standardLimit) {
    self.timeout = timeout / .seconds(1)
    self.limit = limit
    self.interval = interval / .seconds(1)
    lastTick = MonotonicCondition.now
  }

  // MARK: Event loops

  /// Why nothing is taken; nil when events are.
  var problem: String? {
    condition.withLock {
      if let outage { return outage.reason }
      if let workingSince, MonotonicCondition.now > workingSince + timeout { return "the disk does not answer" }
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
    guard !isClosed else { return nil }
    // A longer line could not be read back.
    guard bytes + size <= limit, event.json.count <= Self.longestEvent else {
      overflow += 1
      return nil
    }
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
    let start = MonotonicCondition.now
    workingSince = nil
    defer { workingSince = MonotonicCondition.now }
    while true {
      let now = MonotonicCondition.now
      if isClosed, events.isEmpty { return .closed }
      if !isClosed, now >= min(lastTick + Self.tick, wakeTime) {
        if now >= lastTick + Self.tick { lastTick = now }
        wakeTime = .infinity
        return .tick
      }
      let due = events.isEmpty ? Double.infinity : dueTime(now, start)
      if now >= due { return .events(take(at: now)) }
      isInLongWait = events.isEmpty
      condition.wait(atMost: min(due, lastTick + Self.tick, wakeTime) - now)
      isInLongWait = false
    }
  }

  /// When what waits is committed.
  private func dueTime(_ now: Double, _ start: Double) -> Double {
    if isClosed { return now }
    return isUrgent ? lastCommit + interval : max(lastCommit + interval, start + Self.patience)
  }

  /// Asks for a tick after a time; nil takes the wish back. One that was given is over.
  func wake(after time: Duration?) {
    condition.withLock { wakeTime = time.map { MonotonicCondition.now + max(0, $0 / .seconds(1)) } ?? .infinity }
  }

  private func take(at now: Double) -> Batch {
    let batch = Batch(events: events, tickets: (nextTicket - UInt64(events.count))...(nextTicket - 1))
    events = []
    events.reserveCapacity(batch.events.count)
    bytes = 0
    isUrgent = false
    lastCommit = now
    return batch
  }

  /// How many events found the queue full since this was asked last.
  func takeOverflow() -> Int {
    condition.withLock {
      defer { overflow = 0 }
      return overflow
    }
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

}
