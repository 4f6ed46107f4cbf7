/// Remembers the member names of the objects that are open, to find duplicates. One flat stack serves all objects: an object's names lie
/// above its base. Small objects are compared name by name; large ones keep a set of keyed hashes, so that no document makes it quadratic.
struct MemberLedger: Sendable {
  private struct Entry {
    /// Length, first and last bytes of the raw name, mixed: differing names without escapes nearly always differ here.
    var fingerprint: UInt64
    var start: UInt32
    /// The length of the raw name; the highest bit says that it holds escapes.
    var lengthAndFlag: UInt32

    var hasEscapes: Bool { lengthAndFlag >> 31 == 1 }
    var range: Range<Int> { Int(start)..<Int(start) &+ Int(lengthAndFlag & 0x7fff_ffff) }
  }

  /// Objects with more members than this use a set.
  static let linearLimit = 16

  /// The names of the open objects; what lies behind ``count`` is left over and gets overwritten.
  private var entries: [Entry] = []
  /// The sets of the large objects that are open, the innermost last.
  private var sets: [(base: Int, hashes: Set<UInt64>)] = []

  /// How many names are noted: the base of an object that opens now.
  private(set) var count = 0

  mutating func reserve() { entries.reserveCapacity(32) }

  /// Forgets all names, and keeps the memory.
  mutating func reset() {
    count = 0
    sets.removeAll()
  }

  /// Forgets the names of the object with this base, at its end.
  mutating func close(base: Int) {
    count = base
    if let last = sets.last, last.base == base { sets.removeLast() }
  }

  /// Notes a name of the innermost object.
  /// - Returns: false if the object has a member of that name already.
  mutating func insert(_ bytes: RawSpan, _ token: StringToken, base: Int) -> Bool {
    let raw = token.content
    let entry = Entry(
      fingerprint: token.hasEscapes ? Self.decodedFingerprint(bytes, token) : Self.fingerprint(bytes, raw),
      start: UInt32(truncatingIfNeeded: raw.lowerBound),
      lengthAndFlag: UInt32(truncatingIfNeeded: raw.count) | (token.hasEscapes ? 0x8000_0000 : 0)
    )
    if count &- base < Self.linearLimit {
      if holds(bytes, entry, base: base) { return false }
    } else if !insertLarge(bytes, entry, base: base) {
      return false
    }
    if count < entries.count {
      entries[count] = entry
    } else {
      entries.append(entry)
    }
    count &+= 1
    return true
  }

  private func holds(_ bytes: RawSpan, _ entry: Entry, base: Int) -> Bool {
    var index = base
    while index < count {
      if entries[index].fingerprint == entry.fingerprint, Self.same(bytes, entries[index], entry) { return true }
      index &+= 1
    }
    return false
  }

  @inline(never)
  private mutating func insertLarge(_ bytes: RawSpan, _ entry: Entry, base: Int) -> Bool {
    if count &- base == Self.linearLimit {
      sets.append((base, Set(entries[base..<count].map { Self.keyedHash(bytes, $0) })))
    }
    // Equal keyed hashes are a duplicate but for an accident, which the comparison finds out.
    guard let innermost = sets.indices.last else { return !holds(bytes, entry, base: base) }
    return sets[innermost].hashes.insert(Self.keyedHash(bytes, entry)).inserted || !holds(bytes, entry, base: base)
  }

  private static func same(_ bytes: RawSpan, _ first: Entry, _ second: Entry) -> Bool {
    if !first.hasEscapes && !second.hasEscapes { return bytes.equal(first.range, second.range) }
    return decoded(bytes, first) == decoded(bytes, second)
  }

  private static func decoded(_ bytes: RawSpan, _ entry: Entry) -> [UInt8] {
    JSONText.unescaped(bytes, StringToken(content: entry.range, utf8Count: 0, hasEscapes: entry.hasEscapes))
  }

  @inline(__always)
  private static func fingerprint(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    let length = range.count
    let head = bytes.eight(range.lowerBound, count: length)
    let tail = length > 8 ? bytes.eight(range.upperBound &- 8) : 0
    return (head ^ (tail &* 0x9e37_79b9_7f4a_7c15)) &+ UInt64(truncatingIfNeeded: length) &* 0xff51_afd7_ed55_8ccd
  }

  @inline(never)
  private static func decodedFingerprint(_ bytes: RawSpan, _ token: StringToken) -> UInt64 {
    let name = JSONText.unescaped(bytes, token)
    return fingerprint(name.span.bytes, 0..<name.count)
  }

  /// A hash that a peer cannot foresee: `Hasher` is seeded anew in every process.
  private static func keyedHash(_ bytes: RawSpan, _ entry: Entry) -> UInt64 {
    if entry.hasEscapes {
      let name = decoded(bytes, entry)
      return keyedHash(name.span.bytes, 0..<name.count)
    }
    return keyedHash(bytes, entry.range)
  }

  private static func keyedHash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      hasher.combine(bytes.eight(index, count: range.upperBound &- index))
      index &+= 8
    }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
