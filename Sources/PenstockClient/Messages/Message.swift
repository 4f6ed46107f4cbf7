/// One message of a conversation.
///
/// ```swift
/// let messages: [Message] = [.system("Answer briefly."), .user("What is the capital of France?")]
/// ```
///
/// `Codable` reads and writes the shape `{"role": …, "content": …}`, so that conversations can be stored.
public enum Message: Sendable, Hashable {
  /// Instructions; only as the first message.
  case system(SystemMessage)
  /// What the user says.
  case user(UserMessage)
  /// What the model said.
  case assistant(AssistantMessage)
  /// The result of a tool call.
  case tool(ToolMessage)

  /// Instructions.
  public static func system(_ text: String) -> Message { .system(SystemMessage(text)) }
  /// A text from the user.
  public static func user(_ text: String) -> Message { .user(UserMessage(text)) }
  /// Texts and images from the user.
  public static func user(_ blocks: [ContentBlock]) -> Message { .user(UserMessage(blocks)) }
  /// A text from the model.
  public static func assistant(_ text: String) -> Message { .assistant(AssistantMessage(text)) }
  /// The result of the tool call with this id.
  public static func tool(_ content: String, callID: String) -> Message { .tool(ToolMessage(content, callID: callID)) }
}

/// Instructions to the model.
public struct SystemMessage: Sendable, Hashable {
  /// The instructions; not empty.
  public var content: String

  /// Instructions.
  public init(_ content: String) { self.content = content }
}

/// What a user says.
public struct UserMessage: Sendable, Hashable {
  /// Text, or a list of blocks.
  public enum Content: Sendable, Hashable {
    /// A text; not empty.
    case text(String)
    /// Blocks, in their order; not empty.
    case blocks([ContentBlock])
  }

  /// What is said.
  public var content: Content

  /// A text, or a list of blocks.
  public init(content: Content) { self.content = content }

  /// A text.
  public init(_ text: String) { content = .text(text) }

  /// Blocks: texts and images, in their order.
  public init(_ blocks: [ContentBlock]) { content = .blocks(blocks) }
}

/// The result of a tool call.
public struct ToolMessage: Sendable, Hashable {
  /// The result, usually JSON.
  public var content: String
  /// The ``ToolCall/id`` of the call that this answers, verbatim.
  public var callID: String

  /// The result of the call with this id.
  public init(_ content: String, callID: String) {
    self.content = content
    self.callID = callID
  }
}

/// What the model said.
public struct AssistantMessage: Sendable, Hashable {
  /// The text; empty when there is none, as beside tool calls.
  public var content: String
  /// The tools that the model wants called, in its order.
  public var toolCalls: [ToolCall]
  /// What the model thought. It is not sent back: the OpenAI format has no place for it.
  public var thinking: [Thinking]

  /// A passage of thought.
  public enum Thinking: Sendable, Hashable {
    /// Readable, perhaps with another provider's signature.
    case text(String, signature: String? = nil)
    /// Hidden by its provider.
    case redacted(String)
  }

  /// A message of the model.
  public init(_ content: String = "", toolCalls: [ToolCall] = [], thinking: [Thinking] = []) {
    self.content = content
    self.toolCalls = toolCalls
    self.thinking = thinking
  }

  /// The readable thoughts, joined; nil when there are none. vLLM gives them with `--reasoning-parser`.
  public var reasoning: String? {
    let texts = thinking.compactMap { if case .text(let text, _) = $0 { text } else { nil } }
    return texts.isEmpty ? nil : texts.joined()
  }
}
