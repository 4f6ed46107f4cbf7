import PenstockClient

/// A call that waits for a server which is still loading, waits out rate limits, and shows the model its mistakes.
func retries(_ provider: OpenAIProvider, _ question: String) async throws {
  let policy = RetryPolicy(
    maxAttempts: 5,
    backoff: .fullJitter(base: .milliseconds(500), limit: .seconds(10)),
    reask: .standard,
    overrides: [RuntimeConfig(temperature: 0.3)]
  ) { event in
    print("try \(event.attempt + 1) in \(event.delay), because of \(event.error.category.rawValue)")
  }
  do {
    let (city, _) = try await provider.complete(
      [.user(question.isEmpty ? "Write JSON" : question)], decoding: City.self, config: RuntimeConfig(temperature: 0, maxTokens: 200),
      retry: policy)
    print(city.city)
  } catch let error as ProviderError {
    switch error.category {
    case .policyViolation: print("A policy forbids this: \(error.message)")
    case .budgetExhausted: print("The budget is used up.")
    case .rateLimit: print("Too many requests; try again in \(error.retryAfter.map(String.init(describing:)) ?? "a while").")
    case .structuredOutputInvalid: print("The model did not get it right: \(error.invalidOutput?.errorMessage ?? "")")
    default: throw error
    }
  }
}
