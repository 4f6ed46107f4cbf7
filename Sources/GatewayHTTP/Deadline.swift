public import NIOCore

/// One point in time at which something gives up. Owned by a connection, moved from phase to phase; looked at by the loop's ``DeadlineSweeper``.
public final class Deadline {
  /// When it expires; `.distantFuture` when nothing is bounded.
  public var expires = NIODeadline.distantFuture
  /// Called on the loop when it has expired; `expires` is then `.distantFuture` until it is set anew.
  public var onExpiry: (() -> Void)?
  fileprivate var index = -1

  /// A deadline that never expires until it is told when.
  public init() {}

  /// Expires after `duration` from now.
  public func set(after duration: Duration) { expires = .now() + duration.timeAmount }

  /// Expires no more.
  public func clear() { expires = .distantFuture }
}

/// Looks at all deadlines of one event loop ten times a second: a deadline costs a store to move, not a timer of its own. They expire up to 100 ms late, never early.
public final class DeadlineSweeper {
  /// How often the deadlines are looked at.
  public static let interval = TimeAmount.milliseconds(100)

  private let eventLoop: any EventLoop
  private var deadlines: [Deadline] = []
  private var isScheduled = false

  /// A sweeper for the deadlines of `eventLoop`.
  public init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  /// Begins to look at a deadline.
  public func add(_ deadline: Deadline) {
    guard deadline.index < 0 else { return }
    deadline.index = deadlines.count
    deadlines.append(deadline)
    schedule()
  }

  /// Looks at a deadline no more.
  public func remove(_ deadline: Deadline) {
    let index = deadline.index
    guard index >= 0, index < deadlines.count, let last = deadlines.popLast() else { return }
    deadline.index = -1
    if last !== deadline {
      deadlines[index] = last
      last.index = index
    }
  }

  private func schedule() {
    guard !isScheduled, !deadlines.isEmpty else { return }
    isScheduled = true
    eventLoop.assumeIsolated().scheduleTask(in: Self.interval) { self.sweep() }
  }

  private func sweep() {
    isScheduled = false
    let now = NIODeadline.now()
    // A callback may move or remove the deadlines that come after it.
    for deadline in deadlines.filter({ $0.expires <= now }) where deadline.index >= 0 && deadline.expires <= now {
      deadline.clear()
      deadline.onExpiry?()
    }
    schedule()
  }
}

extension Duration {
  /// The same span of time for NIO; spans beyond 292 years end there.
  public var timeAmount: TimeAmount {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? .nanoseconds(.max / 2) : .nanoseconds(min(product, .max / 2) + attoseconds / 1_000_000_000)
  }
}
