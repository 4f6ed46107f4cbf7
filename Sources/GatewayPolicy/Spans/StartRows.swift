/// Who is asked where: all start sets and shapes of the detectors at once, as one bit each.
///
/// A table for every place around a start says for every byte which rows allow it there; the rows that all places allow are those that fit. A table of pairs says which groups
/// of rows are worth a look at all. So a position of prose costs a few look-ups, whatever the number of detectors is.
struct StartRows: Sendable {
  /// The places that are looked at: in front of the start, and from it on.
  private static let places = StartShape.depth + StartShape.reach
  /// The bits of a group: the last one stands for all groups behind it, too.
  private static let groupBits = 16

  private struct Row {
    let detector: Int
    let boundary: StartSet.Boundary
    /// The bytes at each place.
    let sets: [ByteSet]

    init(_ detector: Int, _ starts: StartSet, _ shape: StartShape) {
      self.detector = detector
      boundary = starts.boundary
      sets = (-StartShape.depth..<StartShape.reach).map { offset in
        if offset < 0 {
          let set = -offset <= shape.behind.count ? shape.behind[-offset - 1] : .all
          return offset == -1 && starts.boundary == .part ? set.intersection(Self.partBoundary) : set
        }
        let set = offset < shape.ahead.count ? shape.ahead[offset] : .all
        return offset == 0 ? set.intersection(starts.first) : offset == 1 ? set.intersection(starts.second) : set
      }
    }

    /// What stands in front of a part of a word.
    private static let partBoundary = ByteSet { !ByteClass.isAlphanumeric($0) }

    /// What turns most starts away: what stands in front; the first byte; what stands behind it; or that a capital, a digit or a hyphen does.
    var kind: Int {
      // Few bytes in front say most, unless few begin.
      if sets[StartShape.depth - 1].count < 16, sets[StartShape.depth].count > 15 { return 0 }
      let second = sets[StartShape.depth + 1]
      if second == .all { return sets[StartShape.depth] == sets[StartShape.depth].intersection(.alphanumerics) ? 1 : 0 }
      return second.intersection(.lower) == ByteSet() ? 3 : 2
    }
  }

