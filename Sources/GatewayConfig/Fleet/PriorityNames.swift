internal import GatewayCore

extension ValueType<RequestPriority> {
  /// `high`, `normal` or `low`.
  static let priority = ValueType<String>.oneOf(RequestPriority.allCases.map(\.rawValue), what: "priority")
    .map { text, _, _ in RequestPriority(rawValue: text) }
}

extension ValueType<ClientPriority> {
  /// `none`, `lower` or `any`.
  static let clientPriority = ValueType<String>.oneOf(ClientPriority.allCases.map(\.rawValue), what: "choice")
    .map { text, _, _ in ClientPriority(rawValue: text) }
}
