import GatewayHTTP
import GatewayTestSupport
import NIOCore
import Testing

@Suite struct RequestReaderTests {
  private static let host = SeenField(name: "Host", value: "h")

  static let wellFormed: [(String, [Seen])] = [
    ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", [.request(SeenRequest(method: "GET", target: "/")), .end]),
    (
      "POST /v1/a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
      [
        .request(SeenRequest(framing: .length(5), fields: [host, SeenField(name: "Content-Length", value: "5")])), .body("hello"), .end,
      ]
    ),
    (
      "POST /v1/a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
      [.request(SeenRequest(framing: .length(0), fields: [host, SeenField(name: "Content-Length", value: "0")])), .end]
    ),
    (
      "POST /v1/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n00a;x=1;y=\"z\"\r\n0123456789\r\n0\r\nT: v\r\n\r\n",
      [
        .request(SeenRequest(framing: .chunked, fields: [host, SeenField(name: "Transfer-Encoding", value: "Chunked")])),
        .body("abc0123456789"), .end,
      ]
    ),
    (
      "POST /v1/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      [.request(SeenRequest(framing: .chunked, fields: [host, SeenField(name: "Transfer-Encoding", value: "chunked")])), .end]
    ),
    (
      "POST /v1/a?b=c&d HTTP/1.0\r\nHost: h\r\nExpect: 100-continue\r\n\r\n",
      [
        .request(
          SeenRequest(
            target: "/v1/a?b=c&d", minorVersion: 0, isKeepAlive: false, fields: [host, SeenField(name: "Expect", value: "100-continue")])),
        .end,
      ]
    ),
    (
      "POST /v1/a HTTP/1.1\r\nHost: h\r\nEXPECT: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
      [
        .request(
          SeenRequest(
            framing: .length(1), expectsContinue: true,
            fields: [host, SeenField(name: "EXPECT", value: "100-Continue"), SeenField(name: "Content-Length", value: "1")])),
        .body("x"), .end,
      ]
    ),
    (
      "GET / HTTP/1.1\r\nHost:h\r\nA:\r\nB: \t \r\nC:  x  y\t \r\nD: :\r\n!#$%&'*+-.^_`|~: t\r\n\r\n",
      [
        .request(
          SeenRequest(
            method: "GET", target: "/",
            fields: [
              host, SeenField(name: "A", value: ""), SeenField(name: "B", value: ""), SeenField(name: "C", value: "x  y"),
              SeenField(name: "D", value: ":"), SeenField(name: "!#$%&'*+-.^_`|~", value: "t"),
            ])), .end,
      ]
    ),
    ("GET / HTTP/1.0\r\n\r\n", [.request(SeenRequest(method: "GET", target: "/", minorVersion: 0, isKeepAlive: false, fields: [])), .end]),
    (
      "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n",
      [.request(SeenRequest(method: "GET", target: "/")), .end, .request(SeenRequest(method: "GET", target: "/2")), .end]
    ),
    (
      "POST /v1/a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nabPOST /v1/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nc\r\n0\r\n\r\n"
        + "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
      [
        .request(SeenRequest(framing: .length(2), fields: [host, SeenField(name: "Content-Length", value: "2")])), .body("ab"), .end,
        .request(SeenRequest(framing: .chunked, fields: [host, SeenField(name: "Transfer-Encoding", value: "chunked")])), .body("c"), .end,
        .request(SeenRequest(method: "GET", target: "/")), .end,
      ]
    ),
    (
      "GET http://h:80/a/b?c HTTP/1.1\r\nHost: h\r\n\r\n",
      [.request(SeenRequest(method: "GET", target: "/a/b?c")), .end]
    ),
    ("GET HTTPS://h/a HTTP/1.1\r\nHost: h\r\n\r\n", [.request(SeenRequest(method: "GET", target: "/a")), .end]),
    ("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", [.request(SeenRequest(method: "OPTIONS", target: "*")), .end]),
  ]

  @Test(arguments: wellFormed.indices) func wellFormedMessagesAreReadExactly(_ index: Int) {
    let (text, expected) = Self.wellFormed[index]
    #expect(readRequests(text) == expected)
  }

