import PenstockClient
import Testing

extension ScriptedTransport.Reply {
  /// A chat completion with this text.
  static func chat(_ content: String, finish: String = "stop") -> ScriptedTransport.Reply {
    .json(completion(content, finish: finish))
  }

  static func completion(_ content: String, finish: String = "stop") -> JSONValue {
    [
      "id": "cc-1", "model": "served",
      "choices": [["index": 0, "message": ["role": "assistant", "content": .string(content)], "finish_reason": .string(finish)]],
      "usage": ["prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5],
    ]
  }

  /// An error with this status.
  static func error(_ status: Int, type: JSONValue = nil, code: JSONValue = nil, message: String = "no", headers: HeaderFields = [:])
    -> ScriptedTransport.Reply
  {
    .json(["error": ["message": .string(message), "type": type, "code": code]], status: status, headers: headers)
  }
}

/// A provider over a scripted server.
func scripted(
  _ replies: ScriptedTransport.Reply..., fallback: Bool = false, apiKey: String? = nil, readiness: OpenAIProvider.ReadinessProbe = .models,
  maxResponseBytes: Int = 1 << 20, telemetry: TelemetryOptions = TelemetryOptions()
) throws -> (provider: OpenAIProvider, transport: ScriptedTransport) {
  let transport = ScriptedTransport(replies)
  let provider = try OpenAIProvider(
    baseURL: "http://test", model: "m", apiKey: apiKey, genaiSystem: "vllm", forcePromptAugmentationFallback: fallback,
    readinessProbe: readiness,
    maxResponseBytes: maxResponseBytes, telemetry: telemetry, transport: transport)
  return (provider, transport)
}

extension ScriptedTransport {
  /// The JSON of the request at this place.
  func body(_ place: Int = 0) throws -> JSONValue { try JSONValue(parsing: try #require(requests.dropFirst(place).first).body) }
}

/// The ``ProviderError`` that an operation throws.
func providerError(_ operation: () async throws -> some Sendable) async throws -> ProviderError {
  try await #require(throws: ProviderError.self) { _ = try await operation() }
}

/// A chunk of a streamed answer.
func chunk(_ delta: JSONValue, finish: JSONValue = nil, index: Int = 0) -> JSONValue {
  [
    "id": "cc-1", "object": "chat.completion.chunk", "model": "served",
    "choices": [["index": .int(index), "delta": delta, "finish_reason": finish]],
  ]
}

let personSchema: JSONSchema = [
  "type": "object", "properties": ["name": ["type": "string"], "age": ["type": "integer"]], "required": ["name", "age"],
  "additionalProperties": false,
]
