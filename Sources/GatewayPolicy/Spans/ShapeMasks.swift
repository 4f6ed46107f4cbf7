/// Up to 64 shapes at once, for a detector that looks wherever one of its shapes fits, and nowhere else: as ``StartRows`` does it for all detectors, a bit for each shape.
struct ShapeMasks: Sendable {
  /// By place, in front of the start and from it on, and byte: the shapes that allow it there.
  private let tables: [UInt64]
  private let depth: Int
  private let reach: Int

  /// The masks of some shapes; of more than 64, those behind are never found to fit.
  init(_ shapes: [StartShape]) {
    let shapes = shapes.prefix(64)
    let depth = shapes.map(\.behind.count).max() ?? 0
    let reach = shapes.map(\.ahead.count).max() ?? 0
    var tables = [UInt64](repeating: 0, count: (depth + reach) << 8)
    for (index, shape) in shapes.enumerated() {
      for place in 0..<(depth + reach) {
        let offset = place - depth
        let set =
          offset < 0
          ? (-offset <= shape.behind.count ? shape.behind[-offset - 1] : .all) : offset < shape.ahead.count ? shape.ahead[offset] : .all
        set.forEach { tables[place << 8 | Int($0)] |= 1 << UInt64(index) }
      }
    }
    (self.tables, self.depth, self.reach) = (tables, depth, reach)
  }

  /// Whether a shape fits what stands around the probe's start.
  func fit(_ probe: inout Probe) -> Bool {
    var fitting = UInt64.max
    for place in 0..<depth { fitting &= tables[place << 8 | Int(probe[back: place &- depth])] }
    for place in 0..<reach where fitting != 0 { fitting &= tables[(depth &+ place) << 8 | Int(probe[place])] }
    return fitting != 0
  }
}
