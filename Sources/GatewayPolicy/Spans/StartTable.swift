/// By the four bytes in front of a start: the groups of ``StartRows`` that have a row for all of them.
///
/// The bytes of a place are told apart as far as the rows tell them apart there; that is a handful of classes, so that the table is small and exact. What would make it larger
/// than 32 KiB is left out, the places that are furthest away first: then a group may be worth a look that has no row.
struct StartTable: Sendable {
  /// How many bytes in front are looked at.
  static let places = StartShape.depth
  private static let most = 1 << 15

  /// By place, the nearest first, and byte: the class, times the step of its place.
  private var steps = [UInt16](repeating: 0, count: places << 8)
  /// By the sum of the steps: the groups.
  private var table: [UInt8] = [0]

  /// A table for no rows.
  init() {}

  /// A table of the rows that each byte allows: by place, the nearest first, by group, by byte.
  init(places: [[[UInt64]]]) {
    let groups = places.first?.count ?? 0
    var size = 1
    // The rows of each group for every sum of the steps so far.
    var rows: [[UInt64]] = [[UInt64](repeating: .max, count: groups)]
    for (place, sets) in places.prefix(Self.places).enumerated() {
      var classes: [[UInt64]: Int] = [:]
      let byByte = (0..<256).map { byte in
        let key = sets.map { $0[byte] }
        let index = classes[key] ?? classes.count
        classes[key] = index
        return index
      }
      guard classes.count * size <= Self.most else { break }
      for byte in 0..<256 { steps[place << 8 | byte] = UInt16(byByte[byte] * size) }
      let keys = classes.sorted { $0.value < $1.value }.map(\.key)
      rows = keys.flatMap { key in rows.map { row in zip(row, key).map { $0 & $1 } } }
      size = rows.count
    }
    table = rows.map { row in row.enumerated().reduce(0) { $1.element == 0 ? $0 : $0 | StartRows.bit(of: $1.offset) } }
  }

  /// The groups that are worth a look at a position with four bytes in front, by these bytes.
  @inline(__always)
  func groups(_ text: Span<UInt8>, inFrontOf position: Int) -> UInt8 {
    let steps = steps.span
    // SAFETY: the caller has seen that four bytes are in front; a place and a byte are less than 4 · 256; the sum of the steps is less than the table's size.
    var sum = unsafe Int(steps[unchecked: Int(text[unchecked: position &- 1])])
    unsafe sum &+= Int(steps[unchecked: 1 << 8 | Int(text[unchecked: position &- 2])])
    unsafe sum &+= Int(steps[unchecked: 2 << 8 | Int(text[unchecked: position &- 3])])
    unsafe sum &+= Int(steps[unchecked: 3 << 8 | Int(text[unchecked: position &- 4])])
    return unsafe table.span[unchecked: sum]
  }
}
