import PenstockClient

struct WeatherQuestion: Codable {
  var city: String
}

let provider = try OpenAIProvider(baseURL: "http://localhost:41002", model: "penstock-simulator")
let weather = try Tool(name: "get_weather", description: "Current weather of a city", arguments: WeatherQuestion.self)

var messages: [Message] = [.user("What is the weather in Tokyo?")]
for _ in 0..<5 {
  let response = try await provider.complete(messages, tools: [weather])
  guard !response.message.toolCalls.isEmpty else {
    print(response.message.content)
    break
  }
  messages.append(.assistant(response.message))
  for call in response.message.toolCalls {
    let question = try call.decodeArguments(into: WeatherQuestion.self)
    messages.append(.tool("sunny in \(question.city)", callID: call.id))
  }
}

await provider.close()
