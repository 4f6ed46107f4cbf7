import GatewayConfig
import GatewayCore
import Testing

/// `judge` in both document shapes.
@Suite struct JudgeConfigTests {
  private static let targets =
    "providers: {targets: [{id: a, provider: vllm}, {id: guard, provider: \"vllm:chat:llama-guard\"}, {id: e, provider: \"vllm:embedding:m\"}]}\n"

  private func diagnostics(_ text: String) -> [String] {
    lines(load(Self.targets + text)).map { String($0.dropFirst("policy-config.yaml:".count)) }
  }

  private func judges(_ text: String) throws -> [JudgeSettings?] {
    try #require(load(Self.targets + text).snapshot).policies.map { $0.guardrail.judge }
  }

  @Test func theDefaults() throws {
    let chain = try judges(
      "policies: {chain: [prompt-injection, safety-filter]}\npolicy: {prompt-injection: {judge: {target: guard}}, safety-filter: {judge: {target: guard}}}\n"
    )
    #expect(chain == [JudgeSettings(target: "guard", style: .generic), JudgeSettings(target: "guard", style: .llamaGuard)])
    let rules = try judges(
      "policies: [{id: p, rules: [{type: prompt_injection, action: block, judge: {target: guard}}, {type: content_filter, action: block, judge: {target: guard}}]}]\n"
    )
    #expect(rules == chain)
  }

  @Test func everySetting() throws {
    let judge = try judges(
      "policies: [{id: p, rules: [{type: content_filter, action: block, judge: {target: guard, style: shield_gemma, when: always, band: [0.1, 1], timeout_seconds: 0.5, on_error: allow, threshold: 0.7, window_chars: 500, max_questions: 2, categories: {S1: hate}}}]}]\n"
    )
    var expected = JudgeSettings(target: "guard", style: .shieldGemma)
    expected.moment = .always
    expected.band = 0.1..<1
    expected.timeout = .milliseconds(500)
    expected.allowsOnFailure = true
    expected.threshold = 0.7
    expected.windowCharacters = 500
    expected.maxQuestions = 2
    expected.categoryNames = ["S1": "hate"]
    #expect(judge == [expected])
  }

  @Test func aTargetThatIsNotThereIsAnErrorAtItsPlace() {
    #expect(
      diagnostics("policies: {chain: [safety-filter]}\npolicy: {safety-filter: {judge: {target: gard}}}\n") == [
        "3:42: error: policy.safety-filter.judge.target: there is no target \"gard\" — did you mean \"guard\"?"
      ])
    #expect(
      diagnostics("policies: [{id: p, rules: [{type: prompt_injection, action: block, judge: {target: e}}]}]\n") == [
        "2:84: error: policies[0].rules[0].judge.target: the target \"e\" is no chat model; a judge is asked by chat completions"
      ])
  }

  @Test func whatDoesNotGoTogetherIsAnError() {
    #expect(
      diagnostics("policies: [{id: p, rules: [{type: pii_detection, action: block, judge: {target: guard}}]}]\n").map {
        $0.contains("\"judge\" does not go with")
      }
        == [true])
    #expect(
      diagnostics("policies: [{id: p, rules: [{type: prompt_injection, action: block, judge: {target: guard, style: llama_guard}}]}]\n").map
      {
        $0.contains("judge.style: llama_guard does not know prompt injection")
      } == [true])
    #expect(
      diagnostics("policies: [{id: p, rules: [{type: content_filter, action: block, streaming_mode: realtime, judge: {target: guard}}]}]\n")
        .map {
          $0.contains("streaming_mode: a judge hears the whole answer")
        } == [true])
    #expect(
      diagnostics(
        "policies: [{id: p, rules: [{type: content_filter, action: block, judge: {target: guard, band: [0.9, 0.2], categories: {S1: violenc}}}]}]\n"
      ).count
        == 2)
  }

  /// The judge reads what the model reads: demands on the targets of the data hold for it, too.
  @Test func theJudgesTargetCompliesWithThePoliciesOnData() {
    let text =
      "policies: {chain: [data-routing-policy, safety-filter]}\npolicy: {data-routing-policy: {require_zero_data_retention: true}, safety-filter: {judge: {target: guard}}}\n"
    #expect(diagnostics(text).count { $0.contains("error: ") && $0.contains("does not comply with data-routing-policy") } == 1)
  }
}
