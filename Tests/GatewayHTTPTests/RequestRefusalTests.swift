import GatewayHTTP
import GatewayTestSupport
import Testing

/// Messages that two readers could take apart differently, or that are no HTTP/1.1 at all.
@Suite struct RequestRefusalTests {
  private static let post = "POST / HTTP/1.1\r\nHost: h\r\n"
  private static let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"

  static let refused: [(String, String)] = [
    // Framing.
    ("length and chunked", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("chunked and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
    ("two lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
    ("two equal lengths", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
    ("a list of lengths", post + "Content-Length: 5,5\r\n\r\nhello"),
    ("a list of lengths with a blank", post + "Content-Length: 5, 5\r\n\r\nhello"),
    ("a length with a plus", post + "Content-Length: +5\r\n\r\nhello"),
    ("a length with a minus", post + "Content-Length: -5\r\n\r\nhello"),
    ("an empty length", post + "Content-Length:\r\n\r\n"),
    ("a blank length", post + "Content-Length:  \r\n\r\n"),
    ("a hexadecimal length", post + "Content-Length: 0x5\r\n\r\nhello"),
    ("a fraction", post + "Content-Length: 5.0\r\n\r\nhello"),
    ("an exponent", post + "Content-Length: 5e0\r\n\r\nhello"),
    ("a length of 16 digits", post + "Content-Length: 0000000000000005\r\n\r\nhello"),
    ("a length over 64 bits", post + "Content-Length: 18446744073709551621\r\n\r\nhello"),
    ("a length with a blank inside", post + "Content-Length: 5 5\r\n\r\nhello"),
    ("a length with text", post + "Content-Length: 5 \"\r\n\r\nhello"),
    ("full-width digits", post + "Content-Length: ５\r\n\r\nhello"),
    ("a length with a tab behind it", post + "Content-Length: 5\t\r\n\r\nhello"),
    ("a length with a tab and a blank behind it", post + "Content-Length: 5 \t \r\n\r\nhello"),
    ("chunked with a tab behind it", post + "Transfer-Encoding: chunked\t\r\n\r\n0\r\n\r\n"),
    ("gzip", post + "Transfer-Encoding: gzip\r\n\r\n"),
    ("gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    ("chunked, gzip", post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
    ("chunked, chunked", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
    ("chunked twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("chunked, then identity", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
    ("identity", post + "Transfer-Encoding: identity\r\n\r\n"),
    ("an empty coding", post + "Transfer-Encoding:\r\n\r\n"),
    ("xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    ("a quoted coding", post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
    ("chunked with a parameter", post + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n"),
    ("chunked with a comma", post + "Transfer-Encoding: chunked,\r\n\r\n0\r\n\r\n"),
    ("chunked with a vertical tab", post + "Transfer-Encoding: \u{b}chunked\r\n\r\n0\r\n\r\n"),
    ("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    // Fields.
    ("a blank before the colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
    ("a tab before the colon", post + "Content-Length\t: 5\r\n\r\nhello"),
    ("a folded line", post + "X: a\r\n b\r\n\r\n"),
    ("a folded line with a tab", post + "X: a\r\n\tb\r\n\r\n"),
    ("a folded first line", "POST / HTTP/1.1\r\n Host: h\r\n\r\n"),
    ("a bare LF behind a field", "POST / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n"),
    ("a bare LF behind the request line", "POST / HTTP/1.1\nHost: h\r\n\r\n"),
    ("bare LFs at the end", "POST / HTTP/1.1\r\nHost: h\n\n"),
    ("a bare LF as blank line", "POST / HTTP/1.1\r\nHost: h\r\n\nGET / HTTP/1.1\r\n\r\n"),
    ("a bare CR in a value", post + "X: a\rb\r\n\r\n"),
    ("a bare CR before CR LF", post + "X: a\r\r\n\r\n"),
    ("a bare CR in a name", post + "X\rY: a\r\n\r\n"),
    ("a bare CR for the first line's end", "POST / HTTP/1.1\rHost: h\r\n\r\n"),
    ("a bare CR and a byte behind the version", "POST / HTTP/1.1\rXHost: h\r\n\r\n"),
    ("NUL in a value", post + "X: a\u{0}b\r\n\r\n"),
    ("NUL in a name", post + "X\u{0}: b\r\n\r\n"),
    ("escape in a value", post + "X: \u{1b}[2J\r\n\r\n"),
    ("DEL in a value", post + "X: a\u{7f}\r\n\r\n"),
    ("vertical tab in a value", post + "X: a\u{b}\r\n\r\n"),
    ("form feed in a value", post + "X: a\u{c}\r\n\r\n"),
    ("no colon", post + "X\r\n\r\n"),
    ("no name", post + ": a\r\n\r\n"),
    ("a blank in a name", post + "X Y: a\r\n\r\n"),
    ("a name in brackets", post + "X(Y): a\r\n\r\n"),
    ("a name that is not ASCII", post + "Xé: a\r\n\r\n"),
    ("no Host", "POST / HTTP/1.1\r\nX: h\r\n\r\n"),
    ("no field at all", "POST / HTTP/1.1\r\n\r\n"),
    ("two Hosts", "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    ("two equal Hosts", "POST / HTTP/1.1\r\nHost: a\r\nHOST: a\r\n\r\n"),
    ("two Hosts in HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"),
    // The request line.
    ("HTTP/0.9", "GET /\r\n\r\n"),
    ("HTTP/0.9 with a version", "GET / HTTP/0.9\r\nHost: h\r\n\r\n"),
    ("HTTP/2.0", "GET / HTTP/2.0\r\nHost: h\r\n\r\n"),
    ("HTTP/1.2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n"),
    ("HTTP/1.10", "GET / HTTP/1.10\r\nHost: h\r\n\r\n"),
    ("HTTP/11", "GET / HTTP/11\r\nHost: h\r\n\r\n"),
    ("HTTP/01.1", "GET / HTTP/01.1\r\nHost: h\r\n\r\n"),
    ("http/1.1", "GET / http/1.1\r\nHost: h\r\n\r\n"),
    ("HTTP /1.1", "GET / HTTP /1.1\r\nHost: h\r\n\r\n"),
    ("HTTPS/1.1", "GET / HTTPS/1.1\r\nHost: h\r\n\r\n"),
    ("a blank behind the version", "GET / HTTP/1.1 \r\nHost: h\r\n\r\n"),
    ("the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ("two blanks before the version", "GET /  HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("two blanks before the target", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a tab before the target", "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a blank before the method", " GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("no method", " / HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a method with a slash", "GE/T / HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a method that is not ASCII", "GÉT / HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a method of 33 letters", String(repeating: "A", count: 33) + " / HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("no target", "GET HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a blank in the target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a target that is not ASCII", "GET /é HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a control character in the target", "GET /\u{1} HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("DEL in the target", "GET /\u{7f} HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a relative target", "GET a HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("an authority as target", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("another scheme", "GET ftp://h/a HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a URL without a path", "GET http://h HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a URL with a query before its slash", "GET http://h?a=/v1/models HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a URL with a fragment before its slash", "GET http://h#/v1/models HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a URL with a quote in its host", "GET http://h\"/v1/models HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a URL with a user", "GET http://u@h/v1/models HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("a URL without a host", "GET http:///v1/models HTTP/1.1\r\nHost: h\r\n\r\n"),
    ("TLS", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n"),
    // Chunks.
    ("a size over 64 bits", chunked + "10000000000000000\r\n"),
    ("a size of 13 digits", chunked + "0000000000005\r\nhello\r\n0\r\n\r\n"),
    ("a negative size", chunked + "-1\r\n"),
    ("a size with a plus", chunked + "+1\r\na\r\n0\r\n\r\n"),
    ("a size with 0x", chunked + "0x1\r\na\r\n0\r\n\r\n"),
    ("no size", chunked + "\r\na\r\n0\r\n\r\n"),
    ("a size with an underscore", chunked + "1_0\r\n"),
    ("a blank before the size", chunked + " 1\r\na\r\n0\r\n\r\n"),
    ("a blank behind the size", chunked + "1 \r\na\r\n0\r\n\r\n"),
    ("a size that is no number", chunked + "g\r\n"),
    ("a chunk without its line end", chunked + "1\r\nab\r\n0\r\n\r\n"),
    ("a chunk with a bare LF", chunked + "1\r\na\n0\r\n\r\n"),
    ("a chunk with a bare CR", chunked + "1\r\na\rx0\r\n\r\n"),
    ("a size line with a bare LF", chunked + "1\na\r\n0\r\n\r\n"),
    ("a last chunk with a bare LF", chunked + "0\n\r\n"),
    ("a trailer with a bare LF", chunked + "0\r\nX: y\n\r\n"),
    ("an extension with a control character", chunked + "1;a=\u{1}\r\na\r\n0\r\n\r\n"),
    ("an extension with a bare CR", chunked + "1;a\rb\r\na\r\n0\r\n\r\n"),
    ("an extension without a name", chunked + "1;\r\na\r\n0\r\n\r\n"),
    ("an extension with a blank", chunked + "1;a b\r\na\r\n0\r\n\r\n"),
    ("an extension with an open quote", chunked + "1;a=\"b\r\na\r\n0\r\n\r\n"),
    ("a size line of 257 bytes", chunked + "1;" + String(repeating: "x", count: 253) + "\r\na\r\n0\r\n\r\n"),
    ("a size line without an end", chunked + "1;" + String(repeating: "x", count: 254)),
    ("a trailer without a colon", chunked + "0\r\nX\r\n\r\n"),
    ("a trailer with a control character", chunked + "0\r\nX: \u{0}\r\n\r\n"),
    ("a folded trailer", chunked + "0\r\nX: y\r\n z\r\n\r\n"),
    ("a trailer with a blank before the colon", chunked + "0\r\nX : y\r\n\r\n"),
    ("a trailer over the limit", chunked + "0\r\nX: " + String(repeating: "y", count: 8192) + "\r\n\r\n"),
    (
      "trailers over the limit",
      chunked + "0\r\n" + String(repeating: "X: " + String(repeating: "y", count: 997) + "\r\n", count: 9) + "\r\n"
    ),
  ]

  @Test(arguments: refused.indices) func isRefused(_ index: Int) {
    let (name, text) = Self.refused[index]
    let seen = readRequests(text)
    #expect(seen.last?.isProblem == true, "\(name): \(seen)")
    #expect(!seen.contains(.end), "\(name)")
  }

  @Test(arguments: refused.indices) func isRefusedHoweverItIsCut(_ index: Int) {
    let (name, text) = Self.refused[index]
    let whole = readRequests(text)
    let cuttings = text.utf8.count > 600 ? [Array(text.utf8).map { [$0] }] : everyCutting(text)
    for pieces in cuttings {
      #expect(readRequests(pieces) == whole, "\(name): \(pieces.map(\.count))")
    }
  }

  @Test(arguments: [
    ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", HTTPProblem.unsupportedVersion), ("GET / HTTP/1.2\r\nHost: h\r\n\r\n", .unsupportedVersion),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", .unsupportedTransferCoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n", .bodyTooLarge),
  ])
  func problemsAreTold(_ text: String, _ problem: HTTPProblem) {
    #expect(readRequests(text).last == .problem(problem))
  }

  @Test func noProblemQuotesThePeer() {
    for (name, text) in Self.refused {
      guard case .problem(.malformed(let reason))? = readRequests(text.replacing("h", with: "zqzq")).last else { continue }
      #expect(!reason.contains("zqzq"), "\(name)")
    }
  }
}

/// Limits, to the byte.
@Suite struct RequestLimitTests {
  private static func head(bytes: Int) -> String {
    let start = "GET / HTTP/1.1\r\nHost: h\r\nX: "
    return start + String(repeating: "x", count: bytes - start.utf8.count - 4) + "\r\n\r\n"
  }

  @Test(arguments: [64, 100, 500, 8192]) func headLimit(_ limit: Int) {
    let limits = RequestReader.Limits(head: limit, fields: 10, body: 10)
    #expect(readRequests(Self.head(bytes: limit), limits: limits).last == .end)
    #expect(readRequests(Self.head(bytes: limit - 1), limits: limits).last == .end)
    #expect(readRequests(Self.head(bytes: limit + 1), limits: limits) == [.problem(.headTooLarge)])
    #expect(readRequests(Array(Self.head(bytes: limit).utf8).map { [$0] }, limits: limits).last == .end)
    #expect(readRequests(Array(Self.head(bytes: limit + 1).utf8).map { [$0] }, limits: limits) == [.problem(.headTooLarge)])
  }

  @Test func aHeadWithoutAnEndIsRefusedAtTheLimit() {
    let limits = RequestReader.Limits(head: 100, fields: 10, body: 10)
    let start = "GET / HTTP/1.1\r\nHost: h\r\n"
    #expect(readRequests(start + String(repeating: "x", count: 100 - start.utf8.count), limits: limits).isEmpty)
    #expect(readRequests(start + String(repeating: "x", count: 101 - start.utf8.count), limits: limits) == [.problem(.headTooLarge)])
  }

  @Test func bodyBytesDoNotCountForTheHead() {
    let limits = RequestReader.Limits(head: 64, fields: 10, body: 1000)
    let text = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n" + String(repeating: "b", count: 900)
    #expect(readRequests(text, limits: limits).last == .end)
  }

  @Test(arguments: [1, 2, 20]) func fieldLimit(_ limit: Int) {
    let limits = RequestReader.Limits(head: 8192, fields: limit, body: 10)
    let fields = "Host: h\r\n" + String(repeating: "X: y\r\n", count: limit - 1)
    #expect(readRequests("GET / HTTP/1.1\r\n\(fields)\r\n", limits: limits).last == .end)
    #expect(readRequests("GET / HTTP/1.1\r\n\(fields)X: y\r\n\r\n", limits: limits) == [.problem(.headTooLarge)])
  }

  @Test(arguments: [0, 1, 10]) func bodyLimitOfALength(_ limit: Int) {
    let limits = RequestReader.Limits(head: 8192, fields: 10, body: limit)
    func request(_ count: Int) -> String {
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(count)\r\n\r\n" + String(repeating: "b", count: count)
    }
    #expect(readRequests(request(limit), limits: limits).last == .end)
    // The head is told, as it says who is refused; nothing of the body is.
    let endless = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 999999999999999\r\n\r\n"
    for text in [request(limit + 1), endless] {
      let seen = readRequests(text, limits: limits)
      #expect(seen.count == 2 && seen.first != .problem(.bodyTooLarge) && seen.last == .problem(.bodyTooLarge))
    }
  }

  @Test(arguments: [1, 10, 100]) func bodyLimitOfChunks(_ limit: Int) {
    let limits = RequestReader.Limits(head: 8192, fields: 10, body: limit)
    func request(_ count: Int) -> String {
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + String(repeating: "1\r\nb\r\n", count: count) + "0\r\n\r\n"
    }
    #expect(readRequests(request(limit), limits: limits).last == .end)
    #expect(readRequests(request(limit + 1), limits: limits).last == .problem(.bodyTooLarge))
    let one = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(String(limit + 1, radix: 16))\r\n"
    #expect(readRequests(one + String(repeating: "b", count: limit + 1), limits: limits).last == .problem(.bodyTooLarge))
  }

  @Test func aSizeLineAndTrailersUpToTheLimitAreAccepted() {
    let chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(readRequests(chunked + "1;" + String(repeating: "x", count: 252) + "\r\na\r\n0\r\n\r\n").last == .end)
    #expect(readRequests(chunked + "0\r\nX: " + String(repeating: "y", count: 8187) + "\r\n\r\n").last == .end)
    #expect(readRequests(chunked + "000000000000\r\n\r\n").last == .end)
    #expect(readRequests(chunked + "00000000000a;a;b=c;d=\"e f\\\"\"\r\n0123456789\r\n0\r\nX: y\r\nZ:\r\n\r\n").last == .end)
  }

  @Test func thePipelineIsReadRequestByRequest() {
    let count = 200
    let text = String(repeating: "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", count: count)
    let seen = readRequests(text)
    #expect(seen.count == 3 * count)
    #expect(seen.filter { $0 == .end }.count == count)
  }
}
