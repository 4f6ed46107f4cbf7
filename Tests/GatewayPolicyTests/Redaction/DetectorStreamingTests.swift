import GatewayPolicy
import GatewayTestSupport
import Testing

/// The built-in detectors, as they are, under random texts and cuts.
@Suite(.longComputation) struct DetectorStreamingTests {
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
    "\u{e0034}\u{e0031}", tags("4111 1111 1111 1111"), tags("alice@example.com"), tags("alice"),
    "word", " is ", "4", "11", "0x", "bc1", "１２", "é", "日本", "😀", "\u{200b}", "1HGCM82633A004352", "\"", "}",
  ]

  /// Values that are longer than their detectors look: all of them goes away, and no more than the bound is ever held back.
  @Test func valuesOfAnyLength() {
    let alphabet = Array("abcXYZ019-_".utf8)
    FuzzBudget.run(cases: 60) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      func filler(_ count: Int) -> String {
        String(decoding: (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0x61 }, as: UTF8.self)
      }
      let isURL = seed % 2 == 0
      let limit = isURL ? 1024 : 4096
      let head = isURL ? "https://example.com/q?x=" : "eyJhbGciOiJIUzI1NiJ9.eyJ"
      let length = Int.random(in: max(limit - 40, 0)...(limit + 600), using: &random)
      let middle = isURL ? "&to=(a);www.other.example/\u{200b}%41" : ".\u{200b}"
      let value = head + filler(length / 2) + middle + filler(length / 2)
      let text = Array("Go to \(value) and \(value)日 bob@example.com.".utf8)
      let entity: Entity = isURL ? .url : .jwt
      let property = StreamingProperty(plan: SpanPlan(redacting: DetectorCatalog.detectors(for: [entity, .email])))
      let whole = property.redaction(of: text)
      let label = isURL ? "[URL]" : "[JWT]"
      #expect(String(decoding: whole, as: UTF8.self) == "Go to \(label) and \(label)日 [EMAIL].", "seed \(seed)")
      let rate = Int.random(in: 1...200, using: &random)
      let cuts = (1..<text.count).filter { _ in Int.random(in: 0..<rate, using: &random) == 0 }
      if let failure = property.failure(text, cuts: cuts, whole: whole) { Issue.record("seed \(seed): \(failure)") }
    }
  }

  /// The lengths around the limits, and what may stand there.
  @Test(arguments: [1022, 1023, 1024, 1025, 1026], [".", ",", ")", "a", " ", "&b"]) func addressesAroundTheLimit(
    _ length: Int, _ tail: String
  ) {
    let head = "https://example.com/"
    let value = head + String(repeating: "a", count: length - head.count) + tail
    let property = StreamingProperty(plan: SpanPlan(redacting: DetectorCatalog.detectors(for: [.url])))
    let text = Array("(see \(value) x".utf8)
    let whole = property.redaction(of: text)
    let shown = String(decoding: whole, as: UTF8.self)
    #expect(shown.hasPrefix("(see [URL]") && shown.hasSuffix(" x") && !shown.contains("a"), "\(shown)")
    for cut in 1020..<(text.count - 2) {
      #expect(property.failure(text, cuts: [cut], whole: whole) == nil)
      #expect(property.failure(text, cuts: [cut, cut + 1, cut + 2], whole: whole) == nil)
    }
  }

  /// A token of which only the dot behind a part is still seen goes on as well.
  @Test(arguments: 4090...4100) func tokensAroundTheLimit(_ length: Int) {
    let head = "eyJhbGciOiJIUzI1NiJ9.eyJ"
    let value = head + String(repeating: "b", count: length - head.count) + "." + String(repeating: "c", count: 43)
    let property = StreamingProperty(plan: SpanPlan(redacting: DetectorCatalog.detectors(for: [.jwt])))
    let text = Array("t=\(value) x".utf8)
    let whole = property.redaction(of: text)
    #expect(String(decoding: whole, as: UTF8.self) == "t=[JWT] x")
    for cut in 4088..<4110 { #expect(property.failure(text, cuts: [cut, cut + 3], whole: whole) == nil) }
  }

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
