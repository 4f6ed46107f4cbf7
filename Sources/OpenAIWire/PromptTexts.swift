/// Who speaks in a message.
public enum PromptRole: Hashable, Sendable {
  /// `system` and `developer`.
  case system
  /// `user`, and prompts without messages.
  case user
  /// `assistant`
  case assistant
  /// `tool` and `function`: what a tool has answered.
  case tool
  /// Anything else, or nothing.
  case other

  /// The role of a word.
  init(_ word: String) {
    self =
      switch word {
      case "system", "developer": .system
      case "user": .user
      case "assistant": .assistant
      case "tool", "function": .tool
      default: .other
      }
  }
}

/// A text that the model reads, with who speaks.
public struct PromptText: Hashable, Sendable {
  /// Where it stands, and what kind of field that is.
  public let span: TextSpan
  /// Who speaks.
  public fileprivate(set) var role: PromptRole
  /// The place of its message in `messages`; -1 outside of messages.
  public let message: Int
}

/// Every text of a request that a model reads, and how much of it is no text.
public struct PromptTexts: Hashable, Sendable {
  /// The texts in the order of the document.
  public fileprivate(set) var texts: [PromptText] = []
  /// Images, audio, files, embeddings.
  public fileprivate(set) var mediaCount = 0
  /// The place in `messages` of the first message that holds some of them; nil when none does.
  public fileprivate(set) var mediaMessage: Int?
  /// Tokens of prompts that come as token ids.
  public fileprivate(set) var tokenIDCount = 0
  /// Calls of tools in earlier answers.
  public fileprivate(set) var toolCallCount = 0
}

/// Collects texts, and counts as ``PromptMeter`` does.
struct PromptCollector: PromptVisitor {
  private(set) var meter = PromptMeter()
  private(set) var result = PromptTexts()
  private var message = -1
  private var role = PromptRole.user
  private var firstText = 0

  mutating func message(_ bytes: RawSpan) {
    meter.message(bytes)
    message &+= 1
    role = .other
    firstText = result.texts.count
  }

  mutating func role(_ bytes: RawSpan, _ token: StringToken) {
    meter.role(bytes, token)
    role = PromptRole(JSONText.word(bytes, token))
    for index in firstText..<result.texts.count { result.texts[index].role = role }
  }

  mutating func text(_ bytes: RawSpan, _ span: TextSpan) {
    meter.text(bytes, span)
    if span.kind == .toolArguments || span.kind == .toolInput { result.toolCallCount &+= 1 }
    let isPartOfMessage = ![.prompt, .suffix, .tools, .settings].contains(span.kind)
    result.texts.append(
      PromptText(span: span, role: isPartOfMessage ? role : .user, message: isPartOfMessage ? message : -1))
  }

  mutating func media() {
    looseMedia()
    if message >= 0, result.mediaMessage == nil { result.mediaMessage = message }
  }

  mutating func looseMedia() {
    meter.media()
    result.mediaCount &+= 1
  }

  mutating func tokenID() {
    meter.tokenID()
    result.tokenIDCount &+= 1
  }

  mutating func prompt() { meter.prompt() }
}

extension RequestFields {
  /// As ``scan(_:maxDepth:)``, and collects every text that the model reads.
  public static func scanTexts(_ body: RawSpan, maxDepth: Int = 128) throws(JSONProblem) -> (fields: RequestFields, texts: PromptTexts) {
    var scan = RequestScan(maxDepth: maxDepth, visitor: PromptCollector())
    let fields = try scan.run(body)
    return (fields, scan.visitor.result)
  }
}
