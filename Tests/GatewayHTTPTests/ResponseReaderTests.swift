import GatewayHTTP
import GatewayTestSupport
import NIOCore
import Testing

@Suite struct ResponseReaderTests {
  private static let length = SeenField(name: "Content-Length", value: "2")

  /// Answers, whether the connection closes behind them, and what is read.
  static let wellFormed: [(String, Bool, [Seen])] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false, [.answer(SeenAnswer(fields: [length])), .body("ok"), .end]),
    ("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", false, [.answer(SeenAnswer(fields: [length])), .body("ok"), .end]),
    ("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok", false, [.answer(SeenAnswer(fields: [length])), .body("ok"), .end]),
    (
      "HTTP/1.1 299 Ça va\t?\r\nContent-Length: 2\r\n\r\nok", false,
      [.answer(SeenAnswer(status: 299, fields: [length])), .body("ok"), .end]
    ),
    (
      "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", false,
      [.answer(SeenAnswer(isKeepAlive: false, fields: [length])), .body("ok"), .end]
    ),
    (
      "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: Keep-Alive\r\n\r\nok", false,
      [.answer(SeenAnswer(fields: [length, SeenField(name: "Connection", value: "Keep-Alive")])), .body("ok"), .end]
    ),
    (
      "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", false,
      [
        .answer(SeenAnswer(status: 404, isKeepAlive: false, fields: [length, SeenField(name: "Connection", value: "close")])), .body("ok"),
        .end,
      ]
    ),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x\r\nk\r\n0\r\nX: y\r\n\r\n", false,
      [.answer(SeenAnswer(framing: .chunked, fields: [SeenField(name: "Transfer-Encoding", value: "chunked")])), .body("ok"), .end]
    ),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false,
      [.answer(SeenAnswer(framing: .length(0), fields: [SeenField(name: "Content-Length", value: "0")])), .end]
    ),
    (
      "HTTP/1.1 200 OK\r\nA: b\r\n\r\nuntil the end", true,
      [
        .answer(SeenAnswer(framing: .untilClose, isKeepAlive: false, fields: [SeenField(name: "A", value: "b")])), .body("until the end"),
        .end,
      ]
    ),
    ("HTTP/1.1 200 OK\r\n\r\n", true, [.answer(SeenAnswer(framing: .untilClose, isKeepAlive: false)), .end]),
    ("HTTP/1.1 204 No Content\r\n\r\n", false, [.answer(SeenAnswer(status: 204, framing: .none)), .end]),
    (
      "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n", false,
      [.answer(SeenAnswer(status: 204, framing: .none, fields: [length])), .end]
    ),
    (
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", false,
      [.answer(SeenAnswer(status: 304, framing: .none, fields: [length])), .end]
    ),
    (
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false,
      [.answer(SeenAnswer(fields: [length])), .body("ok"), .end]
    ),
    (
      "HTTP/1.1 102 Processing\r\nContent-Length: 2\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false,
      [.answer(SeenAnswer(fields: [length])), .body("ok"), .end]
    ),
    (
      "HTTP/1.1 999 ?\r\nContent-Length: 2\r\n\r\nok", false, [.answer(SeenAnswer(status: 999, fields: [length])), .body("ok"), .end]
    ),
  ]

  @Test(arguments: wellFormed.indices) func everyCutGivesTheSameEvents(_ index: Int) {
    let (text, closes, expected) = Self.wellFormed[index]
    #expect(readAnswers(text, closes: closes) == expected)
    for pieces in everyCutting(text) { #expect(readAnswers(pieces, closes: closes) == expected, "\(pieces.map(\.count))") }
  }

  static let refused: [(String, String)] = [
    ("switching protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
    ("nine interim answers", String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 9) + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ("an interim answer that closes", "HTTP/1.1 100 Continue\r\nConnection: close\r\n\r\nHTTP/1.1 204 OK\r\n\r\n"),
    ("length and chunked", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
    ("a list of lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok"),
    ("gzip coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"),
    ("gzip, chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    ("chunked in 1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("chunked 204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
    ("HTTP/2", "HTTP/2 200\r\n\r\n"), ("HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\n"), ("HTTP/1.2", "HTTP/1.2 200 OK\r\n\r\n"),
    ("lower case", "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"), ("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"),
    ("status 099", "HTTP/1.1 099 OK\r\n\r\n"), ("status 000", "HTTP/1.1 000 OK\r\n\r\n"), ("status -20", "HTTP/1.1 -20 OK\r\n\r\n"),
    ("status 2x0", "HTTP/1.1 2x0 OK\r\n\r\n"), ("no status", "HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
    ("two blanks", "HTTP/1.1  200 OK\r\n\r\n"), ("a tab", "HTTP/1.1\t200 OK\r\n\r\n"),
    ("no reason and a bare CR", "HTTP/1.1 200\rX: y\r\n\r\n"), ("a bare CR in the reason", "HTTP/1.1 200 O\rK\r\n\r\n"),
    ("NUL in the reason", "HTTP/1.1 200 O\u{0}K\r\n\r\n"), ("a bare LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
    ("a folded line", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"),
    ("a blank before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok"),
    ("NUL in a value", "HTTP/1.1 200 OK\r\nA: \u{0}\r\n\r\n"), ("a blank line first", "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ("only a blank line", "\r\n\r\n"), ("SSH", "SSH-2.0-OpenSSH_9.6\r\n"), ("TLS", "\u{15}\u{3}\u{1}\u{0}\u{2}\r\n\r\n"),
    ("a bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"),
    ("a chunk that is too long", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"),
    ("201 fields", "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 201) + "\r\n"),
    ("a head over 64 KiB", "HTTP/1.1 200 OK\r\nA: " + String(repeating: "b", count: 65536) + "\r\n\r\n"),
    ("a head over 64 KiB without an end", "HTTP/1.1 200 OK\r\nA: " + String(repeating: "b", count: 65536)),
    ("bytes behind the answer", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay"),
    ("a second answer", "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"),
  ]

  @Test(arguments: refused.indices) func isRefused(_ index: Int) {
    let (name, text) = Self.refused[index]
    // A line that never ends in CR LF CR LF is no answer, but only more bytes can show it.
    let seen = readAnswers(text, closes: true)
    #expect(seen.last?.isProblem == true || name == "SSH" && seen.isEmpty, "\(name): \(seen)")
    guard text.utf8.count < 1000 else { return }
    for pieces in everyCutting(text) { #expect(readAnswers(pieces, closes: true) == seen, "\(name)") }
  }

  @Test func eightInterimAnswersAreReadOver() {
    let text = String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 8) + "HTTP/1.1 204 OK\r\n\r\n"
    #expect(readAnswers(text) == [.answer(SeenAnswer(status: 204, framing: .none)), .end])
  }

  @Test func headsUpToTheLimitsAreRead() {
    let start = "HTTP/1.1 204 OK\r\nA: "
    let head = start + String(repeating: "b", count: 65536 - start.utf8.count - 4) + "\r\n\r\n"
    #expect(readAnswers(head).last == .end)
    #expect(readAnswers("HTTP/1.1 204 OK\r\n" + String(repeating: "A: b\r\n", count: 200) + "\r\n").last == .end)
  }

  @Test func onlyABodyThatEndsWithTheConnectionIsCompletedByIt() {
    let answers = [
      "", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
    ]
    for text in answers { #expect(!readAnswers(text, closes: true).contains(.end), "\(text)") }
  }

  @Test func bytesThatNobodyAskedForAreAProblem() {
    var reader = ResponseReader()
    #expect(reader.isIdle)
    #expect(reader.next() == nil)
    reader.append(ByteBuffer(string: "H"))
    #expect(!reader.isIdle)
    guard case .problem(.malformed)? = reader.next() else {
      Issue.record("no problem")
      return
    }
    #expect(reader.next() == nil)
  }

  @Test func aReaderServesManyAnswers() {
    var reader = ResponseReader()
    for number in 0..<50 {
      reader.expectAnswer()
      #expect(!reader.isIdle)
      reader.append(ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(number % 10)"))
      var ends = 0
      while let event = reader.next() { if case .end = event { ends += 1 } }
      #expect(ends == 1)
      #expect(reader.isIdle)
    }
  }
}

/// Random bytes end in events or in problems, never in a trap.
@Suite(.longComputation) struct RandomBytesTests {
  @Test(arguments: 1...4) func neverTrap(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("GET / HTTP/1.1\r\n:;0aF\t \u{0}é".utf8)
    FuzzBudget.run(cases: 500) { number in
      let bytes = (0..<Int.random(in: 1...200, using: &random)).map { _ in
        number % 2 == 0 ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
      }
      let pieces = bytes.randomPieces(upTo: 40, using: &random)
      _ = readRequests(pieces)
      _ = readAnswers(pieces, closes: true)
      _ = readRequests([Array("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)] + pieces)
      _ = readAnswers([Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)] + pieces)
    }
  }
}
