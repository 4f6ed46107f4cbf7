internal import Foundation
internal import OpenAIWire

/// Golden tests of policies: `tests/*.json` beside a configuration, each with a request and the verdict that is expected.
///
/// The format is that of the Keeptrusts pages: `{"name", "input": {"messages": […], "headers"?, "request"?, "upstream_response"?}, "expected": {"verdict", "reason_code"?}}`.
/// `request` has more members of the body; `upstream_response` is an answer, as text or as the whole JSON of one. A file holds one case or a list of them.
/// What is not in the format is an error of that test, and hides no other one.
public struct GoldenTests: Sendable {
  /// What came of one case.
  public struct Outcome: Sendable, Encodable {
    /// Details for people.
    public struct Details: Sendable, Encodable {
      /// What was found.
      public let policyResults: [PolicyExplanation.Finding]
      /// What was expected.
      public let expected: String
      /// Scores of the whole answer; there are none.
      public let qualityScores: [String: Double]?

      private enum CodingKeys: String, CodingKey {
        case policyResults = "policy_results"
        case expected
        case qualityScores = "quality_scores"
      }
    }

    /// The file, and the case's name: its place in the file when it has none.
    public let file, name: String
    /// The verdict and its reason code; nil when the test cannot be run.
    public let verdict, reasonCode: String?
    /// Whether it is what was expected.
    public let passed: Bool
    /// More; nil when the test cannot be run.
    public let details: Details?
    /// Why the test, or the whole file, cannot be run.
    public let error: String?

    private enum CodingKeys: String, CodingKey {
      case file, name, verdict, passed, details, error
      case reasonCode = "reason_code"
    }

    /// A test that cannot be run.
    fileprivate init(_ file: String, _ name: String, error: String) {
      self.file = file
      self.name = name
      self.error = error
      passed = false
      (verdict, reasonCode, details) = (nil, nil, nil)
    }

    /// A test that was run.
    fileprivate init(_ file: String, _ name: String, _ test: GoldenCase, _ explanation: PolicyExplanation) {
      self.file = file
      self.name = name
      error = nil
      verdict = explanation.verdict
      reasonCode = explanation.reasonCode
      // The pages write the same code with a dot and with an underscore.
      let isSameReason = test.reason.map { $0.replacingOccurrences(of: ".", with: "_") == explanation.reasonCode } ?? true
      passed = test.verdict == explanation.verdict && isSameReason
      details = Details(
        policyResults: explanation.findings, expected: test.reason.map { "\(test.verdict) (\($0))" } ?? test.verdict, qualityScores: nil)
    }

    /// A line for people.
    public var text: String {
      let place = "\(passed ? "✓" : "✗") \(file): \(name): "
      if let error { return place + "error: \(error)" }
      let line = place + "\(verdict ?? "") (\(reasonCode ?? ""))"
      guard !passed else { return line }
      let found = (details?.policyResults ?? []).map { finding in
        "\n    found: \(finding.name) at \(finding.location) by '\(finding.policy)' (\(finding.phase), \(finding.action), \(finding.reasonCode))"
      }
      return "\(line), expected \(details?.expected ?? "")" + (found.isEmpty ? "\n    found: nothing" : found.joined())
    }
  }

  /// What came of all cases.
  public struct Report: Sendable, Encodable {
    /// Whether every case passed.
    public let ok: Bool
    /// The cases.
    public let results: [Outcome]
  }

  /// Why the tests cannot be run.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// What is wrong, and where.
    public let description: String
  }

  private let directory: URL
  private let environment: [String: String]

  /// The tests of a directory that holds `policy-config.yaml` (or `policy.yaml`) and `tests/`.
  public init(directory: String, environment: [String: String]) {
    self.directory = URL(fileURLWithPath: directory, isDirectory: true)
    self.environment = environment
  }

  /// Runs them. A test that cannot be read has an outcome with the error.
  /// - Throws: ``Problem`` when there is no configuration, or no test.
  public func run() throws -> Report {
    let names = ["policy-config.yaml", "policy-config.yml", "policy.yaml"]
    guard let config = names.map({ directory.appendingPathComponent($0).path }).first(where: FileManager.default.fileExists(atPath:)) else {
      throw Problem(description: "\(directory.path): there is no policy-config.yaml")
    }
    let desk: PolicyDesk
    do { desk = try PolicyDesk(files: [config], environment: environment) } catch { throw Problem(description: error.description) }
    let tests = directory.appendingPathComponent("tests")
    let files = (try? FileManager.default.contentsOfDirectory(at: tests, includingPropertiesForKeys: nil)) ?? []
    let results = files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.flatMap { outcomes($0, desk) }
    guard !results.isEmpty else { throw Problem(description: "\(tests.path): there is no test (*.json)") }
    return Report(ok: results.allSatisfy(\.passed), results: results)
  }

  /// The outcomes of a file: at least one.
  private func outcomes(_ file: URL, _ desk: PolicyDesk) -> [Outcome] {
    let name = "tests/\(file.lastPathComponent)"
    guard let data = FileManager.default.contents(atPath: file.path) else { return [Outcome(name, "the file", error: "it cannot be read")] }
    guard let json = try? JSONSerialization.jsonObject(with: data) else {
      return [Outcome(name, "the file", error: "it is not JSON: \(Self.problem(Array(data)))")]
    }
    let entries = json as? [Any] ?? [json]
    guard !entries.isEmpty else { return [Outcome(name, "the file", error: "it holds no test")] }
    return entries.enumerated().map { index, entry in outcome(entry, name, index, desk) }
  }

  /// What is wrong with a text that is not JSON, and where.
  private static func problem(_ text: [UInt8]) -> String {
    do throws(JSONProblem) {
      var cursor = JSONCursor(duplicates: .accept)
      try cursor.start(text.span.bytes)
      _ = try cursor.skipValue(text.span.bytes)
      try cursor.finish(text.span.bytes)
      return "it cannot be read"
    } catch {
      let before = text.prefix(error.offset)
      let start = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
      let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
      return "line \(before.count { $0 == 0x0a } + 1), column \(column): \(error.reason)"
    }
  }

  private func outcome(_ entry: Any, _ file: String, _ index: Int, _ desk: PolicyDesk) -> Outcome {
    let place = "test \(index + 1)"
    guard let entry = entry as? [String: Any] else { return Outcome(file, place, error: "a test is an object") }
    let name = entry["name"] as? String ?? place
    guard entry["name"] == nil || entry["name"] is String else { return Outcome(file, place, error: "name is text") }
    do {
      let test = try GoldenCase(entry)
      return Outcome(file, name, test, try desk.explain(request: test.request, headers: test.headers, answer: test.answer))
    } catch let problem as GoldenCase.Problem {
      return Outcome(file, name, error: problem.text)
    } catch {
      return Outcome(file, name, error: "\(error)")
    }
  }
}
