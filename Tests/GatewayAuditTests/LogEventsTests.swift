import Foundation
import GatewayCore
import Testing

@testable import GatewayAudit

@Suite struct LogEventsTests {
  private func ids(_ events: [EventRecord]) -> [String] { events.compactMap(\.id) }

  @Test func everyRecordInItsOrderOverSegments() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1), bench.decision(2)])
    try bench.open().rotate()
    try bench.write([bench.decision(3)], isSigned: true)
    var events = try LogEvents(directory: bench.path)
    let all = try events.next(100)
    #expect(all.map(\.sequence) == Array(1...6))
    #expect(all.map(\.type) == ["checkpoint", "decision", "decision", "checkpoint", "decision", "checkpoint"])
    #expect(all.count { $0.isIntact } == 6)
    let lines = try String(contentsOfFile: bench.path + "/log-00000000000000000001.jsonl", encoding: .utf8).split(separator: "\n")
    #expect(all.prefix(3).map { String(decoding: $0.line, as: UTF8.self) } == lines.map(String.init))
    #expect(all[3].place == EventRecord.Place(segment: 4, offset: 0))
    #expect(events.position == 6)
    #expect(try events.next() == nil)
    for event in all { #expect(try LogEvents.record(event.sequence, at: event.place, directory: bench.path)?.json == event.json) }
    #expect(try LogEvents.record(5, at: all[5].place, directory: bench.path) == nil)
    #expect(try LogEvents.record(5, at: EventRecord.Place(segment: 77, offset: 0), directory: bench.path) == nil)
    #expect(try LogEvents.record(5, at: EventRecord.Place(segment: 4, offset: 7), directory: bench.path) == nil)
  }

  @Test func followsAGrowingLogOverSegments() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    var events = try LogEvents(directory: bench.path, filter: EventFilter())
    #expect(try ids(events.next(9)) == ["evt_1"])
    try bench.write([bench.decision(2)])
    #expect(try ids(events.next(9)) == ["evt_2"])
    try bench.write([bench.decision(3)])
    try bench.open().rotate()
    try bench.write([bench.decision(4)])
    try bench.open().rotate()
    try bench.write([bench.decision(5)])
    #expect(try ids(events.next(9)) == ["evt_3", "evt_4", "evt_5"])
    #expect(try events.next() == nil)
  }

  @Test func aLineIsGivenWhenItIsWhole() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    let segment = bench.path + "/log-00000000000000000001.jsonl"
    let whole = try Data(contentsOf: URL(filePath: segment))
    var lines: [UInt8] = []
    var head = try bench.open().head
    bench.close()
    RecordLine.append(bench.decision(2), to: &lines, head: &head)
    var events = try LogEvents(directory: bench.path, filter: EventFilter())
    #expect(try ids(events.next(9)) == ["evt_1"])
    for cut in 1..<lines.count {
      try (whole + lines[..<cut]).write(to: URL(filePath: segment))
      #expect(try events.next() == nil)
    }
    try (whole + lines).write(to: URL(filePath: segment))
    // The file was replaced: an open reader has the old one. A new one sees the line.
    events = try LogEvents(directory: bench.path, filter: EventFilter(), start: .after(2))
    #expect(try ids(events.next(9)) == ["evt_2"])
  }

  @Test func halfALineOfAProcessThatDiedDoesNotConfuse() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    bench.close()
    var events = try LogEvents(directory: bench.path, filter: EventFilter())
    #expect(try ids(events.next(9)) == ["evt_1"])
    // Half a line, which the reader buffers, is cut off by the next process, and longer ones take its place.
    let file = try PosixFiles().open(bench.path + "/log-00000000000000000001.jsonl", .append)
    try file.append(Array("{\"event\":{\"event_type\":\"decision\",\"id\":\"evt_9\"".utf8).span.bytes)
    #expect(try events.next() == nil)
    try bench.write([bench.decision(2), bench.decision(3)])
    #expect(try events.next(9).map { $0.id ?? $0.type } == ["log_recovered", "evt_2", "evt_3"])
    #expect(events.damagedLines == 0)
  }

  @Test func damagedLinesArePassedOver() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1)])
    var lines: [UInt8] = []
    var head = try bench.open().head
    bench.close()
    let file = try PosixFiles().open(bench.path + "/log-00000000000000000001.jsonl", .append)
    try file.append(Array("nonsense\n".utf8).span.bytes)
    RecordLine.append(bench.decision(2), to: &lines, head: &head)
    let altered = lines.replacing(Array("evt_2".utf8), with: Array("evt_8".utf8))
    try file.append(altered.span.bytes)
    var events = try LogEvents(directory: bench.path, filter: EventFilter())
    let found = try events.next(9)
    #expect(ids(found) == ["evt_1", "evt_8"])
    #expect(found.map(\.isIntact) == [true, false])
    #expect(events.damagedLines == 1)
    #expect(EventLine.text(found[1]).hasSuffix(" DAMAGED"))
  }

  @Test func beginsWhereItIsTold() throws {
    let bench = try EventsBench()
    try bench.write([bench.decision(1), bench.decision(2)])
    try bench.open().rotate()
    try bench.write([bench.decision(3)])
    for (after, expected) in [(0, ["evt_1", "evt_2", "evt_3"]), (2, ["evt_2", "evt_3"]), (3, ["evt_3"]), (4, ["evt_3"]), (5, [])] {
      var events = try LogEvents(directory: bench.path, filter: EventFilter(), start: .after(UInt64(after)))
      #expect(try ids(events.next(9)) == expected)
    }
    var events = try LogEvents(directory: bench.path, filter: EventFilter(), start: .end)
    #expect(events.position == 5)
    #expect(try events.next() == nil)
    try bench.write([bench.decision(4)])
    #expect(try ids(events.next(9)) == ["evt_4"])
  }

  @Test func aRangeOfTimeLeavesSegmentsOut() throws {
    let bench = try EventsBench()
    let start = bench.clock.now
    for number in 1...4 {
      try bench.write([bench.decision(number)])
      bench.clock.advance(3600)
      try bench.open().rotate()
    }
    // Segments that are not needed are not even opened.
    try FileManager.default.removeItem(atPath: bench.path + "/log-00000000000000000001.jsonl")
    try Data().write(to: URL(filePath: bench.path + "/log-00000000000000000001.jsonl"))
    var filter = EventFilter()
    filter.since = start.before(.seconds(-3600))
    filter.until = start.before(.seconds(-7200))
    var events = try LogEvents(directory: bench.path, filter: filter)
    #expect(try ids(events.next(9)) == ["evt_2", "evt_3"])
    filter.since = start.before(.seconds(-7201))
    filter.until = nil
    events = try LogEvents(directory: bench.path, filter: filter)
    #expect(try ids(events.next(9)) == ["evt_4"])
    #expect(try ids(LogEvents.last(1, directory: bench.path, filter: EventFilter())) == ["evt_4"])
    filter.since = start.before(.seconds(-3600))
    #expect(try ids(LogEvents.last(9, directory: bench.path, filter: filter)) == ["evt_2", "evt_3", "evt_4"])
  }

  @Test func theLastOnes() throws {
    let bench = try EventsBench()
    for number in 1...5 {
      try bench.write([bench.decision(number, verdict: number.isMultiple(of: 2) ? "block" : "allow")], isSigned: true)
      if number.isMultiple(of: 2) { try bench.open().rotate() }
    }
    for count in 0...7 {
      let expected = (1...5).suffix(count).map { "evt_\($0)" }
      #expect(try ids(LogEvents.last(count, directory: bench.path, filter: EventFilter())) == expected)
    }
    var filter = EventFilter()
    filter.verdicts = ["block"]
    #expect(try ids(LogEvents.last(9, directory: bench.path, filter: filter)) == ["evt_2", "evt_4"])
  }

  @Test func manyMatchesInOneSegment() throws {
    let bench = try EventsBench()
    try bench.write((1...2000).map { bench.decision($0) })
    #expect(try ids(LogEvents.last(3, directory: bench.path, filter: EventFilter())) == ["evt_1998", "evt_1999", "evt_2000"])
  }

  @Test func aDirectoryWithoutALogIsAnError() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-none-\(UUID().uuidString)").path
    #expect(throws: LogProblem.self) { try LogEvents(directory: path) }
    #expect(throws: LogProblem.self) { try LogEvents.last(1, directory: path, filter: EventFilter()) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: LogProblem.self) { try LogEvents(directory: path) }
    #expect(throws: LogProblem.self) { try LogEvents.last(1, directory: path, filter: EventFilter()) }
  }
}
