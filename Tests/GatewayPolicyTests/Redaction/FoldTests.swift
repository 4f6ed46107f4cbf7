@testable import GatewayPolicy
import GatewayTestSupport
import Testing

@Suite struct FoldTests {
  private func folded(_ text: String, isJSON: Bool = false) -> String {
    var folded = FoldedText(isJSON: isJSON)
    folded.append(Array(text.utf8).span)
    folded.finish()
    return String(decoding: folded.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("４１１１", "4111"), ("٤١١١", "4111"), ("𝟒𝟏", "41"), ("①②", "12"), ("ｅ＠ｘ．ｄｅ", "e@x.de"), ("Ìgnörê", "Ignore"), ("іgnоrе", "ignore"),
    ("a\u{200b}b\u{ad}c", "abc"),
    ("ﬁle", "file"), ("a\u{a0}b", "a b"), ("1–2", "1-2"), ("日本", "日本"), ("𝓲𝓰𝓷", "ign"), ("ɪɢɴᴏʀᴇ", "ignore"), ("🅸🅖🅝", "IGN"),
    ("e\u{301}", "e"), ("x\u{e0041}y", "xy"), ("4\u{0}5\u{7}3\u{1b}2\u{7f}1", "45321"), ("4\u{fe0f}\u{20e3}5\u{fe0f}\u{20e3}", "45"),
    ("4\u{640}5\u{fffc}3\u{2800}2\u{5b0}1\u{64e}0", "453210"),
    ("one\ttwo\r\nthree\u{b}four\u{c}five and so on", "one\ttwo\r\nthree\u{b}four\u{c}five and so on"),
    ("a text of many words\u{0}and more", "a text of many wordsand more"),
  ])
  func charactersBecomeWhatTheyLookLike(_ text: String, _ expected: String) { #expect(folded(text) == expected) }

  @Test(arguments: [
    (#"{"card":"\u0034111"}"#, #"{"card":"4111"}"#), (#"a\nb\/c\"d"#, "a\nb/c\"d"), (#"\ud83d\ude00"#, "😀"), (#"\ud83dx"#, "\u{fffd}x"),
    (#"\q"#, #"\q"#), ("end\\", "end\\"),
  ])
  func escapesOfJSONSourceAreTheirCharacters(_ text: String, _ expected: String) { #expect(folded(text, isJSON: true) == expected) }

  /// The folded text without the way back is the folded text, of texts that are no UTF-8 too.
  @Test func foldingWithoutTheWayBackIsTheSame() {
    let parts =
      ["a plain word ", "１", "é", "日", "😀", "\u{200b}", "ɪɢ", "ß", "\u{e0041}", "\u{0}", "\u{1b}x\n", "\u{7f}"].map { Array($0.utf8) } + [
        [0xe0, 0x80, 0xa0], [0xc3], [0xff], [0xf0, 0x9f],
      ]
    FuzzBudget.run(cases: 2000) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) { text += parts.randomElement(using: &random) ?? [] }
      var folded = FoldedText()
      folded.append(text.span)
      folded.finish()
      #expect(FoldedText.bytes(of: text.span) == folded.bytes, "\(text)")
    }
  }

  /// Every byte at every place of a text is plain if it folds to itself.
  @Test func plainTextsAreThoseThatStayAsTheyAre() {
    for place in 0..<40 {
      for byte in UInt8(0)..<0x80 {
        var text = [UInt8](repeating: 0x61, count: 40)
        text[place] = byte
        #expect(FoldedText.hasHidden(text.span.bytes) == FoldedText.isHidden(byte), "\(byte) at \(place)")
        #expect(FoldedText.isPlain(text.span.bytes, false) == (FoldedText.bytes(of: text.span) == text), "\(byte) at \(place)")
      }
    }
  }

  /// What tag characters spell is a reading of its own, in which what shows is no text.
  @Test func tagCharactersAreReadForThemselves() {
    let text = Array("ab\(tags("4 x"))é4\u{200b}\(tags("~"))\u{e007f}".utf8)
    var shown = FoldedText()
    shown.append(text.span)
    #expect(shown.bytes == Array("abe4".utf8))
    #expect(shown.firstTag == 2)
    var hidden = FoldedText(tagsOf: false, from: 2)
    hidden.append(Array(text[2...]).span)
    #expect(hidden.bytes == Array("4 x".utf8) + [0, 0] + Array("~".utf8))
    #expect(hidden.originalStart(0) == 2 && hidden.originalEnd(2) == 14 && hidden.originalEnd(5) == text.count - 4)
    #expect(folded(#"\udb40\udc34"#, isJSON: true).isEmpty)
  }

  /// However a text is cut, it folds to the same, and every folded byte points to where it came from.
  @Test func cutsMakeNoDifference() {
    let parts = [
      "4", "１", "é", "日", "😀", "\u{200b}", "a", "\\u0034", "\\ud83d\\ude00", "\\n", "\\", " ", "@", "\u{e0034}",
      "\\udb40\\udc34",
    ]
    FuzzBudget.run(cases: 2000) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let isJSON = Bool.random(using: &random)
      let text = Array((0..<Int.random(in: 0...20, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined().utf8)
      var whole = FoldedText(isJSON: isJSON)
      whole.append(text.span)
      whole.finish()
      var pieces = FoldedText(isJSON: isJSON)
      var position = 0
      while position < text.count {
        let end = min(text.count, position + Int.random(in: 1...4, using: &random))
        pieces.append(text[position..<end].span)
        position = end
      }
      pieces.finish()
      #expect(pieces.bytes == whole.bytes)
      #expect(pieces.originalCount == text.count)
      for index in whole.bytes.indices {
        #expect(pieces.originalStart(index) == whole.originalStart(index))
        #expect(pieces.originalEnd(index) == whole.originalEnd(index))
        #expect(whole.originalStart(index) < whole.originalEnd(index))
      }
    }
  }
}
