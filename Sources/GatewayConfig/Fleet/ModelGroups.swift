internal import GatewayCore

/// Makes the groups of a document out of `model_groups`: finds their members, and reports names that collide, references that lead nowhere, and fallbacks that go in a circle.
struct ModelGroups {
  private let sections: [ModelGroupSection]
  private let names: TargetNames
  /// The groups by all of their names.
  private var known: [String: (group: Int, place: ConfigPlace)] = [:]
  /// The members of each group: a target, and its weight in the group.
  private var members: [[(index: Int, weight: Int?)]] = []
  /// The same as sets.
  private var memberSets: [Set<Int>] = []

  init(_ sections: [ModelGroupSection], names: TargetNames) {
    self.sections = sections
    self.names = names
  }

  /// The groups. They mean something only when no error was recorded.
  mutating func make(_ context: inout DecodeContext) -> [ModelGroup] {
    for section in sections where !context.isFull { members.append(findMembers(section, &context)) }
    guard !context.isFull else { return [] }
    memberSets = members.map { Set($0.map(\.index)) }
    for index in sections.indices { takeNames(index, &context) }
    let fallbacks = sections.indices.map { fallback(of: $0, &context) }
    reportCircles(fallbacks, &context)
    return sections.indices.compactMap { index in
      guard let name = sections[index].name else { return nil }
      return ModelGroup(
        name: name, aliases: sections[index].aliases ?? [],
        members: members[index].map { ModelGroup.Member(target: names.targets[$0.index].target.id, weight: $0.weight) },
        fallback: fallbacks[index]?.name, priority: sections[index].priority)
    }
  }

  // MARK: Members

  private func findMembers(_ section: ModelGroupSection, _ context: inout DecodeContext) -> [(index: Int, weight: Int?)] {
    var found: [(index: Int, weight: Int?)] = []
    var first: [Int: ConfigPlace] = [:]
    func add(_ index: Int, weight: Int?, _ path: String, _ place: ConfigPlace, _ context: inout DecodeContext) {
      if let taken = first[index] {
        let id = names.targets[index].target.id
        context.at(path: path) { $0.error(place, "the target \"\(id)\" is already a member at \(taken.text)") }
        return
      }
      first[index] = place
      found.append((index, weight))
    }
    for (index, entry) in ConfigNode.entries(section.node?["targets"]).enumerated() {
      guard case .text(let id) = entry.value, section.targets?.contains(id) == true else { continue }
      let path = "\(section.path).targets[\(index)]"
      if let target = names.target(id: id) {
        add(target, weight: nil, path, entry.place, &context)
      } else if !names.ids.contains(id) {
        let nearest = NearestName.find(id, among: names.names)
        context.at(path: path) { $0.error(entry.place, "there is no target \"\(id)\"", suggestion: nearest) }
      }
    }
    for entry in section.models ?? [] {
      guard let provider = entry.provider, let node = entry.node, node["model"] == nil || entry.model != nil else { continue }
      let matches = names.matching(provider: provider, model: entry.model)
      if matches.isEmpty { reportNoMatch(entry, provider, node.place, &context) }
      for match in matches { add(match, weight: entry.weight, entry.path, node.place, &context) }
    }
    return found
  }

  private func reportNoMatch(_ entry: GroupModelSection, _ provider: String, _ place: ConfigPlace, _ context: inout DecodeContext) {
    // A target with errors may be the one that is meant.
    guard names.targets.count == names.ids.count || !names.ids.contains(provider) else { return }
    context.at(path: entry.path) { context in
      if let model = entry.model {
        let nearest = NearestName.find(model, among: names.targets.compactMap(\.target.model))
        context.error(place, "there is no target of provider \"\(provider)\" with the model \"\(model)\"", suggestion: nearest)
      } else if Provider(rawValue: provider) != nil {
        context.error(place, "names no model; add model: <the engine's name for it>")
      } else {
        let nearest = NearestName.find(provider, among: names.names)
        context.error(place, "there is no target with the provider string or the id \"\(provider)\"", suggestion: nearest)
      }
    }
  }

  // MARK: Names

