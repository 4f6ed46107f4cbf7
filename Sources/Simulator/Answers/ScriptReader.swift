internal import GatewayCore

/// Decides what an answer says, from what the request asks for.
struct ScriptReader {
  let body: JSONValue
  /// The text of the last user message, or the prompt.
  let lastText: String
  /// The server's exact answers.
  let replies: [SimulatorReply]
  /// Names tool calls.
  let makeID: () -> String

  /// The script: `simulator` first, then exact text, then tools, then the statement.
  func script() throws(WireError) -> GenerationRequest.Script {
    if let directive = body.present("simulator"), let script = try scripted(directive) { return script }
    if let text = try exactText() { return said(text) }
    if let script = try forcedTool() { return script }
    return GenerationRequest.Script()
  }

  private func said(_ text: String) -> GenerationRequest.Script {
    GenerationRequest.Script(tokens: SimulatorTokenizer.pieces(of: text).map { OutputToken(lane: .content, piece: $0) })
  }

  /// The script of the body's `simulator` object, nil when it says nothing about the text.
  private func scripted(_ directive: JSONValue) throws(WireError) -> GenerationRequest.Script? {
    guard case .object = directive else {
      throw .invalid("dict_type", at: "body.simulator", "Input should be a valid dictionary", input: directive)
    }
    var script = GenerationRequest.Script()
    if let name = directive.present("finish_reason")?.string {
      guard let reason = FinishReason(rawValue: name) else { throw .bad("simulator.finish_reason '\(name)' is not a finish reason") }
      script.naturalEnd = reason
    }
    var tokens: [OutputToken] = []
    if let text = directive.present("reasoning")?.string {
      tokens += SimulatorTokenizer.pieces(of: text).map { OutputToken(lane: .reasoning, piece: $0) }
    }
    if let pieces = directive.present("tokens")?.array {
      tokens += pieces.compactMap(\.string).map { OutputToken(lane: .content, piece: $0) }
    } else if let text = directive.present("text")?.string {
      tokens += SimulatorTokenizer.pieces(of: text).map { OutputToken(lane: .content, piece: $0) }
    }
    for call in directive.present("tool_calls")?.array ?? [] {
      guard let name = call["name"]?.string else { throw .missing("body.simulator.tool_calls.name", in: call) }
      let arguments = call.present("arguments").map { $0.string ?? SchemaSample.text($0) } ?? "{}"
      append(GenerationRequest.ToolCall(id: makeID(), name: name, arguments: arguments), to: &script, &tokens)
    }
    let saysNothing = directive.present("text") == nil && directive.present("tokens") == nil && tokens.isEmpty
    if !script.toolCalls.isEmpty, directive.present("finish_reason") == nil { script.naturalEnd = .toolCalls }
    guard !saysNothing || directive.present("finish_reason") != nil else { return nil }
    script.tokens = saysNothing ? nil : tokens
    return script
  }

  private func append(_ call: GenerationRequest.ToolCall, to script: inout GenerationRequest.Script, _ tokens: inout [OutputToken]) {
    let index = script.toolCalls.count
    script.toolCalls.append(call)
    tokens.append(OutputToken(lane: .toolName(index: index), piece: call.name))
    tokens += SimulatorTokenizer.pieces(of: call.arguments).map { OutputToken(lane: .toolArguments(index: index), piece: $0) }
  }

  /// Whether a message or a prompt holds a text.
  private func isAsked(_ text: String) -> Bool {
    text.isEmpty || ["messages", "prompt"].contains { body.present($0).map { Self.holds($0, text) } ?? false }
  }

  private static func holds(_ value: JSONValue, _ text: String) -> Bool {
    if let string = value.string { return string.contains(text) }
    if let array = value.array { return array.contains { holds($0, text) } }
    return ["content", "text"].contains { value.present($0).map { holds($0, text) } ?? false }
  }

  private func exactText() throws(WireError) -> String? {
    let structured = body.present("structured_outputs")
    if let choices = (structured?.present("choice") ?? body.present("guided_choice"))?.array {
      guard let first = choices.first else { throw .bad("Choice '[]' cannot be an empty list") }
      return first.string ?? SchemaSample.text(first)
    }
    if lastText.hasPrefix("say: ") { return String(lastText.dropFirst(5)) }
    if let reply = replies.first(where: { isAsked($0.containing) }) { return reply.text }
    if let schema = structured?.present("json") ?? body.present("guided_json") { return SchemaSample.json(for: schema) }
    switch body.present("response_format")?["type"]?.string {
    case "json_schema": return SchemaSample.json(for: body["response_format"]?["json_schema"]?["schema"])
    case "json_object": return #"{"simulated": true}"#
    default: return nil
    }
  }

  private func forcedTool() throws(WireError) -> GenerationRequest.Script? {
    guard let choice = body.present("tool_choice"), choice != .string("none") else { return nil }
    guard let tools = body.present("tools")?.array else {
      throw .bad("When using `tool_choice`, `tools` must be set.", param: "tool_choice", showsParameter: true)
    }
    if choice == .string("auto") { return nil }
    let wanted = choice["function"]?["name"]?.string
    guard let tool = tools.first(where: { wanted == nil || $0["function"]?["name"]?.string == wanted }),
      let name = tool["function"]?["name"]?.string
    else {
      throw .bad(
        "The tool specified in `tool_choice` does not match any of the specified `tools`", param: "tool_choice", showsParameter: true)
    }
    var script = GenerationRequest.Script(naturalEnd: wanted == nil ? .toolCalls : .stop, forcedTool: true)
    var tokens: [OutputToken] = []
    let arguments = SchemaSample.json(for: tool["function"]?["parameters"])
    append(GenerationRequest.ToolCall(id: makeID(), name: name, arguments: arguments), to: &script, &tokens)
    script.tokens = tokens
    return script
  }
}
