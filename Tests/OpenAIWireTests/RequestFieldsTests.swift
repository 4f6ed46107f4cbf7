import Testing

@testable import OpenAIWire

@Suite("Request fields")
struct RequestFieldsTests {
  @Test("The model is absent, null, or a string")
  func model() throws {
    #expect(try scan("{}").model == .absent)
    #expect(try scan(#"{"model": null}"#).model == .null(10..<14))
    #expect(try scan(#"{"model":""}"#).model == .string(StringField(range: 9..<11, value: "")))
    #expect(try scan(#"{"a":1,"model":"m/\u00e9"}"#).model == .string(StringField(range: 15..<25, value: "m/é")))
    #expect(try scan(#"{"mod\u0065l":"x"}"#).model == .string(StringField(range: 14..<17, value: "x")))
  }

  @Test(
    "Members that the gateway acts upon must have their type",
    arguments: [
      (#"{"model":1}"#, "model", 9), (#"{"model":["m"]}"#, "model", 9), (#"{"model":true}"#, "model", 9), (#"{"model":{}}"#, "model", 9),
      (#"{"stream":"true"}"#, "stream", 10), (#"{"stream":1}"#, "stream", 10), (#"{"stream":[]}"#, "stream", 10),
      (#"{"stream":"false"}"#, "stream", 10), (#"{"stream":0}"#, "stream", 10), (#"{"str\u0065am":"true"}"#, "stream", 15),
      (#"{"stream_options":1}"#, "stream_options", 18), (#"{"stream_options":[]}"#, "stream_options", 18),
      (#"{"fallbacks":"zz"}"#, "fallbacks", 13), (#"{"fallbacks":["a",1]}"#, "fallbacks", 18),
      (#"{"stream_options":true}"#, "stream_options", 18), (#"{"stream_options":"x"}"#, "stream_options", 18),
      (#"{"stream_options":{"include_usage":1}}"#, "stream_options.include_usage", 35),
      (#"{"stream_options":{"include_usage":"true"}}"#, "stream_options.include_usage", 35),
      (#"{"stream_options":{"include_usage":{}}}"#, "stream_options.include_usage", 35),
    ])
  func types(text: String, path: String, offset: Int) {
    let problem = #expect(throws: JSONProblem.self) { try scan(text) }
    #expect(problem?.path == path)
    #expect(problem?.offset == offset)
    #expect(problem?.reason.hasPrefix("`\(path)` must be") == true)
  }

  @Test("The body must be an object", arguments: ["[]", "1", "\"x\"", "null", "true", "[{}]"])
  func notAnObject(text: String) {
    let problem = #expect(throws: JSONProblem.self) { try scan(text) }
    #expect(problem == JSONProblem(offset: 0, reason: "the body must be a JSON object"))
  }

  @Test(
    "A bad body is refused",
    arguments: [
      "", " ", "x", "{", "{}x", "\u{feff}{}", #"{"model":"a","model":"a"}"#, #"{"model":tru}"#, #"{"stream":nul}"#, #"{"fallbacks":x}"#,
      #"{"fallbacks":[x]}"#,
    ])
  func bad(text: String) {
    #expect(throws: JSONProblem.self) { try scan(text) }
  }

  @Test("The nesting limit is the caller's")
  func depth() throws {
    let text = #"{"a":[[[1]]]}"#
    #expect(try scan(text, maxDepth: 4).bodyStart == 1)
    #expect(throws: JSONProblem.self) { try scan(text, maxDepth: 3) }
  }

  @Test("Streaming")
  func stream() throws {
    #expect(try scan("{}").stream == false)
    #expect(try scan(#"{"stream":true}"#).stream)
    #expect(try scan(#"{"stream":false}"#).stream == false)
    #expect(try scan(#"{"stream":null}"#).stream == false)
    #expect(try scan(#"{"x":{"stream":"true"}}"#).stream == false)
  }

  @Test("Stream options")
  func streamOptions() throws {
    #expect(try scan("{}").streamOptions == .absent)
    #expect(try scan(#"{"stream_options":null}"#).streamOptions == .null(18..<22))
    #expect(try scan(#"{"stream_options":{ }}"#).streamOptions == .object(range: 18..<21, isEmpty: true, includeUsage: .absent))
    #expect(
      try scan(#"{"stream_options":{"include_usage":true}}"#).streamOptions
        == .object(range: 18..<40, isEmpty: false, includeUsage: .value(true, 35..<39)))
    #expect(
      try scan(#"{"stream_options":{"x":1,"include_usage":false}}"#).streamOptions
        == .object(range: 18..<47, isEmpty: false, includeUsage: .value(false, 41..<46)))
    #expect(
      try scan(#"{"stream_options":{"include_usage":null}}"#).streamOptions
        == .object(range: 18..<40, isEmpty: false, includeUsage: .null(35..<39)))
    #expect(try scan(#"{"stream_options":{"include_usage":true}}"#).includesUsage)
    #expect(try scan(#"{"stream_options":{"include_usage":false}}"#).includesUsage == false)
  }

  @Test(
    "Token limits are readable, null, or unreadable",
    arguments: [
      ("5", IntegerField.State.value(5)), ("-1", .value(-1)), ("0", .value(0)), ("null", .null), ("\"6\"", .unreadable),
      ("6.0", .unreadable),
      ("1e2", .unreadable), ("true", .unreadable), ("[]", .unreadable), ("{\"a\":1}", .unreadable), ("99999999999999999999", .unreadable),
    ])
  func limits(text: String, state: IntegerField.State) throws {
    for name in ["max_tokens", "max_completion_tokens", "n", "best_of"] {
      let body = "{\"\(name)\":\(text)}"
      let fields = try scan(body)
      let all = [
        "max_tokens": fields.maxTokens, "max_completion_tokens": fields.maxCompletionTokens, "n": fields.choiceCount,
        "best_of": fields.bestOf,
      ]
      for (other, field) in all {
        #expect(field?.state == (other == name ? state : nil))
        if let field { #expect(slice(body, field.range) == text) }
      }
    }
  }

  @Test("n is there when it is an integer")
  func n() throws {
    #expect(try scan(#"{"n":3}"#).n == 3)
    #expect(try scan(#"{"n":"3"}"#).n == nil)
    #expect(try scan(#"{"n":null}"#).n == nil)
    #expect(try scan("{}").n == nil)
  }

  @Test("Where a member can be inserted")
  func start() throws {
    #expect(try scan(" { } ").bodyStart == 2)
    #expect(try scan(" { } ").isEmptyObject)
    #expect(try scan("{\"a\":1}").bodyStart == 1)
    #expect(try scan("{\"a\":1}").isEmptyObject == false)
  }

  @Test(
    "Text that the model reads is counted decoded",
    arguments: [
      (#"{"messages":[{"role":"user","content":"Hello"}]}"#, 5),
      (#"{"messages":[{"content":"a\nb","role":"user"},{"role":"assistant","content":"é"}]}"#, 5),
      (#"{"messages":[{"content":"\u00e9\ud83d\ude00"}]}"#, 6),
      (#"{"messages":[{"content":[{"type":"text","text":"abc"},{"type":"image_url","image_url":{"url":"data:xxxx"}},"de"]}]}"#, 5),
      (#"{"messages":[{"content":[{"text":"abc","type":"text"},{"type":"refusal","refusal":"no"}]}]}"#, 5),
      (
        #"{"messages":[{"content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]}]}"#,
        7
      ),
      (#"{"messages":[{"content":null,"tool_calls":[{"function":{"arguments":{"a":1}}}],"function_call":{"arguments":"xy"}}]}"#, 9),
      (#"{"messages":[{"content":"x","reasoning":"yy","reasoning_content":"zzz","refusal":"vvvv"}]}"#, 10),
      (#"{"messages":[{"cont\u0065nt":"abc"}]}"#, 3),
      (#"{"messages":"abc"}"#, 3), (#"{"messages":["abc",1,null]}"#, 4), (#"{"messages":[{"content":5}]}"#, 1), (#"{"messages":null}"#, 0),
      (#"{"prompt":"Hello"}"#, 5), (#"{"prompt":["ab","c"]}"#, 3), (#"{"prompt":"a","suffix":"bc"}"#, 3), (#"{"prompt":null}"#, 0),
      (#"{"input":"Hello"}"#, 5), (#"{"input":["ab","c\t"]}"#, 4), (#"{"input":[{"role":"user","content":"abc"}]}"#, 3),
      (#"{"input":[{"type":"message","content":[{"type":"input_text","text":"abcd"}]}]}"#, 4),
      (#"{"tools":[{"type":"function"}]}"#, 21), (#"{"tools": [ ] }"#, 3), (#"{"tools":null}"#, 0), (#"{"functions":[1]}"#, 3),
      (#"{"metadata":{"content":"xxxx","messages":[{"content":"x"}]}}"#, 0),
    ])
  func promptText(text: String, count: Int) throws {
    #expect(try scan(text).promptTextBytes == count)
  }

  @Test(
    "Prompts and token ids are counted",
    arguments: [
      ("{}", 0, 0), (#"{"prompt":"x"}"#, 1, 0), (#"{"prompt":["x","y","z"]}"#, 3, 0), (#"{"prompt":[1,2,3]}"#, 1, 3),
      (#"{"prompt":[[1,2],[3]]}"#, 2, 3), (#"{"input":[ [ 1 , 2 ] , [ ] ]}"#, 2, 2), (#"{"input":[1]}"#, 1, 1), (#"{"prompt":[]}"#, 0, 0),
      (#"{"input":[{"content":"x"},{"content":"y"}]}"#, 1, 0), (#"{"prompt":null}"#, 0, 0), (#"{"prompt":7}"#, 0, 0),
      (#"{"messages":[{"content":[1,2]}]}"#, 0, 0), (#"{"metadata":[1,2]}"#, 0, 0),
    ])
  func tokenIDs(text: String, prompts: Int, ids: Int) throws {
    let fields = try scan(text)
    #expect(fields.promptCount == prompts)
    #expect(fields.promptTokenIDs == ids)
  }

  @Test("A visitor is shown every text, its kind and its place")
  func visitor() throws {
    struct Collector: PromptVisitor {
      var seen: [String] = []
      mutating func message(_ bytes: RawSpan) { seen.append("message") }
      mutating func role(_ bytes: RawSpan, _ token: StringToken) { seen.append("role \(bytes.string(token.content))") }
      mutating func text(_ bytes: RawSpan, _ span: TextSpan) { seen.append("\(span.kind) \(bytes.string(span.range))") }
      mutating func tokenID() { seen.append("token") }
      mutating func prompt() { seen.append("prompt") }
      mutating func media() { seen.append("media") }
      var meter: PromptMeter { PromptMeter() }
    }
    let text = #"""
      {"messages":[{"content":"hi","role":"user"},{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]},
        {"name":"bob","content":[{"type":"image_url","image_url":{"url":"x"}}]}],"response_format":{"a":1},
       "tools":[1],"prompt":[[5]],"input":"in"}
      """#
    let bytes = text.bytes
    var scan = RequestScan(maxDepth: 8, visitor: Collector())
    _ = try scan.run(bytes.span.bytes)
    #expect(
      scan.visitor.seen == [
        "message", "content \"hi\"", "role user", "message", "role assistant", "name \"f\"", "toolArguments \"{}\"", "message",
        "name \"bob\"", "media", "settings {\"a\":1}", "tools [1]", "prompt", "token",
        "prompt",
        "input \"in\"",
      ])
  }
}
