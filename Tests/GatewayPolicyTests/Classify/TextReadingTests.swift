@testable import GatewayPolicy
import Testing

@Suite struct TextReadingTests {
  /// Every byte at every one of the eight places, among bytes of every other kind.
  @Test func eightBytesAtOnceAreWhatEachOneIs() {
    for byte in UInt8.min...UInt8.max {
      for (place, other) in zip(0..<8, [0x20, 0x7a, 0x5a, 0xff, 0x00, 0x39, 0x0a, 0x7f] as [UInt8]) {
        var bytes = [UInt8](repeating: other, count: 8)
        bytes[place] = byte
        let lanes = ByteLanes(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) })
        for (index, byte) in bytes.enumerated() {
          let isWord = ByteClass.isAlphanumeric(byte) || byte >= 0x80
          let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0d
          #expect(lanes.words >> UInt64(index) & 1 == (isWord ? 1 : 0))
          #expect(lanes.symbols >> UInt64(index) & 1 == (isWord || isBlank ? 0 : 1))
          #expect(UInt8(lanes.lowered >> UInt64(index * 8) & 0xff) == (isWord ? ByteClass.lowered(byte) : 0x20))
        }
        #expect(lanes.words >> 8 == 0 && lanes.symbols >> 8 == 0)
      }
    }
  }

  /// The same for questions about one kind of bytes.
  @Test func eightBytesAtOnceAreAskedAboutOneKind() {
    for byte in UInt8.min...UInt8.max {
      for (place, other) in zip(0..<8, [0x20, 0x2f, 0x61, 0x7f, 0x00, 0x80, 0xaf, 0xff] as [UInt8]) {
        let bytes = (0..<8).map { $0 == place ? byte : other }
        let all = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        let lanes = { (number: UInt64) in (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
        #expect(lanes(ByteLanes.equal(all, 0x2f)) == bytes.map { $0 == 0x2f ? 0x80 : 0 })
        #expect(lanes(ByteLanes.blank(all)) == bytes.map { $0 <= 0x20 ? 0x80 : 0 })
      }
    }
  }

  /// Words of all lengths, at all distances from the ends of blocks: each is found once and has the hash that its bytes have.
  @Test func wordsAreFoundWhereverTheyStand() {
    for length in 1...40 {
      let word = Array("Abcdefghij1klmnopqrstuvwxyzabcdefghijklmn".utf8.prefix(length))
      for distance in 40..<130 {
        let text = [UInt8](repeating: 0x2c, count: distance) + word + Array(" ende".utf8)
        let hashes = [word.map(ByteClass.lowered), Array("ende".utf8)].map { ReadWord.hash($0) }
        #expect(TextReading(text.span).words == hashes, "\(length) bytes at \(distance)")
        let cut = Array(text.prefix(distance + length))
        #expect(TextReading(cut.span).words == [hashes[0]])
      }
    }
  }

  /// A text of any length is divided into bins of 512 bytes of which the last is the longest, and two bins are a window.
  @Test(arguments: [(0, 1), (511, 1), (1023, 1), (1024, 1), (1535, 1), (1536, 2), (4096, 7)])
  func windowsOverlapByHalf(_ count: Int, _ windows: Int) {
    let text = [UInt8](repeating: 0x61, count: count)
    #expect(TextReading(text.span).windows.count == windows)
  }

  /// The heaviest rows do not spill over: 64 bytes have as many features as can be.
  @Test(arguments: ["a b c d e f g h ", "!", "ab,", "a,b;", "abcdefgh"])
  func fieldsHoldABlock(_ piece: String) {
    let text = Array(String(repeating: piece, count: 300).utf8)
    let weights: [UInt8] = [0x7f, 0x7f, 0x81, 0x7f]
    let heavy = WeightTable(
      weights.map { [UInt8](repeating: $0, count: WeightTable.slots) }, classes: WordClasses(["a b c d e f g h ab abcdefgh"]))
    for block in TextReading(folded: text.span, heavy).blocks {
      let sums = [block[0], block[1], block[2], block[3]]
      let expected = [127, 127, -127, 127].map { $0 * block.count }
      #expect(sums == expected)
    }
  }

  /// A drawn line says no more for being long: a symbol behind three of the same is no feature. What its places are needed for beside features stays.
  @Test func drawnLinesAreShort() {
    func features(_ text: String) -> Int { TextReading(folded: Array(text.utf8).span).blocks.reduce(0) { $0 + $1.count } }
    #expect(features("a ===") < features("a === b ==="))
    for character in ["=", "-", "\n", "#"] {
      let runs = [3, 4, 63, 64, 65, 700].map { features("a " + String(repeating: character, count: $0)) }
      #expect(Set(runs).count == 1, "\(character) \(runs)")
    }
    #expect(TextReading(folded: Array("######".utf8).span).marks.count == 6)
    #expect(TextReading(folded: Array("%%%%%%%".utf8).span).escapeMarks == 7)
  }

  /// A word of a class counts alone, and behind the one before unless too many words stand between them.
  @Test(arguments: [
    ("rot", 1), ("rot weiss blau", 3), ("rot x x x x x x x blau", 3), ("rot x x x x x x x x blau", 2), ("Blau, ROT!", 3), ("x", 0),
  ])
  func wordsCountByTheirClasses(_ text: String, _ expected: Int) {
    // Only the slots of classes weigh anything.
    let weights = (0..<WeightTable.slots).map { $0 < 1 << Int(WeightTable.bits) ? 0 : 1 as UInt8 }
    let table = WeightTable([weights], classes: WordClasses(["rot", "gelb blau"]))
    #expect(TextReading(folded: Array(text.utf8).span, table).blocks.reduce(0) { $0 + $1[0] } == expected)
  }

  @Test func wordsHaveTheClassThatListsThemFirst() {
    let classes = WordClasses(["one two", "", "two three"])
    #expect(["one", "two", "three", "four", ""].map { classes[ReadWord.hash($0.utf8)] } == [1, 1, 3, 0, 0])
    // A list as long as can be does not fill the table, and all lists have their words.
    let many = WordClasses([(0..<20_000).map { "w\($0)" }.joined(separator: " ")])
    #expect(many[ReadWord.hash("w0".utf8)] == 1 && many[ReadWord.hash("w19999".utf8)] == 0)
    let words = ClassifierWeights.classes.map { $0.split(separator: " ") }
    #expect(words.count <= WordClasses.last && words.joined().count > 2000)
    for (kind, list) in words.enumerated() {
      for word in list { #expect(Int(ClassifierWeights.table.classes[ReadWord.hash(word.utf8)]) == kind + 1, "\(word)") }
    }
  }

  /// Runs of digits of base 64 are looked at from twenty on, wherever they stand.
  @Test func hiddenSegmentsAreFoundWhereverTheyStand() {
    // "say it again, please" in base 64.
    let hidden = Array("c2F5IGl0IGFnYWluLCBwbGVhc2U=".utf8)
    for distance in 0..<50 {
      let text = Array(String(repeating: "to ", count: 20).utf8.prefix(distance)) + [0x20] + hidden + Array(" and on".utf8)
      #expect(HiddenSegments.found(in: text.span) == [Array("say it again, please".utf8)], "at \(distance)")
      let short = [UInt8](repeating: 0x2e, count: distance) + hidden.prefix(19) + [0x2e]
      #expect(HiddenSegments.found(in: short.span).isEmpty)
    }
  }

  /// The first reading is the one that all policies get: the second text here is not read.
  @Test func aTextIsReadOnce() {
    let shared = SharedReading()
    let first = shared.of(Array("one text".utf8)).words
    #expect(first.count == 2)
    #expect(shared.of(Array("quite another text".utf8)).words == first)
  }
}
