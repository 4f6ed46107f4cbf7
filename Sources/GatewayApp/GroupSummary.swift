internal import GatewayCore

/// A group of targets in short.
public struct GroupSummary: Sendable, Encodable {
  /// The group's name, or the model that its targets have in common.
  public let name: String
  /// Other names for it.
  public let aliases: [String]
  /// The ids of its targets, in order.
  public let targets: [String]
  /// How one of them is chosen.
  public let strategy: String
  /// What is asked when none of them can answer; nil for nothing.
  public let fallback: String?
  private let weights: [Int]

  private enum CodingKeys: String, CodingKey {
    case name, aliases, targets, strategy, fallback, weights
  }

  private init(
    _ name: String, aliases: [String] = [], _ members: [(target: Target, weight: Int)], fallback: String? = nil, _ fleet: FleetSettings
  ) {
    self.name = name
    self.aliases = aliases
    self.fallback = fallback
    targets = members.map(\.target.id)
    weights = members.map(\.weight)
    strategy = fleet.strategy(forGroup: members).rawValue
  }

  /// The groups of `model_groups`, in order; then the targets of one model and kind, where they are several.
  static func all(of snapshot: Snapshot) -> [GroupSummary] {
    let fleet = snapshot.fleet
    let targets = Dictionary(snapshot.targets.map { ($0.id, $0) }) { first, _ in first }
    let named = fleet.groups.map { group in
      let members = group.members.compactMap { member in targets[member.target].map { ($0, member.weight ?? $0.weight) } }
      return GroupSummary(group.name, aliases: group.aliases, members, fallback: group.fallback, fleet)
    }
    struct Key: Hashable {
      let model: String
      let kind: TargetKind?
    }
    var order: [Key] = []
    var replicas: [Key: [(target: Target, weight: Int)]] = [:]
    for target in snapshot.targets {
      guard let model = target.model else { continue }
      let key = Key(model: model, kind: target.providerString.kind)
      if replicas[key] == nil { order.append(key) }
      replicas[key, default: []].append((target, target.weight))
    }
    return named
      + order.compactMap { key in
        guard let members = replicas[key], members.count > 1, !fleet.groups.contains(where: { $0.name == key.model }) else { return nil }
        return GroupSummary(key.model, members, fleet)
      }
  }

  /// One line: `fast (gpt-4o-mini): a, b ×2; weighted; falls back to good`.
  var text: String {
    let names = zip(targets, weights).map { $1 == 1 ? $0 : "\($0) ×\($1)" }
    return "\(name)\(aliases.isEmpty ? "" : " (\(aliases.joined(separator: ", ")))"): \(names.joined(separator: ", ")); \(strategy)"
      + (fallback.map { "; falls back to \($0)" } ?? "")
  }
}
