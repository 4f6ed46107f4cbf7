import GatewayPolicy
import GatewayTestSupport
import Testing

/// The built-in detectors, as they are, under random texts and cuts.
@Suite struct DetectorStreamingTests {
  private static let plan = SpanPlan(redacting: DetectorCatalog.all)

  /// Pieces that have something to do with each other, so that random texts come near to matches.
  private static let parts = [
    "4111 1111 1111 1111", "4111111111111111", "378282246310005", "123-45-6789", "SSN 123456789", "alice@example.com", "alice", "@", ".com",
    "+1 (415) 555-2671",
    "+49 30 901820", "DE89 3704 0044 0532 0130 00", "DE89", "192.168.0.1", "2001:db8::1", "::", ":", "https://example.com/a?b=c", "www.",
    "sk-proj-", "abc123DEF456ghi789JKL",
    "AKIAIOSFODNN7EXAMPLE", "ghp_", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.", "password: hunter2!", "api_key = ", "MRN 00123456",
    "March 5, 2021", "2021-03-04", "03/04/2021",
    "5 mai 1990", "47 years old", "-----BEGIN PRIVATE KEY-----\n", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj", "\n",
    " ", " ", " ", ".", ",", "-", "The ",
    "word", " is ", "4", "11", "0x", "bc1", "１２", "é", "日本", "😀", "\u{200b}", "1HGCM82633A004352", "\"", "}",
  ]

  @Test func randomTextsAndCuts() {
    FuzzBudget.run(cases: 4_000) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let property = StreamingProperty(plan: Self.plan, isJSON: seed % 4 == 3)
      let text = Array(
        (0..<Int.random(in: 1...9, using: &random)).map { _ in Self.parts.randomElement(using: &random) ?? "" }.joined().utf8)
      let rate = Int.random(in: 1...8, using: &random)
      let cuts = (1..<max(text.count, 1)).filter { _ in Int.random(in: 0..<rate, using: &random) == 0 }
      if let failure = property.failure(text, cuts: cuts, whole: property.redaction(of: text)) {
        Issue.record("seed \(seed), \(String(decoding: text, as: UTF8.self)), cut at \(cuts): \(failure)")
      }
    }
  }
}
