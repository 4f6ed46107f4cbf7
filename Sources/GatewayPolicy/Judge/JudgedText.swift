/// A text as a judge may see it: no control token of any model can be spelled with it, and no question is longer than was asked for.
///
/// Engines tokenize a rendered chat template as a whole, so that `<|eot_id|>`, `<end_of_turn>` or `[/INST]` in a message's content becomes the token of that name and ends the message. All such names are
/// in angle brackets, or in square ones with a capital letter or a slash in front. Each of these brackets becomes a look-alike that no Unicode normalisation turns back; so do their compatibility forms, which
/// a tokenizer that normalises would turn into them. One character becomes one, so that a model reads the text as it was.
enum JudgedText {
  /// The text without delimiters. Bytes that are no UTF-8 become U+FFFD.
  static func escaped(_ text: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let next = index < scalars.endIndex ? scalars[index] : nil
      result.append(replacement(of: scalar, before: next))
    }
    return String(result)
  }

  private static func replacement(of scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Unicode.Scalar {
    switch scalar {
    case "<", "\u{ff1c}", "\u{fe64}", "\u{226e}": "\u{2039}"
    case ">", "\u{ff1e}", "\u{fe65}", "\u{226f}": "\u{203a}"
    case "[", "\u{ff3b}", "\u{fe47}": next.map(beginsName) == true ? "\u{2045}" : "["
    // Nothing below is text; a terminal's or a template's own use of it is not the author's to make.
    case "\u{0}"..."\u{8}", "\u{b}"..."\u{1f}", "\u{7f}", "\u{e0000}"..."\u{e007f}": "\u{fffd}"
    default: scalar
    }
  }

  /// Whether the name of a control token may begin with it: `[INST]`, `[/INST]`, `[_pad_]`, in their compatibility forms as well, and behind anything invisible.
  private static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "/", "_": true
    default: !scalar.isASCII
    }
  }

  /// The windows of a text: none is longer than `limit` characters (Unicode scalars), together they hold all of it, neighbours overlap by an eighth. Cuts are made behind white space where a window's last
  /// eighth has some.
  static func windows(_ text: String, limit: Int) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let limit = max(limit, 16)
    guard scalars.count > limit else { return [text] }
    let overlap = limit / 8
    var windows: [String] = []
    var start = 0
    while true {
      var end = min(scalars.count, start + limit)
      if end < scalars.count, let space = scalars[(end - overlap)..<end].lastIndex(where: \.properties.isWhitespace) { end = space + 1 }
      windows.append(Self.string(scalars[start..<end]))
      guard end < scalars.count else { return windows }
      start = max(start + 1, end - overlap)
    }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
