import GatewayPolicy
import GatewayTestSupport
import Testing

/// The detectors of free-text entities, as they are, under random texts and cuts.
@Suite(.longComputation) struct EntityStreamingTests {
  private static let plan = SpanPlan(redacting: EntityDetectors.all)

  private static let parts = [
    "Anna", "Schmidt", "Mr. ", "Dr", "J.", "van ", "der ", "O'Neil", "New ", "York", "United ", "States", "Brightwell ", "Ltd.", "GmbH",
    "University of ", "12 ", "Oak ", "Street", ", ", "Apt. ", "5B", "IL ", "62704", "P.O. ", "Box ", "17", "rue ", "de ", "Linden",
    "strasse ",
    "zip code ", "SW1A 1AA", "\n", " ", " ", " ", ".", ",", "-", "'s ", "The ", "Hello ", "says ", "is ", "É", "ß", "日本", "Α", "\u{200b}",
    "Jr",
  ]

  @Test func randomTextsAndCuts() {
    FuzzBudget.run(cases: 1_000) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let property = StreamingProperty(plan: Self.plan, isJSON: seed % 4 == 3)
      let text = Array(
        (0..<Int.random(in: 1...14, using: &random)).map { _ in Self.parts.randomElement(using: &random) ?? "" }.joined().utf8)
      let rate = Int.random(in: 1...8, using: &random)
      let cuts = (1..<max(text.count, 1)).filter { _ in Int.random(in: 0..<rate, using: &random) == 0 }
      if let failure = property.failure(text, cuts: cuts, whole: property.redaction(of: text)) {
        Issue.record("seed \(seed), \(String(decoding: text, as: UTF8.self)), cut at \(cuts): \(failure)")
      }
    }
  }

  @Test func randomBytesDoNotTrap() {
    FuzzBudget.run(cases: 1_000) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let result = SpanScanner(EntityDetectors.all).scan(bytes.span, isFinal: true)
      #expect(result.findings.allSatisfy { $0.start < $0.end && $0.end <= bytes.count })
    }
  }

  @Test func longRunsOfOneKindAreBounded() {
    for piece in ["A", "Anna ", "1", "12 ", "'", "-", "Oak Street ", "New ", "of ", "A.", "\u{fc}"] {
      let bytes = Array(String(repeating: piece, count: 2_000).utf8)
      let result = SpanScanner(EntityDetectors.all).scan(bytes.span, isFinal: true)
      #expect(result.findings.allSatisfy { $0.end - $0.start <= 160 })
    }
  }

  /// A sentence that begins with an ordinary word is decided as soon as that word is over.
  @Test(arguments: ["The ", "Please ", "However,", "Write ", "What ", "Install ", "Nevertheless ", "Yesterday "])
  func ordinaryWordsHoldNothingBack(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(SpanScanner(EntityDetectors.all).scan(bytes.span, isFinal: false).decided == bytes.count)
  }

  @Test func namesAreHeldUntilTheyAreDecided() {
    let bytes = Array("I met Anna".utf8)
    #expect(SpanScanner(EntityDetectors.all).scan(bytes.span, isFinal: false).decided == 6)
  }
}
