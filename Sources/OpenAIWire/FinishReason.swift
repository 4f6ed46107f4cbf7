/// Why a choice has ended.
public enum FinishReason: Hashable, Sendable {
  /// The model was done, or came to a stop sequence.
  case stop
  /// A token limit.
  case length
  /// The model calls tools.
  case toolCalls
  /// A content filter.
  case contentFilter
  /// The model calls a function (the old way).
  case functionCall
  /// The engine gave up the request, as vLLM does when it is shut down: the answer is not complete.
  case abort
  /// The engine failed: the answer is not complete.
  case error
  /// A reason that this library does not know.
  case other

  /// The reason of a `finish_reason` string; nil for an empty one, which some servers send with every chunk.
  public init?(_ bytes: RawSpan, _ token: StringToken) {
    guard !token.content.isEmpty else { return nil }
    let name = MemberName(bytes, token)
    switch name.count {
    case 4 where name == .stop: self = .stop
    case 5 where name == .abort: self = .abort
    case 5 where name == .error: self = .error
    case 6 where name == .length: self = .length
    case 10 where name == .toolCalls: self = .toolCalls
    case 13 where name == .functionCall: self = .functionCall
    case 14 where name == .contentFilter: self = .contentFilter
    default: self = .other
    }
  }
}

/// The choices that one chunk or answer ends, in its order. Nearly always none or one, which costs no allocation.
public struct FinishList: Hashable, Sendable {
  /// The end of one choice.
  public struct Finish: Hashable, Sendable {
    /// The choice's `index`, or its place in the list if it has none.
    public let index: Int
    /// Why it ended.
    public let reason: FinishReason

    /// The end of one choice.
    public init(index: Int, reason: FinishReason) {
      self.index = index
      self.reason = reason
    }
  }

  /// The first one.
  public private(set) var first: Finish?
  private var rest: [Finish] = []

  /// None.
  public init() {}

  /// How many there are.
  public var count: Int { first == nil ? 0 : rest.count &+ 1 }
  /// Whether there is none.
  public var isEmpty: Bool { first == nil }
  /// All of them.
  public var all: [Finish] { first.map { [$0] + rest } ?? [] }

  /// Whether the engine gave up one of the choices.
  public var hasAbort: Bool { first.map(Self.isAbort) == true || rest.contains(where: Self.isAbort) }

  private static func isAbort(_ finish: Finish) -> Bool { finish.reason == .abort || finish.reason == .error }

  /// Adds one at the end.
  public mutating func append(_ finish: Finish) {
    if first == nil {
      first = finish
    } else {
      rest.append(finish)
    }
  }
}
