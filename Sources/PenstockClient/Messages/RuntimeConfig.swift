/// How the model samples. What is nil is not sent, so that the server's default holds.
public struct RuntimeConfig: Sendable, Hashable {
  /// Randomness; 0 is none.
  public var temperature: Double?
  /// The most tokens to generate.
  public var maxTokens: Int?
  /// Sampling among the most likely tokens that make up this share, from 0 to 1.
  public var topP: Double?
  /// For answers that can be had again.
  public var seed: Int?
  /// Against repeating tokens the more often they stand already.
  public var frequencyPenalty: Double?
  /// Against repeating tokens at all.
  public var presencePenalty: Double?
  /// Texts that end the answer. They travel as `stop`.
  public var stopSequences: [String]?
  /// Further members of the request's body: `chat_template_kwargs`, `guided_json`, `priority` …
  ///
  /// A member that the library sends itself (`model`, `messages`, `tools`, `tool_choice`, `stream`, and each of the above that is set, `response_format`
  /// with a schema, `stream_options` with a stream) may stand here with an equal value; a different one is refused before anything is sent. `stop` is
  /// merged: the ``stopSequences`` first, then those that are not among them.
  public var extras: JSONObject

  /// A configuration.
  public init(
    temperature: Double? = nil, maxTokens: Int? = nil, topP: Double? = nil, seed: Int? = nil, frequencyPenalty: Double? = nil,
    presencePenalty: Double? = nil, stopSequences: [String]? = nil, extras: JSONObject = [:]
  ) {
    self.temperature = temperature
    self.maxTokens = maxTokens
    self.topP = topP
    self.seed = seed
    self.frequencyPenalty = frequencyPenalty
    self.presencePenalty = presencePenalty
    self.stopSequences = stopSequences
    self.extras = extras
  }

  /// This configuration with everything that another one sets. Of the extras, members with the same name are replaced.
  public func overridden(by other: RuntimeConfig) -> RuntimeConfig {
    var result = self
    result.temperature = other.temperature ?? temperature
    result.maxTokens = other.maxTokens ?? maxTokens
    result.topP = other.topP ?? topP
    result.seed = other.seed ?? seed
    result.frequencyPenalty = other.frequencyPenalty ?? frequencyPenalty
    result.presencePenalty = other.presencePenalty ?? presencePenalty
    result.stopSequences = other.stopSequences ?? stopSequences
    for member in other.extras.members { result.extras[member.name] = member.value }
    return result
  }
}
