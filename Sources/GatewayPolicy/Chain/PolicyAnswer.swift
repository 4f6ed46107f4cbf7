public import OpenAIWire

/// An answer as the policies see it: whole, each lane joined.
public struct PolicyAnswer: Sendable {
  /// A lane with its text.
  public struct Text: Sendable {
    /// The lane.
    public let lane: AnswerLane
    /// The text in UTF-8.
    public internal(set) var bytes: [UInt8]

    /// Where it stands, in words.
    var location: String { PolicyAnswer.location(lane) }

    /// Whether a reader takes it for the answer itself.
    var isProse: Bool {
      switch lane.field {
      case .content, .text, .refusal: true
      default: false
      }
    }
  }

  /// Where a lane stands, in words.
  static func location(_ lane: AnswerLane) -> String {
    let field =
      switch lane.field {
      case .content: "content"
      case .reasoning, .reasoningContent: "reasoning"
      case .refusal: "refusal"
      case .text: "text"
      case .toolArguments(let index): "tool_calls[\(index)].arguments"
      case .toolName(let index): "tool_calls[\(index)].name"
      case .functionArguments: "function_call.arguments"
      case .functionName: "function_call.name"
      case .other: "other"
      }
    return lane.choice >= 0 ? "choices[\(lane.choice)].\(field)" : field
  }

  /// The lanes, in the order of their first pieces.
  public private(set) var texts: [Text] = []
  /// The request that is answered.
  public let request: PolicyRequest
  private var places: [AnswerLane: Int] = [:]
  private var room: Int
  /// Whether some of the answer was not kept.
  private(set) var isCut = false
  /// The bytes of all texts.
  var size: Int { texts.reduce(0) { $0 &+ $1.bytes.count } }

  /// An answer without text, to be filled. What comes behind `limit` bytes is not kept: the answer is judged by what came before.
  public init(to request: PolicyRequest, limit: Int = .max) {
    self.request = request
    room = limit
  }

  /// Adds a piece to a lane.
  public mutating func append(_ bytes: [UInt8], to lane: AnswerLane) {
    let piece = bytes.prefix(room)
    room -= piece.count
    isCut = isCut || piece.count < bytes.count
    if let place = places[lane] {
      texts[place].bytes += piece
    } else {
      places[lane] = texts.count
      texts.append(Text(lane: lane, bytes: Array(piece)))
    }
  }

  /// The names of the tools that are called.
  var calledTools: [(name: String, location: String)] {
    texts.compactMap { text in
      switch text.lane.field {
      case .toolName, .functionName: (String(decoding: text.bytes, as: UTF8.self), text.location)
      default: nil
      }
    }
  }
}
