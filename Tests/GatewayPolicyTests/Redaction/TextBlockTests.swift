import Testing

@testable import GatewayPolicy

/// The bits of a block are what a look at every byte says.
@Suite struct TextBlockTests {
  @Test func everyByteInEveryPlace() {
    var marks = TextBlock.Marks()
    let (at, dot, other) = (marks.add(0x40), marks.add(0x2e), marks.add(0x23))
    #expect([at, dot, other] == [true, true, false], "there is room for two")
    for byte in UInt8.min...UInt8.max {
      for place in [0, 1, 7, 8, 31, 62, 63] {
        for filler: UInt8 in [0x20, 0x61, 0xff, 0x7f] {
          var text = [UInt8](repeating: filler, count: 70)
          text[place] = byte
          let block = TextBlock(text.span, at: 0, marks: marks)
          let words = block.words >> UInt64(place) & 1 == 1
          let isMark = block.marks >> UInt64(place) & 1 == 1
          #expect(words == ByteClass.isWord(byte) && isMark == (byte == 0x40 || byte == 0x2e), "\(byte) at \(place)")
          #expect(block.underscores == (byte == 0x5f ? 1 << UInt64(place) : 0))
          #expect(block.words & ~(1 << UInt64(place)) == (ByteClass.isWord(filler) ? ~(1 << UInt64(place)) : 0))
        }
      }
    }
  }

  @Test func theEndIsReadByteByByte() {
    let text = Array("ab @c._".utf8)
    var marks = TextBlock.Marks()
    _ = marks.add(0x40)
    let block = TextBlock(text.span, at: 1, marks: marks)
    #expect(block.words == 0b101001 && block.marks == 0b100 && block.underscores == 0b100000)
    let none = TextBlock(text.span, at: 1, marks: TextBlock.Marks())
    #expect(none.marks == 0, "a text may hold NUL, and no mark is none")
  }

  @Test func aMarkThatIsThereOrNotASCIIHasNoRoom() {
    var marks = TextBlock.Marks()
    let added = [marks.add(0xff), marks.add(0x40), marks.add(0x40)]
    #expect(added == [false, true, false])
  }
}
