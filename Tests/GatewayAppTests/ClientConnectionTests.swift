import GatewayTestSupport
import Testing

/// What clients may do on their connections, and what not.
@Suite(.timeLimit(.minutes(5)))
struct ClientConnectionTests {
  private static let path = "/v1/chat/completions"

  /// A gateway in front of an upstream that answers at once.
  private func served(_ limits: [String] = [], _ body: (TestGateway, ScriptedUpstream) async throws -> Void) async throws {
    try await withUpstream { exchange in
      try await exchange.write(exchange.text.contains("\"stream\":true") ? Wire.shortStream : Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port), limits: limits)) { try await body($0, upstream) }
    }
  }

  // MARK: Limits

  @Test func bodyLimit() async throws {
    try await served(["request_body: 1KiB"]) { gateway, upstream in
      let large = chatBody("tiny", stream: false, #","x":"\#(String(repeating: "a", count: 2000))""#)
      let announced = try await gateway.chat(large, fields: ["x-request-id: too-large"])
      #expect(announced.status == 413)
      #expect(announced.error?.code == "request_too_large")
      #expect(announced.error?.message.contains("1 KiB") == true)
      #expect(announced["connection"] == "close")
      #expect(announced["x-request-id"] == "too-large")
      let client = try await gateway.connect(
        sending: "POST \(Self.path) HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" + Wire.chunk(large))
      try await #expect(client.answer().status == 413)
      await client.close()
      #expect(upstream.exchanges.isEmpty)
    }
  }

  /// Long bodies that do not come to their end take memory from others; a client that goes away gives it back.
  @Test func bodiesTogetherAreLimited() async throws {
    try await served(["request_body: 1MiB", "request_bodies: 1MiB"]) { gateway, _ in
      let large = chatBody("tiny", stream: false, #","x":"\#(String(repeating: "a", count: 700 << 10))""#)
      try await #expect(gateway.chat(large).status == 200)
      let client = try await gateway.connect(
        sending: "POST \(Self.path) HTTP/1.1\r\nhost: a\r\ncontent-length: \(large.utf8.count + 1)\r\n\r\n" + large)
      var refused = Answer()
      try await eventually("the first body has taken the memory") {
        refused = try await gateway.chat(large)
        return refused.status != 200
      }
      #expect(refused.status == 503 && refused.error?.code == "overloaded" && refused["retry-after"] == "1")
      try await #expect(gateway.chat(chatBody("tiny", stream: false)).status == 200)
      await client.close()
      try await eventually("the memory is given back") { try await gateway.chat(large).status == 200 }
    }
  }

  @Test func largeBodyIsReadWhole() async throws {
    try await served { gateway, upstream in
      let large = chatBody("tiny", stream: false, #","x":"\#(String(repeating: "a", count: 3 << 20))""#)
      try await #expect(gateway.chat(large).status == 200)
      #expect(upstream.exchanges.last?.text == large)
    }
  }

  @Test func headLimits() async throws {
    try await served(["request_head: 2KiB", "header_fields: 20"]) { gateway, _ in
      let long = try await gateway.get("/livez", fields: ["x-a: " + String(repeating: "a", count: 3000)])
      #expect(long.status == 431)
      #expect(long.error?.code == "headers_too_large")
      let many = try await gateway.get("/livez", fields: (0..<30).map { "x-\($0): 1" })
      #expect(many.status == 431)
      let endless = try await gateway.connect()
      endless.sendAnyway(Array(repeating: 0x61, count: 5000))
      let refused = try await endless.answer()
      #expect(refused.status == 431 || refused.status == 400)
      await endless.close()
    }
  }

  @Test func connectionLimit() async throws {
    try await served(["connections: 2"]) { gateway, _ in
      let first = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
      try await #expect(first.answer().status == 200)
      let second = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
      try await #expect(second.answer().status == 200)
      let third = try await gateway.connect()
      let refused = try await third.answer()
      #expect(refused.status == 503)
      #expect(refused.error?.code == "overloaded")
      #expect(refused["retry-after"] == "1")
      try await #expect(third.ending() == .fin)
      await first.close()
      try await eventually("there is room again") {
        let next = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
        let answer = try await next.answer()
        await next.close()
        return answer.status == 200
      }
      await second.close()
      await third.close()
    }
  }

  // MARK: Slow clients

  @Test func silentConnectionIsClosed() async throws {
    try await served(["head_timeout_seconds: 0.2"]) { gateway, _ in
      let client = try await gateway.connect()
      try await #expect(client.ending() == .fin)
      #expect(client.received.isEmpty)
    }
  }

  @Test func headThatTrickles() async throws {
    try await served(["head_timeout_seconds: 1"]) { gateway, _ in
      let client = try await gateway.connect(sending: "GET /livez HTTP/1.1\r\n")
      let trickle = Task {
        while !Task.isCancelled {
          client.sendAnyway(Array("x-a: b\r\n".utf8))
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      let answer = try await client.answer()
      trickle.cancel()
      #expect(answer.status == 408)
      #expect(answer.error?.code == "request_timeout")
      await client.close()
    }
  }

  @Test func bodyThatStops() async throws {
    try await served(["body_timeout_seconds: 0.2"]) { gateway, upstream in
      let client = try await gateway.connect(sending: String(TestGateway.text("POST", Self.path, chatBody()).dropLast(5)))
      let answer = try await client.answer()
      #expect(answer.status == 408)
      #expect(answer.error?.code == "request_timeout")
      _ = try await client.ending()
      #expect(upstream.exchanges.isEmpty)
    }
  }

  @Test func bodyThatTrickles() async throws {
    try await served(["body_timeout_seconds: 0.3"]) { gateway, upstream in
      let client = try await gateway.connect()
      let body = chatBody() + String(repeating: " ", count: 1 << 20)
      try await client.send(String(TestGateway.text("POST", Self.path, body).dropLast(1 << 20)))
      // No pause is as long as one may be, but it would take the whole day.
      try await eventually("an end of the patience") {
        client.sendAnyway([0x20])
        return !client.received.isEmpty
      }
      try await #expect(client.answer().status == 408)
      #expect(upstream.exchanges.isEmpty)
    }
  }

  @Test func idleConnectionIsClosed() async throws {
    try await served(["idle_timeout_seconds: 0.2"]) { gateway, _ in
      let client = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
      try await #expect(client.answer().status == 200)
      try await #expect(client.ending() == .fin)
    }
  }

  // MARK: HTTP

  @Test func contentLengthThatIsTooShort() async throws {
    try await served { gateway, upstream in
      let client = try await gateway.connect()
      let body = chatBody()
      try await client.send("POST \(Self.path) HTTP/1.1\r\nhost: a\r\ncontent-length: \(body.utf8.count - 5)\r\n\r\n\(body)\r\n\r\n")
      try await #expect(client.answer().error?.code == "invalid_json")
      try await #expect(client.answer().error?.code == "malformed_http")
      _ = try await client.ending()
      #expect(upstream.exchanges.isEmpty)
    }
  }

  @Test(arguments: [
    "GET /livez HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\n", "GET /livez HTTP/1.1\nhost: a\n\n",
    "POST /v1/x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET /livez HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", "GET /livez HTTP/1.1\r\n\r\n", "GET /livez HTTP/1.1\r\nhost : a\r\n\r\n",
    "GET /livez HTTP/1.1\r\nhost: a\r\n folded: x\r\n\r\n",
    "GET /li vez HTTP/1.1\r\nhost: a\r\n\r\n", "GET livez HTTP/1.1\r\nhost: a\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\r\n\r\n",
    "GET /livez HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n", "GET /livez HTTP/1.1\r\nhost: a\r\ncontent-length: 0x5\r\n\r\n",
    "GET /livez HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999999999999999\r\n\r\n",
    "POST /v1/x HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  ])
  func malformedRequests(_ bytes: String) async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect(sending: bytes)
      let answer = try await client.answer()
      #expect(answer.status == 400)
      #expect(answer.error?.code == "malformed_http")
      #expect(answer["connection"] == "close")
      _ = try await client.ending()
    }
  }

  @Test(arguments: [
    ("GET /livez HTTP/2.0\r\nhost: a\r\n\r\n", 505, "unsupported_http_version"),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "unsupported_http_version"),
    (
      "POST /v1/x HTTP/1.1\r\nhost: a\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, "unsupported_transfer_coding"
    ),
  ])
  func unknownVersionsAndCodings(_ bytes: String, _ status: Int, _ code: String) async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect(sending: bytes)
      let answer = try await client.answer()
      #expect(answer.status == status)
      #expect(answer.error?.code == code)
      #expect(answer["connection"] == "close")
      #expect(answer["x-should-retry"] == "false")
      _ = try await client.ending()
    }
  }

  @Test func badChunkInABody() async throws {
    try await served { gateway, upstream in
      let client = try await gateway.connect(
        sending: "POST \(Self.path) HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n")
      try await client.send("zz\r\n")
      try await #expect(client.answer().error?.code == "malformed_http")
      await client.close()
      #expect(upstream.exchanges.isEmpty)
    }
  }

  @Test func chunkedBodyIsOneBodyUpstream() async throws {
    try await served { gateway, upstream in
      let client = try await gateway.connect()
      let body = chatBody()
      try await client.send("POST \(Self.path) HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n")
      for byte in body { try await client.send(Wire.chunk(String(byte))) }
      try await client.send(Wire.streamEnd)
      try await #expect(client.answer().status == 200)
      #expect(upstream.exchanges.last?.text == body)
      #expect(upstream.exchanges.last?.field("content-length") == "\(body.utf8.count)")
      await client.close()
    }
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect()
      var requests = ""
      for index in 0..<20 {
        let fields = ["x-request-id: r\(index)"]
        requests +=
          index % 3 == 0
          ? TestGateway.text("GET", "/livez", fields: fields)
          : TestGateway.text("POST", Self.path, chatBody(stream: index % 3 == 1), fields: fields)
      }
      try await client.send(requests)
      for index in 0..<20 {
        let answer = try await client.answer()
        #expect(answer.status == 200)
        #expect(answer["x-request-id"] == "r\(index)")
        #expect(answer.isComplete)
      }
      await client.close()
    }
  }

  @Test func pipelinedBeyondTheBuffer() async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect()
      let body = chatBody("tiny", stream: false, #","x":"\#(String(repeating: "a", count: 20_000))""#)
      for _ in 0..<20 { client.sendAnyway(Array(TestGateway.text("POST", Self.path, body).utf8)) }
      for _ in 0..<20 { try await #expect(client.answer().status == 200) }
      await client.close()
    }
  }

  @Test func keepAliveAndClose() async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect()
      for _ in 0..<3 {
        try await client.send(TestGateway.text("POST", Self.path, chatBody(stream: true)))
        try await #expect(client.answer().events.last == "[DONE]")
      }
      try await client.send(TestGateway.text("POST", Self.path, chatBody(stream: true), fields: ["Connection: close"]))
      let last = try await client.answer()
      #expect(last["connection"] == "close")
      #expect(last.events.last == "[DONE]")
      try await #expect(client.ending() == .fin)
    }
  }

  @Test(arguments: [true, false]) func http10Client(isStream: Bool) async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect()
      let body = chatBody(stream: isStream)
      try await client.send("POST \(Self.path) HTTP/1.0\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)")
      let answer = try await client.answer()
      #expect(answer.status == 200)
      #expect(!answer.isChunked)
      #expect(answer["connection"] == "close")
      #expect(isStream ? answer.events.last == "[DONE]" : answer.text.contains("Hello!"))
      try await #expect(client.ending() == .fin)
    }
  }

  @Test func expectContinue() async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect()
      let body = chatBody()
      let head = "host: a\r\nexpect: 100-continue\r\ncontent-length: \(body.utf8.count)\r\n\r\n"
      try await client.send("POST \(Self.path) HTTP/1.1\r\n" + head)
      try await client.waits(for: "HTTP/1.1 100 Continue\r\n\r\n")
      try await client.send(body)
      try await #expect(client.answer().status == 200)
      try await client.send("POST /v1/nope HTTP/1.1\r\n" + head)
      try await #expect(client.answer().status == 404)
      #expect(client.received.components(separatedBy: "100 Continue").count == 2)
      await client.close()
    }
  }

  @Test(arguments: ["/health", "/livez", "/readyz", "/v1/models", "/nope"]) func headHasNoBody(_ path: String) async throws {
    try await served { gateway, _ in
      let client = try await gateway.connect(sending: TestGateway.text("HEAD", path))
      let head = try await client.answer(isHead: true)
      #expect(head.status == (path == "/nope" ? 404 : 200))
      #expect(head["content-length"] != "0")
      try await client.send(TestGateway.text("GET", "/livez"))
      let next = try await client.answer()
      #expect(next.status == 200)
      #expect(next.text == "ok\n")
      await client.close()
    }
  }

  @Test(arguments: ["http://gateway.example:41002", "https://x"]) func absoluteFormTarget(_ prefix: String) async throws {
    try await served { gateway, upstream in
      try await #expect(gateway.request("GET", "\(prefix)/livez").text == "ok\n")
      try await #expect(gateway.request("POST", "\(prefix)\(Self.path)?api-version=1", chatBody()).status == 200)
      #expect(upstream.exchanges.last?.head.hasPrefix("POST \(Self.path) HTTP/1.1\r\n") == true)
    }
  }

  @Test func contentTypes() async throws {
    try await served { gateway, _ in
      for (fields, status) in [
        (["content-type: text/plain"], 415), (["content-type: application/json; charset=utf-8"], 200),
        (["content-type: application/json", "content-encoding: gzip"], 415), ([], 200),
      ] {
        let body = chatBody()
        let client = try await gateway.connect()
        let lines = (fields + ["content-length: \(body.utf8.count)"]).joined(separator: "\r\n")
        try await client.send("POST \(Self.path) HTTP/1.1\r\nhost: a\r\n\(lines)\r\n\r\n\(body)")
        try await #expect(client.answer().status == status)
        await client.close()
      }
    }
  }

  // MARK: JSON

  static let nestingBomb = String(repeating: "[", count: 100_000)

  @Test(arguments: [
    (#"{"model":"tiny","model":"tiny","messages":[]}"#, "model"), (#"{"model":"tiny","mod\u0065l":"x","messages":[]}"#, "model"),
    (#"{"model":"tiny","messages":[],"stream":"true"}"#, "stream"), (#"{"model":5,"messages":[]}"#, "model"),
    (#"{"model":"tiny","messages":[{"role":"user","content":"a","content":"b"}]}"#, "duplicate"), ("\u{feff}{}", "byte"),
    (#"{"model":"tiny","messages":"# + nestingBomb, "deep"), ("", ""), ("[]", "object"), ("nonsense", ""), ("{\"model\":\"tiny\"", ""),
    (#"{"model":"tiny"} {}"#, ""), (#"{"model":"tiny","a":01}"#, ""), (#"{"model":"tiny","a":"\ud800"}"#, ""),
    (#"{"model":"tiny","stream_options":5,"stream":true}"#, "stream_options"), (#"{"model":"tiny","a":NaN}"#, ""),
  ])
  func hostileJSON(_ body: String, _ mentions: String) async throws {
    try await served { gateway, upstream in
      let answer = try await gateway.chat(body)
      #expect(answer.status == 400, "\(body.prefix(80))")
      let error = try #require(answer.error)
      #expect(["invalid_json", "invalid_request"].contains(error.code), "\(body.prefix(80))")
      #expect(
        mentions.isEmpty || error.message.contains(mentions) || error.param?.contains(mentions) == true,
        "\(body.prefix(80)): \(error.message)")
      #expect(upstream.exchanges.isEmpty)
    }
  }

  @Test(arguments: [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]] as [[UInt8]])
  func invalidUTF8(_ bytes: [UInt8]) async throws {
    try await served { gateway, upstream in
      let body = Array(#"{"model":"tiny","messages":[{"role":"user","content":""#.utf8) + bytes + Array("\"}]}".utf8)
      let client = try await gateway.connect(sending: "POST \(Self.path) HTTP/1.1\r\nhost: a\r\ncontent-length: \(body.count)\r\n\r\n")
      try await client.send(body)
      let answer = try await client.answer()
      #expect(answer.status == 400)
      #expect(answer.error?.code == "invalid_json")
      #expect(answer.error?.message.contains("UTF-8") == true)
      await client.close()
      #expect(upstream.exchanges.isEmpty)
    }
  }
}
