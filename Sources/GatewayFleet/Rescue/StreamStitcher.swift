public import OpenAIWire

/// Makes one stream of two: the events of the replica that goes on get the first one's id, time and model, the role is not said again, white space that is already there is not repeated, and the usage is that of
/// the whole answer. A value without I/O; it holds no events back.
public struct StreamStitcher: Sendable {
  /// What becomes of an event.
  public enum Output: Sendable, Hashable {
    /// It says nothing new.
    case drop
    /// It goes on with this data.
    case data([UInt8])
    /// `[DONE]`: the answer is complete if its choice has ended.
    case done
    /// The stream cannot be joined to the first.
    case failed(Problem)
  }

  /// Why two streams do not fit.
  public enum Problem: String, Sendable, Hashable, CaseIterable {
    /// The event is not JSON.
    case malformed
    /// The engine reports an error, or gave up (`abort`): another rescue may follow.
    case upstreamError = "upstream_error"
    /// It has a choice that the first stream had not.
    case unexpectedChoice = "unexpected_choice"
    /// The text goes on as reasoning: the engine took the continued message for its thoughts.
    case reasoning
    /// It was to repeat the first one, and says something else.
    case otherText = "other_text"
  }

  private let first: DeliveredAnswer
  private let keptTokens: Int
  private var overlap: [UInt8]
  /// Whether the client knows the role.
  private var hasRole: Bool
  /// Whether all of ``overlap`` has to come before anything else.
  private let repeatsAll: Bool
  /// The usage that the client is told: prompt and answer as one request.
  public private(set) var usage: Usage?
  /// The usage that this replica reported for its own part: what it really computed.
  public private(set) var upstreamUsage: Usage?

  /// A stitcher for a stream that continues `first`.
  public init(continuing first: DeliveredAnswer, _ continuation: RescuePlan.Continuation) {
    self.first = first
    hasRole = first.hasRole
    keptTokens = continuation.keptTokens
    overlap = continuation.overlap
    repeatsAll = false
  }

  /// A stitcher for a stream that begins anew, where the client has seen events of the first one, but no output.
  public init(restarting first: DeliveredAnswer) {
    self.first = first
    hasRole = first.hasRole
    keptTokens = 0
    overlap = []
    repeatsAll = false
  }

  /// A stitcher for a stream that begins anew and has to repeat the text of the first one, byte for byte: that is left out.
  public init(replaying first: DeliveredAnswer) {
    self.first = first
    hasRole = first.hasRole
    keptTokens = 0
    overlap = first.text
    repeatsAll = true
  }

  /// Whether something is still to be repeated.
  private var isRepeating: Bool { repeatsAll && !overlap.isEmpty }

  /// Takes the data of one event of the new stream.
  public mutating func receive(data: RawSpan) -> Output {
    guard let facts = ChunkScan.scan(data: data) else { return .failed(.malformed) }
    if facts.isDone { return isRepeating ? .failed(.otherText) : .done }
    if facts.hasError || facts.finish.hasAbort { return .failed(.upstreamError) }
    guard let chunk = ChunkReader.read(data) else { return .failed(.malformed) }
    var patches = PatchList()
    var carries = facts.isUsageOnly
    for choice in chunk.choices {
      guard choice.index == 0 else { return .failed(.unexpectedChoice) }
      if choice.hasReasoning, first.hasOutput, !first.hasReasoning { return .failed(.reasoning) }
      if let role = choice.role {
        // A client that has seen no more than comments has not been told it.
        if hasRole { patches.replace(role, with: []) } else { carries = true }
        hasRole = true
      }
      guard let hasText = trim(choice, data, &patches) else { return .failed(.otherText) }
      if isRepeating, choice.hasReasoning || choice.hasToolCall || choice.hasOther || choice.finish != nil { return .failed(.otherText) }
      carries = carries || hasText || choice.hasReasoning || choice.hasToolCall || choice.hasOther || choice.finish != nil
      if let range = choice.promptTokenIDsRange, first.promptTokenIDs != nil { patches.replace(range, with: Array("null".utf8)) }
    }
    if let range = chunk.promptTokenIDsRange, first.promptTokenIDs != nil { patches.replace(range, with: Array("null".utf8)) }
    mergeUsage(chunk, &patches)
    guard carries else { return .drop }
    for (range, value) in [(chunk.id, first.id), (chunk.created, first.created), (chunk.model, first.model)] {
      if let range, let value { patches.replace(range, with: value) }
    }
    return .data(patches.applied(to: data))
  }

  /// Takes from the text what is there already.
  /// - Returns: whether text is left; nil when it is not what had to be repeated.
  private mutating func trim(_ choice: ChunkReader.Choice, _ data: RawSpan, _ patches: inout PatchList) -> Bool? {
    guard let token = choice.text else { return false }
    guard !overlap.isEmpty else { return token.utf8Count > 0 }
    let text = JSONText.unescaped(data, token)
    guard !text.isEmpty else { return false }
    var common = 0
    while common < text.count, common < overlap.count, text[common] == overlap[common] { common += 1 }
    if repeatsAll, common < text.count, common < overlap.count { return nil }
    // Where the texts part, there is nothing more to be left out.
    overlap = common == text.count ? Array(overlap[common...]) : []
    if common > 0 { patches.replace(token.range, with: JSONText.quoted(String(decoding: text[common...], as: UTF8.self))) }
    return common < text.count
  }

  /// One usage for the whole answer: the prompt as the client sent it, the tokens that the first engine generated and that were kept, and those of this one. Nothing counts twice.
  private mutating func mergeUsage(_ chunk: ChunkReader, _ patches: inout PatchList) {
    guard let own = chunk.usage else { return }
    upstreamUsage = own
    let prompt = first.usage?.promptTokens ?? first.promptTokenIDs?.count ?? max(0, own.promptTokens - keptTokens)
    let completion = own.completionTokens.saturatingAdd(keptTokens)
    let total = prompt.saturatingAdd(completion)
    let cached = own.cachedTokens.map { min($0, prompt) }
    usage = Usage(promptTokens: prompt, completionTokens: completion, totalTokens: total, cachedTokens: cached)
    for (name, value) in [
      ("prompt_tokens", prompt), ("completion_tokens", completion), ("total_tokens", total),
      ("prompt_tokens_details.cached_tokens", cached ?? 0),
    ] {
      guard let count = chunk.usageCounts[name], count.value != value else { continue }
      patches.replace(count.range, with: Array(String(value).utf8))
    }
  }
}
