/// What the classifier sees of a word: a few dozen numbers of features, each a row of ``WordWeights``.
///
/// A feature is a hash of its kind and its value. The trainer reads the very numbers that are used here, so that both always see the same.
struct WordFeatures<Sink: FeatureSink>: ~Copyable {
  private static var capacity: Int { 128 }

  /// Where they go.
  private(set) var sink: Sink
  private var count = 0

  /// No features yet.
  init(into sink: Sink) { self.sink = sink }

  /// Adds the features of the word at an index of a window.
  mutating func add(_ index: Int, in window: inout WordWindow, _ probe: inout Probe) {
    let twoBefore = window.word(index &- 2, &probe)
    let before = window.word(index &- 1, &probe)
    let word = window.word(index, &probe)
    let after = window.word(index &+ 1, &probe)
    let twoAfter = window.word(index &+ 2, &probe)
    add(0, 0)
    addWord(twoBefore, 0)
    addWord(before, 1)
    addWord(word, 2)
    addWord(after, 3)
    addWord(twoAfter, 4)
    addPairs(twoBefore, before, word, after, twoAfter)
    addSpelling(word, &probe)
    if after.isCapital { add(16, UInt64(after.tail & 0xff_ffff)) }
    if before.isCapital { add(17, UInt64(before.tail & 0xff_ffff)) }
    addPhrase(index, &window, &probe)
  }

  @inline(__always)
  private mutating func add(_ kind: UInt64, _ value: UInt64) {
    guard count < Self.capacity else { return }
    var hash = (value ^ kind &* 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
    hash ^= hash >> 29
    hash = hash &* 0x94d0_49bb_1331_11eb
    sink.take(row: Int(truncatingIfNeeded: hash >> UInt64(64 &- FeatureRow.bits)))
    count &+= 1
  }

  @inline(__always)
  private static func shape(_ word: Word) -> UInt64 { UInt64(word.shape.rawValue) }

  @inline(__always)
  private static func gap(_ word: Word) -> UInt64 { UInt64(word.gap.rawValue) }

  /// Which word it is, as far as that says something in general: ordinary words, but no names.
  private static func identity(_ word: Word) -> UInt64? {
    if word.shape == .lower { return word.hash.value }
    return word.classes.isDisjoint(with: [.common, .stop, .title, .legalForm, .organizationWord, .calendar, .unit]) ? nil : word.hash.value
  }

  /// A word's place, shape, classes and identity. `place` 2 is the word itself.
  @inline(__always)
  private mutating func addWord(_ word: Word, _ place: UInt64) {
    add(1, place << 8 | Self.shape(word))
    var classes = word.classes.rawValue
    while classes != 0 {
      add(2, place << 8 | UInt64(classes.trailingZeroBitCount))
      classes &= classes &- 1
    }
    if place > 0, place < 4 { add(3, place << 32 | UInt64(word.classes.rawValue)) }
    if let identity = Self.identity(word) { add(4 &+ place &* 0x100, identity) }
    add(5, place << 8 | Self.gap(word))
  }

  private mutating func addPairs(_ twoBefore: Word, _ before: Word, _ word: Word, _ after: Word, _ twoAfter: Word) {
    let gaps = Self.gap(word) << 8 | Self.gap(after)
    add(6, gaps)
    add(7, Self.shape(before) << 24 | Self.shape(word) << 20 | Self.shape(after) << 16 | gaps)
    add(8, UInt64(before.classes.rawValue) << 32 | UInt64(word.classes.rawValue) << 8 | Self.gap(word))
    add(9, UInt64(after.classes.rawValue) << 32 | UInt64(word.classes.rawValue) << 8 | Self.gap(after))
    add(10, Self.shape(word) << 16 | Self.shape(after) << 12 | Self.shape(twoAfter) << 8 | Self.gap(twoAfter))
    add(11, Self.shape(twoBefore) << 16 | Self.shape(before) << 12 | Self.shape(word) << 8 | Self.gap(before))
    if let first = Self.identity(before) {
      if let second = Self.identity(twoBefore) { add(12, first ^ second &* 31) }
      add(13, first ^ UInt64(word.classes.rawValue) &* 0x1_0001)
      add(18, first ^ Self.gap(word))
    }
    if let first = Self.identity(after) { add(19, first ^ Self.gap(after)) }
  }

  /// The word's letters: how it begins and ends, and every three of them.
  private mutating func addSpelling(_ word: Word, _ probe: inout Probe) {
    guard word.classes.isDisjoint(with: [.stop]) else { return }
    add(14, UInt64(min(word.length, 12)))
    add(14, 0x100 | UInt64(word.tail & 0xffff))
    add(14, 0x200_0000 | UInt64(word.tail & 0xff_ffff))
    add(14, 0x4_0000_0000 | UInt64(word.tail))
    add(14, 0x8_0000_0000 | UInt64(word.head))
    var window: UInt64 = 0x20
    for offset in word.offset..<(word.offset &+ min(word.length, 16)) {
      window = (window << 8 | UInt64(ByteClass.lowered(probe[offset]))) & 0xff_ffff
      if window > 0xffff { add(15, window) }
    }
  }

  private mutating func addPhrase(_ index: Int, _ window: inout WordWindow, _ probe: inout Probe) {
    let here = window.placePhrase(at: index, &probe)
    if here > 0 { add(20, UInt64(here)) }
    for back in 1...2 where index >= back && window.placePhrase(at: index &- back, &probe) > back { add(21, UInt64(back)) }
  }
}

/// The rows of ``WordWeights``.
enum FeatureRow {
  /// How many there are, as a power of two.
  static let bits = 13
}

/// Takes the rows of features.
protocol FeatureSink {
  /// Takes a row, less than 2^``FeatureRow/bits``.
  mutating func take(row: Int)
}

/// The rows as a list.
struct FeatureList: FeatureSink {
  private(set) var rows: [Int] = []

  mutating func take(row: Int) { rows.append(row) }
}

/// The sum of the rows' weights.
struct FeatureSum: FeatureSink {
  private(set) var sum = SIMD8<Int16>.zero
  private let weights: [SIMD8<Int16>]

  /// A sum of some of these.
  init(of weights: [SIMD8<Int16>]) { self.weights = weights }

  @inline(__always)
  mutating func take(row: Int) { sum &+= weights.span[row] }
}
