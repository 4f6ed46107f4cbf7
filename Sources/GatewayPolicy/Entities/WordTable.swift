/// The word lists as one hash table: a word's hash gives its classes. Built once, about half a millisecond; 512 KiB.
final class WordTable: Sendable {
  /// The one table.
  static let shared = WordTable()

  fileprivate static let bits = 16
  /// The hash's upper 44 bits and the classes; 0 for an empty place.
  private let places: [UInt64]
  /// 4096 bits that say how the words end that end streets' names.
  private let streetEnds: [UInt64]
  /// The same of the heads of compounds.
  private let compoundEnds: [UInt64]
  /// What the bytes of words are.
  let bytes = WordBytes()

  private init() {
    var builder = WordTableBuilder()
    builder.addAll()
    places = builder.places
    streetEnds = builder.streetEnds
    compoundEnds = builder.compoundEnds
  }

  /// The classes of the word with a hash.
  @inline(__always)
  subscript(_ hash: WordHash) -> WordClass { all(hash).subtracting(.compoundHead) }

  /// Whether compounds end in the word with a hash.
  func isCompoundHead(_ hash: WordHash) -> Bool { all(hash).contains(.compoundHead) }

  @inline(__always)
  private func all(_ hash: WordHash) -> WordClass {
    let key = hash.key
    var index = hash.place(Self.bits)
    while true {
      let entry = places[index]
      if entry == 0 { return [] }
      if entry >> 20 == key { return WordClass(rawValue: UInt32(truncatingIfNeeded: entry & 0xf_ffff)) }
      index = (index &+ 1) & (places.count &- 1)
    }
  }

  /// Whether the last bytes of a word may be those of a word that ends streets' names: almost no other word ends so.
  @inline(__always)
  func mayEndStreet(_ tail: UInt32) -> Bool {
    let (word, bit) = Self.endBit(tail)
    return streetEnds[word] & bit != 0
  }

  /// Whether the last bytes of a word may be those of a compound's head: few other words end so.
  @inline(__always)
  func mayEndCompound(_ tail: UInt32) -> Bool {
    let (word, bit) = Self.endBit(tail)
    return compoundEnds[word] & bit != 0
  }

  /// One of 4096 bits for the last three bytes.
  @inline(__always)
  fileprivate static func endBit(_ tail: UInt32) -> (word: Int, bit: UInt64) {
    let hash = ((tail & 0xff_ffff) &* 0x9e37_79b1) >> 20
    return (Int(hash >> 6), 1 << UInt64(hash & 63))
  }
}

/// What fills a ``WordTable``.
private struct WordTableBuilder {
  var places = [UInt64](repeating: 0, count: 1 << WordTable.bits)
  var streetEnds = [UInt64](repeating: 0, count: 64)
  var compoundEnds = [UInt64](repeating: 0, count: 64)

  mutating func addAll() {
    add(WordLists.given, .given)
    add(WordLists.surnames, .surname)
    add(WordLists.places, .place)
    add(WordLists.nationalities, .nationality)
    add(WordLists.streetWords, .streetWord)
    add(WordLists.streetLeads, .streetLead)
    add(WordLists.streetTails, .streetTail)
    add(WordLists.units, .unit)
    add(WordLists.titles, .title)
    add(WordLists.jobs, .job)
    add(WordLists.legalForms, .legalForm)
    add(WordLists.organizationWords, .organizationWord)
    add(WordLists.organizations, .organization)
    add(WordLists.calendar, .calendar)
    add(WordLists.stops, .stop)
    add(WordLists.common, .common)
    add(WordLists.compoundHeads, .compoundHead)
    Self.addEnds(WordLists.streetTails, to: &streetEnds)
    Self.addEnds(WordLists.compoundHeads, to: &compoundEnds)
  }

  /// Notes how the words of a list end.
  private static func addEnds(_ list: StaticString, to ends: inout [UInt64]) {
    list.withUTF8Buffer { buffer in
      var tail: UInt32 = 0
      // SAFETY: the buffer is read inside of the closure only.
      for byte in unsafe buffer {
        if ByteClass.isSpace(byte) { addEnd(tail, to: &ends) } else { tail = tail << 8 | UInt32(byte) }
      }
      addEnd(tail, to: &ends)
    }
  }

  private static func addEnd(_ tail: UInt32, to ends: inout [UInt64]) {
    let (word, bit) = WordTable.endBit(tail)
    ends[word] |= bit
  }

  private mutating func add(_ list: StaticString, _ word: WordClass) {
    list.withUTF8Buffer { buffer in
      var hash = WordHash()
      var isEmpty = true
      var isPhrase = false
      // SAFETY: the buffer is read inside of the closure only.
      for byte in unsafe buffer {
        if ByteClass.isSpace(byte) {
          if !isEmpty { insert(hash, isPhrase ? .placePhrase : word) }
          hash = WordHash()
          isEmpty = true
          isPhrase = false
        } else {
          if byte == 0x5f, !isPhrase {
            insert(hash, .placeStart)
            isPhrase = true
          }
          hash.add(byte)
          isEmpty = false
        }
      }
      if !isEmpty { insert(hash, isPhrase ? .placePhrase : word) }
    }
  }

  private mutating func insert(_ hash: WordHash, _ word: WordClass) {
    var index = hash.place(WordTable.bits)
    while places[index] != 0, places[index] >> 20 != hash.key { index = (index &+ 1) & (places.count &- 1) }
    places[index] |= hash.key << 20 | UInt64(word.rawValue)
  }
}
