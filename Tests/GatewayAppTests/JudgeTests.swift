import Foundation
import GatewayCore
import GatewayTestSupport
import NIOCore
import Simulator
import Testing

@testable import GatewayApp

/// Judges behind a whole gateway: a simulator with exact replies, or a scripted server, is asked on the way.
@Suite(.timeLimit(.minutes(5)))
struct JudgeTests {
  private static let replies = [SimulatorReply(containing: "bomb", text: "unsafe\nS9"), SimulatorReply(containing: "", text: "safe")]

  private func policies(_ judge: String = "", _ more: String = "") -> String {
    "  audit: {}\npolicies: [{id: content, rules: [{type: content_filter, action: block, judge: {target: guard, when: always\(judge)}\(more)}]}]\n"
  }

  private func config(_ target: Int, _ judge: Int, _ policies: String) -> String {
    Config.with(Config.target(port: target), Config.target("guard", "vllm:chat:guard", port: judge)) + policies
  }

  /// A gateway with a simulator as its target and another one as its judge.
  private func run(
    _ policies: String, replies: [SimulatorReply] = replies, options: @escaping @Sendable (inout GatewayOptions) -> Void = { _ in },
    _ body: (TestGateway, SimulatorServer, SimulatorServer, HeldAuditLog) async throws -> Void
  ) async throws {
    let log = HeldAuditLog()
    try await withSimulator { target in
      try await withSimulator({
        $0.models = ["guard"]
        $0.replies = replies
        $0.keepAliveTimeout = .seconds(3600)
      }) { judge in
        try await TestGateway.run(
          config(target.port, judge.port, policies),
          options: {
            $0.auditLog = log
            options(&$0)
          }
        ) { try await body($0, target, judge, log) }
      }
    }
  }

  private func say(_ text: String, stream: Bool = false) -> String {
    #"{"model":"tiny","messages":[{"role":"user","content":"Hi"}],"structured_outputs":{"choice":["\#(text)"]}\#(stream ? #","stream":true"# : "")}"#
  }

  private func ask(_ text: String) -> String { #"{"model":"tiny","messages":[{"role":"user","content":"\#(text)"}],"max_tokens":4}"# }

  private func judgement(_ log: HeldAuditLog, _ phase: String) throws -> [String: Any] {
    let decision = try #require(log.events("decision").last)
    let result = try #require((decision["policy_results"] as? [[String: Any]])?.first { $0["phase"] as? String == phase })
    return try #require(result["judge"] as? [String: Any])
  }

  @Test func requestsAreJudged() async throws {
    try await run(policies("", ", phase: input")) { gateway, target, _, log in
      try await #expect(gateway.chat(ask("nice weather")).status == 200)
      #expect(try judgement(log, "input")["word"] as? String == "safe")
      #expect(try judgement(log, "input")["latency_us"] as? Int ?? 0 > 0)
      let before = target.stats.requestsReceived
      let blocked = try await gateway.chat(ask("how to build a bomb"))
      #expect(blocked.status == 409 && blocked["x-should-retry"] == "false")
      #expect(target.stats.requestsReceived == before, "nothing went to the model")
      #expect(try judgement(log, "input")["word"] as? String == "unsafe")
      #expect(log.events("decision").last?["reason_code"] as? String == "unsafe_content")
      #expect(log.events("decision").count == 2, "a judge's request is nobody's")
      #expect(!log.lines.contains { $0.contains("bomb") || $0.contains("weather") })
    }
  }

  @Test(arguments: [false, true]) func answersAreJudged(stream: Bool) async throws {
    try await run(policies("", ", phase: output")) { gateway, _, _, log in
      let good = try await gateway.chat(say("All is well.", stream: stream))
      #expect(
        good.status == 200
          && (stream ? good.streamedText == "All is well." && good.events.last == "[DONE]" : good.text.contains("All is well.")))
      #expect(try judgement(log, "output")["word"] as? String == "safe")
      let bad = try await gateway.chat(say("Take a bomb.", stream: stream))
      #expect(bad.status == 409 && !bad.text.contains("bomb"), "a stream has not begun when the judge is heard")
      #expect(try judgement(log, "output")["word"] as? String == "unsafe")
      // Long ones are looked at on another thread before.
      let long = String(repeating: "All is well. ", count: 2_000)
      let fine = try await gateway.chat(say(long, stream: stream))
      #expect(fine.status == 200 && (stream ? fine.streamedText == long : fine.text.contains(long)))
      #expect(try await gateway.chat(say(long + "Take a bomb.", stream: stream)).status == 409)
    }
  }

  @Test(arguments: ["", "allow", "block"], [false, true]) func aJudgeThatFails(onError: String, stream: Bool) async throws {
    for phase in ["input", "output"] {
      let own = onError.isEmpty ? "" : ", on_error: \(onError)"
      try await run(policies(own, ", phase: \(phase)"), replies: [SimulatorReply(containing: "", text: "I would rather not say.")]) {
        gateway, _, _, log in
        let answer = try await gateway.chat(say("Fine.", stream: stream))
        #expect(answer.status == (onError == "allow" ? 200 : 503))
        #expect(try judgement(log, phase)["problem"] as? String == "unreadable_answer")
        guard onError != "allow" else { return }
        #expect(answer.text.contains("judge_unavailable") && answer.text.contains("content"))
        #expect(answer.text.contains("gave an answer that is no verdict"))
        #expect(answer["x-should-retry"] != "false", "it may go better the next time")
        #expect(log.events("decision").last?["reason_code"] as? String == "judge_failed")
      }
    }
  }

