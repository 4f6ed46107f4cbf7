/// A request for text, read and checked: what both text endpoints have in common.
struct GenerationRequest: Sendable {
  /// Which endpoint it came to.
  enum Endpoint: Sendable { case chat, completions }

  /// One tool call that the answer makes.
  struct ToolCall: Equatable, Sendable {
    var id: String
    var name: String
    var arguments: String
  }

  /// What the answer says.
  struct Script: Sendable {
    /// The exact tokens; nil: the statement and filler.
    var tokens: [OutputToken]?
    var toolCalls: [ToolCall] = []
    /// How the answer ends when nothing cuts it short.
    var naturalEnd = FinishReason.stop
    /// Whether the tool call was forced: then the message's content is empty text, not null.
    var forcedTool = false
  }

  var endpoint: Endpoint
  var id: String
  var model: String
  var created: Int
  /// The prompts' tokens.
  var prompts: [[Int]]
  /// The prompts' text, for `echo`.
  var promptTexts: [String]
  var choicesPerPrompt = 1
  var isStream = false
  var includesUsage = false
  var usageOnEveryChunk = false
  var maxTokens = 16
  var ignoresEnd = false
  var stops: [String] = []
  var includesStop = false
  /// How many alternatives each token is shown with; nil: no logprobs.
  var logprobs: Int?
  var echo = false
  /// `max_tokens` was 0: one token is computed and not shown.
  var hidesOutput = false
  var returnsTokenIDs = false
  var cacheSalt = ""
  var script = Script()
  /// Depends on all that decides about the text.
  var seed: UInt64 = 0
  /// The beginning of the answer that the prompt has already.
  var continuedText = ""
  /// A check of the engine that fails: a stream learns it after its head.
  var engineError: WireError?

  /// Tools are offered: the answer goes through the tool parser even if it calls none.
  var offersTools = false

  /// Whether vLLM would have needed a parser for this answer.
  var usesParsers: Bool { offersTools || script.tokens?.contains { $0.lane != .content } ?? false }
  /// Sequences in all.
  var choiceCount: Int { prompts.count * choicesPerPrompt }
  /// Tokens of all prompts.
  var promptTokens: Int { prompts.reduce(0) { $0 + $1.count } }

  /// The prompt of choice `index`.
  func prompt(ofChoice index: Int) -> Int { index / max(1, choicesPerPrompt) }

  /// The state of choice `index` before its first token.
  func choice(_ index: Int) -> ChoiceState {
    let own = BlockHash.mix(seed, [index])
    var source =
      script.tokens.map { TokenSource(tokens: $0, seed: own, endless: ignoresEnd) } ?? TokenSource(seed: own, endless: ignoresEnd)
    if !continuedText.isEmpty { source.skip(continuedText) }
    return ChoiceState(
      source: source, matcher: StopMatcher(stops: stops, includesStop: includesStop), maxTokens: maxTokens, naturalEnd: script.naturalEnd)
  }
}
