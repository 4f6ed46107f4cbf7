import PenstockClient

let provider = try OpenAIProvider(baseURL: "http://localhost:41002", model: "penstock-simulator")

for try await event in provider.stream([.user("say: Hello, one word after the other")]) {
  switch event {
  case .content(let text): print(text, terminator: "")
  case .response(let response): print("\n\(response.usage.completionTokens ?? 0) tokens")
  default: break
  }
}

await provider.close()
