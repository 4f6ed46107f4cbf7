/// Finds the known name that a misspelt one most likely means.
enum NearestName {
  private static let maximumLength = 64

  /// The nearest of `known`, or nil when none is near: at most a third of its characters (and at least one) may differ. Letter case, `-` and `_`
  /// do not count, so that `baseUrl` finds `base_url`.
  static func find(_ name: String, among known: some Sequence<String>) -> String? {
    guard name.utf8.count <= maximumLength else { return nil }
    let wanted = folded(name)
    guard !wanted.isEmpty else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in known where candidate != name {
      let target = folded(candidate)
      let distance = distance(wanted, target)
      guard distance <= max(1, target.count / 3), distance < target.count else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
