import Foundation
import GatewayCore
import Testing

@testable import GatewayApp

/// Streams whose engine dies, stalls or gives up in the middle of an answer.
@Suite struct RescueTests {
  /// A gateway in front of two simulators that say the same; `fault` is the first one's.
  private func pair(
    _ fault: String, policies: String = "", more: String = "", audit: HeldAuditLog? = nil,
    _ body: (TestGateway, _ direct: Int) async throws -> Void
  ) async throws {
    try await withSimulator {
      $0.faults = fault
      $0.timeBetweenTokens = .zero
    } _: { first in
      try await withSimulator {
        $0.timeBetweenTokens = .zero
      } _: { second in
        // Weights make the faulty one the first choice of nearly all requests.
        let timeouts = "timeouts: {between_bytes_seconds: 0.5}"
        let config =
          Config.with(
            Config.target("a", "simulator:chat:tiny", port: first.port, timeouts),
            Config.target("b", "simulator:chat:tiny", port: second.port, timeouts))
          + (audit == nil ? "" : "  audit: {}\n") + policies + more
        try await TestGateway.run(config, options: { $0.auditLog = audit }) { gateway in try await body(gateway, second.port) }
      }
    }
  }

  private static func body(_ say: String = "", _ more: String = "") -> String {
    let text = say.isEmpty ? "Hello" : "say: \(say)"
    return #"{"model":"tiny","messages":[{"role":"user","content":"\#(text)"}],"stream":true\#(more)}"#
  }

  /// What an engine that nothing happens to says.
  private func undisturbed(_ port: Int, _ body: String) async throws -> Answer {
    let client = try await TestClient.connect(port, sending: TestGateway.text("POST", "/v1/chat/completions", body))
    let answer = try await client.answer()
    await client.close()
    return answer
  }

  private static func chunks(_ answer: Answer) -> [[String: Any]] {
    answer.events.dropLast().compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
  }

