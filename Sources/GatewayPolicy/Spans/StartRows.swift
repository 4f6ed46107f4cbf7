import CTextScan

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
  /// By two groups of 64 rows, by place, by byte: the rows of each group.
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
  /// At the starts of plain words.
  private var plain = PlainStarts()
  /// By two groups: the rows that are asked inside of words, too.
  private var elsewhere: [CTextRows] = []
  /// By row: its detector, and the rows of that detector in its group.
  private(set) var detectors: [Int] = []
  private(set) var siblings: [UInt64] = []
  /// By row: one bit for a detector that has rows in several groups; 0 for others, and for all but the first 64 of them.
  private(set) var spread: [UInt64] = []
  /// The bytes at which anybody is asked inside of words.
  private(set) var elsewhereFirst = ByteSet()
  /// Whether anybody is asked behind the underscores of words.
  private(set) var asksParts = false
  /// Whether anything begins with a blank or a control character.
  private var beginsBlank = false

  private var groups = 0
  /// How many times two groups of 64 rows there are.
  var pairs: Int { elsewhere.count }

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
    elsewhere = Array(repeating: CTextRows(), count: (groups + 1) / 2)
    tables = Array(repeating: 0, count: pairs * Self.places << 9)
    detectors = rows.map { $0?.detector ?? 0 }
    siblings = [UInt64](repeating: 0, count: rows.count)
    for (index, row) in rows.enumerated() {
      guard let row else { continue }
      let (pair, group, bit) = (index >> 7, index >> 6 & 1, UInt64(1) << UInt64(index & 63))
      for (place, set) in row.sets.enumerated() {
        set.forEach { tables[Self.slot(pair, place, Int($0)) + group] |= bit }
      }
      plain.add(row.sets)
      if row.boundary != .word {
        if group == 0 { elsewhere[pair].first |= bit } else { elsewhere[pair].second |= bit }
      }
      if row.boundary == .none { elsewhereFirst = elsewhereFirst.union(row.sets[StartShape.depth]) }
      if row.boundary == .part { asksParts = true }
      beginsBlank = beginsBlank || (UInt8.min...0x20).contains { row.sets[StartShape.depth].contains($0) }
      for other in index & ~63...index | 63 where rows[other]?.detector == row.detector { siblings[index] |= 1 << UInt64(other & 63) }
    }
    spread = spreadBits()
    near = StartTables(groups: groups) { group, offset in (0..<256).map { rowsOf(group, StartShape.depth + offset, $0) } }
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
    for byte in 0..<256 { result[Int(classes[byte])] |= rowsOf(group, place, byte) }
    return result
  }

  /// The rows of a group that allow a byte at a place.
  private func rowsOf(_ group: Int, _ place: Int, _ byte: Int) -> UInt64 { tables[Self.slot(group >> 1, place, byte) + group & 1] }

  /// Where the two groups of a pair begin that allow a byte at a place.
  private static func slot(_ pair: Int, _ place: Int, _ byte: Int) -> Int { (((pair &* places &+ place) &<< 8) &+ byte) &<< 1 }

  /// Those of a block's starts at which no row can fit, as far as that is to be seen at a glance.
  @inline(__always)
  func idle(_ text: Span<UInt8>, _ block: TextBlock, at base: Int, starts: UInt64) -> UInt64 {
    plain.idle(text, block, at: base, starts: starts) | (beginsBlank ? 0 : block.blanks)
  }

  /// The groups that are worth a look at a position, as bits; the last bit stands for all further ones.
  @inline(__always)
  func worth(_ text: Span<UInt8>, at position: Int) -> UInt16 {
    guard position >= StartTables.behind, position &+ StartTables.ahead <= text.count else { return groups > 0 ? .max : 0 }
    let worth = near.groups(text, at: position)
    return worth == 0 ? 0 : worth & groupsAhead(text, at: position)
  }

  /// The first two groups from a pair on of which one is worth a look; nil if there are none.
  @inline(__always)
  func nextPair(from pair: Int, _ worth: UInt16) -> Int? {
    guard pair < pairs else { return nil }
    // The last bit stands for all groups behind it.
    if pair >= Self.groupBits / 2 { return worth &>> 15 == 0 ? nil : pair }
    let rest = worth &>> UInt16(pair &* 2)
    if rest == 0 { return nil }
    let next = pair &+ rest.trailingZeroBitCount / 2
    return next < pairs ? next : nil
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

  /// The rows of two groups that fit at a position. What is not known yet fits.
  @inline(__always)
  func fitting(_ text: Span<UInt8>, at position: Int, pair: Int, isInWord: Bool, isFinal: Bool) -> CTextRows {
    let rows = isInWord ? elsewhere[pair] : CTextRows(first: .max, second: .max)
    guard position >= StartShape.depth, position &+ StartShape.reach <= text.count else {
      return fittingAtEdge(text, at: position, pair, isFinal: isFinal, rows)
    }
    // SAFETY: nine bytes around the position are there, and a pair has two numbers for each byte of each of nine places.
    return unsafe text.withUnsafeBufferPointer { bytes in
      unsafe tables.span.withUnsafeBufferPointer { tables in
        unsafe CTextFitting(
          rows, bytes.baseAddress.unsafelyUnwrapped + (position &- StartShape.depth),
          tables.baseAddress.unsafelyUnwrapped + Self.slot(pair, 0, 0))
      }
    }
  }

  /// The same near the text's beginning and end.
  private func fittingAtEdge(_ text: Span<UInt8>, at position: Int, _ pair: Int, isFinal: Bool, _ rows: CTextRows) -> CTextRows {
    var rows = rows
    for place in 0..<Self.places {
      let index = position &+ place &- StartShape.depth
      if index >= text.count, !isFinal { break }
      let slot = Self.slot(pair, place, index >= 0 && index < text.count ? Int(text[index]) : 0)
      rows = CTextRows(first: rows.first & tables[slot], second: rows.second & tables[slot + 1])
    }
    return rows
  }
}
