internal import Foundation

/// One golden test, read strictly: what is misspelt must not pass for something that was tested.
struct GoldenCase {
  /// What is wrong with a test, in words.
  struct Problem: Error {
    let text: String
  }

  /// The verdicts that there are.
  static let verdicts = ["allow", "redact", "block", "escalate"]

  /// The body of the request.
  let request: [UInt8]
  /// The header fields of the request.
  let headers: [String: String]
  /// The body of the answer, if there is one.
  let answer: [UInt8]?
  /// The verdict that is expected, and its reason code if the test says one.
  let verdict: String
  let reason: String?

  /// Reads a test of a file.
  init(_ entry: [String: Any]) throws(Problem) {
    try Self.keys(of: entry, "the test", known: ["name", "input", "expected"])
    let input = try Self.object(entry["input"], "input")
    // What the pages know of the sender's place has no meaning here.
    try Self.keys(of: input, "input", known: ["messages", "headers", "request", "upstream_response", "proxy_name", "team_slugs"])
    let expected = try Self.object(entry["expected"], "expected")
    try Self.keys(of: expected, "expected", known: ["verdict", "reason_code"])
    guard let verdict = expected["verdict"] as? String, Self.verdicts.contains(verdict) else {
      throw Problem(text: "expected.verdict is one of \(Self.verdicts.joined(separator: ", "))")
    }
    self.verdict = verdict
    reason = try expected["reason_code"].map { (value) throws(Problem) in
      guard let text = value as? String else { throw Problem(text: "expected.reason_code is text") }
      return text
    }
    headers = try Self.headers(input["headers"])
    request = try Self.request(input, hasHeaders: !headers.isEmpty)
    answer = try input["upstream_response"].map { (value) throws(Problem) in try Self.answer(value) }
  }

  private static func object(_ value: Any?, _ name: String) throws(Problem) -> [String: Any] {
    guard let object = value as? [String: Any] else { throw Problem(text: "\(name) is an object; it is required") }
    return object
  }

  private static func keys(of object: [String: Any], _ name: String, known: [String]) throws(Problem) {
    guard let unknown = object.keys.sorted().first(where: { !known.contains($0) }) else { return }
    throw Problem(text: "unknown key \"\(unknown.prefix(64))\" in \(name); known: \(known.joined(separator: ", "))")
  }

  private static func headers(_ value: Any?) throws(Problem) -> [String: String] {
    guard let value else { return [:] }
    guard let headers = value as? [String: String] else {
      throw Problem(text: "input.headers is an object of texts: {\"X-User-ID\": \"u1\"}")
    }
    return headers
  }

  /// `request` with `messages` in it.
  private static func request(_ input: [String: Any], hasHeaders: Bool) throws(Problem) -> [UInt8] {
    var body: [String: Any] = [:]
    if let request = input["request"] { body = try object(request, "input.request") }
    if let messages = input["messages"] {
      guard let list = messages as? [Any] else { throw Problem(text: "input.messages is a list") }
      guard body["messages"] == nil else { throw Problem(text: "messages stand in input and in input.request; keep one") }
      body["messages"] = list
      if list.isEmpty, body.count == 1, !hasHeaders { body = [:] }
    }
    guard !body.isEmpty else { throw Problem(text: "input is empty: it has messages, request or both") }
    return try bytes(body)
  }

  /// An answer: text becomes the content of one.
  private static func answer(_ value: Any) throws(Problem) -> [UInt8] {
    if let text = value as? String {
      let choice: [String: Any] = ["index": 0, "message": ["role": "assistant", "content": text], "finish_reason": "stop"]
      return try bytes(["choices": [choice]])
    }
    guard let body = value as? [String: Any] else {
      throw Problem(text: "input.upstream_response is text or the JSON object of an answer; leave it out where there is none")
    }
    return try bytes(body)
  }

  /// Only objects: anything else ends the process.
  private static func bytes(_ object: [String: Any]) throws(Problem) -> [UInt8] {
    do { return Array(try JSONSerialization.data(withJSONObject: object)) } catch {
      throw Problem(text: "holds a value that is no JSON")
    }
  }
}
