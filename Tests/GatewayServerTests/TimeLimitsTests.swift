import GatewayCore
import NIOCore
import Testing

@testable import GatewayServer

/// When an exchange with a target gives up, with a clock that the test turns.
@Suite struct TimeLimitsTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

  private func limits(isStream: Bool, first: Duration = .seconds(10), between: Duration = .seconds(1)) -> TimeLimits {
    var timeouts = TargetTimeouts(timeout: .seconds(30), streamTimeout: .seconds(120))
    (timeouts.firstByte, timeouts.betweenBytes) = (first, between)
    return TimeLimits(timeouts, isStream: isStream, now: start)
  }

  @Test(arguments: [(true, 120), (false, 30)]) func everyByteGivesTheTargetItsTimeAnew(_ isStream: Bool, _ total: Int64) {
    let limits = limits(isStream: isStream)
    // One byte every 0.9 seconds is no pause, however long it goes on.
    var now = start
    while now < start + .seconds(total - 2) {
      #expect(limits.nextByte(after: now) == now + .seconds(1))
      now = now + .milliseconds(900)
      #expect(now < limits.nextByte(after: now - .milliseconds(900)))
    }
    #expect(limits.total == start + .seconds(total))
    #expect(limits.nextByte(after: start + .seconds(total) - .milliseconds(1)) == limits.total, "the end of the whole bounds all")
  }

  @Test func theFirstByteIsBoundedByTheWholeToo() {
    #expect(limits(isStream: true).firstByte == start + .seconds(10))
    #expect(limits(isStream: false, first: .seconds(60)).firstByte == start + .seconds(30))
  }

  /// The limit that ended the wait is the one that is told.
  @Test func theLimitThatWasReachedIsTold() {
    let first = limits(isStream: false).firstByteError("t")
    #expect(first.code == .upstreamTimeout && first.message.contains("10.0 seconds"), "\(first.message)")
    for isStream in [false, true] {
      let total = limits(isStream: isStream, first: .seconds(600)).firstByteError("t")
      #expect(total.code == .upstreamDeadline && total.message.contains(isStream ? "120.0 seconds (stream_" : "30.0 seconds (timeout_"))
    }
    // Where both are the same, the target was silent.
    #expect(limits(isStream: false, first: .seconds(30)).firstByteError("t").code == .upstreamTimeout)
  }
}
