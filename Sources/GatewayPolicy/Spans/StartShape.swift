/// What stands around the starts at which a detector can find anything: a set of bytes for each of the first places from the start on, and for the places in front of it.
///
/// A shape is a promise, not a rule of its own: where none of a detector's shapes fits, it finds nothing, and need not be asked. So a shape may be wider than what the detector
/// accepts, and never narrower.
public struct StartShape: Sendable {
  /// How many places from the start on are looked at.
  static let reach = 5
  /// How many places in front of the start are looked at.
  static let depth = 4

  /// The bytes at the start, behind it, and so on; a place without a set may hold anything. The end of the text counts as byte 0.
  public let ahead: [ByteSet]
  /// The bytes in front of the start, the nearest first; a place without a set may hold anything. What stands in front of the text counts as byte 0.
  public let behind: [ByteSet]

  /// A shape of its sets; places that are not looked at (from the sixth on, in front from the fifth on) are left out.
  public init(_ ahead: ByteSet..., behind: [ByteSet] = []) {
    self.init(ahead: ahead, behind: behind)
  }

  /// A shape of its sets; places that are not looked at (from the sixth on, in front from the fifth on) are left out.
  public init(ahead: [ByteSet], behind: [ByteSet] = []) {
    self.ahead = Array(ahead.prefix(Self.reach))
    self.behind = Array(behind.prefix(Self.depth))
  }

  /// The shapes that fit the first bytes of any of some words: one for each pair of first and second byte, with the third bytes, and so on, of all words that begin so.
  /// - Parameter rest: What may stand behind a word that is shorter than the reach.
  static func beginnings(of words: [[ByteSet]], rest: ByteSet = .all) -> [StartShape] {
    var groups: [(head: [ByteSet], tails: [[ByteSet]])] = []
    var byHead: [[ByteSet]: Int] = [:]
    for word in words {
      let places = (0..<reach).map { $0 < word.count ? word[$0] : $0 == word.count ? rest : .all }
      let head = Array(places.prefix(2))
      if let index = byHead[head] {
        groups[index].tails.append(Array(places.dropFirst(2)))
      } else {
        byHead[head] = groups.count
        groups.append((head, [Array(places.dropFirst(2))]))
      }
    }
    return groups.map { group in
      let tails = (0..<(reach - 2)).map { place in group.tails.reduce(ByteSet()) { $0.union($1[place]) } }
      return StartShape(ahead: group.head + tails)
    }
  }
}
