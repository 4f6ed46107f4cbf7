internal import GatewayCore
internal import GatewayHTTP
internal import NIOCore
internal import Synchronization

/// One event that a request waits for.
final class AuditTicket {
  let number: UInt64
  /// Nil as long as it is not settled.
  fileprivate(set) var isDurable: Bool?
  fileprivate let signal: LoopSignal

  fileprivate init(number: UInt64, signal: LoopSignal) {
    self.number = number
    self.signal = signal
  }
}

/// The audit log as one event loop sees it: the events of its requests that are not on disk yet.
final class AuditShard: AuditWatcher, @unchecked Sendable {
  // SAFETY: `waiting` is used on `eventLoop` only; `count` is atomic, the rest immutable.

  let log: any AuditLog
  private let eventLoop: any EventLoop
  private var waiting: [AuditTicket] = []
  private let count = Atomic<Int>(0)

  init(log: any AuditLog, eventLoop: any EventLoop) {
    self.log = log
    self.eventLoop = eventLoop
    log.watch(self)
  }

  /// Puts an event into the log that somebody will wait for.
  /// - Returns: nil when the log does not take it.
  func append(_ event: AuditEvent, signal: LoopSignal) -> AuditTicket? {
    count.wrappingAdd(1, ordering: .sequentiallyConsistent)
    guard let number = log.append(event, isUrgent: true) else {
      count.wrappingSubtract(1, ordering: .sequentiallyConsistent)
      return nil
    }
    let ticket = AuditTicket(number: number, signal: signal)
    waiting.append(ticket)
    return ticket
  }

  /// See ``AuditWatcher``. A ticket of this loop is always in ``waiting`` before the loop gets to the closure.
  func settled(_ tickets: ClosedRange<UInt64>, isDurable: Bool) {
    guard count.load(ordering: .sequentiallyConsistent) > 0 else { return }
    eventLoop.execute { self.settle(tickets, isDurable) }
  }

  private func settle(_ tickets: ClosedRange<UInt64>, _ isDurable: Bool) {
    var done = 0
    while done < waiting.count, waiting[done].number <= tickets.upperBound {
      let ticket = waiting[done]
      ticket.isDurable = isDurable
      ticket.signal.raise()
      done += 1
    }
    guard done > 0 else { return }
    waiting.removeFirst(done)
    count.wrappingSubtract(done, ordering: .sequentiallyConsistent)
  }
}
