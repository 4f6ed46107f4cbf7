/// What happens in a streamed transcription: texts, and at the end the ``transcription(_:)``.
public enum TranscriptionStreamEvent: Sendable, Hashable {
  /// The text goes on.
  case text(String)
  /// The whole. The last event.
  case transcription(Transcription)
}

/// A streamed transcription.
///
/// The request is sent when iteration begins, and anew with every iteration; leaving early closes the connection. Iterating throws ``ProviderError``, also when
/// the stream breaks off, and `CancellationError`.
public struct TranscriptionStream: AsyncSequence, Sendable {
  /// An event of the transcription.
  public typealias Element = TranscriptionStreamEvent

  let provider: OpenAIProvider
  let request: Result<TransportRequest, ProviderError>
  let retry: RetryPolicy?

  /// Reads the events.
  public struct Iterator: AsyncIteratorProtocol {
    let session: EventStreamSession<TranscriptionInterpreter>

    /// The next event; nil after the last one.
    public mutating func next() async throws -> TranscriptionStreamEvent? { try await session.next() }
  }

  /// Begins anew.
  public func makeAsyncIterator() -> Iterator {
    Iterator(session: EventStreamSession(provider, request, TranscriptionInterpreter(limit: provider.maxResponseBytes), retry))
  }

  /// Reads to the end.
  /// - Returns: the whole transcription.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func transcription() async throws -> Transcription {
    for try await event in self { if case .transcription(let transcription) = event { return transcription } }
    throw ProviderError.invalidResponse("the stream has no transcription")
  }
}

/// Puts the pieces of a streamed transcription together: vLLM's `transcription.chunk` up to `[DONE]`, or OpenAI's `transcript.text.delta` up to
/// `transcript.text.done`.
struct TranscriptionInterpreter: EventInterpreter {
  private let limit: Int
  private var text = ""
  private var usage: JSONValue?
  private(set) var isComplete = false

  init(limit: Int) { self.limit = limit }

  mutating func take(_ event: EventReader.Event) throws(ProviderError) -> [TranscriptionStreamEvent] {
    let json = try EventExchange.json(of: event)
    if let usage = json["usage"], !usage.isNull { self.usage = usage }
    if json["type"] == "transcript.text.done" { return try whole(json["text"]?.stringValue ?? text) }
    guard let delta = (json["delta"] ?? json["choices"]?[0]?["delta"]?["content"])?.stringValue, !delta.isEmpty else { return [] }
    text += delta
    guard text.utf8.count <= limit else { throw .invalidResponse("the streamed transcription is longer than \(limit) bytes") }
    return [.text(delta)]
  }

  mutating func end(isDone: Bool) throws(ProviderError) -> [TranscriptionStreamEvent] {
    guard isDone else { throw ProviderError(.unavailable, "the stream broke off before the transcription was complete") }
    return try whole(text)
  }

  mutating func take(whole json: JSONValue) throws(ProviderError) -> [TranscriptionStreamEvent] {
    let transcription = try Transcription(json: json)
    isComplete = true
    return [.text(transcription.text), .transcription(transcription)]
  }

  private mutating func whole(_ text: String) throws(ProviderError) -> [TranscriptionStreamEvent] {
    var json: JSONObject = ["text": .string(text)]
    json["usage"] = usage
    isComplete = true
    return [.transcription(try Transcription(json: .object(json)))]
  }
}
