import GatewayCore
import GatewayTestSupport
import OpenAIWire
import Testing

@testable import GatewayServer

@Suite struct UpstreamErrorTests {
  struct Case: CustomTestStringConvertible {
    let status: Int
    let body: String
    let code: ErrorCode
    let clientStatus: Int
    var message: String?
    var param: String?
    var clientCode: String?
    var testDescription: String { "\(status) \(body.prefix(60))" }
  }

  static let cases: [Case] = [
    // The client's own affair: passed on.
    Case(
      status: 400, body: #"{"error":{"message":"bad é \"x\"","type":"BadRequestError","param":"temperature","code":400}}"#,
      code: .upstreamRejected,
      clientStatus: 400, message: "bad é \"x\"", param: "temperature"),
    Case(
      status: 422, body: #"{"detail":[{"loc":["body","messages",0],"msg":"Field required","input":"secret"}]}"#, code: .upstreamRejected,
      clientStatus: 422, message: "body.messages.0: Field required", param: "body.messages.0"),
    Case(status: 405, body: #"{"detail":"Method Not Allowed"}"#, code: .upstreamRejected, clientStatus: 405, message: "Method Not Allowed"),
    Case(status: 413, body: "", code: .upstreamRejected, clientStatus: 413, message: "Target 'gpu-1' refused the request with status 413."),
    Case(status: 415, body: #"{"detail":"no"}"#, code: .upstreamRejected, clientStatus: 415, message: "no"),
    Case(
      status: 400, body: "Invalid HTTP request received.", code: .upstreamRejected, clientStatus: 400,
      message: "Invalid HTTP request received."),
    Case(
      status: 400, body: "<html>x</html>", code: .upstreamRejected, clientStatus: 400,
      message: "Target 'gpu-1' refused the request with status 400."),
    Case(
      status: 400, body: #"{"error":{"message":"m","type":"t","param":null,"code":"special_code"}}"#, code: .upstreamRejected,
      clientStatus: 400,
      message: "m", clientCode: "special_code"),
    Case(
      status: 418, body: #"{"object":"error","message":"flat","type":"BadRequestError","param":"p","code":400}"#, code: .upstreamRejected,
      clientStatus: 418, message: "flat", param: "p"),
    Case(status: 499, body: #"{"error":"text"}"#, code: .upstreamRejected, clientStatus: 499, message: "text"),
    // Context length, in the engines' words.
    Case(
      status: 400, body: #"{"error":{"message":"too long","type":"t","param":"input_tokens","code":400}}"#, code: .contextLengthExceeded,
      clientStatus: 400, message: "too long", param: "input_tokens", clientCode: "context_length_exceeded"),
    Case(
      status: 400, body: #"{"error":{"message":"This model's maximum context length is 8 tokens.","code":400}}"#,
      code: .contextLengthExceeded,
      clientStatus: 400, clientCode: "context_length_exceeded"),
    Case(
      status: 400, body: #"{"error":{"message":"m","type":"t","param":null,"code":"context_length_exceeded"}}"#,
      code: .contextLengthExceeded,
      clientStatus: 400, clientCode: "context_length_exceeded"),
    // Credentials are the gateway's affair.
    Case(status: 401, body: #"{"error":"Unauthorized"}"#, code: .upstreamAuthentication, clientStatus: 502),
    Case(status: 403, body: #"{"detail":"Invalid API key sk-123"}"#, code: .upstreamAuthentication, clientStatus: 502),
    // Not found: a model, or a path.
    Case(
      status: 404, body: #"{"error":{"message":"The model `x` does not exist.","type":"NotFoundError","param":"model","code":404}}"#,
      code: .modelNotFound, clientStatus: 404, message: "The model `x` does not exist.", param: "model", clientCode: "model_not_found"),
    Case(
      status: 404, body: #"{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}"#,
      code: .modelNotFound, clientStatus: 404, param: "model"),
    Case(
      status: 404, body: #"{"error":{"message":"m","code":"model_not_found"}}"#, code: .modelNotFound, clientStatus: 404, message: "m",
      param: "model"),
    Case(status: 404, body: #"{"detail":"Not Found"}"#, code: .upstreamRejected, clientStatus: 404),
    Case(status: 404, body: "Not Found", code: .upstreamRejected, clientStatus: 404),
    Case(status: 404, body: "", code: .upstreamRejected, clientStatus: 404),
    // Limits.
    Case(status: 429, body: #"{"error":"Too many requests"}"#, code: .upstreamRateLimited, clientStatus: 429, message: "Too many requests"),
    Case(status: 429, body: "", code: .upstreamRateLimited, clientStatus: 429),
    // The inside of the engine stays there.
    Case(
      status: 500, body: #"{"error":{"message":"/root/engine.py line 7","type":"InternalServerError","code":500}}"#, code: .upstreamError,
      clientStatus: 502),
    Case(status: 500, body: "Internal Server Error", code: .upstreamError, clientStatus: 502),
    Case(status: 500, body: #"{"error":{"message":"","code":500}}"#, code: .upstreamError, clientStatus: 502),
    Case(status: 500, body: #"{"error":{"message":"x","code":400}}"#, code: .upstreamError, clientStatus: 502),
    Case(status: 501, body: "x", code: .upstreamError, clientStatus: 502),
    Case(status: 502, body: "", code: .upstreamError, clientStatus: 502),
    Case(status: 503, body: #"{"error":{"message":"queue 10.0.0.1","code":503}}"#, code: .upstreamOverloaded, clientStatus: 503),
    Case(status: 504, body: #"{"error":"Not able to process the request in 300 seconds"}"#, code: .upstreamTimeout, clientStatus: 504),
    Case(
      status: 529, body: #"{"type":"error","error":{"type":"overloaded_error","message":"x"}}"#, code: .upstreamOverloaded,
      clientStatus: 503),
    Case(status: 599, body: "", code: .upstreamError, clientStatus: 502),
    // HTTP 200 with an error: the body knows the status.
    Case(
      status: 200, body: #"{"object":"error","message":"no Embeddings API","type":"BadRequestError","param":null,"code":400}"#,
      code: .upstreamRejected,
      clientStatus: 400, message: "no Embeddings API"),
    Case(
      status: 200, body: #"{"error":{"message":"m","type":"NotFoundError","param":"model"}}"#, code: .modelNotFound, clientStatus: 404,
      param: "model"),
    Case(status: 200, body: #"{"error":{"message":"m","type":"unheard of"}}"#, code: .upstreamError, clientStatus: 502),
    Case(status: 200, body: #"{"error":{"message":"m","code":503}}"#, code: .upstreamOverloaded, clientStatus: 503),
  ]

  @Test(arguments: cases) func shapes(_ expected: Case) throws {
    let error = UpstreamErrors.error(expected.status, expected.body)
    #expect(error.code == expected.code)
    #expect(error.status == expected.clientStatus)
    if let message = expected.message { #expect(error.message == message) }
    #expect(error.param == expected.param)
    if let code = expected.clientCode { #expect(error.clientCode == code) }
    let members = try errorMembers(ErrorRenderer.body(error))
    #expect(members.message == error.message)
    #expect(members.param == error.param)
    #expect(members.code == error.clientCode)
    #expect(!members.message.isEmpty)
  }

  @Test(arguments: [401, 403] + Array(500...599)) func nothingOfABodyIsTold(_ status: Int) {
    for body in [#"{"error":{"message":"zqzq","type":"zqzq","param":"zqzq","code":"zqzq"}}"#, #"{"detail":"zqzq"}"#, "zqzq", #""zqzq""#] {
      let error = UpstreamErrors.error(status, body)
      #expect(!String(decoding: ErrorRenderer.body(error), as: UTF8.self).contains("zqzq"))
    }
  }

  @Test(arguments: 400...599) func everyStatusHasAnAnswer(_ status: Int) throws {
    let error = UpstreamErrors.error(status, "")
    #expect(error.code.origin == .upstream || error.code == .modelNotFound)
    #expect((400...599).contains(error.status))
    _ = try errorMembers(ErrorRenderer.body(error))
  }

  @Test(arguments: [
    ("30", "30"), ("Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT"), ("", nil), ("-1", nil), ("1.5", nil),
    (String(repeating: "1", count: 41), nil), ("1;x", nil), ("é", nil), ("soon", nil), ("99999999999999999999", nil),
    ("Wed 21", nil),
  ])
  func retryAfter(_ value: String, _ expected: String?) throws {
    let head = try answerHead("Retry-After: \(value)", status: 429).message
    for status in [429, 503, 529] { #expect(UpstreamErrors.error(status, "", head: head).retryAfter == expected) }
    for status in [400, 404, 500, 502, 504] { #expect(UpstreamErrors.error(status, "", head: head).retryAfter == nil) }
  }

  @Test func failuresOnTheWire() {
    let cases: [(GatewayError, ErrorCode, Int)] = [
      (UpstreamErrors.error(.unreachable("the connection was refused"), target: "t"), .upstreamUnreachable, 502),
      (UpstreamErrors.error(.closed, target: "t"), .upstreamClosed, 502),
      (UpstreamErrors.error(.malformed(.headTooLarge), target: "t"), .upstreamMalformedAnswer, 502),
      (UpstreamErrors.aborted(target: "t"), .upstreamAborted, 502),
    ]
    for (error, code, status) in cases {
      #expect(error.code == code)
      #expect(error.status == status)
      #expect(error.message.contains("'t'"))
    }
  }

  @Test(.enabled(if: Transcript.areAvailable, "there are no recordings: PENSTOCK_SHARED does not name their folder"))
  func everyRecordedErrorIsRendered() throws {
    var count = 0
    for transcript in Transcript.all {
      guard let answer = RecordedAnswer(transcript.answer), answer.status >= 400 else { continue }
      count += 1
      let error = UpstreamErrors.error(status: answer.status, body: answer.body.span.bytes, head: nil, target: "gpu-1")
      let members = try errorMembers(ErrorRenderer.body(error))
      #expect(!members.message.isEmpty, "\(transcript)")
      let upstream = UpstreamErrorBody.parse(answer.body.span.bytes).message
      switch answer.status {
      case 401, 403, 500...:
        #expect(error.status >= 502, "\(transcript)")
        if let upstream { #expect(!members.message.contains(upstream), "\(transcript)") }
      case 404: #expect(error.status == 404, "\(transcript)")
      default:
        #expect(error.status == answer.status, "\(transcript)")
        if let upstream { #expect(members.message == upstream, "\(transcript)") }
      }
    }
    #expect(count > 100)
  }
}

@Suite struct ErrorRendererTests {
  private static let error = GatewayError(.modelNotFound, "no `x`\n\"y\"", param: "model")

  @Test func exactBytes() {
    #expect(
      String(decoding: ErrorRenderer.body(Self.error), as: UTF8.self)
        == #"{"error":{"message":"no `x`\n\"y\"","type":"invalid_request_error","param":"model","code":"model_not_found"}}"#)
    #expect(
      String(decoding: ErrorRenderer.body(GatewayError(.internalError, "")), as: UTF8.self)
        == #"{"error":{"message":"","type":"gateway_error","param":null,"code":"internal_error"}}"#)
    #expect(
      String(buffer: ErrorRenderer.event(GatewayError(.upstreamClosed, "gone")))
        == "data: {\"error\":{\"message\":\"gone\",\"type\":\"upstream_error\",\"param\":null,\"code\":\"upstream_closed\"}}\n\n")
  }

  @Test func theWholeAnswer() {
    var error = GatewayError(.methodNotAllowed, "m")
    error.allow = "GET, HEAD"
    error.retryAfter = "7"
    let text = String(buffer: ErrorRenderer.answer(error, "req-1", HTTPClock(), keepsAlive: false, target: "gpu"))
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.first == "HTTP/1.1 405 Method Not Allowed")
    #expect(lines.contains("x-request-id: req-1"))
    #expect(lines.contains("x-penstock-target: gpu"))
    #expect(lines.contains("allow: GET, HEAD"))
    #expect(lines.contains("retry-after: 7"))
    #expect(lines.contains("content-type: application/json"))
    #expect(lines.contains("content-length: \(ErrorRenderer.body(error).count)"))
    #expect(lines.contains("connection: close"))
    #expect(lines.contains { $0.hasPrefix("date: ") && $0.hasSuffix(" GMT") })
    #expect(text.hasSuffix("\r\n\r\n" + String(decoding: ErrorRenderer.body(error), as: UTF8.self)))
    #expect(!String(buffer: ErrorRenderer.answer(error, "r", HTTPClock(), keepsAlive: true)).contains("connection:"))
  }

  @Test(arguments: ErrorCode.allCases) func everyCodeRenders(_ code: ErrorCode) throws {
    let error = GatewayError(code, "message \u{0}\u{1f}\u{2028}\\")
    let members = try errorMembers(ErrorRenderer.body(error))
    #expect(members.message == error.message)
    #expect(members.type == code.entry.type)
    #expect(members.code == code.rawValue)
    #expect((400...599).contains(error.status))
    #expect(code.entry.origin == code.origin)
    #expect(!code.entry.meaning.isEmpty && !code.entry.remedy.isEmpty)
    let answer = String(buffer: ErrorRenderer.answer(error, "r", HTTPClock(), keepsAlive: true))
    #expect(answer.hasPrefix("HTTP/1.1 \(code.entry.status) "))
    #expect(!answer.hasPrefix("HTTP/1.1 \(code.entry.status) Status"), "the status has no reason phrase")
    #expect(
      answer.contains("x-should-retry: false\r\n") == (!code.entry.isRetryable && (code.entry.status >= 500 || code.origin == .policy)))
    // An event is one event, whatever the message holds.
    let event = String(buffer: ErrorRenderer.event(GatewayError(code, "a\n\ndata: [DONE]\n\n\rb")))
    #expect(event.utf8.filter { $0 == 0x0a || $0 == 0x0d }.count == 2)
    #expect(event.hasSuffix("\n\n"))
  }

  @Test func problemsOfTheWire() {
    let limits = ServerLimits()
    let expected: [(GatewayError, ErrorCode)] = [
      (ErrorRenderer.error(for: .malformed("a reason"), limits: limits), .malformedHTTP),
      (ErrorRenderer.error(for: .unsupportedVersion, limits: limits), .unsupportedVersion),
      (ErrorRenderer.error(for: .unsupportedTransferCoding, limits: limits), .unsupportedCoding),
      (ErrorRenderer.error(for: .headTooLarge, limits: limits), .headersTooLarge),
      (ErrorRenderer.error(for: .bodyTooLarge, limits: limits), .requestTooLarge),
    ]
    for (error, code) in expected { #expect(error.code == code) }
    #expect(expected[3].0.message == "The request head is larger than 64 KiB, or has more than 200 fields.")
    #expect(expected[4].0.message == "The request body is larger than 64 MiB.")
  }
}
