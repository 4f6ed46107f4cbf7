import GatewayHTTP
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

/// State that lives on one event loop, as a connection handler's does.
private final class LoopState: @unchecked Sendable {
  // SAFETY: used on one event loop only; the test asserts that.
  let signal = LoopSignal()
  var waits = 0
  var wrongPlaces = 0
  var isOver = false
}

private actor Elsewhere {
  private(set) var calls = 0
  func call() -> Int {
    calls += 1
    return calls
  }
}

@Suite struct LoopExecutorTests {
  private static func onTheLoop(_ state: LoopState, _ loop: any EventLoop) { if !loop.inEventLoop { state.wrongPlaces += 1 } }

  /// Without both halves of the executor a continuation would come back on the global pool.
  @Test func aTaskStaysOnTheLoopAcrossWaitsAndOtherActors() async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let executor = LoopExecutor(eventLoop: loop)
    let state = LoopState()
    let other = Elsewhere()
    let task = Task(executorPreference: executor) {
      for _ in 0..<100 {
        await state.signal.wait()
        state.waits += 1
        Self.onTheLoop(state, loop)
        _ = await other.call()
        Self.onTheLoop(state, loop)
        await Task.yield()
        Self.onTheLoop(state, loop)
        await withCheckedContinuation { continuation in
          MultiThreadedEventLoopGroup.singleton.next().execute { continuation.resume() }
        }
        Self.onTheLoop(state, loop)
      }
      state.isOver = true
    }
    while try await loop.submit({
      state.signal.raise()
      return state.isOver
    }).get() == false {}
    await task.value
    #expect(state.waits == 100)
    #expect(state.wrongPlaces == 0)
    #expect(await other.calls == 100)
  }

  @Test func anImmediateTaskBeginsAtOnceAndStays() async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let executor = LoopExecutor(eventLoop: loop)
    let state = LoopState()
    let other = Elsewhere()
    let task = try await loop.submit {
      let task = Task.immediate(executorPreference: executor) {
        Self.onTheLoop(state, loop)
        state.waits += 1
        await state.signal.wait()
        Self.onTheLoop(state, loop)
        _ = await other.call()
        Self.onTheLoop(state, loop)
      }
      if state.waits != 1 { state.wrongPlaces += 1 }
      state.signal.raise()
      return task
    }.get()
    await task.value
    #expect(state.wrongPlaces == 0)
  }

  @Test func theExecutorKnowsItsLoop() async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let executor = LoopExecutor(eventLoop: loop)
    #expect(executor.isIsolatingCurrentContext() == false)
    #expect(try await loop.submit { executor.isIsolatingCurrentContext() }.get() == true)
    try await loop.submit { executor.checkIsolated() }.get()
  }
}

@Suite struct LoopSignalTests {
  @Test func aRaiseBeforeTheWaitIsRememberedOnce() async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let state = LoopState()
    let task = Task(executorPreference: LoopExecutor(eventLoop: loop)) {
      state.signal.raise()
      state.signal.raise()
      await state.signal.wait()
      state.waits += 1
      await state.signal.wait()
      state.waits += 1
    }
    // The task's first wait returned at once, the second one is still under way: two raises counted once.
    while try await loop.submit({ state.waits }).get() == 0 {}
    #expect(try await loop.submit { state.waits }.get() == 1)
    try await loop.submit { state.signal.raise() }.get()
    await task.value
    #expect(state.waits == 2)
  }

  /// A raise that is queued on the loop right before the wait comes while the task is on its way into it.
  @Test func aRaiseOnTheWayIntoTheWaitIsNotLost() async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let state = LoopState()
    let task = Task(executorPreference: LoopExecutor(eventLoop: loop)) {
      for _ in 0..<100 {
        loop.execute { state.signal.raise() }
        await state.signal.wait()
        state.waits += 1
      }
    }
    await task.value
    #expect(state.waits == 100)
  }
}

@Suite struct DeadlineSweeperTests {
  private static let past = NIODeadline.uptimeNanoseconds(1)

  @Test func expiredDeadlinesFireOnceAtTheNextSweep() {
    let loop = EmbeddedEventLoop()
    let sweeper = DeadlineSweeper(eventLoop: loop)
    let deadline = Deadline()
    var fired = 0
    deadline.onExpiry = { fired += 1 }
    sweeper.add(deadline)
    sweeper.add(deadline)
    loop.advanceTime(by: DeadlineSweeper.interval)
    #expect(fired == 0)
    deadline.expires = Self.past
    loop.advanceTime(by: .milliseconds(99))
    #expect(fired == 0)
    loop.advanceTime(by: .milliseconds(1))
    #expect(fired == 1)
    #expect(deadline.expires == .distantFuture)
    loop.advanceTime(by: .seconds(10))
    #expect(fired == 1)
  }

