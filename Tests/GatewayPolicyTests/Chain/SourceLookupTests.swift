import GatewayCore
import OpenAIWire
import Testing

@testable import GatewayPolicy

/// Looking up an answer's sources in the request.
@Suite struct SourceLookupTests {
  @Test func aTextIsFoundWhereItIs() {
    for (text, other) in [("", ""), ("a", ""), ("abc", "c"), ("ababac", "abac"), ("aabaaab", "aaab"), ("aaaab", "aab"), ("xyxyxz", "xyxz")]
    {
      #expect(Array(text.utf8).containsText(Array(other.utf8)))
    }
    for (text, other) in [("", "a"), ("abc", "abcd"), ("ababab", "abac"), ("aaaa", "aab")] {
      #expect(!Array(text.utf8).containsText(Array(other.utf8)))
    }
  }

  @Test func everyShortTextIsLookedUpAsByHand() {
    let all = (0...6).flatMap { length in (0..<(1 << length)).map { code in (0..<length).map { UInt8(97 + code >> $0 & 1) } } }
    for text in all {
      for other in all where other.count <= 4 {
        let isThere =
          (0...max(0, text.count - other.count)).contains { text.dropFirst($0).starts(with: other) } && text.count >= other.count
        #expect(text.containsText(other) == isThere)
      }
    }
  }

  /// An answer cannot make the gateway look for more sources than it is ready to: what is not looked up was not found.
  @Test func onlySoManySourcesAreLookedUp() throws {
    let count = CitationGuard.mostLookedUp
    func block(_ number: Int) throws -> PolicyBlock? {
      let links = (0..<number).map { "https://example.com/\($0)" }.joined(separator: " ")
      let body = Array("{\"prompt\":\"\(links)\"}".utf8)
      let request = PolicyRequest(body.span.bytes, try RequestFields.scanTexts(body.span.bytes).texts)
      var settings = CitationSettings()
      settings.requiresSourceMatch = true
      let policy = PolicyDefinition(id: "c", kind: "citation-verifier", phases: [.output], action: .block, guardrail: .citations(settings))
      var answer = PolicyAnswer(to: request)
      answer.append(Array(links.utf8), to: AnswerLane(choice: 0, field: .content))
      return try PolicyChain([policy]).inspect(answer, spanHits: []).verdict.block
    }
    #expect(try block(count) == nil)
    #expect(try block(2 * count)?.reason == "citation_unverified")
  }
}