  private var rows: [Row?] = []
  /// By group of 64 rows, by place, by byte.
  private var tables: [UInt64] = []
  /// By byte: one of 32 classes, a letter in both cases being one.
  private static let classes: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case let byte where ByteClass.isLetter(byte): byte & 31
    case let byte where ByteClass.isDigit(byte): 27
    case 0x20: 0
    case 0x2d, 0x5f: 28
    case 0x21...0x3f: 29
    case 0...0x7f: 30
    default: 31
    }
  }
  private let classes = Self.classes
  /// By the bytes around: the groups that have a row for them, nearly.
  private var near = StartTables()
  /// By the classes of the three bytes from a start on: the groups that have a row for all of them.
  private var ahead: [UInt16] = []
  /// By group: the rows that are asked inside of words, too.
  private var elsewhere: [UInt64] = []
  /// By row: its detector, and the rows of that detector in its group.
  private(set) var detectors: [Int] = []
  private(set) var siblings: [UInt64] = []
  /// By row: one bit for a detector that has rows in several groups; 0 for others, and for all but the first 64 of them.
  private(set) var spread: [UInt64] = []
  /// The bytes at which anybody is asked inside of words.
  private(set) var elsewhereFirst = ByteSet()
  /// Whether anybody is asked behind the underscores of words.
  private(set) var asksParts = false

  /// How many groups of 64 rows there are.
  private(set) var groups = 0

  /// Adds a detector: a row for each shape.
  mutating func add(_ detector: Int, _ starts: StartSet) {
    for shape in starts.shapes.isEmpty ? [StartShape()] : starts.shapes { rows.append(Row(detector, starts, shape)) }
  }

  /// Makes the tables of what was added.
  mutating func finish() {
    // What the same bytes turn away stands together.
    rows = (0...3).flatMap { kind in
      let some = rows.filter { $0?.kind == kind }
      return some + Array(repeating: nil, count: -some.count & 63)
    }
    groups = rows.count / 64
    tables = [UInt64](repeating: 0, count: groups * Self.places << 8)
    elsewhere = [UInt64](repeating: 0, count: groups)
    detectors = rows.map { $0?.detector ?? 0 }
    siblings = [UInt64](repeating: 0, count: rows.count)
    for (index, row) in rows.enumerated() {
      guard let row else { continue }
      let bit = UInt64(1) << UInt64(index & 63)
      for (place, set) in row.sets.enumerated() {
        let slot = Self.slot(index >> 6, place)
        set.forEach { tables[slot + Int($0)] |= bit }
      }
      if row.boundary != .word { elsewhere[index >> 6] |= bit }
      if row.boundary == .none { elsewhereFirst = elsewhereFirst.union(row.sets[StartShape.depth]) }
      if row.boundary == .part { asksParts = true }
      for other in index & ~63...index | 63 where rows[other]?.detector == row.detector { siblings[index] |= 1 << UInt64(other & 63) }
    }
    spread = spreadBits()
    near = StartTables(groups: groups) { group, offset in
      let slot = Self.slot(group, StartShape.depth + offset)
      return tables[slot..<slot + 256]
    }
    ahead = groupsByClasses(from: StartShape.depth)
    rows = []
  }

  /// The bit of a group; the last one stands for all groups behind it, too.
  static func bit(of group: Int) -> UInt16 { 1 << UInt16(min(group, groupBits - 1)) }

  private func spreadBits() -> [UInt64] {
    var first: [Int: Int] = [:]
    var bits: [Int: UInt64] = [:]
    for (index, row) in rows.enumerated() {
      guard let row else { continue }
      if first[row.detector, default: index] >> 6 != index >> 6, bits[row.detector] == nil { bits[row.detector] = 1 << UInt64(bits.count) }
      if first[row.detector] == nil { first[row.detector] = index }
    }
    return rows.map { row in row.flatMap { bits[$0.detector] } ?? 0 }
  }

  /// By the classes of the bytes at three places: the groups that may have a row for all of them.
  private func groupsByClasses(from place: Int) -> [UInt16] {
    let open = (0..<groups).filter { group in (0..<3).allSatisfy { isOpen(group, place + $0) } }
    var result = [UInt16](repeating: open.reduce(0) { $0 | Self.bit(of: $1) }, count: 1 << 15)
    for group in 0..<groups where !open.contains(group) {
      let bit = Self.bit(of: group)
      let (first, second, third) = (rowsByClass(group, place), rowsByClass(group, place + 1), rowsByClass(group, place + 2))
      for one in 0..<32 where first[one] != 0 {
        for two in 0..<32 {
          let both = first[one] & second[two]
          guard both != 0 else { continue }
          for three in 0..<32 where both & third[three] != 0 { result[one << 10 | two << 5 | three] |= bit }
        }
      }
    }
    return result
  }

  /// Whether any byte at a place is right for all rows of a group.
  private func isOpen(_ group: Int, _ place: Int) -> Bool {
    rows[group << 6..<(group + 1) << 6].allSatisfy { $0?.sets[place] ?? .all == .all }
  }

  /// The rows of a group for each class at a place.
  private func rowsByClass(_ group: Int, _ place: Int) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: 32)
    for byte in 0..<256 { result[Int(classes[byte])] |= tables[Self.slot(group, place) + byte] }
    return result
  }

  private static func slot(_ group: Int, _ place: Int) -> Int { (group * places + place) << 8 }

  /// The first group from one on that may have a row for a position; nil if there is none.
  @inline(__always)
  func next(from group: Int, _ worth: UInt16) -> Int? {
    guard group < groups else { return nil }
    if group >= Self.groupBits { return group }
    let rest = worth >> UInt16(group)
    return rest == 0 ? nil : group &+ rest.trailingZeroBitCount
  }

  /// The groups that are worth a look at a position, as bits; the last bit stands for all further ones.
  @inline(__always)
  func worth(_ text: Span<UInt8>, at position: Int) -> UInt16 {
    guard position >= StartTables.behind, position &+ StartTables.ahead <= text.count else { return .max }
    let worth = near.groups(text, at: position)
    return worth == 0 ? 0 : worth & groupsAhead(text, at: position)
  }

  /// The groups that have a row for three bytes that are there.
  @inline(__always)
  private func groupsAhead(_ text: Span<UInt8>, at position: Int) -> UInt16 {
    let classes = classes.span
    // SAFETY: the caller has seen that the bytes are there; a byte is less than 256, three classes are less than 2^15.
    var index = unsafe Int(classes[unchecked: Int(text[unchecked: position])]) << 10
    unsafe index |= Int(classes[unchecked: Int(text[unchecked: position &+ 1])]) << 5
    unsafe index |= Int(classes[unchecked: Int(text[unchecked: position &+ 2])])
    return unsafe ahead.span[unchecked: index]
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
