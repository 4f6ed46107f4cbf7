import Foundation
import Testing

/// `max_context_tokens`: a cap on prompt and answer together, at four bytes of text for a token.
@Suite(.timeLimit(.minutes(5)))
struct ContextLimitTests {
  /// What the upstream gets of a body, or the error that the client gets.
  private func sent(_ body: String, to path: String = "/v1/chat/completions") async throws -> (upstream: String?, answer: Answer) {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port, "max_context_tokens: 100"))) { gateway in
        let answer = try await gateway.post(path, body)
        return (upstream.exchanges.last?.text, answer)
      }
    }
  }

  private func chat(_ text: String, _ more: String = "") -> String {
    #"{"model":"tiny","messages":[{"role":"user","content":"\#(text)"}]\#(more)}"#
  }

  private func member(_ name: String, of text: String?) -> Int? {
    (try? JSONSerialization.jsonObject(with: Data((text ?? "").utf8)) as? [String: Any])?[name] as? Int
  }

  @Test func whatFitsIsUntouched() async throws {
    let body = chat("Hello", #","max_tokens":50"#)
    try await #expect(sent(body).upstream == body)
  }

  @Test func tooLargeALimitIsLowered() async throws {
    let (text, answer) = try await sent(chat(String(repeating: "a", count: 40), #","max_tokens":1000,"x":1"#))
    #expect(answer.status == 200)
    let limit = try #require(member("max_tokens", of: text))
    #expect(limit < 100 && limit > 50)
    #expect(text?.replacing("\(limit)", with: "1000") == chat(String(repeating: "a", count: 40), #","max_tokens":1000,"x":1"#))
    let (other, _) = try await sent(chat("a", #","max_completion_tokens":1000"#))
    #expect((member("max_completion_tokens", of: other) ?? 1000) <= 100)
  }

  @Test func missingLimitIsInserted() async throws {
    let (text, _) = try await sent(chat("a"))
    let limit = try #require(member("max_completion_tokens", of: text) ?? member("max_tokens", of: text))
    #expect(limit <= 100 && limit > 50)
    let (completion, _) = try await sent(#"{"model":"tiny","prompt":"abcd"}"#, to: "/v1/completions")
    #expect(member("max_tokens", of: completion) == nil, "completions generate 16 tokens by themselves, and the cap leaves more")
  }

  @Test func promptThatCannotFitIsRefused() async throws {
    for (path, body, param) in [
      ("/v1/chat/completions", chat(String(repeating: "a", count: 500)), "messages"),
      ("/v1/completions", #"{"model":"tiny","prompt":[\#((0..<120).map(String.init).joined(separator: ","))]}"#, "prompt"),
      ("/v1/embeddings", #"{"model":"tiny","input":"\#(String(repeating: "a", count: 500))"}"#, "input"),
    ] {
      let (text, answer) = try await sent(body, to: path)
      #expect(text == nil)
      #expect(answer.status == 400)
      #expect(answer.error?.code == "context_length_exceeded")
      #expect(answer.error?.param == param)
      #expect(answer.error?.message.contains("maximum context length is 100 tokens") == true)
    }
  }
}
