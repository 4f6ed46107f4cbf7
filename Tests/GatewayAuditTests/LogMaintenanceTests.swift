import Foundation
import GatewayCore
import Testing

@testable import GatewayAudit

@Suite struct LogMaintenanceTests {
  private func last(_ bench: EventsBench, _ type: String) throws -> [EventRecord] {
    var filter = EventFilter()
    filter.types = [type]
    return try LogEvents.last(99, directory: bench.path, filter: filter)
  }

  private func store(_ bench: EventsBench, _ ids: [String]) throws {
    let contents = ids.map { AuditContent(id: $0, request: Array("ask \($0)".utf8), answer: Array("say \($0)".utf8)) }
    try ContentStore(LogDirectory(bench.path), files: PosixFiles()).append(contents, segment: SegmentName(first: 1))
  }

  private func isKept(_ id: String, _ bench: EventsBench) throws -> Bool {
    if case .kept = try ContentArchive(directory: bench.path).find(id: id) { return true }
    return false
  }

  @Test func aDamagedEndIsCutOffAndRecorded() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    bench.close()
    let file = try PosixFiles().open(bench.path + "/log-00000000000000000001.jsonl", .append)
    try file.append(Array("nonsense\nmore".utf8).span.bytes)
    #expect(throws: LogProblem.self) { try bench.open() }
    let repair = try LogMaintenance(directory: bench.path).repair()
    #expect(repair.cutBytes == 13)
    #expect(try last(bench, "log_recovered").first?["cut_bytes"]?.integer == 13)
    #expect(try ChainVerifier.verify(bench.path).isIntact)
    #expect(try LogMaintenance(directory: bench.path).repair() == .init(cutBytes: 0, head: repair.head))
  }

  @Test(arguments: [1, 2]) func aSegmentWithoutAGoodRecordGoesAndIsRecorded(_ segments: Int) throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    if segments == 2 { try bench.open().rotate() }
    bench.close()
    let path = bench.path + (segments == 2 ? "/log-00000000000000000003.jsonl" : "/log-00000000000000000001.jsonl")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let damaged = text.replacing("\"seq\":\(segments == 2 ? 3 : 1)}", with: "\"seq\":9").replacing("checkpoint\"", with: "checkpoinT\"")
    try damaged.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: LogProblem.self) { try bench.open() }
    let repair = try LogMaintenance(directory: bench.path).repair()
    #expect(repair.cutBytes == damaged.utf8.count)
    #expect(try last(bench, "log_recovered").map { $0["cut_bytes"]?.integer } == [damaged.utf8.count])
    #expect(try last(bench, "decision").count == segments - 1)
    #expect(try ChainVerifier.verify(bench.path).isIntact)
  }

  @Test func aLogInUseIsNotRepaired() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    #expect(throws: LogProblem.self) { try LogMaintenance(directory: bench.path).repair() }
  }

  @Test func whatIsNoLogIsNotRepaired() throws {
    let bench = try EventsBench()
    #expect(throws: LogProblem.self) { try LogMaintenance(directory: bench.path).repair() }
    #expect(!FileManager.default.fileExists(atPath: bench.path))
    try FileManager.default.createDirectory(atPath: bench.path, withIntermediateDirectories: true)
    #expect(throws: LogProblem.self) { try LogMaintenance(directory: bench.path).repair() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path).isEmpty)
  }

  @Test func erasureWithoutAGatewayIsInTheLogAtOnce() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1, content: true), bench.decision(2, content: true)])
    try store(bench, ["evt_1", "evt_2"])
    bench.close()
    let (erased, recording) = try LogMaintenance(directory: bench.path).erase(ids: ["evt_2", "evt_9"], by: "test")
    #expect(erased == ["evt_2"] && recording == .written)
    #expect(try !isKept("evt_2", bench))
    #expect(try isKept("evt_1", bench))
    let events = try last(bench, "erasure")
    #expect(events.map { $0["erased"]?["ids"] } == [.array([.text("evt_2")])])
    #expect(events.first?["erased"]?["by"]?.text == "test")
    let report = try ChainVerifier.verify(bench.path)
    #expect(report.isIntact && report.head?.sequence == report.signedThrough)
    // A second time there is nothing to erase, and nothing to record.
    #expect(try LogMaintenance(directory: bench.path).erase(ids: ["evt_2"], by: "test").erased == [])
    #expect(try last(bench, "erasure").count == 1)
  }

  @Test func erasureBesideAGatewayWaitsInItsInbox() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1, content: true)])
    try store(bench, ["evt_1"])
    let (erased, recording) = try LogMaintenance(directory: bench.path).erase(ids: ["evt_1"], by: "test")
    #expect(erased == ["evt_1"])
    guard case .waiting = recording else {
      Issue.record("\(recording)")
      return
    }
    #expect(try !isKept("evt_1", bench))
    let entries = try Inbox(LogDirectory(bench.path), files: PosixFiles()).entries()
    #expect(entries.count == 1)
  }

  @Test func textsAreFoundInTheOrderOfTheLogAndOutOfIt() throws {
    let bench = try EventsBench()
    try bench.write((1...5).map { bench.decision($0, content: true) })
    try store(bench, (1...5).map { "evt_\($0)" })
    bench.close()
    _ = try LogMaintenance(directory: bench.path).erase(ids: ["evt_3"], by: "test")
    var cursor = ContentCursor(directory: bench.path)
    let place = EventRecord.Place(segment: 1, offset: 0)
    for number in [1, 2, 4, 5, 1, 2] {
      guard case .kept(let content) = try cursor.find(id: "evt_\(number)", near: place) else {
        Issue.record("\(number)")
        continue
      }
      #expect(content.request == Array("ask evt_\(number)".utf8))
    }
    guard case .erased = try cursor.find(id: "evt_3", near: place), case .missing = try cursor.find(id: "evt_9", near: place),
      case .kept = try cursor.find(id: "evt_1", near: EventRecord.Place(segment: 77, offset: 0))
    else {
      Issue.record("erased, missing or elsewhere")
      return
    }
  }

  @Test func manyErasuresAreSeveralEvents() throws {
    let bench = try EventsBench()
    let ids = (1...2001).map { "evt_\($0)" }
    try bench.write([bench.decision(1)])
    try store(bench, ids)
    bench.close()
    #expect(try LogMaintenance(directory: bench.path).erase(ids: ids, by: "test").erased.count == 2001)
    let counts = try last(bench, "erasure").map { $0["erased"]?["ids"]?.elements.count }
    #expect(counts.compactMap(\.self).sorted() == [1, 1000, 1000])
  }

  @Test func theInboxTakesOnlyWhatItMay() {
    let time = UTCTime(seconds: 0)
    #expect(Inbox.isEvent(LogEvent.erasure(time, ids: ["a"], by: "me")))
    #expect(Inbox.isEvent(LogEvent.exportDropped(time, sink: "s", count: 3)))
    for text in [
      #"{"event_type":"decision"}"#, #"{"event_type":"erasure","anchor":{}}"#, #"{"anchor":{},"event_type":"erasure"}"#,
      #"{"checkpoint":{},"event_type":"erasure"}"#, #"{"event_type":"erasure"} "#, #"{"event_type": "erasure"}"#,
      #"{"event_type":"erasure"},"prev":"0"}"#, #"{"erased":1}"#, "[]", "", #"{"event_type":"erasure","x":1.5}"#,
      #"{"event_type":"erasure","a":1}"#,
    ] { #expect(!Inbox.isEvent(Array(text.utf8)), "\(text)") }
  }

  @Test func droppedExportsAreLeftInTheInbox() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    try LogMaintenance(directory: bench.path).recordDropped(12, sink: "siem")
    let entry = try #require(try Inbox(LogDirectory(bench.path), files: PosixFiles()).entries().first)
    let event = EventRecord(sequence: 1, json: entry.event)
    #expect(event.type == "export_dropped" && event["count"]?.integer == 12 && event.text("sink") == "siem")
  }
}
