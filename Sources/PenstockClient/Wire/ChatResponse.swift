/// The answer to ``OpenAIProvider/complete(_:tools:config:responseSchema:toolChoice:retry:onEvent:)``.
public struct ChatResponse: Sendable, Hashable {
  /// What the model said.
  public var message: AssistantMessage
  /// Why it stopped.
  public var finishReason: FinishReason
  /// What it cost.
  public var usage: Usage
  /// The text as JSON, when a schema was asked for and the model did not call tools instead. It keeps to the schema.
  public var parsed: JSONValue?
  /// The server's id of the answer.
  public var responseID: String?
  /// The model that the server says has answered.
  public var responseModel: String?
  /// The response's `x-request-id`: what a gateway's audit log knows the call by.
  public var requestID: String?
  /// All that the server sent, with the members that have no names here. For a stream: the same object, put together from its chunks.
  public var raw: JSONValue

  /// A response, for tests and stand-ins.
  public init(
    message: AssistantMessage, finishReason: FinishReason = .stop, usage: Usage = Usage(), parsed: JSONValue? = nil,
    responseID: String? = nil, responseModel: String? = nil, requestID: String? = nil, raw: JSONValue = .null
  ) {
    self.message = message
    self.finishReason = finishReason
    self.usage = usage
    self.parsed = parsed
    self.responseID = responseID
    self.responseModel = responseModel
    self.requestID = requestID
    self.raw = raw
  }

  /// The structured output as a type of yours: ``parsed``, or the text read as JSON when no schema was asked for.
  /// - Throws: ``JSONSyntaxError`` when the text is no JSON, `DecodingError` when it does not fit.
  public func decode<Value: Decodable>(into type: Value.Type) throws -> Value {
    try (parsed ?? JSONValue(parsing: message.content)).decode(into: type)
  }
}

extension ChatResponse {
  /// Reads a `chat.completion` that came with these header fields.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it is none, ``ProviderError/Category/structuredOutputInvalid`` when its text breaks the schema.
  init(wire raw: JSONValue, schema: JSONSchema?, headers: HeaderFields) throws(ProviderError) {
    do throws(ProviderError) { try self.init(wire: raw, schema: schema) } catch {
      var error = error
      error.requestID = headers["x-request-id"]
      throw error
    }
    requestID = headers["x-request-id"]
  }

  /// Reads a `chat.completion`.
  init(wire raw: JSONValue, schema: JSONSchema?) throws(ProviderError) {
    guard let choice = raw["choices"]?[0], let message = choice["message"], message.objectValue != nil else {
      throw .noAnswer("no choices, or no message in the first one", raw)
    }
    let finishReason = FinishReason(wire: choice["finish_reason"])
    self.init(
      message: try AssistantMessage(wire: message, isFailed: finishReason == .error), finishReason: finishReason,
      usage: Usage(wire: raw["usage"]),
      responseID: raw["id"]?.stringValue, responseModel: raw["model"]?.stringValue, raw: raw)
    if let schema { parsed = try parse(schema) }
  }

  private func parse(_ schema: JSONSchema) throws(ProviderError) -> JSONValue? {
    if finishReason == .toolCalls || message.content.isEmpty && !message.toolCalls.isEmpty { return nil }
    let value: JSONValue
    do throws(JSONSyntaxError) { value = try JSONValue(parsing: message.content) } catch {
      throw invalidOutput(schema, "the output is not JSON: \(error)", error)
    }
    do throws(SchemaViolation) { try schema.validate(value) } catch {
      throw invalidOutput(schema, "the output breaks the schema: \(error)", error)
    }
    return value
  }

  private func invalidOutput(_ schema: JSONSchema, _ reason: String, _ underlying: any Error) -> ProviderError {
    var error = ProviderError(.structuredOutputInvalid, reason, underlying: underlying)
    error.invalidOutput = ProviderError.InvalidOutput(
      schema: schema, outputContent: message.content, errorMessage: reason, finishReason: finishReason, usage: usage)
    return error
  }
}

extension AssistantMessage {
  /// Reads the message of a choice.
  /// - Parameter isFailed: whether the model failed, so that arguments which are no JSON are nil instead of an error.
  init(wire: JSONValue, isFailed: Bool) throws(ProviderError) {
    self.init()
    switch wire["content"] {
    case nil, .null: break
    case .string(let text): content = text
    default: throw .invalidResponse("the message's content is neither a text nor null")
    }
    if let thoughts = wire["reasoning"]?.stringValue ?? wire["reasoning_content"]?.stringValue, !thoughts.isEmpty {
      thinking = [.text(thoughts)]
    }
    switch wire["tool_calls"] {
    case nil, .null: break
    case .array(let calls): for call in calls { toolCalls.append(try ToolCall(wire: call, isFailed: isFailed)) }
    default: throw .invalidResponse("the message's tool_calls is no list")
    }
  }
}

extension ToolCall {
  init(wire: JSONValue, isFailed: Bool) throws(ProviderError) {
    guard let id = wire["id"]?.stringValue, let name = wire["function"]?["name"]?.stringValue else {
      throw .invalidResponse("a tool call lacks its id or name")
    }
    self.init(id: id, name: name, arguments: nil)
    do throws(ProviderError) { arguments = try Self.arguments(wire["function"]?["arguments"]) } catch { if !isFailed { throw error } }
  }

  private static func arguments(_ value: JSONValue?) throws(ProviderError) -> JSONObject {
    switch value {
    case .object(let object): return object
    case .string(let text):
      do throws(JSONSyntaxError) {
        if let object = try JSONValue(parsing: text).objectValue { return object }
      } catch { throw .invalidResponse("a tool call's arguments are not JSON: \(error)", error) }
      throw .invalidResponse("a tool call's arguments are no JSON object")
    default: throw .invalidResponse("a tool call has no arguments")
    }
  }
}
