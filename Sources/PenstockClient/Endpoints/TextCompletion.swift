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
  }

  /// The texts; one unless more were asked for. Never empty.
  public let choices: [Choice]
  /// What they cost.
  public let usage: Usage
  /// All that the server sent.
  public let json: JSONValue

  /// The first text.
  public var text: String { choices.first?.text ?? "" }
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
        Choice(index: choice["index"]?.intValue ?? place, text: text, finishReason: FinishReason(wire: choice["finish_reason"])))
    }
    guard !choices.isEmpty else { throw .noAnswer("the answer has no choices", json) }
    self.choices = choices
    usage = Usage(wire: json["usage"])
    self.json = json
  }
}
