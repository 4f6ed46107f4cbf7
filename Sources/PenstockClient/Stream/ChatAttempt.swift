internal import Tracing

/// One try of a streamed call: the request, its span, and the events of its response. Used by one task.
final class ChatAttempt {
  private let provider: OpenAIProvider
  private let schema: JSONSchema?
  private let span: AttemptSpan
  private let body: JSONObject
  private var pieces: TransportBody.Iterator?
  private var reader = EventReader()
  private var accumulator = ChatAccumulator()
  private var pending: [ChatStreamEvent] = []
  private var hasAnswered = false

  init(_ provider: OpenAIProvider, _ request: ChatRequest, body: JSONObject, span: AttemptSpan) {
    self.provider = provider
    schema = request.responseSchema
    self.body = body
    self.span = span
  }

  /// Sends the request and waits for the head of the response.
  func open() async throws {
    do {
      let response = try await ServiceContext.withValue(span.context ?? .current ?? .topLevel) {
        try await provider.open(provider.chatRequest(body, span, accept: "text/event-stream"))
      }
      pieces = response.body.makeAsyncIterator()
      if response.headers["content-type"]?.lowercased().hasPrefix("application/json") == true { try await readWhole() }
    } catch {
      throw end(error)
    }
  }

  /// The next event; nil after the last one, when the response has been read to its end, so that its connection can be used again.
  func next() async throws -> ChatStreamEvent? {
    do {
      while pending.isEmpty {
        guard !hasAnswered else {
          await drain()
          return nil
        }
        try Task.checkCancellation()
        if let event = reader.next() {
          try take(event)
        } else if let piece = try await pieces?.next() {
          reader.append(piece)
          guard reader.pendingCount <= provider.maxResponseBytes else {
            throw ProviderError.invalidResponse("an event of the stream is longer than \(provider.maxResponseBytes) bytes")
          }
        } else {
          try endOfBytes()
        }
      }
      return pending.removeFirst()
    } catch {
      throw end(error)
    }
  }

  private func end(_ error: any Error) -> any Error {
    let failure = OpenAIProvider.failure(error)
    pieces = nil
    hasAnswered = true
    pending = []
    span.end(error: failure)
    return failure
  }

  private func take(_ event: EventReader.Event) throws {
    if event.isDone {
      try answer()
      return
    }
    let chunk: JSONValue
    do throws(JSONSyntaxError) { chunk = try JSONValue(parsing: event.data) } catch {
      throw ProviderError.invalidResponse("an event of the stream is not JSON: \(error)", error)
    }
    if let error = chunk["error"], !error.isNull { throw ErrorClassifier.error(event: chunk) }
    if chunk["object"] == "error" { throw ErrorClassifier.error(event: chunk) }
    pending += accumulator.append(chunk)
  }

  /// The stream has ended without `[DONE]`.
  private func endOfBytes() throws {
    if let event = reader.next(isFinal: true) { return try take(event) }
    if accumulator.isFinished { return try answer() }
    guard accumulator.hasBegun else { throw ProviderError.invalidResponse("the stream ended before it began") }
    throw ProviderError(.unavailable, "the stream broke off before the answer was complete")
  }

  private func answer() throws {
    if accumulator.hasBegun, !accumulator.isFinished { pending.append(.finish(.error)) }
    try answer(accumulator.completion)
  }

  private func answer(_ completion: JSONValue) throws {
    let response = try ChatResponse(wire: completion, schema: schema)
    hasAnswered = true
    if completion["usage"] != nil { pending.append(.usage(response.usage)) }
    pending.append(.response(response))
    span.end(response)
  }

  /// A server that does not stream has answered with the whole.
  private func readWhole() async throws {
    var bytes: [UInt8] = []
    while let piece = try await pieces?.next() {
      bytes += piece
      guard bytes.count <= provider.maxResponseBytes else { throw ProviderError.invalidResponse("the response is too long") }
    }
    let completion: JSONValue
    do throws(JSONSyntaxError) { completion = try JSONValue(parsing: bytes) } catch {
      throw ProviderError.invalidResponse("the response is not JSON: \(error)", error)
    }
    if let choice = completion["choices"]?[0], let message = choice["message"] {
      pending = accumulator.append(["choices": [["index": 0, "delta": message, "finish_reason": choice["finish_reason"] ?? .null]]])
    }
    try answer(completion)
  }

  private func drain() async {
    while (try? await pieces?.next()) != nil {}
    pieces = nil
  }
}
