/// A text of a request that the model reads.
public struct TextSpan: Hashable, Sendable {
  /// What kind of field it stands in.
  public enum Kind: Hashable, Sendable {
    /// `messages[].content`, as a string or in its parts, thoughts and refusals among them.
    case content
    /// `messages[].reasoning` of an earlier answer.
    case reasoning
    /// `messages[].refusal`.
    case refusal
    /// The arguments of a tool call in an earlier answer.
    case toolArguments
    /// The input of a custom tool's call in an earlier answer: text.
    case toolInput
    /// `prompt`
    case prompt
    /// `suffix`
    case suffix
    /// `input`
    case input
    /// The name of a message's author, or of a tool whose result or call a message is.
    case name
    /// `tools` or `functions`: the JSON as it is written.
    case tools
    /// Another member whose JSON the model's template or grammar is made from: `documents`, `response_format`, `chat_template`, `guided_json` …
    case settings
  }

  /// The string token with its quotes, or the raw value of a field that is not a string.
  public let range: Range<Int>
  /// The length of what the model reads of it.
  public let utf8Count: Int
  /// Whether it is a string token.
  public let isString: Bool
  /// What kind of field it stands in.
  public let kind: Kind
}

/// Is told what a request's prompt consists of, in the order of the document. A message's role may come after its content.
protocol PromptVisitor {
  /// A message begins.
  mutating func message(_ bytes: RawSpan)
  /// The role of the message that was begun last.
  mutating func role(_ bytes: RawSpan, _ token: StringToken)
  /// A text that the model reads.
  mutating func text(_ bytes: RawSpan, _ span: TextSpan)
  /// Something that the model reads and that is no text: an image, audio, a file, embeddings.
  mutating func media()
  /// The same outside of messages.
  mutating func looseMedia()
  /// One token id of a prompt that comes as tokens.
  mutating func tokenID()
  /// One of the prompts of `prompt` or `input`.
  mutating func prompt()
  /// What the visitor has counted.
  var meter: PromptMeter { get }
}

extension PromptVisitor {
  mutating func looseMedia() { media() }
}

/// Counts.
struct PromptMeter: PromptVisitor {
  private var textBytes = 0
  private var tokenIDs = 0
  private var prompts = 0
  /// Where the counts stood when the prompt in hand began, and the most that any prompt before it had.
  private var began = (textBytes: 0, tokenIDs: 0)
  private var largest = (textBytes: 0, tokenIDs: 0)

  mutating func message(_ bytes: RawSpan) {}
  mutating func role(_ bytes: RawSpan, _ token: StringToken) {}
  mutating func text(_ bytes: RawSpan, _ span: TextSpan) { textBytes &+= span.kind == .settings || span.kind == .name ? 0 : span.utf8Count }
  mutating func media() {}
  var meter: PromptMeter { self }
  mutating func tokenID() { tokenIDs &+= 1 }
  mutating func prompt() {
    if prompts > 0 { largest = larger }
    began = (textBytes, tokenIDs)
    prompts &+= 1
  }

  private var larger: (textBytes: Int, tokenIDs: Int) {
    (max(largest.textBytes, textBytes &- began.textBytes), max(largest.tokenIDs, tokenIDs &- began.tokenIDs))
  }

  func total(into fields: inout RequestFields) {
    fields.promptTextBytes = textBytes
    fields.promptTokenIDs = tokenIDs
    fields.promptCount = prompts
    (fields.largestPromptTextBytes, fields.largestPromptTokenIDs) = larger
  }
}
