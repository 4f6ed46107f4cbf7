/// The answer to ``OpenAIProvider/rerank(query:documents:limit:extras:retry:)``.
public struct Reranking: JSONBacked, Hashable {
  /// A document's place.
  public struct Result: Sendable, Hashable {
    /// Which of the documents that were sent.
    public let index: Int
    /// How well it answers the query: more is better. What range that has is the model's affair.
    public let relevanceScore: Double
    /// All that the server said of it.
    public let json: JSONValue
  }

  /// The documents, the best one first.
  public let results: [Result]
  /// What it cost.
  public let usage: Usage
  /// All that the server sent.
  public let json: JSONValue

  /// Reads an answer.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it has no results.
  public init(json: JSONValue) throws(ProviderError) {
    guard let entries = json["results"]?.arrayValue else { throw .noAnswer("the answer has no list \"results\"", json) }
    var results: [Result] = []
    for entry in entries {
      guard let index = entry["index"]?.intValue, let score = entry["relevance_score"]?.doubleValue else {
        throw .invalidResponse("a result has no index or score")
      }
      results.append(Result(index: index, relevanceScore: score, json: entry))
    }
    self.results = results.sorted { $0.relevanceScore > $1.relevanceScore }
    usage = Usage(wire: json["usage"])
    self.json = json
  }
}

/// The answer to ``OpenAIProvider/transcription(of:fileName:language:prompt:temperature:fields:retry:)``.
public struct Transcription: JSONBacked, Hashable {
  /// What is said.
  public let text: String
  /// All that the server sent: segments, words, usage.
  public let json: JSONValue

  /// The language, if the server says so.
  public var language: String? { json["language"]?.stringValue }
  /// What it cost in tokens, if the server counts them.
  public var usage: Usage { Usage(wire: json["usage"]) }
  /// How long the audio is, if the server says so.
  public var duration: Duration? {
    (json["duration"] ?? json["usage"]?["seconds"])?.doubleValue.flatMap { (0..<1e9).contains($0) ? .seconds($0) : nil }
  }

  /// Reads an answer.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it has no text.
  public init(json: JSONValue) throws(ProviderError) {
    guard let text = json["text"]?.stringValue else { throw .noAnswer("the answer has no text", json) }
    self.text = text
    self.json = json
  }
}

extension ProviderError {
  /// Success without what was asked for: perhaps with an error in the body, as older vLLM has it.
  static func noAnswer(_ reason: String, _ json: JSONValue) -> ProviderError {
    let server = ErrorClassifier.serverError(json)
    var error = ProviderError.invalidResponse(server.message.map { "success with an error in the body: \($0)" } ?? reason)
    error.server = server
    return error
  }
}
