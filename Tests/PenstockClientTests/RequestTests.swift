import Testing

@testable import PenstockClient

@Suite("Requests")
struct RequestTests {
  private func body(
    _ messages: [Message] = [.user("x")], tools: [Tool] = [], config: RuntimeConfig = RuntimeConfig(), schema: JSONSchema? = nil,
    choice: ToolChoice? = nil, streams: Bool = false, augments: Bool = false
  ) throws -> JSONObject {
    let request = ChatRequest(
      messages: messages, tools: tools, config: config, responseSchema: schema, toolChoice: choice, isStreaming: streams,
      augmentsPrompt: augments)
    try RequestValidator.validate(request)
    return try RequestEncoder.body(request, model: "m")
  }

  private static let tool = Tool(name: "f", description: "d", parameters: ["type": "object", "properties": ["b": [:], "a": [:]]])

  // MARK: Bytes

  @Test("Equal input gives equal bytes, in whatever order members without an order were written")
  func stableBytes() throws {
    func bytes(_ flipped: Bool) throws -> [UInt8] {
      let schema = try JSONValue(
        parsing: flipped
          ? #"{"required":[],"type":"object","properties":{"b":{},"a":{}}}"#
          : #"{"properties":{"a":{},"b":{}},"type":"object","required":[]}"#)
      let arguments = flipped ? ["b": 1, "a": ["d": 1, "c": 2]] : ["a": ["c": 2, "d": 1], "b": 1] as JSONObject
      let extras = flipped ? ["y": ["q": 1, "p": 2], "x": 1] : ["x": 1, "y": ["p": 2, "q": 1]] as JSONObject
      let messages: [Message] = [
        .user("x"), .assistant(AssistantMessage(toolCalls: [ToolCall(id: "1", name: "f", arguments: arguments)])), .tool("r", callID: "1"),
      ]
      let body = try body(
        messages, tools: [Tool(name: "f", description: "d", parameters: JSONSchema(schema))],
        config: RuntimeConfig(temperature: 0.1, extras: extras),
        schema: JSONSchema(schema))
      return JSONValue.object(body).encoded()
    }
    #expect(try bytes(true) == bytes(false))
  }

  @Test("The bytes of a request, literally")
  func literalBytes() throws {
    let body = try body(
      [
        .system("s"), .user("é"), .assistant(AssistantMessage(toolCalls: [ToolCall(id: "1", name: "f", arguments: ["b": 1, "a": "x"])])),
        .tool("r", callID: "1"),
      ], tools: [Self.tool], config: RuntimeConfig(temperature: 0, maxTokens: 5, stopSequences: ["E"]), choice: .auto)
    let expected =
      #"{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"é"},{"role":"assistant","content":null,"tool_calls":"#
      + #"[{"id":"1","type":"function","function":{"name":"f","arguments":"{\"a\":\"x\",\"b\":1}"}}]},{"role":"tool","content":"r","tool_call_id":"1"}],"#
      + #""tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"properties":{"a":{},"b":{}},"type":"object"}}}],"#
      + #""tool_choice":"auto","temperature":0.0,"max_tokens":5,"stop":["E"]}"#
    #expect(JSONValue.object(body).text() == expected)
  }

  @Test("Thoughts and signatures are not sent back")
  func strips() throws {
    let message = try Message(json: [
      "role": "assistant",
      "content": [
        ["type": "thinking", "text": "hm", "signature": "s1"], ["type": "redacted_thinking", "data": "x"],
        ["type": "text", "text": "Hello", "signature": "s2"],
      ], "tool_calls": [["id": "1", "name": "f", "arguments": [:], "signature": "s3"]],
    ])
    let sent = RequestEncoder.wire(message)
    #expect(
      sent == [
        "role": "assistant", "content": "Hello",
        "tool_calls": [["id": "1", "type": "function", "function": ["name": "f", "arguments": "{}"]]],
      ])
    guard case .assistant(let assistant) = message else { return #expect(Bool(false)) }
    #expect(
      assistant.thinking == [.text("hm", signature: "s1"), .redacted("x")] && assistant.reasoning == "hm"
        && assistant.toolCalls[0].signature == "s3")
    #expect(try Message(json: message.json) == message)
  }

