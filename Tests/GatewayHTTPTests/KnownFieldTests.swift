import NIOCore
import Testing

@testable import GatewayHTTP

@Suite struct KnownFieldTests {
  private static func classify(_ name: String) -> KnownField {
    KnownField.classify(ByteBuffer(string: name).readableBytesSpan, 0..<name.utf8.count)
  }

  private static let names = KnownField.allCases.filter { $0 != .other && $0 != .penstock }

  @Test(arguments: names) func isKnownInAnyCase(_ field: KnownField) {
    let name = "\(field.name)"
    #expect(Self.classify(name) == field)
    #expect(Self.classify(name.uppercased()) == field)
    #expect(Self.classify(name.capitalized) == field)
    for wrong in [name + "x", "x" + name, String(name.dropLast()), name.replacing("-", with: "_") + "_", "-" + name.dropFirst()] {
      #expect(Self.classify(wrong) != field || wrong == name)
    }
  }

  @Test func namesDifferAndFitTheTable() {
    #expect(Set(Self.names.map { "\($0.name)" }).count == Self.names.count)
    for field in Self.names { #expect((1..<32).contains(field.name.utf8CodeUnitCount)) }
  }

  @Test(arguments: [
    ("x-penstock-", KnownField.penstock), ("X-Penstock-Target", .penstock), ("x-penstock-request-id", .penstock), ("x-penstock", .other),
    ("x-penstoc-k", .other), ("a", .other), (String(repeating: "a", count: 31), .other),
    (String(repeating: "a", count: 300), .other), ("x-penstock-" + String(repeating: "a", count: 300), .penstock),
    ("content_length", .other), ("content-lengti", .other), ("transfer-encodinh", .other), ("x-request-ie", .other),
    // What differs from a letter in one bit only is not that letter.
    ("\u{14}ontent-length", .other), ("@ookie", .other), ("t%", .other), ("host\u{0}", .other), ("HOST", .host),
  ])
  func others(_ name: String, _ field: KnownField) { #expect(Self.classify(name) == field) }

  @Test func hopByHopFieldsGoNowhere() {
    for field in KnownField.allCases where field.isHopByHop {
      #expect(field.isKeptFromClient)
      #expect(field.isKeptFromUpstream)
    }
    #expect(KnownField.allCases.filter(\.isHopByHop).count == 12)
    #expect(!KnownField.other.isKeptFromClient && !KnownField.other.isKeptFromUpstream)
    #expect(!KnownField.contentType.isKeptFromClient && KnownField.contentType.isKeptFromUpstream)
    #expect(!KnownField.retryAfter.isKeptFromClient)
  }
}

/// The byte searches that the parsers stand on, against the plainest implementation.
@Suite struct RawSpanTests {
  @Test func firstOffsetFindsEveryByteEverywhere() {
    for count in 0..<20 {
      for place in 0..<max(count, 1) {
        for needle: UInt8 in [0x00, 0x01, 0x0a, 0x0d, 0x7f, 0x80, 0xff] {
          var bytes = [UInt8](repeating: needle ^ 0x01, count: count)
          if count > 0 { bytes[place] = needle }
          let buffer = ByteBuffer(bytes: bytes)
          for start in 0...count {
            let found = buffer.readableBytesSpan.firstOffset(of: needle, from: start, to: count)
            #expect(found == bytes[start...].firstIndex(of: needle))
          }
        }
      }
    }
  }

  @Test func firstOffsetNeverLooksBehindTheEnd() {
    let buffer = ByteBuffer(string: "aaaaaaaaaaaaaaab")
    for end in 0...16 {
      let found = buffer.readableBytesSpan.firstOffset(of: 0x62, from: 0, to: end)
      #expect(found == (end == 16 ? 15 : nil))
    }
  }

  @Test func tokensAreTheCharactersOfTheGrammar() {
    let token = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    for byte in UInt8.min...UInt8.max { #expect(TokenTable.isToken(byte) == token.contains(byte)) }
  }

  @Test func lowerCaseComparison() {
    let buffer = ByteBuffer(string: "Content-Length@[`{")
    func equals(_ text: StaticString, at offset: Int) -> Bool { buffer.readableBytesSpan.equalsLowercase(text, at: offset) }
    func equals(_ text: StaticString, in range: Range<Int>) -> Bool { buffer.readableBytesSpan.equalsLowercase(text, in: range) }
    func contains(_ text: StaticString, in range: Range<Int>) -> Bool { buffer.readableBytesSpan.containsLowercase(text, in: range) }
    #expect(equals("content-length", at: 0))
    #expect(equals("content-length", in: 0..<14))
    #expect(!equals("content-length", in: 0..<13))
    #expect(equals("@[`{", at: 14))
    #expect(!equals("`{`{", at: 14))
    #expect(!equals("{x", at: 17))
    #expect(contains("length", in: 0..<14))
    #expect(!contains("length", in: 0..<13))
    #expect(!contains("length", in: 0..<3))
  }
}

@Suite struct ChunkedDecoderTests {
  /// All data of a chunked body, the bytes that were left over, and whether it ended.
  private static func decode(_ text: String, step: Int) throws(HTTPProblem) -> (data: String, rest: String, ended: Bool) {
    var decoder = ChunkedDecoder()
    var data = ""
    var buffer = ByteBuffer()
    var input = ByteBuffer(string: text)
    while let piece = input.readSlice(length: min(step, max(1, input.readableBytes))) {
      buffer.writeImmutableBuffer(piece)
      reading: while true {
        switch try decoder.next(&buffer) {
        case .data(let slice): data += String(buffer: slice)
        case .needMore: break reading
        case .end: return (data, String(buffer: buffer) + String(buffer: input), true)
        }
      }
    }
    return (data, String(buffer: buffer), false)
  }

  @Test(arguments: [1, 2, 3, 7, 1000]) func leavesWhatFollows(_ step: Int) throws {
    let decoded = try Self.decode("5\r\nhello\r\n1\r\n \r\n005\r\nworld\r\n0\r\nA: b\r\nC: d\r\n\r\nGET /", step: step)
    #expect(decoded.data == "hello world")
    #expect(decoded.rest == "GET /")
    #expect(decoded.ended)
  }

  @Test(arguments: [0, 1, 15, 16, 255, 256, 4095, 4096, 65536]) func everySize(_ size: Int) throws {
    let body = String(repeating: "x", count: size)
    for digits in [String(size, radix: 16), String(size, radix: 16, uppercase: true)] {
      let chunk = size == 0 ? "" : "\(digits)\r\n\(body)\r\n"
      let decoded = try Self.decode(chunk + "0\r\n\r\n", step: 1 << 20)
      #expect(decoded.data == body)
      #expect(decoded.ended)
    }
  }

  @Test func theChunksOfOneReadComeTogether() throws {
    var decoder = ChunkedDecoder()
    var buffer = ByteBuffer(string: "2\r\nab\r\n3\r\ncde\r\n4\r\nfg")
    guard case .data(let data) = try decoder.next(&buffer) else {
      Issue.record("no data")
      return
    }
    #expect(String(buffer: data) == "abcdefg")
    #expect(buffer.readableBytes == 0)
    guard case .needMore = try decoder.next(&buffer) else {
      Issue.record("there is nothing more")
      return
    }
  }

  /// What came before the error is not lost.
  @Test func whatIsWrongBehindDataIsToldNext() throws {
    var decoder = ChunkedDecoder()
    var buffer = ByteBuffer(string: "2\r\nab\r\nno size\r\n")
    guard case .data(let data) = try decoder.next(&buffer) else {
      Issue.record("no data")
      return
    }
    #expect(String(buffer: data) == "ab")
    for _ in 0..<2 { #expect(throws: HTTPProblem.self) { try decoder.next(&buffer) } }
  }

  @Test func theEndIsReportedAgain() throws {
    var decoder = ChunkedDecoder()
    var buffer = ByteBuffer(string: "0\r\n\r\n")
    for _ in 0..<2 {
      guard case .end = try decoder.next(&buffer) else {
        Issue.record("no end")
        return
      }
    }
  }

  @Test func theLargestSizeIsNoProblemInItself() throws {
    #expect(try Self.decode("ffffffffffff\r\nabc", step: 100).data == "abc")
    #expect(throws: HTTPProblem.self) { try Self.decode("1000000000000\r\nabc", step: 100) }
  }
}
