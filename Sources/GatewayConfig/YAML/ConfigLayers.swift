/// Lays the documents of several files over each other: mappings merge key by key, lists of things with an `id` merge by it, and of anything else
/// the later file's value replaces the earlier one's.
enum ConfigLayers {
  /// The lists whose entries are things with an `id`.
  private static let listsByID: Set<String> = ["providers.targets", "policies"]

  /// The merged document; nil when there is none.
  static func merge(_ documents: [ConfigNode]) -> ConfigNode? {
    guard let first = documents.first else { return nil }
    return documents.dropFirst().reduce(first) { merge($0, $1, path: "") }
  }

  private static func merge(_ base: ConfigNode, _ layer: ConfigNode, path: String) -> ConfigNode {
    var merged = base
    switch (base.value, layer.value) {
    case (.mapping(let below), .mapping(let above)):
      merged.value = .mapping(merge(below, above, path: path))
    case (.list(let below), .list(let above)) where listsByID.contains(path):
      merged.value = .list(merge(below, above, path: path))
    default:
      return layer
    }
    return merged
  }

  private static func merge(_ base: [ConfigNode.Member], _ layer: [ConfigNode.Member], path: String) -> [ConfigNode.Member] {
    var merged = base
    var indexes: [String: Int] = [:]
    for (index, member) in base.enumerated() { indexes[member.key] = index }
    for member in layer {
      let memberPath = path.isEmpty ? member.key : "\(path).\(member.key)"
      if let index = indexes[member.key] {
        merged[index].value = merge(merged[index].value, member.value, path: memberPath)
        merged[index].keyPlace = member.keyPlace
      } else {
        merged.append(member)
      }
    }
    return merged
  }

  /// Entries of the layer change the entry below that has their id, once: the second one with the same id in one file is kept as an entry of its
  /// own, so that it is found to be a duplicate.
  private static func merge(_ base: [ConfigNode], _ layer: [ConfigNode], path: String) -> [ConfigNode] {
    var merged = base
    var indexes: [String: Int] = [:]
    for (index, entry) in base.enumerated() {
      if let id = id(of: entry), indexes[id] == nil { indexes[id] = index }
    }
    for entry in layer {
      if let id = id(of: entry), let index = indexes.removeValue(forKey: id) {
        merged[index] = merge(merged[index], entry, path: path + "[]")
      } else {
        merged.append(entry)
      }
    }
    return merged
  }

  private static func id(of entry: ConfigNode) -> String? {
    if case .text(let id)? = entry["id"]?.value { id } else { nil }
  }
}
