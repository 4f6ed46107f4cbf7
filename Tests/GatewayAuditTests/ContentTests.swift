import GatewayCore
import Testing

@testable import GatewayAudit

@Suite struct ContentTests {
  private func log() -> TestLog {
    let log = TestLog()
    log.settings.demands.content = .full
    return log
  }

  private func event(_ number: Int) -> AuditEvent {
    AuditEvent(
      json: TestLog.event(number),
      content: AuditContent(id: "evt_\(number)", request: Array("question \(number)".utf8), answer: Array("answer \(number)".utf8)))
  }

  private func archive(_ log: TestLog) -> ContentArchive { ContentArchive(LogDirectory(TestLog.directory), files: log.files) }

  @Test func textsAreFoundUnderTheirId() throws {
    let log = log()
    let keeper = try log.keeper()
    #expect(keeper.commit([event(1), event(2)], isSynced: true))
    #expect(keeper.commit([event(3)], isSynced: true))
    for number in 1...3 {
      guard case .kept(let content) = try archive(log).find(id: "evt_\(number)") else {
        Issue.record("evt_\(number) is not kept")
        continue
      }
      #expect(String(decoding: content.request, as: UTF8.self) == "question \(number)")
      #expect(String(decoding: content.answer, as: UTF8.self) == "answer \(number)")
    }
    guard case .missing = try archive(log).find(id: "evt_9") else {
      Issue.record("there is no evt_9")
      return
    }
  }

  @Test func noFileHoldsTheTextInTheClear() throws {
    let log = log()
    let keeper = try log.keeper()
    #expect(keeper.commit([event(1)], isSynced: true))
    for path in log.files.paths(in: TestLog.directory) {
      let text = String(decoding: log.files.contents(path) ?? [], as: UTF8.self)
      #expect(!text.contains("question") && !text.contains("answer 1"))
    }
  }

  private func isKept(_ id: String, _ log: TestLog) throws -> Bool {
    if case .kept = try archive(log).find(id: id) { true } else { false }
  }

  /// Every operation of a commit fails in turn: of what is not recorded there is no text either, at once or after the next commit or start.
  @Test func noTextStaysWithoutItsRecord() throws {
    var isDone = false
    for operation in 1...40 where !isDone {
      for length in [1, 2, 1000] {
        let log = log()
        let keeper = try log.keeper()
        #expect(keeper.commit([event(1)], isSynced: true))
        log.files.fail(operation..<(operation + length))
        let isRecorded = keeper.commit([event(2)], isSynced: true)
        isDone = isRecorded
        log.files.fail(nil)
        _ = keeper.recover(Outage(since: log.clock.now, reason: "test"))
        #expect(keeper.commit([event(3)], isSynced: true), "operation \(operation)")
        #expect(try isKept("evt_2", log) == isRecorded, "operation \(operation), \(length) fail")
        #expect(try isKept("evt_1", log) && isKept("evt_3", log), "operation \(operation), \(length) fail")
        #expect(try log.verify().problem == nil)
      }
    }
    #expect(isDone)
  }

  @Test func aProcessThatDiesBetweenTextAndRecordLeavesNoText() throws {
    let log = log()
    var keeper: LogKeeper? = try log.keeper()
    #expect(keeper?.commit([event(1)], isSynced: true) == true)
    let segment = log.segments[0]
    let before = try #require(log.files.contents(segment))
    #expect(keeper?.commit([event(2)], isSynced: true) == true)
    keeper = nil
    // The texts are on disk before the records: as if the process had died then.
    log.files.put(before, at: segment)
    log.files.kill()
    #expect(try isKept("evt_2", log))
    keeper = try log.keeper()
    #expect(try !isKept("evt_2", log))
    #expect(try isKept("evt_1", log))
    withExtendedLifetime(keeper) {}
  }

  @Test func anErasedTextIsGoneAndTheChainIsWhole() throws {
    let log = log()
    let keeper = try log.keeper()
    #expect(keeper.commit([event(1), event(2)], isSynced: true))
    #expect(try archive(log).erase(ids: ["evt_1", "evt_9"]) == ["evt_1"])
    #expect(try archive(log).erase(ids: ["evt_1"]) == [])
    guard case .erased = try archive(log).find(id: "evt_1"), case .kept = try archive(log).find(id: "evt_2") else {
      Issue.record("the wrong text was erased")
      return
    }
    #expect(keeper.commit([event(3)], isSynced: true))
    #expect(try log.verify().problem == nil)
  }

  @Test func anAlteredTextIsNotGivenOut() throws {
    let log = log()
    let keeper = try log.keeper()
    #expect(keeper.commit([event(1)], isSynced: true))
    let path = try #require(log.files.paths(in: TestLog.directory).first { $0.hasSuffix(".content") })
    var bytes = try #require(log.files.contents(path))
    bytes[bytes.count - 20] ^= 1
    log.files.put(bytes, at: path)
    #expect(throws: (any Error).self) { _ = try archive(log).find(id: "evt_1") }
  }

  @Test func textsSurviveAFailureAndARestart() throws {
    for failing in 1...60 {
      let log = log()
      var acknowledged: [Int] = []
      if let keeper = try? log.keeper() {
        log.files.fail(failing..<(failing + 1))
        for number in 1...4 {
          if keeper.problem != nil { _ = keeper.recover(Outage(since: log.clock.now, reason: "test", unrecorded: 1)) }
          if keeper.commit([event(number)], isSynced: true) { acknowledged.append(number) }
        }
      }
      log.files.losePower()
      _ = try log.keeper()
      for number in acknowledged {
        guard case .kept = try archive(log).find(id: "evt_\(number)") else {
          Issue.record("evt_\(number) is lost after operation \(failing)")
          continue
        }
      }
      #expect(try log.verify().problem == nil)
    }
  }
}
