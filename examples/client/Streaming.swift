import PenstockClient

/// The answer as it comes.
func stream(_ provider: OpenAIProvider, _ question: String) async throws {
  let answer = provider.stream([.user(question.isEmpty ? "Count" : question)], config: RuntimeConfig(temperature: 0, maxTokens: 256))
  for try await event in answer {
    switch event {
    case .reasoning(let text), .content(let text): print(text, terminator: "")
    case .response(let response): print("\n\(response.usage.completionTokens ?? 0) tokens, \(response.finishReason.rawValue)")
    default: break
    }
  }
}
