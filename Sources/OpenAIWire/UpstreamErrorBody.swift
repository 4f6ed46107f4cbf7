/// What an upstream says about an error, in whichever of the many shapes. Every member may be missing.
public struct UpstreamErrorBody: Hashable, Sendable {
  /// The message, at most 4 KiB of it; never empty.
  public internal(set) var message: String?
  /// The error's type, as the upstream names it.
  public internal(set) var type: String?
  /// The parameter that it concerns.
  public internal(set) var param: String?
  /// The code, if it is a string: `context_length_exceeded`.
  public internal(set) var code: String?
  /// The HTTP status that the body itself tells, by a numeric code or by its type: the real one when the response says 200.
  public internal(set) var status: Int?

  /// The longest message in bytes.
  public static let messageLimit = 4096
  /// The longest message in bytes that is made of a body which is no JSON.
  public static let textLimit = 500
  /// The longest type, param and code in bytes.
  static let nameLimit = 256
  /// How many entries of a list of validation errors the message names.
  static let detailLimit = 5

  init() {}

  /// Reads a body. Never fails: what is not understood is nil.
  public static func parse(_ body: RawSpan) -> UpstreamErrorBody {
    do throws(JSONProblem) {
      var reader = ErrorReader()
      var result = try reader.document(body)
      if result.status == nil {
        result.status = result.type.flatMap { status(ofType: $0) } ?? result.code.flatMap { status(ofType: $0) }
      }
      return result
    } catch {
      var result = UpstreamErrorBody()
      result.message = text(body)
      result.status = result.message.flatMap { status(ofType: $0) }
      return result
    }
  }

  /// The HTTP status that an error's type, or a bare reason phrase, stands for.
  public static func status(ofType type: String) -> Int? { statuses[type] }

  private static let statuses: [String: Int] = [
    // vLLM's and OpenAI's exceptions.
    "BadRequestError": 400, "AuthenticationError": 401, "PermissionDeniedError": 403, "NotFoundError": 404, "ConflictError": 409,
    "UnprocessableEntityError": 422, "RateLimitError": 429, "InternalServerError": 500, "ServiceUnavailableError": 503,
    "NotImplementedError": 501,
    // Reason phrases.
    "Bad Request": 400, "Unauthorized": 401, "Forbidden": 403, "Not Found": 404, "Method Not Allowed": 405, "Request Timeout": 408,
    "Conflict": 409, "Content Too Large": 413, "Request Entity Too Large": 413, "Unsupported Media Type": 415,
    "Unprocessable Entity": 422, "Unprocessable Content": 422, "Too Many Requests": 429, "Internal Server Error": 500,
    "Not Implemented": 501, "Bad Gateway": 502, "Service Unavailable": 503, "Gateway Timeout": 504,
    // OpenAI's and Anthropic's types.
    "invalid_request_error": 400, "authentication_error": 401, "billing_error": 402, "permission_error": 403, "not_found_error": 404,
    "request_too_large": 413, "rate_limit_error": 429, "insufficient_quota": 429, "api_error": 500, "server_error": 500,
    "internal_server_error": 500,
    "timeout_error": 504, "overloaded_error": 529,
  ]

  /// A body that is no JSON, as a message: trimmed, without control characters, cut. Nil for HTML.
  private static func text(_ body: RawSpan) -> String? {
    var start = 0
    while start < body.byteCount, body.byte(start) <= 0x20 { start &+= 1 }
    guard start < body.byteCount, body.byte(start) != 0x3c else { return nil }
    var result = ""
    // A scalar is at most four bytes, and what is left out is not looked for beyond this window.
    for scalar in body.string(start..<min(body.byteCount, start &+ 4 &* textLimit)).unicodeScalars {
      guard result.utf8.count &+ scalar.utf8.count <= textLimit else { break }
      if scalar.value > 0x20, !(0x7f...0x9f).contains(scalar.value), scalar != "\u{feff}" {
        result.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace, result.utf8.last != 0x20, !result.isEmpty {
        result.append(" ")
      }
    }
    if result.utf8.last == 0x20 { result.removeLast() }
    return result.isEmpty ? nil : result
  }
}

extension String {
  /// The text cut to so many bytes of UTF-8, between two scalars. One `Character` may have megabytes.
  public func prefix(utf8 limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var count = 0
    var end = startIndex
    for index in unicodeScalars.indices {
      let size = unicodeScalars[index].utf8.count
      guard count &+ size <= limit else { break }
      count &+= size
      end = unicodeScalars.index(after: index)
    }
    return String(self[..<end])
  }
}
