import Foundation
import GatewayAudit
import GatewayCore
import GatewayTestSupport
import Testing

/// `penstock events` and `penstock audit`.
@Suite(.timeLimit(.minutes(5)))
struct AuditCommandTests {
  /// A log that this process writes.
  final class Log {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-log-\(UUID().uuidString)").path
    private var log: SegmentedAuditLog?

    init() throws { try open() }

    deinit {
      close()
      try? FileManager.default.removeItem(atPath: path)
    }

    func open() throws {
      var settings = AuditSettings(directory: path)
      settings.demands.content = .full
      log = try SegmentedAuditLog(settings) { _ in }
    }

    func close() {
      log?.close()
      log = nil
    }

    func write(_ number: Int, verdict: String = "allow", user: String = "ann", answer: String? = nil) {
      let policy = verdict == "block" ? #""policy_results":[{"kind":"rbac","policy":"who","verdict":"block"}],"# : ""
      let json =
        #"{"content":"full","endpoint":"chatCompletions","event_type":"decision","id":"evt_\#(number)","model":"tiny",\#(policy)"#
        + #""request_id":"req_\#(number)","status":200,"timestamp":"\#(UTCTime.now)","user":"\#(user)","verdict":"\#(verdict)"}"#
      let request = #"{"model":"penstock-simulator","messages":[{"role":"user","content":"question \#(number)"}]}"#
      let content = AuditContent(id: "evt_\(number)", request: Array(request.utf8), answer: Array((answer ?? "{}").utf8))
      _ = log?.append(AuditEvent(json: Array(json.utf8), content: content), isUrgent: true)
    }

    var segment: URL { URL(filePath: path + "/log-00000000000000000001.jsonl") }
  }

  private func lines(_ text: String) -> [Substring] { text.split(whereSeparator: \.isNewline) }

  @Test func tailPrintsTheLastOnes() async throws {
    let log = try Log()
    for number in 1...60 { log.write(number, verdict: number == 60 ? "block" : "allow") }
    log.close()
    let tail = try await Executable.run("events", "tail", log.path)
    #expect(tail.status == 0 && lines(tail.output).count == 50)
    #expect(lines(tail.output).last?.contains("BLOCKED id=evt_60 policy=who action=block result=blocked model=tiny") == true)
    let json = try await Executable.run("events", "tail", log.path, "--last", "2", "--json")
    #expect(lines(json.output).map { $0.contains("\"id\":\"evt_59\"") || $0.contains("\"id\":\"evt_60\"") } == [true, true])
    for arguments in [["--verdict", "block"], ["--policy", "who"], ["--policy", "rbac"], ["--request-id", "req_60"]] {
      let found = try await Executable.run(["events", "tail", log.path] + arguments)
      #expect(lines(found.output).count == 1 && found.output.contains("evt_60"))
    }
    for arguments in [["--model", "other"], ["--since", "2999-01-01T00:00:00Z"], ["--user", "bob"], ["--type", "erasure"]] {
      #expect(try await Executable.run(["events", "tail", log.path] + arguments).output.isEmpty)
    }
    #expect(try await Executable.run("events", "tail", log.path, "--type", "all", "--since", "1h").output.contains("CHECKPOINT"))
    #expect(try await Executable.run("events", "tail", log.path, "--format", "detailed", "--limit", "1").output.contains("\n  user: ann\n"))
  }

  @Test func tailFollows() async throws {
    let log = try Log()
    log.write(1)
    let tail = try await RunningExecutable(["events", "tail", log.path, "--follow", "--verdict", "block"])
    defer { tail.remove() }
    // What is written before the reader is there is printed too; one of them will be the first that it follows.
    var number = 1
    try await eventually("the first event is printed; it said: \(tail.errors)") {
      number += 1
      log.write(number, verdict: "block")
      return tail.output.contains("BLOCKED")
    }
    log.write(100_000, verdict: "block")
    log.write(100_001)
    try await eventually("the last event is printed") { tail.output.contains("id=evt_100000 ") }
    #expect(!tail.output.contains("evt_100001") && !tail.output.contains("id=evt_1 "))
    let ids = lines(tail.output).compactMap { $0.split(separator: " ").first { $0.hasPrefix("id=") } }
    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: [
    ["tail", "x", "--config", "y"], ["tail", "x", "--since", "yesterday"], ["tail", "x", "--verdict", "deny"],
    ["tail", "x", "--limit", "-1"], ["tail", "x", "--limit", "1", "--last", "2"], ["tail", "x", "--json", "--format", "detailed"],
    ["export", "x", "--format", "xml"],
  ]) func wrongUse(_ arguments: [String]) async throws {
    #expect(try await Executable.run(["events"] + arguments).status == 64)
  }

