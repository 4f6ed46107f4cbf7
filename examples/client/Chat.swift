import PenstockClient

/// A question and an answer.
func chat(_ provider: OpenAIProvider, _ question: String) async throws {
  let messages: [Message] = [
    .user(question.isEmpty ? "Hello" : question)
  ]
  let response = try await provider.complete(messages, config: RuntimeConfig(temperature: 0, maxTokens: 128))
  if let reasoning = response.message.reasoning { print("(\(reasoning))") }
  print(response.message.content)
  print("\(response.usage.totalTokens ?? 0) tokens, \(response.finishReason.rawValue)")
}
