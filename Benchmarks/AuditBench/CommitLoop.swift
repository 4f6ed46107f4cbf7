import Foundation
import GatewayAudit
import GatewayCore

/// One thread with some connections, like an event loop: each writes an admission, then a decision that it waits for, then begins anew.
final class CommitLoop: AuditWatcher, @unchecked Sendable {
  // SAFETY: `settled`, `isLost` and `isDone` are used with `condition` locked; `waiting` and `waits` by the thread, and after it has ended.

  private let log: SegmentedAuditLog
  private let connections: Int
  private let condition = NSCondition()
  private var settled: UInt64 = 0
  private var isLost = false
  private var isDone = false
  private var waiting: [(ticket: UInt64, since: ContinuousClock.Instant)] = []
  private var waits: [Double] = []
  private var number = 0

  init(_ log: SegmentedAuditLog, connections: Int) {
    self.log = log
    self.connections = connections
  }

  func settled(_ tickets: ClosedRange<UInt64>, isDurable: Bool) {
    condition.withLock {
      settled = tickets.upperBound
      isLost = isLost || !isDurable
      condition.signal()
    }
  }

  func start(until end: ContinuousClock.Instant) {
    let thread = Thread { [self] in run(until: end) }
    thread.start()
  }

  /// How long each request waited, in seconds.
  func finish() -> [Double] {
    condition.withLock {
      while !isDone { condition.wait() }
      return waits
    }
  }

  private func run(until end: ContinuousClock.Instant) {
    waits.reserveCapacity(1 << 20)
    for _ in 0..<connections { request() }
    while ContinuousClock.now < end {
      let reached = condition.withLock { () -> UInt64? in
        while !isLost, waiting.first.map({ $0.ticket > settled }) ?? false { condition.wait() }
        return isLost ? nil : settled
      }
      guard let reached else { break }
      let now = ContinuousClock.now
      let count = waiting.prefix { $0.ticket <= reached }.count
      for entry in waiting.prefix(count) { waits.append((now - entry.since) / .seconds(1)) }
      waiting.removeFirst(count)
      for _ in 0..<count { request() }
    }
    condition.withLock {
      isDone = true
      condition.broadcast()
    }
  }

  private func request() {
    number += 1
    _ = log.append(BenchEvent.admitted(number), isUrgent: false)
    let since = ContinuousClock.now
    if let ticket = log.append(BenchEvent.decision(number), isUrgent: true) { waiting.append((ticket, since)) }
  }
}

/// Events as large as those of real requests.
enum BenchEvent {
  private static let hash = String(repeating: "0123456789abcdef", count: 4)
  private static let config = #""config":{"hash":"\#(hash)","name":"production","version":"1.4.0"},"#
  private static let admittedTail = Array(
    #"","request_id":"0f0e0d0c0b0a09080706050403020100","sha256":{"received":"\#(hash)"},"stream":true,"timestamp":"2026-11-21T08:00:00.000000Z","user":"ann@example.com"}"#
      .utf8)
  private static let admittedHead = Array(
    #"{"client":"192.0.2.17",\#(config)"endpoint":"chatCompletions","event_type":"admitted","model":"llama-3.1-8b","model_requested":"llama-3.1-8b","id":"evt_"#
      .utf8)
  private static let decisionTail = Array(
    #"","latency_us":{"first_byte":182345,"queue":12,"total":2345678},"model":"llama-3.1-8b","model_requested":"llama-3.1-8b","policy_results":[{"findings":2,"kind":"pii-detector","phase":"input","policy":"no-personal-data","reason_code":"pii_detected","verdict":"redact"},{"findings":0,"kind":"prompt-injection","phase":"input","policy":"injection","reason_code":"passed","verdict":"allow"}],"principal":"anonymous","provider":"vllm","reason_code":"pii_detected","redactions":{"email":2},"request_id":"0f0e0d0c0b0a09080706050403020100","sha256":{"delivered":"\#(hash)","received":"\#(hash)","sent":"\#(hash)"},"status":200,"stream":true,"target":"vllm-1","timestamp":"2026-11-21T08:00:00.000000Z","tokens":{"completion":212,"prompt":1304,"total":1516},"user":"ann@example.com","verdict":"redact"}"#
      .utf8)
  private static let decisionHead = Array(
    #"{"attempts":[{"outcome":"answered","target":"vllm-1"}],"client":"192.0.2.17",\#(config)"config_version":"1.4.0","ended":"complete","endpoint":"chatCompletions","event_type":"decision","id":"evt_"#
      .utf8)

  static func admitted(_ number: Int) -> AuditEvent { AuditEvent(json: admittedHead + Array("\(number)".utf8) + admittedTail) }
  static func decision(_ number: Int) -> AuditEvent { AuditEvent(json: decisionHead + Array("\(number)".utf8) + decisionTail) }
}
