import PenstockClient

let provider = try OpenAIProvider(baseURL: "http://localhost:41002", model: "penstock-simulator")

do {
  let response = try await provider.complete([.user("say: Hello")])
  print(response.message.content)
} catch let error as ProviderError {
  switch error.category {
  case .authentication: print("The key is wrong.")
  case .policyViolation: print("A policy forbids it: \(error.message)")
  case .unavailable where error.isTransient: print("Nobody answers; try again later.")
  default: print(error)
  }
}

await provider.close()
