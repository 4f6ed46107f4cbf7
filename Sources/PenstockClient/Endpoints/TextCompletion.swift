/// The answer to ``OpenAIProvider/completion(_:suffix:config:retry:)``.
public struct TextCompletion: JSONBacked, Hashable {
  /// One text.
  public struct Choice: Sendable, Hashable {
    /// Its number, from 0.
    public let index: Int
    /// The text.
    public let text: String
    /// Why the model stopped.
    public let finishReason: FinishReason
    /// All that the server said of it: `logprobs`, `stop_reason`.
    public let json: JSONValue
  }

  /// The texts; one unless more were asked for. Never empty.
  public let choices: [Choice]
  /// What they cost.
  public let usage: Usage
  /// All that the server sent. For a stream: the same object, put together from its chunks.
  public let json: JSONValue

  /// The first text.
  public var text: String { choices.first?.text ?? "" }
  /// Why the model stopped the first text.
  public var finishReason: FinishReason { choices.first?.finishReason ?? .error }
  /// The server's id of the answer.
  public var id: String? { json["id"]?.stringValue }
  /// The model that the server says has answered.
  public var model: String? { json["model"]?.stringValue }

  /// Reads an answer.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it has no texts.
  public init(json: JSONValue) throws(ProviderError) {
    var choices: [Choice] = []
    for (place, choice) in (json["choices"]?.arrayValue ?? []).enumerated() {
      guard let text = choice["text"]?.stringValue else { throw .invalidResponse("a choice has no text") }
      choices.append(
        Choice(
          index: choice["index"]?.intValue ?? place, text: text, finishReason: FinishReason(wire: choice["finish_reason"]), json: choice))
    }
    guard !choices.isEmpty else { throw .noAnswer("the answer has no choices", json) }
    self.choices = choices
    usage = Usage(wire: json["usage"])
    self.json = json
  }
}
