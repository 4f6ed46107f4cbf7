internal import GatewayCore
internal import NIOCore

/// The points in time at which an exchange with a target gives up.
struct TimeLimits {
  private let timeouts: TargetTimeouts
  private let isStream: Bool
  /// For the first byte of the answer's head.
  let firstByte: NIODeadline
  /// For the end of the answer.
  let total: NIODeadline
  /// Whether the time for the whole is over before that for the first byte.
  private let isTotalFirst: Bool

  /// The limits of an exchange that begins `now`.
  init(_ timeouts: TargetTimeouts, isStream: Bool, now: NIODeadline = .now()) {
    self.timeouts = timeouts
    self.isStream = isStream
    total = now + (isStream ? timeouts.streamTotal : timeouts.total).timeAmount
    let first = now + timeouts.firstByte.timeAmount
    firstByte = min(first, total)
    isTotalFirst = total < first
  }

  /// For the next byte of an answer of which one came just now.
  var nextByte: NIODeadline { nextByte(after: .now()) }
  /// The longest pause inside an answer.
  var betweenBytes: TimeAmount { timeouts.betweenBytes.timeAmount }

  /// For the next byte of an answer of which one came `now`: every byte gives the target its time anew, up to the end of the whole.
  func nextByte(after now: NIODeadline) -> NIODeadline { min(now + timeouts.betweenBytes.timeAmount, total) }

  func firstByteError(_ target: String) -> GatewayError {
    if isTotalFirst { return totalError(target) }
    return GatewayError(
      .upstreamTimeout,
      "Target '\(target)' did not begin to answer within \(timeouts.firstByte). Large models need a longer timeout_seconds.")
  }

  func nextByteError(_ target: String) -> GatewayError {
    guard NIODeadline.now() < total else { return totalError(target) }
    return GatewayError(.upstreamStalled, "Target '\(target)' stopped in the middle of its answer for \(timeouts.betweenBytes).")
  }

  private func totalError(_ target: String) -> GatewayError {
    let (name, value) = isStream ? ("stream_timeout_seconds", timeouts.streamTotal) : ("timeout_seconds", timeouts.total)
    return GatewayError(.upstreamDeadline, "The answer of target '\(target)' took longer than \(value) (\(name)).")
  }
}
