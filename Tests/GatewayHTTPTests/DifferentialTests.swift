import GatewayHTTP
import GatewayTestSupport
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

/// A second opinion: what the readers accept, NIO's decoder (llhttp) accepts too, and reads in the same way. The readers may refuse more, never accept more.
@Suite struct DifferentialTests {
  /// What both readers say of one message.
  fileprivate struct Message: Equatable, CustomStringConvertible {
    var start: String
    var fields: [SeenField]
    var body = ""
    var description: String { "\(start) \(fields.map { "\($0.name): \($0.value)" }) body \(body.debugDescription)" }
  }

  private static let fragments = [
    "\r\n", "\n", "\r", " ", "\t", "\0", ":", ",", ";", "\r\n\r\n", "0\r\n\r\n", "5\r\nhello\r\n", "1;x=y\r\na\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: 0\r\n", "Content-Length: 7\r\n", "content-length : 5\r\n", "Content-Length: +5\r\n", "Content-Length: 5, 5\r\n",
    "Content-Length:\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n", "Transfer-Encoding:\tChunked \r\n",
    "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked, chunked\r\n", "Transfer-Encoding : chunked\r\n",
    "Connection: close\r\n",
    "Connection: keep-alive\r\n", "Connection: keep-alive, close\r\n", "Connection: TE, X\r\n", "Host: h\r\n", " folded\r\n",
    "\tfolded\r\n",
    "X: \u{e9}\r\n", "X: \u{7f}\r\n", "X\u{b}Y: z\r\n", "HTTP/1.0\r\n", "HTTP/1.1\r\n", "HTTP/0.9\r\n", "GET http://h/ HTTP/1.1\r\n",
    "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "Expect: 100-continue\r\n", "00000000000005\r\n", "-5\r\n", "0x5\r\n", "f;\r\n", "T: v\r\n", "é",
  ]

  private static let mutator = Mutator(fragments: fragments, alphabet: "\r\n\t :;,/?#*%0159afAFxgHTP.GEOS-_\"\u{0}")

  private static let requests = [
    "GET /v1/models HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n",
    "POST /v1/a?b=c HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\nhello",
    "POST /v1/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nT: v\r\n\r\n",
    "PUT http://h:80/a HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
    "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nDELETE /2 HTTP/1.1\r\nHost: h\r\nX:\r\n\r\nPOST /3 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nabOPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
    "\r\nPOST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
  ]

  private static let answers = [
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nT: v\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno",
    "HTTP/1.0 500 Internal Server Error\r\nServer: x\r\n\r\nuntil the end",
    "HTTP/1.1 204 No Content\r\nX: y\r\n\r\n",
  ]

  // MARK: Requests

  /// The requests that our reader takes as complete and that NIO can be asked about.
  private static func ours(requests pieces: [[UInt8]]) -> [Message] {
    var messages: [Message] = []
    var current: Message?
    var isLast = false
    for event in readRequests(pieces) {
      switch event {
      case .request(let request):
        // llhttp knows a list of methods, and hands a connection over after an upgrade; both are no matter of framing.
        guard knownMethods.contains(request.method) else { return messages }
        current = Message(start: "\(request.method) \(request.target) 1.\(request.minorVersion)", fields: request.fields)
        isLast = !request.isKeepAlive || request.fields.contains { $0.name.lowercased() == "upgrade" }
      case .body(let body): current?.body = body
      case .end:
        messages += [current].compactMap(\.self)
        if isLast { return messages }
      case .problem, .answer: return messages
      }
    }
    return messages
  }