  @Test func whatCannotBeReadIsToldWithItsCode() async throws {
    for arguments in [
      ["events", "tail", "/nonexistent"], ["events", "export", "/nonexistent"], ["audit", "verify", "/nonexistent"],
      ["audit", "repair", "/nonexistent"], ["audit", "reindex", "/nonexistent"], ["audit", "show", "x", "/nonexistent"],
      ["audit", "erase", "/nonexistent", "--user", "x"], ["events", "tail", "--config", "/nonexistent.yaml"],
    ] {
      let run = try await Executable.run(arguments)
      #expect(run.status == 2 && run.errors.hasPrefix("error: ") && run.output.isEmpty, "\(arguments)")
    }
    #expect(!FileManager.default.fileExists(atPath: "/nonexistent"))
  }

  @Test func typesAndTimesAreKnown() async throws {
    let log = try Log()
    log.write(1)
    log.close()
    let wrong = try await Executable.run("events", "tail", log.path, "--type", "nope")
    #expect(wrong.status == 64 && wrong.errors.contains("there is no type 'nope'") && wrong.errors.contains("config_changed"))
    #expect(try await Executable.run("events", "tail", log.path, "--since", "2026-11-22").output.contains("evt_1"))
    #expect(try await Executable.run("events", "tail", log.path, "--since", "2999-01-01").output.isEmpty)
    #expect(try await Executable.run("events", "tail", log.path, "--since", "2026-13-01").status == 64)
  }

  @Test func aLogThatIsNotThereIsSaidSo() async throws {
    let run = try await Executable.run("audit", "verify", "/nonexistent")
    #expect(run.status == 2 && run.errors == "error: list /nonexistent: No such file or directory\n")
  }

