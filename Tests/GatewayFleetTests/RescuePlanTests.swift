import Foundation
import GatewayCore
import GatewayTestSupport
import OpenAIWire
import Testing

@testable import GatewayFleet

/// A request and what was delivered of its answer.
struct RescueRig {
  var body: [UInt8]
  var endpoint = Endpoint.chatCompletions
  var delivered = DeliveredAnswer()
  var mode = RescueMode.continue
  var supportsPrefill = true
  var tokenLimit: Int?

  init(_ body: String, _ endpoint: Endpoint = .chatCompletions) {
    self.body = Array(body.utf8)
    self.endpoint = endpoint
  }

  mutating func deliver(_ events: String...) { for event in events { delivered.note(data: Array(event.utf8).span.bytes) } }

  /// Content of chat, one delta each.
  mutating func say(_ texts: String...) {
    deliver(
      #"{"id":"chatcmpl-1","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#
    )
    for text in texts {
      deliver(
        #"{"id":"chatcmpl-1","created":7,"model":"m","choices":[{"index":0,"delta":{"content":\#(String(decoding: JSONText.quoted(text), as: UTF8.self))},"finish_reason":null}]}"#
      )
    }
  }

  func plan() throws -> RescuePlan {
    let fields = try RequestFields.scan(body.span.bytes)
    let request = try RescueRequest.scan(body.span.bytes, endpoint: endpoint, fields: fields)
    return RescuePlan.make(
      body: body.span.bytes, request: request, delivered: delivered, mode: mode, supportsPrefill: supportsPrefill,
      tokenLimit: tokenLimit)
  }

  func continuation() throws -> RescuePlan.Continuation {
    guard case .continue(let continuation) = try plan() else { throw NoContinuation() }
    return continuation
  }

  /// The body that goes to the next replica.
  func patched() throws -> String {
    String(decoding: try continuation().patches.applied(to: body.span.bytes), as: UTF8.self)
  }

  struct NoContinuation: Error {}
}

@Suite(.longComputation) struct RescuePlanTests {
  private static let chat = #"{"model":"m","messages":[{"role":"user","content":"Hi"}],"seed":7,"x":1.50,"stream":true}"#

