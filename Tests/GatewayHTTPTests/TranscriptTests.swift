import GatewayHTTP
import GatewayTestSupport
import Testing

/// What real servers sent, byte for byte.
@Suite(.longComputation, .enabled(if: Transcript.areAvailable, "there are no recordings: PENSTOCK_SHARED does not name their folder"))
struct TranscriptTests {
  @Test(arguments: Transcript.all) func everyAnswerIsReadHoweverItIsCut(_ transcript: Transcript) throws {
    guard !transcript.answer.isEmpty, transcript.method != "HEAD" else { return }
    let expected = try #require(RecordedAnswer(transcript.answer))
    let isInterim = expected.status < 200
    let whole = readAnswers([transcript.answer], closes: true)
    guard case .answer(let head)? = whole.first else {
      Issue.record("no head: \(whole.prefix(1))")
      return
    }
    if !isInterim {
      #expect(head.status == expected.status)
      #expect(head.fields.map { $0.name.lowercased() } == expected.fields.map(\.name))
      #expect(head.fields.map(\.value) == expected.fields.map(\.value))
      var body: [UInt8] = []
      for case .body(let text) in whole { body = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
      #expect(body == expected.body)
      #expect((whole.last == .end) == expected.isComplete)
    }
    #expect(!whole.contains { $0.isProblem })
    var random = SplitMix64(seed: UInt64(transcript.answer.count))
    for size in [20, 1000, 20_000] {
      let pieces = transcript.answer.randomPieces(upTo: size, using: &random)
      #expect(readAnswers(pieces, closes: true) == whole)
    }
  }

  @Test func thereAreManyOfThem() { #expect(Transcript.all.count > 500) }
}
