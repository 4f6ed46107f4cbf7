import GatewayTestSupport
import Testing

/// Answers that are none, and streams that break at a server that does not continue messages: another replica answers, and the client sees one whole answer.
@Suite(.timeLimit(.minutes(2)))
struct OtherReplicaTests {
  /// A gateway in front of two servers, of which the first one is asked first.
  private func pair(
    provider: String = "openai:chat:tiny", owner: String = "someone", timeouts: String = "timeouts: {first_byte_seconds: 60}",
    second more: String = "weight: 1",
    _ first: @escaping ScriptedUpstream.Script, _ second: @escaping ScriptedUpstream.Script,
    _ body: (TestGateway, ScriptedUpstream, ScriptedUpstream) async throws -> Void
  ) async throws {
    let a = try await ScriptedUpstream.start(owner: owner, script: first)
    let b = try await ScriptedUpstream.start(owner: owner, script: second)
    let targets = Config.target("a", provider, port: a.port, timeouts) + Config.target("b", provider, port: b.port, more)
    let config = Config.with(targets).replacing("providers:\n", with: "providers:\n  routing: {strategy: ordered}\n")
    try await TestGateway.run(config) { gateway in try await body(gateway, a, b) }
    await a.stop()
    await b.stop()
  }

  private static func answer(_ exchange: UpstreamExchange) async throws {
    try await exchange.write(exchange.text.contains(#""stream":true"#) ? stream(["He", "llo", " you"]) : Wire.chat)
  }

  private static func stream(_ texts: [String]) -> String {
    Wire.stream(texts.map { Wire.delta($0) } + [Wire.delta("", finish: "stop"), Wire.done])
  }

  /// The beginning of a stream, and then the end of its connection.
  private static func cut(_ texts: [String]) -> ScriptedUpstream.Script {
    { exchange in
      try await exchange.write(Wire.streamHead + texts.map { Wire.chunk(Wire.delta($0)) }.joined())
      await exchange.peer.close()
    }
  }

  // MARK: Answers that are none

  @Test(arguments: [
    (Wire.json("{}"), false), (Wire.json("{}"), true), (Wire.json(#"{"id":"x","object":"chat.completion","choices":[]}"#), false),
    (Wire.shortStream, false), (Wire.chat, true),
  ])
  func anAnswerThatIsNoneGoesToNobody(_ wire: String, isStream: Bool) async throws {
    try await pair({ try await $0.write(wire) }, Self.answer) { gateway, first, _ in
      let answer = try await gateway.chat(chatBody(stream: isStream))
      #expect(answer.status == 200)
      #expect(answer["x-penstock-target"] == "b")
      #expect(first.exchanges.count == 1)
      if isStream { #expect(answer.streamedText == "Hello you") }
    }
  }

  @Test func anAnswerThatTakesTooLongIsAskedElsewhere() async throws {
    let slow: ScriptedUpstream.Script = { try await $0.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{") }
    try await pair(timeouts: "timeouts: {total_seconds: 0.2, between_bytes_seconds: 60}", slow, Self.answer) { gateway, _, _ in
      let answer = try await gateway.chat(chatBody())
      #expect(answer["x-penstock-target"] == "b")
    }
  }

  // MARK: Pauses

  /// There is nobody else, and the target says when: it is asked again.
  @Test(arguments: [429, 503, 529]) func aPauseThatIsAskedForIsMade(status: Int) async throws {
    try await withUpstream { exchange in
      try await exchange.write(exchange.number == 0 ? Wire.error(status, fields: "retry-after: 0\r\n") : Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody())
        #expect(answer.status == 200)
        #expect(upstream.exchanges.count == 2)
      }
    }
  }

  @Test(arguments: ["", "retry-after: 3600\r\n", "retry-after: soon\r\n"]) func aTargetThatDoesNotSayWhenIsNotHammered(fields: String)
    async throws
  {
    try await withUpstream {
      try await $0.write(Wire.error(429, fields: fields))
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody())
        #expect(answer.status == 429)
        #expect(answer["retry-after"] == (fields.contains("3600") ? "3600" : nil))
        #expect(upstream.exchanges.count == 1)
      }
    }
  }

  // MARK: Streams

  /// Where a server would begin anew, its stream is compared with what the client has: only what follows goes on. It makes no difference where the pieces begin.
  @Test(arguments: ["openai:chat:tiny", "vllm:chat:tiny"], [["Hel"], ["H", "ello"], ["Hello", " y"], ["Hello you"]])
  func whatIsSaidAgainIsLeftOut(provider: String, begun: [String]) async throws {
    try await pair(provider: provider, Self.cut(begun), Self.answer) { gateway, _, second in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.streamedText == "Hello you")
      #expect(answer.isComplete)
      #expect(answer.events.last == "[DONE]")
      #expect(second.exchanges.first?.text.contains("continue_final_message") == false)
    }
  }

  /// Another answer is no continuation: the client learns what happened, and gets nothing of it.
  @Test(arguments: [["Good", " day"], ["Hello there"], ["He"]]) func anotherAnswerIsNotJoined(texts: [String]) async throws {
    let other: ScriptedUpstream.Script = { try await $0.write(Self.stream(texts)) }
    try await pair(Self.cut(["Hello", " y"]), other) { gateway, _, _ in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.streamedText == "Hello y")
      #expect(answer.events.last?.contains("upstream_closed") == true)
      // Nothing is wrong with the one that answered otherwise.
      let reached = try await gateway.get("/health")
      #expect(reached.status == 200)
    }
  }

  @Test func whoSaysThatItIsVLLMContinues() async throws {
    let rest: ScriptedUpstream.Script = { try await $0.write(Self.stream([" you"])) }
    try await pair(provider: "vllm:chat:tiny", owner: "vllm", Self.cut(["Hello"]), rest) { gateway, _, second in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.streamedText == "Hello you")
      #expect(second.exchanges.first?.text.contains("continue_final_message") == true)
    }
  }

  /// Who serves through vLLM and says something else of itself, or the other way round: the configuration says whether it continues.
  @Test(arguments: [("openllm:chat:tiny", "someone", true), ("openai:chat:tiny", "someone", true), ("vllm:chat:tiny", "vllm", false)])
  func theConfigurationSaysWhoContinues(provider: String, owner: String, continues: Bool) async throws {
    let second: ScriptedUpstream.Script = { exchange in
      let isContinued = exchange.text.contains("continue_final_message")
      try await exchange.write(Self.stream(isContinued ? [" you"] : ["He", "llo", " you"]))
    }
    try await pair(provider: provider, owner: owner, second: "continues_answers: \(continues)", Self.cut(["Hello"]), second) {
      gateway, _, second in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.streamedText == "Hello you")
      #expect(second.exchanges.first?.text.contains("continue_final_message") == continues)
    }
  }

