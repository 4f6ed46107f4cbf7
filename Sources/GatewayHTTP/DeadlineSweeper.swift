public import NIOCore

/// Looks at all deadlines of one event loop ten times a second: a deadline costs a store to move, not a timer of its own. They expire up to 100 ms late, never early.
///
/// A loop that did not run itself, as the machine was overloaded or the process stopped, has not read what its peers sent in that time: deadlines move by as much, so that nobody is blamed for it.
public final class DeadlineSweeper {
  /// How often the deadlines are looked at.
  public static let interval = TimeAmount.milliseconds(100)

  /// From what lateness of a look on the loop did not run itself.
  static let stall = TimeAmount.milliseconds(500)

  private let eventLoop: any EventLoop
  private let clock: () -> NIODeadline
  private var deadlines: [Deadline] = []
  private var isScheduled = false
  /// When the next look is due.
  private var due = NIODeadline.distantFuture

  /// A sweeper for the deadlines of `eventLoop`.
  public convenience init(eventLoop: any EventLoop) { self.init(eventLoop: eventLoop) { .now() } }

  package init(eventLoop: any EventLoop, clock: @escaping () -> NIODeadline) {
    self.eventLoop = eventLoop
    self.clock = clock
  }

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
    due = clock() + Self.interval
    eventLoop.assumeIsolated().scheduleTask(in: Self.interval) { self.sweep() }
  }

  private func sweep() {
    isScheduled = false
    let now = clock()
    if now - due >= Self.stall {
      for deadline in deadlines where deadline.expires != .distantFuture { deadline.expires = deadline.expires + (now - due) }
    }
    // A callback may move or remove the deadlines that come after it.
    for deadline in deadlines.filter({ $0.expires <= now }) where deadline.index >= 0 && deadline.expires <= now {
      deadline.clear()
      deadline.onExpiry?()
    }
    schedule()
  }
}
