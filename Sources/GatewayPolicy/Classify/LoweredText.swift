internal import OpenAIWire

/// A text in lower case with blanks for all that is not of words, and which of its bytes are what, 64 to a number.
struct LoweredText {
  /// A blank, the text, and more blanks: what is loaded from a place in the text never ends behind them.
  let bytes: [UInt8]
  /// The bytes of words, the first one of each 64 in the lowest bit. One number more than are full, so that a word that ends with the text has an end.
  let words: [UInt64]
  /// The symbols, likewise.
  let symbols: [UInt64]

  /// Looks at a folded text.
  init(_ text: Span<UInt8>) {
    let blocks = text.count / 64 &+ 1
    var bytes = [UInt8](repeating: 0x20, count: blocks &* 64 &+ 16)
    var words = [UInt64](repeating: 0, count: blocks)
    var symbols = words
    let source = text.bytes
    var output = bytes.mutableSpan
    var target = output.mutableBytes
    for block in 0..<blocks {
      var found = (words: UInt64(0), symbols: UInt64(0))
      var place = 0
      while place < 64, block &* 64 &+ place < text.count {
        let offset = block &* 64 &+ place
        let lanes = ByteLanes(offset &+ 8 <= text.count ? source.eight(offset) : Self.tail(text, offset))
        target.storeBytes(of: lanes.lowered.littleEndian, toByteOffset: offset &+ 1, as: UInt64.self)
        found.words |= lanes.words &<< UInt64(place)
        found.symbols |= lanes.symbols &<< UInt64(place)
        place &+= 8
      }
      words[block] = found.words
      symbols[block] = found.symbols
    }
    (self.bytes, self.words, self.symbols) = (bytes, words, symbols)
  }

  /// The last bytes of a text, and blanks up to eight.
  private static func tail(_ text: Span<UInt8>, _ offset: Int) -> UInt64 {
    var result: UInt64 = 0
    for index in (0..<8).reversed() { result = result &<< 8 | UInt64(offset &+ index < text.count ? text[offset &+ index] : 0x20) }
    return result
  }
}
