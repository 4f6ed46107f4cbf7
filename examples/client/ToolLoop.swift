import PenstockClient

/// What the model hands to the tool. Its schema is derived from the type.
struct WeatherQuestion: Codable {
  var city: String
}

/// The model calls a tool until it has what it needs for its answer.
func tools(_ provider: OpenAIProvider, _ question: String) async throws {
  let weather = try Tool(name: "get_weather", description: "Current weather of a city", arguments: WeatherQuestion.self)
  var messages: [Message] = [.user(question.isEmpty ? "What is the weather in Tokyo?" : question)]
  // A model may never be content: the loop has an end of its own.
  for _ in 0..<5 {
    let response = try await provider.complete(messages, tools: [weather], config: RuntimeConfig(temperature: 0, maxTokens: 128))
    guard !response.message.toolCalls.isEmpty else {
      print(response.message.content)
      return
    }
    messages.append(.assistant(response.message))
    for call in response.message.toolCalls { messages.append(.tool(result(of: call), callID: call.id)) }
  }
  print("The model went on asking.")
}

/// What the tool says. Mistakes are told to the model, which can do better then.
private func result(of call: ToolCall) -> String {
  guard call.name == "get_weather" else { return "There is no tool \(call.name)." }
  do {
    let question = try call.decodeArguments(into: WeatherQuestion.self)
    print("(the weather of \(question.city) is asked for)")
    return "sunny"
  } catch { return "The arguments do not fit: \(error)" }
}
