public import GatewayCore
public import GatewayUpstream

/// A target with everything that its requests have in common.
public final class PreparedTarget: Sendable {
  /// The target.
  public let target: Target
  /// Where to connect.
  public let address: UpstreamAddress
  private let requestHeads: [Endpoint: [UInt8]]
  /// The head of `GET /v1/models`, complete.
  public let modelsRequest: [UInt8]
  /// The head of `GET /metrics`, complete.
  public let metricsRequest: [UInt8]

  /// Prepares a target.
  public init(target: Target, baseURL: BaseURL, address: UpstreamAddress) {
    self.target = target
    self.address = address
    var common = "HTTP/1.1\r\nhost: \(baseURL.authority)\r\n"
    if case .bearer(let secret) = target.credential { common += "authorization: Bearer \(secret.reveal())\r\n" }
    var heads: [Endpoint: [UInt8]] = [:]
    for endpoint in Endpoint.allCases { heads[endpoint] = Array("POST \(baseURL.pathPrefix)\(endpoint.path) \(common)".utf8) }
    requestHeads = heads
    // vLLM has its metrics beside `/v1`, not below it.
    let root = baseURL.pathPrefix.hasSuffix("/v1") ? String(baseURL.pathPrefix.dropLast(3)) : baseURL.pathPrefix
    metricsRequest = Array("GET \(root)/metrics \(common)accept: text/plain\r\n\r\n".utf8)
    modelsRequest = Array("GET \(baseURL.pathPrefix)/models \(common)accept: application/json\r\n\r\n".utf8)
  }

  /// Request line, `Host` and `Authorization` of a request.
  func requestHead(_ endpoint: Endpoint) -> [UInt8] { requestHeads[endpoint] ?? [] }
}
