/// A header field that the gateway treats in its own way. All others are carried through.
public enum KnownField: UInt8, Sendable, CaseIterable {
  case other
  case host, contentLength, contentType, contentEncoding, transferEncoding, connection, expect, upgrade, te, trailer, keepAlive
  case proxyConnection, proxyAuthenticate, proxyAuthorization
  case authorization, apiKey, xAPIKey, cookie, acceptEncoding, requestID, forwarded
  case vllmRank, vllmPriority, sessionID, loadMetricsFormat, loadMetrics, penstock
  case server, retryAfter, location, setCookie, altService, transportSecurity

  /// The field's name in lower case; for ``penstock`` the prefix of a family.
  public var name: StaticString {
    switch self {
    case .other: ""
    case .host: "host"
    case .contentLength: "content-length"
    case .contentType: "content-type"
    case .contentEncoding: "content-encoding"
    case .transferEncoding: "transfer-encoding"
    case .connection: "connection"
    case .expect: "expect"
    case .upgrade: "upgrade"
    case .te: "te"
    case .trailer: "trailer"
    case .keepAlive: "keep-alive"
    case .proxyConnection: "proxy-connection"
    case .proxyAuthenticate: "proxy-authenticate"
    case .proxyAuthorization: "proxy-authorization"
    case .authorization: "authorization"
    case .apiKey: "api-key"
    case .xAPIKey: "x-api-key"
    case .cookie: "cookie"
    case .acceptEncoding: "accept-encoding"
    case .requestID: "x-request-id"
    case .forwarded: "x-forwarded-for"
    case .vllmRank: "x-data-parallel-rank"
    case .vllmPriority: "x-vllm-priority"
    case .sessionID: "x-session-id"
    case .loadMetricsFormat: "endpoint-load-metrics-format"
    case .loadMetrics: "endpoint-load-metrics"
    case .penstock: "x-penstock-"
    case .server: "server"
    case .retryAfter: "retry-after"
    case .location: "location"
    case .setCookie: "set-cookie"
    case .altService: "alt-svc"
    case .transportSecurity: "strict-transport-security"
    }
  }

  /// Fields that concern one connection only (RFC 9110, section 7.6.1), and those that frame the message: never forwarded.
  public var isHopByHop: Bool {
    switch self {
    case .host, .contentLength, .transferEncoding, .connection, .expect, .upgrade, .te, .trailer, .keepAlive, .proxyConnection,
      .proxyAuthenticate, .proxyAuthorization:
      true
    default: false
    }
  }

  /// Fields of a request that stay at the gateway: the client's credentials (the target has its own), what would compress an answer that has to be
  /// read, the type of the body (the gateway says it itself), addresses that nobody has checked, and the switches that vLLM honours from anybody.
  public var isKeptFromUpstream: Bool {
    switch self {
    case .authorization, .apiKey, .xAPIKey, .cookie, .acceptEncoding, .contentType, .requestID, .forwarded, .vllmRank, .vllmPriority,
      .sessionID, .loadMetricsFormat, .penstock:
      true
    default: isHopByHop
    }
  }

  /// Fields of an answer that stay at the gateway.
  public var isKeptFromClient: Bool {
    switch self {
    case .server, .requestID, .loadMetrics, .penstock, .location, .setCookie, .altService, .transportSecurity: true
    default: isHopByHop
    }
  }

  /// Names by length, so that most fields are told apart by one comparison of lengths.
  private static let byLength: [[KnownField]] = {
    var table = [[KnownField]](repeating: [], count: 32)
    for field in allCases where field != .other && field != .penstock { table[field.name.utf8CodeUnitCount].append(field) }
    return table
  }()

  /// The field that `name` (a range of `bytes`, in any case) names.
  static func classify(_ bytes: RawSpan, _ name: Range<Int>) -> KnownField {
    let count = name.count
    if count >= 11, bytes.byte(name.lowerBound) | 0x20 == 0x78, bytes.equalsLowercase("x-penstock-", at: name.lowerBound) {
      return .penstock
    }
    guard count < 32 else { return .other }
    let first = bytes.byte(name.lowerBound) | 0x20
    for candidate in byLength[count] where candidate.name.firstByte == first && bytes.equalsLowercase(candidate.name, at: name.lowerBound) {
      return candidate
    }
    return .other
  }
}
