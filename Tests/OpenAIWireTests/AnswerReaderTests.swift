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
  @Test func itForgetsWhatItKnewOfOthers() throws {
    FuzzBudget.run(cases: 300) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      var (reader, plain) = (AnswerReader(), AnswerReader())
      let some = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in Self.events.randomElement(using: &random) }
      for _ in 0..<40 {
        var data = Array((some.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<6, using: &random) == 0, !data.isEmpty {
          data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let expected = ChunkScan.scan(data: data.span.bytes)
        #expect(plain.facts(data.span.bytes) == expected)
        #expect(reader.read(data.span.bytes) == expected)
        guard expected?.isDone == false else { continue }
        let texts = try? AnswerTexts.scan(data.span.bytes, isPiece: true)
        #expect((reader.problem == nil) == (texts != nil))
        guard let texts else { continue }
        #expect(reader.texts.texts == texts.texts && reader.texts.repetitions == texts.repetitions)
        #expect(reader.texts.choicesRange == texts.choicesRange && reader.texts.usageRange == texts.usageRange)
        #expect(reader.texts.holdsUninspectable == texts.holdsUninspectable)
      }
    }
  }

  @Test func itTellsWhatTheTwoScansTell() throws {
    var reader = AnswerReader()
    for text in Self.events.flatMap({ first in Self.events.flatMap { [first, $0] } }) {
      let data = Array(text.utf8)
      let facts = reader.read(data.span.bytes)
      #expect(facts == ChunkScan.scan(data: data.span.bytes))
      guard facts?.isDone == false else { continue }
      do throws(JSONProblem) {
        let texts = try AnswerTexts.scan(data.span.bytes, isPiece: true)
        #expect(reader.problem == nil)
        #expect(reader.texts.texts == texts.texts && reader.texts.repetitions == texts.repetitions)
        #expect(reader.texts.choicesRange == texts.choicesRange && reader.texts.usageRange == texts.usageRange)
      } catch {
        #expect(reader.problem == error)
      }
    }
  }
}
