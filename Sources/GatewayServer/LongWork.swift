internal import GatewayCore
internal import GatewayHTTP
internal import NIOCore
internal import Synchronization

/// Work on a whole body that may take long, such as looking at a prompt of a megabyte with every policy: done on a thread of the process's pool, because an event loop
/// serves many streams, and none of them may wait for it.
///
/// Made, asked and left on the event loop of one request. Work that has begun cannot be interrupted: when its request ends before it does, it ends by itself, and nobody hears of it.
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

  /// Begins `work` on a body of so many bytes on another thread; `signal` is raised on `eventLoop` when it is done. What nobody waits for any more when its turn comes is not done.
  /// - Parameter isRefusable: whether it may be refused.
  /// - Returns: nil when too much waits in the queue.
  static func start(
    on eventLoop: any EventLoop, _ signal: LoopSignal, in queue: WorkQueue, bytes: Int, isRefusable: Bool,
    _ work: @escaping @Sendable () -> Result
  ) -> LongWork? {
    let long = LongWork(eventLoop: eventLoop, signal: signal)
    let isAccepted = queue.submit(bytes: bytes, isRefusable: isRefusable) {
      guard !long.isLeft.load(ordering: .relaxed) else { return }
      let result = work()
      guard !long.isLeft.load(ordering: .relaxed) else { return }
      eventLoop.execute {
        long.result = result
        long.signal.raise()
      }
    }
    return isAccepted ? long : nil
  }

  /// Nobody waits for it any more.
  func leave() { isLeft.store(true, ordering: .relaxed) }
}

extension ServerExchange {
  /// Does `work` on a body of so many bytes on another thread, and waits for it. What is short is better done where one is: the way there and back takes some ten microseconds.
  /// - Parameter isRefusable: whether it is refused when too much of the kind waits already (503, `overloaded`). An answer is not: an engine has worked for it.
  /// - Throws: when the client goes away, or the gateway stops, before the work is done.
  func elsewhere<Result: Sendable>(bytes: Int, isRefusable: Bool = true, _ work: @escaping @Sendable () -> Result) async throws(RequestEnd)
    -> Result
  {
    guard let long = LongWork.start(on: worker.eventLoop, signal, in: worker.workQueue, bytes: bytes, isRefusable: isRefusable, work) else {
      var error = GatewayError(
        .overloaded, "The gateway has as many long requests to look at as it may have. Send the request again later.")
      error.retryAfter = "1"
      throw .failed(error)
    }
    defer { long.leave() }
    while true {
      if let result = long.result { return result }
      _ = try await pause(until: .distantFuture)
    }
  }
}
