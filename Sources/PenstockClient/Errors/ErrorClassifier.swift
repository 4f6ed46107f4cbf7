/// Turns statuses and bodies of failed responses into ``ProviderError``.
enum ErrorClassifier {
  /// The error of a response whose status is not a success.
  static func error(status: Int, headers: HeaderFields, body: [UInt8]) -> ProviderError {
    let server = serverError(body)
    var error = error(status: status, server: server)
    error.retryAfter = headers["retry-after"].flatMap(retryAfter)
    error.requestID = headers["x-request-id"]
    if (300..<400).contains(status), let place = headers["location"] {
      error.message = "the server answered with status \(status), a redirect, which is not followed, to \(place.prefix(200))"
    }
    if headers["x-should-retry"]?.lowercased() == "false" { error.forbidsRetry = true }
    return error
  }

  /// The error of an event in a stream that began with success.
  static func error(event: JSONValue) -> ProviderError {
    let server = serverError(event)
    let status = server.code.flatMap { Int($0) }.flatMap { (400..<600).contains($0) ? $0 : nil }
    var error = error(status: status ?? 500, server: server)
    error.statusCode = status
    return error
  }

  static func error(status: Int, server: ProviderError.ServerError) -> ProviderError {
    let category = category(status: status, server)
    var error = ProviderError(category, server.message ?? "the server answered with status \(status)")
    error.statusCode = status
    error.server = server
    if category == .unsupportedContentBlock {
      error.unsupportedBlock = ProviderError.UnsupportedBlock(
        blockType: medium(server) ?? "unknown", reason: server.message ?? server.code ?? "")
    }
    return error
  }

  private static func category(status: Int, _ server: ProviderError.ServerError) -> ProviderError.Category {
    let code = server.code ?? ""
    let type = server.type ?? ""
    if type == "policy_violation" || code == "policy_violation" { return .policyViolation }
    if status == 402 || budgetCodes.contains(code) || budgetCodes.contains(type) { return .budgetExhausted }
    switch status {
    case 401, 403: return .authentication
    case 404 where namesModel(server): return .invalidModel
    case 429: return .rateLimit
    case 400: return refusesContent(server) ? .unsupportedContentBlock : .invalidRequest
    case 503 where saysLoading(server): return .modelNotLoaded
    default: return .unavailable
    }
  }

  private static let budgetCodes: Set<String> = ["insufficient_quota", "budget_exhausted", "budget_exceeded"]

  /// Whether a 404 is about the model and not about the path: OpenAI's code, a type that says so, or vLLM's `param` and words.
  private static func namesModel(_ server: ProviderError.ServerError) -> Bool {
    let type = (server.type ?? "").lowercased()
    if server.code == "model_not_found" || type.contains("model") && type.contains("found") || server.param == "model" { return true }
    let message = (server.message ?? "").lowercased()
    return message.hasPrefix("the model ") && message.contains("does not exist")
  }

  private static func saysLoading(_ server: ProviderError.ServerError) -> Bool {
    let message = (server.message ?? "").lowercased()
    return server.type == "model_not_loaded" || message.contains("not loaded") || message.contains("loading")
  }

  private static let media = ["image", "audio", "video"]

  private static let contentCodes: Set<String> = [
    "image_content_not_supported", "unsupported_image_media_type", "audio_content_not_supported", "video_content_not_supported",
    "unsupported_content_block",
  ]

  private static func refusesContent(_ server: ProviderError.ServerError) -> Bool {
    let code = (server.code ?? "").lowercased()
    if contentCodes.contains(code) || server.type == "image_parse_error" { return true }
    if media.contains(where: code.contains), code.contains("not_supported") || code.contains("unsupported") { return true }
    let message = (server.message ?? "").lowercased()
    return message.contains("does not support") && media.contains(where: message.contains)
  }

  private static func medium(_ server: ProviderError.ServerError) -> String? {
    let words = [server.code, server.type, server.message].compactMap { $0?.lowercased() }
    return words.lazy.compactMap { text in media.first(where: text.contains) }.first
  }

  /// Reads whichever of the shapes a server chose: `{"error":{…}}`, `{"error":"…"}`, the members themselves, `{"detail":…}`, or no JSON at all.
  static func serverError(_ body: [UInt8]) -> ProviderError.ServerError {
    guard let json = try? JSONValue(parsing: body) else {
      let text = String(decoding: body.prefix(2_000), as: UTF8.self)
      return ProviderError.ServerError(message: text.isEmpty ? nil : text, json: .string(text))
    }
    return serverError(json)
  }

  static func serverError(_ json: JSONValue) -> ProviderError.ServerError {
    if let text = json["error"]?.stringValue { return ProviderError.ServerError(message: text, json: json) }
    let error = json["error"] ?? json
    if let detail = error["detail"], error["message"] == nil {
      return ProviderError.ServerError(message: detail.stringValue ?? detail.text(), json: json)
    }
    return ProviderError.ServerError(
      message: text(error["message"]), type: text(error["type"]), code: text(error["code"]), param: text(error["param"]), json: json)
  }

  private static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.spelling
    default: nil
    }
  }

  /// A number of seconds; nil for a date, a negative number, or anything else.
  static func retryAfter(_ value: String) -> Duration? {
    guard let seconds = Double(value), seconds.isFinite, seconds >= 0, seconds < 1e9 else { return nil }
    return .seconds(seconds)
  }
}
