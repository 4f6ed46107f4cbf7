public import GatewayCore
public import OpenAIWire

/// Which targets serve which model name: built from a snapshot and from what the targets report, immutable.
///
/// A client's `model` may be a target's id, its provider string, `provider/<model>`, or the bare model name. An exact known name always wins over reading a
/// prefix: `openai/gpt-oss-20b` is a model of its own.
public struct RouteTable: Sendable {
  /// One target to try, and the model name that its server wants.
  public struct Hop: Sendable, Hashable {
    /// The target's place in the snapshot.
    public let targetIndex: Int
    /// What the upstream's body says as `model`.
    public let upstreamModel: String
    /// Its weight in the group that was asked for; nil for the target's own.
    public let weight: Int?

    /// A hop of its parts.
    public init(targetIndex: Int, upstreamModel: String, weight: Int? = nil) {
      self.targetIndex = targetIndex
      self.upstreamModel = upstreamModel
      self.weight = weight
    }
  }

  /// The answer to "who serves this?".
  public enum Resolution: Sendable, Hashable {
    /// These targets, in this order; never empty.
    case plan([Hop])
    /// Only targets that cannot be used; the reason of the first.
    case unavailable(reason: String)
    /// The name stands for a server with several models: one of them has to be named.
    case ambiguous(models: [String])
    /// Nobody.
    case unknown
  }

  /// The longest name that may stand for a model, in bytes. Swift compares strings at a cost that grows with the square of the combining marks in a row, and this one is the client's.
  public static let longestName = 512

  private let targets: [Target]
  /// Targets that did not answer when they were asked last.
  private let silent: Set<Int>
  private var hops: [String: [Hop]] = [:]
  private var severalModels: [String: [String]] = [:]

  /// The models that the gateway routes, each once, in the order of the config.
  public private(set) var models: [ListedModel] = []

  private var fallbacks: [String: String] = [:]

  /// A table of `targets`; `reports` by target id.
  public init(targets: [Target], reports: [String: TargetReport], groups: [ModelGroup] = []) {
    self.targets = targets
    silent = Set(targets.indices.filter { reports[targets[$0].id]?.isReachable == false })
    // Ids come first: no model name displaces one.
    for (index, target) in targets.enumerated() { addID(target, index, cards: reports[target.id]?.cards ?? []) }
    for (index, target) in targets.enumerated() { addNamed(target, index, cards: reports[target.id]?.cards ?? []) }
    for (index, target) in targets.enumerated() { addReported(target, index, cards: reports[target.id]?.cards ?? []) }
    for group in groups { add(group) }
    list(reports, groups)
  }

  /// A group's members serve its name and its aliases, each with the model of its own.
  private mutating func add(_ group: ModelGroup) {
    let members = group.members.compactMap { member -> Hop? in
      guard let own = hops[member.target]?.first else { return nil }
      return Hop(targetIndex: own.targetIndex, upstreamModel: own.upstreamModel, weight: member.weight)
    }
    for name in [group.name] + group.aliases {
      if !members.isEmpty { hops[name] = members }
      fallbacks[name] = group.fallback
    }
  }

  /// What is asked when the targets of a model cannot answer: the name of a model, a target or a group.
  public func fallback(of model: String) -> String? { fallbacks[model] }

  private mutating func add(_ name: String, _ hop: Hop) {
    let known = hops[name] ?? []
    if known.contains(where: { $0.targetIndex == hop.targetIndex }) { return }
    // An id stands for its target's model: another target joins it only where the model has that name, too.
    if let own = known.first, targets[own.targetIndex].id == name, own.upstreamModel != name, targets[own.targetIndex].model != name {
      return
    }
    hops[name] = known + [hop]
  }

  private func hop(_ target: Target, _ index: Int, model: String, cards: [ModelCard]) -> Hop {
    Hop(targetIndex: index, upstreamModel: UpstreamModelName.resolve(model, provider: target.provider, cards: cards))
  }

  private mutating func addNamed(_ target: Target, _ index: Int, cards: [ModelCard]) {
    guard let model = target.model else { return }
    let hop = hop(target, index, model: model, cards: cards)
    if target.providerString.model != nil { add(target.providerString.description, hop) }
    add(model, hop)
  }

  /// A target without a model of its own serves whatever its server reports; its id stands for the model where there is only one.
  private mutating func addID(_ target: Target, _ index: Int, cards: [ModelCard]) {
    if let model = target.model {
      hops[target.id] = [hop(target, index, model: model, cards: cards)]
      return
    }
    let baseModels = cards.filter { $0.parent == nil }
    if baseModels.count == 1 {
      hops[target.id] = [Hop(targetIndex: index, upstreamModel: baseModels[0].id)]
    } else if baseModels.count > 1 {
      severalModels[target.id] = baseModels.map(\.id)
    }
  }

  /// The names that a server reports: all of them for an open target; for one with a model its aliases and LoRA adapters.
  private mutating func addReported(_ target: Target, _ index: Int, cards: [ModelCard]) {
    for card in cards where card.id.utf8.count <= Self.longestName && serves(target, card, among: cards) {
      add(card.id, Hop(targetIndex: index, upstreamModel: card.id))
    }
  }

