import PenstockClient

let provider = try OpenAIProvider(baseURL: "http://localhost:41002", model: "penstock-simulator")

try await provider.warmUp(retry: RetryPolicy(maxAttempts: 120, backoff: .constant(.seconds(1))))

let response = try await provider.complete([.user("say: Hello")])
print(response.message.content)

await provider.close()
