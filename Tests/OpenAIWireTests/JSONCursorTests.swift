import Foundation
import GatewayTestSupport
import Testing

@testable import OpenAIWire

@Suite("JSON cursor")
struct JSONCursorTests {
  @Test(
    "Accepts what RFC 8259 allows",
    arguments: [
      "{}", "[]", " {} ", "null", "true", "false", "0", "-0", "\"\"", "\t\r\n [1 , 2]\n", "1.5e-10", "-1E+2",
      "123456789012345678901234567890",
      #""\u0000""#, #""\ud83d\ude00""#, #""\/\b\f\n\r\t\"\\""#, "\"\u{7f}\"", "\"é漢😀\"", "{\"\":0}", #"{"a":{"a":{"a":1}}}"#, "[[[[]]]]",
      #"[{"a":1},{"a":1}]"#, "1e999", "[true,false,null]", "\"\u{2028}\"", "\"\u{fffe}\u{10ffff}\"", #"{"a":[],"b":{}}"#,
    ])
  func accepts(text: String) {
    #expect(problem(text.bytes) == nil)
  }

  @Test(
    "Refuses what is no JSON, and says where",
    arguments: [
      ("", 0, "unexpected end"), ("  ", 2, "unexpected end"), ("{", 1, "unexpected end"), ("[", 1, "unexpected end"),
      ("[1,]", 3, "trailing comma"), ("{\"a\":1,}", 7, "trailing comma"), ("[,1]", 1, "unexpected character"),
      ("{\"a\"}", 4, "expected a colon"), ("{\"a\":}", 5, "unexpected character"), ("{a:1}", 1, "expected a member name"),
      ("{'a':1}", 1, "expected a member name"), ("['a']", 1, "strings have double quotes in JSON"),
      ("NaN", 0, "NaN and Infinity are not JSON"), ("[Infinity]", 1, "NaN and Infinity are not JSON"),
      ("[-Infinity]", 2, "expected a digit"),
      ("// x\n1", 0, "JSON has no comments"), ("1 2", 2, "something follows the document's end"),
      ("{}}", 2, "something follows the document's end"), ("01", 0, "number with a leading zero"), ("-01", 1, "number with a leading zero"),
      ("-", 1, "unexpected end"), ("1.", 2, "unexpected end"), ("[1.]", 3, "expected a digit"), (".5", 0, "unexpected character"),
      ("+1", 0, "unexpected character"), ("1e", 2, "unexpected end"), ("[1e+]", 4, "expected a digit"),
      ("0x10", 1, "something follows the document's end"),
      ("tru", 0, "unexpected character"), ("nul", 0, "unexpected character"), ("fals", 0, "unexpected character"),
      ("True", 0, "unexpected character"), ("falsy", 0, "unexpected character"), ("\"", 1, "unexpected end"),
      ("\"abc", 4, "unexpected end"),
      ("\"\\", 1, "unexpected end"), ("\"\\x\"", 1, "invalid escape"), ("\"\\u12\"", 1, "invalid escape"), ("\"\\u12", 1, "unexpected end"),
      ("\"\\u12G4\"", 1, "invalid escape"), ("\"a\u{01}\"", 2, "control character in string"),
      ("\"a\n\"", 2, "control character in string"),
      ("\"0123456789\t\"", 11, "control character in string"), ("[1 2]", 3, "expected a comma or ]"),
      ("{\"a\":1 \"b\":2}", 7, "expected a comma or }"), ("[1}", 2, "expected a comma or ]"), ("{\"a\":1]", 6, "expected a comma or }"),
      ("é", 0, "unexpected character"), ("\u{a0}1", 0, "unexpected character"), ("[1\u{0c}]", 2, "expected a comma or ]"),
    ])
  func refuses(text: String, offset: Int, reason: String) {
    #expect(problem(text.bytes) == JSONProblem(offset: offset, reason: reason))
  }

  @Test(
    "Refuses unpaired surrogates",
    arguments: [
      #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\udc00\ud800""#, #""\ud800x""#, #""\uD83Dé""#, #""\ud800\u0041""#, #""\ud800"#,
      #"{"\ud800":1}"#,
    ])
  func surrogates(text: String) {
    #expect(problem(text.bytes)?.reason == "unpaired surrogate escape")
  }

