/// Cuts text into pieces as a model's tokenizer does: a piece is at most six bytes, mostly a word or a part of one with the blank before it,
/// about four characters of English. It needs no vocabulary: a token's id holds the bytes of its piece, so that ids can be turned back into text.
enum SimulatorTokenizer {
  /// The token that starts a message of the chat template.
  static let messageStart = 1
  /// The token that ends a message, and an answer.
  static let messageEnd = 2
  /// One more than the largest id.
  static let vocabularySize = 1 << 49

  private static let longestPiece = 6

  private enum Kind { case letter, digit, blank, newline, other, wide }

  private static func kind(_ byte: UInt8) -> Kind {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case 0x20: .blank
    case 0x0A, 0x0D: .newline
    case 0x80...0xFF: .wide
    default: .other
    }
  }

  /// The pieces of `text`: joined, they are `text` again.
  static func pieces(of text: String) -> [String] {
    cut(Array(text.utf8)) { String(decoding: $0, as: UTF8.self) }
  }

  /// The ids of the pieces of `text`.
  static func ids(of text: String) -> [Int] { cut(Array(text.utf8), id) }

  /// The id of one piece; a longer text gives an id that stands for no text.
  static func id(ofPiece piece: String) -> Int {
    let bytes = Array(piece.utf8)
    guard bytes.count > longestPiece else { return id(bytes[...]) }
    return Int(truncatingIfNeeded: BlockHash.mix(0, bytes.map(Int.init)) & 0xFFFF_FFFF)
  }

  private static func id(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(1) { $0 << 8 | Int($1) }
  }

  /// The text of `id`: special tokens by their name, ids that no piece has as `<|id|>`, nil when it is not in the vocabulary.
  static func text(ofID id: Int) -> String? {
    guard id >= 0, id < vocabularySize else { return nil }
    switch id {
    case messageStart: return "<|im_start|>"
    case messageEnd: return "<|im_end|>"
    case 0..<0x100: return "<|\(id)|>"
    default: break
    }
    var bytes: [UInt8] = []
    var rest = id
    while rest > 1 {
      guard rest >= 0x100 else { return "<|\(id)|>" }
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    return String(validating: bytes.reversed(), as: UTF8.self) ?? "<|\(id)|>"
  }

  private static func cut<Piece>(_ bytes: [UInt8], _ make: (ArraySlice<UInt8>) -> Piece) -> [Piece] {
    var pieces: [Piece] = []
    pieces.reserveCapacity(bytes.count / 4 + 1)
    var start = 0
    while start < bytes.count {
      let end = pieceEnd(bytes, from: start)
      pieces.append(make(bytes[start..<end]))
      start = end
    }
    return pieces
  }

  private static func pieceEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    if bytes[index] == 0x20, index + 1 < bytes.count, kind(bytes[index + 1]) != .newline { index += 1 }
    let first = kind(bytes[index])
    if first == .wide { return scalarEnd(bytes, from: index) }
    index += 1
    let limit = min(bytes.count, start + (first == .digit ? 3 : first == .other ? 1 : longestPiece))
    while index < limit, kind(bytes[index]) == first { index += 1 }
    return index
  }

  private static func scalarEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] & 0xC0 == 0x80, index < start + 4 { index += 1 }
    return index
  }
}