  @Test(arguments: ["cut=1", "cut=2", "cut=7", "abort=5", "error=5", "stall=3", "malformed=4"]) func theClientSeesOneWholeStream(
    fault: String
  )
    async throws
  {
    try await pair(fault) { gateway, direct in
      let whole = try await undisturbed(direct, Self.body("", #","max_tokens":40"#))
      let answer = try await gateway.chat(Self.body("", #","max_tokens":40"#))
      #expect(answer.status == 200)
      #expect(answer.isComplete)
      #expect(answer["x-penstock-target"] == "a")
      #expect(answer.streamedText == whole.streamedText)
      #expect(answer.events.last == "[DONE]")
      let chunks = Self.chunks(answer)
      #expect(Set(chunks.compactMap { $0["id"] as? String }).count == 1)
      let deltas = chunks.compactMap { (($0["choices"] as? [[String: Any]])?.first?["delta"]) as? [String: Any] }
      #expect(deltas.count { $0["role"] != nil } == 1)
      let finishes = chunks.compactMap { ($0["choices"] as? [[String: Any]])?.first?["finish_reason"] as? String }
      #expect(finishes == ["length"])
    }
  }

  @Test func theUsageIsThatOfOneAnswer() async throws {
    try await pair("cut=7") { gateway, direct in
      let body = Self.body("", #","max_tokens":30,"stream_options":{"include_usage":true}"#)
      let whole = try await undisturbed(direct, body)
      let answer = try await gateway.chat(body)
      func usage(_ answer: Answer) -> [String: Any]? { Self.chunks(answer).last?["usage"] as? [String: Any] }
      #expect(usage(answer)?["prompt_tokens"] as? Int == usage(whole)?["prompt_tokens"] as? Int)
      #expect(usage(answer)?["completion_tokens"] as? Int == 30)
    }
  }

  /// What an engine said when it gave up is no part of the answer, for a second rescue neither.
  @Test(arguments: ["abort=5", "error=5", "malformed=5"]) func aStreamIsRescuedTwice(fault: String) async throws {
    try await withSimulator {
      $0.faults = fault
      $0.timeBetweenTokens = .zero
    } _: { first in
      try await withSimulator {
        $0.faults = "cut=6"
        $0.timeBetweenTokens = .zero
      } _: { second in
        try await withSimulator {
          $0.timeBetweenTokens = .zero
        } _: { third in
          let targets = [first, second, third].enumerated().map { Config.target("t\($0)", port: $1.port) }.joined()
          let config = Config.with(targets).replacing("providers:\n", with: "providers:\n  routing: {strategy: ordered}\n")
          try await TestGateway.run(config) { gateway in
            let body = Self.body("", #","max_tokens":40"#)
            let whole = try await undisturbed(third.port, body)
            let answer = try await gateway.chat(body)
            #expect(answer.events.last == "[DONE]")
            #expect(answer.streamedText == whole.streamedText)
          }
        }
      }
    }
  }

  /// An engine that dies behind its last word: nothing is left to ask for, and what it told of the usage is told and recorded once.
  @Test func aConcludedStreamHasOneUsage() async throws {
    let log = HeldAuditLog()
    try await pair("no-done", audit: log) { gateway, _ in
      let answer = try await gateway.chat(Self.body("", #","max_tokens":9,"stream_options":{"include_usage":true}"#))
      #expect(answer.events.last == "[DONE]")
      #expect(Self.chunks(answer).count { $0["usage"] is [String: Any] } == 1)
      let decision = try #require(log.events("decision").first)
      #expect((decision["tokens"] as? [String: Int])?["completion"] == 9)
    }
  }

  /// With token ids the count is known although the engine did not live to tell it.
  @Test func theUsageOfAConcludedStreamIsRecorded() async throws {
    let log = HeldAuditLog()
    try await pair("stall=9", audit: log) { gateway, _ in
      let body =
        #"{"model":"tiny","prompt":"Once","stream":true,"max_tokens":9,"return_token_ids":true,"stream_options":{"include_usage":true}}"#
      let answer = try await gateway.post("/v1/completions", body)
      #expect(answer.events.last == "[DONE]")
      let usage = try #require(Self.chunks(answer).last?["usage"] as? [String: Any])
      #expect(usage["completion_tokens"] as? Int == 9)
      let decision = try #require(log.events("decision").first)
      #expect((decision["tokens"] as? [String: Int])?["completion"] == 9)
    }
  }

  /// What policies say at the very end of an answer is recorded where the gateway ends it, too; and that nobody was asked for a rest is no rescue.
  @Test func theEndOfAConcludedStreamIsJudged() async throws {
    let log = HeldAuditLog()
    let policies = """
      pack: {name: p, version: 1.0.0, enabled: true}
      policies: {chain: [quality-scorer]}
      policy: {quality-scorer: {action: flag, min_sentences: 50}}

      """
    try await pair("stall=9", policies: policies, audit: log) { gateway, _ in
      let body = #"{"model":"tiny","prompt":"Once","stream":true,"max_tokens":9,"return_token_ids":true}"#
      let answer = try await gateway.post("/v1/completions", body)
      #expect(answer.events.last == "[DONE]")
      let decision = try #require(log.events("decision").first)
      let results = try #require(decision["policy_results"] as? [[String: Any]])
      #expect(results.map { "\($0["phase"] ?? "") \($0["verdict"] ?? "")" } == ["output flag"])
      #expect(decision["rescues"] == nil)
      #expect((decision["attempts"] as? [[String: String]])?.count == 1)
    }
  }

  /// Wherever the engine dies, what a policy takes out stays out, and nothing else is lost.
  @Test(arguments: 1...14) func policiesHoldAcrossARescue(cut: Int) async throws {
    let text = "Pay with 4111 1111 1111 1111 or write to jane.doe@example.com today, thanks."
    let policies = "policies: [{id: pii, rules: [{type: pii_detection, action: redact, patterns: [credit_card, email]}]}]\n"
    try await pair("cut=\(cut)", policies: policies) { gateway, _ in
      let body = #"{"model":"tiny","messages":[{"role":"user","content":"Hi"}],"stream":true,"simulator":{"text":"\#(text)"}}"#
      let answer = try await gateway.chat(body)
      #expect(answer.isComplete)
      #expect(answer.events.last == "[DONE]")
      // The time and the id may have these digits, too.
      #expect(!answer.text.replacing(/"created":[0-9]+|"id":"[^"]*"/, with: "").contains("1111"))
      #expect(answer.streamedText == "Pay with [CREDIT_CARD] or write to [EMAIL] today, thanks.", "\(answer.streamedText)")
    }
  }

  @Test func theRescueIsRecorded() async throws {
    let log = HeldAuditLog()
    try await pair("cut=5", audit: log) { gateway, _ in
      try await #expect(gateway.chat(Self.body("", #","max_tokens":20"#)).isComplete)
      let decision = try #require(log.events("decision").first)
      #expect(decision["rescues"] as? Int == 1)
      #expect(decision["ended"] as? String == "complete")
      let attempts = try #require(decision["attempts"] as? [[String: String]])
      #expect(attempts.map { $0["target"] } == ["a", "b"])
      #expect(attempts.first?["outcome"] == "upstream_closed")
    }
  }

  @Test(arguments: [#","n":2"#, #","response_format":{"type":"json_object"}"#]) func whatCannotBeContinuedEndsInAnError(more: String)
    async throws
  {
    try await pair("cut=6") { gateway, _ in
      let answer = try await gateway.chat(Self.body("", #","max_tokens":40\#(more)"#))
      #expect(answer.status == 200)
      #expect(answer.lastError?.code == "upstream_closed")
      #expect(!answer.text.contains("[DONE]"))
    }
  }

  @Test func whereBothDieTheFirstCauseIsTold() async throws {
    try await withSimulator {
      $0.faults = "cut=5"
    } _: { first in
      try await withSimulator {
        $0.faults = "cut=3"
      } _: { second in
        let config = Config.with(
          Config.target("a", "simulator:chat:tiny", port: first.port), Config.target("b", "simulator:chat:tiny", port: second.port))
        try await TestGateway.run(config) { gateway in
          let answer = try await gateway.chat(Self.body("", #","max_tokens":40"#))
          #expect(answer.lastError?.code == "upstream_closed")
          #expect(!answer.text.contains("[DONE]"))
        }
      }
    }
  }
}
