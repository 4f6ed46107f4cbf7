public import NIOCore

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