  @Test(arguments: wellFormed.indices) func everyCutGivesTheSameEvents(_ index: Int) {
    let (text, expected) = Self.wellFormed[index]
    for pieces in everyCutting(text) { #expect(readRequests(pieces) == expected, "\(pieces.map(\.count))") }
  }

  @Test func randomCuttingsGiveTheSameEvents() {
    var random = SplitMix64(seed: 1)
    for (text, expected) in Self.wellFormed {
      for _ in 0..<50 {
        let pieces = Array(text.utf8).randomPieces(upTo: 9, using: &random)
        #expect(readRequests(pieces) == expected)
      }
    }
  }

  @Test(arguments: wellFormed.indices) func aPrefixIsNeverAProblem(_ index: Int) {
    let (text, expected) = Self.wellFormed[index]
    let bytes = Array(text.utf8)
    for count in bytes.indices {
      let seen = readRequests([Array(bytes[..<count])])
      #expect(!seen.contains { $0.isProblem })
      #expect(seen.count <= expected.count)
    }
  }

  @Test func nothingIsReadBeforeTheNextRequestIsAskedFor() {
    var reader = RequestReader(limits: .usual)
    reader.append(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n"))
    #expect(reader.next() != nil)
    #expect(reader.next() != nil)
    #expect(reader.next() == nil)
    #expect(reader.pendingBytes == 28)
    #expect(!reader.isIdle)
    reader.startNext()
    #expect(reader.next() != nil)
    reader.startNext()  // In the middle of a request it does nothing.
    #expect(reader.next() != nil)
    reader.startNext()
    #expect(reader.next() == nil)
    #expect(reader.isIdle)
  }

  @Test func aProblemIsReportedOnceAndForAll() {
    var reader = RequestReader(limits: .usual)
    reader.append(ByteBuffer(string: "GET /\r\n\r\n"))
    guard case .problem? = reader.next() else {
      Issue.record("no problem")
      return
    }
    reader.append(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
    #expect(reader.next() == nil)
    reader.startNext()
    #expect(reader.next() == nil)
  }

  @Test func pathEndsAtTheQuery() throws {
    var reader = RequestReader(limits: .usual)
    reader.append(ByteBuffer(string: "GET /a/b?c?d HTTP/1.1\r\nHost: h\r\n\r\n"))
    guard case .head(let head)? = reader.next() else {
      Issue.record("no head")
      return
    }
    #expect(head.message.text(head.path) == "/a/b")
    #expect(head.message.text(head.target) == "/a/b?c?d")
    #expect(head.message.isExactly(head.method, "GET"))
    #expect(!head.message.isExactly(head.method, "get"))
    #expect(head.message.value(.host) == "h")
    #expect(head.message.value(named: "host") == "h")
  }

  @Test(arguments: [
    ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: keep-alive\r\n", true),
    ("1.1", "Connection: Close\r\n", false), ("1.1", "Connection: keep-alive, close\r\n", false),
    ("1.1", "Connection: te,close\r\n", false),
    ("1.1", "Connection: te\r\n", true), ("1.1", "Connection: close\r\nConnection: keep-alive\r\n", false),
    ("1.1", "Connection: keep-alive\r\nConnection: close\r\n", false), ("1.0", "", false), ("1.0", "Connection: close\r\n", false),
    ("1.0", "Connection: keep-alive\r\n", true), ("1.0", "Connection: Keep-Alive\r\n", true),
    ("1.0", "Connection: keep-alive\r\nConnection: close\r\n", false), ("1.0", "Connection: close\r\nConnection: keep-alive\r\n", false),
    ("1.0", "Connection: te\r\n", false), ("1.0", "Keep-Alive: timeout=5\r\n", false),
  ])
  func keepAlive(_ version: String, _ fields: String, _ isKeepAlive: Bool) {
    guard case .request(let request)? = readRequests("GET / HTTP/\(version)\r\nHost: h\r\n\(fields)\r\n").first else {
      Issue.record("no request")
      return
    }
    #expect(request.isKeepAlive == isKeepAlive)
  }

  @Test func whatConnectionListsIsNotForwarded() {
    var reader = RequestReader(limits: .usual)
    reader.append(
      ByteBuffer(
        string: "GET / HTTP/1.1\r\nHost: h\r\nx-ONE: 1\r\nX-Two: 2\r\nConnection: X-One, close\r\nConnection: keep-alive\r\n"
          + "Connection: x-four,,\tx-FIVE\r\nX-Three: 3\r\nX-Four: 4\r\nx-five: 5\r\n\r\n"))
    guard case .head(let head)? = reader.next() else {
      Issue.record("no head")
      return
    }
    var lines: [String] = []
    head.message.forEachForwarded(except: \.isHopByHop) { lines.append(head.message.text($0)) }
    #expect(lines == ["X-Two: 2", "X-Three: 3"])
  }
}
