extension ChatResponse: Codable {
  private enum CodingKeys: String, CodingKey { case raw, parsed, requestID }

  /// Reads what ``encode(to:)`` has written.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self = try ChatResponse(wire: try container.decode(JSONValue.self, forKey: .raw), schema: nil)
    parsed = try container.decodeIfPresent(JSONValue.self, forKey: .parsed)
    requestID = try container.decodeIfPresent(String.self, forKey: .requestID)
  }

  /// Writes ``raw``, ``parsed`` and ``requestID``. Of a response that no server sent, a `chat.completion` is made.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(raw.isNull ? completion : raw, forKey: .raw)
    try container.encodeIfPresent(parsed, forKey: .parsed)
    try container.encodeIfPresent(requestID, forKey: .requestID)
  }

  /// The response as a server would have sent it.
  private var completion: JSONValue {
    var message = RequestEncoder.wire(.assistant(message)).objectValue ?? [:]
    message["reasoning"] = self.message.reasoning.map { .string($0) }
    var counts: JSONObject = [:]
    counts["prompt_tokens"] = usage.promptTokens.map { .int($0) }
    counts["completion_tokens"] = usage.completionTokens.map { .int($0) }
    counts["total_tokens"] = usage.totalTokens.map { .int($0) }
    counts["prompt_tokens_details"] = usage.cachedTokens.map { ["cached_tokens": .int($0)] }
    var result: JSONObject = ["object": "chat.completion"]
    result["id"] = responseID.map { .string($0) }
    result["model"] = responseModel.map { .string($0) }
    result["choices"] = [["index": 0, "message": .object(message), "finish_reason": .string(finishReason.rawValue)]]
    result["usage"] = counts.isEmpty ? nil : .object(counts)
    return .object(result)
  }
}