  /// Says what it has begun with, and then the same event for ever.
  private static func talker(_ begun: [String], _ event: String) -> ScriptedUpstream.Script {
    { exchange in
      try await exchange.write(Wire.streamHead + begun.map { Wire.chunk(Wire.delta($0)) }.joined())
      while !exchange.peer.isClosed {
        try await exchange.write(Wire.chunk(event))
        try await Task.sleep(for: .milliseconds(20))
      }
    }
  }

  /// Events without text keep a stream moving; a stalled answer it is none the less.
  @Test(arguments: [[], ["He"]], [#"{"content":""}"#, #"{"role":"assistant","content":""}"#, "{}"])
  func emptyEventsAreNoAnswer(begun: [String], delta: String) async throws {
    let talker = Self.talker(begun, "data: {\"choices\":[{\"index\":0,\"delta\":\(delta),\"finish_reason\":null}]}\n\n")
    let timeouts = "timeouts: {first_byte_seconds: 60, between_bytes_seconds: 0.3, stream_total_seconds: 600}"
    try await pair(timeouts: timeouts, talker, Self.answer) { gateway, _, _ in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.streamedText == "Hello you")
      #expect(answer.isComplete)
    }
  }

  /// Comments keep a connection open; a stalled answer they are none the less.
  @Test(arguments: [[], ["He"]]) func commentsAreNoAnswer(begun: [String]) async throws {
    let talker = Self.talker(begun, ": ping\n\n")
    let timeouts = "timeouts: {first_byte_seconds: 0.3, between_bytes_seconds: 0.3, stream_total_seconds: 600}"
    try await pair(timeouts: timeouts, talker, Self.answer) { gateway, _, _ in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.streamedText == "Hello you")
    }
  }

  @Test func anEventThatIsNamedErrorIsOne() async throws {
    let failing: ScriptedUpstream.Script = {
      try await $0.write(
        Wire.streamHead + Wire.chunk(Wire.delta("He")) + Wire.chunk("event: error\ndata: {\"message\":\"no\"}\n\n") + Wire.chunk(Wire.done)
          + Wire.streamEnd)
    }
    try await pair(failing, Self.answer) { gateway, _, _ in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.streamedText == "Hello you")
    }
    try await pair(failing, failing) { gateway, _, _ in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.events.last?.contains("upstream_error") == true)
      #expect(!answer.events.contains("[DONE]"))
    }
  }
}
