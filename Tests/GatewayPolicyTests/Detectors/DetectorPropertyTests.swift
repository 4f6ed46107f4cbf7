import GatewayPolicy
import GatewayTestSupport
import Testing

/// What must hold of every detector, whatever the text is.
@Suite(.longComputation) struct DetectorPropertyTests {
  /// A small generator, so that a failure can be repeated.
  private struct Lottery: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// Pieces that detectors look for, and bytes that break them.
  private static let pieces = [
    "4111 1111", " 1111 1111", "536-90-4399", "+49", "(212)", "555", "-0142", "DE89", " 3704 0044 0532 0130 00", "a@", "b.com", "http://",
    "www.", "2001:db8", "::", "1.2.3.4", "March ", "3rd", " 2021",
    "Tuesday, ", "password: ", "api_key=", "sk-", "ghp_", "A1b2C3d4E5f6G7h8I9j0", "eyJ", ".", "-----BEGIN PRIVATE KEY-----", "\n", "\\n",
    "-----END PRIVATE KEY-----", "bc1", "0x", "MRN ", "ssn ",
    " is ", ", ", "x", "9", "00", " ", "/", "T10:30", "é", "–", "\u{0}", "year old", "QmFzZTY0", "=", "\"", "[", "]", "Z", "aged ", "%",
    "$", "#", "_",
  ]

  private static func text(_ lottery: inout Lottery, pieces count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<count {
      if Int.random(in: 0..<12, using: &lottery) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &lottery))
      } else {
        bytes += Array(Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &lottery)].utf8)
      }
    }
    return bytes
  }

  @Test func whatIsDecidedOfAPrefixIsWhatTheWholeTextSays() {
    var lottery = Lottery(state: 7)
    let scanner = SpanScanner(DetectorCatalog.all)
    for _ in 0..<120 {
      let bytes = Self.text(&lottery, pieces: 14)
      let whole = scanner.scan(bytes.span, isFinal: true).findings
      for end in stride(from: 0, through: bytes.count, by: 3) {
        let prefix = Array(bytes[..<end])
        let part = scanner.scan(prefix.span, isFinal: false)
        #expect(part.findings == whole.filter { $0.start < part.decided }, "\(bytes) up to \(end)")
      }
    }
  }

  @Test func matchesStayInsideTheirLookahead() {
    var lottery = Lottery(state: 11)
    for _ in 0..<300 {
      let bytes = Self.text(&lottery, pieces: 20)
      for detector in DetectorCatalog.all {
        for start in bytes.indices {
          var probe = Probe(bytes.span, at: start, lookahead: detector.lookahead, isFinal: true)
          var matches: [SpanMatch] = []
          detector.detect(&probe, &matches)
          let isSane = matches.allSatisfy { match in
            match.length >= 1 && match.length <= detector.lookahead && start + match.length <= bytes.count && 0...100 ~= match.score
              && detector.entities.contains(match.entity)
          }
          #expect(isSane, "\(detector) at \(start) of \(bytes): \(matches)")
        }
      }
    }
  }

  @Test func proseIsReleasedWithTheWordItEndsIn() {
    // Without the detector of bare domain names and without e-mail, which wait for the word's end.
    let detectors = DetectorCatalog.all.filter { $0.anchor == nil && $0.entities != [.domainName] }
    let scanner = SpanScanner(detectors)
    let text = Array("We walked along the river, and then she told me about all of the things that nobody else would ever hear".utf8)
    var held = 0
    for end in 1...text.count {
      let prefix = Array(text[..<end])
      held = max(held, end - scanner.scan(prefix.span, isFinal: false).decided)
    }
    #expect(held <= 4, "no word of prose is waited for by more than its first letters")
  }
}
