extension FoldedText {
  /// A word of a list as texts are for matching: folded, and ASCII in lower case.
  static func lowered(_ word: some StringProtocol) -> [UInt8] { bytes(of: Array(word.utf8).span).map(ByteClass.lowered) }

  /// A whole text folded, without the way back: the ``bytes`` of a ``FoldedText`` to which the text was appended, for a fraction of the time.
  static func bytes(of text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      var end = index
      while end < text.count, text[end] < 0x80, !isHidden(text[end]) { end &+= 1 }
      if end > index { result.append(text.extracting(index..<end)) }
      index = end
      while index < text.count, isHidden(text[index]) { index &+= 1 }
      while index < text.count, text[index] >= 0x80 {
        guard case .scalar(let scalar, let length) = FoldUnit.character(text, index) else {
          // No character: its bytes are themselves.
          result.append(text[index])
          index &+= 1
          continue
        }
        switch scalar < 0x80 ? .text(visible(scalar)) : FoldMap.folding(of: scalar) {
        case .text(let folded): result += folded
        case .itself: result.append(text.extracting(index..<(index &+ length)))
        }
        index &+= length
      }
    }
    return result
  }

  /// An ASCII character that is written in more bytes than it needs.
  private static func visible(_ scalar: UInt32) -> ArraySlice<UInt8> {
    let byte = UInt8(truncatingIfNeeded: scalar)
    return isHidden(byte) ? [] : [byte]
  }
}
