import Foundation
import GatewayAudit
import GatewayTestSupport
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `kill -9` under load: the audit log verifies after every restart, and every answer that a client got as a whole has its closing event.
///
/// A few rounds here; PENSTOCK_KILLS asks for more.
@Suite
struct KillTests {
  private static var rounds: Int { ProcessInfo.processInfo.environment["PENSTOCK_KILLS"].flatMap { Int($0) } ?? 3 }

  private static let config = """
    providers:
      targets:
        - {id: sim, provider: "simulator:chat:penstock-simulator"}
    simulator: {time_to_first_token_ms: 0, prefill_ms_per_1000_tokens: 0, time_between_tokens_ms: 0}
    gateway:
      audit: {directory: audit, segment_size: 64KiB}
    """

  @Test func theLogSurvivesKills() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "penstock-kill-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let config = directory.appending(path: "policy-config.yaml")
    try Self.config.write(to: config, atomically: true, encoding: .utf8)
    let log = directory.appending(path: "audit").path
    var random = SystemRandomNumberGenerator()
    var answered: Set<String> = []
    for round in 0..<Self.rounds {
      let run = try await RunningExecutable([
        "gateway", "run", "--listen", "127.0.0.1:0", "--policy-config", config.path, "--audit-dir", log,
      ])
      defer { run.remove() }
      let port = try await run.port()
      if round > 0 {
        // The restart has mended what there was to mend.
        let report = try ChainVerifier.verify(log)
        #expect(report.problem == nil, "after kill \(round): \(String(describing: report.problem))")
      }
      answered.formUnion(try await load(port, for: .milliseconds(Int.random(in: 20...400, using: &random)), run))
    }
    let last = try await RunningExecutable([
      "gateway", "run", "--listen", "127.0.0.1:0", "--policy-config", config.path, "--audit-dir", log,
    ])
    defer { last.remove() }
    _ = try await last.port()
    #expect(try ChainVerifier.verify(log).problem == nil)
    if await PythonVerifier.isThere {
      let independent = try await PythonVerifier.run([log, "--public-key", log + "/signing.pub"])
      #expect(independent.status == 0, "\(independent.output)")
    }
    let recorded = try Self.decisions(log)
    #expect(!answered.isEmpty)
    let lost = answered.subtracting(recorded)
    #expect(lost.isEmpty, "\(lost.count) of \(answered.count) answers have no record")
  }

  /// Asks with several clients at once until the time is over and one of them has an answer, and then kills the process in their midst.
  /// - Returns: the ids of the answers that came as a whole.
  private func load(_ port: Int, for time: Duration, _ run: RunningExecutable) async throws -> Set<String> {
    let end = ContinuousClock.now + time
    let (answers, answer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
    let ids = await withTaskGroup(of: Set<String>.self) { group in
      for client in 0..<6 {
        group.addTask {
          var ids: Set<String> = []
          while let id = try? await Self.ask(port, isStream: (client + ids.count).isMultiple(of: 2)) {
            ids.insert(id)
            answer.yield()
          }
          answer.yield()
          return ids
        }
      }
      try? await Task.sleep(until: end, clock: .continuous)
      _ = await answers.first { true }
      run.signal(SIGKILL)
      return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
    }
    _ = try await run.exitStatus()
    return ids
  }

  /// One request; the id of an answer that came as a whole.
  private static func ask(_ port: Int, isStream: Bool) async throws -> String {
    guard let url = URL(string: "http://127.0.0.1:\(port)/v1/chat/completions") else { throw NeverHappened(description: "no URL") }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "content-type")
    let stream = isStream ? ",\"stream\":true" : ""
    request.httpBody = Data(
      "{\"model\":\"penstock-simulator\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":4\(stream)}".utf8)
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let response = response as? HTTPURLResponse, response.statusCode == 200,
      let id = response.value(forHTTPHeaderField: "x-request-id"), !isStream || data.suffix(14) == Data("data: [DONE]\n\n".utf8)
    else { throw NeverHappened(description: "no whole answer") }
    return id
  }

  private static func decisions(_ log: String) throws -> Set<String> {
    var ids: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: log) where name.hasSuffix(".jsonl") {
      let text = try String(contentsOfFile: "\(log)/\(name)", encoding: .utf8)
      for line in text.split(separator: "\n") where line.contains("\"event_type\":\"decision\"") {
        if let id = line.firstMatch(of: /"request_id":"([^"]+)"/) { ids.insert(String(id.output.1)) }
      }
    }
    return ids
  }
}
