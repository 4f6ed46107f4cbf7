internal import Foundation

/// Golden tests of policies: `tests/*.json` beside a configuration, each with a request and the verdict that is expected.
///
/// The format is that of the Keeptrusts pages: `{"name", "input": {"messages": […], "headers"?, "request"?, "upstream_response"?}, "expected": {"verdict", "reason_code"?}}`.
/// `request` has more members of the body; `upstream_response` is an answer, as text or as the whole JSON of one. A file holds one case or a list of them.
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

    /// The case's name, the verdict, its reason code.
    public let name, verdict, reasonCode: String
    /// Whether it is what was expected.
    public let passed: Bool
    /// More.
    public let details: Details

    private enum CodingKeys: String, CodingKey {
      case name, verdict, passed, details
      case reasonCode = "reason_code"
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

  /// Runs them.
  /// - Throws: ``Problem`` when there is no configuration, no test, or one that cannot be read.
  public func run() throws -> Report {
    let names = ["policy-config.yaml", "policy-config.yml", "policy.yaml"]
    guard let config = names.map({ directory.appendingPathComponent($0).path }).first(where: FileManager.default.fileExists(atPath:)) else {
      throw Problem(description: "\(directory.path): there is no policy-config.yaml")
    }
    let desk: PolicyDesk
    do { desk = try PolicyDesk(files: [config], environment: environment) } catch { throw Problem(description: error.description) }
    let tests = directory.appendingPathComponent("tests")
    let files = (try? FileManager.default.contentsOfDirectory(at: tests, includingPropertiesForKeys: nil)) ?? []
    let cases = try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.flatMap(read)
    guard !cases.isEmpty else { throw Problem(description: "\(tests.path): there is no test (*.json)") }
    let results = try cases.map { try outcome($0, desk) }
    return Report(ok: results.allSatisfy(\.passed), results: results)
  }

  private struct Case {
    let file: String
    let name: String
    let input: [String: Any]
    let expected: [String: Any]
  }

  private func read(_ file: URL) throws -> [Case] {
    let json: Any
    do { json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) } catch {
      throw Problem(description: "\(file.path): not JSON: \(error.localizedDescription)")
    }
    let entries = json as? [[String: Any]] ?? (json as? [String: Any]).map { [$0] } ?? []
    guard !entries.isEmpty else { throw Problem(description: "\(file.path): expected a test, or a list of them") }
    return try entries.map { entry in
      guard let input = entry["input"] as? [String: Any], let expected = entry["expected"] as? [String: Any], expected["verdict"] is String
      else {
        throw Problem(description: "\(file.path): a test has \"name\", \"input\" and \"expected\": {\"verdict\"}")
      }
      return Case(file: file.path, name: entry["name"] as? String ?? file.lastPathComponent, input: input, expected: expected)
    }
  }

  private func outcome(_ test: Case, _ desk: PolicyDesk) throws -> Outcome {
    var body = test.input["request"] as? [String: Any] ?? [:]
    if let messages = test.input["messages"] { body["messages"] = messages }
    let headers = test.input["headers"] as? [String: String] ?? [:]
    let explanation: PolicyExplanation
    do {
      explanation = try desk.explain(
        request: Array(try JSONSerialization.data(withJSONObject: body)), headers: headers,
        answer: try test.input["upstream_response"].map(answer))
    } catch {
      throw Problem(description: "\(test.file): \(test.name): \(error)")
    }
    let verdict = test.expected["verdict"] as? String ?? ""
    let reason = test.expected["reason_code"] as? String
    // The pages write the same code with a dot and with an underscore.
    let isSameReason = reason.map { $0.replacingOccurrences(of: ".", with: "_") == explanation.reasonCode } ?? true
    return Outcome(
      name: test.name, verdict: explanation.verdict, reasonCode: explanation.reasonCode,
      passed: verdict == explanation.verdict && isSameReason,
      details: .init(
        policyResults: explanation.findings, expected: reason.map { "\(verdict) (\($0))" } ?? verdict, qualityScores: nil))
  }

  /// An answer: text becomes the content of one.
  private func answer(_ response: Any) throws -> [UInt8] {
    let json: Any =
      if let text = response as? String {
        ["choices": [["index": 0, "message": ["role": "assistant", "content": text], "finish_reason": "stop"] as [String: Any]]]
      } else {
        response
      }
    return Array(try JSONSerialization.data(withJSONObject: json))
  }
}
