import Foundation
import GatewayCore
import Synchronization

@testable import GatewayAudit

/// A log in a directory of its own, written with a clock that stands in the test's hand.
final class EventsBench {
  let path: String
  let clock = HandClock()
  private(set) var writer: ChainWriter?

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "penstock-events-\(UUID().uuidString)").path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func open() throws -> ChainWriter {
    if let writer { return writer }
    let clock = clock
    let opened = try ChainWriter.open(AuditSettings(directory: path), files: PosixFiles(), clock: { clock.now })
    writer = opened
    return opened
  }

  /// Lets the log go, as the end of a gateway does.
  func close() { writer = nil }

  /// Writes events into the log, each as one commit's part.
  func write(_ events: [[UInt8]], isSigned: Bool = false) throws { try open().commit(events, isSigned: isSigned) }

  func decision(
    _ number: Int, verdict: String = "allow", model: String = "tiny", policy: String? = nil, principal: String = "anonymous",
    user: String? = nil, content: Bool = false
  ) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      if content { json.member("content", "full") }
      json.member("event_type", "decision")
      json.member("id", "evt_\(number)")
      json.key("latency_us")
      json.object { $0.member("total", 1500) }
      json.member("model", model)
      if let policy {
        json.key("policy_results")
        json.array([policy]) { json, policy in
          json.object { json in
            json.member("kind", "pii-detector")
            json.member("policy", policy)
            json.member("verdict", verdict)
          }
        }
      }
      json.member("principal", principal)
      json.member("request_id", "req_\(number)")
      json.member("timestamp", "\(clock.now)")
      json.key("tokens")
      json.object { $0.member("total", 12) }
      json.member("user", user)
      json.member("verdict", verdict)
    }
    return json.bytes
  }
}

/// A clock that moves when it is told to.
final class HandClock: Sendable {
  private let time = Mutex(UTCTime(seconds: 1_800_000_000))
  var now: UTCTime { time.withLock { $0 } }
  func advance(_ seconds: Int) { time.withLock { $0.seconds += seconds } }
}
