/// A span of a text that a detector objects to.
public struct SpanFinding: Hashable, Sendable {
  /// The first folded byte.
  public var start: Int
  /// Behind the last one.
  public var end: Int
  /// What it is.
  public let entity: Entity
  /// How sure it is, 0 to 100.
  public let score: Int
  /// The index of the detector among those of the scanner.
  public let source: Int
  /// Whether it goes on behind its end: ``SpanMatch/continues``.
  public let continues: Bool

  /// By start, longer ones first, then surer ones, then in the order of the detectors: the order in which ``SpanCover`` looks at them.
  static func precedes(_ one: SpanFinding, _ other: SpanFinding) -> Bool {
    if one.start != other.start { return one.start < other.start }
    if one.end != other.end { return one.end > other.end }
    if one.score != other.score { return one.score > other.score }
    if one.source != other.source { return one.source < other.source }
    return one.entity.rawValue < other.entity.rawValue
  }

  /// The same at another place.
  func moved(_ place: (Int) -> Int) -> SpanFinding {
    SpanFinding(start: place(start), end: place(end), entity: entity, score: score, source: source, continues: continues)
  }
}
