internal import GatewayCore
internal import GatewayFleet
internal import GatewayHTTP
internal import GatewayUpstream
internal import OpenAIWire

/// Turns what upstreams say of their errors, in all their shapes, into the gateway's one error type.
///
/// A 4xx is the client's own affair: status, message and `param` are passed on. A 5xx may tell of the inside of the engine: only its status is.
enum UpstreamErrors {
  /// An answer with an error status, or a 200 whose body is an error (old vLLM).
  static func error(status: Int, body: RawSpan, head: MessageHead?, target: String) -> GatewayError {
    let parsed = UpstreamErrorBody.parse(body)
    let effective = status >= 400 ? status : parsed.status ?? 500
    var error = quoting(status: effective, parsed, target)
    if [429, 503, 529].contains(effective) { error.retryAfter = head?.value(.retryAfter).flatMap(checkedRetryAfter) }
    return error
  }

  /// An answer in a coding that nobody asked for, and that nobody can look at.
  static func compressed(target: String) -> GatewayError {
    GatewayError(
      .upstreamMalformedAnswer,
      "Target '\(target)' sent an answer that is compressed, which was not asked for; switch that off in front of the engine.")
  }

  /// An error event of a stream.
  static func error(inStream data: RawSpan, target: String) -> GatewayError {
    let parsed = UpstreamErrorBody.parse(data)
    return quoting(status: parsed.status ?? 500, parsed, target)
  }

  private static func quoting(status: Int, _ parsed: UpstreamErrorBody, _ target: String) -> GatewayError {
    var error = error(status: status, parsed: parsed, target: target)
    error.quotesTarget = error.message == parsed.message || error.param != nil || error.codeOverride != nil
    return error
  }

  private static func error(status: Int, parsed: UpstreamErrorBody, target: String) -> GatewayError {
    switch status {
    case 401, 403:
      return GatewayError(.upstreamAuthentication, "Target '\(target)' refused the gateway's credential. Check its secret_key_ref.")
    case 404: return notFound(parsed, target)
    case 429:
      return GatewayError(
        .upstreamRateLimited, parsed.message ?? "The rate limit of target '\(target)' is reached. Send the request again later.")
    case 400..<500: return rejected(status, parsed, target)
    case 503, 529: return GatewayError(.upstreamOverloaded, "Target '\(target)' is overloaded. Send the request again later.")
    case 504:
      return GatewayError(.upstreamTimeout, "Target '\(target)' timed out itself (504). Raise its own limits, or ask for fewer tokens.")
    default:
      return GatewayError(
        .upstreamError, "Target '\(target)' failed with status \(status). Send the request again.",
        detail: "status \(status)\(parsed.type.map { ", type \(word($0))" } ?? "")")
    }
  }

  private static func notFound(_ parsed: UpstreamErrorBody, _ target: String) -> GatewayError {
    let isModel = parsed.param == "model" || parsed.code == "model_not_found" || parsed.message?.contains("model `") == true
    guard isModel else {
      let isPath = parsed.message == nil || parsed.message == "Not Found"
      let text = isPath ? "Target '\(target)' does not serve this endpoint: its server knows no such path." : parsed.message ?? ""
      var error = GatewayError(.upstreamRejected, text, param: parsed.param)
      error.statusOverride = 404
      return error
    }
    return GatewayError(.modelNotFound, parsed.message ?? "Target '\(target)' does not know its model.", param: "model")
  }

  private static func rejected(_ status: Int, _ parsed: UpstreamErrorBody, _ target: String) -> GatewayError {
    let message = parsed.message ?? "Target '\(target)' refused the request with status \(status)."
    let isContext = parsed.code == "context_length_exceeded" || parsed.param == "input_tokens" || message.contains("maximum context length")
    var error = GatewayError(isContext ? .contextLengthExceeded : .upstreamRejected, message, param: parsed.param)
    error.statusOverride = status
    if !isContext { error.codeOverride = parsed.code }
    return error
  }

  /// The target gave up.
  static func aborted(target: String) -> GatewayError {
    GatewayError(.upstreamAborted, "Target '\(target)' gave up the answer before it was complete. Send the request again.")
  }

  /// A failure on the wire.
  static func error(_ failure: UpstreamFailure, target: String) -> GatewayError {
    switch failure {
    case .unreachable(let reason):
      GatewayError(.upstreamUnreachable, "Target '\(target)' cannot be reached: \(reason).")
    case .closed:
      GatewayError(.upstreamClosed, "Target '\(target)' closed the connection before the answer was complete. Send the request again.")
    case .malformed(let problem):
      GatewayError(.upstreamMalformedAnswer, "Target '\(target)' does not speak proper HTTP.", detail: "\(problem)")
    }
  }

  /// An upstream's word for the log: letters and digits only, and not many.
  private static func word(_ text: String) -> String { String(text.prefix(64).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }) }

  /// A `Retry-After` that can be passed on: seconds, or a date. What nobody could wait for, or understand, is left out.
  private static func checkedRetryAfter(_ value: String) -> String? {
    guard (1...40).contains(value.utf8.count), let pause = RetryAfter.parse(value, unixTime: UTCTime.now.seconds),
      pause < .seconds(1_000_000_000)
    else { return nil }
    let isSafe = value.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x20, 0x2c, 0x3a: true
      default: false
      }
    }
    return isSafe ? value : nil
  }
}
