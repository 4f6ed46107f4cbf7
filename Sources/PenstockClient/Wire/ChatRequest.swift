/// What one call asks for, before it is JSON.
struct ChatRequest: Sendable {
  var messages: [Message]
  var tools: [Tool] = []
  var config = RuntimeConfig()
  var responseSchema: JSONSchema?
  var toolChoice: ToolChoice?
  var isStreaming = false
  /// Whether the schema goes into the prompt instead of `response_format`.
  var augmentsPrompt = false
}