  @Test func theMirrorOfAConfigurationIsCompared() async throws {
    let log = try Log()
    for number in 1...3 { log.write(number) }
    log.close()
    let mirror = log.path + "/elsewhere.jsonl"
    let checkpoints = try String(contentsOf: log.segment, encoding: .utf8).split(separator: "\n").filter { $0.contains("\"checkpoint\":{") }
    try (checkpoints.joined(separator: "\n") + "\n").write(toFile: mirror, atomically: true, encoding: .utf8)
    let config = log.path + "/c.yaml"
    try "gateway: {audit: {directory: ., checkpoint_mirror: elsewhere.jsonl}}\n".write(toFile: config, atomically: true, encoding: .utf8)
    let whole = try await Executable.run("audit", "verify", "--config", config)
    #expect(whole.status == 0 && whole.output.contains("\(checkpoints.count) checkpoints of the mirror"), "\(whole.output)")
    let bytes = try Data(contentsOf: log.segment)
    try bytes.prefix(through: try #require(bytes.firstIndex(of: 0x0a))).write(to: log.segment)
    let cut = try await Executable.run("audit", "verify", "--config", config)
    #expect(cut.status == 1 && cut.output.contains("truncated"), "\(cut.output)")
  }

  @Test func anIndexThatKnowsMoreIsNoIntactLog() async throws {
    let log = try Log()
    for number in 1...3 { log.write(number) }
    log.close()
    #expect(try await Executable.run("audit", "reindex", log.path).status == 0)
    let bytes = try Data(contentsOf: log.segment)
    // The first record alone: a log that begins anew, and knows nothing of the rest.
    try bytes.prefix(through: try #require(bytes.firstIndex(of: 0x0a))).write(to: log.segment)
    let run = try await Executable.run("audit", "verify", log.path)
    #expect(run.status == 1 && run.output.contains("index.sqlite knows record"), "\(run.output)")
    #expect(run.output.contains("✗ truncated: record 2, log-00000000000000000001.jsonl\n"), "\(run.output)")
    #expect(try await Executable.run("audit", "reindex", log.path).status == 0)
    #expect(try await Executable.run("audit", "verify", log.path).status == 0)
    try FileManager.default.removeItem(at: log.segment)
    let empty = try await Executable.run("audit", "verify", log.path)
    #expect(empty.status == 2 && empty.errors.contains("its segments are missing"), "\(empty.errors)")
  }

  @Test func exports() async throws {
    let log = try Log()
    for number in 1...3 { log.write(number) }
    log.close()
    let csv = try await Executable.run("events", "export", log.path)
    #expect(lines(csv.output).count == 4 && csv.output.hasPrefix("seq,timestamp,event_type,id,"))
    let jsonl = try await Executable.run("events", "export", log.path, "--format", "jsonl", "--limit", "2")
    #expect(lines(jsonl.output).count == 2 && jsonl.output.contains("evt_3"))
    let file = log.path + "/out.json"
    let json = try await Executable.run("events", "export", log.path, "--format", "json", "--output", file)
    #expect(json.status == 0 && json.output.isEmpty)
    let array = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file))) as? [[String: Any]]
    #expect(array?.compactMap { $0["id"] as? String } == ["evt_1", "evt_2", "evt_3"])
    let empty = try await Executable.run("events", "export", log.path, "--format", "json", "--model", "none")
    #expect((try JSONSerialization.jsonObject(with: Data(empty.output.utf8)) as? [Any])?.isEmpty == true)
    let again = try await Executable.run("events", "export", log.path, "--output", file)
    #expect(again.status == 2 && again.errors.contains("use --force"))
    #expect(try await Executable.run("events", "export", log.path, "--format", "json", "--output", file, "--force").status == 0)
    // A file that cannot be finished leaves what was there.
    #expect(try await Executable.run("events", "export", "/nonexistent", "--output", file, "--force").status == 2)
    #expect(try Data(contentsOf: URL(filePath: file)).count > 2)
    #expect(try await Executable.run("events", "export", log.path, "--output", "/nonexistent/x").status == 2)
  }

  @Test func verify() async throws {
    let log = try Log()
    for number in 1...5 { log.write(number) }
    log.close()
    let key = log.path + "/signing.pub"
    let intact = try await Executable.run("audit", "verify", log.path, "--public-key", key)
    #expect(intact.status == 0 && intact.output.hasPrefix("✓ intact: records 1 to ") && !intact.output.contains("note:"))
    let json = try await Executable.run("audit", "verify", log.path, "--format", "json")
    let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(json.status == 0 && report?["intact"] as? Bool == true && report?["last_hash"] is String)
    #expect(try await Executable.run("audit", "verify", log.path, "--from", "7d", "--to", "2999-01-01T00:00:00Z").status == 0)
    #expect(try await Executable.run("audit", "verify", log.path, "--public-key", log.segment.path).status == 2)
    #expect(try await Executable.run("audit", "verify", log.path, "--from", "never").status == 64)

    let text = try String(contentsOf: log.segment, encoding: .utf8)
    try text.replacing("evt_3", with: "evt_8").write(to: log.segment, atomically: true, encoding: .utf8)
    let altered = try await Executable.run("audit", "verify", log.path, "--public-key", key)
    #expect(altered.status == 1 && altered.output.hasPrefix("✗ altered: record 4, log-00000000000000000001.jsonl line 4"))
    let bad = try await Executable.run("audit", "verify", log.path, "--format", "json")
    let problem = (try JSONSerialization.jsonObject(with: Data(bad.output.utf8)) as? [String: Any])?["problem"] as? [String: Any]
    #expect(bad.status == 1 && problem?["kind"] as? String == "altered" && problem?["sequence"] as? Int == 4)
  }

  @Test func repair() async throws {
    let log = try Log()
    log.write(1)
    #expect(try await Executable.run("audit", "repair", log.path).status == 2, "the log is in use")
    log.close()
    let text = try String(contentsOf: log.segment, encoding: .utf8)
    try (text + "nonsense\n").write(to: log.segment, atomically: true, encoding: .utf8)
    #expect(try await Executable.run("audit", "verify", log.path).status == 1)
    let repair = try await Executable.run("audit", "repair", log.path)
    #expect(repair.status == 0 && repair.output.hasPrefix("9 bytes were cut off, and record "))
    #expect(try await Executable.run("audit", "verify", log.path).status == 0)
    #expect(try await Executable.run("audit", "repair", log.path).output.hasPrefix("nothing had to be cut off"))
    #expect(try await Executable.run("events", "tail", log.path).output.contains("LOG_RECOVERED"))
  }

  @Test func showAndErase() async throws {
    let log = try Log()
    for number in 1...4 { log.write(number, user: number == 2 ? "bob" : "ann", answer: "answer \(number)\u{1b}[2J") }
    log.close()
    for id in ["evt_2", "req_2"] {
      let shown = try await Executable.run("audit", "show", id, log.path)
      #expect(shown.status == 0 && shown.output.contains("question 2") && shown.output.contains("answer 2\u{fffd}[2J"))
    }
    let missing = try await Executable.run("audit", "show", "evt_9", log.path)
    #expect(missing.status == 1 && missing.output.isEmpty)

    #expect(try await Executable.run("audit", "erase", log.path).status == 64)
    #expect(try await Executable.run("audit", "erase", log.path, "--user", "carl").status == 1)
    let erased = try await Executable.run("audit", "erase", log.path, "--user", "bob", "--id", "evt_4", "--by", "officer")
    #expect(erased.status == 0 && erased.output == "2 texts erased\n")
    #expect(try await Executable.run("audit", "show", "evt_2", log.path).output.contains("texts: erased"))
    #expect(try await Executable.run("audit", "show", "evt_3", log.path).output.contains("question 3"))
    #expect(try await Executable.run("audit", "verify", log.path).status == 0)
    let event = try await Executable.run("events", "tail", log.path, "--type", "erasure", "--json")
    #expect(event.output.contains(#"{"erased":{"by":"officer","ids":["evt_2","evt_4"]}"#))
    #expect(try await Executable.run("audit", "erase", log.path, "--user", "bob").status == 1)
  }

  @Test func erasingBesideARunningLog() async throws {
    let log = try Log()
    log.write(1)
    try await eventually("the text is stored") {
      try await Executable.run("audit", "show", "evt_1", log.path).output.contains("question 1")
    }
    let erased = try await Executable.run("audit", "erase", log.path, "--request-id", "req_1")
    #expect(erased.status == 0 && erased.output.contains("waits in the inbox"))
    try await eventually("the log takes the event") {
      try await Executable.run("events", "tail", log.path, "--type", "erasure").output.contains("evt_1")
    }
    log.close()
    #expect(try await Executable.run("audit", "verify", log.path).status == 0)
  }

  @Test func reindex() async throws {
    let log = try Log()
    for number in 1...20 { log.write(number, verdict: number == 7 ? "block" : "allow") }
    log.close()
    let made = try await Executable.run("audit", "reindex", log.path)
    #expect(made.status == 0 && made.output.hasSuffix(" records\n"))
    #expect(FileManager.default.fileExists(atPath: log.path + "/index.sqlite"))
    let found = try await Executable.run("events", "tail", log.path, "--verdict", "block")
    #expect(lines(found.output).count == 1 && found.output.contains("evt_7"))
  }

  @Test func theConfigurationNamesTheLog() async throws {
    let log = try Log()
    log.write(1)
    log.close()
    let file = log.path + "/c.yaml"
    try "gateway: {audit: {directory: \(log.path)}}\n".write(toFile: file, atomically: true, encoding: .utf8)
    let tail = try await Executable.run("events", "tail", "--config", file)
    #expect(tail.status == 0 && tail.output.contains("evt_1"))
    #expect(try await Executable.run("audit", "verify", "--config", file).status == 0)
    // Without a name, the log is where a gateway keeps it by default.
    let state = FileManager.default.temporaryDirectory.appending(path: "penstock-state-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: state) }
    try FileManager.default.createSymbolicLink(atPath: state.path + "/audit", withDestinationPath: log.path)
    let environment = ["STATE_DIRECTORY": state.path]
    #expect(try await Executable.run("events", "tail", environment: environment).output.contains("evt_1"))
  }

  // MARK: Replay

  @Test func replay() async throws {
    let simulator = try await RunningExecutable(["gateway", "run", "--listen", "127.0.0.1:0"])
    defer { simulator.remove() }
    let url = "http://127.0.0.1:\(try await simulator.port())"
    let log = try Log()
    log.write(1, answer: #"{"choices":[{"index":0,"message":{"content":"something else"},"finish_reason":"stop"}]}"#)
    log.write(2, answer: "data: {\"choices\":[]}\n\n")
    log.close()
    let first = try await Executable.run("replay", "evt_1", "--dir", log.path, "--gateway", url, "--format", "json")
    #expect(first.status == 2, "\(first.errors)")
    struct Outcome: Decodable {
      var id: String
      var old_status: Int
      var new_status: Int
      var difference: [String]
    }
    let outcome = try JSONDecoder().decode(Outcome.self, from: Data(first.output.utf8))
    #expect(outcome.id == "evt_1" && outcome.old_status == 200 && outcome.new_status == 200)
    #expect(outcome.difference.contains("  - something else") && outcome.difference.contains { $0.hasPrefix("  + ") })
    let text = try await Executable.run("replay", "req_1", "--dir", log.path, "--gateway", url + "/v1/")
    #expect(text.status == 2 && text.output.hasPrefix("✗ differs: evt_1, status 200\nchoices[0].content:\n"))
    #expect(try await Executable.run("replay", "evt_9", "--dir", log.path, "--gateway", url).status == 1)
    #expect(try await Executable.run("replay", "evt_1", "--dir", log.path, "--gateway", "nowhere").status == 1)
    let refused = try await Executable.run("replay", "evt_1", "--dir", log.path, "--gateway", "http://127.0.0.1:1")
    #expect(refused.status == 1 && refused.errors == "error: http://127.0.0.1:1/v1: connection refused\n", "\(refused.errors)")
    #expect(try await Executable.run("replay", "evt_1", "--dir", log.path, "--timeout", "0").status == 64)
    #expect(try await Executable.run("audit", "erase", log.path, "--id", "evt_2").status == 0)
    let erased = try await Executable.run("replay", "evt_2", "--dir", log.path, "--gateway", url)
    #expect(erased.status == 1 && erased.errors.contains("erased"))
  }

  @Test func policiesAreComparedOverTheLog() async throws {
    let log = try Log()
    log.write(1)
    log.write(2)
    log.close()
    #expect(try await Executable.run("audit", "erase", log.path, "--id", "evt_2").status == 0)
    let directory = URL(filePath: log.path)
    let target = "providers: {targets: [{id: a, provider: \"vllm:chat:m\", base_url: \"http://127.0.0.1:9\"}]}\n"
    try target.write(to: directory.appending(path: "old.yaml"), atomically: true, encoding: .utf8)
    let policy = "policies: {chain: [dlp-filter]}\npolicy: {dlp-filter: {blocked_terms: [question], action: block}}\n"
    let pack = "pack: {name: p, version: 1.0.0, enabled: true}\n"
    try (pack + target + policy).write(to: directory.appending(path: "new.yaml"), atomically: true, encoding: .utf8)
    let (old, new) = (log.path + "/old.yaml", log.path + "/new.yaml")
    let diff = try await Executable.run("policy", "diff", old, new, "--log", log.path, "--since", "1h")
    #expect(diff.status == 2, "\(diff.errors)")
    #expect(
      diff.output.contains("evt_1: allow")
        && diff.output.contains("1 of 1 requests are decided otherwise; the texts of 1 more are not kept"))
    #expect(try await Executable.run("policy", "diff", old, old, "--log", log.path).status == 0)
    #expect(try await Executable.run("policy", "diff", old, new).status == 64)
    #expect(try await Executable.run("policy", "diff", old, new, "--requests", "x", "--since", "1h").status == 64)
    #expect(try await Executable.run("policy", "diff", old, new, "--log", "/nonexistent").status == 1)
  }
}

extension Executable {
  /// Runs it to its end.
  static func run(_ arguments: [String]) async throws -> (status: Int32, output: String, errors: String) {
    let run = try await RunningExecutable(arguments)
    defer { run.remove() }
    let status = try await run.exitStatus()
    return (status, run.output, run.errors)
  }
}
