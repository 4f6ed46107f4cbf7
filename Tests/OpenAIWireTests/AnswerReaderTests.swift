@testable import OpenAIWire
import GatewayTestSupport
import Testing

/// What a reader tells of an event is what ``ChunkScan`` and ``AnswerTexts`` tell of it, whatever it read before.
@Suite struct AnswerReaderTests {
  private static let events: [String] = [
    "[DONE]", "{}", "nonsense", "[1]", "{\"choices\":[]}", "{\"usage\":{\"prompt_tokens\":3},\"choices\":[]}",
    "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}", "{\"choices\":[],\"usage\":null}",
    "{\"usage\":{\"prompt_tokens\":3}}", "{\"choices\":{},\"usage\":{\"total_tokens\":1}}",
    "{\"error\":{\"message\":\"no\",\"code\":500}}", "{\"error\":\"no\"}", "{\"error\":null,\"choices\":[]}",
    "{\"object\":\"error\",\"message\":\"no\"}",
    "{\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":1,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}",
    "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"\"}]}",
    "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"reasoning\":\"b\"},\"finish_reason\":\"abort\"}]}",
    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":2,\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]},\"logprobs\":{\"content\":[]}}]}",
    "{\"choices\":[{\"index\":0,\"text\":\"\\ud83d\"}]}", "{\"id\":\"\\ud83d\",\"choices\":[]}",
    // Alike in all but their texts, or nearly.
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" two \\ud83d\\ude00 and a text that is longer\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\ude00 é\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\u{1}\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\",\"refusal\":\"b\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":null},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"logprobs\":null}],\"usage\":{\"total_tokens\":1}}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a",
    "{\"usage\":null,\"id\":\"text\",\"choices\":[{\"text\":\"text\",\"finish_reason\":\"stop\"}]}",
    "{\"choices\":[{\"index\":0,\"index\":1,\"text\":\"twice\"}]}", "{\"choices\":[{\"index\":0,\"text\":\"cut\"",
  ]

  /// Random streams of events that are mostly alike: what is told does not depend on what came before.
  @Test func itForgetsWhatItKnewOfOthers() {
    FuzzBudget.run(cases: 300) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      var reader = AnswerReader()
      var plain = AnswerReader()
      let some = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in Self.events.randomElement(using: &random) }
      for _ in 0..<40 {
        var data = Array((some.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<6, using: &random) == 0, !data.isEmpty {
          data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        #expect(plain.facts(data.span.bytes) == ChunkScan.scan(data: data.span.bytes))
        Self.expectTheSame(&reader, data)
      }
    }
  }

  @Test func itTellsWhatTheTwoScansTell() {
    for first in Self.events {
      // A reader gives up looking for what is alike where nothing is.
      var reader = AnswerReader()
      for text in Self.events.flatMap({ [first, $0] }) { Self.expectTheSame(&reader, Array(text.utf8)) }
    }
  }

  /// Around one string of an event.
  private static let frames: [(String, String)] = [
    ("{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"", "\"},\"logprobs\":null,\"finish_reason\":null}]}"),
    ("{\"choices\":[{\"index\":1,\"delta\":{\"reasoning\":\"", "\"}}],\"usage\":null}"),
    ("{\"usage\":null,\"choices\":[{\"text\":\"", "\",\"index\":3}]}"), ("{\"note\":\"", "\",\"choices\":[],\"usage\":null}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"},\"finish_reason\":\"stop\"}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"},\"logprobs\":{\"content\":[]}}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}"),
    ("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"", "\"},\"index\":2}]}}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"a\",\"reasoning\":\"", "\"}}]}"), ("{\"choices\":[{\"delta\":{\"", "\":\"a\"}}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"},\"error\":\"\"}]}"), ("\"", "\""), ("{\"object\":\"", "\"}"),
  ]

  /// What may stand there, or may not.
  private static let contents = [
    "", "a", " token", "\\n", "\\\"", "\\", "\"", "é", "日本語 😀", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\ud83dx", "\u{1}",
    "\"},\"x\":{\"y\":\"",
    "\"},\"logprobs\":null,\"finish_reason\":null}]}", "error", "content", String(repeating: "long ", count: 40),
    "a\"},\"delta\":{\"content\":\"b",
  ]

  /// Events that differ from the one before in a string: all pairs of contents, and from one frame to the next.
  @Test func eventsThatResembleTheLastOne() {
    for (head, tail) in Self.frames {
      var reader = AnswerReader()
      for content in Self.contents.flatMap({ first in Self.contents.flatMap { [first, $0] } }) {
        Self.expectTheSame(&reader, Array((head + content + tail).utf8))
      }
      for other in Self.frames { Self.expectTheSame(&reader, Array((head + "a" + other.1).utf8)) }
      Self.expectTheSame(&reader, Array((head + "a" + tail).utf8) + [0xff])
      Self.expectTheSame(&reader, Array((head + "b").utf8) + [0xff] + Array(tail.utf8))
    }
  }

  private static func expectTheSame(_ reader: inout AnswerReader, _ data: [UInt8]) {
    let facts = reader.read(data.span.bytes)
    let name = String(decoding: data, as: UTF8.self)
    #expect(facts == ChunkScan.scan(data: data.span.bytes), "\(name)")
    guard facts?.isDone == false else { return }
    do throws(JSONProblem) {
      let texts = try AnswerTexts.scan(data.span.bytes, isPiece: true)
      #expect(reader.problem == nil, "\(name)")
      #expect(reader.texts.texts == texts.texts && reader.texts.repetitions == texts.repetitions, "\(name)")
      #expect(reader.texts.choicesRange == texts.choicesRange && reader.texts.usageRange == texts.usageRange, "\(name)")
      #expect(reader.texts.holdsUninspectable == texts.holdsUninspectable, "\(name)")
    } catch {
      #expect(reader.problem == error, "\(name)")
    }
  }
}
