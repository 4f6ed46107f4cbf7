import PenstockClient

struct City: Codable {
  var name: String
  var population: Int?
}

let provider = try OpenAIProvider(baseURL: "http://localhost:41002", model: "penstock-simulator")

let policy = RetryPolicy(maxAttempts: 4, reask: .standard) { event in
  print("try \(event.attempt + 1), because of \(event.error.category)")
}
let (city, _) = try await provider.complete([.user("What is the capital of France?")], decoding: City.self, retry: policy)
print(city.name)

await provider.close()
