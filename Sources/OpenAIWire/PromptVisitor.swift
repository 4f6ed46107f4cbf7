/// A text of a request that the model reads.
struct TextSpan: Hashable, Sendable {
  /// What kind of field it stands in.
  enum Kind: Hashable, Sendable {
    /// `messages[].content`, as a string or in its parts.
    case content
    /// `messages[].reasoning` of an earlier answer, or a thinking part.
    case reasoning
    /// `messages[].refusal`.
    case refusal
    /// The arguments of a tool call in an earlier answer.
    case toolArguments
    /// `prompt`
    case prompt
    /// `suffix`
    case suffix
    /// `input`
    case input
    /// `tools` or `functions`: the JSON as it is written.
    case tools
  }

  /// The string token with its quotes, or the raw value of a field that is not a string.
  let range: Range<Int>
  /// The length of what the model reads of it.
  let utf8Count: Int
  /// Whether it is a string token.
  let isString: Bool
  let kind: Kind
}

/// Is told what a request's prompt consists of, in the order of the document. A message's role may come after its content.
protocol PromptVisitor {
  /// A message begins.
  mutating func message(_ bytes: RawSpan)
  /// The role of the message that was begun last.
  mutating func role(_ bytes: RawSpan, _ token: StringToken)
  /// A text that the model reads.
  mutating func text(_ bytes: RawSpan, _ span: TextSpan)
  /// One token id of a prompt that comes as tokens.
  mutating func tokenID()
  /// One of the prompts of `prompt` or `input`.
  mutating func prompt()
  /// Writes what was counted to the fields.
  func total(into fields: inout RequestFields)
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
  mutating func text(_ bytes: RawSpan, _ span: TextSpan) { textBytes &+= span.utf8Count }
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
