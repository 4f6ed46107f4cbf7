/// What happens in a streamed completion, in this order: texts, ``finish(_:)``, ``usage(_:)`` if the server reports it, and the ``completion(_:)``.
public enum CompletionStreamEvent: Sendable, Hashable {
  /// The first text goes on.
  case text(String)
  /// The model has stopped. A text that was cut off never comes to this: the stream throws.
  case finish(FinishReason)
  /// What it cost.
  case usage(Usage)
  /// The whole, the same as ``OpenAIProvider/completion(_:suffix:config:retry:)`` returns. The last event.
  case completion(TextCompletion)
}

/// A streamed completion.
///
/// The request is sent when iteration begins, and anew with every iteration; leaving early closes the connection. Iterating throws ``ProviderError``, also when
/// the stream breaks off, and `CancellationError`.
public struct CompletionStream: AsyncSequence, Sendable {
  /// An event of the completion.
  public typealias Element = CompletionStreamEvent

  let provider: OpenAIProvider
  let request: Result<TransportRequest, ProviderError>
  let retry: RetryPolicy?

  /// Reads the events.
  public struct Iterator: AsyncIteratorProtocol {
    let session: EventStreamSession<CompletionInterpreter>

    /// The next event; nil after the last one.
    public mutating func next() async throws -> CompletionStreamEvent? { try await session.next() }
  }

  /// Begins anew.
  public func makeAsyncIterator() -> Iterator {
    Iterator(session: EventStreamSession(provider, request, CompletionInterpreter(limit: provider.maxResponseBytes), retry))
  }

  /// Reads to the end.
  /// - Returns: the whole completion.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func completion() async throws -> TextCompletion {
    for try await event in self { if case .completion(let completion) = event { return completion } }
    throw ProviderError.invalidResponse("the stream has no completion")
  }
}

/// Puts the chunks of a streamed completion together. They are those of a chat but for the place of the text.
struct CompletionInterpreter: EventInterpreter {
  private var accumulator: ChatAccumulator
  private(set) var isComplete = false

  init(limit: Int) { accumulator = ChatAccumulator(limit: limit) }

  mutating func take(_ event: EventReader.Event) throws(ProviderError) -> [CompletionStreamEvent] {
    let chunk = Self.mapped(try EventExchange.json(of: event), Self.delta)
    return try accumulator.append(chunk, size: event.data.count).compactMap { event in
      switch event {
      case .content(let text): .text(text)
      case .finish(let reason): .finish(reason)
      default: nil
      }
    }
  }

  mutating func end(isDone: Bool) throws(ProviderError) -> [CompletionStreamEvent] {
    try accumulator.checkEnd(isDone: isDone)
    let rest = try events(of: Self.mapped(accumulator.completion, Self.text), includingText: false)
    return accumulator.isFinished ? rest : [.finish(.error)] + rest
  }

  mutating func take(whole json: JSONValue) throws(ProviderError) -> [CompletionStreamEvent] { try events(of: json, includingText: true) }

  private mutating func events(of json: JSONValue, includingText: Bool) throws(ProviderError) -> [CompletionStreamEvent] {
    let completion = try TextCompletion(json: json)
    isComplete = true
    let before: [CompletionStreamEvent] = includingText ? [.text(completion.text), .finish(completion.finishReason)] : []
    return before + (json["usage"] == nil ? [] : [.usage(completion.usage)]) + [.completion(completion)]
  }

  /// The object with its choices changed.
  private static func mapped(_ json: JSONValue, _ change: (JSONObject) -> JSONObject) -> JSONValue {
    guard var object = json.objectValue, let choices = object["choices"]?.arrayValue else { return json }
    object["object"] = "text_completion"
    object["choices"] = .array(choices.map { choice in choice.objectValue.map { .object(change($0)) } ?? choice })
    return .object(object)
  }

  private static func delta(_ choice: JSONObject) -> JSONObject {
    var choice = choice
    choice["delta"] = choice["text"].map { ["content": $0] }
    choice["text"] = nil
    return choice
  }

  private static func text(_ choice: JSONObject) -> JSONObject {
    var result: JSONObject = [:]
    for member in choice.members {
      if member.name == "message" {
        result["text"] = .string(member.value["content"]?.stringValue ?? "")
      } else {
        result[member.name] = member.value
      }
    }
    return result
  }
}
