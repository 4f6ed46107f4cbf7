import Foundation
import GatewayTestSupport
import Synchronization
import Testing

@testable import GatewayPolicy

/// The scanner asks few detectors. It finds what it would find if it asked all of them everywhere.
@Suite(.longComputation) struct ScannerEquivalenceTests {
  private static let builtIn = DetectorCatalog.all

  /// Beginnings of everything that has one, and what stands in front of them.
  private static let parts = [
    "4111 1111", " 1111 1111", "536-90-4399", "+49", "(212)", "555", "-0142", "DE89", "de89 3704", " 3704 0044 0532 0130 00", "a@", "b.com",
    "http://", "HTTPS:", "www.", "wss://", "ftp:", "2001:db8", "::1", "1.2.3.4", "be:ef", "March ", "may 3", "Mai ", "oct. ", "the ", "Thu",
    "3rd", " 2021", "password: ", "api_key=", "is ", " ist ", "arer ", "\tx", "=\n", "sk-", "ghp_", "AKIA", "SG.", "key-", "123456789:AA",
    "A1b2C3d4E5f6G7h8I9j0", "eyJ", "ewog", "-----", "-----BEGIN PRIVATE KEY-----", "bc1q", "ltc1", "0xAB", "1A1zP1", "foo-bar.example",
    "_a.com", "-a.io", "x-", "a.", "Mr. ", "New York ", "Anna", "O'Neil", "12 Oak Street", "zip ", "in Bern 3000", "eBay ", "MRN ",
    "plate ",
    "AB-12 CD", "swift DEUTDEFF", "NI AB 12 34 56 C", " ", " ", " ", ", ", "é", "ß", "日本", "\u{0}", "\n", "\"", "'", "-", "_", ".", ":",
    "@",
    "/", "$", "%", "#", "x", "9", "Z", String(repeating: "a", count: 63), String(repeating: "b-", count: 33),
    String(repeating: "7", count: 41),
  ]

