/// What words are about: the class of every word of tools/train_classifiers/lexicon.py. What the classifiers learn of one word of a class holds for the others.
///
/// An open table of 32 KiB: nearly every word of a text is looked up in one step.
struct WordClasses: Sendable {
  /// Classes are numbered from 1 to this.
  static let last = 63
  private static let mask = 8191
  /// Full tables would be slow, and a full one would be searched for ever.
  private static let most = 6144

  /// A class in the lowest byte, and above it what else of the word's hash tells words apart; 0 if nothing is there.
  private var entries = [UInt32](repeating: 0, count: mask + 1)

  /// The words of each class with blanks between them, folded and in lower case. A word that is in two has the first.
  init(_ lists: [String]) {
    var count = 0
    for (list, kind) in zip(lists, UInt8(1)...UInt8(Self.last)) {
      for word in list.utf8.split(separator: 0x20) where count < Self.most {
        let hash = ReadWord.hash(word)
        guard self[hash] == 0 else { continue }
        entries[place(of: hash)] = Self.tag(hash) | UInt32(kind)
        count += 1
      }
    }
  }

  /// The class of the word with a hash; 0 if it has none.
  @inline(__always)
  subscript(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: entries[place(of: hash)]) }

  /// Where a word is, or the empty place where it would be.
  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: hash) & Self.mask
    while entries[place] != 0, entries[place] & ~0xff != Self.tag(hash) { place = (place &+ 1) & Self.mask }
    return place
  }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 32) & ~0xff }
}
