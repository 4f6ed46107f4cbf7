/// What is done for streams that break.
public enum RescueMode: String, Sendable, Hashable, CaseIterable {
  /// They are continued by another replica, or restarted when nothing was visible yet.
  case `continue`
  /// They are restarted when nothing was visible yet.
  case restart
  /// Nothing.
  case off
}

/// Why a broken stream is not rescued: it ends in an in-band error that says so.
public enum RescueRefusal: Sendable, Hashable, CustomStringConvertible {
  /// `rescue: off`.
  case disabled
  /// `rescue: restart`, and the client has seen a part of the answer.
  case alreadyVisible
  /// A tool call has begun, or has to come: what the client has of it cannot be continued.
  case toolCall
  /// The output must fit a grammar, a schema or a choice, which would begin anew.
  case constrainedOutput
  /// More than one choice, or more than one prompt.
  case severalChoices
  /// Reasoning was delivered: vLLM's reasoning parsers cannot tell where a continued message stands.
  case reasoning
  /// The other target takes no beginning of an answer.
  case noPrefill
  /// Log probabilities of completions carry offsets into the text.
  case logprobs
  /// The prompt is echoed.
  case echo
  /// The prompt, or the last message, has a form to which text cannot be added.
  case promptShape
  /// Something was delivered that is neither text nor reasoning.
  case otherOutput
  /// The answer is longer than what is kept.
  case tooLong
  /// A member of the request would mean something else.
  case unsupportedMember(String)
  /// Only chat completions and completions can be continued.
  case endpoint

  /// The reason in words, for the error event and the audit log.
  public var description: String {
    switch self {
    case .disabled: "rescue is switched off"
    case .alreadyVisible: "a part of the answer was delivered, and rescue is set to restart only"
    case .toolCall: "a tool call is half written"
    case .constrainedOutput: "the output is constrained by a schema or grammar"
    case .severalChoices: "there is more than one choice"
    case .reasoning: "the answer has reasoning, which cannot be continued"
    case .noPrefill: "the other target does not continue answers"
    case .logprobs: "log probabilities were asked for"
    case .echo: "the prompt is echoed"
    case .promptShape: "the prompt has a form that cannot be continued"
    case .otherOutput: "something else than text was delivered"
    case .tooLong: "the answer is longer than what is kept for a rescue"
    case .unsupportedMember(let name): "the request has `\(name)`"
    case .endpoint: "only chat completions and completions are continued"
    }
  }
}
