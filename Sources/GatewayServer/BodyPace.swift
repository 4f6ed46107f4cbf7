internal import NIOCore

/// How long is waited for a request's body: not longer than a pause may be, and for all of it not longer than it takes at the least speed. A client that sends a byte now and then
/// would otherwise keep its connection for ever.
struct BodyPace {
  /// Bytes a second that a body has to come with, as a whole, beyond the time of one pause.
  static let leastSpeed: Int64 = 1024

  /// When the wait began.
  let began: NIODeadline
  /// The longest pause.
  let pause: TimeAmount

  /// When the wait ends, if nothing more comes after `now`, by which `bytes` have come.
  func deadline(bytes: Int, now: NIODeadline) -> NIODeadline {
    let (nanoseconds, overflow) = Int64(bytes).multipliedReportingOverflow(by: 1_000_000_000 / Self.leastSpeed)
    return overflow ? now + pause : min(now + pause, began + pause + .nanoseconds(nanoseconds))
  }
}
