/// One text stream inside an answer: what a client joins from the pieces that have the same place in their choice.
public struct AnswerLane: Hashable, Sendable {
  /// A step on the way from the choice, or from the document, to a text.
  public enum Step: Hashable, Sendable {
    /// A member of an object.
    case member(String)
    /// An element of an array, by its `index` member or its place.
    case element(Int)

    /// Names are the same byte by byte: they are a peer's, see ``JSONText/word(_:_:)``.
    public static func == (left: Step, right: Step) -> Bool {
      switch (left, right) {
      case (.member(let one), .member(let other)): one.utf8.elementsEqual(other.utf8)
      case (.element(let one), .element(let other)): one == other
      default: false
      }
    }

    /// Hashes a name as its bytes.
    public func hash(into hasher: inout Hasher) {
      switch self {
      case .member(let name): for byte in name.utf8 { hasher.combine(byte) }
      case .element(let place): hasher.combine(place)
      }
    }
  }

  /// Where in its choice the text stands.
  public enum Field: Hashable, Sendable {
    /// `delta.content`, `message.content`
    case content
    /// `reasoning`
    case reasoning
    /// `reasoning_content`
    case reasoningContent
    /// `refusal`
    case refusal
    /// `text` of completions.
    case text
    /// The arguments of a tool call, by its index.
    case toolArguments(Int)
    /// The name of a tool that is called.
    case toolName(Int)
    /// The arguments of the old function call.
    case functionArguments
    /// The name of the function of the old function call.
    case functionName
    /// Any other string: engines have fields of their own.
    case other([Step])
  }

  /// The choice's index; -1 for texts outside of any choice.
  public var choice: Int
  /// Where in its choice.
  public var field: Field

  /// A lane of its parts.
  public init(choice: Int, field: Field) {
    self.choice = choice
    self.field = field
  }

  /// Whether the text is the source of a JSON value.
  public var isJSON: Bool {
    switch field {
    case .toolArguments, .functionArguments: true
    default: false
    }
  }
}

/// A piece of a lane.
public struct AnswerText: Hashable, Sendable {
  /// The lane.
  public var lane: AnswerLane
  /// The string, in the document.
  public let token: StringToken
}

/// Every text that a client reads in a chunk or an answer, and what repeats texts in another form.
public struct AnswerTexts: Sendable {
  /// A part of the document that repeats texts.
  public struct Repetition: Hashable, Sendable {
    /// The value.
    public let range: Range<Int>
    /// Whether it consists of log probabilities with their tokens; if not, of token ids.
    public let isLogprobs: Bool
    /// The index of the choice, -1 outside of any.
    public var choice: Int
  }

  /// The texts, in the order of the document.
  public internal(set) var texts: [AnswerText] = []
  /// Log probabilities and token ids that are not `null`.
  public internal(set) var repetitions: [Repetition] = []
  /// What else the gateway must know of the chunk.
  public internal(set) var facts = ChunkFacts()
  /// The value of `choices`.
  public internal(set) var choicesRange: Range<Int>?
  /// The value of `usage`.
  public internal(set) var usageRange: Range<Int>?
  /// Whether there is something that a client gets and that is no text: audio, or arguments of a tool call that are not written as a string.
  public internal(set) var holdsUninspectable = false

  init() {}

  /// The choices that end here.
  public var finish: FinishList { facts.finish }

  /// Forgets everything, and keeps the memory.
  mutating func reset() {
    texts.removeAll(keepingCapacity: true)
    repetitions.removeAll(keepingCapacity: true)
    facts = ChunkFacts()
    choicesRange = nil
    usageRange = nil
    holdsUninspectable = false
  }

  /// Reads the data of an event, or the body of an answer.
  /// - Parameter isPiece: whether texts may be cut between the halves of a surrogate pair, as those of an event may: ``JSONText/halves(_:_:)``.
  /// - Throws: ``JSONProblem`` when it is not a JSON object that only one reading is possible of.
  public static func scan(_ bytes: RawSpan, isPiece: Bool = false) throws(JSONProblem) -> AnswerTexts {
    var walk = AnswerWalk(isPiece: isPiece)
    try walk.run(bytes)
    return walk.result
  }
}
