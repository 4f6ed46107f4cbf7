public import GatewayCore
public import GatewayUpstream

/// A target with everything that its requests have in common.
public final class PreparedTarget: Sendable {
  /// The target.
  public let target: Target
  /// What it is called in logs, errors, explanations and the admin API: the target's id; `id@10.0.0.7` for one of several addresses of the target's name.
  public let id: String
  /// Where to connect.
  public let address: UpstreamAddress
  /// What tells replicas apart: health, load and prefixes are kept by it. Equal for the same target at the same address, across reloads.
  public let place: String
  private let requestHeads: [Endpoint: [UInt8]]
  /// The head of `GET /v1/models`, complete.
  public let modelsRequest: [UInt8]
  /// The head of `GET /metrics`, complete.
  public let metricsRequest: [UInt8]

  /// Prepares a target.
  public init(target: Target, baseURL: BaseURL, address: UpstreamAddress) {
    self.target = target
    self.address = address
    id = target.id
    place = "\(target.id)|\(address.id)"
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

  /// One of the addresses that the name of `base` stands for. `Host` and credential stay those of the name.
  /// - Parameter address: where to connect; nil connects by name, which is right where there is one address only.
  public init(_ base: PreparedTarget, at ip: String, address: UpstreamAddress?) {
    target = base.target
    id = address == nil ? base.id : "\(base.id)@\(ip)"
    place = "\(base.place)|\(ip)"
    self.address = address ?? base.address
    requestHeads = base.requestHeads
    modelsRequest = base.modelsRequest
    metricsRequest = base.metricsRequest
  }

  /// Address and port for people.
  var addressText: String { address.host.contains(":") ? "[\(address.host)]:\(address.port)" : "\(address.host):\(address.port)" }

  /// The name that is to be resolved; nil for an IP address, and for this machine, which needs no name server.
  public var resolvableName: String? {
    let host = address.host.lowercased()
    return host == "localhost" || host.hasSuffix(".localhost") || UpstreamAddress.isIPAddress(host) ? nil : address.host
  }

  /// Request line, `Host` and `Authorization` of a request.
  func requestHead(_ endpoint: Endpoint) -> [UInt8] { requestHeads[endpoint] ?? [] }
}
