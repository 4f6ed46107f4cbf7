internal import GatewayCore
internal import GatewayHTTP
internal import NIOCore
internal import OpenAIWire

/// Renders a ``GatewayError`` for the client: as an HTTP answer, or as an event of a stream that has begun.
enum ErrorRenderer {
  /// `{"error":{"message":…,"type":…,"param":…,"code":…}}`, with `policy` where a policy ended it.
  static func body(_ error: GatewayError) -> [UInt8] {
    var body = Array("{\"error\":{\"message\":".utf8)
    body += JSONText.quoted(error.message)
    body += Array(",\"type\":\"\(error.type)\",\"param\":".utf8)
    body += error.param.map { JSONText.quoted($0) } ?? Array("null".utf8)
    body += Array(",\"code\":".utf8)
    body += JSONText.quoted(error.clientCode)
    if let policy = error.policy { body += Array(",\"policy\":".utf8) + JSONText.quoted(policy) }
    body += Array("}}".utf8)
    return body
  }

  /// The whole HTTP answer; its head alone when that is what was asked for (bytes behind it would be read as the next answer).
  /// - Parameter rendered: what ``body(_:)`` gave, when the caller has it already.
  static func answer(
    _ error: GatewayError, _ requestID: String, _ clock: HTTPClock, keepsAlive: Bool, target: String? = nil, isHead: Bool = false,
    body rendered: [UInt8]? = nil
  ) -> ByteBuffer {
    var writer = AnswerHead(status: error.status, requestID: requestID, clock: clock)
    if let target { writer.add("x-penstock-target", target) }
    if let retryAfter = error.retryAfter { writer.add("retry-after", retryAfter) }
    if let allow = error.allow { writer.add("allow", allow) }
    // Clients retry 409 and 5xx on their own.
    if !error.code.entry.isRetryable, error.status >= 500 || error.code.origin == .policy { writer.add("x-should-retry", "false") }
    let body = rendered ?? body(error)
    var answer = writer.finish(body: body, type: "application/json", keepsAlive: keepsAlive)
    if isHead { answer.moveWriterIndex(to: answer.writerIndex - body.count) }
    return answer
  }

  /// The event that ends a stream which could not be completed. No `[DONE]` follows it: the answer is not complete.
  static func event(_ error: GatewayError) -> ByteBuffer {
    var buffer = ByteBuffer(staticString: "data: ")
    buffer.writeBytes(body(error))
    buffer.writeStaticString("\n\n")
    return buffer
  }

  /// What a client is told about bytes that are no acceptable HTTP.
  static func error(for problem: HTTPProblem, limits: ServerLimits) -> GatewayError {
    switch problem {
    case .malformed(let reason): GatewayError(.malformedHTTP, "This is not a well-formed HTTP/1.1 request: \(reason).")
    case .unsupportedVersion: GatewayError(.unsupportedVersion, "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
    case .unsupportedTransferCoding: GatewayError(.unsupportedCoding, "The only transfer coding that is understood is chunked.")
    case .headTooLarge:
      GatewayError(
        .headersTooLarge, "The request head is larger than \(limits.requestHead), or has more than \(limits.headerFields) fields.")
    case .bodyTooLarge: GatewayError(.requestTooLarge, "The request body is larger than \(limits.requestBody).")
    }
  }
}

/// Writes the head of an answer. There is one of it at any time, so that its buffer is never copied.
struct AnswerHead: ~Copyable {
  /// Room that is enough for most heads.
  static let usualSize = 512

  private(set) var buffer: ByteBuffer

  init(status: Int, requestID: String, clock: HTTPClock) {
    self.init(status: status, requestID: requestID)
    buffer.writeBytes(clock.dateLine)
  }

  /// A head without `Date`: for an upstream's answer, which brings its own.
  /// - Parameter empty: an empty buffer to write into.
  init(status: Int, requestID: String, into empty: consuming ByteBuffer = ByteBuffer()) {
    buffer = consume empty
    buffer.reserveCapacity(Self.usualSize)
    buffer.writeStaticString("HTTP/1.1 ")
    buffer.writeDecimal(status)
    buffer.writeStaticString(" ")
    buffer.writeStaticString(Self.reason(status))
    buffer.writeStaticString("\r\nx-request-id: ")
    buffer.writeString(requestID)
    buffer.writeStaticString("\r\n")
  }

  mutating func add(_ name: StaticString, _ value: String) {
    buffer.writeStaticString(name)
    buffer.writeStaticString(": ")
    buffer.writeString(value)
    buffer.writeStaticString("\r\n")
  }

  /// Carries over the fields of an upstream's answer that concern the client.
  mutating func carry(_ head: MessageHead) {
    head.forEachForwarded(except: \.isKeptFromClient) { line in
      buffer.write(head.bytes, line)
      buffer.writeStaticString("\r\n")
    }
  }

  /// The head up to the fields that frame the body.
  consuming func unframed() -> ByteBuffer { buffer }

  /// The whole answer, with `body`.
  consuming func finish(body: [UInt8], type: StaticString, keepsAlive: Bool) -> ByteBuffer {
    buffer.writeStaticString("content-type: ")
    buffer.writeStaticString(type)
    buffer.writeStaticString("\r\n")
    endHead(bodyCount: body.count, keepsAlive: keepsAlive)
    buffer.writeBytes(body)
    return buffer
  }

  /// The whole answer, with a body whose type was carried over.
  consuming func finish(body: ByteBuffer, keepsAlive: Bool) -> ByteBuffer {
    endHead(bodyCount: body.readableBytes, keepsAlive: keepsAlive)
    buffer.writeImmutableBuffer(body)
    return buffer
  }

  private mutating func endHead(bodyCount: Int, keepsAlive: Bool) {
    buffer.writeStaticString("content-length: ")
    buffer.writeDecimal(bodyCount)
    buffer.writeStaticString(keepsAlive ? "\r\n\r\n" : "\r\nconnection: close\r\n\r\n")
  }

  private static func reason(_ status: Int) -> StaticString {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 402: "Payment Required"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}