  @Test(
    "Tells the halves of pairs that a string is cut between, if it may be",
    arguments: [
      (#""\ud83d""#, "", nil, 0xd83d), (#""\ude00""#, "", 0xde00, nil), (#""\ude00 é\n\uD83D""#, " é\n", 0xde00, 0xd83d),
      (#""a\\\ud83d""#, "a\\", nil, 0xd83d), (#""a\\ud83d""#, "a\\ud83d", nil, nil), (#""\ud83d\ude00""#, "😀", nil, nil),
      (#""\ude00\ud83d\ude00""#, "😀", 0xde00, nil), (#""\ude00\ud83d""#, "", 0xde00, 0xd83d), (#""""#, "", nil, nil),
    ] as [(String, String, UInt32?, UInt32?)])
  func halves(source: String, text: String, low: UInt32?, high: UInt32?) throws {
    let bytes = source.bytes
    var cursor = JSONCursor()
    cursor.acceptsHalves = true
    let token = try cursor.string(bytes.span.bytes)
    expect(JSONText.halves(bytes.span.bytes, token) == JSONText.Halves(low: low, high: high))
    expect(JSONText.unescaped(bytes.span.bytes, token) == text.bytes)
    expect(token.utf8Count == text.utf8.count)
    expect(cursor.offset == bytes.count)
  }

  @Test(
    "Refuses halves inside of a string, and in names, wherever it may be cut",
    arguments: [
      #""a\ude00""#, #""\ud83da""#, #""\ud83d\ud83d""#, #""\ude00\ude00""#, #"{"\ud83d":1}"#, #"{"\ude00":1}"#, #"["a\ude00b"]"#,
      #""\ud83d"#,
    ])
  func halvesElsewhere(text: String) {
    var cursor = JSONCursor()
    cursor.acceptsHalves = true
    let bytes = text.bytes
    var problem: JSONProblem?
    do throws(JSONProblem) { try cursor.skipValue(bytes.span.bytes) } catch { problem = error }
    expect(problem?.reason == "unpaired surrogate escape")
  }

  @Test(
    "Refuses bytes that are not UTF-8",
    arguments: [
      [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xc3], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf], [0xe2, 0x82], [0xed, 0xa0, 0x80],
      [0xed, 0xbf, 0xbf],
      [0xf0, 0x80, 0x80, 0x80], [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff], [0xfe],
      [0xf0, 0x9f, 0x98], [0xc3, 0x28], [0xe2, 0x28, 0xa1], [0xf0, 0x28, 0x8c, 0xbc],
    ] as [[UInt8]])
  func invalidUTF8(sequence: [UInt8]) {
    for lead in ["", "abc", "12345678", "é", "漢字漢字"] {
      for tail in ["", "x", "0123456789"] {
        let document = [0x22] + lead.bytes + sequence + tail.bytes + [0x22]
        #expect(problem(document) == JSONProblem(offset: 1 + lead.utf8.count, reason: "invalid UTF-8"))
        #expect(problem([0x7b] + document + "\":1}".bytes)?.reason == "invalid UTF-8")
      }
    }
  }

  @Test("Every scalar is accepted as it is, and decoded from its escape")
  func scalars() throws {
    for value in stride(from: UInt32(0x20), through: 0x10ffff, by: 61) {
      guard let scalar = Unicode.Scalar(value), scalar != "\"", scalar != "\\" else { continue }
      let text = String(Character(scalar))
      #expect(problem("\"\(text)\"".bytes) == nil)
      let escaped =
        "\"" + text.utf16.map { "\\u" + String(repeating: "0", count: 4 - String($0, radix: 16).count) + String($0, radix: 16) }.joined()
        + "\""
      let bytes = escaped.bytes
      var cursor = JSONCursor()
      let token = try cursor.string(bytes.span.bytes)
      #expect(token.utf8Count == text.utf8.count)
      #expect(JSONText.unescaped(bytes.span.bytes, token) == text.bytes)
    }
  }

  @Test("A byte order mark is refused")
  func mark() {
    #expect(problem("\u{feff}{}".bytes) == JSONProblem(offset: 0, reason: "byte order mark"))
  }

  @Test("Nesting has a limit", arguments: [1, 2, 16, 128, 256])
  func depth(limit: Int) {
    let fits = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    let tooDeep = String(repeating: "[", count: limit + 1) + String(repeating: "]", count: limit + 1)
    #expect(problem(fits.bytes, maxDepth: limit) == nil)
    #expect(problem(tooDeep.bytes, maxDepth: limit) == JSONProblem(offset: limit, reason: "nested deeper than \(limit)"))
    let objects = String(repeating: #"{"a":"#, count: limit + 1) + "1" + String(repeating: "}", count: limit + 1)
    #expect(problem(objects.bytes, maxDepth: limit)?.reason == "nested deeper than \(limit)")
    #expect(problem(String(repeating: "[", count: 1_000_000).bytes, maxDepth: .max)?.reason == "nested deeper than 256")
  }

  @Test("Integers are read when they are written as integers, and fit")
  func integers() throws {
    let cases: [(String, Int?)] = [
      ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("999999999999999999", 999_999_999_999_999_999), ("9223372036854775807", .max),
      ("-9223372036854775808", .min), ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1.0", nil), ("1e2", nil), ("1E2", nil),
      (String(repeating: "9", count: 400), nil),
    ]
    for (text, value) in cases {
      var cursor = JSONCursor()
      let bytes = text.bytes
      #expect(try cursor.number(bytes.span.bytes) == value, "\(text)")
      #expect(cursor.offset == bytes.count)
    }
  }

  @Test("A problem never shows what the document's strings say")
  func noLeaks() {
    for text in [
      #"{"messages":"SECRET","messages":1}"#, #"{"a":{"SECRET":1,"SECRET":2}}"#, #"["SECRET\x"]"#, #"{"SECRET 漢":1,"SECRET 漢":1}"#,
    ] {
      let found = problem(text.bytes)
      #expect(found != nil)
      #expect(found?.description.contains("SECRET") == false)
    }
  }

  @Test("Reads the same documents as Foundation, but for what is stricter on purpose")
  func foundation() {
    var generator = JSONGenerator(seed: 1)
    for _ in 0..<2000 {
      let document = generator.value(depth: 4).bytes
      #expect(problem(document) == nil)
      #expect((try? JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed)) != nil)
    }
  }

  @Test("Mutated documents never trap, and what is accepted is JSON to Foundation, too")
  func mutations() {
    // Foundation takes a comma behind the last element, and no numbers that a Double cannot hold.
    let stricter = ["trailing comma", "duplicate member", "byte order mark", "unpaired surrogate escape", "nested deeper", "invalid UTF-8"]
    var generator = JSONGenerator(seed: 2)
    var accepted = 0
    for _ in 0..<10_000 {
      var document = generator.value(depth: 3).bytes
      for _ in 0..<(1 + generator.random.below(3)) { mutate(&document, &generator.random) }
      let found = problem(document)
      let foundation = (try? JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed)) != nil
      if let found {
        let isStricter = stricter.contains { found.reason.hasPrefix($0) }
        #expect(isStricter || !foundation, "\(String(decoding: document, as: UTF8.self)): \(found)")
        #expect(found.offset >= 0 && found.offset <= document.count)
      } else {
        accepted += 1
        let text = String(decoding: document, as: UTF8.self)
        #expect(foundation || text.contains(/[eE][+-]?[0-9]{3}|[0-9][eE][+-]?[0-9]{2}/), "\(text)")
      }
      _ = try? RequestFields.scan(document.span.bytes)
      _ = ChunkScan.scan(data: document.span.bytes)
      _ = AnswerScan.scan(body: document.span.bytes)
      _ = UpstreamErrorBody.parse(document.span.bytes)
      _ = try? ModelList.parse(document.span.bytes)
      _ = SSEEvent.parse(document.span.bytes)
    }
    #expect(accepted > 1000)
  }

  private func mutate(_ document: inout [UInt8], _ random: inout SplitMix64) {
    let interesting: [UInt8] = [
      0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d, 0x00, 0x0a, 0x20, 0x2d, 0x30, 0x65, 0x80, 0xc3, 0xff, 0x75, 0xed, 0xf0,
    ]
    let index = random.below(document.count)
    guard index < document.count else { return }
    switch random.below(5) {
    case 0: document.remove(at: index)
    case 1: document.insert(random.pick(interesting), at: index)
    case 2: document[index] = random.pick(interesting)
    case 3: document[index] = UInt8(truncatingIfNeeded: random.next())
    default: document.removeSubrange(index...)
    }
  }
}
