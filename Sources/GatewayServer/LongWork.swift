internal import GatewayHTTP
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Work on a whole body that may take long, such as looking at a prompt of a megabyte with every policy: done on a thread of the process's pool, because an event loop
/// serves many streams, and none of them may wait for it.
///
/// Made, asked and left on the event loop of one request. Work cannot be interrupted: when its request ends before it does, it ends by itself, and nobody hears of it.
final class LongWork<Result: Sendable>: @unchecked Sendable {
  // SAFETY: `result` and `signal` are used on `eventLoop` only; everything else is immutable or atomic.

  /// What came of it, once it is done.
  private(set) var result: Result?
  private let eventLoop: any EventLoop
  private let signal: LoopSignal
  private let isLeft = Atomic<Bool>(false)

  private init(eventLoop: any EventLoop, signal: LoopSignal) {
    self.eventLoop = eventLoop
    self.signal = signal
  }

  /// Begins `work` on another thread; `signal` is raised on `eventLoop` when it is done.
  static func start(on eventLoop: any EventLoop, _ signal: LoopSignal, _ work: @escaping @Sendable () -> Result) -> LongWork {
    let long = LongWork(eventLoop: eventLoop, signal: signal)
    NIOThreadPool.singleton.submit { _ in
      let result = work()
      guard !long.isLeft.load(ordering: .relaxed) else { return }
      eventLoop.execute {
        long.result = result
        long.signal.raise()
      }
    }
    return long
  }

  /// Nobody waits for it any more.
  func leave() { isLeft.store(true, ordering: .relaxed) }
}

extension ServerExchange {
  /// Does `work` on another thread, and waits for it. What is short is better done where one is: the way there and back takes some ten microseconds.
  /// - Throws: when the client goes away, or the gateway stops, before the work is done.
  func elsewhere<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async throws(RequestEnd) -> Result {
    let long = LongWork.start(on: worker.eventLoop, signal, work)
    defer { long.leave() }
    while true {
      if let result = long.result { return result }
      _ = try await pause(until: .distantFuture)
    }
  }
}
