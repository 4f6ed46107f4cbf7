import Foundation
import GatewayCore
import GatewayTestSupport
import OpenAIWire
import Testing

@testable import GatewayFleet

@Suite struct ChunkContentTests {
  @Test(arguments: [
    (#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#, false), (#"{"choices":[{"index":0,"delta":{}}]}"#, false),
    (#"{"id":"a","choices":[]}"#, false), ("{}", false), (#"{"choices":[{"index":0,"text":""}]}"#, false),
    (#"{"choices":[{"index":0,"delta":{"tool_calls":[],"content":null},"token_ids":[],"logprobs":null}]}"#, false),
    (#"{"choices":[{"index":0,"text":" "}]}"#, true), (#"{"choices":[{"index":0,"delta":{"content":"\u00e4"}}]}"#, true),
    (#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, true), (#"{"choices":[],"usage":{"prompt_tokens":1}}"#, true),
    (#"{"choices":[{"index":0,"delta":{}},{"index":1,"delta":{"content":"x"}}]}"#, true), ("[DONE]", true), ("no", true),
  ]) func whatCarriesAnAnswer(_ data: String, _ carries: Bool) {
    let bytes = Array(data.utf8)
    #expect(ChunkContent.carriesAnswer(bytes.span.bytes) == carries)
  }
}

@Suite struct StreamStitcherTests {
  private func receive(_ stitcher: inout StreamStitcher, _ event: String) -> String? {
    let bytes = Array(event.utf8)
    guard case .data(let data) = stitcher.receive(data: bytes.span.bytes) else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  private func output(_ stitcher: inout StreamStitcher, _ event: String) -> StreamStitcher.Output {
    let bytes = Array(event.utf8)
    return stitcher.receive(data: bytes.span.bytes)
  }

  private func stitcher(overlap: String = "", kept: Int = 2, first texts: String = "Hello") -> StreamStitcher {
    var rig = RescueRig("{}")
    rig.say(texts)
    var continuation = RescuePlan.Continuation()
    continuation.overlap = Array(overlap.utf8)
    continuation.keptTokens = kept
    return StreamStitcher(continuing: rig.delivered, continuation)
  }

  @Test func idTimeAndModelAreTheFirstOnes() {
    var stitcher = stitcher()
    let event = receive(
      &stitcher,
      #"{"id":"chatcmpl-2","object":"chat.completion.chunk","created":9,"model":"other","choices":[{"index":0,"delta":{"content":" you"},"logprobs":null,"x":1.0}]}"#
    )
    #expect(
      event
        == #"{"id":"chatcmpl-1","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,"delta":{"content":" you"},"logprobs":null,"x":1.0}]}"#
    )
  }

  @Test func theRoleIsNotSaidAgain() {
    var stitcher = stitcher()
    #expect(output(&stitcher, #"{"id":"2","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#) == .drop)
    for (delta, expected) in [
      (#"{"role":"assistant","content":"a"}"#, #"{"content":"a"}"#), (#"{"content":"a", "role":"assistant"}"#, #"{"content":"a"}"#),
      (#"{"content":"a","role":"assistant","reasoning":null}"#, #"{"content":"a","reasoning":null}"#),
    ] {
      #expect(receive(&stitcher, #"{"choices":[{"index":0,"delta":\#(delta)}]}"#) == #"{"choices":[{"index":0,"delta":\#(expected)}]}"#)
    }
    #expect(
      receive(&stitcher, #"{"choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":"stop"}]}"#)
        == #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#)
  }

  @Test func whiteSpaceThatIsThereIsNotRepeated() {
    func joined(_ overlap: String, _ pieces: [String]) -> String {
      var stitcher = stitcher(overlap: overlap)
      var delivered = DeliveredAnswer()
      for piece in pieces {
        let text = String(decoding: JSONText.quoted(piece), as: UTF8.self)
        if case .data(let data) = output(&stitcher, #"{"choices":[{"index":0,"delta":{"content":\#(text)}}]}"#) {
          delivered.note(data: data.span.bytes)
        }
      }
      return String(decoding: delivered.text, as: UTF8.self)
    }
    #expect(joined("\n\n", ["\n\nB"]) == "B")
    #expect(joined("\n\n", ["\n", "\n", "B"]) == "B")
    #expect(joined("\n", ["\n\nB"]) == "\nB")
    #expect(joined(" ", ["B"]) == "B")
    #expect(joined(" \n", [" ", "x", "\n"]) == "x\n")
    #expect(joined("", ["\n"]) == "\n")
  }

  @Test func whatIsRepeatedIsLeftOut() {
    /// The text that goes on, or why none does.
    func joined(_ first: String, _ pieces: [String], finish: Bool = true) -> String {
      var rig = RescueRig("{}")
      rig.say(first)
      var stitcher = StreamStitcher(replaying: rig.delivered)
      var rest = DeliveredAnswer()
      var events = pieces.map { #"{"choices":[{"index":0,"delta":{"content":\#(String(decoding: JSONText.quoted($0), as: UTF8.self))}}]}"# }
      if finish { events.append(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#) }
      for event in events + ["[DONE]"] {
        switch output(&stitcher, event) {
        case .data(let data): rest.note(data: data.span.bytes)
        case .failed(let problem): return problem.rawValue
        case .drop, .done: break
        }
      }
      return String(decoding: rest.text, as: UTF8.self)
    }
    #expect(joined("Hé💧", ["Hé💧 you"]) == " you")
    #expect(joined("Hé💧", ["H", "é", "💧", " ", "you"]) == " you")
    #expect(joined("Hello", ["Hello"]).isEmpty)
    // What is repeated is repeated once.
    #expect(joined("ha ", ["ha ", "ha ", "ha "]) == "ha ha ")
    for pieces in [["Hallo"], ["He", "y"], ["Hell"], []] {
      #expect(joined("Hello", pieces) == "other_text")
      #expect(joined("Hello", pieces, finish: false) == "other_text")
    }
    var rig = RescueRig("{}")
    rig.say("Hello")
    var stitcher = StreamStitcher(replaying: rig.delivered)
    #expect(output(&stitcher, #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0}]}}]}"#) == .failed(.otherText))
  }

  @Test func usageIsThatOfOneRequest() throws {
    var stitcher = stitcher(kept: 5)
    let event = try #require(
      receive(
        &stitcher,
        #"{"choices":[],"usage":{"prompt_tokens":15,"total_tokens":22,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":12}}}"#
      ))
    #expect(
      event
        == #"{"choices":[],"usage":{"prompt_tokens":10,"total_tokens":22,"completion_tokens":12,"prompt_tokens_details":{"cached_tokens":10}}}"#
    )
    #expect(stitcher.usage == Usage(promptTokens: 10, completionTokens: 12, totalTokens: 22, cachedTokens: 10))
    #expect(stitcher.upstreamUsage == Usage(promptTokens: 15, completionTokens: 7, totalTokens: 22, cachedTokens: 12))
  }

  @Test func aKnownPromptCountStays() throws {
    var rig = RescueRig("{}")
    rig.deliver(#"{"choices":[{"index":0,"delta":{"content":"a"}}],"usage":{"prompt_tokens":4,"completion_tokens":3,"total_tokens":7}}"#)
    var continuation = RescuePlan.Continuation()
    continuation.keptTokens = 3
    var stitcher = StreamStitcher(continuing: rig.delivered, continuation)
    _ = receive(&stitcher, #"{"choices":[],"usage":{"prompt_tokens":9,"total_tokens":11,"completion_tokens":2}}"#)
    #expect(stitcher.usage == Usage(promptTokens: 4, completionTokens: 5, totalTokens: 9))
  }

  @Test func theEndAndItsProblems() {
    for (event, expected) in [
      ("[DONE]", StreamStitcher.Output.done), ("nonsense", .failed(.malformed)),
      (#"{"error":{"message":"x","code":500}}"#, .failed(.upstreamError)),
      (#"{"choices":[{"index":0,"delta":{},"finish_reason":"abort"}]}"#, .failed(.upstreamError)),
      (#"{"choices":[{"index":1,"delta":{"content":"x"}}]}"#, .failed(.unexpectedChoice)),
      (#"{"choices":[{"index":0,"delta":{"reasoning":"x"}}]}"#, .failed(.reasoning)),
      (#"{"choices":[{"index":0,"delta":{"content":""}}]}"#, .drop),
      (#"{"choices":[{"index":0,"delta":{"reasoning":""}}]}"#, .drop), (#"{"choices":[]}"#, .drop),
    ] {
      var stitcher = stitcher()
      #expect(output(&stitcher, event) == expected)
    }
  }

  @Test func aToolCallMayFollowTheText() {
    var stitcher = stitcher()
    let event = #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f"}}]}}]}"#
    #expect(receive(&stitcher, event) == event)
  }

  @Test func tokenIDsOfThePromptAreNotRepeated() {
    var rig = RescueRig("{}")
    rig.deliver(#"{"id":"1","prompt_token_ids":[1],"choices":[{"index":0,"delta":{"content":"a"},"token_ids":[2]}]}"#)
    var stitcher = StreamStitcher(continuing: rig.delivered, RescuePlan.Continuation())
    #expect(
      receive(&stitcher, #"{"id":"2","prompt_token_ids":[1,2],"choices":[{"index":0,"delta":{"content":"b"},"token_ids":[3]}]}"#)
        == #"{"id":"1","prompt_token_ids":null,"choices":[{"index":0,"delta":{"content":"b"},"token_ids":[3]}]}"#)
  }

  @Test func aRestartKeepsTheIdAndDropsTheRole() {
    var rig = RescueRig("{}")
    rig.say()
    var stitcher = StreamStitcher(restarting: rig.delivered)
    #expect(output(&stitcher, #"{"id":"2","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#) == .drop)
    #expect(
      receive(&stitcher, #"{"id":"2","choices":[{"index":0,"delta":{"reasoning":"Hm"}}]}"#)?.hasPrefix(#"{"id":"chatcmpl-1""#) == true)
  }

  /// The first replica has sent comments alone.
  @Test func aRestartOfNothingSaysTheRoleOnce() {
    var stitcher = StreamStitcher(restarting: DeliveredAnswer())
    let role = #"{"id":"2","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#
    #expect(receive(&stitcher, role) == role)
    #expect(output(&stitcher, role) == .drop)
    #expect(
      receive(&stitcher, #"{"id":"2","choices":[{"index":0,"delta":{"role":"assistant","content":"a"}}]}"#)
        == #"{"id":"2","choices":[{"index":0,"delta":{"content":"a"}}]}"#)
  }
}

/// An engine that answers with a text that it knows by heart, a token of a few letters at a time, and dies when it is told to.
private struct MemoryEngine {
  let answer: [UInt8]
  let trimsMessages: Bool
  let isChat: Bool

  /// The text that a request has of the answer already.
  private func begun(_ body: [UInt8]) throws -> [UInt8] {
    let object = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    guard isChat else { return Array(try #require(object["prompt"] as? String).utf8.dropFirst(6)) }
    guard object["continue_final_message"] as? Bool == true else { return [] }
    #expect(object["add_generation_prompt"] as? Bool == false)
    let message = try #require((object["messages"] as? [[String: Any]])?.last)
    #expect(message["role"] as? String == "assistant")
    let text = try #require(message["content"] as? String)
    // A template that trims takes white space from the start, too: the engine knows how its answer begins.
    guard trimsMessages else { return Array(text.utf8) }
    let trimmed = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
    return answer.prefix { $0 == 0x20 || $0 == 0x0a } + trimmed
  }

  /// The events of an answer to a body; as many as it lives for.
  func events(_ body: [UInt8], id: Int, life: Int, using random: inout SplitMix64) throws -> (data: [[UInt8]], isComplete: Bool) {
    var position = try begun(body).count
    let prompt = 10 + position
    var tokens = 0
    var result: [String] = []
    func event(_ choice: String, usage: String = "") -> String {
      #"{"id":"id-\#(id)","created":\#(id),"model":"m\#(id)","choices":[\#(choice)]\#(usage)}"#
    }
    if isChat { result.append(event(#"{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}"#)) }
    while position < answer.count {
      var end = min(answer.count, position + Int.random(in: 1...4, using: &random))
      while end < answer.count, answer[end] & 0xc0 == 0x80 { end += 1 }
      let text = String(decoding: JSONText.quoted(String(decoding: answer[position..<end], as: UTF8.self)), as: UTF8.self)
      tokens += end - position
      let usage = #","usage":{"prompt_tokens":\#(prompt),"completion_tokens":\#(tokens),"total_tokens":\#(prompt + tokens)}"#
      result.append(event(isChat ? #"{"index":0,"delta":{"content":\#(text)}}"# : #"{"index":0,"text":\#(text)}"#, usage: usage))
      position = end
    }
    result.append(event(isChat ? #"{"index":0,"delta":{},"finish_reason":"stop"}"# : #"{"index":0,"text":"","finish_reason":"stop"}"#))
    result.append(
      event("", usage: #","usage":{"prompt_tokens":\#(prompt),"completion_tokens":\#(tokens),"total_tokens":\#(prompt + tokens)}"#))
    result.append("[DONE]")
    return (result.prefix(life).map { Array($0.utf8) }, life >= result.count)
  }
}

@Suite struct RescueWalkTests {
  private static let answers = [
    "The quick brown fox.\n\n  It jumps.\t\n\nEnd.", "  Leading and trailing  ", "é\u{1F600} 漢字\n\"quoted\" \\ back\\slash\n", "x", "\n",
    " \n ", "a\u{0301} b",
  ]

  /// Engines die one after the other at every point: the client gets the undisturbed text as one stream, and each token is billed once.
  @Test(arguments: [true, false], [true, false]) func theClientSeesOneUnbrokenAnswer(isChat: Bool, trimsMessages: Bool) throws {
    for (number, answer) in Self.answers.enumerated() {
      for life in [0, 1, 2, 3, 4, 6, 9, 14, 30] {
        var random = SplitMix64(seed: UInt64(life * 100 + number))
        try walk(Array(answer.utf8), isChat: isChat, trims: trimsMessages, life: life, using: &random)
      }
    }
  }

  private func walk(_ answer: [UInt8], isChat: Bool, trims: Bool, life: Int, using random: inout SplitMix64) throws {
    let engine = MemoryEngine(answer: answer, trimsMessages: trims, isChat: isChat)
    let original = Array(
      (isChat ? #"{"messages":[{"role":"user","content":"q"}],"seed":3}"# : #"{"prompt":"prompt","max_tokens":5000,"seed":3}"#).utf8)
    var delivered = DeliveredAnswer()
    var client = DeliveredAnswer()
    var ids = Set<[UInt8]>()
    var roles = 0
    var usage: Usage?
    var body = original
    var stitcher: StreamStitcher?
    var rescues = 0
    for attempt in 1...60 {
      let (events, isComplete) = try engine.events(
        body, id: attempt, life: attempt > 50 ? .max : life + Int.random(in: 0...3, using: &random), using: &random)
      for event in events {
        var data = event
        if stitcher != nil {
          switch stitcher?.receive(data: event.span.bytes) {
          case .data(let new): data = new
          case .drop, .done: continue
          case .failed(let problem): throw Broken(problem: problem)
          case nil: continue
          }
        }
        delivered.note(data: data.span.bytes)
        client.note(data: data.span.bytes)
        if let chunk = ChunkReader.read(data.span.bytes) {
          if let id = chunk.id { ids.insert(data.span.bytes.array(id)) }
          roles += chunk.choices.count { $0.role != nil }
          usage = chunk.usage ?? usage
        }
      }
      if isComplete { break }
      rescues += 1
      let fields = try RequestFields.scan(original.span.bytes)
      let request = try RescueRequest.scan(original.span.bytes, endpoint: isChat ? .chatCompletions : .completions, fields: fields)
      let plan = RescuePlan.make(
        body: original.span.bytes, request: request, delivered: delivered, mode: .continue, supportsPrefill: true)
      switch plan {
      case .continue(let continuation):
        body = continuation.patches.applied(to: original.span.bytes)
        stitcher = StreamStitcher(continuing: delivered, continuation)
      case .restart:
        body = original
        stitcher = StreamStitcher(restarting: delivered)
      case .replay:
        body = original
        stitcher = StreamStitcher(replaying: delivered)
      case .conclude:
        #expect(client.finish != nil)
        #expect(client.text == answer)
        return
      case .refuse(let refusal): throw Refused(refusal: refusal)
      }
    }
    #expect(client.text == answer)
    #expect(client.finish == .stop)
    #expect(ids.count == 1)
    #expect(roles == (isChat ? 1 : 0))
    // Never more than there is; a token that ends in white space which is generated again may be missing.
    let counted = try #require(usage?.completionTokens)
    #expect(counted <= answer.count && counted >= answer.count - 4 * rescues)
    if answer.allSatisfy({ $0 != 0x20 && $0 != 0x0a }) { #expect(counted == answer.count) }
    #expect(usage?.promptTokens == 10)
  }

  private struct Broken: Error { let problem: StreamStitcher.Problem }
  private struct Refused: Error { let refusal: RescueRefusal }
}
