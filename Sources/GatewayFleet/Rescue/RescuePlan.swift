internal import GatewayCore
public import OpenAIWire

/// How a broken stream goes on. Decided without I/O from the request, what was delivered, and what the operator allows.
public enum RescuePlan: Sendable, Hashable {
  /// Ask another replica to continue: send the patched body, and put the new stream through a ``StreamStitcher``.
  case `continue`(Continuation)
  /// Send the request as it was; nothing of the broken answer counts. Where the client has seen events without output, the stream goes through a ``StreamStitcher`` made by
  /// ``StreamStitcher/init(restarting:)``.
  case restart
  /// Send the request as it was, and put the new stream through a ``StreamStitcher`` made by ``StreamStitcher/init(replaying:)``: where the other replica says the same again, only what
  /// follows goes to the client; where it says something else there is no rescue.
  case replay
  /// Nothing is left to generate: send ``DeliveredAnswer/closingData(finish:isChat:includesUsage:)`` with this finish reason.
  case conclude(finish: String?)
  /// End with an error.
  case refuse(RescueRefusal)

  /// How an answer is continued.
  public struct Continuation: Sendable, Hashable {
    /// The changes of the original body; the model's name and other patches of the gateway go on top.
    public internal(set) var patches = PatchList()
    /// White space at the end of the text so far that was not sent, because chat templates cut it off: the continuation is expected to begin with it.
    public internal(set) var overlap: [UInt8] = []
    /// Tokens of the text that was sent: they count once.
    public internal(set) var keptTokens = 0
    /// Whether that number is certain.
    public internal(set) var isCountExact = true
    /// Whether the engine gets exactly the tokens that the first one had.
    public internal(set) var isTokenExact = false
  }

  /// Decides.
  /// - Parameter delivered: what the first engine (or all of them so far) sent.
  /// - Parameter tokenLimit: how many tokens the whole answer may have for the targets' sake; nil when they set no limit.
  /// - Parameter supportsPrefill: whether the next target is known to continue messages, as vLLM does.
  public static func make(
    body: RawSpan, request: RescueRequest, delivered: DeliveredAnswer, mode: RescueMode, supportsPrefill: Bool,
    tokenLimit: Int? = nil
  ) -> RescuePlan {
    guard mode != .off else { return .refuse(.disabled) }
    if delivered.finish != nil, !delivered.hasSeveralChoices, request.isSingle { return .conclude(finish: nil) }
    if !delivered.hasOutput { return .restart }
    guard mode == .continue else { return .refuse(.alreadyVisible) }
    if let refusal = refusal(request, delivered) { return .refuse(refusal) }
    guard supportsPrefill || request.endpoint == .completions else {
      // Log probabilities and token ids of a delta that is new in part could not be cut with its text.
      return request.hasLogprobs || !delivered.tokenIDs.isEmpty ? .refuse(.noPrefill) : .replay
    }
    var builder = ContinuationBuilder(body, request: request, delivered: delivered, tokenLimit: tokenLimit)
    return builder.build(body)
  }

  private static func refusal(_ request: RescueRequest, _ delivered: DeliveredAnswer) -> RescueRefusal? {
    guard request.endpoint == .chatCompletions || request.endpoint == .completions else { return .endpoint }
    if let name = request.unsupported { return .unsupportedMember(name) }
    if delivered.hasSeveralChoices || !request.isSingle { return .severalChoices }
    if delivered.hasToolCall || request.forcesTool { return .toolCall }
    if request.isConstrained { return .constrainedOutput }
    if delivered.hasReasoning { return .reasoning }
    if delivered.hasOther { return .otherOutput }
    if delivered.isTooLong { return .tooLong }
    if request.echoes { return .echo }
    if request.hasLogprobs, request.endpoint == .completions { return .logprobs }
    return nil
  }
}

extension RescueRequest {
  /// Whether there is one answer to one prompt.
  var isSingle: Bool { Self.isOne(fields.choiceCount) && Self.isOne(fields.bestOf) && fields.promptCount <= 1 }

  private static func isOne(_ field: IntegerField?) -> Bool {
    guard let field else { return true }
    return field.isNull || field.value == 1
  }
}
