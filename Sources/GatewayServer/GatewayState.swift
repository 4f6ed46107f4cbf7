public import GatewayCore
public import GatewayPolicy
public import GatewayProviders
public import GatewayUpstream

/// What is in force: a snapshot, and what follows from it and from the targets' reports. Immutable; a request keeps the one it began with.
public final class GatewayState: Sendable {
  /// The configuration.
  public let snapshot: Snapshot
  /// The policies in force.
  public let policies: PolicyChain
  /// What the targets last reported, by target id.
  public let reports: [String: TargetReport]
  /// Who serves which model.
  public let routes: RouteTable
  /// The targets, made ready for requests, in the snapshot's order.
  public let targets: [PreparedTarget]

  /// A state of a snapshot, its prepared targets and their reports.
  public init(snapshot: Snapshot, policies: PolicyChain, targets: [PreparedTarget], reports: [String: TargetReport]) {
    self.snapshot = snapshot
    self.policies = policies
    self.targets = targets
    self.reports = reports
    routes = RouteTable(targets: snapshot.targets, reports: reports)
  }

  /// The same configuration with newer reports.
  public func with(reports: [String: TargetReport]) -> GatewayState {
    GatewayState(snapshot: snapshot, policies: policies, targets: targets, reports: reports)
  }
}

/// A target with everything that its requests have in common.
public final class PreparedTarget: Sendable {
  /// The target.
  public let target: Target
  /// Where to connect.
  public let address: UpstreamAddress
  private let requestHeads: [Endpoint: [UInt8]]
  /// The head of `GET /v1/models`, complete.
  public let modelsRequest: [UInt8]

  /// Prepares a target.
  public init(target: Target, baseURL: BaseURL, address: UpstreamAddress) {
    self.target = target
    self.address = address
    var common = "HTTP/1.1\r\nhost: \(baseURL.authority)\r\n"
    if case .bearer(let secret) = target.credential { common += "authorization: Bearer \(secret.reveal())\r\n" }
    var heads: [Endpoint: [UInt8]] = [:]
    for endpoint in Endpoint.allCases { heads[endpoint] = Array("POST \(baseURL.pathPrefix)\(endpoint.path) \(common)".utf8) }
    requestHeads = heads
    modelsRequest = Array("GET \(baseURL.pathPrefix)/models \(common)accept: application/json\r\n\r\n".utf8)
  }

  /// Request line, `Host` and `Authorization` of a request.
  func requestHead(_ endpoint: Endpoint) -> [UInt8] { requestHeads[endpoint] ?? [] }
}