  /// What peers sent while the loop stood still is not read yet: they get that time again.
  @Test func aLoopThatStoodStillBlamesNobody() {
    let loop = EmbeddedEventLoop()
    var now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    let sweeper = DeadlineSweeper(eventLoop: loop) { now }
    let (deadline, none) = (Deadline(), Deadline())
    var fired = 0
    deadline.onExpiry = { fired += 1 }
    deadline.expires = now + .seconds(2)
    for one in [deadline, none] { sweeper.add(one) }
    func run(_ time: TimeAmount) {
      now = now + time
      loop.advanceTime(by: DeadlineSweeper.interval)
    }
    run(.milliseconds(100))
    run(.milliseconds(5100))
    #expect(fired == 0)
    #expect(deadline.expires - now == .milliseconds(1800))
    #expect(none.expires == .distantFuture)
    run(.milliseconds(400))
    #expect(deadline.expires - now == .milliseconds(1400))
    for _ in 0..<14 { run(.milliseconds(100)) }
    #expect(fired == 1)
  }

  @Test func clearedAndRemovedDeadlinesDoNotFire() {
    let loop = EmbeddedEventLoop()
    let sweeper = DeadlineSweeper(eventLoop: loop)
    var fired: [Int] = []
    let deadlines = (0..<5).map { number in
      let deadline = Deadline()
      deadline.onExpiry = { fired.append(number) }
      deadline.expires = Self.past
      sweeper.add(deadline)
      return deadline
    }
    sweeper.remove(deadlines[1])
    sweeper.remove(deadlines[1])
    sweeper.remove(deadlines[4])
    deadlines[3].clear()
    loop.advanceTime(by: DeadlineSweeper.interval)
    #expect(fired.sorted() == [0, 2])
    sweeper.add(deadlines[1])
    loop.advanceTime(by: DeadlineSweeper.interval)
    #expect(fired.sorted() == [0, 1, 2])
  }

  @Test func aCallbackMaySetItsDeadlineAnew() {
    let loop = EmbeddedEventLoop()
    let sweeper = DeadlineSweeper(eventLoop: loop)
    let deadline = Deadline()
    var fired = 0
    deadline.onExpiry = { [unowned deadline] in
      fired += 1
      if fired < 3 { deadline.expires = Self.past }
    }
    deadline.expires = Self.past
    sweeper.add(deadline)
    loop.advanceTime(by: .seconds(1))
    #expect(fired == 3)
  }

  /// One connection's end may end another: its deadline must not fire any more, nor early when it was moved.
  @Test(arguments: [true, false]) func aCallbackMayStopAnotherDeadlineOfTheSameSweep(removes: Bool) {
    let loop = EmbeddedEventLoop()
    let sweeper = DeadlineSweeper(eventLoop: loop)
    let first = Deadline()
    let second = Deadline()
    var fired: [String] = []
    first.onExpiry = {
      fired.append("first")
      if removes { sweeper.remove(second) } else { second.set(after: .seconds(3600)) }
    }
    second.onExpiry = { fired.append("second") }
    for deadline in [first, second] {
      deadline.expires = Self.past
      sweeper.add(deadline)
    }
    loop.advanceTime(by: DeadlineSweeper.interval)
    #expect(fired == ["first"])
    if !removes { #expect(second.expires > .now()) }
  }

  @Test func manyDeadlinesComeAndGo() {
    let loop = EmbeddedEventLoop()
    let sweeper = DeadlineSweeper(eventLoop: loop)
    var fired = Set<Int>()
    var deadlines: [Deadline] = []
    for number in 0..<500 {
      let deadline = Deadline()
      deadline.onExpiry = { fired.insert(number) }
      if number % 3 == 0 { deadline.expires = Self.past }
      sweeper.add(deadline)
      deadlines.append(deadline)
    }
    for number in stride(from: 0, to: 500, by: 2) { sweeper.remove(deadlines[number]) }
    loop.advanceTime(by: DeadlineSweeper.interval)
    #expect(fired == Set((0..<500).filter { $0 % 3 == 0 && $0 % 2 == 1 }))
  }

  @Test(arguments: [
    (Duration.zero, Int64(0)), (.seconds(1), 1_000_000_000), (.milliseconds(1), 1_000_000), (.nanoseconds(1), 1),
    (.microseconds(1500), 1_500_000),
    (.seconds(3600), 3_600_000_000_000), (.seconds(-1), -1_000_000_000), (.seconds(Int64.max), .max / 2),
    (.seconds(9_223_372_037), .max / 2), (.seconds(4_611_686_019), .max / 2),
  ])
  func spansOfTime(_ duration: Duration, _ nanoseconds: Int64) { #expect(duration.timeAmount.nanoseconds == nanoseconds) }

  @Test func aDeadlineFarAwayDoesNotOverflow() {
    let deadline = Deadline()
    deadline.set(after: .seconds(Int64.max))
    #expect(deadline.expires > .now())
    deadline.set(after: .zero)
    #expect(deadline.expires <= .now())
  }
}
