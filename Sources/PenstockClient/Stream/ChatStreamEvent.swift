/// What happens in a streamed answer, in this order: pieces, ``finish(_:)``, ``usage(_:)`` if the server reports it, and the ``response(_:)``.
public enum ChatStreamEvent: Sendable, Hashable {
  /// The text goes on.
  case content(String)
  /// The thoughts go on.
  case reasoning(String)
  /// A tool call begins or goes on.
  case toolCall(ToolCallDelta)
  /// The model has stopped. Text that was cut off never comes to this: the stream throws.
  case finish(FinishReason)
  /// What the answer cost.
  case usage(Usage)
  /// The whole answer, the same as ``OpenAIProvider/complete(_:tools:config:responseSchema:toolChoice:retry:onEvent:)`` returns. The last event.
  case response(ChatResponse)
}

/// A piece of a tool call.
public struct ToolCallDelta: Sendable, Hashable {
  /// Which call of the answer it belongs to.
  public var index: Int
  /// The call's id, when the piece has it: usually the first one does.
  public var id: String?
  /// The tool's name, when the piece has it.
  public var name: String?
  /// How the JSON text of the arguments goes on.
  public var arguments: String

  /// A piece of a tool call.
  public init(index: Int, id: String? = nil, name: String? = nil, arguments: String = "") {
    self.index = index
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}
