/// The weights of all classifiers: for every slot one number with a field of 16 bits for each classifier, so that one addition adds for all of them.
///
/// A field is a weight of -127 to 127, and 128: 257 of them fit without touching the next field. 32,768 slots that hashes lead to take 256 KiB, and 4,096 for the classes of words 32.
struct WeightTable: Sendable {
  /// The logarithm of the number of slots that hashes lead to.
  static let bits: UInt64 = 15
  /// How many slots there are with those of the classes of words.
  static let slots = 1 << Int(bits) + (WordClasses.last + 1) * (WordClasses.last + 1)
  /// What is added to every weight.
  static let offset = 128

  private let rows: [UInt64]
  /// What words are about.
  let classes: WordClasses

  /// A table of up to four classifiers' weights, each a signed byte for every slot; a missing weight is 0.
  init(_ weights: [[UInt8]], classes: WordClasses) {
    self.classes = classes
    rows = (0..<Self.slots).map { slot in
      var row: UInt64 = 0
      for lane in 0..<4 {
        let byte = lane < weights.count && slot < weights[lane].count ? Int8(bitPattern: weights[lane][slot]) : 0
        row |= UInt64(Int(max(byte, -127)) + Self.offset) << UInt64(16 * lane)
      }
      return row
    }
  }

  /// The weights of what has a key.
  @inline(__always)
  subscript(_ key: UInt64) -> UInt64 { rows[Self.slot(key)] }

  /// The weights of a word of a class behind one of another class; 0 stands for any.
  @inline(__always)
  subscript(_ kind: UInt8, behind before: UInt8) -> UInt64 {
    rows[1 &<< Int(Self.bits) &+ Int(before) &* (WordClasses.last &+ 1) &+ Int(kind)]
  }

  /// The slot of a key.
  @inline(__always)
  static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> (64 &- bits)) }
}

/// Sums of weights of several features, for all classifiers.
struct WeightSums: Sendable {
  /// The fields of the first and the third classifier, and of the second and the fourth, as numbers of 32 bits.
  private var even: UInt64 = 0
  private var odd: UInt64 = 0
  /// How many features there are.
  private(set) var count = 0

  /// Adds rows that were added up before; at most 257.
  @inline(__always)
  mutating func add(_ rows: UInt64, count: Int) {
    even &+= rows & 0x0000_ffff_0000_ffff
    odd &+= rows &>> 16 & 0x0000_ffff_0000_ffff
    self.count &+= count
  }

  /// The sum of the weights of a classifier, by its place in the table.
  subscript(_ lane: Int) -> Int {
    let fields = lane & 1 == 0 ? even : odd
    return Int(truncatingIfNeeded: fields &>> UInt64(16 &* (lane & 2)) & 0xffff_ffff) &- WeightTable.offset &* count
  }

  /// The sums of two.
  static func + (_ a: WeightSums, _ b: WeightSums) -> WeightSums {
    var sums = a
    sums += b
    return sums
  }

  /// Adds the sums of another one.
  static func += (_ a: inout WeightSums, _ b: WeightSums) {
    a.even &+= b.even
    a.odd &+= b.odd
    a.count &+= b.count
  }
}
