internal import GatewayCore

/// The `providers` section.
struct ProvidersSection: ConfigRecord {
  var targets: [TargetSection]?
  var strategy: RoutingStrategy?
  var routing: RoutingSection?
  var fallback: FallbackSection?
  var circuitBreaker: CircuitBreakerSection?

  static let howToAdd = "add one: providers: {targets: [{id: my-vllm, provider: vllm, base_url: \"http://localhost:8000/v1\"}]}"

  static let schema = RecordSchema<ProvidersSection>(
    fields: [
      Field(
        "targets", .list(of: .record()), \.targets, required: true, missing: "no targets; \(howToAdd)",
        doc: "The engines that requests go to; at least one."),
      Field("strategy", .strategy, \.strategy, doc: "Another spelling of `routing.strategy`."),
      Field("routing", .record(), \.routing, doc: "How a replica is chosen."),
      Field("fallback", .record(), \.fallback, doc: "What is tried again, or elsewhere, and how often."),
      Field("circuit_breaker", .record(), \.circuitBreaker, doc: "When failures keep a target from getting requests, and for how long."),
    ],
    hints: [
      "ab_test":
        "requests are not split for an experiment; the nearest is a model group for each variant, or targets of one group with the strategy weighted",
      "mirror": "no request is sent twice; the nearest is a target of its own for what is to be compared, which clients name",
    ]
  )

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let list = node["targets"] else { return }
    if case .list(let entries) = list.value, entries.isEmpty {
      context.inside(key: "targets") { $0.error(list.place, "no targets; \(Self.howToAdd)") }
    }
    context.inside(key: "targets") { context in
      Duplicates.report(in: list, what: "id", &context)
    }
    reportDisplacedModels(&context)
  }

  /// An id goes before a model of the same name: whoever means the model gets that one target, and not those that serve the model.
  private func reportDisplacedModels(_ context: inout DecodeContext) {
    let known = (targets ?? []).compactMap { section in section.target.map { (target: $0, places: section.places) } }
    var serving: [String: (target: Target, places: TargetPlaces?)] = [:]
    for entry in known {
      if let model = entry.target.model, model != entry.target.id, serving[model] == nil { serving[model] = entry }
    }
    for (target, places) in known {
      guard target.model != target.id, let place = places?.id, let path = places?.path, let other = serving[target.id] else { continue }
      let message =
        "\"\(target.id)\" is also the model of the target at \(other.places?.whole.text ?? ""): requests for it go to this target alone"
      context.at(path: path + ".id") { $0.warning(place, message, isStructural: true) }
    }
  }
}

/// Finds entries of one list that have the same `id`.
enum Duplicates {
  /// Reports the second and every later entry with the same id, naming the place of the first.
  static func report(in list: ConfigNode, what key: String, _ context: inout DecodeContext) {
    guard case .list(let entries) = list.value else { return }
    var places: [String: ConfigPlace] = [:]
    for (index, entry) in entries.enumerated() {
      guard let node = entry[key], case .text(let id) = node.value else { continue }
      if let first = places[id] {
        context.inside(index: index) { context in
          context.inside(key: key) { $0.error(node.place, "the \(key) \"\(id.prefix(200))\" is already taken at \(first.text)") }
        }
      } else {
        places[id] = node.place
      }
    }
  }
}
