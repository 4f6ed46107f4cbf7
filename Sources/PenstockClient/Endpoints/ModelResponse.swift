/// A response of the Responses API: the answer to ``OpenAIProvider/respond(to:instructions:tools:config:previousResponseID:retry:)``.
public struct ModelResponse: JSONBacked, Hashable {
  /// The id, by which a server that stores responses finds it again.
  public let id: String
  /// `completed`, `incomplete`, `failed`, `in_progress`, `queued` or `cancelled`.
  public let status: String
  /// The items of the output, in their order: messages, reasoning, calls of functions, and whatever else there may be.
  public let output: [JSONValue]
  /// What it cost.
  public let usage: Usage
  /// All that the server sent.
  public let json: JSONValue

  /// The texts of all messages in the output, joined.
  public var outputText: String { texts(of: "message", part: "output_text") }
  /// The thoughts in the output, joined; nil when there are none.
  public var reasoning: String? {
    let text = texts(of: "reasoning", part: "reasoning_text")
    return text.isEmpty ? nil : text
  }
  /// The functions that the model wants called. Their ``ToolCall/id`` is the item's `call_id`.
  public var functionCalls: [ToolCall] {
    output.compactMap { item in
      guard item["type"] == "function_call", let id = item["call_id"]?.stringValue, let name = item["name"]?.stringValue else { return nil }
      let arguments = item["arguments"]?.stringValue.flatMap { try? JSONValue(parsing: $0) }?.objectValue
      return ToolCall(id: id, name: name, arguments: arguments)
    }
  }
  /// Why it is incomplete, if it is.
  public var incompleteReason: String? { json["incomplete_details"]?["reason"]?.stringValue }

  private func texts(of type: String, part: String) -> String {
    output.filter { $0["type"]?.stringValue == type }.flatMap { $0["content"]?.arrayValue ?? [] }
      .filter { $0["type"]?.stringValue == part }.compactMap { $0["text"]?.stringValue }.joined()
  }

  /// Reads a response.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it is none; ``ProviderError/Category/unavailable`` when it has failed.
  public init(json: JSONValue) throws(ProviderError) {
    guard let id = json["id"]?.stringValue, let output = json["output"]?.arrayValue else {
      throw .noAnswer("the answer has no id or output", json)
    }
    if json["status"] == "failed" {
      throw ProviderError(.unavailable, "the response failed: \(json["error"]?["message"]?.stringValue ?? "the server gave no reason")")
    }
    self.id = id
    self.output = output
    status = json["status"]?.stringValue ?? "completed"
    usage = Usage(wire: json["usage"])
    self.json = json
  }
}

/// What a response is asked for with.
public enum ResponseInput: Sendable, Hashable {
  /// A text of the user.
  case text(String)
  /// Items of input: messages, outputs of functions, items of earlier outputs.
  case items([JSONValue])

  var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .items(let items): .array(items)
    }
  }
}

extension ResponseInput: ExpressibleByStringLiteral {
  /// A text of the user.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension OpenAIProvider {
  /// Asks for a response: `POST /v1/responses`. vLLM has it since 0.10.
  /// - Parameter input: a text, or items.
  /// - Parameter instructions: the system's message.
  /// - Parameter tools: functions that the model may call.
  /// - Parameter config: how the model samples; of it `temperature`, `maxTokens` (as `max_output_tokens`), `topP` and the extras, as members of the body.
  /// - Parameter previousResponseID: the response that this one follows, on servers that store them.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func respond(
    to input: ResponseInput, instructions: String? = nil, tools: [Tool] = [], config: RuntimeConfig = RuntimeConfig(),
    previousResponseID: String? = nil, retry: RetryPolicy? = nil
  ) async throws -> ModelResponse {
    let body = try responseBody(input, instructions, tools, config, previousResponseID)
    return try ModelResponse(json: try await post("/v1/responses", body, extras: config.extras, retry: retry))
  }

  /// Asks for a response and streams it.
  ///
  /// The parameters are those of ``respond(to:instructions:tools:config:previousResponseID:retry:)``. With a `retry`, the call is tried again as long as no event
  /// has been handed out.
  /// - Returns: the stream. It throws when it is iterated: ``ProviderError``, `CancellationError`.
  public func streamResponse(
    to input: ResponseInput, instructions: String? = nil, tools: [Tool] = [], config: RuntimeConfig = RuntimeConfig(),
    previousResponseID: String? = nil, retry: RetryPolicy? = nil
  ) -> ResponseStream {
    let request = Result { () throws(ProviderError) in
      var body = try responseBody(input, instructions, tools, config, previousResponseID)
      body["stream"] = true
      return eventRequest("/v1/responses", try Self.encoded(body, config.extras))
    }
    return ResponseStream(provider: self, request: request, retry: retry)
  }

  private func responseBody(
    _ input: ResponseInput, _ instructions: String?, _ tools: [Tool], _ config: RuntimeConfig, _ previous: String?
  ) throws(ProviderError) -> JSONObject {
    try RequestValidator.validateNumbers(config)
    var body: JSONObject = ["model": .string(model), "input": input.json]
    body["instructions"] = instructions.map { .string($0) }
    body["previous_response_id"] = previous.map { .string($0) }
    if !tools.isEmpty {
      body["tools"] = .array(
        tools.map { tool in
          [
            "type": "function", "name": .string(tool.name), "description": .string(tool.description),
            "parameters": tool.parameters.json.sortedByName,
          ]
        })
    }
    body["temperature"] = config.temperature.map { .double($0) }
    body["max_output_tokens"] = config.maxTokens.map { .int($0) }
    body["top_p"] = config.topP.map { .double($0) }
    return body
  }
}