  @Test func theTargetsLimitHoldsForTheWholeAnswer() throws {
    var rig = RescueRig(#"{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true}"#)
    rig.say("a", "b", "c")
    rig.tokenLimit = 10
    #expect(try rig.patched().contains(#""max_tokens":7"#))
    rig.body = Array(#"{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"max_tokens":50}"#.utf8)
    #expect(try rig.patched().contains(#""max_tokens":7"#))
    rig.body = Array(#"{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"max_completion_tokens":5}"#.utf8)
    #expect(try rig.patched().contains(#""max_completion_tokens":2"#))
    rig.tokenLimit = 3
    #expect(try rig.plan() == .conclude(finish: "length"))
    var completion = RescueRig(#"{"model":"m","prompt":"Hi"}"#, .completions)
    completion.deliver(#"{"id":"1","choices":[{"index":0,"text":"a"}]}"#)
    completion.tokenLimit = 5
    #expect(try completion.patched().contains(#""max_tokens":4"#))
    completion.tokenLimit = nil
    #expect(try completion.patched().contains(#""max_tokens":15"#))
  }

  /// A text that is cut inside of a character is delivered, and cannot be gone on behind.
  @Test func nothingGoesOnBehindHalfACharacter() throws {
    var rig = RescueRig(Self.chat)
    rig.say("a")
    rig.deliver(#"{"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"\ud83d"}}]}"#)
    #expect(try rig.plan() == .refuse(.otherOutput))
  }

  @Test func chatGoesOnBehindItsText() throws {
    var rig = RescueRig(Self.chat)
    rig.say("Hello", " \"you\"\n2")
    #expect(
      try rig.patched()
        == #"{"continue_final_message":true,"add_generation_prompt":false,"model":"m","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello \"you\"\n2"}],"seed":7,"x":1.50,"stream":true}"#
    )
    #expect(try rig.continuation().overlap.isEmpty)
    #expect(try rig.continuation().keptTokens == 2)
    #expect(try !rig.continuation().isCountExact)
  }

  @Test func whiteSpaceAtTheEndIsLeftToTheEngine() throws {
    var rig = RescueRig(Self.chat)
    rig.say("One.", "\n\n", " ")
    let continuation = try rig.continuation()
    #expect(continuation.overlap == Array("\n\n ".utf8))
    #expect(continuation.keptTokens == 1)
    #expect(try rig.patched().contains(#""content":"One."}]"#))
  }

  @Test func anAnswerOfWhiteSpaceBeginsAnew() throws {
    var rig = RescueRig(Self.chat)
    rig.say("\n")
    let continuation = try rig.continuation()
    #expect(continuation.patches.isEmpty)
    #expect(continuation.overlap == [0x0a])
    #expect(continuation.keptTokens == 0)
  }

  @Test func membersThatAreThereAreSetWhereTheyStand() throws {
    var rig = RescueRig(#"{"messages":[],"continue_final_message":false,"add_generation_prompt":true}"#)
    rig.say("A")
    #expect(
      try rig.patched()
        == #"{"messages":[{"role":"assistant","content":"A"}],"continue_final_message":true,"add_generation_prompt":false}"#)
  }

  @Test func aMessageThatTheClientWantsContinuedIsExtended() throws {
    var rig = RescueRig(
      #"{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"Once"}],"continue_final_message":true,"add_generation_prompt":false}"#
    )
    rig.say(" upon")
    #expect(try rig.patched().contains(#"{"role":"assistant","content":"Once upon"}],"continue_final_message":true"#))
    var parts = RescueRig(
      #"{"messages":[{"role":"assistant","content":[{"type":"text","text":"Once"}]}],"continue_final_message":true,"add_generation_prompt":false}"#
    )
    parts.say(" upon")
    #expect(try parts.plan() == .refuse(.promptShape))
  }

  @Test func tokenLimitsAreLowered() throws {
    var rig = RescueRig(#"{"messages":[],"max_tokens":10,"max_completion_tokens":9,"min_tokens":5,"seed":1}"#)
    rig.say("a", "b", "c")
    #expect(try rig.patched().contains(#""max_tokens":7,"max_completion_tokens":6,"min_tokens":2,"seed":1"#))
    rig.body = Array(#"{"messages":[],"max_tokens":3}"#.utf8)
    #expect(try rig.plan() == .conclude(finish: "length"))
    rig.body = Array(#"{"messages":[],"max_tokens":null}"#.utf8)
    #expect(try rig.patched().contains(#""max_tokens":null"#))
    rig.body = Array(#"{"messages":[],"max_tokens":"9"}"#.utf8)
    #expect(try rig.plan() == .refuse(.unsupportedMember("max_tokens")))
  }

  @Test func countsAreExactWhereTheEngineReportsThem() throws {
    var rig = RescueRig(#"{"messages":[],"max_tokens":100}"#)
    rig.deliver(
      #"{"id":"1","choices":[{"index":0,"delta":{"content":"several tokens"}}],"usage":{"prompt_tokens":4,"completion_tokens":9,"total_tokens":13}}"#
    )
    #expect(try rig.continuation().keptTokens == 9)
    #expect(try rig.continuation().isCountExact)
    #expect(try rig.patched().contains(#""max_tokens":91"#))
  }

  // MARK: Completions

  private static func completion(_ text: String, ids: String? = nil, promptIDs: String? = nil) -> String {
    let tokens = (ids.map { ",\"token_ids\":\($0)" } ?? "") + (promptIDs.map { ",\"prompt_token_ids\":\($0)" } ?? "")
    return
      #"{"id":"cmpl-1","object":"text_completion","created":7,"model":"m","choices":[{"index":0,"text":\#(String(decoding: JSONText.quoted(text), as: UTF8.self)),"finish_reason":null\#(tokens)}]}"#
  }

  @Test func completionsGoOnBehindTheirPrompt() throws {
    var rig = RescueRig(#"{"prompt":"Once\n","max_tokens":50}"#, .completions)
    rig.deliver(Self.completion(" upon"), Self.completion(" a \n"))
    #expect(try rig.patched() == #"{"prompt":"Once\n upon a \n","max_tokens":48}"#)
    rig.body = Array(#"{"prompt":["Once"]}"#.utf8)
    #expect(try rig.patched() == #"{"max_tokens":14,"prompt":["Once upon a \n"]}"#)
    rig.body = Array(#"{"prompt":"x","max_tokens":2}"#.utf8)
    #expect(try rig.plan() == .conclude(finish: "length"))
  }

  @Test func tokenIDsAreContinuedExactly() throws {
    var rig = RescueRig(#"{"prompt":"Once","max_tokens":50}"#, .completions)
    rig.deliver(Self.completion(" upon", ids: "[5,6]", promptIDs: "[1,2]"), Self.completion(" a", ids: "[7]"))
    #expect(try rig.patched() == #"{"prompt":[1,2,5,6,7],"max_tokens":47}"#)
    #expect(try rig.continuation().isTokenExact && rig.continuation().isCountExact)
    // One event without ids: the text it is.
    rig.deliver(Self.completion(" time"))
    #expect(try rig.patched().contains(#""prompt":"Once upon a time""#))
  }

  @Test func aPromptOfTokenIDsNeedsTokenIDs() throws {
    var rig = RescueRig(#"{"prompt":[1,2]}"#, .completions)
    rig.deliver(Self.completion(" upon", ids: "[5]"))
    #expect(try rig.patched() == #"{"max_tokens":15,"prompt":[1,2,5]}"#)
    rig.deliver(Self.completion(" a"))
    #expect(try rig.plan() == .refuse(.promptShape))
  }

  @Test(arguments: [#"{"prompt":["a","b"]}"#, #"{"prompt":[[1],[2]]}"#]) func severalPromptsAreNotContinued(_ body: String) throws {
    var rig = RescueRig(body, .completions)
    rig.deliver(Self.completion("x"))
    #expect(try rig.plan() == .refuse(.severalChoices))
  }

  // MARK: What is not continued

  @Test(arguments: [
    (#""n":2"#, RescueRefusal.severalChoices), (#""n":"1""#, .severalChoices), (#""best_of":2"#, .severalChoices),
    (#""response_format":{"type":"json_object"}"#, .constrainedOutput),
    (#""response_format":{"json_schema":{},"type":"json_schema"}"#, .constrainedOutput),
    (#""response_format":"json""#, .constrainedOutput), (#""structured_outputs":{"choice":["a"]}"#, .constrainedOutput),
    (#""guided_json":{}"#, .constrainedOutput), (#""guided_regex":"a""#, .constrainedOutput), (#""guided_choice":[]"#, .constrainedOutput),
    (#""guided_grammar":"x""#, .constrainedOutput), (#""tool_choice":"required""#, .toolCall),
    (#""tool_choice":{"type":"function","function":{"name":"f"}}"#, .toolCall), (#""function_call":{"name":"f"}"#, .toolCall),
    (#""prompt_logprobs":1"#, .unsupportedMember("prompt_logprobs")), (#""modalities":["audio"]"#, .unsupportedMember("modalities")),
    (#""use_beam_search":true"#, .unsupportedMember("use_beam_search")),
    (#""truncate_prompt_tokens":5"#, .unsupportedMember("truncate_prompt_tokens")),
    (#""kv_transfer_params":{}"#, .unsupportedMember("kv_transfer_params")), (#""add_generation_prompt":false"#, .promptShape),
  ]) func requestsThatAreNotContinued(_ member: String, _ refusal: RescueRefusal) throws {
    var rig = RescueRig(#"{"messages":[{"role":"user","content":"x"}],\#(member)}"#)
    // They are restarted while nothing is visible.
    #expect(try rig.plan() == .restart)
    rig.say("Hello")
    #expect(try rig.plan() == .refuse(refusal))
  }

  @Test(arguments: [
    #""n":1"#, #""n":null"#, #""best_of":1"#, #""response_format":{"type":"text"}"#, #""response_format":null"#,
    #""structured_outputs":null"#,
    #""guided_json":null"#, #""tool_choice":"auto""#, #""tool_choice":"none""#, #""tool_choice":null"#, #""tools":[{"type":"function"}]"#,
    #""logprobs":true"#, #""prompt_logprobs":null"#, #""use_beam_search":false"#, #""suffix":null"#, #""min_tokens":null"#,
    #""stop":["x"]"#,
    #""seed":1"#, #""add_generation_prompt":true"#, #""unknown":{"deep":[1,{}]}"#,
  ]) func requestsThatAreContinued(_ member: String) throws {
    var rig = RescueRig(#"{"messages":[{"role":"user","content":"x"}],\#(member)}"#)
    rig.say("Hello")
    let patched = try rig.patched()
    #expect(patched.contains(#"{"role":"assistant","content":"Hello"}"#))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(patched.utf8)) }
  }

  @Test(arguments: [
    #""logprobs":2"#: RescueRefusal.logprobs, #""echo":true"#: .echo, #""suffix":"x""#: .unsupportedMember("suffix"),
    #""best_of":3"#: .severalChoices,
  ])
  func completionsThatAreNotContinued(_ member: String, _ refusal: RescueRefusal) throws {
    var rig = RescueRig(#"{"prompt":"x",\#(member)}"#, .completions)
    rig.deliver(Self.completion("a"))
    #expect(try rig.plan() == .refuse(refusal))
  }

  @Test(arguments: [
    (#"{"tool_calls":[{"index":0,"id":"c","function":{"name":"f"}}]}"#, RescueRefusal.toolCall),
    (#"{"function_call":{"name":"f"}}"#, .toolCall),
    (#"{"reasoning":"Hm"}"#, .reasoning), (#"{"reasoning_content":"Hm"}"#, .reasoning), (#"{"refusal":"No"}"#, .otherOutput),
    (#"{"audio":{"id":"a"}}"#, .otherOutput),
  ]) func answersThatAreNotContinued(_ delta: String, _ refusal: RescueRefusal) throws {
    var rig = RescueRig(Self.chat)
    rig.say("Hello")
    rig.deliver(#"{"choices":[{"index":0,"delta":\#(delta)}]}"#)
    #expect(try rig.plan() == .refuse(refusal))
  }

  @Test(arguments: [#"{"tool_calls":[]}"#, #"{"tool_calls":null,"reasoning":null,"refusal":null}"#, #"{"reasoning":""}"#, "{}"])
  func emptyMembersSayNothing(_ delta: String) throws {
    var rig = RescueRig(Self.chat)
    rig.say("Hello")
    rig.deliver(#"{"choices":[{"index":0,"delta":\#(delta)}]}"#)
    #expect(throws: Never.self) { try rig.continuation() }
  }

  @Test func anotherChoiceIsNotContinued() throws {
    var rig = RescueRig(Self.chat)
    rig.say("Hello")
    rig.deliver(#"{"choices":[{"index":1,"delta":{"content":"Hi"}}]}"#)
    #expect(try rig.plan() == .refuse(.severalChoices))
  }

  @Test func modesAndTargets() throws {
    var rig = RescueRig(Self.chat)
    for isVisible in [false, true] {
      if isVisible { rig.say("Hello") }
      rig.mode = .off
      #expect(try rig.plan() == .refuse(.disabled))
      rig.mode = .restart
      #expect(try rig.plan() == (isVisible ? .refuse(.alreadyVisible) : .restart))
    }
    rig = RescueRig(Self.chat)
    rig.say("Hello")
    rig.supportsPrefill = false
    #expect(try rig.plan() == .replay)
    // What stands beside the text could not be cut with it.
    rig.body = Array(#"{"messages":[{"role":"user","content":"x"}],"logprobs":true}"#.utf8)
    #expect(try rig.plan() == .refuse(.noPrefill))
    // Completions need no prefill.
    var plain = RescueRig(#"{"prompt":"x"}"#, .completions)
    plain.supportsPrefill = false
    plain.deliver(Self.completion("a"))
    #expect(throws: Never.self) { try plain.continuation() }
  }

  @Test func withoutOutputItBeginsAnew() throws {
    var rig = RescueRig(#"{"messages":[],"n":3,"response_format":{"type":"json_object"}}"#)
    #expect(try rig.plan() == .restart)
    rig.say()
    #expect(try rig.plan() == .restart)
  }

  @Test func anAnswerThatHasEndedIsOnlyClosed() throws {
    var rig = RescueRig(Self.chat)
    rig.say("Hello")
    rig.deliver(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#)
    #expect(try rig.plan() == .conclude(finish: nil))
    // The usage that was told already is not told again.
    rig.deliver(#"{"id":"chatcmpl-1","choices":[],"usage":{"prompt_tokens":4,"completion_tokens":1,"total_tokens":5}}"#)
    #expect(rig.delivered.knownUsage?.totalTokens == 5)
    let closing = rig.delivered.closingData(finish: nil, isChat: true, includesUsage: true)
    #expect(closing == [Array("[DONE]".utf8)])
    var aborted = RescueRig(Self.chat)
    aborted.say("Hello")
    aborted.deliver(#"{"choices":[{"index":0,"delta":{},"finish_reason":"abort"}]}"#)
    #expect(throws: Never.self) { try aborted.continuation() }
  }

  @Test func aVeryLongAnswerIsNotContinued() throws {
    var rig = RescueRig(Self.chat)
    let piece = String(repeating: "x", count: 1 << 20)
    rig.say(piece, piece, piece, piece)
    #expect(throws: Never.self) { try rig.continuation() }
    rig.say("x")
    #expect(try rig.plan() == .refuse(.tooLong))
    #expect(rig.delivered.text.count == DeliveredAnswer.limit)
  }

  @Test func tokenIDsAreBounded() throws {
    var delivered = DeliveredAnswer()
    let ids = String(repeating: "1,", count: DeliveredAnswer.limit / 16) + "1"
    let event = Array(#"{"choices":[{"index":0,"delta":{"content":"a"},"token_ids":[\#(ids)]}]}"#.utf8)
    for _ in 0..<3 { delivered.note(data: event.span.bytes) }
    #expect(delivered.isTooLong)
    #expect(delivered.tokenIDs.count <= DeliveredAnswer.limit / 8)
  }

  @Test func otherEndpointsAreNotContinued() throws {
    var rig = RescueRig(#"{"input":"x"}"#, .embeddings)
    rig.say("x")
    #expect(try rig.plan() == .refuse(.endpoint))
  }

  // MARK: Closing

  @Test func closingSaysWhatIsKnown() {
    var rig = RescueRig(Self.chat)
    rig.deliver(
      #"{"id":"1","created":5,"model":"m","choices":[{"index":0,"delta":{"content":"a"}}],"usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}"#
    )
    let data = rig.delivered.closingData(finish: "length", isChat: true, includesUsage: true).map { String(decoding: $0, as: UTF8.self) }
    #expect(
      data == [
        #"{"id":"1","object":"chat.completion.chunk","created":5,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"#,
        #"{"id":"1","object":"chat.completion.chunk","created":5,"model":"m","choices":[],"usage":{"prompt_tokens":4,"total_tokens":6,"completion_tokens":2}}"#,
        "[DONE]",
      ])
    var unknown = RescueRig(Self.chat)
    unknown.say("a")
    let short = unknown.delivered.closingData(finish: nil, isChat: true, includesUsage: true)
    #expect(short == [Array("[DONE]".utf8)])
  }

  @Test func hostileEventsNeverTrap() {
    let mutator = Mutator(
      fragments: [#""choices":["#, #"{"delta":{"#, "null", "-9e99", "\"role\":", "]}"], alphabet: "{}[]\",:0123456789\\uané\u{0}")
    let seed = Array(
      #"{"id":"1","created":5,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"a\n"},"token_ids":[1,2],"finish_reason":"stop"}],"usage":{"prompt_tokens":4,"completion_tokens":2}}"#
        .utf8)
    FuzzBudget.run(cases: 3000) { number in
      var random = SplitMix64(seed: UInt64(number))
      var delivered = DeliveredAnswer()
      for _ in 0..<3 { delivered.note(data: mutator.mutate(seed, &random).span.bytes) }
      var stitcher = StreamStitcher(restarting: delivered)
      let event = mutator.mutate(seed, &random)
      if case .data(let data) = stitcher.receive(data: event.span.bytes) { #expect(ChunkScan.scan(data: data.span.bytes) != nil) }
    }
  }
}
