import Testing

@testable import Simulator

struct PartsTests {
  @Test(arguments: [
    "", " ", "Hello world", "  two  blanks\n\n", "internationalisation", "12345 67", "東京 😀 café über", "\u{0}\t{}[]\"", "a\r\nb",
    "e\u{301}",
  ])
  func tokensJoinToTheText(_ text: String) {
    let pieces = SimulatorTokenizer.pieces(of: text)
    #expect(pieces.joined() == text)
    #expect(pieces.allSatisfy { (1...6).contains($0.utf8.count) })
    #expect(SimulatorTokenizer.ids(of: text).map { SimulatorTokenizer.text(ofID: $0) ?? "?" }.joined() == text)
    #expect(pieces.map(SimulatorTokenizer.id(ofPiece:)) == SimulatorTokenizer.ids(of: text))
  }

  @Test func tokensAreAboutFourCharacters() {
    let text = "The quick brown fox jumps over the lazy dog, and nobody in the whole village was particularly surprised by that."
    let count = SimulatorTokenizer.ids(of: text).count
    #expect((text.count / 5...text.count / 3).contains(count))
  }

  @Test(arguments: [-1, 1 << 49, .max, .min]) func idsOutOfTheVocabulary(_ id: Int) {
    #expect(SimulatorTokenizer.text(ofID: id) == nil)
  }

  @Test(arguments: [0, 3, 255, 15_339, 1 << 48, (1 << 49) - 1]) func idsWithoutText(_ id: Int) {
    #expect(SimulatorTokenizer.text(ofID: id) != nil)
  }

  @Test func stopStringsAcrossPieces() {
    var matcher = StopMatcher(stops: ["END"], includesStop: false)
    let fed = ["a E", "N", "x E", "ND b"].map { matcher.feed($0) }
    #expect(fed.map(\.text) == ["a", " ", "ENx", " "].map { $0 })
    #expect(fed.map(\.stop) == [nil, nil, nil, "END"])
  }

  @Test func heldBackTextComesAtTheEnd() {
    var matcher = StopMatcher(stops: ["END"], includesStop: true)
    #expect(matcher.feed("abcEN").text == "abc")
    #expect(matcher.flush() == "EN")
    var other = StopMatcher(stops: ["END", "b"], includesStop: true)
    #expect(other.feed("abc") == ("ab", "b"))
  }

  @Test(arguments: [
    ("{\"a\":", "Expecting value", 5), ("{\"a\"}", "Expecting ':' delimiter", 4), ("[1 2]", "Expecting ',' delimiter", 3),
    ("{a}", "Expecting property name enclosed in double quotes", 1), ("\"ab", "Unterminated string starting at", 0),
    ("1 2", "Extra data", 2),
    ("\"\\x\"", "Invalid \\escape", 1), ("\"\\u12\"", "Invalid \\uXXXX escape", 3), ("\"\u{1}\"", "Invalid control character at", 1),
    ("[01]", "Expecting value", 1), ("-", "Expecting value", 0), ("1e", "Expecting value", 0), ("nul", "Expecting value", 0),
    ("\"\\", "Unterminated string starting at", 0),
  ])
  func badJSON(_ text: String, _ message: String, _ position: Int) {
    #expect(throws: JSONParser.Failure(message: message, position: position)) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test func goodJSON() throws {
    let text = #" {"a" : [1, -2.5e1, true, null, "\u00e9\ud83d\ude00\ud800\n\/"], "a": {}, "big": 123456789012345678901234567890} "#
    let value = try JSONParser.parse(Array(text.utf8))
    #expect(value["a"] == .object([]))
    guard case .object(let members) = value else { return #expect(Bool(false)) }
    #expect(members[0].value == .array([.integer(1), .number(-25), .bool(true), .null, .string("é😀\u{FFFD}\n/")]))
  }

  @Test func deepJSONIsRefused() {
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(Array(repeating: UInt8(ascii: "["), count: 100_000)) }
  }

  @Test func noBytesTrapTheParser() {
    var random = SplitMix(seed: 1)
    let alphabet = Array("{}[]\",:\\u0129eE+-.tfnaul \n\u{1}é".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int(random.next() % 24)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      _ = try? JSONParser.parse(bytes)
    }
  }

  @Test func dates() {
    #expect(SimulatorContext.httpDate(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    #expect(SimulatorContext.httpDate(1_795_210_797) == "Fri, 20 Nov 2026 21:39:57 GMT")
    #expect(SimulatorContext.httpDate(1_709_208_000) == "Thu, 29 Feb 2024 12:00:00 GMT")
  }

  @Test func aStepAtATime() throws {
    let tokens = ["a", "b"].map { OutputToken(lane: .content, piece: $0) }
    var choice = ChoiceState(
      source: TokenSource(tokens: tokens, seed: 1, endless: false), matcher: StopMatcher(stops: [], includesStop: false), maxTokens: 10,
      naturalEnd: .stop)
    #expect(choice.step().finish == nil)
    #expect(choice.step().finish == nil)
    let end = choice.step()
    #expect(end.finish == .stop && end.text.isEmpty && choice.isFinished && choice.produced == 3)
  }

  @Test func samplesFitTheirSchemas() throws {
    let schema =
      #"{"type":"object","properties":{"city":{"enum":["Tokyo"]},"n":{"type":"integer"},"l":{"type":"array","items":{"type":"string"}},"x":{}},"#
      + #""required":["city","n","l"]}"#
    let value = try JSONParser.parse(Array(schema.utf8))
    #expect(SchemaSample.json(for: value) == #"{"city": "Tokyo", "n": 1, "l": ["simulated"]}"#)
  }
}
