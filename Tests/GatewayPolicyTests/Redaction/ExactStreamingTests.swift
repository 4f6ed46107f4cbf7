@testable import GatewayPolicy
import GatewayTestSupport
import Testing

@Suite(.longComputation) struct ExactStreamingTests {
  private static let toys: [(name: String, detectors: [any Detector])] = [
    ("literal", [LiteralDetector("aab")]),
    ("overlapping literals", [LiteralDetector("ab1"), LiteralDetector("1a"), LiteralDetector("b1a1")]),
    ("whole word", [LiteralDetector("ab", .word)]),
    ("run", [RunDetector(set: ByteSet("1"), least: 2, most: 4)]),
    ("run of any length", [RunDetector(set: ByteSet("a1"), least: 3, most: 3, boundary: .none)]),
    ("anchored", [AnchoredDetector()]),
    ("endless", [EndlessDetector()]),
    ("endless from anywhere", [EndlessDetector(limit: 1, boundary: .none), LiteralDetector("1b")]),
    (
      "endless among others",
      [LiteralDetector("ba1"), EndlessDetector(), LiteralDetector("1b@"), AnchoredDetector(), LiteralDetector("b@a")]
    ),
    ("anchored among others", [LiteralDetector("1@", .word), AnchoredDetector(), LiteralDetector("b", .word), LiteralDetector("a1")]),
  ]

  /// Every text of up to five characters of an alphabet of four, cut in every way.
  @Test(arguments: toys.indices, [false, true])
  func everyTextAndEveryCut(_ toy: Int, preservesLength: Bool) {
    let marker = Marker(.label, preservesLength: preservesLength)
    let property = StreamingProperty(plan: SpanPlan(redacting: Self.toys[toy].detectors, marker: marker))
    let alphabet = Array("ab1@".utf8)
    for length in 0...5 {
      for code in 0..<(1 << (2 * length)) {
        let text = (0..<length).map { alphabet[code >> (2 * $0) & 3] }
        let whole = property.redaction(of: text)
        for mask in 0..<(1 << max(length - 1, 0)) {
          let cuts = (1..<max(length, 1)).filter { mask >> ($0 - 1) & 1 == 1 }
          if let failure = property.failure(text, cuts: cuts, whole: whole) {
            Issue.record("\(Self.toys[toy].name), \(String(decoding: text, as: UTF8.self)), cut at \(cuts): \(failure)")
            return
          }
        }
      }
    }
  }

