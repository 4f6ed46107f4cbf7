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

/// A streamed response. The request is sent when iteration begins, and anew with every iteration; leaving early closes the connection.
///
/// Iterating throws ``ProviderError``, also when the stream ends before `response.completed` or `response.incomplete`, and `CancellationError`.
public struct ResponseStream: AsyncSequence, Sendable {
  /// An event of the response.
  public typealias Element = ResponseStreamEvent

  let provider: OpenAIProvider
  let request: TransportRequest

  /// Reads the events.
  public struct Iterator: AsyncIteratorProtocol {
    private let provider: OpenAIProvider
    private let request: TransportRequest
    private var pieces: TransportBody.Iterator?
    private var reader = EventReader()
    private var hasEnded = false

    init(provider: OpenAIProvider, request: TransportRequest) {
      self.provider = provider
      self.request = request
    }

    /// The next event; nil after the last one.
    public mutating func next() async throws -> ResponseStreamEvent? {
      do {
        if pieces == nil, !hasEnded { pieces = try await provider.open(request).body.makeAsyncIterator() }
        while true {
          if !hasEnded, let event = reader.next() {
            if let event = try take(event) { return event }
          } else if let piece = try await pieces?.next() {
            if !hasEnded { reader.append(piece) }
            guard reader.pendingCount <= provider.maxResponseBytes else { throw ProviderError.invalidResponse("an event is too long") }
          } else {
            guard hasEnded else { throw ProviderError(.unavailable, "the stream broke off before the response was complete") }
            return nil
          }
        }
      } catch {
        let isLate = hasEnded
        pieces = nil
        hasEnded = true
        if isLate { return nil }
        throw OpenAIProvider.failure(error)
      }
    }

    private mutating func take(_ event: EventReader.Event) throws -> ResponseStreamEvent? {
      if event.isDone { return nil }
      let json: JSONValue
      do throws(JSONSyntaxError) { json = try JSONValue(parsing: event.data) } catch {
        throw ProviderError.invalidResponse("an event of the stream is not JSON: \(error)", error)
      }
      let type = json["type"]?.stringValue ?? event.name ?? ""
      if type == "error" || json["error"].map({ !$0.isNull }) == true { throw ErrorClassifier.error(event: json) }
      if type == "response.failed" { throw ErrorClassifier.error(event: json["response"] ?? json) }
      let result = ResponseStreamEvent(type: type, json: json)
      hasEnded = result.isLast
      return result
    }
  }

  /// Begins anew.
  public func makeAsyncIterator() -> Iterator { Iterator(provider: provider, request: request) }

  /// Reads to the end.
  /// - Returns: the whole response.
  public func response() async throws -> ModelResponse {
    var result: ModelResponse?
    for try await event in self { if let response = event.response { result = response } }
    guard let result else { throw ProviderError.invalidResponse("the last event has no response") }
    return result
  }
}
