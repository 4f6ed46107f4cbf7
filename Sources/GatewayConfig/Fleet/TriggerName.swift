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

extension ValueType<Duration> {
  private static let units: [(name: String, milliseconds: Int)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]

  /// A time such as `5m`, or a number of seconds.
  static func time(_ range: ClosedRange<Double>) -> Self {
    let seconds = seconds(range)
    return Self("time") { node, context in
      guard case .text(let text) = node.value else { return seconds.decode(node, &context) }
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let unit = units.first { $0.name == text.dropFirst(digits.count) }
      guard let unit, digits.count <= 12, let number = Int(digits) else {
        context.error(node.place, "expected a time such as 500ms, 30s or 5m, or a number of seconds")
        return nil
      }
      let milliseconds = number.multipliedReportingOverflow(by: unit.milliseconds)
      let value = ConfigNode.Value.decimal(milliseconds.overflow ? .infinity : Double(milliseconds.partialValue) / 1000)
      return seconds.decode(ConfigNode(value: value, place: node.place), &context)
    }
  }
}
