import Foundation
import GatewayCore
import GatewayTestSupport
import Testing

@testable import GatewayAudit
@testable import GatewayExport

@Suite(.timeLimit(.minutes(5))) struct SinkFollowerTests {
  private func ids(_ range: ClosedRange<Int>) -> [String] { range.map { "\($0)" } }

  @Test func aNewSinkBeginsWithWhatComes() async throws {
    let bench = try ExportBench()
    try bench.write(1...5)
    let sink = ListSink()
    try await bench.following(sink) { follower in
      try await eventually { try bench.cursor("s") == 6 }
      try bench.write(6...30, isSigned: true)
      try bench.writer.rotate()
      try bench.write(31...33)
      try await eventually { sink.ids.count >= 28 }
      try await eventually { try bench.cursor("s") == bench.writer.head.sequence }
      #expect(follower.report.delivered == 28 && follower.report.dropped == 0 && follower.report.problem == nil)
    }
    #expect(sink.ids == ids(6...33))
    #expect(sink.batches.allSatisfy { $0 <= 10 })
    #expect(sink.isClosed)
    #expect(try bench.inbox().isEmpty)
  }

  @Test func aRestartLosesNothing() async throws {
    let bench = try ExportBench()
    try await bench.following(ListSink()) { _ in try await eventually { try bench.cursor("s") == 1 } }
    try bench.write(1...25)
    let sink = ListSink()
    try await bench.following(sink) { _ in try await eventually { sink.ids.count == 25 } }
    try bench.write(26...30)
    let next = ListSink()
    try await bench.following(next) { _ in try await eventually { next.ids.last == "30" } }
    // At least once: a batch whose cursor was not written before the end comes again.
    #expect(sink.ids == ids(1...25) && next.ids.suffix(5) == ids(26...30))
  }

  @Test func whatFailsIsRepeatedInItsOrder() async throws {
    let bench = try ExportBench()
    let sink = ListSink(failures: 5)
    try await bench.following(sink) { follower in
      try await eventually { try bench.cursor("s") == 1 }
      try bench.write(1...25)
      try await eventually { sink.ids.count == 25 }
      sink.fail(3)
      try bench.write(26...40)
      try await eventually { sink.ids.count == 40 }
      try await eventually { follower.report.problem == nil }
    }
    #expect(sink.ids == ids(1...40))
    #expect(try bench.inbox().isEmpty)
  }

  @Test func whatIsTooOldIsPassedOverAndTold() async throws {
    let bench = try ExportBench()
    try await bench.following(ListSink()) { _ in try await eventually { try bench.cursor("s") == 1 } }
    try bench.write(1...45)
    bench.clock.advance(3601)
    try bench.write(46...50)
    let sink = ListSink()
    try await bench.following(sink) { follower in
      try await eventually { sink.ids.count == 5 }
      try await eventually { try bench.cursor("s") == 51 }
      try await eventually { follower.report.dropped == 45 }
    }
    #expect(sink.ids == ids(46...50))
    let events = try bench.inbox()
    #expect(events.map(\.type) == ["export_dropped"])
    #expect(events.first?["count"]?.integer == 45 && events.first?.text("sink") == "s")
  }

  @Test func aDeadSinkIsNotTriedWithWhatIsTooOld() async throws {
    let bench = try ExportBench()
    let sink = ListSink(failures: .max)
    try await bench.following(sink) { follower in
      try await eventually { try bench.cursor("s") == 1 }
      try bench.write(1...25)
      try await eventually { follower.report.problem == "not now" }
      bench.clock.advance(3601)
      try await eventually { try bench.cursor("s") == 26 }
      #expect(sink.ids.isEmpty)
    }
    #expect(try bench.inbox().compactMap { $0["count"]?.integer }.reduce(0, +) == 25)
  }

  @Test func whatRetentionRemovedIsCounted() async throws {
    let bench = try ExportBench()
    try await bench.following(ListSink()) { _ in try await eventually { try bench.cursor("s") == 1 } }
    try bench.write(1...25)
    try bench.writer.rotate()
    try bench.write(26...30)
    try FileManager.default.removeItem(atPath: bench.path + "/log-00000000000000000001.jsonl")
    let sink = ListSink()
    try await bench.following(sink) { _ in
      try await eventually { try !bench.inbox().isEmpty }
      try await eventually { sink.ids.count == 5 }
    }
    #expect(sink.ids == ids(26...30))
    #expect(try bench.inbox().first?["count"]?.integer == 25)
  }

  @Test func onlyTheTypesThatAreWanted() async throws {
    let bench = try ExportBench()
    let sink = ListSink()
    try await bench.following(sink, types: ["checkpoint"]) { _ in
      try await eventually { try bench.cursor("s") == 1 }
      try bench.write(1...5, isSigned: true)
      try await eventually { try bench.cursor("s") == 7 }
    }
    #expect(sink.ids == ["checkpoint"])
  }

  @Test func aCursorOfAnotherLogIsNotBelieved() async throws {
    let bench = try ExportBench()
    try bench.write(1...5)
    try ExportCursor(directory: bench.path, sink: "s").save(1_000_000)
    let sink = ListSink()
    try await bench.following(sink) { _ in try await eventually { sink.ids.count == 5 } }
    #expect(sink.ids == ids(1...5))
  }

  @Test func cursors() throws {
    let bench = try ExportBench()
    let cursor = ExportCursor(directory: bench.path, sink: "a")
    #expect(try cursor.load() == nil)
    try cursor.save(7)
    try cursor.save(18)
    #expect(try cursor.load() == 18)
    #expect(try ExportCursor(directory: bench.path, sink: "b").load() == nil)
    for text in ["", "18", "x\n", "-1\n", "99999999999999999999\n"] {
      try text.write(toFile: bench.path + "/export/a.cursor", atomically: true, encoding: .utf8)
      #expect(try cursor.load() == nil)
    }
  }

  @Test func waitsGrowAndAreRandom() {
    var backoff = Backoff()
    #expect(
      (0..<4).map { _ in backoff.next(random: { 0.5 }) } == [
        .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800),
      ])
    for _ in 0..<100 { _ = backoff.next(random: { 0 }) }
    #expect(backoff.next(random: { 1 }) == .seconds(60))
    #expect(backoff.next(atLeast: .seconds(3), random: { 0 }) == .seconds(3))
    #expect(backoff.next(atLeast: .seconds(3600), random: { 0 }) == .seconds(60))
    backoff.reset()
    #expect(backoff.next(random: { 1 }) == .milliseconds(200))
  }
}
