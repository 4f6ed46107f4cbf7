internal import GatewayCore
internal import Glibc

/// The wall clock of one event loop, with its texts made at most once a second.
final class HTTPClock {
  private var second = -1
  private var dateField: [UInt8] = []
  private var timestampSecond: [UInt8] = []

  /// Seconds and microseconds since 1970.
  var now: (seconds: Int, microseconds: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (Int(time.tv_sec), Int(time.tv_nsec) / 1000)
  }

  /// `date: Sat, 21 Nov 2026 00:13:54 GMT` and its line end.
  var dateLine: [UInt8] {
    refresh(now.seconds)
    return dateField
  }

  /// Appends a UTC time, as `2026-11-21T00:13:54.000001Z`.
  func appendTimestamp(_ time: (seconds: Int, microseconds: Int), to bytes: inout [UInt8]) {
    refresh(time.seconds)
    bytes += timestampSecond
    var divisor = 100_000
    while divisor > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + time.microseconds / divisor % 10))
      divisor /= 10
    }
    bytes.append(0x5a)
  }

  private func refresh(_ seconds: Int) {
    guard seconds != second else { return }
    second = seconds
    let time = CivilTime(seconds: seconds)
    dateField = Array("date: \(time.httpDate)\r\n".utf8)
    timestampSecond = Array("\(time.timestamp).".utf8)
  }
}
