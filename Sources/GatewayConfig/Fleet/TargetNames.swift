internal import GatewayCore

/// The targets of a document by everything that they are called.
struct TargetNames: Sendable {
  /// The targets that are right so far, with their places.
  let targets: [(target: Target, places: TargetPlaces?)]
  /// The ids of all targets, those with errors among them.
  let ids: Set<String>
  /// Whether a target has no model of its own: what its server reports is not known here.
  let hasOpenTarget: Bool
  private var byID: [String: Int] = [:]
  private var byString: [String: [Int]] = [:]
  private var byModel: [String: [Int]] = [:]

  init(_ sections: [TargetSection]) {
    targets = sections.compactMap { section in section.target.map { ($0, section.places) } }
    ids = Set(sections.compactMap(\.id))
    // One with an error may have any name.
    hasOpenTarget = targets.contains { $0.target.model == nil } || targets.count < sections.count
    for (index, entry) in targets.enumerated() {
      if byID[entry.target.id] == nil { byID[entry.target.id] = index }
      byString[entry.target.providerString.description, default: []].append(index)
      if let model = entry.target.model { byModel[model, default: []].append(index) }
    }
  }

  /// The target with an id.
  func target(id: String) -> Int? { byID[id] }

  /// The targets whose model, or provider string with a model, this is.
  func serving(_ name: String) -> [Int] {
    if let known = byModel[name] { return known }
    return (byString[name] ?? []).filter { targets[$0].target.providerString.model != nil }
  }

  /// The targets that an entry of `model_groups[].models` means: those of a provider with a model, or those with a provider string or an id.
  func matching(provider: String, model: String?) -> [Int] {
    if let index = byID[provider] { return model == nil || targets[index].target.model == model ? [index] : [] }
    if let model {
      let candidates = byModel[model] ?? []
      return candidates.filter {
        targets[$0].target.provider.rawValue == provider || targets[$0].target.providerString.description == provider
      }
    }
    return serving(provider)
  }

  /// How many names are looked through for the nearest one.
  static let maximumNames = 1000

  /// What a reference to a target or a model may say, for suggestions.
  var names: [String] { targets.prefix(Self.maximumNames).flatMap { [$0.target.id, $0.target.model].compactMap(\.self) } }
}