  private func serves(_ target: Target, _ card: ModelCard, among cards: [ModelCard]) -> Bool {
    guard let model = target.model else { return true }
    let upstreamModel = UpstreamModelName.resolve(model, provider: target.provider, cards: cards)
    guard let own = cards.first(where: { $0.id == upstreamModel }) else { return false }
    if card.id == own.id { return true }
    if let parent = card.parent { return parent == own.id || parent == own.root }
    return own.root != nil && card.root == own.root
  }

  /// Who serves `model` at `endpoint`. Among targets of one name those whose kind is the endpoint's are taken alone, if there are any. They come in the order of the
  /// config, those that did not answer when they were asked last behind the others.
  public func resolve(model: String, endpoint: Endpoint) -> Resolution {
    guard model.utf8.count <= Self.longestName else { return .unknown }
    if let known = hops[model] { return resolution(known, endpoint) }
    if let several = severalModels[model] { return .ambiguous(models: several) }
    if let string = ProviderString(model), let name = string.model, let kind = string.kind {
      let candidates = (hops[name] ?? []).filter {
        let target = targets[$0.targetIndex]
        return target.provider == string.provider && (target.providerString.kind ?? kind) == kind
      }
      return resolution(candidates, endpoint)
    }
    if let slash = model.firstIndex(of: "/"), let provider = Provider(rawValue: String(model[..<slash])) {
      let candidates = (hops[String(model[model.index(after: slash)...])] ?? []).filter { targets[$0.targetIndex].provider == provider }
      return resolution(candidates, endpoint)
    }
    return .unknown
  }

  /// Who serves a request without a model: the one model that is routed, if there is only one for this endpoint.
  public func resolveUnnamed(endpoint: Endpoint) -> Resolution {
    let fitting = models.filter { model in
      hops[model.id]?.contains { (targets[$0.targetIndex].providerString.kind?.endpoint ?? endpoint) == endpoint } == true
    }
    let candidates = fitting.isEmpty ? models : fitting
    guard candidates.count == 1 else { return candidates.isEmpty ? .unknown : .ambiguous(models: candidates.map(\.id)) }
    return resolve(model: candidates[0].id, endpoint: endpoint)
  }

  private func resolution(_ candidates: [Hop], _ endpoint: Endpoint) -> Resolution {
    guard let first = candidates.first else { return .unknown }
    if candidates.count == 1, targets[first.targetIndex].unavailability == nil { return .plan(candidates) }
    let usable = candidates.filter { targets[$0.targetIndex].unavailability == nil }
    guard !usable.isEmpty else { return .unavailable(reason: targets[first.targetIndex].unavailability ?? "") }
    let fitting = usable.filter { targets[$0.targetIndex].providerString.kind?.endpoint == endpoint }
    let plan = fitting.isEmpty ? usable : fitting
    return .plan(plan.filter { !silent.contains($0.targetIndex) } + plan.filter { silent.contains($0.targetIndex) })
  }

  private mutating func list(_ reports: [String: TargetReport], _ groups: [ModelGroup]) {
    var seen = Set<String>()
    func append(_ model: ListedModel) { if seen.insert(model.id).inserted { models.append(model) } }
    for group in groups {
      guard let first = hops[group.name]?.first(where: { targets[$0.targetIndex].unavailability == nil }) else { continue }
      append(ListedModel(id: group.name, provider: targets[first.targetIndex].provider, card: nil))
    }
    for target in targets where target.unavailability == nil {
      let report = reports[target.id]
      let cards = report?.cards ?? []
      var renamed: String?
      if let model = target.model {
        let upstreamModel = UpstreamModelName.resolve(model, provider: target.provider, cards: cards)
        append(ListedModel(id: model, provider: target.provider, card: cards.first { $0.id == upstreamModel }))
        // The server's own id of an OpenLLM model is another name of the same model: it is routed, and not listed twice.
        renamed = upstreamModel == model ? nil : upstreamModel
      }
      guard report?.isReachable == true else { continue }
      for card in cards where card.id != renamed && serves(target, card, among: cards) {
        append(ListedModel(id: card.id, provider: target.provider, card: card))
      }
    }
  }

  /// The entry of `GET /v1/models` for any name that is routed.
  public func listed(_ name: String) -> ListedModel? {
    guard name.utf8.count <= Self.longestName else { return nil }
    if let exact = models.first(where: { $0.id == name }) { return exact }
    for endpoint in Endpoint.allCases {
      guard case .plan(let plan) = resolve(model: name, endpoint: endpoint), let hop = plan.first else { continue }
      let configured = targets[hop.targetIndex].model
      if let model = models.first(where: { $0.id == hop.upstreamModel || $0.id == configured }) { return model }
    }
    return nil
  }
}

/// One model of `GET /v1/models`.
public struct ListedModel: Sendable, Hashable {
  /// The name that clients use.
  public let id: String
  /// The provider of the first target that serves it.
  public let provider: Provider
  /// What its server said of it.
  public let card: ModelCard?

  /// The entry as JSON: as the server reported it where the names agree, else made from what is known.
  public var json: [UInt8] {
    if let card, card.id == id { return card.json }
    var text = "{\"id\":" + String(decoding: JSONText.quoted(id), as: UTF8.self)
    text += ",\"object\":\"model\",\"created\":\(card?.created ?? 0),\"owned_by\":\"\(provider.rawValue)\""
    if let root = card?.id { text += ",\"root\":" + String(decoding: JSONText.quoted(root), as: UTF8.self) }
    if let length = card?.maxModelLength { text += ",\"max_model_len\":\(length)" }
    return Array((text + "}").utf8)
  }
}
