public import OpenAIWire

/// A request as the policies see it.
public struct PolicyRequest: Sendable {
  /// A text, decoded.
  public struct Text: Sendable {
    /// Where it stands, and who speaks.
    public let place: PromptText
    /// The text in UTF-8; JSON source for tool arguments, tool declarations and settings.
    public let bytes: [UInt8]
    private let shared = SharedReading()

    fileprivate init(place: PromptText, bytes: [UInt8]) {
      self.place = place
      self.bytes = bytes
    }

    /// What the classifiers see in it, read once for all policies.
    var reading: TextReading { shared.of(bytes) }

    /// Whether it is JSON source.
    var isJSON: Bool { !place.span.isString || place.span.kind == .toolArguments }

    /// Whether it is text of a message's content, and so may be one of several.
    fileprivate var isPart: Bool {
      (place.span.kind == .content || place.span.kind == .input) && place.span.isString && place.message >= 0
    }

    /// Where it stands, in words.
    var location: String {
      let field =
        switch place.span.kind {
        case .content: "content"
        case .reasoning: "reasoning"
        case .refusal: "refusal"
        case .toolArguments: "tool_calls.arguments"
        case .toolInput: "tool_calls.input"
        case .prompt: "prompt"
        case .suffix: "suffix"
        case .input: "input"
        case .name: "name"
        case .tools: "tools"
        case .settings: "settings"
        }
      return place.message >= 0 ? "messages[\(place.message)].\(field)" : field
    }
  }

  /// The texts.
  public let texts: [Text]
  /// The places of the texts of each message whose content has several: a model reads them one behind the other, whatever else stands between.
  let parted: [[Int]]
  /// Images, audio, files, embeddings, tokens: how many things a model reads that no policy can look at.
  public let uninspectableCount: Int
  /// Where the first of them is; nil when there is none, or it is no part of a message.
  let uninspectablePlace: String?
  /// Calls of tools in earlier answers.
  public let toolCallCount: Int
  /// The tools that are declared.
  let tools: DeclaredTools
  /// Header fields of the request, by lower-case name: those that ``PolicyChain/headerNames`` asks for.
  public let headers: [String: String]

  /// The bytes of all texts.
  var size: Int { texts.reduce(0) { $0 &+ $1.bytes.count } }

  /// Decodes the texts of a body that was scanned.
  public init(_ body: RawSpan, _ texts: PromptTexts, headers: [String: String] = [:]) {
    self.texts = texts.texts.map { Text(place: $0, bytes: Self.decoded(body, $0.span)) }
    parted = Self.parted(self.texts)
    uninspectableCount = texts.mediaCount &+ texts.tokenIDCount
    uninspectablePlace = texts.tokenIDCount > 0 ? "token ids" : texts.mediaMessage.map { "messages[\($0)]" }
    toolCallCount = texts.toolCallCount
    tools = self.texts.reduce(into: DeclaredTools()) { tools, text in
      if text.place.span.kind == .tools { tools.add(text.bytes.span.bytes) }
    }
    self.headers = headers
  }

  /// A request without texts, for an answer that is looked at alone.
  public static let none = PolicyRequest()

  /// A request of which no text is known.
  public init(headers: [String: String] = [:]) {
    texts = []
    parted = []
    uninspectableCount = 0
    uninspectablePlace = nil
    toolCallCount = 0
    tools = DeclaredTools()
    self.headers = headers
  }

  /// What is objected to in the texts that are inspected, and in the parts of a message together where none of them gave cause for it.
  func objections(where isInspected: (Text) -> Bool, _ objection: ([UInt8], TextReading, String) -> Objection?) -> [Objection] {
    var objections = texts.filter(isInspected).compactMap { objection($0.bytes, $0.reading, $0.location) }
    let places = Set(objections.map(\.location))
    for run in parted where isInspected(texts[run[0]]) && !places.contains(texts[run[0]].location) {
      // As templates join them: one directly behind the other, or on lines of their own.
      for separator in [[], [0x0a]] as [[UInt8]] {
        let joined = Array(run.map { texts[$0].bytes }.joined(separator: separator))
        guard let found = objection(joined, TextReading(joined.span), texts[run[0]].location) else { continue }
        objections.append(found)
        break
      }
    }
    return objections
  }

  private static func parted(_ texts: [Text]) -> [[Int]] {
    var runs: [[Int]] = []
    for index in texts.indices where texts[index].isPart {
      if let last = runs.last?.last, texts[last].place.message == texts[index].place.message {
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs.filter { $0.count > 1 }
  }

  private static func decoded(_ body: RawSpan, _ span: TextSpan) -> [UInt8] {
    span.isString ? JSONText.decoded(body, string: span.range) : body.array(span.range)
  }
}
