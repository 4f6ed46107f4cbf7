import Foundation
import GatewayCore
import Synchronization

/// An audit log in memory whose commits a test makes happen, or fail.
final class HeldAuditLog: AuditLog {
  private struct State {
    var events: [String] = []
    var watchers: [any AuditWatcher] = []
    var next: UInt64 = 1
    var settled: UInt64 = 0
    var problem: String?
    var isHeld = false
  }

  private let state = Mutex(State())
  let demands: AuditDemands

  init(_ change: (inout AuditDemands) -> Void = { _ in }) {
    var demands = AuditDemands()
    change(&demands)
    self.demands = demands
  }

  var problem: String? { state.withLock { $0.problem } }

  func append(_ event: AuditEvent, isUrgent: Bool) -> UInt64? {
    let (ticket, isHeld): (UInt64?, Bool) = state.withLock { state in
      guard state.problem == nil else { return (nil, false) }
      state.events.append(String(decoding: event.json, as: UTF8.self))
      defer { state.next += 1 }
      return (state.next, state.isHeld)
    }
    if ticket != nil, !isHeld { settle(isDurable: true) }
    return ticket
  }

  func watch(_ watcher: any AuditWatcher) { state.withLock { $0.watchers.append(watcher) } }

  /// Holds commits from now on.
  func hold() { state.withLock { $0.isHeld = true } }

  /// Settles everything that was appended.
  func settle(isDurable: Bool) {
    let (watchers, range): ([any AuditWatcher], ClosedRange<UInt64>?) = state.withLock { state in
      guard state.next - 1 > state.settled else { return ([], nil) }
      let range = (state.settled + 1)...(state.next - 1)
      state.settled = range.upperBound
      return (state.watchers, range)
    }
    guard let range else { return }
    for watcher in watchers { watcher.settled(range, isDurable: isDurable) }
  }

  /// From now on nothing can be written; nil mends it.
  func fail(_ problem: String?) { state.withLock { $0.problem = problem } }

  /// The events of a type, decoded.
  func events(_ type: String) -> [[String: Any]] {
    state.withLock { $0.events }.compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
      .filter { $0["event_type"] as? String == type }
  }

  var lines: [String] { state.withLock { $0.events } }
}