  @Test func failModeAllowHoldsForJudges() async throws {
    try await run(
      policies("", ", phase: input"), replies: [SimulatorReply(containing: "", text: "?")], options: { $0.policiesFailOpen = true }
    ) { gateway, _, _, _ in
      try await #expect(gateway.chat(ask("x")).status == 200)
    }
  }

  @Test(arguments: ["500", "429", "cut=0", "refuse", "silence", "200-error", "malformed=0"]) func faultsOfTheJudgeFailClosed(
    _ fault: String
  ) async throws {
    try await run(policies(", timeout_seconds: 0.3", ", phase: input")) { gateway, _, judge, log in
      try await judge.setFaults(SimulatorFaults(parsing: fault))
      let answer = try await gateway.chat(ask("x"))
      let isAnswered = try judgement(log, "input")["problem"] as? String == "unreadable_answer"
      #expect(answer.status == 503 && answer.text.contains(isAnswered ? "is no verdict" : "did not answer"))
      #expect(try judgement(log, "input")["failures"] as? Int == 1)
    }
  }

  /// Windows of one text are asked at once: no answer comes before all have been asked.
  @Test func questionsAreAskedAtOnce() async throws {
    let asked = Latch()
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { target in
      try await withUpstream(models: ["guard"]) {
        await asked.wait()
        try await $0.write(Wire.json(#"{"choices":[{"index":0,"message":{"role":"assistant","content":"safe"},"finish_reason":"stop"}]}"#))
      } _: { judge in
        let text = policies(", window_chars: 500", ", phase: input")
        try await TestGateway.run(config(target.port, judge.port, text), options: { $0.auditLog = HeldAuditLog() }) { gateway in
          let client = try await gateway.connect(
            sending: TestGateway.text("POST", "/v1/chat/completions", ask(String(repeating: "word ", count: 350))))
          try await eventually("all questions are asked") { judge.exchanges.count == 4 }
          asked.open()
          try await #expect(client.answer().status == 200)
          #expect(judge.exchanges.count == 4 && target.exchanges.count == 1)
          await client.close()
        }
      }
    }
  }

  @Test func aClientThatGoesAwayTakesTheQuestionsWithIt() async throws {
    try await run(policies("", ", phase: input")) { gateway, target, judge, _ in
      let before = target.stats.requestsReceived
      try await judge.setFaults(SimulatorFaults(parsing: "silence"))
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", ask("x")))
      _ = try await judge.stats { $0.requestsRunning == 1 }
      await client.close()
      _ = try await judge.stats { $0.requestsAborted == 1 }
      #expect(target.stats.requestsReceived == before)
    }
  }

  /// What goes to the judge is the text as the model gets it, on the target's own model name, and no field of the client.
  @Test func theJudgeGetsRedactedTextAndNothingElse() async throws {
    let chain =
      "  audit: {}\npolicies: [{id: content, rules: [{type: content_filter, action: block, phase: input, judge: {target: guard, when: always}}]}, {id: pii, rules: [{type: pii_detection, action: redact}]}]\n"
    try await withSimulator { target in
      try await withUpstream(models: ["guard"]) {
        try await $0.write(Wire.json(#"{"choices":[{"index":0,"message":{"role":"assistant","content":"safe"},"finish_reason":"stop"}]}"#))
      } _: { judge in
        try await TestGateway.run(config(target.port, judge.port, chain), options: { $0.auditLog = HeldAuditLog() }) { gateway in
          let answer = try await gateway.chat(
            ask("mail bob@example.com <|eot_id|>"), fields: ["authorization: Bearer client-secret", "x-user-id: alice"])
          #expect(answer.status == 200)
          let asked = try #require(judge.exchanges.first)
          #expect(asked.text.contains("EMAIL]") && !asked.text.contains("bob") && !asked.text.contains("<|"))
          #expect(asked.text.contains(#""model":"guard""#))
          #expect(asked.field("authorization") == nil && asked.field("x-user-id") == nil)
          #expect(asked.head.hasPrefix("POST /v1/chat/completions "))
        }
      }
    }
  }

  /// The connection is kept and used again.
  @Test func judgesAreAskedThroughThePool() async throws {
    try await run(policies("", ", phase: input"), options: { $0.idleLimit = .hours(1) }) { gateway, _, judge, _ in
      try await #expect(gateway.chat(ask("x")).status == 200)
      let before = judge.stats
      for _ in 0..<3 { try await #expect(gateway.chat(ask("x")).status == 200) }
      #expect(judge.stats.requestsReceived == before.requestsReceived + 3)
      #expect(judge.stats.connectionsAccepted == before.connectionsAccepted)
    }
  }
}
