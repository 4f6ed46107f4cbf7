import Foundation
import GatewayApp
import Testing

/// Golden files that are wrong: each has its place and its reason, and hides no other one.
@Suite struct GoldenFileTests {
  private static let good =
    #"{"name":"card","input":{"messages":[{"role":"user","content":"4111 1111 1111 1111"}]},"expected":{"verdict":"block"}}"#

  /// The report of some files beside the `pci` template.
  private func report(_ files: [String: String]) throws -> GoldenTests.Report {
    let directory = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory.appending(path: "tests"), withIntermediateDirectories: true)
    let template = try #require(PolicyTemplates.named("pci"))
    try template.text.write(to: directory.appending(path: "policy-config.yaml"), atomically: true, encoding: .utf8)
    for (name, text) in files { try text.write(to: directory.appending(path: "tests/\(name)"), atomically: true, encoding: .utf8) }
    return try GoldenTests(directory: directory.path, environment: [:]).run()
  }

  @Test(
    arguments: [
      (#"{"mesages":[{"role":"user","content":"x"}]}"#, "unknown key \"mesages\" in input"), ("{}", "input is empty"),
      (#"{"messages":[]}"#, "input is empty"), (#"{"headers":{"a":"b"}}"#, "input is empty"), ("5", "input is an object"),
      (#"{"messages":5}"#, "input.messages is a list"), (#"{"messages":[],"request":{"messages":[]}}"#, "keep one"),
      (#"{"request":[]}"#, "input.request is an object"), (#"{"messages":[{}],"headers":["a"]}"#, "input.headers is an object of texts"),
      (#"{"messages":[{}],"headers":{"a":1}}"#, "input.headers is an object of texts"),
      (#"{"messages":[{}],"upstream_response":null}"#, "input.upstream_response is text or"),
      (#"{"messages":[{}],"upstream_response":5}"#, "input.upstream_response is text or"),
      (#"{"messages":[{}],"upstream_response":true}"#, "input.upstream_response is text or"),
      (#"{"messages":[{}],"upstream_response":[1]}"#, "input.upstream_response is text or"),
    ])
  func aWrongInputIsAnErrorOfItsTest(_ input: String, _ problem: String) throws {
    let results = try report(["a.json": #"[{"name":"n","input":\#(input),"expected":{"verdict":"allow"}},\#(Self.good)]"#]).results
    #expect(results.map(\.file) == ["tests/a.json", "tests/a.json"])
    #expect(results.map(\.name) == ["n", "card"])
    #expect(results.map(\.passed) == [false, true])
    #expect(results.first?.error?.contains(problem) == true, "\(results.first?.error ?? "none")")
    #expect(results.first?.text.contains("✗ tests/a.json: n: error: ") == true)
  }

  @Test(
    arguments: [
      (#"{"verdict":"alow"}"#, "expected.verdict is one of allow, redact, block, escalate"), ("{}", "expected.verdict is one of"),
      (#"{"verdict":"allow","reason":"x"}"#, "unknown key \"reason\" in expected"),
      (#"{"verdict":"allow","reason_code":5}"#, "expected.reason_code is text"), ("null", "expected is an object"),
    ])
  func aWrongExpectationIsAnErrorOfItsTest(_ expected: String, _ problem: String) throws {
    let test = #"{"name":"n","input":{"messages":[{"role":"user","content":"x"}]},"expected":\#(expected)}"#
    let result = try #require(try report(["a.json": test]).results.first)
    #expect(!result.passed && result.verdict == nil)
    #expect(result.error?.contains(problem) == true, "\(result.error ?? "none")")
  }

  @Test func aBrokenFileHidesNoOther() throws {
    let report = try report(["a.json": "{", "b.json": Self.good, "c.json": "[]", "d.json": "[5]", "e.json": #"{"nam":"x"}"#])
    #expect(!report.ok)
    #expect(report.results.map(\.file) == ["a", "b", "c", "d", "e"].map { "tests/\($0).json" })
    #expect(report.results.map(\.passed) == [false, true, false, false, false])
    #expect(report.results.map { $0.error == nil } == [false, true, false, false, false])
    let json = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
    let entries = try #require(json["results"] as? [[String: Any]])
    #expect(entries.first?["error"] is String && entries.first?["file"] as? String == "tests/a.json")
  }
}
