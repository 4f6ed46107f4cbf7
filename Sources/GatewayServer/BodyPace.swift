internal import NIOCore

/// How long is waited for a request's body: not longer than a pause may be, and on the whole not longer than it takes at the least speed. A client that sends a byte now and then would
/// otherwise keep its connection for ever.
///
/// What comes faster than that is credit for a pause, and for one only: a client that has sent much at once gets no hours for the rest.
struct BodyPace {
  /// Bytes a second that a body has to come with, beyond the time of one pause.
  static let leastSpeed: Int64 = 1024

  /// The longest pause.
  let pause: TimeAmount
  /// When the wait ends, if nothing more comes.
  private(set) var deadline: NIODeadline

  /// A wait that begins.
  init(began: NIODeadline, pause: TimeAmount) {
    self.pause = pause
    deadline = began + pause
  }

  /// So many bytes came `now`.
  mutating func received(_ bytes: Int, now: NIODeadline) {
    let (nanoseconds, overflow) = Int64(bytes).multipliedReportingOverflow(by: 1_000_000_000 / Self.leastSpeed)
    deadline = overflow ? now + pause : min(now + pause, deadline + .nanoseconds(nanoseconds))
  }
}