  @Test("Streams ask for usage; without tools there is no tool_choice")
  func members() throws {
    #expect(try body(streams: true)["stream_options"] == ["include_usage": true] && body(streams: true)["stream"] == true)
    #expect(
      try body()["stream"] == nil && body(choice: .auto)["tool_choice"] == nil
        && body(tools: [Self.tool], choice: .never)["tool_choice"] == "none")
  }

  @Test("The schema goes to response_format, or after the system message, or into one of its own")
  func structuredOutput() throws {
    let native = try body(schema: personSchema)
    #expect(native["response_format"]?["json_schema"]?["strict"] == true && native["messages"]?.arrayValue?.count == 1)
    let added = try body([.system("s"), .user("x")], schema: personSchema, augments: true)
    let system = try #require(added["messages"]?[0]?["content"]?.stringValue)
    #expect(
      added["response_format"] == nil && added["messages"]?.arrayValue?.count == 2 && system.hasPrefix("s\n\nAnswer with only valid JSON"))
    #expect(system.hasSuffix(#"JSON Schema:"# + "\n" + StrictSchema.directiveText(of: personSchema)))
    let own = try body(schema: personSchema, augments: true)
    #expect(own["messages"]?[0]?["role"] == "system" && own["messages"]?.arrayValue?.count == 2)
    #expect(try body(schema: nil, augments: true)["messages"]?.arrayValue?.count == 1)
  }

  // MARK: Extras

  @Test("A server that does not know response_format never gets it, not by the extras either")
  func neverResponseFormat() throws {
    let config = RuntimeConfig(extras: ["response_format": ["type": "json_object"]])
    #expect(throws: ProviderError.self) { try body(config: config, schema: personSchema, augments: true) }
    #expect(try body(schema: personSchema, augments: true)["response_format"] == nil)
  }

  @Test("Equal extras are no-ops, others pass; numbers compare by value")
  func extras() throws {
    let extras: JSONObject = ["model": "m", "temperature": 1, "stream": false, "top_k": 5, "max_completion_tokens": 7, "seed": 3]
    let body = try body(config: RuntimeConfig(temperature: 1, extras: extras))
    #expect(body.names == ["model", "messages", "temperature", "max_completion_tokens", "seed", "top_k"])
    #expect(try self.body(config: RuntimeConfig(extras: ["stream": true]), streams: true)["stream"] == true)
    #expect(try self.body(config: RuntimeConfig(extras: ["stream_options": ["include_usage": true]]), streams: true)["stream"] == true)
    #expect(
      try self.body(config: RuntimeConfig(extras: ["response_format": ["type": "json_object"]]))["response_format"] == [
        "type": "json_object"
      ])
    #expect(try self.body(config: RuntimeConfig(extras: ["stream_options": ["x": 1]]))["stream_options"] == ["x": 1])
  }

  @Test(
    "Extras that contradict are refused before anything is sent",
    arguments: [
      ["model": "other"], ["messages": []], ["tools": []], ["tool_choice": "auto"], ["stream": true], ["temperature": 0.5],
      ["temperature": nil], ["max_tokens": 2],
      ["response_format": ["type": "json_object"]],
    ] as [JSONObject])
  func contradictions(_ extras: JSONObject) throws {
    let config = RuntimeConfig(temperature: 1, maxTokens: 1, extras: extras)
    let error = try #require(throws: ProviderError.self) { try body(config: config, schema: personSchema) }
    #expect(error.category == .invalidRequest)
  }

  @Test("In streams, stream and stream_options are decided")
  func streamContradictions() {
    for extras in [["stream": false], ["stream_options": ["include_usage": false]], ["stream_options": ["include_usage": true, "x": 1]]]
      as [JSONObject]
    {
      #expect(throws: ProviderError.self) { try body(config: RuntimeConfig(extras: extras), streams: true) }
    }
  }

  @Test(
    "Stop sequences are merged: the declared ones first, none twice, and what is none is left out",
    arguments: [
      ("b", ["a", "b"]), (["b", "a", "c"], ["a", "b", "c"]), ("a", ["a"]), (5, ["a"]), ([1], ["a"]), (nil, ["a"]), ([], ["a"]),
    ] as [(JSONValue, JSONValue)])
  func stop(_ extra: JSONValue, _ sent: JSONValue) throws {
    #expect(try body(config: RuntimeConfig(stopSequences: ["a"], extras: ["stop": extra]))["stop"] == sent)
  }

  @Test("Without declared stop sequences, stop is an extra like any other")
  func stopAlone() throws { #expect(try body(config: RuntimeConfig(extras: ["stop": "x"]))["stop"] == "x") }

  // MARK: Mistakes

  @Test(
    "Conversations that cannot be sent",
    arguments: [
      [], [.assistant("a"), .user("x")], [.tool("r", callID: "1")], [.system("s")], [.system(""), .user("x")],
      [.user("x"), .system("s"), .user("y")],
      [.user([])], [.user([.text("")])], [.user([.image(ImageBlock(.inline(base64: "QQ==")))])], [.user([.image(url: "")])],
      [.user([.other(["x": 1])])],
      [
        .user("x"), .tool("r", callID: "1"), .assistant(AssistantMessage(toolCalls: [ToolCall(id: "1", name: "f", arguments: [:])])),
        .user("y"),
      ],
      [.user("x"), .assistant(AssistantMessage(thinking: [.text("only thoughts")])), .user("y")],
    ] as [[Message]])
  func mistakes(_ messages: [Message]) async throws {
    let (provider, transport) = try scripted()
    #expect(try await providerError { try await provider.complete(messages) }.category == .invalidRequest)
    #expect(try await providerError { try await provider.stream(messages).response() }.category == .invalidRequest)
    #expect(transport.requests.isEmpty)
  }

  @Test("Conversations that can: roles need not alternate, tool results may be empty")
  func permitted() throws {
    _ = try body([.user("x"), .user("y")])
    _ = try body([
      .user("x"), .assistant(AssistantMessage(toolCalls: [ToolCall(id: "1", name: "f", arguments: [:])])), .tool("", callID: "1"),
    ])
    _ = try body([
      .user("x"), .assistant("a"), .assistant("b"),
      .user([.image([1, 2, 3], mediaType: "image/png", detail: .low), .other(["type": "input_audio"])]),
    ])
  }

  @Test("Schemas that cannot be asked for, and numbers that JSON cannot write")
  func schemas() {
    for schema in [["type": "array"], [:], ["type": ["object"]], ["type": "object", "properties": ["a": ["$ref": "http://x"]]]]
      as [JSONSchema]
    {
      #expect(throws: ProviderError.self) { try body(schema: schema) }
    }
    #expect(throws: ProviderError.self) { try body(config: RuntimeConfig(temperature: .nan)) }
    #expect(throws: ProviderError.self) { try body(config: RuntimeConfig(topP: .infinity)) }
  }

  @Test("Messages are stored and read back")
  func codable() throws {
    let messages: [Message] = [
      .system("s"), .user("x"), .user([.text("a"), .image(url: "http://i", detail: .high), .image([1], mediaType: "image/png")]),
      .assistant(
        AssistantMessage("a", toolCalls: [ToolCall(id: "1", name: "f", arguments: ["x": 1]), ToolCall(id: "2", name: "g", arguments: nil)])),
      .tool("r", callID: "1"),
    ]
    #expect(try messages.map { try JSONValue(encoding: $0).decode(into: Message.self) } == messages)
    for wrong in [
      [:], ["role": "x"], ["role": "user"], ["role": "tool", "content": "x"], ["role": "assistant", "content": 1],
      ["role": "assistant", "tool_calls": 1],
      ["role": "assistant", "tool_calls": [["id": "1"]]], ["role": "user", "content": [[:]]],
      ["role": "assistant", "content": [["type": "image"]]],
    ] as [JSONValue] { #expect(throws: ProviderError.self) { try Message(json: wrong) } }
  }
}
