internal import GatewayCore

/// What the configuration says of when something is tried again.
struct TriggerSet: Sendable, Hashable {
  var triggers: Set<FleetSettings.Trigger>

  private typealias Names = [(name: String, triggers: Set<FleetSettings.Trigger>)]

  /// The pages have no word for a server that cannot be reached: there, it is one that fails.
  private static let names: Names = [
    ("rate_limit", [.rateLimit]), ("rate_limit_exceeded", [.rateLimit]), ("429", [.rateLimit]),
    ("server_error", [.serverError, .connection]), ("service_unavailable", [.serverError, .connection]),
    ("5xx", [.serverError, .connection]), ("timeout", [.timeout]), ("connection", [.connection]), ("connection_error", [.connection]),
  ]

  private static let name = ValueType<String>.text(length: 1...200).map { text, node, context -> TriggerSet? in
    if let known = names.first(where: { $0.name == text.lowercased().replacing("-", with: "_") }) {
      return TriggerSet(triggers: known.triggers)
    }
    let known = names.map(\.name)
    context.error(
      node.place, "unknown trigger \"\(text)\"; known: \(known.joined(separator: ", "))",
      suggestion: NearestName.find(text, among: known))
    return nil
  }

  /// A list of names; an empty one tries nothing again.
  static let type = ValueType<[TriggerSet]>.list(of: name).map("list of triggers") { parts, _, _ in
    TriggerSet(triggers: parts.reduce(into: []) { $0.formUnion($1.triggers) })
  }

  static let doc =
    "What is tried again, or elsewhere: `rate_limit` (`rate_limit_exceeded`, `429`), `server_error` (`5xx`, `service_unavailable`; a server that "
    + "cannot be reached as well), `timeout`, `connection`. An empty list tries nothing again."
}

extension TriggerSet: CustomStringConvertible {
  var description: String {
    triggers.isEmpty ? "nothing" : FleetSettings.Trigger.allCases.filter(triggers.contains).map(\.rawValue).joined(separator: ", ")
  }
}
