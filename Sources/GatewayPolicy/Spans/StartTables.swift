/// By the bytes around a start: the groups of ``StartRows`` that have a row for them, as far as three tables tell. One for the first two bytes, one for the first and the
/// third, one for the four in front.
///
/// The bytes of a place are told apart as far as the rows tell them apart there; that is a handful of classes, so that the tables are small and exact. What would make one
/// larger than 2^14 entries is left out, its last places first: then a group may be worth a look that has no row.
///
/// Everything is in one array, so that the loop over the starts of a text has one address to keep.
struct StartTables: Sendable {
  /// How many bytes in front of a start are read.
  static let behind = 4
  /// How many bytes from a start on are read.
  static let ahead = 3

  /// The offsets of the bytes, by table.
  private static let offsets = [[0, 1], [0, 2], [-1, -2, -3, -4]]
  private static let most = 1 << 14

  /// By table, place of the table, and byte: the class times the step of its place; those of a table's first place count from the array's beginning. Behind them, for every
  /// sum of a table's steps, the groups.
  private var entries: [UInt16]

  /// Tables for no rows.
  init() { self.init(groups: 0) { _, _ in [] } }

  /// Tables for some groups.
  /// - Parameter rows: The rows that each byte allows, for a group and an offset from the start.
  init(groups: Int, rows: (_ group: Int, _ offset: Int) -> [UInt64]) {
    let places = Self.offsets.flatMap(\.self)
    entries = [UInt16](repeating: 0, count: places.count << 8)
    var place = 0
    for table in Self.offsets {
      add(table.map { offset in (0..<groups).map { rows($0, offset) } }, groups, at: place)
      place += table.count
    }
  }

  /// Adds the table of some places, the first of which has an index.
  private mutating func add(_ places: [[[UInt64]]], _ groups: Int, at first: Int) {
    let base = entries.count
    // The rows of each group for every sum of the steps so far.
    var sums: [[UInt64]] = [[UInt64](repeating: .max, count: groups)]
    for (place, sets) in places.enumerated() {
      var classes: [[UInt64]: Int] = [:]
      var keys: [[UInt64]] = []
      let byByte = (0..<256).map { byte in
        let key = sets.map { $0[byte] }
        if let known = classes[key] { return known }
        classes[key] = keys.count
        keys.append(key)
        return keys.count - 1
      }
      // What is left out has no step, but the first place's counts from the beginning.
      let isLeftOut = keys.count * sums.count > Self.most
      for byte in 0..<256 {
        entries[(first + place) << 8 | byte] = UInt16((isLeftOut ? 0 : byByte[byte] * sums.count) + (place == 0 ? base : 0))
      }
      if isLeftOut { continue }
      sums = keys.flatMap { key in sums.map { sum in zip(sum, key).map { $0 & $1 } } }
    }
    entries += sums.map { sum in sum.enumerated().reduce(0) { $1.element == 0 ? $0 : $0 | StartRows.bit(of: $1.offset) } }
  }

  /// The groups that are worth a look at a position with ``behind`` bytes in front and ``ahead`` from it on.
  @inline(__always)
  func groups(_ text: Span<UInt8>, at position: Int) -> UInt16 {
    let entries = entries.span
    // SAFETY: the caller has seen that the bytes are there; a place and a byte are less than 8 · 256; the sum of a table's steps is the index of one of its entries.
    let start = unsafe Int(text[unchecked: position])
    var second = unsafe Int(entries[unchecked: start])
    unsafe second &+= Int(entries[unchecked: 1 << 8 | Int(text[unchecked: position &+ 1])])
    var third = unsafe Int(entries[unchecked: 2 << 8 | start])
    unsafe third &+= Int(entries[unchecked: 3 << 8 | Int(text[unchecked: position &+ 2])])
    var before = unsafe Int(entries[unchecked: 4 << 8 | Int(text[unchecked: position &- 1])])
    unsafe before &+= Int(entries[unchecked: 5 << 8 | Int(text[unchecked: position &- 2])])
    unsafe before &+= Int(entries[unchecked: 6 << 8 | Int(text[unchecked: position &- 3])])
    unsafe before &+= Int(entries[unchecked: 7 << 8 | Int(text[unchecked: position &- 4])])
    return unsafe entries[unchecked: second] & entries[unchecked: third] & entries[unchecked: before]
  }
}
