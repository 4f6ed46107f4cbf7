/// Who is asked where: all start sets and shapes of the detectors at once, as one bit each.
///
/// A table for every place around a start says for every byte which rows allow it there; the rows that all places allow are those that fit. A table of pairs says which groups
/// of rows are worth a look at all. So a position of prose costs a few look-ups, whatever the number of detectors is.
struct StartRows: Sendable {
  /// The places that are looked at: in front of the start, and from it on.
  private static let places = StartShape.depth + StartShape.reach
  /// The bits of a group: the last one stands for all groups behind it, too.
  private static let groupBits = 8

  private struct Row {
    let detector: Int
    let boundary: StartSet.Boundary
    /// The bytes at each place.
    let sets: [ByteSet]

    init(_ detector: Int, _ starts: StartSet, _ shape: StartShape) {
      self.detector = detector
      boundary = starts.boundary
      sets = (-StartShape.depth..<StartShape.reach).map { offset in
        if offset < 0 { return -offset <= shape.behind.count ? shape.behind[-offset - 1] : .all }
        let set = offset < shape.ahead.count ? shape.ahead[offset] : .all
        return offset == 0 ? set.intersection(starts.first) : offset == 1 ? set.intersection(starts.second) : set
      }
    }

    /// Whether the second byte says anything.
    var isPair: Bool { sets[StartShape.depth + 1] != .all }
  }

  private var rows: [Row] = []
  /// By group of 64 rows, by place, by byte.
  private var tables: [UInt64] = []
  /// By the bytes at a start and behind it: the groups that have a row for both.
  private var pairs: [UInt8] = []
  /// By group: the rows that are asked inside of words, too.
  private var elsewhere: [UInt64] = []
  /// By row: its detector, and the rows of that detector in its group.
  private(set) var detectors: [Int] = []
  private(set) var siblings: [UInt64] = []
  /// The bytes at which anybody is asked inside of words.
  private(set) var elsewhereFirst = ByteSet()

  /// How many groups of 64 rows there are.
  private(set) var groups = 0

  /// Adds a detector: a row for each shape.
  mutating func add(_ detector: Int, _ starts: StartSet) {
    for shape in starts.shapes.isEmpty ? [StartShape()] : starts.shapes { rows.append(Row(detector, starts, shape)) }
  }

  /// Makes the tables of what was added.
  mutating func finish() {
    // Those that any second byte fits stand together, so that the pairs turn the others away.
    rows = rows.filter { !$0.isPair } + rows.filter(\.isPair)
    groups = (rows.count + 63) / 64
    tables = [UInt64](repeating: 0, count: groups * Self.places << 8)
    elsewhere = [UInt64](repeating: 0, count: groups)
    detectors = rows.map(\.detector)
    for (index, row) in rows.enumerated() {
      let bit = UInt64(1) << UInt64(index & 63)
      for (place, set) in row.sets.enumerated() {
        for byte in UInt8.min...UInt8.max where set.contains(byte) { tables[Self.slot(index >> 6, place) + Int(byte)] |= bit }
      }
      if row.boundary == .none {
        elsewhere[index >> 6] |= bit
        elsewhereFirst = elsewhereFirst.union(row.sets[StartShape.depth])
      }
      let group = index & ~63..<min(index | 63, rows.count - 1) + 1
      siblings.append(group.reduce(0) { rows[$1].detector == row.detector ? $0 | 1 << UInt64($1 & 63) : $0 })
    }
    rows = []
    makePairs()
  }

  private mutating func makePairs() {
    pairs = [UInt8](repeating: 0, count: 1 << 16)
    for group in 0..<groups {
      let (first, second) = (Self.slot(group, StartShape.depth), Self.slot(group, StartShape.depth + 1))
      let bit = UInt8(1) << UInt8(min(group, Self.groupBits - 1))
      for byte in 0..<256 where tables[first + byte] != 0 {
        for next in 0..<256 where tables[first + byte] & tables[second + next] != 0 { pairs[byte << 8 | next] |= bit }
      }
    }
  }

  private static func slot(_ group: Int, _ place: Int) -> Int { (group * places + place) << 8 }

  /// The first group from one on that may have a row for a position; nil if there is none.
  @inline(__always)
  func next(from group: Int, _ worth: UInt8) -> Int? {
    guard group < groups else { return nil }
    if group >= Self.groupBits { return group }
    let rest = worth >> UInt8(group)
    return rest == 0 ? nil : group &+ rest.trailingZeroBitCount
  }

  /// The groups that are worth a look at a position, as bits; the last bit stands for all further ones.
  @inline(__always)
  func worth(_ text: Span<UInt8>, at position: Int, isFinal: Bool) -> UInt8 {
    let next = position &+ 1
    guard next < text.count else { return isFinal ? pairs[Int(text[position]) << 8] : .max }
    return pairs[Int(text[position]) << 8 | Int(text[next])]
  }

  /// The rows of a group that fit at a position. What is not known yet fits.
  @inline(__always)
  func fitting(_ text: Span<UInt8>, at position: Int, group: Int, isInWord: Bool, isFinal: Bool) -> UInt64 {
    var rows = isInWord ? elsewhere[group] : .max
    guard position >= StartShape.depth, position &+ StartShape.reach <= text.count else {
      return rows & fittingAtEdge(text, at: position, group, isFinal: isFinal)
    }
    let tables = tables.span
    let base = (group &* Self.places) << 8
    // The places that tell most come first.
    // SAFETY: a byte and a place below nine are less than the 9 · 256 entries of a group; the text's places were checked above.
    unsafe rows &= tables[unchecked: base &+ (4 << 8) &+ Int(text[unchecked: position])]
    unsafe rows &= tables[unchecked: base &+ (2 << 8) &+ Int(text[unchecked: position &- 2])]
    unsafe rows &= tables[unchecked: base &+ (6 << 8) &+ Int(text[unchecked: position &+ 2])]
    if rows == 0 { return 0 }
    unsafe rows &= tables[unchecked: base &+ (5 << 8) &+ Int(text[unchecked: position &+ 1])]
    unsafe rows &= tables[unchecked: base &+ (3 << 8) &+ Int(text[unchecked: position &- 1])]
    unsafe rows &= tables[unchecked: base &+ (1 << 8) &+ Int(text[unchecked: position &- 3])]
    unsafe rows &= tables[unchecked: base &+ (7 << 8) &+ Int(text[unchecked: position &+ 3])]
    unsafe rows &= tables[unchecked: base &+ (8 << 8) &+ Int(text[unchecked: position &+ 4])]
    return unsafe rows & tables[unchecked: base &+ Int(text[unchecked: position &- 4])]
  }

  /// The same near the text's beginning and end.
  private func fittingAtEdge(_ text: Span<UInt8>, at position: Int, _ group: Int, isFinal: Bool) -> UInt64 {
    var rows = UInt64.max
    for place in 0..<Self.places {
      let index = position &+ place &- StartShape.depth
      if index >= text.count, !isFinal { break }
      rows &= tables[Self.slot(group, place) + (index >= 0 && index < text.count ? Int(text[index]) : 0)]
    }
    return rows
  }
}