  private static let knownMethods: Set = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "COPY", "LOCK", "MKCOL", "MOVE", "PROPFIND", "PROPPATCH", "SEARCH",
    "UNLOCK",
    "BIND", "REBIND", "UNBIND", "ACL", "REPORT", "MKACTIVITY", "CHECKOUT", "MERGE", "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "PURGE", "LINK",
    "UNLINK",
  ]

  private static func theirs(requests bytes: [UInt8]) -> [Message] {
    let channel = EmbeddedChannel(handler: ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
    defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
    // What came before an error counts.
    _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
    var messages: [Message] = []
    var current: Message?
    while let part = try? channel.readInbound(as: HTTPServerRequestPart.self) {
      switch part {
      case .head(let head): current = Message(start: "\(head.method) \(head.uri) 1.\(head.version.minor)", fields: head.headers.seen)
      case .body(let piece): current?.body += latin1(piece)
      case .end:
        messages += [current].compactMap(\.self)
        current = nil
      }
    }
    return messages
  }

  private static func check(requests bytes: [UInt8]) {
    let ours = Self.ours(requests: [bytes])
    guard !ours.isEmpty else { return }
    let theirs = theirs(requests: bytes)
    for (index, message) in ours.enumerated() {
      guard index < theirs.count else {
        Issue.record("only we accept \(message) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
      var other = theirs[index]
      // We keep path and query of an absolute target.
      if let target = message.start.split(separator: " ").dropFirst().first, other.start.contains("://"),
        let from = other.start.range(of: target, after: "://")
      {
        other.start = message.start.prefix { $0 != " " } + " " + other.start[from...]
      }
      #expect(message.utf8 == other, "in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  @Test(arguments: 1...4) func requests(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    FuzzBudget.run(cases: 500) { number in
      let text = Self.requests[number % Self.requests.count]
      Self.check(requests: Self.mutator.mutate(Array(text.utf8), &random))
    }
  }

  @Test func theSeedsAreAcceptedByBoth() {
    for text in Self.requests {
      let ours = Self.ours(requests: [Array(text.utf8)])
      #expect(!ours.isEmpty)
      #expect(ours.count == Self.theirs(requests: Array(text.utf8)).count)
      Self.check(requests: Array(text.utf8))
    }
    for text in Self.answers { #expect(Self.ours(answer: Array(text.utf8)) == Self.theirs(answer: Array(text.utf8))) }
  }

  @Test func theRefusedAndTheWellFormedOfTheTables() {
    for (text, _) in RequestReaderTests.wellFormed { Self.check(requests: Array(text.utf8)) }
    for (_, text) in RequestRefusalTests.refused { Self.check(requests: Array(text.utf8)) }
  }

  // MARK: Answers

  private static func ours(answer bytes: [UInt8]) -> Message? {
    let seen = readAnswers([bytes], closes: true)
    guard case .answer(let answer)? = seen.first, seen.last == .end else { return nil }
    var message = Message(start: "\(answer.status)", fields: answer.fields)
    for case .body(let body) in seen { message.body = body }
    return message
  }

  private static func theirs(answer bytes: [UInt8]) -> Message? {
    let channel = EmbeddedChannel(handler: ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)))
    _ = try? channel.writeOutbound(HTTPClientRequestPart.head(HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")))
    _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
    _ = try? channel.finish(acceptAlreadyClosed: true)
    var message: Message?
    while let part = try? channel.readInbound(as: HTTPClientResponsePart.self) {
      switch part {
      case .head(let head): message = Message(start: "\(head.status.code)", fields: head.headers.seen)
      case .body(let piece): message?.body += latin1(piece)
      case .end: return message
      }
    }
    return nil
  }

  @Test(arguments: 1...4) func answers(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    FuzzBudget.run(cases: 500) { number in
      let bytes = Self.mutator.mutate(Array(Self.answers[number % Self.answers.count].utf8), &random)
      guard let ours = Self.ours(answer: bytes) else { return }
      #expect(ours.utf8 == Self.theirs(answer: bytes), "in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  private static func latin1(_ buffer: ByteBuffer) -> String { String(buffer.readableBytesView.map { Character(Unicode.Scalar($0)) }) }
}

extension HTTPHeaders {
  fileprivate var seen: [SeenField] { map { SeenField(name: $0.name, value: $0.value.trimmingBlanks) } }
}

extension DifferentialTests.Message {
  /// Our texts keep every byte as one scalar; NIO's are UTF-8. Bytes that are not are replaced in both.
  fileprivate var utf8: DifferentialTests.Message {
    var copy = self
    copy.fields = fields.map { SeenField(name: $0.name, value: Self.repaired($0.value)) }
    return copy
  }

  private static func repaired(_ text: String) -> String {
    guard text.unicodeScalars.allSatisfy({ $0.value < 256 }) else { return text }
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// Where `part` begins behind the authority that follows `marker`.
  fileprivate func range(of part: Substring, after marker: String) -> Index? {
    guard let scheme = firstRange(of: marker) else { return nil }
    guard let slash = self[scheme.upperBound...].firstIndex(of: "/"), self[slash...].hasPrefix(part) else { return nil }
    return slash
  }
}

extension String {
  /// NIO leaves a tab at the end of a value.
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.removeLast() }
    while let first = text.utf8.first, first == 0x20 || first == 0x09 { text.removeFirst() }
    return String(text)
  }
}
