internal import GatewayFleet

/// What is asked of the admin API.
enum AdminPath: Hashable {
  /// `GET /admin/targets`
  case targets
  /// `GET /admin/targets/{id}`
  case target(String)
  /// `POST /admin/targets/{id}/healthy|unhealthy|drain|auto`
  case override(String, HealthOverride)
  /// `GET /admin/decisions/{request-id}`
  case decisions(String)

  /// Reads a path; nil when it is none of the admin API.
  init?(_ path: String, percentDecoded: (Substring) -> String?) {
    guard path.hasPrefix("/admin/") else { return nil }
    // A target's id may hold a slash, percent-encoded.
    let parts = path.dropFirst("/admin/".count).split(separator: "/", omittingEmptySubsequences: false)
    guard let kind = parts.first else { return nil }
    let name = parts.count > 1 ? percentDecoded(parts[1]) : nil
    switch (kind, parts.count, name) {
    case ("targets", 1, _): self = .targets
    case ("targets", 2, .some(let id)) where !id.isEmpty: self = .target(id)
    case ("targets", 3, .some(let id)) where !id.isEmpty:
      guard let override = HealthOverride(rawValue: String(parts[2])) else { return nil }
      self = .override(id, override)
    case ("decisions", 2, .some(let id)) where !id.isEmpty: self = .decisions(id)
    default: return nil
    }
  }

  /// The path without what names a target or a request, as the log has it.
  var template: String {
    switch self {
    case .targets: "/admin/targets"
    case .target: "/admin/targets/{id}"
    case .override(_, let override): "/admin/targets/{id}/\(override.rawValue)"
    case .decisions: "/admin/decisions/{request-id}"
    }
  }

  /// Whether it changes something.
  var isChange: Bool { if case .override = self { true } else { false } }
}
