/// What makes typed events of the events of a streamed response. A value, without I/O.
protocol EventInterpreter: Sendable {
  associatedtype Event: Sendable

  /// Whether the answer is complete, so that nothing more is read.
  var isComplete: Bool { get }

  /// Takes in an event that is not `[DONE]`.
  mutating func take(_ event: EventReader.Event) throws(ProviderError) -> [Event]

  /// Takes in that nothing follows.
  /// - Parameter isDone: whether the server said so, by `[DONE]`; else the response has just ended.
  /// - Throws: when the answer is not complete.
  mutating func end(isDone: Bool) throws(ProviderError) -> [Event]

  /// Takes in the answer of a server that does not stream.
  mutating func take(whole json: JSONValue) throws(ProviderError) -> [Event]
}

/// A streamed call that is being read: tries until one has given an event, and then that one. Used by one task.
final class EventStreamSession<Interpreter: EventInterpreter> {
  private let provider: OpenAIProvider
  private let request: Result<TransportRequest, ProviderError>
  private let fresh: Interpreter
  private var loop: RetryLoop
  private var interpreter: Interpreter
  private var exchange: EventExchange?
  private var pending: ArraySlice<Interpreter.Event> = []
  private var hasEvents = false
  private var hasEnded = false

  /// - Parameter request: the request, or why there is none.
  init(_ provider: OpenAIProvider, _ request: Result<TransportRequest, ProviderError>, _ interpreter: Interpreter, _ retry: RetryPolicy?) {
    self.provider = provider
    self.request = request
    self.interpreter = interpreter
    fresh = interpreter
    loop = RetryLoop(retry)
  }

  /// The next event; nil after the last one, when the response has been read to its end, so that its connection can be used again.
  func next() async throws -> Interpreter.Event? {
    while true {
      if let event = pending.popFirst() {
        hasEvents = true
        return event
      }
      if hasEnded { return nil }
      do {
        try await advance()
      } catch {
        try await recover(from: OpenAIProvider.failure(error, exchange?.headers ?? [:]))
      }
    }
  }

  private func advance() async throws {
    guard let exchange else {
      let new = EventExchange(provider, try request.get())
      exchange = new
      if let whole = try await new.open() {
        pending = try interpreter.take(whole: whole)[...]
        hasEnded = true
      }
      return
    }
    if interpreter.isComplete {
      hasEnded = true
      await exchange.finish()
    } else if let event = try await exchange.next() {
      pending = try (event.isDone ? interpreter.end(isDone: true) : interpreter.take(event))[...]
    } else {
      hasEnded = true
      pending = try interpreter.end(isDone: false)[...]
    }
  }

  private func recover(from error: any Error) async throws {
    exchange?.close()
    exchange = nil
    guard !hasEvents, let failure = error as? ProviderError else {
      hasEnded = true
      throw error
    }
    do { try await loop.next(after: failure) } catch {
      hasEnded = true
      throw error
    }
    interpreter = fresh
    hasEnded = false
  }
}
