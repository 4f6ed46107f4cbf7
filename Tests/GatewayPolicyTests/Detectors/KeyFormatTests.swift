import GatewayTestSupport
import Testing

@testable import GatewayPolicy

/// Every format of a key that is known, found where keys stand, and what only begins like one.
@Suite struct KeyFormatTests {
  /// A key of a format, with a rest of some length that is drawn by lot.
  private static func key(_ format: KeyFormat, _ count: Int, _ random: inout SplitMix64) -> String {
    let bytes = (UInt8(0x21)..<0x7f).filter { format.alphabet.contains($0) && ByteClass.isAlphanumeric($0) }
    var rest = (0..<count).map { _ in bytes.randomElement(using: &random) ?? 0x30 }
    // Of each kind some, as nearly every key has them.
    for (place, byte) in "a7B4cD".utf8.enumerated() where format.alphabet.contains(byte) && place < count { rest[place] = byte }
    return String(decoding: format.prefix + rest, as: UTF8.self)
  }

  @Test func everyFormatIsFoundWhereKeysStand() {
    var random = SplitMix64(seed: 3)
    for format in KeyFormat.all {
      for count in Set([format.fewest, min(format.most, 190)]) {
        let key = Self.key(format, count, &random)
        expectFound(.secret, ["use «\(key)» here", "KEY=«\(key)»", "a:«\(key)»,", "{\"k\": \"«\(key)»\"}", "(«\(key)»)."])
        // A prefix that tells little has to begin a word.
        if !format.isStrict { expectFound(.secret, ["key_«\(key)»", "MY_APP_«\(key)»\n"]) }
      }
    }
  }

  /// Of a key without an end of its own all of it goes away.
  @Test func keysOfAnyLength() {
    var random = SplitMix64(seed: 5)
    let scanner = SpanScanner(DetectorCatalog.detectors(for: [.secret]))
    let redactor = SpanPlan(redacting: DetectorCatalog.detectors(for: [.secret]))
    #expect(scanner.bound == redactor.bound)
    for format in KeyFormat.all where format.isOpen {
      let key = Self.key(format, KeyFormat.reach + 700, &random)
      let text = Array("a \(key) b".utf8)
      let property = StreamingProperty(plan: redactor)
      let whole = property.redaction(of: text)
      #expect(String(decoding: whole, as: UTF8.self) == "a [SECRET] b", "\(key)")
      let cuts = [3, 150, 201, 230, 400, text.count - 3]
      #expect(property.failure(text, cuts: cuts, whole: whole) == nil)
    }
  }

  @Test func whatOnlyBeginsLikeAKeyIsNone() {
    var random = SplitMix64(seed: 7)
    for format in KeyFormat.all {
      let prefix = String(decoding: format.prefix, as: UTF8.self)
      let word = String(repeating: "configuration_of_the_service", count: 10).prefix(format.fewest)
      let row = String(repeating: "x", count: format.fewest)
      let key = Self.key(format, format.fewest, &random)
      expectNone([.secret], ["see \(prefix)\(row) there", "see \(prefix) there", "see \(prefix)\(word) there", "a1\(key) there"])
    }
  }

  @Test func partsOfWordsAndNumbers() {
    expectNone(
      [.secret],
      [
        "re_compile_the_pattern_2_times_over", "the api-gateway-service-v2-deployment-7f9b45d6c", "pat.smith.writes.letters",
        "s.replaceAllOccurrencesOf1",
        "as-expectedBehaviour2Point", "00", "001234567890123456789012345678901234567890", "sl.example.com",
        "key-value-pairs-in-a-config-file-1",
        "SKU 12345", "AC power", "fc-cache", "t1.micro instance", "EAAA", "the patient sat", "access-production-systems-only",
        "hooks.slack.com/services/ and more", "discord.com/api/webhooks/ is where",
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
      ])
  }

  @Test func tokensThatTheirFormTells() {
    let signature = "aB3dE5gH7jK9mN2pQ4sT6vW8yZ1cF0xRuI1oP4z"
    let hex = "0a1b2c3d4e5f67890a1b2c3d4e5f6789"
    // 17 to 20 digits in base64, and what is none.
    for number in ["MTIzNDU2Nzg5MDEyMzQ1Njc", "MTIzNDU2Nzg5MDEyMzQ1Njc4", "OTg3NjU0MzIxMDk4NzY1NDMyMQ"] {
      expectFound(.secret, ["token «\(number).Gh3kLm.\(signature)» ok", "bot=«\(number).Gh3kLm.\(signature.prefix(27))»"])
    }
    expectFound(
      .secret,
      ["«\(hex)-us12»", "MAILCHIMP «\(hex)-us1»,", "mail «\(hex)-0a1b2c3d-9f8e7d6c».", "bot «123456789:AA\(signature.prefix(33))»"])
    expectNone(
      [.secret],
      [
        "MTIzNDU2Nzg5MDEyMzQ1Nab4.Gh3kLm.\(signature)", "MTIzNDU2Nzg5MDEyMzQ1Njc4", "\(hex)", "\(hex)-use", "\(hex)-0a1b2c3d", "added-us1",
        "12:30:45", "Monday.August.and more words of a text that is long",
      ])
  }
}
