internal import Tracing

extension OpenAIProvider {
  /// Asks the model for its next message: `POST /v1/chat/completions`.
  ///
  /// It is one exchange: when the model calls tools, you call them, append the model's message and a ``ToolMessage`` for each call, and ask again.
  /// What is handed in is never changed, and the same input is sent as the same bytes.
  /// - Parameter messages: the conversation. A system message can only be the first one; the last one is of the user or a tool; a tool message names
  ///   an earlier call.
  /// - Parameter tools: what the model may call. Names are unique.
  /// - Parameter config: how the model samples.
  /// - Parameter responseSchema: what the answer must look like: an object at the top. The answer is validated here, and is then in ``ChatResponse/parsed``, unless the
  ///   model calls tools instead.
  /// - Parameter toolChoice: whether the model must call tools; nil leaves it to the server. Not sent when there are no tools.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Parameter onEvent: told what happens while the answer is made, which is streamed then; nil streams nothing. The whole answer is returned either way. A further
  ///   try begins with its events anew. The last event is ``ChatStreamEvent/response(_:)``, unless the call fails.
  /// - Throws: ``ProviderError``. Mistakes in the input are ``ProviderError/Category/invalidRequest`` before anything is sent. `CancellationError`.
  public func complete(
    _ messages: [Message], tools: [Tool] = [], config: RuntimeConfig = RuntimeConfig(), responseSchema: JSONSchema? = nil,
    toolChoice: ToolChoice? = nil, retry: RetryPolicy? = nil, onEvent: ((ChatStreamEvent) -> Void)? = nil
  ) async throws -> ChatResponse {
    let request = ChatRequest(
      messages: messages, tools: tools, config: config, responseSchema: responseSchema, toolChoice: toolChoice, isStreaming: onEvent != nil,
      augmentsPrompt: usesPromptAugmentationFallback)
    return try await answer(request, retry, onEvent)
  }

  /// Asks as often as the policy allows. The request is streamed if it says so.
  func answer(_ request: ChatRequest, _ retry: RetryPolicy?, _ onEvent: ((ChatStreamEvent) -> Void)?) async throws -> ChatResponse {
    var loop = RetryLoop(retry)
    while true {
      do {
        guard request.isStreaming else { return try await attempt(request, loop.attempt, loop.reason, loop.added, retry) }
        return try await Self.answer(of: streamAttempt(request, loop.attempt, loop.reason, loop.added, retry), onEvent)
      } catch let error as ProviderError {
        try await loop.next(after: error)
      }
    }
  }

  /// Reads a stream to its end.
  private static func answer(of attempt: ChatAttempt, _ onEvent: ((ChatStreamEvent) -> Void)?) async throws -> ChatResponse {
    try await attempt.open()
    var answer: ChatResponse?
    while let event = try await attempt.next() {
      if case .response(let response) = event { answer = response }
      onEvent?(event)
    }
    guard let answer else { throw ProviderError.invalidResponse("the stream has no answer") }
    return answer
  }

  /// Asks the model for a value of a type of yours, with the schema that is derived from the type.
  ///
  /// The type is one that is an object in JSON. For an array, wrap it in a structure.
  /// - Parameter messages: the conversation.
  /// - Parameter type: the type.
  /// - Parameter schema: what its JSON looks like; nil derives it.
  /// - Parameter config: how the model samples.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Returns: the value, and the response that it came in.
  /// - Throws: as ``complete(_:tools:config:responseSchema:toolChoice:retry:onEvent:)``; ``ConfigurationError`` when no schema can be derived, see
  ///   ``JSONSchema/derived(from:)``; `DecodingError` when the type asks for more than its schema says.
  public func complete<Value: Decodable>(
    _ messages: [Message], decoding type: Value.Type, schema: JSONSchema? = nil, config: RuntimeConfig = RuntimeConfig(),
    retry: RetryPolicy? = nil
  ) async throws -> (value: Value, response: ChatResponse) {
    let schema = try schema ?? JSONSchema.derived(from: type)
    let response = try await complete(messages, config: config, responseSchema: schema, retry: retry)
    return (try response.decode(into: type), response)
  }

  /// One try, in a span of its own.
  private func attempt(
    _ request: ChatRequest, _ attempt: Int, _ reason: RetryPolicy.Reason?, _ added: [Message], _ retry: RetryPolicy?
  ) async throws -> ChatResponse {
    let (request, body) = try prepared(request, attempt, added, retry)
    let span = AttemptSpan(self, request, attempt: attempt, reason: reason)
    do {
      let response = try await ServiceContext.withValue(span.context ?? .current ?? .topLevel) {
        let answer = try await open(chatRequest(body))
        return try await ChatResponse(wire: json(of: answer), schema: request.responseSchema, headers: answer.headers)
      }
      span.end(response)
      return response
    } catch {
      span.end(error: error)
      throw error
    }
  }

  /// The request of a try, and its body.
  /// - Throws: ``ProviderError/Category/invalidRequest``.
  func prepared(
    _ request: ChatRequest, _ attempt: Int, _ added: [Message], _ retry: RetryPolicy?
  ) throws(ProviderError) -> (request: ChatRequest, body: JSONObject) {
    var request = request
    request.messages += added
    request.config = retry?.config(request.config, attempt: attempt) ?? request.config
    try RequestValidator.validate(request)
    return (request, try RequestEncoder.body(request, model: model))
  }

  func chatRequest(_ body: JSONObject, accept: String = "application/json") -> TransportRequest {
    request("POST", "/v1/chat/completions", contentType: "application/json", accept: accept, body: JSONValue.object(body).encoded())
  }
}
