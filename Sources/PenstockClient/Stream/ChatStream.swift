/// A streamed answer.
///
/// ```swift
/// for try await event in provider.stream([.user("Tell me a story")]) {
///   switch event {
///   case .content(let text): print(text, terminator: "")
///   case .response(let response): print("\n\(response.usage.completionTokens ?? 0) tokens")
///   default: break
///   }
/// }
/// ```
///
/// The request is sent when iteration begins, and anew with every iteration. Leaving the loop early, or cancelling its task, closes the connection and
/// so stops the engine. Nothing runs in the background, and no event is fetched before it is asked for, so that a slow reader slows the server down.
///
/// Iterating throws ``ProviderError`` and `CancellationError`. An answer that breaks off is an error after its last piece: there is no ``ChatStreamEvent/response(_:)`` of it.
public struct ChatStream: AsyncSequence, Sendable {
  /// An event of the answer.
  public typealias Element = ChatStreamEvent

  let provider: OpenAIProvider
  let request: ChatRequest
  let retry: RetryPolicy?

  /// Reads the events.
  public struct Iterator: AsyncIteratorProtocol {
    private let session: ChatStreamSession

    init(_ session: ChatStreamSession) { self.session = session }

    /// The next event; nil at the end.
    public mutating func next() async throws -> ChatStreamEvent? { try await session.next() }
  }

  /// Begins anew.
  public func makeAsyncIterator() -> Iterator { Iterator(ChatStreamSession(provider, request, retry)) }

  /// Reads to the end. No event is handed out on the way, so that a retry is possible at any time, a re-ask too.
  /// - Returns: the whole answer.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func response() async throws -> ChatResponse { try await provider.answer(request, retry, nil) }
}

/// A stream that is being read: tries until one has given an event, and then that one. Used by one task.
final class ChatStreamSession {
  private let provider: OpenAIProvider
  private let request: ChatRequest
  private var loop: RetryLoop
  private var attempt: ChatAttempt?
  private var hasEvents = false
  private var hasEnded = false

  init(_ provider: OpenAIProvider, _ request: ChatRequest, _ retry: RetryPolicy?) {
    self.provider = provider
    self.request = request
    loop = RetryLoop(retry)
  }

  func next() async throws -> ChatStreamEvent? {
    while !hasEnded {
      do {
        let attempt = try await current()
        let event = try await attempt.next()
        hasEvents = true
        if event == nil { finish() }
        return event
      } catch let error as ProviderError where !hasEvents {
        attempt = nil
        do { try await loop.next(after: error) } catch {
          finish()
          throw error
        }
      } catch {
        finish()
        throw error
      }
    }
    return nil
  }

  private func finish() {
    hasEnded = true
    attempt = nil
  }

  private func current() async throws -> ChatAttempt {
    if let attempt { return attempt }
    let new = try provider.streamAttempt(request, loop.attempt, loop.reason, loop.added, loop.policy)
    attempt = new
    try await new.open()
    return new
  }
}

extension OpenAIProvider {
  /// Asks the model for its next message and streams it: `POST /v1/chat/completions` with `stream`, and with the wish for usage counts.
  ///
  /// The parameters are those of ``complete(_:tools:config:responseSchema:toolChoice:retry:onEvent:)``. With a `retry`, the call is tried again as long as no event has
  /// been handed out; after that errors are thrown.
  public func stream(
    _ messages: [Message], tools: [Tool] = [], config: RuntimeConfig = RuntimeConfig(), responseSchema: JSONSchema? = nil,
    toolChoice: ToolChoice? = nil, retry: RetryPolicy? = nil
  ) -> ChatStream {
    let request = ChatRequest(
      messages: messages, tools: tools, config: config, responseSchema: responseSchema, toolChoice: toolChoice, isStreaming: true,
      augmentsPrompt: usesPromptAugmentationFallback)
    return ChatStream(provider: self, request: request, retry: retry)
  }

  /// One try of a streamed call, in a span of its own. Nothing is sent yet.
  /// - Throws: ``ProviderError/Category/invalidRequest``.
  func streamAttempt(
    _ request: ChatRequest, _ attempt: Int, _ reason: RetryPolicy.Reason?, _ added: [Message], _ retry: RetryPolicy?
  ) throws(ProviderError) -> ChatAttempt {
    let (request, body) = try prepared(request, attempt, added, retry)
    let span = AttemptSpan(self, request, attempt: attempt, reason: reason)
    return ChatAttempt(self, request, body: body, span: span)
  }
}
