import Dispatch
import GatewayHTTP
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import GatewayServer

/// Work on long bodies, behind a thread that is held.
@Suite struct LongWorkTests {
  private static let limit = 1000

  /// Runs `body` with a queue before a pool of one thread, which does nothing before `release` is called.
  private static func held(_ body: (WorkQueue, _ release: () async -> Void) async throws -> Void) async throws {
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    let gate = DispatchSemaphore(value: 0)
    pool.submit { _ in gate.wait() }
    let isReleased = Atomic<Bool>(false)
    let release = {
      if isReleased.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged { gate.signal() }
      // The thread has done all that waited when it does this.
      try? await pool.runIfActive {}
    }
    do { try await body(WorkQueue(pool: pool, limit: limit), release) } catch {
      await release()
      throw error
    }
    await release()
    try await pool.shutdownGracefully()
  }

  @Test func whatNobodyWaitsForIsNotDone() async throws {
    let isDone = Atomic<Int>(0)
    try await Self.held { queue, release in
      let loop = MultiThreadedEventLoopGroup.singleton.next()
      for isLeft in [true, false] {
        let long = LongWork.start(on: loop, LoopSignal(), in: queue, bytes: 1, isRefusable: true) {
          isDone.wrappingAdd(isLeft ? 1 : 10, ordering: .relaxed)
        }
        if isLeft { long?.leave() }
      }
      await release()
      #expect(isDone.load(ordering: .relaxed) == 10)
    }
  }

  @Test func whatWaitsIsBounded() async throws {
    try await Self.held { queue, release in
      #expect(queue.submit(bytes: Self.limit, isRefusable: true) {})
      #expect(!queue.submit(bytes: 1, isRefusable: true) {})
      #expect(queue.submit(bytes: 1, isRefusable: false) {})
      await release()
      #expect(queue.submit(bytes: 1, isRefusable: true) {})
    }
  }

  @Test func aBodyLargerThanTheBoundIsServedAlone() async throws {
    try await Self.held { queue, _ in
      #expect(queue.submit(bytes: 2 * Self.limit, isRefusable: true) {})
      #expect(!queue.submit(bytes: 1, isRefusable: true) {})
    }
  }
}
