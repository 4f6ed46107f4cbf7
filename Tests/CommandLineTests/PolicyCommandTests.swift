import Foundation
import GatewayTestSupport
import Testing

@testable import penstock

/// `penstock policy explain`, `test` and `diff`.
@Suite(.timeLimit(.minutes(5)))
struct PolicyCommandTests {
  private static let target = "providers: {targets: [{id: a, provider: \"vllm:chat:m\", base_url: \"http://127.0.0.1:9\"}]}\n"

  /// Runs `body` with a directory of files.
  private func directory(_ files: [String: String], _ body: (URL) async throws -> Void) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory.appending(path: "tests"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, text) in files { try text.write(to: directory.appending(path: name), atomically: true, encoding: .utf8) }
    try await body(directory)
  }

  @Test func goldenTestsFailOneByOne() async throws {
    let good = #"{"name":"card","input":{"messages":[{"role":"user","content":"4111 1111 1111 1111"}]},"expected":{"verdict":"redact"}}"#
    let null = #"{"name":"null","input":{"messages":[{"role":"user"}],"upstream_response":null},"expected":{"verdict":"allow"}}"#
    let files = [
      "policy-config.yaml": Self.target + "policies: {chain: [pii-detector]}\n", "tests/a.json": null, "tests/b.json": good,
    ]
    try await directory(files) { directory in
      let text = try await Executable.run("policy", "test", "--pack-dir", directory.path)
      #expect(text.status == 1)
      #expect(text.output.contains("✗ tests/a.json: null: error: input.upstream_response is text"))
      #expect(text.output.contains("✓ tests/b.json: card: redact (pii_detected)"))
      let json = try await Executable.run("policy", "test", "--json", "--pack-dir", directory.path)
      #expect(json.status == 1)
      let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let results = try #require(report["results"] as? [[String: Any]])
      #expect(results.map { $0["file"] as? String } == ["tests/a.json", "tests/b.json"])
      #expect(results.map { $0["error"] is String } == [true, false])
    }
  }

  @Test func aFailedTestSaysWhatWasFoundAndABrokenOneWhere() async throws {
    let wrong = #"{"name":"card","input":{"messages":[{"role":"user","content":"4111 1111 1111 1111"}]},"expected":{"verdict":"allow"}}"#
    let clean = #"{"name":"clean","input":{"messages":[{"role":"user","content":"hi"}]},"expected":{"verdict":"block"}}"#
    let files = [
      "policy-config.yaml": Self.target + "policies: {chain: [pii-detector]}\n", "tests/a.json": wrong, "tests/b.json": clean,
      "tests/c.json": "[\n  {\"é\": 1,, }\n]\n",
    ]
    try await directory(files) { directory in
      let text = try await Executable.run("policy", "test", "--pack-dir", directory.path)
      #expect(text.status == 1)
      #expect(
        text.output.contains(
          "card: redact (pii_detected), expected allow\n    found: credit_card at messages[0].content by 'pii-detector' (input, redact, pii_detected)\n"
        ), "\(text.output)")
      #expect(text.output.contains("expected block\n    found: nothing\n"))
      #expect(text.output.contains("tests/c.json: the file: error: it is not JSON: line 2, column 11: "), "\(text.output)")
    }
  }

  @Test func standardInputIsRead() async throws {
    let chat = #"{"messages":[{"role":"user","content":"mail bob@example.com"}]}"#
    let files = [
      "old.yaml": Self.target, "new.yaml": Self.target + "policies: {chain: [pii-detector]}\n", "r.jsonl": chat + "\n",
    ]
    try await directory(files) { directory in
      func shell(_ script: String) async throws -> (status: Int32, output: String) {
        let output = directory.appending(path: "output").path
        let process = try await ChildProcess(
          path: "/bin/sh", ["-c", "\(script) 2>&1"], environment: ["P": Executable.url.path, "PATH": "/usr/bin:/bin"],
          directory: directory.path,
          output: output, errors: directory.appending(path: "errors").path)
        try await eventually("the process ends") { !process.isRunning }
        return (try await process.status, try String(contentsOfFile: output, encoding: .utf8))
      }
      for file in ["-", "/dev/stdin"] {
        let run = try await shell("cat r.jsonl | \"$P\" policy diff old.yaml new.yaml --requests \(file)")
        #expect(run.status == 2 && run.output.contains("1 of 1 requests are decided otherwise"), "\(run.output)")
      }
      let missing = try await shell("\"$P\" policy diff old.yaml new.yaml --requests nowhere")
      #expect(missing.status == 1 && missing.output.contains("nowhere cannot be read"))
      for option in ["", "--answer"] {
        let run = try await shell(#"printf 'caf\351' | "$P" policy explain "# + option)
        #expect(run.status == 1 && run.output.contains("not UTF-8"), "\(run.output)")
      }
    }
  }

  @Test func headerFieldsComeFromLinesAndOptions() async throws {
    let chat = #"{"messages":[{"role":"user","content":"mail bob@example.com"}]}"#
    let files = [
      "old.yaml": Self.target + "policies: {chain: [rbac, pii-detector]}\n",
      "new.yaml": Self.target
        + "policies: {chain: [rbac, pii-detector]}\npolicy: {pii-detector: {redaction: {marker_format: asterisks}}}\n",
      "plain.jsonl": chat + "\n", "headers.jsonl": #"{"request":\#(chat),"headers":{"x-user-id":"u"}}"# + "\n",
      "wrong.jsonl": #"{"messages":[],"headers":{}}"# + "\n",
    ]
    try await directory(files) { directory in
      func diff(_ requests: String, _ more: String...) async throws -> (status: Int32, output: String, errors: String) {
        func path(_ name: String) -> String { directory.appending(path: name).path }
        return try await Executable.run(["policy", "diff", path("old.yaml"), path("new.yaml"), "--requests", path(requests)] + more)
      }
      let without = try await diff("plain.jsonl")
      #expect(without.status == 0, "both refuse it: \(without.output)")
      for run in [try await diff("plain.jsonl", "--header", "X-User-ID: u"), try await diff("headers.jsonl", "--header", "X-User-ID:")] {
        #expect(run.status == 2, "\(run.errors)")
        #expect(run.output.contains("line 1: redact (pii_detected) → redact (pii_detected): the markers differ"))
      }
      let wrong = try await diff("wrong.jsonl")
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("line 1: \"headers\" stands beside the body"))
      #expect(try await diff("plain.jsonl", "--header", "nonsense").status == 64)
      #expect(try await diff("plain.jsonl", "--header", "a: 1", "--header", "A: 2").status == 64)
    }
  }
}
