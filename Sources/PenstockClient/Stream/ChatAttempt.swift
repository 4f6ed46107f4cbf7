internal import Tracing

/// One try of a streamed call: the request, its span, and the events of its response. Used by one task.
final class ChatAttempt {
  private let schema: JSONSchema?
  private let span: AttemptSpan
  private let exchange: EventExchange
  private var accumulator: ChatAccumulator
  private var pending: ArraySlice<ChatStreamEvent> = []
  private var hasAnswered = false

  init(_ provider: OpenAIProvider, _ request: ChatRequest, body: JSONObject, span: AttemptSpan) {
    schema = request.responseSchema
    exchange = EventExchange(provider, provider.chatRequest(body, accept: "text/event-stream"))
    accumulator = ChatAccumulator(limit: provider.maxResponseBytes)
    self.span = span
  }

  /// Sends the request and waits for the head of the response.
  func open() async throws {
    do {
      let whole = try await ServiceContext.withValue(span.context ?? .current ?? .topLevel) { try await exchange.open() }
      if let whole { try take(whole: whole) }
    } catch {
      throw end(error)
    }
  }

  /// The next event; nil after the last one, when the response has been read to its end, so that its connection can be used again.
  func next() async throws -> ChatStreamEvent? {
    do {
      while true {
        if let event = pending.popFirst() { return event }
        guard !hasAnswered else {
          await exchange.finish()
          return nil
        }
        let event = try await exchange.next()
        if let event, !event.isDone {
          pending += try accumulator.append(EventExchange.json(of: event), size: event.data.count)
        } else {
          try answer(isDone: event != nil)
        }
      }
    } catch {
      throw end(error)
    }
  }

  private func end(_ error: any Error) -> any Error {
    let failure = OpenAIProvider.failure(error, exchange.headers)
    exchange.close()
    hasAnswered = true
    pending = []
    span.end(error: failure)
    return failure
  }

  private func answer(isDone: Bool) throws {
    try accumulator.checkEnd(isDone: isDone)
    if !accumulator.isFinished { pending.append(.finish(.error)) }
    try answer(accumulator.completion)
  }

  private func answer(_ completion: JSONValue) throws {
    let response = try ChatResponse(wire: completion, schema: schema, headers: exchange.headers)
    hasAnswered = true
    if completion["usage"] != nil { pending.append(.usage(response.usage)) }
    pending.append(.response(response))
    span.end(response)
  }

  /// A server that does not stream has answered with the whole.
  private func take(whole completion: JSONValue) throws {
    if let choice = completion["choices"]?[0], let message = choice["message"] {
      let chunk: JSONValue = ["choices": [["index": 0, "delta": message, "finish_reason": choice["finish_reason"] ?? .null]]]
      pending += try accumulator.append(chunk, size: 0)
    }
    try answer(completion)
  }
}
