/// Tells events that carry something of an answer from those that only keep a stream moving.
public enum ChunkContent {
  /// Whether the data of an event of a chat completions or completions stream carries something: text, reasoning, a tool call, a finish reason, usage, token ids, log probabilities, or a field of the engine's own.
  /// An id, a role and empty strings are nothing. What is no JSON object is for others to judge: it counts.
  public static func carriesAnswer(_ data: RawSpan) -> Bool {
    guard let chunk = ChunkReader.read(data) else { return true }
    return chunk.usage != nil || chunk.promptTokenIDs?.isEmpty == false || chunk.choices.contains { $0.carriesAnswer }
  }
}

extension ChunkReader.Choice {
  fileprivate var carriesAnswer: Bool {
    if let text, !text.content.isEmpty { return true }
    return hasReasoning || hasToolCall || hasOther || finish != nil || hasLogprobs || tokenIDs?.isEmpty == false
      || promptTokenIDs?.isEmpty == false
  }
}
