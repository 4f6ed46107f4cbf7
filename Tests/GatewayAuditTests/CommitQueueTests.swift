import GatewayCore
import GatewayTestSupport
import Synchronization
import Testing

@testable import GatewayAudit

@Suite(.timeLimit(.minutes(5))) struct CommitQueueTests {
  private func event(_ size: Int) -> AuditEvent { AuditEvent(json: [UInt8](repeating: 0x20, count: size)) }

  @Test func theWorkWithoutEventsIsDoneUnderLoadToo() {
    let queue = CommitQueue(interval: .zero)
    var (batches, isTicked) = (0, false)
    while !isTicked {
      _ = queue.append(event(1), isUrgent: true)
      switch queue.next() {
      case .events: batches += 1
      case .tick: isTicked = true
      case .closed: Issue.record("nobody closed it")
      }
    }
    #expect(batches > 0)
  }

  @Test func aWishForATickIsGrantedOnce() {
    let queue = CommitQueue(interval: .zero)
    queue.wake(after: .zero)
    guard case .tick = queue.next() else {
      Issue.record("no tick")
      return
    }
    _ = queue.append(event(1), isUrgent: true)
    guard case .events = queue.next() else {
      Issue.record("another tick")
      return
    }
  }

  @Test func aRecordWaitsForItsSignatureNoLongerThanItMay() throws {
    for (interval, due) in [(Duration.seconds(10), 9_900), (.seconds(1), 900), (.milliseconds(1500), 1400), (.milliseconds(100), 90)] {
      let log = TestLog()
      log.settings.checkpointInterval = interval
      let keeper = try log.keeper()
      #expect(keeper.timeToSign == nil, "nothing waits")
      #expect(keeper.commit([AuditEvent(json: TestLog.event(1))], isSynced: true))
      #expect(keeper.timeToSign == .milliseconds(due))
      log.clock.advance(milliseconds: due - 1)
      keeper.tick()
      #expect(keeper.timeToSign == .milliseconds(1))
      log.clock.advance(milliseconds: 1)
      #expect(keeper.timeToSign == .zero)
      keeper.tick()
      #expect(keeper.timeToSign == nil)
      #expect(try log.verify().head?.sequence == log.verify().signedThrough)
    }
  }

  @Test func whatFindsTheQueueFullIsCounted() {
    let queue = CommitQueue(interval: .zero, limit: 100)
    #expect(queue.append(event(60), isUrgent: true) != nil)
    #expect(queue.append(event(60), isUrgent: true) == nil)
    #expect(queue.append(event(60), isUrgent: true) == nil)
    #expect(queue.append(event(40), isUrgent: true) != nil)
    #expect(queue.takeOverflow() == 2)
    #expect(queue.takeOverflow() == 0)
  }

  @Test func anEventThatCouldNotBeReadBackIsRefused() {
    let queue = CommitQueue(interval: .zero)
    #expect(queue.append(event(CommitQueue.longestEvent + 1), isUrgent: true) == nil)
    #expect(queue.append(event(CommitQueue.longestEvent), isUrgent: true) != nil)
    #expect(queue.takeOverflow() == 1)
  }

  @Test func aDiskThatHangsIsAProblemUntilItAnswers() async throws {
    let queue = CommitQueue(interval: .zero, timeout: .milliseconds(1))
    #expect(queue.problem == nil)
    _ = queue.append(event(1), isUrgent: true)
    _ = queue.next()
    // Whoever was given the events is at work on them, and does not come back.
    try await eventually("the queue notices") { queue.problem == "the disk does not answer" }
    #expect(queue.append(event(1), isUrgent: true) != nil, "what is under way may still be recorded")
    let patient = CommitQueue(interval: .zero, timeout: .seconds(3600))
    _ = patient.append(event(1), isUrgent: true)
    _ = patient.next()
    #expect(patient.problem == nil)
  }

  @Test func whatFoundTheQueueFullIsRecorded() throws {
    let log = TestLog()
    let keeper = try log.keeper()
    #expect(keeper.tellOverflow(7))
    let text = log.segments.flatMap { log.lines($0) }.map { String(decoding: $0, as: UTF8.self) }.joined()
    #expect(text.contains(#""event_type":"log_outage","reason":"the queue was full""#) && text.contains(#""unrecorded":7"#))
    log.files.setRoom(0)
    #expect(!keeper.tellOverflow(1))
    #expect(keeper.problem != nil)
  }

  @Test func aCheckpointThatCannotBeWrittenIsAnOutage() throws {
    let log = TestLog()
    let keeper = try log.keeper()
    #expect(keeper.commit([AuditEvent(json: TestLog.event(1))], isSynced: true))
    log.clock.advance(5)
    log.files.setRoom(0)
    keeper.tick()
    #expect(keeper.problem?.contains("No space left on device") == true)
  }

  @Test func anInboxThatCannotBeEmptiedIsRecordedOnce() throws {
    let log = TestLog()
    let changes = Mutex<[SegmentedAuditLog.Change]>([])
    let keeper = try log.keeper { change in changes.withLock { $0.append(change) } }
    let event = LogEvent.erasure(log.clock.now, ids: ["evt_1"], by: "ann")
    log.files.put(event, at: "/log/inbox/1.json")
    log.files.put(event, at: "/log/inbox/2.json")
    log.files.keep("/log/inbox/")
    for _ in 0..<3 { keeper.tick() }
    func count() -> Int { log.segments.flatMap { log.lines($0) }.count { String(decoding: $0, as: UTF8.self).contains("erasure") } }
    #expect(count() == 2)
    #expect(changes.withLock { $0.count } == 1)
    log.files.keep(nil)
    keeper.tick()
    #expect(log.files.paths(in: "/log/inbox").isEmpty)
    #expect(count() == 2)
  }

  @Test func aConditionWaitsNoLongerThanItIsTold() {
    let condition = MonotonicCondition()
    let start = MonotonicCondition.now
    condition.lock()
    while MonotonicCondition.now < start + 0.01 { condition.wait(atMost: start + 0.01 - MonotonicCondition.now) }
    condition.unlock()
    #expect(MonotonicCondition.now >= start + 0.01)
  }
}
