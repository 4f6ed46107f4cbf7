import Testing

@testable import PenstockClient

@Suite("Errors of servers")
struct ClassifierTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let status: Int
    let body: String
    let category: ProviderError.Category
    var testDescription: String { "\(status) \(body)" }
    init(_ status: Int, _ body: String, _ category: ProviderError.Category) {
      self.status = status
      self.body = body
      self.category = category
    }
  }

  static let cases: [Case] = [
    Case(401, "", .authentication), Case(403, #"{"error":"Unauthorized"}"#, .authentication),
    Case(404, #"{"detail":"Not Found"}"#, .unavailable),
    Case(404, #"{"error":{"code":"model_not_found"}}"#, .invalidModel),
    Case(404, #"{"error":{"type":"ModelNotFoundError"}}"#, .invalidModel),
    Case(404, #"{"error":{"message":"The model `x` does not exist.","type":"NotFoundError","param":"model","code":404}}"#, .invalidModel),
    Case(
      404, #"{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}"#, .invalidModel),
    Case(404, #"{"error":{"type":"NotFoundError","message":"no such response"}}"#, .unavailable),
    Case(409, #"{"error":{"message":"busy"}}"#, .unavailable),
    Case(422, #"{"detail":[{"loc":["body"]}]}"#, .unavailable), Case(418, "", .unavailable),
    Case(500, "Internal Server Error", .unavailable),
    Case(502, "<html>", .unavailable), Case(307, "", .unavailable),
    Case(504, #"{"error":"Not able to process the request"}"#, .unavailable),
    Case(503, #"{"error":{"type":"model_not_loaded"}}"#, .modelNotLoaded),
    Case(503, #"{"error":{"message":"Loading model"}}"#, .modelNotLoaded),
    Case(503, #"{"error":{"message":"Model is NOT LOADED"}}"#, .modelNotLoaded),
    Case(503, #"{"error":{"message":"overloaded"}}"#, .unavailable),
    Case(429, "", .rateLimit), Case(429, #"{"error":{"type":"rate_limit_error","code":"upstream_rate_limited"}}"#, .rateLimit),
    Case(429, #"{"error":{"code":"insufficient_quota"}}"#, .budgetExhausted),
    Case(429, #"{"error":{"type":"insufficient_quota"}}"#, .budgetExhausted),
    Case(402, "", .budgetExhausted), Case(409, #"{"error":{"type":"policy_violation","code":"policy_violation"}}"#, .policyViolation),
    Case(409, #"{"error":{"code":"policy_violation"}}"#, .policyViolation),
    Case(400, #"{"error":{"type":"policy_violation"}}"#, .policyViolation),
    Case(400, #"{"error":{"message":"temperature"}}"#, .invalidRequest), Case(400, "Invalid HTTP request received.", .invalidRequest),
    Case(400, #"{"error":{"code":"unsupported_content_block"}}"#, .unsupportedContentBlock),
    Case(400, #"{"error":{"code":"unsupported_image_media_type"}}"#, .unsupportedContentBlock),
    Case(400, #"{"error":{"code":"audio_input_unsupported"}}"#, .unsupportedContentBlock),
    Case(400, #"{"error":{"type":"image_parse_error"}}"#, .unsupportedContentBlock),
    Case(400, #"{"error":{"message":"This model does not support video."}}"#, .unsupportedContentBlock),
    Case(400, #"{"error":{"message":"This model does not support logprobs."}}"#, .invalidRequest),
  ]

  @Test(arguments: cases)
  func categories(_ example: Case) {
    let error = ErrorClassifier.error(status: example.status, headers: [:], body: Array(example.body.utf8))
    #expect(error.category == example.category)
    #expect(error.statusCode == example.status)
  }

  @Test("Which categories are transient, and that a server can forbid to try again")
  func transient() {
    let transient = ProviderError.Category.allCases.filter(\.isTransient)
    #expect(transient == [.unavailable, .modelNotLoaded, .rateLimit])
    let forbidden = ErrorClassifier.error(status: 503, headers: ["X-Should-Retry": "false"], body: [])
    #expect(!forbidden.isTransient && forbidden.forbidsRetry)
    #expect(ErrorClassifier.error(status: 503, headers: ["X-Should-Retry": "true"], body: []).isTransient)
  }

  @Test(
    arguments: [
      ("30", 30.0), ("0", 0), ("1.5", 1.5), ("-1", nil), ("Fri, 21 Nov 2026 07:28:00 GMT", nil), ("soon", nil), ("nan", nil), ("inf", nil),
      ("1e300", nil), ("", nil),
    ] as [(String, Double?)])
  func retryAfter(_ value: String, _ seconds: Double?) {
    let error = ErrorClassifier.error(status: 429, headers: ["Retry-After": value], body: [])
    #expect(error.retryAfter == seconds.map { .seconds($0) })
  }

  @Test("What a server says is kept, in every shape")
  func details() {
    let nested = ErrorClassifier.serverError(Array(#"{"error":{"message":"m","type":"t","param":"p","code":400,"more":1}}"#.utf8))
    #expect(
      nested.message == "m" && nested.type == "t" && nested.param == "p" && nested.code == "400" && nested.json["error"]?["more"] == 1)
    #expect(ErrorClassifier.serverError(Array(#"{"error":"text"}"#.utf8)).message == "text")
    #expect(ErrorClassifier.serverError(Array(#"{"detail":[1]}"#.utf8)).message == "[1]")
    #expect(ErrorClassifier.serverError(Array("plain".utf8)).message == "plain")
    #expect(ErrorClassifier.serverError([]).message == nil)
    #expect(ErrorClassifier.serverError([0xff]).json.stringValue != nil)
  }

  @Test("Refused content says which kind")
  func blocks() {
    let error = ErrorClassifier.error(
      status: 400, headers: ["x-request-id": "r"], body: Array(#"{"error":{"code":"image_content_not_supported","message":"no"}}"#.utf8))
    #expect(error.unsupportedBlock == .init(blockType: "image", reason: "no") && error.requestID == "r")
    #expect(error.description == "provider_unsupported_content_block (400): no")
  }
}
