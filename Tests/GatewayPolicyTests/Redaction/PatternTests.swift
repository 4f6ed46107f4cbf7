import GatewayCore
@testable import GatewayPolicy
import GatewayTestSupport
import Testing

@Suite struct PatternTests {
  private func match(_ pattern: String, _ text: String, at start: Int = 0) throws -> Int? {
    let bytes = Array(text.utf8)
    var probe = Probe(bytes.span, at: start, lookahead: 257, isFinal: true)
    return try PatternRegex(pattern).longestMatch(&probe)
  }

  @Test(arguments: [
    ("ab+", "abbbc", 4), (#"\d{3}-\d{4}"#, "555-1234", 8), ("(?:cat|category)", "category", 8), ("a.c", "aéc", 3), ("[^a-c]x", "dx", 2),
    (#"\bTOP\b"#, "TOP.", 3),
    ("(?i)top", "tOp", 3), ("[[:digit:]]+", "12a", 2), (#"\x41\u0042"#, "AB", 2), ("a{2,3}", "aaaa", 3), ("x*?y", "xxy", 3),
    (#"[\w.-]+@corp\.com"#, "a.b@corp.com", 12),
    ("(?i)пароль", "ПАРОЛЬ", 9), ("(?i)ΝΈΑ [дж]+", "νέα ДЖд", 10), ("(?i)straße", "STRASSE", 7), ("(?i)ΛΌΓΟΣ", "λόγος", 7), ("é", "e", 1),
    ("[é]", "e", 1),
    ("[]a]+", "]a", 2), ("PRJ-[0-9]{4}", "PRJ-2024", 8),
  ])
  func theLongestMatchCounts(_ pattern: String, _ text: String, _ length: Int) throws {
    var folded = FoldedText()
    folded.append(Array(text.utf8).span)
    #expect(try match(pattern, String(decoding: folded.bytes, as: UTF8.self)) == length)
  }

  @Test(arguments: [(#"\bTOP\b"#, "TOPS"), ("^a", "ba"), ("a$", "ab"), (#"\d{3}"#, "12x"), ("abc", "abd")])
  func whatDoesNotMatch(_ pattern: String, _ text: String) throws {
    #expect(try match(pattern, text, at: pattern == "^a" ? 1 : 0) == nil)
  }

  @Test(arguments: [
    ("(a", "not closed"), ("a)", "without an opening"), ("[a", "not closed"), (#"(a)\1"#, "linear time"), ("(?=a)b", "linear time"),
    ("(?<=a)b", "linear time"), ("a*", "empty text"),
    ("*a", "nothing to repeat"), (#"\p{L}"#, "Unicode properties"), ("a{5,2}", "smaller"), (#"a\bb"#, "beginning and at the end"),
    ("(?:[ab]*a[ab]{14})c", "too complex"),
    (#"\"#, "backslash"), ("[z-a]", "before its start"), ("a++", "possessive"), ("(?>a)", "atomic"), ("a{2000}", "1000"),
  ])
  func whatCannotRunInLinearTimeIsRefusedWithAReason(_ pattern: String, _ reason: String) {
    #expect { try PatternRegex(pattern) } throws: { "\($0)".contains(reason) }
  }

  /// What ends in a repetition is covered to its end, however long it is, and however the text comes.
  @Test(arguments: [
    ("secret.*", "a secret " + String(repeating: "xé", count: 700) + "\nb", "a [CUSTOM]\nb"),
    ("key-[a-z]+", "key-" + String(repeating: "k", count: 600) + "5", "[CUSTOM]5"),
    ("[a-z]+", String(repeating: "k", count: 3000) + " 1", "[CUSTOM] 1"),
    ("ab{1,400}c", "ab" + String(repeating: "b", count: 300) + "c", "ab" + String(repeating: "b", count: 300) + "c"),
  ])
  func longMatches(_ pattern: String, _ text: String, _ redacted: String) throws {
    var settings = SpanSettings(entities: [])
    settings.patterns = [SpanSettings.Pattern(name: "custom", expression: pattern)]
    let policy = PolicyDefinition(id: "p", kind: "pii-detector", phases: [.output], action: .redact, guardrail: .spans(settings))
    let plan = try PolicyChain([policy]).outputSpans
    var vault = PlaceholderVault()
    let whole = TextRedactor(plan).redact(Array(text.utf8), vault: &vault).text.map { String(decoding: $0, as: UTF8.self) }
    #expect((whole ?? text) == redacted)
    for size in [1, 7, 300] {
      var enforcer = LaneEnforcer(plan)
      var sent: [UInt8] = []
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        enforcer.receive(bytes[start..<min(start + size, bytes.count)].span, vault: &vault)
        switch enforcer.take(upTo: .max) {
        case .unchanged: sent += enforcer.lastTaken
        case .changed(let piece): sent += piece
        }
      }
      enforcer.finish(vault: &vault)
      switch enforcer.take(upTo: .max) {
      case .unchanged: sent += enforcer.lastTaken
      case .changed(let piece): sent += piece
      }
      #expect(String(decoding: sent, as: UTF8.self) == redacted, "in pieces of \(size)")
    }
  }

  /// Against a matcher that tries everything.
  @Test func randomPatternsAgreeWithBruteForce() {
    FuzzBudget.run(cases: 3_000) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let pattern = Self.pattern(&random, 3)
      guard let regex = try? PatternRegex(pattern.text) else { return }
      let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in Array("abc".utf8).randomElement(using: &random) ?? 0x61 }
      var probe = Probe(text.span, at: 0, lookahead: 257, isFinal: true)
      let found = regex.longestMatch(&probe)
      let expected = pattern.ends(text, 0).filter { $0 > 0 }.max()
      #expect(found == expected, "\(pattern.text) on \(String(decoding: text, as: UTF8.self))")
    }
  }

  private indirect enum Tree {
    case letter(UInt8), set([UInt8]), sequence(Tree, Tree), choice(Tree, Tree), loop(Tree, Int, Int)

    var text: String {
      switch self {
      case .letter(let byte): String(decoding: [byte], as: UTF8.self)
      case .set(let bytes): "[\(String(decoding: bytes, as: UTF8.self))]"
      case .sequence(let first, let second): "\(first.text)\(second.text)"
      case .choice(let first, let second): "(?:\(first.text)|\(second.text))"
      case .loop(let tree, let least, let most): "(?:\(tree.text)){\(least),\(most)}"
      }
    }

    func ends(_ text: [UInt8], _ start: Int) -> Set<Int> {
      switch self {
      case .letter(let byte): return start < text.count && text[start] == byte ? [start + 1] : []
      case .set(let bytes): return start < text.count && bytes.contains(text[start]) ? [start + 1] : []
      case .sequence(let first, let second): return Set(first.ends(text, start).flatMap { second.ends(text, $0) })
      case .choice(let first, let second): return first.ends(text, start).union(second.ends(text, start))
      case .loop(let tree, let least, let most):
        var all: Set<Int> = least == 0 ? [start] : []
        var current: Set<Int> = [start]
        for count in 1...max(most, 1) where most > 0 {
          current = Set(current.flatMap { tree.ends(text, $0) })
          if count >= least { all.formUnion(current) }
        }
        return all
      }
    }
  }

  private static func pattern(_ random: inout SplitMix64, _ depth: Int) -> Tree {
    let letters = Array("abc".utf8)
    guard depth > 0 else { return .letter(letters.randomElement(using: &random) ?? 0x61) }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return .letter(letters.randomElement(using: &random) ?? 0x61)
    case 1: return .set(Array(letters.shuffled(using: &random).prefix(2)))
    case 2: return .choice(pattern(&random, depth - 1), pattern(&random, depth - 1))
    case 3:
      let least = Int.random(in: 0...2, using: &random)
      return .loop(pattern(&random, depth - 1), least, least + Int.random(in: 0...2, using: &random))
    default: return .sequence(pattern(&random, depth - 1), pattern(&random, depth - 1))
    }
  }
}
