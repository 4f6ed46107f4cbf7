internal import NIOCore

/// Until when a stream has to go on: a value without clock.
///
/// Any event gives the target the time between bytes anew. That events carry something is looked at now and then only: half of that time after something was seen, the next event that carries something is waited for, and
/// it has to come within the time between bytes. So a stream of empty events ends after one and a half of that time at the latest, never before one, and what flows costs nothing.
struct StreamPace {
  private let limits: TimeLimits
  private var progress: Int
  /// Until when an event that carries something has to come, while it is waited for.
  private var due: NIODeadline?
  /// From when on it is waited for.
  private var next: NIODeadline?
  private var event: NIODeadline
  /// Whether an event has come.
  private(set) var hasBegun = false

  /// Until when something has to come, as far as is known now.
  var limit: NIODeadline { due.map { min($0, event) } ?? event }

  /// The pace of a stream that was just asked for; `progress` is what there is of it, see ``StreamSession/progress``.
  init(_ limits: TimeLimits, progress: Int) {
    self.limits = limits
    self.progress = progress
    event = limits.firstByte
  }

  /// Notes what has come of a stream so far. It changes whether the session is to look at its events.
  mutating func note(_ session: StreamSession, at now: NIODeadline) {
    guard session.progress != progress else { return }
    progress = session.progress
    hasBegun = true
    event = limits.nextByte(after: now)
    if session.hasLongEvent { session.isSeeking = false }
    if due != nil, !session.isSeeking {
      due = nil
      next = now + .nanoseconds(limits.betweenBytes.nanoseconds / 2)
    }
    guard due == nil, next.map({ now >= $0 }) ?? true else { return }
    due = limits.nextByte(after: now)
    session.isSeeking = true
  }

  /// Nothing was read until now: the client was slow, not the target.
  mutating func restart(at now: NIODeadline) {
    guard hasBegun else { return }
    event = limits.nextByte(after: now)
    if due != nil { due = event }
  }

  /// Whether the target has time left. To be asked when all that has come was noted.
  func isInTime(at now: NIODeadline) -> Bool { due.map { now < $0 } ?? true }
}
