/// One choice of an answer while it is produced. Pure: each step is one token.
struct ChoiceState: Sendable {
  /// What one token adds to the answer.
  struct Step: Equatable, Sendable {
    /// Where it goes; nil for the end of the sequence, which has no text.
    var lane: Lane?
    /// The text that the client may see now.
    var text: String
    /// The token itself.
    var piece: String
    var tokenID: Int
    /// Why the choice ends with this token; nil when it goes on.
    var finish: FinishReason?
    /// The stop string that was found.
    var stopString: String?
  }

  private var source: TokenSource
  private var matcher: StopMatcher
  private let maxTokens: Int
  private let naturalEnd: FinishReason
  /// Tokens produced, the end of the sequence included.
  private(set) var produced = 0
  /// Those of them that are reasoning.
  private(set) var reasoningTokens = 0
  /// Whether the choice has ended.
  private(set) var isFinished = false
  /// Whether a tool call was made.
  private(set) var calledTool = false

  /// A choice that has produced nothing.
  init(source: TokenSource, matcher: StopMatcher, maxTokens: Int, naturalEnd: FinishReason) {
    self.source = source
    self.matcher = matcher
    self.maxTokens = maxTokens
    self.naturalEnd = naturalEnd
  }

  /// Produces one token. `aborting` makes it the last.
  mutating func step(aborting: Bool = false) -> Step {
    produced += 1
    guard let token = source.next() else {
      isFinished = true
      let end = SimulatorTokenizer.messageEnd
      return Step(lane: nil, text: matcher.flush(), piece: "<|im_end|>", tokenID: end, finish: aborting ? .abort : naturalEnd)
    }
    var step = Step(lane: token.lane, text: token.piece, piece: token.piece, tokenID: SimulatorTokenizer.id(ofPiece: token.piece))
    switch token.lane {
    case .content:
      let (text, stop) = matcher.feed(token.piece)
      step.text = text
      if let stop {
        step.stopString = stop
        step.finish = .stop
      }
    case .reasoning: reasoningTokens += 1
    case .toolName, .toolArguments: calledTool = true
    }
    if step.finish == nil, aborting || produced >= maxTokens {
      step.finish = aborting ? .abort : .length
      if token.lane == .content { step.text += matcher.flush() }
    }
    isFinished = step.finish != nil
    return step
  }
}
