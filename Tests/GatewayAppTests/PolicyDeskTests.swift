import Foundation
import GatewayApp
import Testing

/// What a desk knows beside the texts: header fields, targets, and what differs between two explanations.
@Suite struct PolicyDeskTests {
  private static let chat = Array(#"{"model":"m","messages":[{"role":"user","content":"mail bob@example.com"}]}"#.utf8)

  /// Runs `body` with a file of this text.
  private func file<Result>(_ text: String, _ body: (String) async throws -> Result) async throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString).yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try await body(file.path)
  }

  private func desk(_ policies: String, targets: String = #"{id: a, provider: "vllm:chat:m"}"#) async throws -> PolicyDesk {
    try await file("providers: {targets: [\(targets)]}\n\(policies)") { try PolicyDesk(files: [$0], environment: [:]) }
  }

  @Test func headerFieldsCountForTextsAndRequests() async throws {
    let desk = try await desk("policies: {chain: [rbac]}\n")
    #expect(try desk.explain(request: Self.chat).verdict == "block")
    #expect(try desk.explain(request: Self.chat, headers: ["X-User-ID": "u"]).verdict == "allow")
    #expect(desk.explain(text: "hi", isAnswer: false).verdict == "block")
    #expect(desk.explain(text: "hi", headers: ["x-user-id": "u"], isAnswer: false).verdict == "allow")
  }

  @Test func whatIsInsideOfAFindingIsGathered() throws {
    let desk = try PolicyDesk(files: [], environment: [:])
    let explanation = desk.explain(text: "call +1 415 555 2671 or 2125550187", isAnswer: false)
    let phones = explanation.findings.filter { $0.name == "phone" }
    #expect(phones.count > 2)
    let lines = explanation.text.split(separator: "\n").filter { $0.hasPrefix("  phone ") }
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix("(and \(phones.count - 2) inside of it)") == true, "\(lines)")
  }

  @Test func noTargetThatCompliesIsABlock() async throws {
    let policies = "policies: {chain: [data-routing-policy]}\npolicy: {data-routing-policy: {require_no_training: true}}\n"
    let none = try await desk(policies)
    #expect(try none.explain(request: Self.chat).reasonCode == "no_compliant_target")
    #expect(none.explain(text: "hi", isAnswer: false).verdict == "block")
    let good = #"{id: b, provider: "vllm:chat:n", data_policy: {training_opt_out: true}}"#
    let both = try await desk(policies, targets: #"{id: a, provider: "vllm:chat:m"}, \#(good)"#)
    #expect(try both.explain(request: Self.chat).verdict == "block")
    let other = Array(#"{"model":"n","messages":[]}"#.utf8)
    #expect(try both.explain(request: other).verdict == "allow")
    #expect(try both.explain(request: other).notes == nil)
    #expect(both.explain(text: "hi", isAnswer: false).notes?.count == 1)
    // What a server without a model serves is known when it is asked.
    let open = try await desk(policies, targets: "{id: a, provider: vllm}, \(good)")
    #expect(try open.explain(request: Self.chat).verdict == "allow")
    #expect(try open.explain(request: Self.chat).text.contains("not known here: whether a target complies"))
  }

  @Test func whatDiffersIsSaid() async throws {
    func policies(_ id: String, _ patterns: String, _ format: String) -> String {
      "policies: [{id: \(id), rules: [{type: pii_detection, action: redact, patterns: [\(patterns)], redaction: {marker_format: \(format)}}]}]\n"
    }
    let old = try await desk(policies("p", "email", "label")).explain(request: Self.chat)
    let marker = try await desk(policies("p", "email", "asterisks")).explain(request: Self.chat)
    #expect(old.differences(to: marker) == ["the markers differ"])
    let renamed = try await desk(policies("q", "email", "label")).explain(request: Self.chat)
    #expect(
      old.differences(to: renamed) == [
        "no longer found: email in messages[0].content (p, redact)", "newly found: email in messages[0].content (q, redact)",
      ])
    let blocked = try await desk("policies: {chain: [rbac]}\n").explain(request: Self.chat)
    #expect(
      old.differences(to: blocked).prefix(3) == ["verdict redact → block", "reason pii_detected → access_denied", "policy none → rbac"])
    #expect(old.differences(to: old) == [])
  }

  @Test func linesAreBodiesOrBodiesWithHeaders() throws {
    let plain = try RequestLine(Self.chat)
    #expect(plain.body == Self.chat && plain.headers == [:])
    let both = try RequestLine(Array(#"{"headers":{"X-User-ID":"\u0075"}, "request": {"model":1.0, "messages":[]}}"#.utf8))
    #expect(String(decoding: both.body, as: UTF8.self) == #"{"model":1.0, "messages":[]}"#)
    #expect(both.headers == ["X-User-ID": "u"])
    for line in [
      "5", "[]", "{", #"{"messages":[],"headers":{}}"#, #"{"request":{},"headers":["a"]}"#, #"{"request":{},"headers":{"a":1}}"#,
      #"{"request":{},"header":{}}"#,
    ] {
      #expect(throws: RequestLine.Problem.self, "\(line)") { try RequestLine(Array(line.utf8)) }
    }
  }

  @Test func whatStreamsWaitForIsSaid() async throws {
    func check(_ rules: String) async throws -> String {
      try await file("providers: {targets: [{id: a, provider: simulator}]}\npolicies: [{id: p, rules: [\(rules)]}]\n") { path in
        try #require(await ConfigCheck.run([path], environment: [:], allowUnenforced: false).summary).text
      }
    }
    let (redact, block) = ("{type: pii_detection, action: redact, patterns: [ssn]}", "{type: content_filter, action: block}")
    #expect(try await check("\(redact), \(block)").contains("\n  Streams: assembled as a whole (policy 'p/content_filter')"))
    #expect(try await check(block).contains("\n  Streams: assembled as a whole (policy 'p')"))
    #expect(try await !check("\(redact), \(block)").contains("are held back"))
    #expect(try await check(redact).contains("characters of an answer are held back"))
    #expect(try await !check("{type: prompt_injection, action: block}").contains("Streams:"))
  }
}
