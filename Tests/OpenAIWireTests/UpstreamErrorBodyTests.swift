import Testing

@testable import OpenAIWire

@Suite("Upstream errors")
struct UpstreamErrorBodyTests {
  private func parse(_ text: String) -> UpstreamErrorBody {
    let bytes = text.bytes
    return UpstreamErrorBody.parse(bytes.span.bytes)
  }

  /// Message, type, param, code, status.
  struct Case: CustomTestStringConvertible, Sendable {
    var body: String
    var message: String?
    var type: String?
    var param: String?
    var code: String?
    var status: Int?
    var testDescription: String { body }
  }

  @Test(
    "Every shape",
    arguments: [
      Case(
        body: #"{"error":{"message":"The model `nope` does not exist.","type":"NotFoundError","param":"model","code":404}}"#,
        message: "The model `nope` does not exist.", type: "NotFoundError", param: "model", status: 404),
      Case(
        body: #"{"error":{"message":"busy","type":"Service Unavailable","param":null,"code":503}}"#, message: "busy",
        type: "Service Unavailable",
        status: 503),
      Case(body: #"{"error":{"message":"busy","type":"Service Unavailable"}}"#, message: "busy", type: "Service Unavailable", status: 503),
      Case(body: #"{"error":"Unauthorized"}"#, message: "Unauthorized", status: 401),
      Case(
        body: #"{"error":"Not able to process the request in 300 seconds"}"#, message: "Not able to process the request in 300 seconds"),
      Case(body: #"{"detail":"Not Found"}"#, message: "Not Found", status: 404),
      Case(body: #"{"detail":"Method Not Allowed"}"#, message: "Method Not Allowed", status: 405),
      Case(body: #"{"detail":"Invalid API key"}"#, message: "Invalid API key"),
      Case(
        body: #"{"object":"error","message":"max_tokens must be at least 1, got 0.","type":"BadRequestError","param":null,"code":400}"#,
        message: "max_tokens must be at least 1, got 0.", type: "BadRequestError", status: 400),
      Case(
        body: #"{"error":{"object":"error","message":"m","type":"BadRequestError","param":null,"code":400}}"#, message: "m",
        type: "BadRequestError", status: 400),
      Case(
        body: #"{"type":"error","error":{"type":"BadRequestError","message":"stop cannot contain an empty string."}}"#,
        message: "stop cannot contain an empty string.", type: "BadRequestError", status: 400),
      Case(
        body: #"{"error":{"type":"overloaded_error","message":"Overloaded"},"type":"error","request_id":"r"}"#, message: "Overloaded",
        type: "overloaded_error", status: 529),
      Case(
        body: #"{"error":{"message":"too long","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"#,
        message: "too long", type: "invalid_request_error", param: "messages", code: "context_length_exceeded", status: 400),
      Case(
        body: #"{"detail":[{"type":"missing","loc":["body","messages"],"msg":"Field required","input":{"model":"m"}}]}"#,
        message: "body.messages: Field required", param: "body.messages"),
      Case(
        body:
          #"{"detail":[{"type":"json_invalid","loc":["body",36],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting value"}}]}"#,
        message: "body.36: JSON decode error", param: "body.36"),
      Case(
        body:
          #"{"error":"2 validation error for Input","detail":[{"loc":["prompt"],"msg":"Input should be a valid string"},{"loc":["n"],"msg":"x"}]}"#,
        message: "prompt: Input should be a valid string; n: x", param: "prompt"),
      Case(body: #"{"message":"gone"}"#, message: "gone"), Case(body: #"{"message":"slow","code":429}"#, message: "slow", status: 429),
      Case(
        body: #"{"error":{"message":"","type":"internal_server_error","param":null,"code":null}}"#, type: "internal_server_error",
        status: 500),
      Case(body: #"{"error":{"message":"x","code":"404"}}"#, message: "x", code: "404", status: 404),
      Case(body: #"{"error":{"message":"x","code":12345}}"#, message: "x"),
      Case(body: #"{"error":{"message":"x","code":200}}"#, message: "x"),
      Case(body: #"{"error":{"message":5,"type":[],"param":{},"code":true}}"#), Case(body: #"{"error":null}"#), Case(body: "{}"),
      Case(body: "[]"),
      Case(body: "5"), Case(body: "null"), Case(body: ""), Case(body: "  \n "), Case(body: #""text""#, message: "text"),
      Case(body: "Internal Server Error", message: "Internal Server Error", status: 500),
      Case(body: " Not Found \n", message: "Not Found", status: 404),
      Case(body: "Invalid HTTP request received.", message: "Invalid HTTP request received."), Case(body: "<html><body>502</body></html>"),
      Case(body: "\n <!DOCTYPE html>"), Case(body: "a\u{0}b\r\n\tc\u{1b}[0m", message: "ab c[0m"),
      Case(body: #"{"error":{"message":"cut"#, message: #"{"error":{"message":"cut"#),
      Case(body: #"{"error":{"error":{"message":"deep"}}}"#, message: "deep"),
      Case(
        body: #"{"detail":{"error":{"message":"in detail","type":"NotFoundError"}}}"#, message: "in detail", type: "NotFoundError",
        status: 404),
    ])
  func shapes(expected: Case) {
    let found = parse(expected.body)
    #expect(found.message == expected.message)
    #expect(found.type == expected.type)
    #expect(found.param == expected.param)
    #expect(found.code == expected.code)
    #expect(found.status == expected.status)
  }

  @Test(
    "Types tell the status",
    arguments: [
      ("BadRequestError", 400), ("Bad Request", 400), ("AuthenticationError", 401), ("Unauthorized", 401), ("PermissionDeniedError", 403),
      ("NotFoundError", 404), ("UnprocessableEntityError", 422), ("RateLimitError", 429), ("InternalServerError", 500),
      ("Service Unavailable", 503),
      ("nonsense", nil), ("", nil),
    ] as [(String, Int?)])
  func types(type: String, status: Int?) {
    #expect(UpstreamErrorBody.status(ofType: type) == status)
    #expect(parse("{\"error\":{\"message\":\"m\",\"type\":\"\(type)\"}}").status == status)
  }

  @Test("Lengths are bounded, between scalars")
  func bounds() throws {
    let long = String(repeating: "é漢", count: 3000)
    let message = try #require(parse("{\"error\":{\"message\":\"\(long)\"}}").message)
    #expect(message.utf8.count <= 4096 && message.utf8.count > 4090)
    #expect(long.hasPrefix(message))
    let text = try #require(parse(long).message)
    #expect(text.utf8.count <= 500 && text.utf8.count > 495)
    #expect(try #require(parse("{\"error\":{\"type\":\"\(long)\"}}").type).utf8.count <= 256)
    let details = (0..<2000).map { "{\"loc\":[\"body\",\"\(String(repeating: "x", count: 3000))\",\($0)],\"msg\":\"m\($0)\"}" }
    let found = parse("{\"detail\":[\(details.joined(separator: ","))]}")
    #expect(try #require(found.message).utf8.count <= 4096)
    #expect(try #require(found.param).utf8.count <= 256)
  }

  @Test("Only five validation errors are named")
  func fiveDetails() {
    let details = (0..<9).map { "{\"loc\":[\"l\($0)\"],\"msg\":\"m\"}" }
    #expect(parse("{\"detail\":[\(details.joined(separator: ","))]}").message == "l0: m; l1: m; l2: m; l3: m; l4: m")
  }

  @Test("Bytes that are not UTF-8 do not hurt")
  func invalid() {
    let bytes: [UInt8] = [0xff, 0x41, 0xfe]
    #expect(UpstreamErrorBody.parse(bytes.span.bytes).message == "\u{fffd}A\u{fffd}")
  }
}
