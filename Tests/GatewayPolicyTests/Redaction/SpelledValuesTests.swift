import GatewayCore
@testable import GatewayPolicy
import GatewayTestSupport
import Synchronization
import Testing

/// A text in tag characters, which do not show.
func tags(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xe0000) }))
}

/// Values that are spelled in tag characters.
@Suite struct SpelledValuesTests {
  private static let plan = SpanPlan(redacting: DetectorCatalog.all)

  private static func redacted(_ text: String, isJSON: Bool = false) -> String {
    var vault = PlaceholderVault()
    let bytes = Array(text.utf8)
    return String(decoding: TextRedactor(plan).redact(bytes, isJSON: isJSON, vault: &vault).text ?? bytes, as: UTF8.self)
  }

  @Test func whatTagCharactersSpellIsFound() {
    #expect(Self.redacted("Nice weather.\(tags("4111 1111 1111 1111")) Yes.") == "Nice weather.[CREDIT_CARD] Yes.")
    #expect(Self.redacted("\(tags("write to bob@example.com now")) 12") == "\(tags("write to "))[EMAIL]\(tags(" now")) 12")
    let escapes = tags("4111111111111111").utf16.map { "\\u" + String($0, radix: 16) }.joined()
    #expect(Self.redacted(#"{"a":"x\#(escapes)y"}"#, isJSON: true) == #"{"a":"x[CREDIT_CARD]y"}"#)
    // What shows between them is the end of what they spell.
    #expect(Self.redacted("\(tags("41111111"))x\(tags("11111111"))") == "\(tags("41111111"))x\(tags("11111111"))")
  }

  /// Neither reading breaks the other.
  @Test func tagCharactersDoNotHideWhatShows() {
    #expect(Self.redacted("4111 11\(tags("5"))11 1111 1111") == "[CREDIT_CARD]")
    #expect(Self.redacted("4111 11\(tags("bob@example.com "))11 1111 1111 x") == "[CREDIT_CARD] x")
    #expect(
      Self.redacted("bob@example.com \(tags("alice@example.com")) 4111 1111 1111 1111 \(tags("4111111111111111"))")
        == "[EMAIL] [EMAIL] [CREDIT_CARD] [CREDIT_CARD]")
  }

  /// A pattern that goes on over anything ends where what they spell ends.
  @Test func runsEndWithWhatTagCharactersSpell() throws {
    let plan = SpanPlan(redacting: [PatternDetector(regex: try PatternRegex("key[^,]*"))])
    let key = "key" + String(repeating: "x", count: 400)
    let property = StreamingProperty(plan: plan)
    for (text, expected) in [
      ("a \(tags(key))b, c", "a [CUSTOM]b, c"), ("a \(key)\(tags("y")), c", "a [CUSTOM], c"),
      ("\(tags("\(key), z")) \(key)", "[CUSTOM]\(tags(", z")) [CUSTOM]"),
    ] {
      let bytes = Array(text.utf8)
      let whole = property.redaction(of: bytes)
      #expect(String(decoding: whole, as: UTF8.self) == expected)
      for step in [1, 3, 7, 64] {
        #expect(property.failure(bytes, cuts: Array(stride(from: 1, to: bytes.count, by: step)), whole: whole) == nil)
      }
    }
  }

  /// Long texts of which the beginning is forgotten.
  @Test func longTextsAreReadInPieces() {
    let property = StreamingProperty(plan: Self.plan)
    let part = "Some words \(tags("and hidden ones, 4111111111111111, ")) of mail bob@example.com. "
    let text = Array(String(repeating: part, count: 120).utf8)
    let whole = property.redaction(of: text)
    let expected = "Some words \(tags("and hidden ones, "))[CREDIT_CARD]\(tags(", ")) of mail [EMAIL]. "
    #expect(String(decoding: whole, as: UTF8.self) == String(repeating: expected, count: 120))
    for step in [5, 97] { #expect(property.failure(text, cuts: Array(stride(from: 1, to: text.count, by: step)), whole: whole) == nil) }
  }

  /// A detector of words that finds each, and counts how often it is asked.
  private struct CountingDetector: Detector {
    final class Count: Sendable { let value = Atomic(0) }

    let count = Count()
    var entities: [Entity] { [.custom] }
    var starts: StartSet { StartSet(.word, first: .alphanumerics) }
    var lookahead: Int { 4 }

    func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
      count.value.add(1, ordering: .relaxed)
      if !ByteClass.isWord(probe[1]) { matches.append(SpanMatch(.custom, length: 1, score: 100)) }
    }
  }

  /// What one reading has found is not looked for again while the other one waits.
  @Test func aReadingThatWaitsCostsNothing() {
    let counting = CountingDetector()
    var enforcer = LaneEnforcer(SpanPlan(redacting: [counting] + DetectorCatalog.all))
    var vault = PlaceholderVault()
    enforcer.receive(Array("card 4111".utf8).span, vault: &vault)
    for piece in String(repeating: "4 ", count: 1000) { enforcer.receive(Array(tags(String(piece)).utf8).span, vault: &vault) }
    #expect(enforcer.decided == 5)
    #expect(counting.count.value.load(ordering: .relaxed) < 20_000)
    enforcer.receive(Array(" ".utf8).span, vault: &vault)
    enforcer.finish(vault: &vault)
    #expect(enforcer.decided == enforcer.received)
    #expect(enforcer.takeHits().count == 1000)
  }

  @Test func termsOfTheConfigurationAreFound() throws {
    var settings = ContentFilterSettings(categories: [])
    settings.terms = ["blue falcon"]
    let filter = try ContentGuard(settings, policy: "p")
    for text in ["the Blue Falcon", "so: \(tags("blue falcon"))."] {
      #expect(filter.hasTerm(Array(text.utf8)), "\(text)")
    }
    for text in ["a blue bird", "\(tags("blue bird"))", "\(tags("blue")) x \(tags("falcon"))"] {
      #expect(!filter.hasTerm(Array(text.utf8)), "\(text)")
    }
  }

  @Test func partsAreReadTogether() {
    var vault = PlaceholderVault()
    func redacted(_ parts: [String]) -> [String] {
      let bytes = parts.map { Array($0.utf8) }
      let results = TextRedactor(Self.plan).redact(parts: bytes, vault: &vault)
      return zip(bytes, results).map { String(decoding: $1.text ?? $0, as: UTF8.self) }
    }
    #expect(redacted(["one", "x\(tags("4111 1111 11"))", "\(tags("11 1111"))y"]) == ["one", "x[CREDIT_CARD]", "y"])
    #expect(redacted(["4111 1111 11", "\(tags("a"))11 1111"]) == ["[CREDIT_CARD]", ""])
  }

  /// Flags of parts of countries are made of tag characters.
  @Test func flagsStay() {
    let flag = "\u{1f3f4}\(tags("gbsct"))\u{e007f}"
    #expect(Self.redacted("our flag: \(flag)!") == "our flag: \(flag)!")
  }
}
