internal import GatewayCore
internal import GatewayHTTP

/// What a method and a path ask for.
enum RequestMatch: Hashable {
  case endpoint(Endpoint)
  case models
  case model(String)
  case health
  case livez
  case readyz
  case reload
  case admin(AdminPath)

  /// Operations of the OpenAI API (and of engines beside it) that are known and not served.
  private static let unserved = [
    "responses", "messages", "audio", "images", "moderations", "files", "uploads", "batches", "fine_tuning", "assistants", "threads",
    "vector_stores",
    "realtime", "evals", "containers", "conversations", "videos", "rerank", "score", "organization", "chat/completions/batch",
  ]

  /// Whether this only asks how the gateway, or its fleet, is.
  var isProbe: Bool {
    switch self {
    case .health, .livez, .readyz: true
    case .admin(let path): !path.isChange
    default: false
    }
  }

  /// Matches a request.
  static func match(_ head: RequestHead, isAdmin: Bool = false) throws(GatewayError) -> RequestMatch {
    let message = head.message
    let path = head.path
    if isAdmin { return try matchAdmin(message.text(path), head) }
    for endpoint in Endpoint.allCases where message.isExactly(path, endpoint.fullPath()) {
      try require("POST", in: head)
      return .endpoint(endpoint)
    }
    return try matchOther(message.text(path), head)
  }

  private static func matchOther(_ path: String, _ head: RequestHead) throws(GatewayError) -> RequestMatch {
    switch path {
    case "/v1/models":
      try require("GET", "HEAD", in: head)
      return .models
    case "/health", "/livez", "/readyz":
      try require("GET", "HEAD", in: head)
      return path == "/health" ? .health : path == "/livez" ? .livez : .readyz
    case "/keeptrusts/config/reload":
      try require("POST", in: head)
      return .reload
    default: break
    }
    if path.hasPrefix("/v1/models/"), let name = percentDecoded(path.dropFirst("/v1/models/".count)), !name.isEmpty {
      try require("GET", "HEAD", in: head)
      return .model(name)
    }
    throw unknown(path)
  }

  private static func matchAdmin(_ path: String, _ head: RequestHead) throws(GatewayError) -> RequestMatch {
    if ["/health", "/livez", "/readyz", "/keeptrusts/config/reload"].contains(path) { return try matchOther(path, head) }
    guard let admin = AdminPath(path, percentDecoded: percentDecoded) else {
      throw GatewayError(.notFound, "There is no such path in the admin API. See docs/operations.md.")
    }
    try admin.isChange ? require("POST", in: head) : require("GET", in: head)
    return .admin(admin)
  }

  private static func unknown(_ path: String) -> GatewayError {
    if unservedOperation(path) != nil {
      return GatewayError(
        .notImplemented, "This operation of the API is not served here. Served are chat completions, completions, embeddings and models.")
    }
    let known = Endpoint.allCases.map { "/v1\($0.path)" } + ["/v1/models"]
    var trimmed = path
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    if let meant = known.first(where: { $0 == trimmed || $0 == "/v1" + trimmed || "/v1" + $0 == trimmed }) {
      return GatewayError(.notFound, "There is no such path. Did you mean \(meant)? A client's base URL ends in /v1, without a slash.")
    }
    return GatewayError(.notFound, "There is no such path. A client's base URL ends in /v1.")
  }

  private static func require(_ methods: StaticString..., in head: RequestHead) throws(GatewayError) {
    for method in methods where head.message.isExactly(head.method, method) { return }
    var error = GatewayError(.methodNotAllowed, "This path serves \(methods.map { "\($0)" }.joined(separator: " and ")) only.")
    error.allow = methods.map { "\($0)" }.joined(separator: ", ")
    throw error
  }

  /// Decodes `%2F` and its like; nil when a percent sign is not followed by two hexadecimal digits, or the bytes are not UTF-8.
  private static func percentDecoded(_ text: Substring) -> String? {
    guard text.utf8.contains(0x25) else { return String(text) }
    var bytes: [UInt8] = []
    var iterator = text.utf8.makeIterator()
    while let byte = iterator.next() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      guard let high = iterator.next().flatMap(HexText.value), let low = iterator.next().flatMap(HexText.value) else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension RequestMatch {
  /// The path as the log has it, whatever the method: of one that is served, without the name of a model, a target or a request; of an operation that is known and not served, its
  /// name alone; empty for any other.
  static func loggedPath(_ head: RequestHead) -> String {
    let message = head.message
    for endpoint in Endpoint.allCases where message.isExactly(head.path, endpoint.fullPath()) { return endpoint.fullPath() }
    let path = message.text(head.path)
    if ["/v1/models", "/health", "/livez", "/readyz", "/keeptrusts/config/reload"].contains(path) { return path }
    if path.hasPrefix("/v1/models/") { return "/v1/models/{id}" }
    if let admin = AdminPath(path, percentDecoded: percentDecoded) { return admin.template }
    return unservedOperation(path).map { "/v1/" + $0 } ?? ""
  }

  /// The endpoint that has this path in the log; asked with another method, it is no match.
  static func endpoint(loggedAs path: String) -> Endpoint? { Endpoint.allCases.first { $0.fullPath() == path } }

  /// The name of the operation that `path` is, or belongs to, if it is one that is known and not served.
  private static func unservedOperation(_ path: String) -> String? {
    guard path.hasPrefix("/v1/") else { return nil }
    let operation = path.dropFirst("/v1/".count)
    return unserved.first { operation == $0 || operation.hasPrefix($0 + "/") }
  }
}

extension Endpoint {
  /// The path as clients ask for it: as a `StaticString` to compare with, as a `String` for the log, both without an allocation.
  fileprivate func fullPath<Text: ExpressibleByStringLiteral>() -> Text {
    switch self {
    case .chatCompletions: "/v1/chat/completions"
    case .completions: "/v1/completions"
    case .embeddings: "/v1/embeddings"
    }
  }
}
