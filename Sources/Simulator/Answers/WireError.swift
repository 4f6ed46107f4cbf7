/// An error answer in one of vLLM's shapes.
struct WireError: Error, Equatable, Sendable {
  var status: Int
  var body: String
  var headers: [Header] = []
  /// The error as an event of a stream, which vLLM writes with other spacing.
  var event: String

  /// A header field.
  struct Header: Equatable, Sendable {
    var name: String
    var value: String
  }

  /// The shape of most errors: `{"error":{"message","type","param","code"}}`.
  init(_ status: Int, _ message: String, type: String, param: String? = nil) {
    self.status = status
    body = JSONWriter.object { json in
      json.object("error") { json in
        json.string("message", message)
        json.string("type", type)
        json.string("param", param)
        json.integer("code", status)
      }
    }
    let (text, kind) = (Self.ascii(message), Self.ascii(type))
    let name = param.map(Self.ascii) ?? "null"
    event = "{\"error\": {\"message\": \(text), \"type\": \(kind), \"param\": \(name), \"code\": \(status)}}"
  }

  /// An error whose body is given.
  init(status: Int, body: String, headers: [Header] = []) {
    self.status = status
    self.body = body
    self.headers = headers
    event = body
  }

  /// A request that the handlers refuse; `value` as vLLM repeats it in the message.
  static func bad(_ message: String, param: String? = nil, value: String? = nil, showsParameter: Bool = false) -> WireError {
    var message = message
    if let param, let value {
      message += " (parameter=\(param), value=\(value))"
    } else if let param, showsParameter {
      message += " (parameter=\(param))"
    }
    return WireError(400, message, type: "BadRequestError", param: param)
  }

  /// A body that does not fit the schema: one line for what is wrong, in pydantic's words.
  static func invalid(_ type: String, at location: String, _ message: String, input: JSONValue?, context: String = "") -> WireError {
    let shown = input?.described ?? "None"
    let line = "{'type': '\(type)', 'loc': '\(location)', 'msg': '\(message)', 'input': '\(shown)'\(context)}"
    return WireError(400, "1 validation error:\n  " + line, type: "Bad Request", param: location)
  }

  /// A field that must be there.
  static func missing(_ location: String, in input: JSONValue?) -> WireError {
    invalid("missing", at: location, "Field required", input: input)
  }

  static func unknownModel(_ name: String, served: [String], param: String? = "model") -> WireError {
    let aliases = param == nil ? "" : " Valid aliases: \(served.joined(separator: ", "))."
    return WireError(404, "The model `\(name)` does not exist.\(aliases)", type: "NotFoundError", param: param)
  }

  static func tooLong(limit: Int) -> WireError {
    bad(
      "This model's maximum context length is \(limit) tokens. However, your prompt contains at least \(limit + 1) input tokens, "
        + "which exceeds this limit even without any output tokens. Please reduce the length of the input prompt.",
      param: "input_tokens", value: "\(limit + 1)")
  }

  /// A body that can not even be decoded, an unknown path, a wrong method.
  static func detail(_ status: Int, _ detail: String, headers: [Header] = []) -> WireError {
    WireError(status: status, body: JSONWriter.object { $0.string("detail", detail) }, headers: headers)
  }

  static let unauthorized = WireError(status: 401, body: #"{"error":"Unauthorized"}"#)
  static let notFound = detail(404, "Not Found")
  static let undecodable = detail(400, "There was an error parsing the body")
  static let mediaType = WireError(
    400, "1 validation error:\n  Unsupported Media Type: Only 'application/json' is allowed", type: "Bad Request")
  static let overloaded = WireError(
    503, "The engine is currently busy and cannot accept new requests. Please try again later or on a different instance.",
    type: "Service Unavailable")
  static let engineDead = WireError(
    500, "EngineCore encountered an issue. See stack trace (above) for the root cause.", type: "InternalServerError")
  static let engineRefuses = bad("This parameter is refused by the simulator's engine, as the fault error-first asks.", param: "simulator")

  static func tooManyRequests(retryAfter: Int?) -> WireError {
    var error = WireError(429, "Too many requests, as the simulator was told to say.", type: "RateLimitError")
    if let retryAfter { error.headers = [Header(name: "retry-after", value: "\(retryAfter)")] }
    return error
  }

  /// A JSON string in ASCII only, as Python's `json.dumps` writes it.
  private static func ascii(_ text: String) -> String {
    var out = ""
    for unit in JSONWriter.quoted(text).utf16 {
      if unit < 0x7F, let scalar = Unicode.Scalar(unit) {
        out.unicodeScalars.append(scalar)
      } else {
        let hex = String(unit, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    return out
  }
}
