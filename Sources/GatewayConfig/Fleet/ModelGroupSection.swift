internal import GatewayCore

/// One entry of `model_groups`, in either of its shapes.
struct ModelGroupSection: ConfigRecord {
  var name: String?
  var targets: [String]?
  var models: [GroupModelSection]?
  var aliases: [String]?
  var fallbackGroup: String?
  var fallback: String?
  var priority: RequestPriority?
  /// Where it stands.
  private(set) var path = ""
  private(set) var node: ConfigNode?

  static let schema = RecordSchema<ModelGroupSection>(fields: [
    Field(
      "name", .modelName, \.name, required: true,
      doc: "What clients say as `model`. It is no target's id, and no model of a target outside the group."),
    Field("targets", .list(of: .targetID), \.targets, doc: "The ids of the targets that serve it, in order. Either this or `models`."),
    Field("models", .list(of: .record()), \.models, doc: "The models that serve it, in order. Either this or `targets`."),
    Field("aliases", .list(of: .modelName), \.aliases, default: "none", doc: "Other names for it, under the same rules as `name`."),
    Field(
      "fallback_group", .modelName, \.fallbackGroup, default: "none",
      doc: "The group that is asked when no target of this one can answer; fallbacks do not go in a circle."),
    Field("fallback", .modelName, \.fallback, default: "none", doc: "The same, and it may also be a target or a model."),
    Field("priority", .priority, \.priority, default: "that of its first target", doc: "The priority of requests for it."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    path = context.path
    self.node = node
    switch (node["targets"], node["models"]) {
    case (nil, nil): context.error(node.place, "no targets; name them with targets: [<id>, ...] or models: [{provider, model, weight}]")
    case (let targets?, let models?):
      context.inside(key: "models") { $0.error(models.place, "the group's targets stand already at \(targets.place.text); name them once") }
    case (let list?, nil): checkEmpty(list, key: "targets", &context)
    case (nil, let list?): checkEmpty(list, key: "models", &context)
    }
    guard let fallback, let fallbackGroup, fallback != fallbackGroup, let place = node["fallback"]?.place else { return }
    let first = node["fallback_group"]?.place.text ?? ""
    context.inside(key: "fallback") {
      $0.error(place, "says \(fallback), but fallback_group at \(first) says \(fallbackGroup); say it once")
    }
  }

  private func checkEmpty(_ list: ConfigNode, key: String, _ context: inout DecodeContext) {
    guard case .list(let entries) = list.value, entries.isEmpty else { return }
    context.inside(key: key) { $0.error(list.place, "is empty; a group has at least one target") }
  }

  /// Its names with their places: first the name, then the aliases.
  var names: [(name: String, path: String, place: ConfigPlace)] {
    guard let node else { return [] }
    var result: [(name: String, path: String, place: ConfigPlace)] = []
    if let name, let place = node["name"]?.place { result.append((name, "\(path).name", place)) }
    for (index, entry) in ConfigNode.entries(node["aliases"]).enumerated() {
      if case .text(let alias) = entry.value, aliases?.contains(alias) == true {
        result.append((alias, "\(path).aliases[\(index)]", entry.place))
      }
    }
    return result
  }
}

/// One entry of `model_groups[].models`.
struct GroupModelSection: ConfigRecord {
  var provider: String?
  var model: String?
  var weight: Int?
  /// Where it stands.
  private(set) var path = ""
  private(set) var node: ConfigNode?

  static let schema = RecordSchema<GroupModelSection>(fields: [
    Field(
      "provider", .text(length: 1...600), \.provider, required: true,
      doc: "A provider (`vllm`), a target's provider string or a target's id."),
    Field(
      "model", .modelName, \.model,
      doc: "The model; every target of the provider with this model is a member. Not needed where `provider` names the targets by itself."),
    Field(
      "weight", .integer(1...1000), \.weight, default: "the target's own",
      doc: "The weight of each of these targets in the group. From 1 to 1000."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    path = context.path
    self.node = node
  }
}

extension ConfigNode {
  /// The entries of a list; none when it is not one.
  static func entries(_ node: ConfigNode?) -> [ConfigNode] {
    if case .list(let entries)? = node?.value { entries } else { [] }
  }

  /// The node at a path of plain keys: `providers.routing.strategy`.
  func find(_ path: String) -> ConfigNode? {
    path.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
  }
}
