@testable import OpenAIWire
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
    "{\"choices\":[{\"index\":0,\"index\":1,\"text\":\"twice\"}]}", "{\"choices\":[{\"index\":0,\"text\":\"cut\"",
  ]

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
