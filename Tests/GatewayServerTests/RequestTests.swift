import GatewayCore
import GatewayHTTP
import GatewayUpstream
import NIOCore
import OpenAIWire
import Testing

@testable import GatewayServer

@Suite struct RequestMatchTests {
  @Test(arguments: [
    ("POST /v1/chat/completions", RequestMatch.endpoint(.chatCompletions)), ("POST /v1/completions", .endpoint(.completions)),
    ("POST /v1/embeddings", .endpoint(.embeddings)), ("POST /v1/chat/completions?api-version=1", .endpoint(.chatCompletions)),
    ("GET /v1/models", .models), ("HEAD /v1/models", .models), ("HEAD /v1/models/m", .model("m")), ("GET /v1/models?x", .models),
    ("GET /v1/models/m", .model("m")),
    ("GET /v1/models/meta-llama/Llama-3.1", .model("meta-llama/Llama-3.1")), ("GET /v1/models/a%2Fb%20%c3%A9", .model("a/b é")),
    ("GET /health", .health), ("HEAD /health", .health), ("GET /livez", .livez), ("HEAD /livez", .livez), ("GET /readyz", .readyz),
    ("POST /keeptrusts/config/reload", .reload), ("POST http://h/v1/embeddings", .endpoint(.embeddings)),
  ])
  func served(_ line: String, _ expected: RequestMatch) throws { #expect(try RequestMatch.match(requestHead(line)) == expected) }

  @Test(arguments: [
    ("GET /v1/chat/completions", "POST"), ("get /v1/models", "GET, HEAD"), ("post /v1/embeddings", "POST"), ("PUT /v1/completions", "POST"),
    ("POST /v1/models", "GET, HEAD"), ("DELETE /v1/models/m", "GET, HEAD"), ("POST /health", "GET, HEAD"),
    ("OPTIONS /readyz", "GET, HEAD"), ("GET /keeptrusts/config/reload", "POST"), ("HEAD /keeptrusts/config/reload", "POST"),
  ])
  func wrongMethods(_ line: String, _ allow: String) throws {
    let error = try #require(throws: GatewayError.self) { try RequestMatch.match(requestHead(line)) }
    #expect(error.code == .methodNotAllowed)
    #expect(error.allow == allow)
  }

  @Test(arguments: [
    "/v1/responses", "/v1/responses/r_1/cancel", "/v1/messages", "/v1/audio/speech", "/v1/images/generations", "/v1/moderations",
    "/v1/files",
    "/v1/batches", "/v1/fine_tuning/jobs", "/v1/assistants", "/v1/threads/t/runs", "/v1/vector_stores", "/v1/realtime", "/v1/rerank",
    "/v1/score",
    "/v1/chat/completions/batch",
  ])
  func unservedOperations(_ path: String) throws {
    for method in ["GET", "POST", "DELETE"] {
      #expect(try #require(throws: GatewayError.self) { try RequestMatch.match(requestHead("\(method) \(path)")) }.code == .notImplemented)
    }
  }

  @Test(
    arguments: [
      ("/", nil), ("/v1", nil), ("/v1/", nil), ("/v1/responsesx", nil), ("/v1/unknown", nil), ("*", nil), ("//v1/models", nil),
      ("/V1/models", nil),
      ("/v1/chat/completions/", "/v1/chat/completions"), ("/chat/completions", "/v1/chat/completions"), ("/models", "/v1/models"),
      ("/v1/v1/embeddings", "/v1/embeddings"), ("/v1/models/", "/v1/models"), ("/v1/completions//", "/v1/completions"),
      ("/v1/models/%", nil), ("/v1/models/%2", nil), ("/v1/models/%zz", nil), ("/v1/models/%ff", nil), ("/v1/chat/../models", nil),
      ("/health/", nil), ("/metrics", nil),
    ] as [(String, String?)])
  func unknownPaths(_ path: String, _ hint: String?) throws {
    let error = try #require(throws: GatewayError.self) { try RequestMatch.match(requestHead("GET \(path)")) }
    #expect(error.code == .notFound)
    #expect(error.message.contains("Did you mean") == (hint != nil))
    if let hint { #expect(error.message.contains("Did you mean \(hint)?")) }
    #expect(!error.message.contains("zz"))
  }

  /// What the log shows of a path: which operation it is, and no name that a client has written.
  @Test(arguments: [
    ("POST /v1/chat/completions?a=b", "/v1/chat/completions"), ("GET /v1/models/secret", "/v1/models/{id}"), ("GET /health", "/health"),
    ("GET /v1/realtime/x", "/v1/realtime"), ("GET /nothing", ""), ("GET /admin/targets", "/admin/targets"),
    ("GET /admin/targets/a%2Fb", "/admin/targets/{id}"), ("POST /admin/targets/x/drain", "/admin/targets/{id}/drain"),
    ("PUT /admin/targets/x/auto", "/admin/targets/{id}/auto"), ("GET /admin/decisions/req-1", "/admin/decisions/{request-id}"),
    ("POST /admin/targets/x/nothing", ""), ("GET /admin/", ""),
  ])
  func loggedPaths(_ line: String, _ path: String) throws { #expect(RequestMatch.loggedPath(try requestHead(line)) == path) }

  @Test func aPathOfNothingButSlashes() throws {
    let path = String(repeating: "/", count: 60_000)
    #expect(try #require(throws: GatewayError.self) { try RequestMatch.match(requestHead("GET \(path)")) }.code == .notFound)
  }
}

@Suite struct RequestIDTests {
  @Test(arguments: ["a", "req-1", "A.b_c:d-9", String(repeating: "x", count: 128)])
  func aFitIDIsKept(_ id: String) throws {
    #expect(accepted(try requestHead("GET /", "X-Request-Id: \(id)")) == id)
    #expect(accepted(try requestHead("GET /", "x-request-ID:  \(id) \t")) == id)
  }

  @Test(arguments: [
    "", "a b", "a\tb", "é", "a/b", "a\"b", "a\\b", "a%0d%0aSet-Cookie:x", "a,b", "a;b", "<a>", "a{b}", "a=b",
    String(repeating: "x", count: 129),
    "a\u{2028}b", "a\u{ad}b",
  ])
  func anUnfitIDIsReplaced(_ id: String) throws {
    let made = accepted(try requestHead("GET /", "X-Request-Id: \(id)"))
    #expect(made != id)
    Self.expectMade(made)
  }

  @Test func idsAreMadeAndDiffer() throws {
    var generator = RequestIDs()
    var other = RequestIDs()
    let ids = (0..<1000).map { _ in generator.accept(nil) } + (0..<1000).map { _ in other.make() }
    #expect(Set(ids).count == 2000)
    ids.forEach(Self.expectMade)
    Self.expectMade(accepted(try requestHead("GET /")))
  }

  private func accepted(_ head: RequestHead) -> String {
    var ids = RequestIDs()
    return ids.accept(head)
  }

  private static func expectMade(_ id: String) {
    #expect(id.hasPrefix("req-"))
    #expect(id.utf8.count == 36)
    #expect(id.utf8.dropFirst(4).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
  }

  @Test func theFirstOfTwoCounts() throws {
    #expect(accepted(try requestHead("GET /", "X-Request-Id: one", "X-Request-Id: two")) == "one")
  }
}

@Suite struct ContextLimitTests {
  /// The body after the limit was applied, or the error.
  private static func apply(_ body: String, cap: Int, _ endpoint: Endpoint) throws -> Result<String, GatewayError> {
    let fields = try RequestFields.scan(Array(body.utf8).span.bytes)
    var patches = PatchList()
    do throws(GatewayError) {
      try ContextLimit(cap: TokenCount(cap), endpoint: endpoint).apply(fields, &patches)
    } catch {
      return .failure(error)
    }
    let request = UpstreamRequest(head: nil, requestID: "r", body: ByteBuffer(string: body), patches: patches)
    var buffer = ByteBuffer()
    request.write(prefix: [], to: &buffer)
    let text = String(buffer: buffer)
    return .success(String(text[(text.firstRange(of: "\r\n\r\n")?.upperBound ?? text.startIndex)...]))
  }

  /// `content` of 40 bytes: 10 tokens.
  private static let prompt = String(repeating: "abcd", count: 10)
  private static let messages = #""messages":[{"role":"user","content":"\#(prompt)"}]"#

  @Test(arguments: [
    // Nothing asked for: set to what is left.
    (#"{\#(messages)}"#, 100, #"{"max_tokens":90,\#(messages)}"#), (#"{\#(messages)}"#, 11, #"{"max_tokens":1,\#(messages)}"#),
    // What is asked for and fits stays.
    (#"{\#(messages),"max_tokens":90}"#, 100, #"{\#(messages),"max_tokens":90}"#),
    (#"{\#(messages),"max_completion_tokens":1}"#, 100, #"{\#(messages),"max_completion_tokens":1}"#),
    // Too much is lowered, nothing is ever raised.
    (#"{\#(messages),"max_tokens":91}"#, 100, #"{\#(messages),"max_tokens":90}"#),
    (#"{\#(messages),"max_completion_tokens":5000}"#, 100, #"{\#(messages),"max_completion_tokens":90}"#),
    (
      #"{\#(messages),"max_tokens":5000,"max_completion_tokens":5}"#, 100, #"{\#(messages),"max_tokens":90,"max_completion_tokens":5}"#
    ),
    (
      #"{\#(messages),"max_tokens":5,"max_completion_tokens":5000}"#, 100, #"{\#(messages),"max_tokens":5,"max_completion_tokens":90}"#
    ),
    (#"{\#(messages),"max_tokens":null}"#, 100, #"{\#(messages),"max_tokens":90}"#),
    (
      #"{\#(messages),"max_tokens":null,"max_completion_tokens":5000}"#, 100,
      #"{\#(messages),"max_tokens":null,"max_completion_tokens":90}"#
    ),
    (
      #"{\#(messages),"max_tokens":null,"max_completion_tokens":null}"#, 100,
      #"{\#(messages),"max_tokens":90,"max_completion_tokens":null}"#
    ),
  ])
  func chat(_ body: String, _ cap: Int, _ expected: String) throws {
    #expect(try Self.apply(body, cap: cap, .chatCompletions).get() == expected)
  }

  @Test(arguments: [
    (#"{"prompt":"\#(prompt)"}"#, 100, #"{"prompt":"\#(prompt)"}"#),
    (#"{"prompt":"\#(prompt)"}"#, 20, #"{"max_tokens":10,"prompt":"\#(prompt)"}"#),
    (#"{"prompt":[1,2,3,4,5],"max_tokens":96}"#, 100, #"{"prompt":[1,2,3,4,5],"max_tokens":95}"#),
    (#"{"prompt":"a","max_tokens":99}"#, 100, #"{"prompt":"a","max_tokens":99}"#),
    (#"{"prompt":"abcde","max_tokens":99}"#, 100, #"{"prompt":"abcde","max_tokens":98}"#),
    (#"{"prompt":""}"#, 1, #"{"max_tokens":1,"prompt":""}"#),
  ])
  func completions(_ body: String, _ cap: Int, _ expected: String) throws {
    #expect(try Self.apply(body, cap: cap, .completions).get() == expected)
  }

  @Test(arguments: [
    (#"{"input":"\#(prompt)"}"#, 10), (#"{"input":[[1,2,3]]}"#, 3), (#"{"input":"a","max_tokens":"x"}"#, 1),
  ])
  func embeddingsAreLeftAlone(_ body: String, _ cap: Int) throws { #expect(try Self.apply(body, cap: cap, .embeddings).get() == body) }

  @Test(arguments: [
    (#"{\#(messages)}"#, 10, Endpoint.chatCompletions, "messages"), (#"{\#(messages)}"#, 1, .chatCompletions, "messages"),
    (#"{"prompt":[1,2,3]}"#, 3, .completions, "prompt"), (#"{"input":[1,2,3]}"#, 2, .embeddings, "input"),
  ])
  func aPromptThatCannotFitIsRefused(_ body: String, _ cap: Int, _ endpoint: Endpoint, _ param: String) throws {
    guard case .failure(let error) = try Self.apply(body, cap: cap, endpoint) else {
      Issue.record("not refused")
      return
    }
    #expect(error.code == .contextLengthExceeded)
    #expect(error.param == param)
    #expect(error.message.hasPrefix("This model's maximum context length is \(cap) tokens. However, your prompt contains about "))
  }

  @Test(arguments: [#""6""#, "6.5", "true", "[]", "1e99"]) func aLimitThatIsNoIntegerIsRefused(_ value: String) throws {
    for member in ["max_tokens", "max_completion_tokens"] {
      guard case .failure(let error) = try Self.apply("{\(Self.messages),\"\(member)\":\(value)}", cap: 100, .chatCompletions) else {
        Issue.record("not refused")
        return
      }
      #expect(error.code == .invalidRequest)
      #expect(error.param == member)
    }
  }
}

@Suite struct UpstreamRequestTests {
  private static func bytes(_ head: RequestHead?, body: String = "{}", patches: PatchList = PatchList()) -> String {
    var buffer = ByteBuffer()
    UpstreamRequest(head: head?.message, requestID: "req-1", body: ByteBuffer(string: body), patches: patches)
      .write(prefix: Array("POST /v1/x HTTP/1.1\r\nhost: up\r\n".utf8), to: &buffer)
    return String(buffer: buffer)
  }

  private static let tail =
    "accept-encoding: identity\r\ncontent-type: application/json\r\nx-penstock-request-id: req-1\r\ncontent-length: 2\r\n\r\n{}"

  @Test func exactBytes() throws {
    let head = try requestHead(
      "POST /v1/x", "User-Agent:  OpenAI/Python 1.0 ", "content-TYPE: application/json; charset=utf-7", "Accept: */*",
      "X-Stainless-Lang: python",
      "X-Empty:", "OpenAI-Organization: o", "traceparent: 00-1-2-01", "Content-Length: 2")
    #expect(
      Self.bytes(head)
        == "POST /v1/x HTTP/1.1\r\nhost: up\r\nUser-Agent:  OpenAI/Python 1.0\r\nAccept: */*\r\nX-Stainless-Lang: python\r\n"
        + "X-Empty:\r\nOpenAI-Organization: o\r\ntraceparent: 00-1-2-01\r\n" + Self.tail)
  }

  @Test func theTypeIsTheGatewaysOwn() throws {
    let expected = "POST /v1/x HTTP/1.1\r\nhost: up\r\n" + Self.tail
    #expect(Self.bytes(nil) == expected)
    #expect(Self.bytes(try requestHead("POST /v1/x")) == expected)
    #expect(Self.bytes(try requestHead("POST /v1/x", "Connection: content-type", "Content-Type: text/plain")) == expected)
  }

  @Test(arguments: [
    "Authorization: Bearer client-key", "api-key: k", "X-API-Key: k", "Cookie: a=b", "Accept-Encoding: gzip", "X-Request-Id: mine",
    "X-data-parallel-rank: 1", "X-Vllm-Priority: 9", "X-Session-ID: s", "endpoint-load-metrics-format: json", "X-Penstock-Target: t",
    "x-penstock-request-id: forged", "Connection: keep-alive", "Connection: close", "Keep-Alive: timeout=5", "Proxy-Connection: keep-alive",
    "Proxy-Authorization: Basic x", "Proxy-Authenticate: Basic", "TE: trailers", "Trailer: X", "Upgrade: h2c", "Expect: 100-continue",
    "Content-Length: 0", "Transfer-Encoding: chunked",
  ])
  func staysHere(_ line: String) throws {
    #expect(Self.bytes(try requestHead("POST /v1/x", line)) == Self.bytes(nil))
    #expect(Self.bytes(try requestHead("POST /v1/x", line.uppercased().replacing("CHUNKED", with: "chunked"))) == Self.bytes(nil))
  }

  @Test func whatConnectionNamesStaysHere() throws {
    let head = try requestHead(
      "POST /v1/x", "X-One: 1", "Connection: x-one, X-TWO", "x-two: 2", "X-Three: 3", "Connection: close, x-three", "X-Four: 4")
    #expect(Self.bytes(head) == Self.bytes(try requestHead("POST /v1/x", "X-Four: 4")))
  }

  @Test func aFieldTwiceGoesUpTwice() throws {
    #expect(Self.bytes(try requestHead("POST /v1/x", "A: 1", "A: 2")).contains("\r\nA: 1\r\nA: 2\r\n"))
  }

  @Test func patchesChangeTheirPlacesAndTheLength() throws {
    let body = #"{"model":"a","é":1,"x":"model"}"#
    let fields = try RequestFields.scan(Array(body.utf8).span.bytes)
    var patches = PatchList()
    fields.patchModel(to: "meta/\"b\"", into: &patches)
    fields.patchIncludeUsage(into: &patches)
    let text = Self.bytes(nil, body: body, patches: patches)
    let expected = #"{"stream_options":{"include_usage":true},"model":"meta/\"b\"","é":1,"x":"model"}"#
    #expect(text.hasSuffix("\r\ncontent-length: \(expected.utf8.count)\r\n\r\n" + expected))
  }

  @Test func theTargetsOwnHead() throws {
    let target = Target(id: "a", providerString: ProviderString(provider: .vllm), baseURL: nil, credential: .bearer(Secret("s3cret")))
    let book = UpstreamAddressBook()
    let url = try BaseURL("http://gpu:8000/team/v1/")
    let prepared = PreparedTarget(target: target, baseURL: url, address: try book.address(of: url, tls: UpstreamTLS()))
    #expect(
      String(decoding: prepared.requestHead(.chatCompletions), as: UTF8.self)
        == "POST /team/v1/chat/completions HTTP/1.1\r\nhost: gpu:8000\r\nauthorization: Bearer s3cret\r\n")
    #expect(
      String(decoding: prepared.modelsRequest, as: UTF8.self)
        == "GET /team/v1/models HTTP/1.1\r\nhost: gpu:8000\r\nauthorization: Bearer s3cret\r\naccept: application/json\r\n\r\n")
    for endpoint in Endpoint.allCases {
      #expect(String(decoding: prepared.requestHead(endpoint), as: UTF8.self).hasPrefix("POST /team/v1\(endpoint.path) HTTP/1.1\r\n"))
    }
  }
}

@Suite struct AnswerHeadTests {
  private static func carried(_ head: ResponseHead) -> String {
    var answer = AnswerHead(status: 200, requestID: "r")
    answer.carry(head.message)
    return String(String(buffer: answer.buffer).dropFirst("HTTP/1.1 200 OK\r\nx-request-id: r\r\n".count))
  }

  @Test func theFieldsOfTheClientAreCarriedAsTheyAre() throws {
    let head = try answerHead(
      "date: now", "Content-Type:  application/json ", "vary: Origin", "X-RateLimit-Remaining: 7", "openai-version: 1", "Set-Cookie: a")
    #expect(
      Self.carried(head)
        == "date: now\r\nContent-Type:  application/json\r\nvary: Origin\r\nX-RateLimit-Remaining: 7\r\nopenai-version: 1\r\n"
    )
  }

  @Test(arguments: [
    "Server: uvicorn", "X-Request-Id: theirs", "endpoint-load-metrics: JSON {}", "X-Penstock-Target: forged", "Location: http://inside/",
    "Connection: close", "Keep-Alive: timeout=5", "Transfer-Encoding: chunked", "Content-Length: 0", "Trailer: X", "Upgrade: h2c",
    "Proxy-Authenticate: Basic", "TE: trailers",
  ])
  func staysHere(_ line: String) throws { #expect(Self.carried(try answerHead(line)) == "") }

  @Test func whatConnectionNamesStaysHere() throws {
    #expect(Self.carried(try answerHead("X-Hop: 1", "Connection: x-HOP", "X-End: 2")) == "X-End: 2\r\n")
  }

  @Test func finishWritesTheFraming() {
    var answer = AnswerHead(status: 204, requestID: "r")
    answer.add("a", "b")
    let whole = answer.finish(body: ByteBuffer(string: "xyz"), keepsAlive: true)
    #expect(
      String(buffer: whole)
        == "HTTP/1.1 204 No Content\r\nx-request-id: r\r\na: b\r\ncontent-length: 3\r\n\r\nxyz")
    let closing = AnswerHead(status: 299, requestID: "r").finish(body: [], type: "text/plain", keepsAlive: false)
    #expect(
      String(buffer: closing)
        == "HTTP/1.1 299 Status\r\nx-request-id: r\r\ncontent-type: text/plain\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
  }
}
