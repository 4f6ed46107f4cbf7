import Foundation
import GatewayCore
import Testing

@testable import GatewayAudit
@testable import GatewayExport

@Suite struct FileSinkTests {
  private func inDirectory(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-file-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
  }

  private func records(_ range: ClosedRange<Int>) -> [EventRecord] {
    range.map { EventRecord(sequence: UInt64($0), json: Array(#"{"event_type":"decision","id":"\#($0)"}"#.utf8)) }
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func recordsAreLinesAsInTheLog() async throws {
    try await inDirectory { directory in
      let sink = FileSink(FileDestination(path: directory + "/e.jsonl"))
      try await sink.deliver(records(1...2))
      try await sink.deliver(records(3...3))
      await sink.close()
      let expected = records(1...3).map { String(decoding: $0.line, as: UTF8.self) + "\n" }.joined()
      #expect(try text(directory + "/e.jsonl") == expected)
      // Opened again it goes on, and half a line goes away.
      try (expected + "{\"half").write(toFile: directory + "/e.jsonl", atomically: true, encoding: .utf8)
      try await sink.deliver(records(4...4))
      #expect(try text(directory + "/e.jsonl") == expected + String(decoding: records(4...4)[0].line, as: UTF8.self) + "\n")
    }
  }

  @Test func whyAFileCannotBeWrittenIsTold() async throws {
    let sink = FileSink(FileDestination(path: "/nonexistent/e.jsonl"))
    let problem = await #expect(throws: DeliveryProblem.self) { try await sink.deliver(records(1...1)) }
    #expect(problem?.description == "/nonexistent/e.jsonl: No such file or directory")
  }

  @Test func aLargeFileIsPutAside() async throws {
    try await inDirectory { directory in
      let line = records(1...1)[0].line.count + 1
      var destination = FileDestination(path: directory + "/e.jsonl")
      destination.maxSize = ByteCount(2 * line)
      destination.keep = 2
      let sink = FileSink(destination)
      for number in 1...7 { try await sink.deliver(records(number...number)) }
      let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
      #expect(files == ["e.jsonl", "e.jsonl.1", "e.jsonl.2"])
      #expect(try text(directory + "/e.jsonl").contains(#""id":"7""#))
      #expect(try text(directory + "/e.jsonl.1").contains(#""id":"6""#))
      #expect(try text(directory + "/e.jsonl.2").contains(#""id":"3""#))
      destination.keep = 0
      let none = FileSink(destination)
      for number in 8...12 { try await none.deliver(records(number...number)) }
      #expect(try !text(directory + "/e.jsonl").contains(#""id":"8""#))
    }
  }

  @Test func halfALongLineGoesAwayWhole() async throws {
    try await inDirectory { directory in
      let path = directory + "/e.jsonl"
      try ("x\n" + String(repeating: "y", count: 200_000)).write(toFile: path, atomically: true, encoding: .utf8)
      let sink = FileSink(FileDestination(path: path))
      try await sink.deliver(records(1...1))
      #expect(try text(path).hasPrefix("x\n{\"event\""))
      await sink.close()
      try String(repeating: "y", count: 70_000).write(toFile: path, atomically: true, encoding: .utf8)
      try await sink.deliver(records(1...1))
      #expect(try text(path).hasPrefix("{\"event\""))
    }
  }

  @Test func aFileThatCannotBeWrittenIsAProblem() async throws {
    try await inDirectory { directory in
      let sink = FileSink(FileDestination(path: directory + "/none/e.jsonl"))
      await #expect(throws: DeliveryProblem.self) { try await sink.deliver(records(1...1)) }
      try FileManager.default.createDirectory(atPath: directory + "/none", withIntermediateDirectories: true)
      try await sink.deliver(records(1...1))
    }
  }
}
