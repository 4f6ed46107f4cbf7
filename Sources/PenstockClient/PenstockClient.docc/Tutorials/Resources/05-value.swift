import PenstockClient

struct City: Codable {
  var name: String
  var population: Int?
}

let provider = try OpenAIProvider(baseURL: "http://localhost:41002", model: "penstock-simulator")

let (city, response) = try await provider.complete([.user("What is the capital of France?")], decoding: City.self)
print(city.name, response.usage.totalTokens ?? 0)

await provider.close()
