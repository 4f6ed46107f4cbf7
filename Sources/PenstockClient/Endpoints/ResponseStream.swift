/// An event of a streamed response.
public struct ResponseStreamEvent: Sendable, Hashable {
  /// `response.output_text.delta`, `response.completed` and so on.
  public let type: String
  /// All that the event says.
  public let json: JSONValue

  /// How the text goes on, if that is what the event says.
  public var textDelta: String? { type == "response.output_text.delta" ? json["delta"]?.stringValue : nil }
  /// How the thoughts go on, if that is what the event says.
  public var reasoningDelta: String? { type == "response.reasoning_text.delta" ? json["delta"]?.stringValue : nil }
  /// The whole response, in the last event.
  public var response: ModelResponse? { isLast ? json["response"].flatMap { try? ModelResponse(json: $0) } : nil }

  var isLast: Bool { type == "response.completed" || type == "response.incomplete" }
}

/// A streamed response.
///
/// The request is sent when iteration begins, and anew with every iteration; leaving early closes the connection. Iterating throws ``ProviderError``, also when
/// the stream ends before `response.completed` or `response.incomplete`, and `CancellationError`.
public struct ResponseStream: AsyncSequence, Sendable {
  /// An event of the response.
  public typealias Element = ResponseStreamEvent

  let provider: OpenAIProvider
  let request: Result<TransportRequest, ProviderError>
  let retry: RetryPolicy?

  /// Reads the events.
  public struct Iterator: AsyncIteratorProtocol {
    let session: EventStreamSession<ResponseInterpreter>

    /// The next event; nil after the last one.
    public mutating func next() async throws -> ResponseStreamEvent? { try await session.next() }
  }

  /// Begins anew.
  public func makeAsyncIterator() -> Iterator { Iterator(session: EventStreamSession(provider, request, ResponseInterpreter(), retry)) }

  /// Reads to the end.
  /// - Returns: the whole response.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func response() async throws -> ModelResponse {
    var result: ModelResponse?
    for try await event in self { if let response = event.response { result = response } }
    guard let result else { throw ProviderError.invalidResponse("the last event has no response") }
    return result
  }
}

/// Hands on the events of a response. Nothing is kept: the last event has the whole.
struct ResponseInterpreter: EventInterpreter {
  private(set) var isComplete = false

  mutating func take(_ event: EventReader.Event) throws(ProviderError) -> [ResponseStreamEvent] {
    let json = try EventExchange.json(of: event)
    let type = json["type"]?.stringValue ?? event.name ?? ""
    if type == "error" { throw ErrorClassifier.error(event: json) }
    if type == "response.failed" { throw ErrorClassifier.error(event: json["response"] ?? json) }
    let result = ResponseStreamEvent(type: type, json: json)
    isComplete = result.isLast
    return [result]
  }

  /// Some servers say `[DONE]` and others do not; it says nothing about whether the response is complete.
  mutating func end(isDone: Bool) throws(ProviderError) -> [ResponseStreamEvent] {
    if isDone { return [] }
    throw ProviderError(.unavailable, "the stream broke off before the response was complete")
  }

  mutating func take(whole json: JSONValue) throws(ProviderError) -> [ResponseStreamEvent] {
    let type = try ModelResponse(json: json).status == "incomplete" ? "response.incomplete" : "response.completed"
    isComplete = true
    return [ResponseStreamEvent(type: type, json: ["type": .string(type), "response": json])]
  }
}