  private static func text(_ random: inout SplitMix64) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...16, using: &random) {
      if Int.random(in: 0..<10, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      } else {
        bytes += Array((Self.parts.randomElement(using: &random) ?? "").utf8)
      }
    }
    return bytes
  }

  /// Compares a text as a whole and in two pieces; nil when all is well.
  private static func failure(_ text: [UInt8], _ scanner: SpanScanner, _ reference: ReferenceScanner, cut: Int) -> String? {
    let expected = reference.findings(text)
    let found = scanner.scan(text.span, isFinal: true).findings
    if found != expected { return "\(text): found \(found), expected \(expected)" }
    let part = scanner.scan(Array(text[..<cut]).span, isFinal: false)
    let rest = scanner.scan(text.span, from: part.decided, isFinal: true)
    let joined = part.findings + rest.findings
    return joined == expected ? nil : "\(text) cut at \(cut), decided \(part.decided): found \(joined), expected \(expected)"
  }

  @Test func randomTexts() {
    let (scanner, reference) = (SpanScanner(Self.builtIn), ReferenceScanner(Self.builtIn))
    FuzzBudget.run(cases: 250) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let text = Self.text(&random)
      let failure = Self.failure(text, scanner, reference, cut: Int.random(in: 0...text.count, using: &random))
      if let failure { Issue.record("seed \(seed): \(failure)") }
    }
  }

  /// Rules without shapes and marks of their own, in numbers that need several groups of rows, beside the built-in ones.
  @Test func randomRules() {
    FuzzBudget.run(cases: 10) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      var detectors: [any Detector] = seed % 3 == 0 ? Self.builtIn : []
      for index in 0..<(seed % 10 == 9 ? 700 : Int.random(in: 1...90, using: &random)) {
        let boundary = index % 3 == 0 ? StartSet.Boundary.none : .word
        detectors.append(SenselessDetector(seed: random.next(), lookahead: 1 + index % 7, boundary: boundary))
      }
      // A mark is for one detector.
      if seed % 3 != 0 { detectors.append(AnchoredDetector()) }
      let (scanner, reference) = (SpanScanner(detectors), ReferenceScanner(detectors))
      for _ in 0..<4 {
        let text = (0..<Int.random(in: 0...150, using: &random)).map { _ in Array("ab1 @-".utf8).randomElement(using: &random) ?? 0 }
        let expected = reference.findings(text)
        let found = scanner.scan(text.span, isFinal: true).findings
        #expect(found == expected, "seed \(seed), \(String(decoding: text, as: UTF8.self))")
      }
    }
  }

  @Test func randomTerms() {
    var found = 0
    for seed in 0..<60 {
      var random = SplitMix64(seed: UInt64(seed))
      func word(_ most: Int) -> String {
        String((0..<Int.random(in: 1...most, using: &random)).map { _ in "abB1é -_".randomElement(using: &random) ?? "a" })
      }
      let terms = (0..<Int.random(in: 1...40, using: &random)).map { _ in word(9) }
      let detectors = TermDetector.detectors(terms, maxDistance: seed % 4 == 3 ? 1 : 0)
      let (scanner, reference) = (SpanScanner(detectors), ReferenceScanner(detectors))
      for _ in 0..<5 {
        let parts = (0..<Int.random(in: 1...20, using: &random)).map { _ in
          Bool.random(using: &random) ? terms.randomElement(using: &random) ?? "" : word(6)
        }
        let text = Array(parts.joined(separator: [" ", "  ", ", ", "\n"].randomElement(using: &random) ?? " ").utf8)
        let expected = reference.findings(text)
        found += expected.count
        let failure = Self.failure(text, scanner, reference, cut: Int.random(in: 0...text.count, using: &random))
        #expect(failure == nil, "seed \(seed), \(terms)")
      }
    }
    #expect(found > 200, "\(found) findings: the texts must have some")
  }

  /// The labelled sets, where they are at hand.
  @Test(.enabled(if: !evaluationTexts().isEmpty)) func evaluationSets() {
    let (scanner, reference) = (SpanScanner(Self.builtIn), ReferenceScanner(Self.builtIn))
    for (index, text) in Self.evaluationTexts().enumerated() {
      var folded = FoldedText()
      folded.append(text.span)
      folded.finish()
      let failure = Self.failure(folded.bytes, scanner, reference, cut: folded.bytes.count * (index % 16) / 16)
      if let failure { Issue.record("text \(index): \(failure)") }
    }
  }

  private struct Line: Decodable {
    let text: String?
    let prompt: String?
  }

  /// One in thirty texts of `PENSTOCK_EVAL`: all of them take minutes in a build without optimisation.
  private static func evaluationTexts() -> [[UInt8]] {
    guard let folder = ProcessInfo.processInfo.environment["PENSTOCK_EVAL"],
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    else { return [] }
    return files.filter { $0.hasSuffix(".jsonl") }.flatMap { file in
      let lines = (FileManager.default.contents(atPath: folder + "/" + file) ?? Data()).split(separator: 0x0a)
      return stride(from: 0, to: lines.count, by: 30).compactMap { index in
        (try? JSONDecoder().decode(Line.self, from: Data(lines[index]))).flatMap { $0.text ?? $0.prompt }.map { Array($0.utf8) }
      }
    }
  }

  // MARK: Work

  /// Counts how often a detector is asked.
  private struct CountingDetector: Detector {
    let detector: any Detector
    let count: Counter

    final class Counter: Sendable {
      private let asked = Atomic(0)
      func add() { asked.wrappingAdd(1, ordering: .relaxed) }
      var value: Int { asked.load(ordering: .relaxed) }
    }

    var entities: [Entity] { detector.entities }
    var starts: StartSet { detector.starts }
    var anchor: RunAnchor? { detector.anchor }
    var lookahead: Int { detector.lookahead }
    var continuation: ByteSet { detector.continuation }

    func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
      count.add()
      detector.detect(&probe, &matches)
    }
  }

  private static func asks(_ text: String) -> Int {
    let counter = CountingDetector.Counter()
    let scanner = SpanScanner(Self.builtIn.map { CountingDetector(detector: $0, count: counter) })
    _ = scanner.scan(Array(text.utf8).span, isFinal: true)
    return counter.value
  }

  /// Whatever is repeated, no byte is asked about by more than a few detectors, and each of them looks no further than its lookahead.
  @Test(arguments: [
    "a", "1", "@", "a@", ".", "a.", "-", "-----", "A", "sk-", "http://", "www.", "eyJ", "1 ", "12-", ": x", "Anna ", "may ", "a1", "x.y-",
    "::", "(",
    "+1", "0x", "bc1", " is ", "\"=", "é", "\u{0}",
  ])
  func asksAreFewWhateverIsRepeated(_ piece: String) {
    let text = String(repeating: piece, count: 3_000)
    #expect(Self.asks(text) <= 4 * text.utf8.count + 10)
  }

  @Test func proseAsksAtFewWords() {
    let text = """
      The library opens at nine on weekdays and stays open until eight in the evening. Most readers come after work, return the books they have finished and look along \
      the shelves for something new, and nobody winds the clock any more, although they borrow fewer books than they used to.
      """
    #expect(Self.asks(text) <= 6, "two capitals, and what looks like a name of a month or a label")
  }
}