  private mutating func takeNames(_ group: Int, _ context: inout DecodeContext) {
    for (name, path, place) in sections[group].names {
      if let taken = known[name] {
        context.at(path: path) { $0.error(place, "the name \"\(name)\" is already taken at \(taken.place.text)") }
      } else {
        known[name] = (group, place)
        reportCollision(of: name, group, path, place, &context)
      }
    }
  }

  private func reportCollision(of name: String, _ group: Int, _ path: String, _ place: ConfigPlace, _ context: inout DecodeContext) {
    if let target = names.target(id: name) {
      let other = names.targets[target].places?.whole.text ?? ""
      context.at(path: path) { $0.error(place, "\"\(name)\" is the id of the target at \(other); choose another name") }
    } else if let stranger = names.serving(name).first(where: { !memberSets[group].contains($0) }) {
      let other = names.targets[stranger].places?.whole.text ?? ""
      context.at(path: path) {
        $0.error(place, "\"\(name)\" is the model of the target at \(other), which is not in the group; add it, or choose another name")
      }
    }
  }

  // MARK: Fallbacks

  /// Where a group's requests go when none of its members can answer.
  private struct Fallback {
    var name: String
    /// The group, if it is one.
    var group: Int?
    var path: String
    var place: ConfigPlace
  }

  private func fallback(of group: Int, _ context: inout DecodeContext) -> Fallback? {
    let section = sections[group]
    let key = section.fallbackGroup != nil ? "fallback_group" : "fallback"
    guard let name = section.fallbackGroup ?? section.fallback, let place = section.node?[key]?.place else { return nil }
    let path = "\(section.path).\(key)"
    if let other = known[name]?.group { return Fallback(name: sections[other].name ?? name, group: other, path: path, place: place) }
    if key == "fallback" {
      let targets = names.target(id: name).map { [$0] } ?? names.serving(name)
      if !targets.isEmpty {
        if targets.allSatisfy(memberSets[group].contains) {
          context.at(path: path) { $0.error(place, "\"\(name)\" is in the group itself") }
        }
        return Fallback(name: name, group: nil, path: path, place: place)
      }
      // A target with errors has got its own.
      if names.ids.contains(name) { return nil }
      if names.hasOpenTarget {
        let message =
          "\"\(name)\" is no group, target or model that is known here; a target that serves what its server reports may have it"
        context.at(path: path) { $0.warning(place, message, isStructural: false) }
        return Fallback(name: name, group: nil, path: path, place: place)
      }
    }
    let candidates = known.keys.sorted().prefix(TargetNames.maximumNames) + (key == "fallback" ? names.names : [])
    let what = key == "fallback" ? "group, target or model" : "group"
    context.at(path: path) { $0.error(place, "there is no \(what) \"\(name)\"", suggestion: NearestName.find(name, among: candidates)) }
    return nil
  }

  /// Reports every circle once, at the fallback of its first group.
  private func reportCircles(_ fallbacks: [Fallback?], _ context: inout DecodeContext) {
    /// The round in which a group was seen.
    var seen = [Int?](repeating: nil, count: fallbacks.count)
    for start in fallbacks.indices {
      var group = start
      while seen[group] == nil {
        seen[group] = start
        guard let next = fallbacks[group]?.group else { break }
        guard seen[next] == start else {
          group = next
          continue
        }
        report(circleFrom: next, fallbacks, &context)
        break
      }
    }
  }

  private func report(circleFrom start: Int, _ fallbacks: [Fallback?], _ context: inout DecodeContext) {
    var circle = [start]
    while let next = fallbacks[circle[circle.count - 1]]?.group, next != start { circle.append(next) }
    guard let first = circle.min(), let offset = circle.firstIndex(of: first), let fallback = fallbacks[first] else { return }
    let ordered = circle[offset...] + circle[..<offset] + [first]
    let chain = ordered.prefix(8).map { sections[$0].name ?? "" }.joined(separator: " → ") + (ordered.count > 8 ? " → …" : "")
    context.at(path: fallback.path) { $0.error(fallback.place, "fallbacks go in a circle: \(chain)") }
  }
}
