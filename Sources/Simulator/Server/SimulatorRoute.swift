/// The paths that the simulator serves.
enum SimulatorRoute: String, CaseIterable, Sendable {
  case models = "/v1/models"
  case chat = "/v1/chat/completions"
  case completions = "/v1/completions"
  case embeddings = "/v1/embeddings"
  case tokenize = "/tokenize"
  case detokenize = "/detokenize"
  case health = "/health"
  case ping = "/ping"
  case version = "/version"
  case load = "/load"
  case metrics = "/metrics"

  /// Methods that are allowed, the one for `allow` first.
  var methods: [String] {
    switch self {
    case .chat, .completions, .embeddings, .tokenize, .detokenize: ["POST"]
    case .ping: ["GET", "POST"]
    default: ["GET"]
    }
  }

  /// Whether the engine works for it.
  var generates: Bool { self == .chat || self == .completions || self == .embeddings }

  /// Whether it takes a JSON body.
  var takesBody: Bool { self != .ping && methods == ["POST"] }

  /// The route of a request target.
  static func find(method: String, target: String, host: String?) throws(WireError) -> SimulatorRoute {
    let path = String(target.prefix { $0 != "?" })
    guard let route = SimulatorRoute(rawValue: path) else {
      if path.hasSuffix("/"), SimulatorRoute(rawValue: String(path.dropLast())) != nil {
        let location = "http://\(host ?? "localhost")\(path.dropLast())"
        throw WireError(status: 307, body: "", headers: [WireError.Header(name: "location", value: location)])
      }
      throw .notFound
    }
    guard route.methods.contains(method) else {
      throw .detail(405, "Method Not Allowed", headers: [WireError.Header(name: "allow", value: route.methods[0])])
    }
    return route
  }

  /// Whether a path wants a credential when the server asks for one; checked before the path is known to exist.
  static func isGuarded(_ target: String) -> Bool {
    ["/v1", "/v2", "/inference", "/cohere"].contains { target.hasPrefix($0) }
  }

  /// Whether `authorization` is `Bearer` and one of `keys`.
  static func admits(_ authorization: String?, keys: [String]) -> Bool {
    guard let authorization, let space = authorization.firstIndex(of: " ") else { return false }
    guard authorization[..<space].lowercased() == "bearer" else { return false }
    return keys.contains(String(authorization[authorization.index(after: space)...]))
  }
}
