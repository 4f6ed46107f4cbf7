import PenstockClient

/// What the model is to write.
struct City: Codable {
  enum Size: String, Codable, CaseIterable { case small, large }

  var city: String
  var size: Size
  var population: Int?
}

/// An answer that is a value. It was validated when it arrives here.
func structuredOutput(_ provider: OpenAIProvider, _ question: String) async throws {
  let messages: [Message] = [.user(question.isEmpty ? "Write JSON" : question)]
  let (city, response) = try await provider.complete(messages, decoding: City.self, config: RuntimeConfig(temperature: 0, maxTokens: 200))
  print("\(city.city) is \(city.size.rawValue)")
  print(response.message.content)
}
