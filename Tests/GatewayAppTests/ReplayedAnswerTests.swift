import Testing

@testable import GatewayApp

@Suite struct ReplayedAnswerTests {
  private func answer(_ text: String) -> ReplayedAnswer { ReplayedAnswer(Array(text.utf8)) }

  private let whole = #"""
    {"id":"1","created":5,"choices":[{"index":0,"message":{"role":"assistant","content":"one\ntwo","reasoning_content":"hm",
    "tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"stop"}],"usage":{"total_tokens":3}}
    """#

  @Test func aStreamIsTheSameAsItsWholeAnswer() {
    let stream = #"""
      data: {"choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"h"}}]}

      data: {"choices":[{"index":0,"delta":{"reasoning_content":"m","content":"one"}}]}

      data: {"choices":[{"index":0,"delta":{"content":"\ntwo","tool_calls":[{"index":0,"id":"b","function":{"name":"f","arguments":"{"}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]},"finish_reason":"stop"}]}

      data: {"choices":[],"usage":{"total_tokens":9}}

      data: [DONE]

      """#
    #expect(answer(stream) == answer(whole))
    #expect(answer(stream).difference(to: answer(whole)).isEmpty)
    #expect(answer(stream.replacing("\n", with: "\r\n")) == answer(whole))
  }

  @Test func differencesAreLines() {
    let other = answer(whole.replacing("one", with: "three").replacing("\"stop\"", with: "\"length\""))
    #expect(
      answer(whole).difference(to: other) == [
        "choices[0].content:", "  - one", "  + three", "choices[0].finish_reason:", "  - stop", "  + length",
      ])
    #expect(answer("{}").difference(to: answer(#"{"choices":[{"index":1,"text":"a"}]}"#)).contains("  + a"))
  }

  @Test func otherAnswersAreComparedWithoutWhatIsNewInEach() {
    #expect(answer(#"{"created":1,"id":"x","data":[1]}"#) == answer(#"{"id":"y","data":[1],"created":2}"#))
    #expect(answer(#"{"data":[1]}"#) != answer(#"{"data":[2]}"#))
    #expect(answer("plain") != answer("other") && answer("").lanes == ["body": ""])
    #expect(answer(#"{"error":{"code":"x","message":"a"}}"#) == answer(#"{"error":{"code":"x","message":"b"}}"#))
    #expect(answer("a\u{1b}[2J").difference(to: answer("b")).contains("  - a\u{fffd}[2J"))
  }

  @Test func veryLongTextsAreCountedOnly() {
    let (old, new) = (String(repeating: "a\n", count: 5000), String(repeating: "b\n", count: 5000))
    #expect(answer(old).difference(to: answer(new)) == ["body:", "  (5001 lines, now 5001)"])
  }
}