  /// Rules without any sense, texts at random, cuts at random.
  @Test func randomRulesTextsAndCuts() {
    FuzzBudget.run(cases: 10_000) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let detectors: [any Detector] = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        switch Int.random(in: 0..<6, using: &random) {
        case 0: LiteralDetector(["ab", "a1 ", "@b", "1-1"].randomElement(using: &random) ?? "a", .none)
        case 1: AnchoredDetector()
        case 2: EndlessDetector(limit: Int.random(in: 1...4, using: &random), boundary: Bool.random(using: &random) ? .word : .none)
        default:
          SenselessDetector(
            seed: random.next(), lookahead: Int.random(in: 1...12, using: &random), boundary: Bool.random(using: &random) ? .word : .none,
            continuation: Bool.random(using: &random) ? ByteSet("ab1-") : ByteSet())
        }
      }
      let marker = Marker(Marker.Format.allCases.randomElement(using: &random) ?? .label, preservesLength: Bool.random(using: &random))
      let property = StreamingProperty(plan: SpanPlan(redacting: detectors, marker: marker))
      // Some texts have characters that are invisible, or more than one byte, some have tag characters.
      let others = [
        ["\u{200b}", "\u{ff41}", "é", "日"], ["\u{e0061}", "\u{e0061}", "\u{e0062}", "\u{e0031}", "\u{e0040}"], [],
      ]
      let alphabet = ["a", "a", "b", "1", " ", "@", "-"] + others[Int(seed % 3)]
      let text = (0..<Int.random(in: 0...60, using: &random)).flatMap { _ in Array((alphabet.randomElement(using: &random) ?? " ").utf8) }
      let cuts = (1..<max(text.count, 1)).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      if let failure = property.failure(text, cuts: cuts, whole: property.redaction(of: text)) {
        Issue.record("seed \(seed), \(String(decoding: text, as: UTF8.self)), cut at \(cuts): \(failure)")
        return
      }
    }
  }

  @Test func whatGoesOnIsRemovedAsItComes() {
    let plan = SpanPlan(redacting: [EndlessDetector(limit: 3), LiteralDetector("1b", .none, .secret)])
    var enforcer = LaneEnforcer(plan)
    var vault = PlaceholderVault()
    enforcer.receive(Array("x aaa".utf8).span, vault: &vault)
    #expect(enforcer.take(upTo: .max) == .changed(Array("x [URL]".utf8)))
    for _ in 0..<3 {
      enforcer.receive(Array("1a".utf8).span, vault: &vault)
      #expect(enforcer.decided == enforcer.received, "nothing is held back")
      #expect(enforcer.take(upTo: .max) == .changed([]))
    }
    enforcer.receive(Array("a1".utf8).span, vault: &vault)
    #expect(enforcer.decided == enforcer.received - 1, "another finding may begin there")
    enforcer.receive(Array("b\u{200b}c".utf8).span, vault: &vault)
    #expect(enforcer.take(upTo: .max) == .changed(Array("\u{200b}c".utf8)), "what begins in the run and ends behind it goes away, too")
    #expect(enforcer.takeHits().map(\.range) == [2..<5, 12..<14], "a finding's range is what its detector saw")
  }

  /// A later policy does not object to what is in a run that an earlier one removes, however far that goes; but it ends what is not.
  @Test func aPolicyDoesNotObjectToWhatIsInARun() {
    func stop(_ pieces: String...) -> Range<Int>? {
      let block = [Entity.custom: [SpanClaim(policy: 1, name: "custom", action: .block, threshold: 0)]]
      let redact = [Entity.url: [SpanClaim(policy: 0, name: "url", action: .redact(Marker()), threshold: 0)]]
      var enforcer = LaneEnforcer(
        SpanPlan([SpanPlan.Source(EndlessDetector(), claims: redact), SpanPlan.Source(LiteralDetector("111"), claims: block)]))
      var vault = PlaceholderVault()
      for piece in pieces { enforcer.receive(Array(piece.utf8).span, vault: &vault) }
      enforcer.finish(vault: &vault)
      return enforcer.stop?.range
    }
    #expect(stop("aaaaaaaaaaaa111 b") == nil)
    #expect(stop("aaaa", "aaaa", "aaaa1", "1", "1 b") == nil)
    #expect(stop("aaaa", "aaaa ", "11", "1") == 9..<12)
  }

  /// Of a prompt's value that is put back, all comes back.
  @Test func aValueThatGoesOnIsKeptAsAWhole() {
    let claims = [Entity.url: [SpanClaim(policy: 0, name: "url", action: .redactReversibly, threshold: 0)]]
    var vault = PlaceholderVault()
    let text = Array("see aaaa1111aaaa.".utf8)
    let result = TextRedactor(SpanPlan([SpanPlan.Source(EndlessDetector(), claims: claims)])).redact(text, vault: &vault)
    let sent = String(decoding: result.text ?? [], as: UTF8.self)
    #expect(sent.hasPrefix("see ") && sent.hasSuffix(".") && !sent.contains("a1"))
    #expect(vault.value(of: Array(sent.utf8)[4..<(sent.utf8.count - 1)]) == Array("aaaa1111aaaa".utf8))
  }

  @Test func whatOverlapsGoesAwayUnderTheFirstMarker() {
    let property = StreamingProperty(
      plan: SpanPlan(redacting: [LiteralDetector("abc", .none, .secret), LiteralDetector("cde", .none, .url)]))
    #expect(String(decoding: property.redaction(of: Array("xabcdex".utf8)), as: UTF8.self) == "x[SECRET]x")
    #expect(String(decoding: property.redaction(of: Array("cdeabc".utf8)), as: UTF8.self) == "[URL][SECRET]")
  }

  @Test func aPolicyDoesNotObjectToWhatAnEarlierOneRemoved() {
    let detector = LiteralDetector("ab")
    func plan(_ actions: [SpanClaim.Action]) -> SpanPlan {
      let claims = actions.enumerated().map { SpanClaim(policy: $0, name: "custom", action: $1, threshold: 0) }
      return SpanPlan([SpanPlan.Source(detector, claims: [.custom: claims])])
    }
    var vault = PlaceholderVault()
    var first = LaneEnforcer(plan([.redact(Marker()), .block]))
    first.receive(Array("xabx".utf8).span, vault: &vault)
    first.finish(vault: &vault)
    #expect(first.stop == nil)
    var second = LaneEnforcer(plan([.block, .redact(Marker())]))
    second.receive(Array("xabx".utf8).span, vault: &vault)
    second.finish(vault: &vault)
    #expect(second.stop?.range == 1..<3)
    #expect(second.decided == 1, "nothing from the block on is given")
  }

  @Test func proseIsReleasedAtOnce() {
    let plan = SpanPlan(redacting: [RunDetector(set: .digits, least: 3, most: 9)])
    var enforcer = LaneEnforcer(plan)
    var vault = PlaceholderVault()
    enforcer.receive(Array("The answer is".utf8).span, vault: &vault)
    #expect(enforcer.take(upTo: .max) == .unchanged)
    #expect(enforcer.decided == 13)
    enforcer.receive(Array(" 42".utf8).span, vault: &vault)
    #expect(enforcer.decided == 14)
  }
}
